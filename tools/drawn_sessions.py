"""Sessions of drawn dogs, with the suggestions of whoever drew them: for pictures of the window, and for looking at it.

The dogs are drawn (`sample_photos`): real photos may not be passed on. The model knows photos and rightly says "no dog"
to drawings, so what is suggested, and what a model would know of each picture beside that, is made up here.
"""

import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from sample_photos import DOGS, Dog, write_animal_photos, write_sample_photos

from desktop_app import paths
from desktop_app.breeds.kinds import bundled_kinds
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import (
    Box,
    Confidence,
    FurtherDog,
    RankedBreed,
    SuggestedKind,
    Suggestion,
    SuggestionStatus,
)
from desktop_app.imaging.fingerprints import fingerprint
from desktop_app.imaging.measures import measured
from desktop_app.imaging.reading import read_photo
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.packs import load_pack

# How many pictures of each dog the kennel has. Nala's are a burst and one of later, Mia's nearly the same; both have no
# name yet.
KENNEL = {
    "Bella": 6,
    "Rocky": 5,
    "Luna": 3,
    "Kira": 16,
    "Max": 5,
    "Bruno": 4,
    "Filou": 4,
    "Oskar": 3,
    "Nala": 5,
    "Mia": 2,
    "Charlie": 1,
    "Ronja": 1,
    "Balu": 1,
    "Emma": 4,
}
NAMELESS = ("Nala", "Mia", "Charlie", "Ronja", "Balu")
DISSENTERS = {"Bella": 1, "Oskar": 1, "Emma": 1}
# Photos of dogs that the drawn model calls sure, so that a page of the review has some.
SURE = ("Kira", "Bruno", "Filou")
BURST = 4
# Where the dog is in a drawing, and where another one might be, in the picture of this dog.
DRAWN_AT, BESIDE = Box(0.25, 0.2, 0.75, 0.7), Box(0.05, 0.3, 0.4, 0.8)
TWO_DOGS = "Rocky"
_SECOND = 10**9
_WORDS = 48


def drawn_suggestion(ranked: tuple[RankedBreed, ...]) -> Suggestion:
    """What might be said of a drawn dog, with words as a model would have them."""
    return replace(_of_breeds(ranked), kind=_drawn_kind(ranked))


def _drawn_kind(ranked: tuple[RankedBreed, ...]) -> SuggestedKind | None:
    """The kind that has most of it."""
    sums: dict[str, float] = {}
    for breed in ranked:
        if (kind := bundled_kinds().of(breed.breed_id)) is not None:
            sums[kind] = sums.get(kind, 0) + breed.probability
    if not sums:
        return None
    kind, share = max(sums.items(), key=lambda each: each[1])
    word = Confidence.SURE if share >= 0.6 else Confidence.MAYBE if share >= 0.35 else Confidence.UNSURE
    return SuggestedKind(kind, min(share, 0.99), word)


def _of_breeds(ranked: tuple[RankedBreed, ...]) -> Suggestion:
    first, second = (breed.probability for breed in ranked[:2])
    near = tuple(breed.breed_id for breed in ranked if breed.probability >= 0.12)
    if first >= 0.75:
        return Suggestion(SuggestionStatus.OK, 0.98, ranked, None, Confidence.SURE, near[:1])
    if first < 0.4:
        return Suggestion(SuggestionStatus.OK, 0.98, ranked, None, Confidence.UNSURE)
    mix = (ranked[0].breed_id, ranked[1].breed_id) if second >= 0.4 * first else None
    return Suggestion(SuggestionStatus.OK, 0.98, ranked, None, Confidence.MAYBE, near, mix)


def drawn_session(folder: Path, *, more: int = 0, two_folders: bool = False) -> Path:
    """A session of drawn dogs with suggestions and a few labels.

    Args:
        folder: gets the drawings.
        more: so many further drawings wait at its end.
        two_folders: whether one of the drawings lies in a folder of its own.
    """
    files = write_sample_photos(folder / "100CANON")
    copies = folder / "101CANON"
    copies.mkdir(parents=True)
    if two_folders:
        files[-1] = files[-1].rename(copies / files[-1].name)
    waiting = [Path(shutil.copy(files[k % len(files)], copies / f"IMG_{k:04}.jpg")) for k in range(more)]
    pack = load_pack(bundled_packs()[0])
    session_file = _new_session("Open day")
    with Session.create(session_file) as session:
        rows = session.add_photos([*files, *waiting])
        outcomes = []
        for row, dog in zip(rows, DOGS, strict=False):
            suggestion = replace(drawn_suggestion(_ranked(dog.shares())), dog_share=0.4, box=DRAWN_AT)
            if dog.name == TWO_DOGS:
                suggestion = replace(suggestion, further_dogs=(_another_dog(),))
            outcomes.append(PhotoOutcome(row.photo_id, row.path, _facts(row.path), suggestion, None))
        session.record_outcomes(outcomes, pack.pack_hash)
        ids = {dog.name: row.photo_id for row, dog in zip(rows, DOGS, strict=False)}
        session.apply(LabelPhotos([ids["Bella"]], Label.breed(DOGS[0].shares()[0][0])))
        session.apply(LabelPhotos([ids["Luna"]], Label.mix("n02086240", "n02088364")))
        session.apply(LabelPhotos([ids["Max"]], UNKNOWN))
    return session_file


def _another_dog() -> FurtherDog:
    """A second dog, though only one was drawn."""
    said = drawn_suggestion(_ranked(DOGS[1].shares()))
    return FurtherDog(BESIDE, said.ranked, said.confidence, said.breed_set, said.proposed_mix, said.kind)


@dataclass(frozen=True, slots=True)
class Kennel:
    """A session of animals.

    Attributes:
        file: of the session.
        photos: of each drawn dog, in order: ids.
    """

    file: Path
    photos: Mapping[str, Sequence[int]]


def draw_kennel(folder: Path) -> dict[str, list[Path]]:
    """Draw all photos of the kennel, each dog's into a folder of its own; returns name → files."""
    files = write_animal_photos(folder, KENNEL)
    _nearly_the_same(files)
    return files


def kennel_session(files: Mapping[str, Sequence[Path]], name: str, *, named: bool = True) -> Kennel:
    """A session with several drawn photos of each dog, so that its rows stand in every state but waiting.

    Args:
        files: as `draw_kennel` gave them.
        name: of the session.
        named: whether animals were made of the folders, and some of them have labels, picks and flags.
    """
    pack = load_pack(bundled_packs()[0])
    session_file = _new_session(name)
    with Session.create(session_file) as session:
        rows = session.add_photos([file for own in files.values() for file in own])
        ids = iter([row.photo_id for row in rows])
        photos = {dog: [next(ids) for _ in own] for dog, own in files.items()}
        outcomes = [outcome for dog, own in files.items() for outcome in _outcomes(dog, own, photos[dog])]
        session.record_outcomes(outcomes, pack.pack_hash)
        if named:
            animals = [dog for dog in KENNEL if dog not in NAMELESS]
            made = {-place: Animal(-place, dog, f"A{1199 + place}") for place, dog in enumerate(animals, 1)}
            of_photo = {photo: -place for place, dog in enumerate(animals, 1) for photo in photos[dog]}
            session.apply(SetAnimals(made, of_photo))
            _decide(session, photos)
    return Kennel(session_file, photos)


def _new_session(name: str) -> Path:
    session_file = paths.data_folder() / "sessions" / f"{name}.pawsort"
    session_file.parent.mkdir(parents=True, exist_ok=True)
    session_file.unlink(missing_ok=True)
    return session_file


def _decide(session: Session, photos: Mapping[str, Sequence[int]]) -> None:
    """Labels, picks and flags: one animal is decided, one has two labels, one label deserves a second look."""

    def first(name: str) -> Label:
        return Label.breed(_dog(name).shares()[0][0])

    session.apply(LabelPhotos(photos["Bruno"][:3], first("Bruno")))
    session.apply(LabelPhotos(photos["Filou"][:3], first("Filou")))
    session.apply(LabelPhotos(photos["Filou"][3:], Label.breed(_dog("Filou").shares()[1][0])))
    session.apply(LabelPhotos(photos["Kira"][:1], Label.breed("n02096585")))
    session.apply(SetPicks({photos["Bella"][0]: 1, photos["Bella"][2]: 2}))
    session.apply(FlagSeveralDogs([photos["Rocky"][-1]], several=True))


def _dog(name: str) -> Dog:
    return next(dog for dog in DOGS if dog.name == name)


def _ranked(shares: Sequence[tuple[str, float]]) -> tuple[RankedBreed, ...]:
    return tuple(RankedBreed(breed_id, share) for breed_id, share in shares)


def _nearly_the_same(files: Mapping[str, Sequence[Path]]) -> None:
    """Nala's pictures are of one moment, Mia's are one picture that was saved twice."""
    for name, cut in (("Nala", 6), ("Mia", 2)):
        with Image.open(files[name][0]) as first:
            first.load()
            for place, file in enumerate(files[name][1:BURST], 1):
                edge = cut * place
                room = (edge, edge // 2, first.width - edge // 2, first.height - edge)
                first.crop(room).resize(first.size).save(file, quality=80)


def _outcomes(name: str, files: Sequence[Path], ids: Sequence[int]) -> Iterator[PhotoOutcome]:
    shares, luck = _dog(name).shares(), random.Random(name)
    if name in SURE:
        # What is sure is sure of one breed.
        shares = [(breed, 0.9 if place == 0 else share / 5) for place, (breed, share) in enumerate(shares)]
    odd = len(files) - DISSENTERS.get(name, 0)
    for place, (file, photo_id) in enumerate(zip(files, ids, strict=True)):
        order = shares
        if place >= odd or (name == "Luna" and place):
            # Another breed than the first photo's: Luna's photos agree in nothing.
            turn = 1 if name != "Luna" else place
            order = [*shares[turn:], *shares[:turn]]
            order = [(breed, share) for (breed, _), (_, share) in zip(order, shares, strict=True)]
        ranked = tuple(RankedBreed(breed, min(0.97, share * luck.uniform(0.9, 1.08))) for breed, share in order)
        ranked = tuple(sorted(ranked, key=lambda breed: -breed.probability)) if name != "Luna" else ranked
        suggestion = replace(
            drawn_suggestion(ranked), embedding=_words_of(name, place), dog_share=luck.uniform(0.2, 0.6)
        )
        yield PhotoOutcome(photo_id, file, _facts(file, _taken_at(name, place)), suggestion, None)


def _facts(file: Path, taken_at: int = 0) -> FileFacts:
    """All that decoding would tell, so that nothing is left to be measured while one looks."""
    facts = read_photo(file)[1]
    with Image.open(file) as picture:
        seen = measured(picture)
        return replace(
            facts,
            width=picture.width,
            height=picture.height,
            fingerprint=fingerprint(picture),
            sharpness=seen.sharpness,
            lightness=seen.lightness,
            contrast=seen.contrast,
            taken_at=taken_at,
        )


def _taken_at(name: str, place: int) -> int:
    """A Saturday in May: of each dog half an hour, a burst within seconds; nobody knows of what was saved twice."""
    if name == "Mia":
        return 0
    minutes = 30 * list(KENNEL).index(name)
    return (1_779_530_400 + 60 * minutes + place * (2 if name == "Nala" and place < BURST else 240)) * _SECOND


def _words_of(name: str, place: int) -> NDArray[np.float16]:
    """What a network might see: photos of one dog are alike, Nala's and Mia's very much so."""
    own = np.random.default_rng(sum(map(ord, name))).normal(size=_WORDS)
    little = np.random.default_rng([sum(map(ord, name)), place]).normal(size=_WORDS)
    mixed = own + (0.08 if name in ("Nala", "Mia") else 0.8) * little
    return (mixed / np.linalg.norm(mixed)).astype(np.float16)
