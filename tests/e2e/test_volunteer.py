"""A volunteer with a keyboard alone, at the real window with the pack that ships: as few keys as were promised."""

import shutil
from pathlib import Path

import pytest

from benchmarks.volunteer import photos
from benchmarks.volunteer.__main__ import run
from benchmarks.volunteer.desk import TOOLS

pytestmark = [pytest.mark.end_to_end, pytest.mark.photos, pytest.mark.xdist_group("whole machine")]


@pytest.fixture(autouse=True)
def tools() -> None:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"real keys need {', '.join(missing)}; `.ci/run` installs them")


def test_four_animals_are_decided_right_with_a_key_for_three_photos(
    photos_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(repository))
    # One of the four folders holds a photo of another dog, in one of them a photo looks like something else.
    given = photos.animals(photos_folder, tmp_path / "photos", seed=2, count=4)
    outcome = run("animals", given, tmp_path / "home", back_after=2)
    assert outcome.wrong == []
    assert outcome.right == len(given.intended) == 20
    assert outcome.undone == 2
    # Two steps of five are taken back here, and four animals are few to open the screen for.
    deciding = outcome.total - sum(outcome.keys[kind] for kind in ("open", "names", "undo", "again"))
    assert deciding <= outcome.most_keys * len(given.intended), list(outcome.lines())
    assert outcome.keys["all of the row"] > 0, "no key for a whole row was read from its button"
    assert outcome.keys["open"] + outcome.keys["names"] <= 5


def test_photos_one_by_one_get_their_labels_with_a_key_each(
    photos_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(repository))
    given = photos.singles(photos_folder, tmp_path / "photos", count=24)
    outcome = run("review", given, tmp_path / "home", back_after=9)
    assert outcome.wrong == []
    assert outcome.right == len(given.intended) == 24
    assert outcome.undone == 2
    # Of 300 photos, four steps are taken back; two of 24 are many.
    deciding = outcome.total - outcome.keys["undo"] - outcome.keys["again"]
    assert deciding <= outcome.most_keys * len(given.intended), list(outcome.lines())
