"""The breeds of the pack that ships, or of `PAWSORT_MODEL`: its networks are not needed."""

import os
from pathlib import Path

from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.manifest import load_manifest

OTHER = "other-"
"""Before the names of breeds that are not among ImageNet's, in folders of photos."""


def pack_breeds() -> tuple[str, ...]:
    """Their ids, in the order of the pack."""
    manifest = load_manifest(Path(os.environ.get("PAWSORT_MODEL", bundled_packs()[0])))
    return tuple(breed.id for breed in manifest.breeds)


def breed_of_folder(folder: str) -> str:
    """The id of the breed that a folder of photos is named after: "n02085620-Chihuahua", "other-akita"."""
    return f"breed:{folder.removeprefix(OTHER)}" if folder.startswith(OTHER) else folder.partition("-")[0]
