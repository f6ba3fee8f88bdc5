"""Training ends by a signal without a traceback, goes on where it was, and does nothing with a network."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import watching
from PIL import Image

from tests.quiet_seconds import QuietSeconds

pytestmark = [pytest.mark.training, pytest.mark.end_to_end]

TINY = ("augmentation={flip=true}", "body.image_size=32", "body.blocks=[[4, 3], [4, 1]]", "data.breeds=all")
SETS = [argument for setting in (*TINY, "fit.batch_size=4") for argument in ("--set", setting)]


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for breed, red in (("beagle", 200), ("pug", 40)):
        (folder / breed).mkdir()
        for number in range(12):
            Image.new("RGB", (40, 40), (red, 90, number * 9)).save(folder / breed / f"{number}.jpg")
    return folder


def environment(home: Path, repository: Path) -> dict[str, str]:
    """That of a person who sets nothing, so that nothing keeps quiet because tests run."""
    told = {name: str(home / place) for name, place in (("HOME", ""), ("PAWSORT_HOME", "pawsort"), ("TMPDIR", "temp"))}
    told |= {"PAWSORT_CACHE": str(home / "cache"), "PYTHONPATH": str(repository), "PYTHONDONTWRITEBYTECODE": "1"}
    # What is compiled already may be read.
    told["PYTHONPYCACHEPREFIX"] = os.environ["PYTHONPYCACHEPREFIX"]
    (home / "temp").mkdir(parents=True, exist_ok=True)
    return {"PATH": os.defpath, "LANG": "C.UTF-8", **told}


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals that another process can send")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_fit_that_is_stopped_goes_on(photos: Path, number: int, repository: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    arguments = ["fit", "cnn_small", "--data", str(photos), "--out", str(out), *SETS, "--set", "fit.epochs=40"]
    command, variables = [sys.executable, "-m", "training", *arguments], environment(tmp_path, repository)
    process = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("epoch 3 of"):
            break
    time.sleep(0.2)
    with QuietSeconds() as took:
        process.send_signal(number)
        rest = process.stdout.read()
        assert process.wait(60) == 128 + number, "".join(lines) + rest
    assert took.quiet < 3
    assert "Traceback" not in rest
    assert "Stopped." in rest
    assert [file for file in out.rglob("*") if file.name.startswith(".pawsort-")] == []
    again = subprocess.run(
        [sys.executable, "-m", "training", "fit", "--resume", str(out)], env=variables, capture_output=True, text=True
    )
    assert again.returncode == 0, again.stderr
    # It did not begin anew.
    assert "epoch 1 of" not in again.stdout
    assert json.loads((out / "metrics.json").read_text())["epochs"] == 40


def test_fit_tune_and_pack_do_nothing_with_a_network(photos: Path, repository: Path, tmp_path: Path) -> None:
    program, why = watching.strace()
    if program is None:
        pytest.skip(f"NOT WATCHED: {why}")
    out = tmp_path / "out"
    out.mkdir()
    variables = environment(tmp_path / "home", repository)
    data = ["--data", str(photos), *SETS]
    commands = (
        ["training", "fit", "cnn_small", "--out", str(out / "run"), *data, "--set", "fit.epochs=1"],
        ["training", "tune", "cnn_small", "--out", str(out / "search"), *data, "--trials", "1", "--epochs", "1"],
        ["export", "pack", str(out / "run"), "--photos", str(photos), "--out", str(out / "pack"), "--count", "4"],
    )
    for command in commands:
        file = tmp_path / "watched"
        done = subprocess.run(
            [*watching.before_traced(program, file), sys.executable, "-m", *command],
            env=variables, capture_output=True, text=True, cwd=out, timeout=400,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        watched = watching.read_trace(file, out)
        assert watched.internet == [], command
        # joblib tries whether there are semaphores, and TensorFlow gives its threads names.
        outside = watched.written_outside([out, tmp_path / "home", Path("/dev", "shm"), Path("/proc/self/task")])
        assert outside == [], command
        assert watched.written
