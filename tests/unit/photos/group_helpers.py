"""Photos with evidence, made from a few numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.catalog.values.animals import Animal
from desktop_app.photos.alignment import SIDE
from desktop_app.photos.group_evidence import GroupEvidence, PhotosToGroup
from desktop_app.photos.groups import Answers, Grouping

SECOND = 10**9
START = 1_700_000_000 * SECOND


@dataclass(frozen=True)
class Shot:
    """One photo.

    Attributes:
        look: photos of one look are alike; others have nothing to do with each other.
        off: in how many bits its hash differs from that of the look.
        at: seconds after the start; None where the camera told no time.
        folder: number of its folder.
        animal: id of its animal; 0 for none.
        open_to_groups: False where it is gone, unreadable, or shows several dogs.
        embedded: whether it has an embedding.
        turn: how far its embedding, and its tiny photo, are turned away from those of the look, 0 to 1.
    """

    look: int
    off: int = 0
    at: float | None = None
    folder: int = 0
    animal: int = 0
    open_to_groups: bool = True
    embedded: bool = True
    turn: float = 0.0


def photos_of(shots: Sequence[Shot], order: Sequence[int] | None = None) -> tuple[PhotosToGroup, GroupEvidence]:
    """The shots as photos, named in their order; `order` says in which order they came into the store."""
    order = list(range(len(shots))) if order is None else list(order)
    came = [shots[place] for place in order]
    animals = sorted({shot.animal for shot in came} - {0})
    places = {animal: place for place, animal in enumerate(animals)}
    photos = PhotosToGroup(
        photo_ids=np.array(order, np.int64) + 1,
        open_to_groups=np.array([shot.open_to_groups for shot in came], np.bool_),
        animals=np.array([places.get(shot.animal, -1) for shot in came], np.int32),
        animal_table=tuple(Animal(animal, f"dog {animal}") for animal in animals),
        folder=np.array([shot.folder for shot in came], np.int32),
        by_name=np.array(order, np.int32),
        taken_at=np.array([0 if shot.at is None else START + int(shot.at * SECOND) for shot in came], np.int64),
    )
    evidence = GroupEvidence(len(came))
    at = np.arange(len(came), dtype=np.int32)
    evidence.set_fingerprints(at, np.stack([fingerprint_of(shot) for shot in came]), np.ones(len(came), np.bool_))
    embedded = np.array([place for place, shot in enumerate(came) if shot.embedded], np.int32)
    if len(embedded):
        evidence.set_embeddings(embedded, np.stack([embedding_of(came[place]) for place in embedded.tolist()]))
    return photos, evidence


def fingerprint_of(shot: Shot) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    bits = np.random.default_rng(shot.look).integers(0, 2, 128, dtype=np.uint8)
    bits[: shot.off] ^= 1
    return np.concatenate([np.packbits(bits), greys_of(shot)])


def greys_of(shot: Shot) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """The tiny photo: five times five spots."""
    mine, other = np.random.default_rng([shot.look, 1]).integers(0, 16, (2, 5, 5))
    spots = np.round((1 - shot.turn) * mine + shot.turn * other).astype(np.uint8)
    greys = spots.repeat(SIDE // 5, axis=0).repeat(SIDE // 5, axis=1).ravel()
    packed: np.ndarray[tuple[int], np.dtype[np.uint8]] = greys[0::2] << 4 | greys[1::2]
    return packed


def embedding_of(shot: Shot) -> np.ndarray[tuple[int], np.dtype[np.float16]]:
    mine, other = np.random.default_rng(shot.look).standard_normal((2, 256))
    turned: np.ndarray[tuple[int], np.dtype[np.float64]] = (1 - shot.turn) * mine + shot.turn * other
    return turned.astype(np.float16)


def said(grouping: Grouping, photos: PhotosToGroup) -> list[tuple[str, list[int]]]:
    """The groups as kinds and the numbers of their shots."""
    return [(each.kind.value, (photos.photo_ids[each.positions] - 1).tolist()) for each in grouping.groups]


def answers(
    photos: PhotosToGroup, together: Sequence[tuple[int, int]] = (), apart: Sequence[tuple[int, int]] = ()
) -> Answers:
    """Answers about pairs of shots."""
    place = {int(photo) - 1: position for position, photo in enumerate(photos.photo_ids.tolist())}
    pairs = [np.array([[place[a], place[b]] for a, b in each], np.int32).reshape(-1, 2) for each in (together, apart)]
    return Answers(*pairs)
