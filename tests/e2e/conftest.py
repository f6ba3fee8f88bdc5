"""A folder with photos and the command line with the small pack."""

import os
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.label_helpers import COLOURS, Pawsort
from tests.small_pack import make_small_pack

# What watches the system is a part of the smoke test, whose modules import each other by name.
sys.path.append(str(Path(__file__).parents[2] / "packaging"))


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_pack(tmp_path_factory.mktemp("pack"), name="Mean colour")


@pytest.fixture
def pawsort(tmp_path: Path, isolated_home: Path, pack: Path, repository: Path) -> Pawsort:
    folder = tmp_path / "here"
    folder.mkdir()
    environment = os.environ | {"PYTHONPATH": str(repository), "PYTHONUNBUFFERED": "1"}
    return Pawsort(folder, pack, environment)


@pytest.fixture
def photos(pawsort: Pawsort) -> Path:
    folder = pawsort.folder / "photos"
    folder.mkdir()
    for number in range(12):
        Image.new("RGB", (40, 30), COLOURS[number % 3]).save(folder / f"dog {number}.png")
    return folder
