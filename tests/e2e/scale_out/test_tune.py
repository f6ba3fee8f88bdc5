"""A search with two workers of Ray, one of which is killed while it trains."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from training.recipes import load_recipe

pytestmark = [pytest.mark.training, pytest.mark.xdist_group("whole machine")]

COLOURS = {"beagle": (180, 120, 60), "kelpie": (60, 60, 160), "Shih-Tzu": (60, 160, 60)}
SETTINGS = ("data.breeds=all", "augmentation={flip=true}", "body.image_size=32", "fit.steps_per_epoch=1")
PATIENCE_SECONDS = 300.0


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Ten photos of each of three breeds, each a noisy colour."""
    root, random = tmp_path / "photos", np.random.default_rng(5)
    for breed, colour in COLOURS.items():
        (root / breed).mkdir(parents=True)
        for number in range(10):
            coarse = np.clip(random.normal(colour, 60, (6, 6, 3)), 0, 255).astype(np.uint8)
            Image.fromarray(coarse).resize((48, 40), Image.Resampling.BICUBIC).save(root / breed / f"{number}.png")
    return root


class Search:
    """`tune`, at work in a process of its own."""

    def __init__(self, photos: Path, folder: Path) -> None:
        self.folder = folder
        sets = [argument for setting in SETTINGS for argument in ("--set", setting)]
        command = [sys.executable, "-m", "scale_out", "tune", "cnn_small", "--data", str(photos), *sets]
        command += ["--out", str(folder), "--epochs", "1", "--trials", "4", "--workers", "2"]
        environment = os.environ | {"PAWSORT_CACHE": str(folder.parent / "cache")}
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(iter(self.process.stdout.readline, ""))

    @property
    def text(self) -> str:
        return "".join(self.lines)

    def ended(self) -> int:
        self._reader.join(PATIENCE_SECONDS)
        return self.process.wait(1)

    def done(self) -> list[tuple[str, str]]:
        """Worker and number of each trial that has come to its end."""
        return re.findall(r"^(worker \d): trial (\d).*: validation accuracy", self.text, re.MULTILINE)

    def at_work(self) -> list[str]:
        """Workers that have a trial, as the folder says."""
        file = self.folder / "trials" / "oracle.json"
        return list(json.loads(file.read_text())["ongoing_trials"]) if file.is_file() else []

    def process_of(self, worker: str) -> psutil.Process:
        found = re.search(rf"^{worker} is on \S+, process (\d+)$", self.text, re.MULTILINE)
        assert found is not None, self.text
        process = psutil.Process(int(found[1]))
        assert self.process.pid in [parent.pid for parent in process.parents()]
        return process


@pytest.fixture
def search(photos: Path, tmp_path: Path) -> Iterator[Search]:
    begun = Search(photos, tmp_path / "search")
    processes = []
    try:
        yield begun
        processes = psutil.Process(begun.process.pid).children(recursive=True) if begun.process.poll() is None else []
    finally:
        for process in processes:
            process.kill()
        begun.process.kill()
        begun.process.wait()


def test_a_search_ends_with_all_its_trials_though_a_worker_is_killed(search: Search) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    # One that has ended a trial, and is at the next.
    while not (busy := [worker for worker, _ in search.done() if worker in search.at_work()]):
        assert search.process.poll() is None, search.text
        assert time.monotonic() < until, search.text
        time.sleep(0.1)
    search.process_of(busy[0]).send_signal(signal.SIGKILL)

    assert search.ended() == 0, search.text
    again = re.search(rf"^{busy[0]} on \S+ died; trial (\d) is tried again", search.text, re.MULTILINE)
    assert again is not None, search.text
    by = {number: worker for worker, number in search.done()}
    assert sorted(number for _, number in search.done()) == ["0", "1", "2", "3"]
    assert by[again[1]] != busy[0]
    assert busy[0] in by.values()

    trials = json.loads((search.folder / "trials.json").read_text())
    assert sorted(trial["trial"] for trial in trials) == ["0", "1", "2", "3"]
    best = load_recipe(search.folder / "best.toml")
    assert "the best of 4 trials" in best.about
    assert "Is it better?" in (search.folder / "report.html").read_text()
    assert not (search.folder / "words").exists()
    assert f"fit it with: python -m training fit {search.folder / 'best.toml'}" in search.text
