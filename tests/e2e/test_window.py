"""A volunteer's whole path in the real window: from two dropped folders to a table, with real photos and the bundled
model.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app.inference.bundled import bundled_packs

pytestmark = [pytest.mark.end_to_end, pytest.mark.photos]


def volunteer(repository: Path, home: Path, *arguments: str | Path) -> dict[str, Any]:
    """Let the volunteer do one part; returns what was seen."""
    english = {"LANGUAGE": "en", "LANG": "C"}
    environment = os.environ | english | {"PAWSORT_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.e2e.window_volunteer", *map(str, arguments)]
    done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    # What the offscreen platform cannot do is no fault of the app.
    warnings = [line for line in done.stderr.splitlines() if line and "This plugin does not support" not in line]
    assert warnings == []
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


@pytest.fixture(scope="module")
def folders(photos_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders with fourteen real photos and a broken one."""
    if not bundled_packs():
        pytest.skip("no model pack is bundled")
    photos = sorted((photos_folder / "whole_photos").rglob("*.jpg"))[::17][:14]
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for place, photo in enumerate(photos):
        shutil.copy(photo, folders[place % 2] / f"{place:02} {photo.name}")
    (folders[1] / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 not really a photo")
    return folders


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def reviewed(repository: Path, home: Path, folders: tuple[Path, Path]) -> dict[str, Any]:
    return volunteer(repository, home, "review", *folders)


@pytest.fixture(scope="module")
def exported(repository: Path, home: Path, reviewed: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    target = tmp_path_factory.mktemp("exports")
    return volunteer(repository, home, "export", target), target


def test_dropped_folders_get_suggestions_and_stay_where_they_are(
    reviewed: dict[str, Any], folders: tuple[Path, Path]
) -> None:
    assert reviewed["welcome"] is True
    assert reviewed["drop"] == "CopyAction"
    assert reviewed["states"]["unreadable"] == 1
    assert sum(reviewed["states"].values()) == 15
    assert len(reviewed["suggested"]) == 14
    assert "CPU" in reviewed["model"] or "CUDA" in reviewed["model"]
    assert sum(1 for folder in folders for _ in folder.iterdir()) == 15


def test_every_key_decides_what_it_says(reviewed: dict[str, Any]) -> None:
    labels, order = reviewed["corrected"], reviewed["order"]
    assert labels[order[0]] in (["breed", reviewed["suggested"][order[0]]], ["no_dog"])
    assert labels[order[1]] == ["breed", reviewed["second"]]
    assert labels[order[2]] == ["unknown"]
    assert labels[order[3]] == ["no_dog"]
    assert labels[order[4]] == ["breed", "breed:american_pit_bull_terrier"]
    assert labels[order[5]] == ["mix", "n02088364", "n02110958"]
    assert sum(label is not None for label in labels.values()) == 6


def test_ten_photos_get_one_breed_in_one_step_that_undo_and_redo(reviewed: dict[str, Any]) -> None:
    assert reviewed["selected"] == 10
    first_ten = reviewed["order"][:10]
    assert all(reviewed["ten"][name] == ["breed", "n02085620"] for name in first_ten)
    assert reviewed["undone"] == reviewed["corrected"]
    assert reviewed["redone"] == reviewed["ten"]


def test_the_session_opens_again_as_it_was(reviewed: dict[str, Any], exported: Any) -> None:
    seen, _ = exported
    assert seen["labels"] == reviewed["redone"]
    # The message of an export takes the place of the one before.
    assert [text.partition(":")[0] for text in seen["messages"]] == ["Written to by breed"]


def test_photos_are_copied_into_a_folder_a_breed_and_stay_where_they_are(
    exported: Any, folders: tuple[Path, Path]
) -> None:
    seen, target = exported
    copies = [file for file in (target / "by breed").rglob("*") if file.is_file()]
    assert len([file for file in copies if file.parent.name == "Chihuahua"]) == 10
    originals = {file.read_bytes() for folder in folders for file in folder.iterdir()}
    assert {file.read_bytes() for file in copies} <= originals
    assert sum(1 for folder in folders for _ in folder.iterdir()) == 15
    assert seen["preview of by breed"].startswith("Puts ")
    assert "Chihuahua/" in seen["preview of by breed"]


def test_the_tables_hold_what_was_decided(reviewed: dict[str, Any], exported: Any) -> None:
    _, target = exported
    with (target / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        labels = list(csv.DictReader(file))
    with (target / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        everything = list(csv.DictReader(file))
    assert len(labels) == 10
    assert len(everything) == 15
    for row in labels:
        assert (row["label"], row["label_breed_1_id"], row["label_breed_1"]) == ("breed", "n02085620", "Chihuahua")
        assert row["decided_by"] == "person"
    by_name = {Path(row["photo"]).name: row for row in everything}
    assert by_name["broken.jpg"]["status"] == "unreadable"
    assert by_name["broken.jpg"]["error"]
    for name, breed_id in reviewed["suggested"].items():
        assert by_name[name]["breed_1_id"] == breed_id
    assert {name for name, row in by_name.items() if row["label"]} == set(reviewed["order"][:10])


def test_nothing_leaves_the_computer(reviewed: dict[str, Any], exported: Any) -> None:
    """The volunteer ends with an error at the first socket that Python opens; here for those that libraries open."""
    assert reviewed["connections"] == 0
    assert exported[0]["connections"] == 0
