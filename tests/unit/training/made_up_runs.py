"""Run folders as `fit` leaves them, without a network that was trained; and commands as processes that are watched."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from training.recipes import load_recipe
from training.runs.packs import DRAFT_NAME
from training.runs.run import METRICS, NETWORK, REPORT, REQUEST, create_run

BREEDS = {"beagle": "n02088364", "kelpie": "n02105412", "Shih-Tzu": "n02086240"}
DRAFT = """{
  "name": "Made up, 3 breeds",
  "input": {"width": 32, "height": 32},
  "breeds": [
    {"id": "n02088364", "names": {"en": "beagle"}}, {"id": "n02105412", "names": {"en": "kelpie"}},
    {"id": "n02086240", "names": {"en": "Shih-Tzu"}}
  ],
  "temperature": 1.0,
  "provenance": {"recipe": "cnn_small", "created": "2023-04-01", "data_set": "none", "data_sha256": "0",
    "weights": "random", "licence": "none", "metrics": []}
}"""


def unfinished(folder: Path) -> Path:
    """A run that was stopped before its end."""
    create_run(folder, load_recipe("cnn_small"), BREEDS, {"data_sha256": "0"})
    (folder / REQUEST).write_text('{"data": ["photos"], "weights": null, "all_data": false, "devices": 1}')
    return folder


def finished(folder: Path) -> Path:
    """A run that has come to its end, but for the network, which nobody could load."""
    unfinished(folder)
    (folder / NETWORK).write_bytes(b"no network")
    (folder / METRICS).write_text('{"best_epoch": 2, "temperature": 1.5}')
    (folder / DRAFT_NAME).write_text(DRAFT)
    (folder / REPORT).write_text("a report")
    return folder


@dataclass(frozen=True)
class Told:
    """What a command said, and what it imported."""

    code: int
    text: str
    imported: frozenset[str]

    @property
    def before_keras(self) -> bool:
        """Whether it ended without having started TensorFlow or Keras."""
        return not {"tensorflow", "keras", "keras_tuner", "tf2onnx"} & self.imported


def told(*command: object) -> Told:
    """Run a command as a person does, and look at what it imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", *map(str, command)],
        capture_output=True, text=True, env=os.environ | {"COLUMNS": "1000"},
    )  # fmt: skip
    lines = done.stderr.splitlines()
    times = [line for line in lines if line.startswith("import time:")]
    said = [line for line in lines if not line.startswith("import time:")]
    imported = frozenset(line.rpartition("|")[2].strip() for line in times)
    assert "click" in imported
    return Told(done.returncode, done.stdout + "\n".join(said), imported)
