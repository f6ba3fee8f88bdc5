"""Drawn photos, and the small pack."""

from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.label_helpers import COLOURS
from tests.small_pack import make_small_pack


@pytest.fixture(scope="module")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_pack(tmp_path_factory.mktemp("pack"), name="Mean colour")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred photos in three folders."""
    folder = tmp_path_factory.mktemp("drawn")
    for number in range(300):
        place = folder / f"shelter {number % 3}"
        place.mkdir(exist_ok=True)
        Image.new("RGB", (40, 30), COLOURS[number % 3]).save(place / f"dog {number}.png")
    return folder
