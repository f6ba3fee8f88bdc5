"""The breeds of the pack that ships, or of `PAWSORT_MODEL`: its networks are not needed."""

import os
from functools import cache
from pathlib import Path

from desktop_app.breeds.book import BreedBook
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.manifest import load_manifest
from desktop_app.paths import assets_folder

OTHER = "other-"
"""Before the names of breeds that are not among ImageNet's, in folders of photos."""


@cache
def pack_breeds() -> tuple[str, ...]:
    """Their ids, in the order of the pack."""
    manifest = load_manifest(Path(os.environ.get("PAWSORT_MODEL", bundled_packs()[0])))
    return tuple(breed.id for breed in manifest.breeds)


def breed_of_folder(folder: str) -> str | None:
    """The id of the breed that a folder of photos is named after: "n02085620-Chihuahua", "other-bulldog".

    None for a name that the book of breeds does not know.
    """
    if not folder.startswith(OTHER):
        return folder.partition("-")[0]
    return _book().exact(folder.removeprefix(OTHER).replace("_", " "))


@cache
def _book() -> BreedBook:
    return BreedBook.load_folder(assets_folder() / "breeds")
