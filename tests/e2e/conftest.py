"""A folder with photos and the command line with the small pack."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.label_helpers import COLOURS, Pawsort
from tests.small_pack import make_small_pack

# What watches the system is a part of the smoke test, whose modules import each other by name.
sys.path.append(str(Path(__file__).parents[2] / "packaging"))


@pytest.fixture(scope="session", autouse=True)
def signals_are_not_ignored() -> Iterator[None]:
    """Tests that were started with nohup or `&` ignore signals, and so would all that they start."""
    names = [name for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]
    ignored = [number for name in names if signal.getsignal(number := getattr(signal, name)) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


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
