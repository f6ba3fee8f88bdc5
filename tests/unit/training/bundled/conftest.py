"""A small folder of photos as the bundled model is made from, and ImageNet classes that mean nothing."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.bundled.photos import CROPS, MORE_BREEDS, NO_DOGS, OTHER_SOURCES, UNKNOWN_DOGS, WHOLE

BREED_FOLDERS = ("n02085620-Chihuahua", "n02085782-Japanese_spaniel")


def save_photo(file: Path, seed: int) -> None:
    """Broad patches of colour: near-duplicates only of themselves."""
    file.parent.mkdir(parents=True, exist_ok=True)
    patches = np.random.default_rng(seed).integers(0, 256, (6, 6, 3), dtype=np.uint8)
    Image.fromarray(patches).resize((60, 60), Image.Resampling.BICUBIC).save(file, quality=95)


def save_copy(source: Path, file: Path) -> None:
    """The same picture in another size."""
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.open(source).resize((90, 70)).save(file)


@pytest.fixture
def data(tmp_path: Path, isolated_home: Path) -> Path:
    folder = tmp_path / "data"
    for number, breed in enumerate(BREED_FOLDERS):
        wnid = breed.split("-")[0]
        for photo in range(20):
            save_photo(folder / CROPS / breed / f"{wnid}_{photo}.jpg", 100 * number + photo)
        save_photo(folder / WHOLE / breed / f"{wnid}_3.jpg", 900 + number)
        save_photo(folder / OTHER_SOURCES / breed / "elsewhere.jpg", 910 + number)
        # Beside the photos of further breeds, some of breeds that are known anyway.
        for photo in range(2):
            save_photo(folder / MORE_BREEDS / breed / f"{photo}.jpg", 930 + 10 * number + photo)
    save_photo(folder / OTHER_SOURCES / "other-akita" / "akita.jpg", 920)
    save_photo(folder / OTHER_SOURCES / "other-bull_terrier" / "bull.jpg", 921)
    for photo in range(24):
        save_photo(folder / MORE_BREEDS / "bull_terrier" / f"{photo}.jpg", 300 + photo)
    for photo in range(10):
        save_photo(folder / MORE_BREEDS / "greyhound" / f"{photo}.jpg", 350 + photo)
    for photo in range(3):
        save_photo(folder / MORE_BREEDS / "akita" / f"{photo}.jpg", 340 + photo)
    for name in (f"{NO_DOGS}/cat", f"{NO_DOGS}/airliner", UNKNOWN_DOGS):
        for photo in range(20):
            save_photo(folder / name / f"{photo}.jpg", 1000 + hash_of(name) + photo)
    # Two photos of a breed that somebody also put on the web.
    for photo in (5, 6):
        source = folder / CROPS / BREED_FOLDERS[0] / f"n02085620_{photo}.jpg"
        save_copy(source, folder / OTHER_SOURCES / BREED_FOLDERS[0] / f"copy{photo}.jpg")
    return folder


def hash_of(name: str) -> int:
    return sum(map(ord, name)) * 100


@pytest.fixture
def imagenet() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    return random.normal(0, 0.1, (6, 1000)).astype(np.float32), np.zeros(1000, np.float32)
