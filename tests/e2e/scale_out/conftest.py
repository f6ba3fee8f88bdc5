"""Drawn photos, the small pack, and a Ray that several modules use."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scale_out.engine import running
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


@pytest.fixture(scope="package")
def ray_here() -> Iterator[Any]:
    """One Ray for all tests that need some Ray: to start one takes ten seconds. Their `xdist_group` is one, too."""
    with running(cpus=3) as ray:
        yield ray
