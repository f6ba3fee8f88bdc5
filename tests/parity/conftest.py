"""The pack that ships, and real photos as it looks at them."""

from pathlib import Path

import pytest

from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import ModelPack, load_pack
from desktop_app.inference.preprocess import Picture

OTHER_SOURCES = "other_sources_dev"


@pytest.fixture(scope="session")
def pack() -> ModelPack:
    (folder,) = bundled_packs()
    return load_pack(folder)


@pytest.fixture(scope="session")
def classifier(pack: ModelPack) -> Classifier:
    return Classifier(pack, "cpu", threads=2)


@pytest.fixture(scope="session")
def elsewhere(photos_folder: Path) -> list[Path]:
    """The photos from other sources: none of them was trained on."""
    return sorted(path for path in (photos_folder / OTHER_SOURCES).rglob("*") if path.is_file())


def pictures_of(photos: list[Path], pack: ModelPack) -> list[Picture]:
    """What the app looks at of these files."""
    return [Picture.of_file(photo.read_bytes(), pack.manifest.input) for photo in photos]
