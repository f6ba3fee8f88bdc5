"""A few made-up photos of three "breeds" that a tiny network can learn within seconds, and caches of their own."""

import gc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

COLOURS = {"beagle": (180, 120, 60), "kelpie": (60, 60, 160), "Shih-Tzu": (60, 160, 60)}


@pytest.fixture(scope="session")
def tiny_photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Class folders with ten photos a breed, each a noisy colour."""
    root = tmp_path_factory.mktemp("photos")
    random = np.random.default_rng(5)
    for breed, colour in COLOURS.items():
        (root / breed).mkdir()
        for number in range(10):
            coarse = np.clip(random.normal(colour, 60, (6, 6, 3)), 0, 255).astype(np.uint8)
            Image.fromarray(coarse).resize((48, 40), Image.Resampling.BICUBIC).save(root / breed / f"{number}.png")
    return root


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that a test computes stays, and nothing of a person's is used."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAWSORT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def released_memory() -> Iterator[None]:
    """Let go of large networks after a test: Keras and TensorFlow's traces hold on to each other in circles."""
    yield
    import keras

    keras.backend.clear_session()
    gc.collect()
