"""Picks: the photos of an animal for the adoption page, in order; which ones would be good, and what changes them.

What the score is made of, and what it cannot tell, is in docs/decisions/0022-picks.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.several import Several
from desktop_app.catalog.evidence import PhotoEvidence
from desktop_app.catalog.rows import PhotoState
from desktop_app.photos.codes import NO_DOG, NONE, STATE_CODE
from desktop_app.photos.group_evidence import HASH_BYTES
from desktop_app.photos.names import Positions
from desktop_app.photos.store import PhotoStore

PICKS_OF: Final[Mapping[str, int]] = {"petfinder": 6, "adoptapet": 4, "rescuegroups": 4}
"""How many photos of an animal each service takes: the first ones would go out."""

MOST_PROPOSED: Final = max(PICKS_OF.values())

Floats = NDArray[np.float64]

# A quality is 0 up to the first number and 1 from the second on, in a straight line between them.
_SHARP = (0.30, 0.80)
_LARGE = (0.25, 0.70)
_CONTRAST = (0.30, 0.75)
# Lightness: from too dark to light enough, and from still well lit to washed out.
_LIGHT, _WASHED_OUT = (0.10, 0.30), (0.60, 0.90)
# How much each quality counts.
_SHARPNESS_COUNTS, _LIGHT_COUNTS, _SIZE_COUNTS = 2.0, 1.0, 1.0
# The worst quality that a photo has does not make all others worthless.
_WORST = 0.05
# Of what a further pick adds, so much is how good it is; the rest, how different from those before.
_GOODNESS_COUNTS = 0.6
# Embeddings of photos that have nothing in common but the dog are about so alike.
_SAME_DOG = 0.5


def goodness(evidence: PhotoEvidence) -> Floats:
    """How good photos are for an adoption page, by what was measured of them.

    The weighted geometric mean of three qualities: sharp, well lit, the dog large. Of the geometric mean no quality can
    make up for another: a dark photo is no good one, however sharp. What is unknown of a photo is left out of its mean.

    Args:
        evidence: of `n` photos.

    Returns:
        float64 `[n]`, 0 to 1; 0.5 where nothing is known.
    """
    light = np.minimum(_rising(evidence.lightness, *_LIGHT), 1 - _rising(evidence.lightness, *_WASHED_OUT))
    qualities = np.stack(
        [
            _rising(evidence.sharpness, *_SHARP),
            light * (0.5 + 0.5 * _rising(evidence.contrast, *_CONTRAST)),
            _rising(evidence.dog_share, *_LARGE),
        ]
    )
    weights = np.array([_SHARPNESS_COUNTS, _LIGHT_COUNTS, _SIZE_COUNTS])[:, None] * ~np.isnan(qualities)
    powers = (weights * np.log(np.maximum(np.nan_to_num(qualities), _WORST))).sum(axis=0)
    total = weights.sum(axis=0)
    return np.where(total > 0, np.exp(powers / np.maximum(total, 1e-9)), 0.5)


def likeness(evidence: PhotoEvidence, embeddings: NDArray[np.floating] | None = None) -> Floats:
    """How alike photos are, `[n, n]` from 0 to 1: by fingerprint, and by embedding where there is one.

    Args:
        evidence: of `n` photos.
        embeddings: `[n, D]`; rows of zeros where there is none.
    """
    count = len(evidence)
    alike = np.zeros((count, count))
    if evidence.fingerprints.shape[1]:
        hashes = evidence.fingerprints[:, :HASH_BYTES]
        differing = np.bitwise_count(hashes[:, None] ^ hashes[None]).sum(axis=-1)
        # Fingerprints that have nothing to do with each other differ in half of their bits.
        by_hash = np.maximum(0, 1 - differing / (hashes.shape[1] * 4))
        known = evidence.has_fingerprint
        alike = np.where(known[:, None] & known[None], by_hash, 0.0)
    if embeddings is not None and embeddings.size:
        vectors = embeddings.astype(np.float64)
        lengths = np.linalg.norm(vectors, axis=1)
        cosines = vectors @ vectors.T / np.maximum(np.outer(lengths, lengths), 1e-9)
        alike = np.maximum(alike, np.clip((cosines - _SAME_DOG) / (1 - _SAME_DOG), 0, 1))
    return alike


def proposed(
    evidence: PhotoEvidence,
    embeddings: NDArray[np.floating] | None = None,
    count: int = MOST_PROPOSED,
    kept: Sequence[int] = (),
) -> list[int]:
    """Photos for the adoption page, the best first, different from each other.

    Greedy maximal marginal relevance (Carbonell and Goldstein 1998, "The use of MMR, diversity-based reranking for
    reordering documents and producing summaries", SIGIR): each further photo is the one for which goodness, less
    likeness to the one among those before that is most like it, is greatest.

    Args:
        evidence: of the photos that may be proposed, and of `kept`.
        embeddings: `[n, D]` of the same photos; rows of zeros where there is none.
        count: how many there are to be in the end, `kept` included.
        kept: ids of photos that a person has picked: they stay, in their order, in front.

    Returns:
        ids, `kept` first; fewer than `count` where there are not as many photos.
    """
    ids = evidence.photo_ids.tolist()
    places = {photo_id: place for place, photo_id in enumerate(ids)}
    good, alike = goodness(evidence), likeness(evidence, embeddings)
    chosen = [places[photo_id] for photo_id in kept if photo_id in places]
    result = list(kept)
    left = [place for place in range(len(ids)) if place not in set(chosen)]
    while left and len(result) < count:
        nearest = alike[np.ix_(left, chosen)].max(axis=1) if chosen else np.zeros(len(left))
        worth = _GOODNESS_COUNTS * good[left] - (1 - _GOODNESS_COUNTS) * nearest
        best = left.pop(int(np.argmax(worth)))
        chosen.append(best)
        result.append(ids[best])
    return result


def _rising(values: NDArray[np.floating], low: float, high: float) -> Floats:
    """0 up to `low`, 1 from `high` on, and a straight line between them; nan stays nan."""
    return np.clip((values.astype(np.float64) - low) / (high - low), 0, 1)


# Which photos belong together, and what a person does to their picks


def beside(store: PhotoStore, position: int) -> Positions:
    """The photos among which the one at `position` has its place as a pick: those of its animal.

    Where nobody has said whose photo it is: those of its folder of which nobody has said it either.
    """
    animal = store.animals[position]
    together = store.present & (store.animals == animal)
    if animal == NONE:
        together &= store.folder == store.folder[position]
    return np.flatnonzero(together).astype(np.int32)


def places_among(
    store: PhotoStore, positions: Positions, asked: Mapping[int, int | None] | None = None
) -> dict[int, int]:
    """The picks among these photos: photo id → place, in the order of their places.

    Args:
        store: of the photos.
        positions: the photos.
        asked: photo id → place of changes that are on their way to the file, and so not in the store yet.
    """
    ids, orders = store.photo_ids[positions].tolist(), store.pick[positions].tolist()
    places = dict(zip(ids, orders, strict=True))
    places |= {photo_id: place or 0 for photo_id, place in (asked or {}).items() if photo_id in places}
    picked = sorted((place, photo_id) for photo_id, place in places.items() if place)
    return {photo_id: place for place, photo_id in picked}


def toggled(picks: Iterable[int], photo_ids: Sequence[int]) -> list[int]:
    """Picks with these photos at the end, those that are picks already where they are; without them, where all are."""
    before, chosen = dict.fromkeys(picks), set(photo_ids)
    if chosen <= before.keys():
        return [photo_id for photo_id in before if photo_id not in chosen]
    return list(before | dict.fromkeys(photo_ids))


def with_cover(picks: Iterable[int], photo_id: int) -> list[int]:
    """Picks with a photo in front, a pick before or not."""
    return [photo_id, *(other for other in picks if other != photo_id)]


def moved(picks: Iterable[int], photo_id: int, place: int) -> list[int]:
    """Picks with one of them at another place, counted from 1."""
    others = [other for other in picks if other != photo_id]
    others.insert(max(0, place - 1), photo_id)
    return others


def change(before: Mapping[int, int], after: Sequence[int]) -> SetPicks | None:
    """What makes `after` the picks: counted from 1 without gaps; None where that is what they are.

    Args:
        before: photo id → place, of all photos of the animal that are picks.
        after: ids of the picks in their order.
    """
    places: dict[int, int | None] = dict.fromkeys(before)
    places |= {photo_id: place for place, photo_id in enumerate(after, 1)}
    different = {photo_id: place for photo_id, place in places.items() if before.get(photo_id) != place}
    return SetPicks(different) if different else None


def with_one_cover(store: PhotoStore, put_together: SetAnimals) -> Change:
    """The change, and with it what makes the picks of photos that come together one row of picks.

    Those of an animal that stays come first, those that join it behind them, in the order in which the change names
    their photos: else two photos would be the first.
    """
    joining: dict[int, list[int]] = {}
    for photo_id, animal in put_together.photos.items():
        if animal is not None and photo_id in store and store.pick[store.position(photo_id)]:
            joining.setdefault(animal, []).append(photo_id)
    changed: dict[int, int | None] = {}
    for animal, photo_ids in joining.items():
        places = [place for place, each in enumerate(store.tables.animals.values) if each.animal_id == animal]
        own = store.photo_ids[np.flatnonzero(store.present & np.isin(store.animals, places) & (store.pick > 0))]
        there = [each for each in own.tolist() if each not in put_together.photos]
        at = store.positions([*there, *photo_ids])
        orders, owners = store.pick[at].tolist(), store.animals[at].tolist()
        first_of = {owner: place for place, owner in reversed(list(enumerate(owners)))}
        ranked = sorted(zip([first_of[owner] for owner in owners], orders, store.photo_ids[at].tolist(), strict=True))
        before = dict(zip(store.photo_ids[at].tolist(), orders, strict=True))
        if (arranged := change(before, [photo_id for *_, photo_id in ranked])) is not None:
            changed |= arranged.picks
    return Several((put_together, SetPicks(changed))) if changed else put_together


def going_out(picks: Sequence[int], service: str) -> list[int]:
    """The picks that a service takes, in their order; `service` is one of `PICKS_OF`."""
    return list(picks[: PICKS_OF[service]])


def takers(place: int) -> list[str]:
    """The services that would take the pick at a place, counted from 1."""
    return [service for service, most in PICKS_OF.items() if place <= most]


def may_be_proposed(store: PhotoStore, positions: ArrayLike) -> Positions:
    """Those of the photos that show one dog that can be seen, as far as anybody knows.

    Left out are unreadable photos, those whose files are not there, those of several dogs, and those without a dog.
    """
    at = np.asarray(positions, np.int32)
    suggested = (store.labels[at] == NONE) & (store.status[at] == NO_DOG)
    out = suggested | (store.state[at] == STATE_CODE[PhotoState.NO_DOG])
    out |= store.several_dogs[at] | store.missing[at] | (store.faults[at] != NONE)
    seen: Positions = at[~out]
    return seen
