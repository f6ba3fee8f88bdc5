"""Which photos quantisation takes, and what is said of those that it does not."""

import shutil
from dataclasses import replace
from pathlib import Path

from desktop_app.inference.manifest import Breed, InputSpec, Provenance
from export.quantized_photos import calibration_and_labelled
from training.datasets.preparing import SplitRequest, split_photos
from training.datasets.splits import Side, write_split
from training.runs.packs import PackDraft
from training.runs.run import SPLIT

DRAFT = PackDraft(
    name="two breeds",
    input=InputSpec(width=32, height=32),
    breeds=(Breed(id="n02088364", names={"en": "Beagle"}), Breed(id="n02105412", names={"en": "Kelpie"})),
    temperature=1.0,
    provenance=Provenance(
        recipe="", created="2026-01-01", data_set="", data_sha256="", weights="", licence="", metrics=()
    ),
)


def test_what_became_of_the_photos_is_said_and_none_stops_it(tiny_photos: Path, tmp_path: Path) -> None:
    data, run = tmp_path / "photos", tmp_path / "run"
    for breed in ("beagle", "kelpie"):
        shutil.copytree(tiny_photos / breed, data / breed)
    split, _ = split_photos(SplitRequest([data]), lambda _line: None)
    write_split(split, run / SPLIT)
    held_out = [name for name, (_, side) in split.sides.items() if side is Side.VALIDATION]
    gone, *left, broken = held_out
    assert (gone.split("/")[0], broken.split("/")[0]) == ("beagle", "kelpie")
    shutil.copy(next((data / "beagle").glob("*.png")), tmp_path / "copy.png")
    (data / gone).unlink()
    (data / broken).write_bytes(b"no photo any more")
    (data / "beagle").rename(data / "Beagle")
    (data / "Beagle" / "raw.NEF").touch()
    (data / "pumi").mkdir()
    shutil.copy(tmp_path / "copy.png", data / "pumi" / "added.png")
    said: list[str] = []
    _, labelled = calibration_and_labelled(run, DRAFT, [data], None, 8, said.append)
    assert len(labelled.labels) == len(left)
    for words in (
        "1 raw photo is left out",
        "1 photo of the split is not there any more",
        " of the split lie elsewhere now",
        "1 photo of 1 breed was added",
        "it cannot be read",
    ):
        assert len([line for line in said if words in line]) == 1, (words, said)


def test_what_the_run_was_trained_on_does_not_judge_whatever_another_split_says(
    tiny_photos: Path, tmp_path: Path
) -> None:
    data, run = tmp_path / "photos", tmp_path / "run"
    for breed in ("beagle", "kelpie"):
        shutil.copytree(tiny_photos / breed, data / breed)
    own, _ = split_photos(SplitRequest([data]), lambda _line: None)
    write_split(own, run / SPLIT)
    turned = {
        name: (breed, Side.TRAINING if side is Side.VALIDATION else Side.VALIDATION)
        for name, (breed, side) in own.sides.items()
    }
    first = next(name for name, (_, side) in turned.items() if side is Side.TRAINING)
    breed = turned[first][0]
    # One of two sides of the other split is the run's own validation photo, under another name.
    (data / first).rename(data / breed / "renamed.png")
    turned |= {f"{breed}/renamed.png": (breed, Side.VALIDATION)}
    del turned[first]
    write_split(replace(own, sides=turned, contents={}), tmp_path / "other.csv")
    said: list[str] = []
    _, labelled = calibration_and_labelled(run, DRAFT, [data], tmp_path / "other.csv", 8, said.append)
    assert len(labelled.labels) == 1
    trained = sum(side is Side.TRAINING for _, side in own.sides.values())
    assert any(f"{trained} validation photos of" in line and "trained on them" in line for line in said), said
