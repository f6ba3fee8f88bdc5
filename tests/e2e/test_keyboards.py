"""Keys do what is written on them, on the keyboards that people have: real key presses on a display of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.small_pack import make_small_pack

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("whole machine")]
TOOLS = ("Xvfb", "setxkbmap", "xdotool")
COLOURS = ((200, 30, 30), (30, 180, 40), (30, 40, 200))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("photos")
    for place in range(12):
        shade = tuple(max(0, part - 3 * (place % 4)) for part in COLOURS[place // 4])
        Image.new("RGB", (64, 48), shade).save(made / f"{place:02}.png")
    return made


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_pack(tmp_path_factory.mktemp("pack") / "small")


@pytest.fixture
def display() -> Iterator[str]:
    """A display of its own, which keeps its keyboard when a program leaves it."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"real keys need {', '.join(missing)}; `.ci/run` installs them")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-noreset", "-nolisten", "tcp", "-screen", "0", "1366x768x24"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as numbers:
        number = numbers.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(timeout=20)


@pytest.mark.parametrize(
    ("layout", "slash"),
    [
        ("fr", "B, / (Shift+:)"),
        ("be", "B, / (Shift+:)"),
        ("de", "B, / (Shift+7)"),
        ("cz", "B, / (Shift+Ú)"),
        ("lt", "B, /"),
        ("us", "B, /"),
    ],
)
def test_keys_do_what_is_written_on_them(
    repository: Path, tmp_path: Path, display: str, folder: Path, pack: Path, layout: str, slash: str
) -> None:
    english = {"LANGUAGE": "en", "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    english["PAWSORT_HOME"] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.keyboard_volunteer", layout, str(folder), str(pack)],
        cwd=repository, env=os.environ | english, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    assert seen["digits"] == [1, 2, 3]
    assert seen["keypad"] == [1, 2, 3]
    assert seen["slash"]
    assert seen["larger"] > 0
    assert seen["smaller"] == 0
    assert (seen["filtered"], seen["all"]) == (0, 12)
    assert seen["sheet"] == [slash]
    assert seen["confirmed"] == 1, "a key that is held down confirms once"
