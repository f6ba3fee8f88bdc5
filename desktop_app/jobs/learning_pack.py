"""What the memory needs of a model pack is read, without its graphs."""

from functools import lru_cache
from pathlib import Path

from desktop_app.inference.manifest import load_manifest
from desktop_app.inference.packs import hash_of, read_background
from desktop_app.jobs.learned_photos import LearningPack
from desktop_app.learning.space import Space


def learning_pack(folder: Path) -> LearningPack:
    """Read it; the one that was read last is at hand. Its background alone takes seconds on a slow machine.

    Raises:
        ManifestError, ModelPackError: the pack cannot be used.
    """
    try:
        changed_ns = (folder / "model.json").stat().st_mtime_ns
    except OSError:
        changed_ns = 0  # whoever reads it says what is the matter
    return _read(folder, changed_ns)


@lru_cache(maxsize=1)
def _read(folder: Path, _changed_ns: int) -> LearningPack:
    manifest = load_manifest(folder)
    background = read_background(folder, manifest)
    breed_ids = tuple(breed.id for breed in manifest.breeds)
    space = None if background is None else Space.of(background)
    return LearningPack(hash_of(manifest), manifest.name, breed_ids, manifest.thresholds, space, manifest.kinds)
