"""`tune`: what is wrong is told before Ray or Keras is started; and how a search is shown."""

from pathlib import Path

import pytest

from scale_out.commands.tune import absolute, in_a_line
from scale_out.tuning.chief import Standing
from tests.unit.training.made_up_runs import told


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ("nosuch --data {photos} --out {place}/new", "nosuch: no such recipe"),
        ("cnn_small --data {place}/nowhere --out {place}/new", "nowhere: there is no such file or folder"),
        ("cnn_small --data {photos} --out {place}/in_use", "there is something in it already"),
    ],
)
def test_what_is_wrong_is_told_before_anything_slow(
    arguments: str, why: str, tiny_photos: Path, tmp_path: Path
) -> None:
    (tmp_path / "in_use").mkdir()
    (tmp_path / "in_use" / "note.txt").write_text("mine")
    said = told("scale_out", "tune", *arguments.format(photos=tiny_photos, place=tmp_path).split())
    assert said.code == 1
    assert why in said.text
    assert "Traceback" not in said.text
    assert said.before_keras
    assert "ray" not in said.imported


def test_workers_are_given_whole_paths(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    options = {"data": (Path("photos"),), "out": Path("search"), "split": None, "trials": 3, "weights": Path("w.h5")}
    assert absolute(options) == {
        "data": (tmp_path / "photos",),
        "out": tmp_path / "search",
        "split": None,
        "trials": 3,
        "weights": tmp_path / "w.h5",
    }
    # No file of that name is meant.
    assert absolute({"weights": Path("random")}) == {"weights": Path("random")}


def test_a_search_is_shown_with_what_some_workers_are_at() -> None:
    workers = {f"worker {number}": f"trial {number}" for number in (10, 2, 1, 3)}
    standing = Standing(3, 20, over=False, broken=None, seconds_left=125.0, workers=workers, said=[])
    assert in_a_line(standing) == (
        "3 of 20 trials done, about 2 min left; worker 1: trial 1; worker 2: trial 2; worker 3: trial 3; and 1 more"
    )
