"""What the volunteer is given: folders of animals, and single photos of all kinds, made of real photos.

Each photo comes with the label that a careful person would give it. Nothing here was trained on.
"""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.held_out import of_side
from desktop_app import paths
from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from training.datasets.splits import Side

DEV = "other_sources_dev"
# 20 folders of 116 photos; in every sixth one of them is a photo of another dog, as it happens.
FOLDERS, FOLDERS_OF_SIX = 20, 16
INTRUDER_EVERY = 6
NAMES = (
    *("Bella", "Rex", "Luna", "Filou", "Nala", "Oscar", "Ruby", "Max", "Daisy", "Titus"),
    *("Maya", "Rocky", "Stella", "Gizmo", "Lola", "Bruno", "Zoé", "Charlie", "Kira", "Paco"),
)
SINGLES = {"known": 240, "other breed": 10, "unknown": 25, "no dog": 25}
OTHER = "other-"


@dataclass(frozen=True, slots=True)
class Given:
    """A folder with photos.

    Attributes:
        folder: of the photos.
        intended: file → the label that it should end with.
    """

    folder: Path
    intended: dict[Path, Label]


def animals(data: Path, target: Path, seed: int = 0, count: int = FOLDERS) -> Given:
    """20 folders "Bella A1200" with 116 photos of dogs of one breed each; three hold a photo of another dog.

    With another `count`, only the last so many of them, so that some of all kinds are among them.
    """
    chosen = random.Random(seed)
    breeds = {name: photos for name, photos in _by_breed(data).items() if len(photos) >= 6}
    names = sorted(breeds)
    chosen.shuffle(names)
    others = iter(names[FOLDERS:])
    intended: dict[Path, Label] = {}
    for place, breed in list(enumerate(names[:FOLDERS]))[-count:]:
        folder = target / f"{NAMES[place]} A{1200 + 7 * place}"
        photos = [(photo, breed) for photo in breeds[breed][: 6 if place < FOLDERS_OF_SIX else 5]]
        if place % INTRUDER_EVERY == INTRUDER_EVERY - 1:
            other = next(others)
            photos[-1] = (breeds[other][0], other)
        for number, (photo, of) in enumerate(photos, 1):
            intended[_put(photo, folder / f"IMG_{100 * place + number:04d}{photo.suffix}")] = Label.breed(of)
    return Given(target, intended)


def singles(data: Path, target: Path, seed: int = 0, count: int = 300) -> Given:
    """300 photos in one folder: dogs of the 120 breeds and of others, dogs of unknown breed, cats and things.

    With another `count`, as many of each as there are of it among the 300, at least one.
    """
    chosen, book = random.Random(seed), BreedBook.load_folder(paths.assets_folder() / "breeds")
    held = {Side.VALIDATION, Side.TEST}
    known = [(photo, Label.breed(breed)) for breed, photos in _by_breed(data).items() for photo in photos]
    kinds: dict[str, list[tuple[Path, Label]]] = {
        "known": known,
        "other breed": [
            (photo, Label.breed(breed_id))
            for folder in sorted((data / DEV).glob(f"{OTHER}*"))
            for photo in sorted(folder.iterdir())
            if (breed_id := f"breed:{folder.name.removeprefix(OTHER)}") in book
        ],
        "unknown": [(photo, UNKNOWN) for photo in of_side(data, "dogs_of_unknown_breed/", held)],
        "no dog": [(photo, NO_DOG) for photo in of_side(data, "other_animals_and_things/", held)],
    }
    given: list[tuple[Path, Label]] = []
    for kind, of_all in SINGLES.items():
        given += chosen.sample(kinds[kind], max(1, of_all * count // sum(SINGLES.values())))
    chosen.shuffle(given)
    intended = {
        _put(photo, target / f"DSC{number:05d}{photo.suffix}"): label for number, (photo, label) in enumerate(given, 1)
    }
    return Given(target, intended)


def _by_breed(data: Path) -> dict[str, list[Path]]:
    return {
        folder.name.partition("-")[0]: sorted(each for each in folder.iterdir() if each.is_file())
        for folder in sorted((data / DEV).iterdir())
        if not folder.name.startswith(OTHER)
    }


def _put(photo: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(photo, target)
    return target
