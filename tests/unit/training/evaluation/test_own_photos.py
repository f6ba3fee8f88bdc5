"""A run knows its photos by what they are, and is never silently judged by those that it was trained on."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from training.datasets.photos import DataError, LabelledPhoto, content_sha256
from training.datasets.preparing import SplitRequest, split_photos
from training.datasets.splits import Side, Split, write_split
from training.evaluation.calibration import log_probabilities
from training.evaluation.choosing import Chosen, chosen_photos
from training.evaluation.folders import ASKED, asked_of, evaluation_folder
from training.evaluation.judging import EvaluateRequest, Judged
from training.evaluation.own_photos import fitted_photos, write_fitted
from training.runs.run import REQUEST, SPLIT, RunError


@pytest.fixture
def photos(tiny_photos: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_photos, tmp_path / "photos"))


def run_on(root: Path, run: Path, *, all_data: bool = False, contents: bool = True) -> Split:
    """The files of a run that say what it was trained on."""
    split, _ = split_photos(SplitRequest([root]), lambda _line: None)
    run.mkdir()
    write_split(split if contents else Split(split.kind, split.seed, "", split.sides), run / SPLIT)
    (run / REQUEST).write_text(json.dumps({"data": [str(root)], "all_data": all_data}))
    return split


def chosen(run: Path, *data: Path, split: Path | None = None, side: Side | None = None) -> tuple[Chosen, list[str]]:
    said: list[str] = []
    return chosen_photos(run, data, split, side, said.append), said


def contents(photos: Chosen) -> set[str]:
    return {content_sha256(photo.path) for photo in photos.photos.photos}


def held_out(split: Split) -> set[str]:
    return {split.contents[name] for name, (_, side) in split.sides.items() if side is Side.VALIDATION}


@pytest.mark.parametrize("remembers", [True, False])
def test_a_copy_with_other_names_is_the_runs_own_data(photos: Path, tmp_path: Path, remembers: bool) -> None:
    split = run_on(photos, tmp_path / "run", contents=remembers)
    for number, file in enumerate(sorted(photos.rglob("*.png"))):
        target = tmp_path / "elsewhere" / file.parent.name.upper() / f"renamed {number}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    found, said = chosen(tmp_path / "run", tmp_path / "elsewhere")
    assert found.what == "validation photos of the run's own split"
    assert contents(found) == held_out(split)
    assert len(found.fitted) == len(found.photos) == 6
    assert said == []


def test_photos_of_the_same_names_with_other_contents_are_not_its_own(photos: Path, tmp_path: Path) -> None:
    run_on(photos, tmp_path / "run")
    for file in photos.rglob("*.png"):
        target = tmp_path / "others" / file.relative_to(photos)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes() + b"another")
    found, _ = chosen(tmp_path / "run", tmp_path / "others")
    assert (found.what, len(found.photos), found.trained_on) == ("all photos of others", 30, 0)
    assert not found.fitted


def test_training_photos_among_others_are_left_out_and_counted(photos: Path, tmp_path: Path) -> None:
    split = run_on(photos, tmp_path / "run")
    others = tmp_path / "others"
    for file in photos.rglob("*.png"):
        (others / file.parent.name).mkdir(parents=True, exist_ok=True)
        (others / file.parent.name / f"new {file.name}").write_bytes(file.read_bytes() + b"another")
    of_run = {side: [name for name, (_, on) in split.sides.items() if on is side] for side in Side}
    for name in [*of_run[Side.TRAINING][:3], of_run[Side.VALIDATION][0]]:
        shutil.copy(photos / name, others / Path(name).parent / f"seen {Path(name).name}")
    found, _ = chosen(tmp_path / "run", others)
    assert (len(found.photos), found.trained_on) == (31, 3)
    assert found.what == "all photos of others but those that the run was trained on"
    (fitted,) = found.fitted
    assert content_sha256(fitted) == split.contents[of_run[Side.VALIDATION][0]]


def test_a_split_that_puts_training_photos_on_the_side_that_judges_does_not_hide_them(
    photos: Path, tmp_path: Path
) -> None:
    split = run_on(photos, tmp_path / "run")
    other, _ = split_photos(SplitRequest([photos], seed=7), lambda _line: None)
    write_split(other, tmp_path / "other.csv")
    found, _ = chosen(tmp_path / "run", photos, split=tmp_path / "other.csv")
    assert contents(found) == held_out(split) & held_out(other)
    assert found.trained_on == 6 - len(found.photos) > 0


def test_a_temperature_is_known_to_be_fitted_to_photos_that_a_split_names_again(photos: Path, tmp_path: Path) -> None:
    run_on(photos, tmp_path / "run")
    found, _ = chosen(tmp_path / "run", photos, split=tmp_path / "run" / SPLIT)
    assert len(found.fitted) == len(found.photos) == 6


@pytest.mark.parametrize("from_a_split", [True, False])
def test_a_run_on_all_data_is_judged_by_what_it_has_not_seen(photos: Path, tmp_path: Path, from_a_split: bool) -> None:
    split = run_on(photos, tmp_path / "run", all_data=True)
    if not from_a_split:
        sides = {name: (breed, Side.TRAINING) for name, (breed, _) in split.sides.items()}
        write_split(Split("all", 1337, "", sides, split.contents), tmp_path / "run" / SPLIT)
    with pytest.raises(RunError, match=r"trained on all 30 of these photos.* nothing left to judge it by"):
        chosen(tmp_path / "run", photos)
    (photos / "beagle" / "new.png").write_bytes((photos / "beagle" / "0.png").read_bytes() + b"another")
    found, _ = chosen(tmp_path / "run", photos)
    assert ([photo.path.name for photo in found.photos.photos], found.trained_on) == (["new.png"], 30)


def test_a_temperature_that_was_taken_over_is_not_judged_by_its_photos_either(photos: Path, tmp_path: Path) -> None:
    split = run_on(photos, tmp_path / "first")
    assert set(fitted_photos(tmp_path / "first")) == held_out(split)
    other = Path(shutil.copytree(photos, tmp_path / "other"))
    for file in other.rglob("*.png"):
        file.write_bytes(file.read_bytes() + b"another")
    run_on(other, tmp_path / "winner", all_data=True)
    write_fitted(tmp_path / "winner", fitted_photos(tmp_path / "first"))
    found, _ = chosen(tmp_path / "winner", photos)
    assert {content_sha256(path) for path in found.fitted} == held_out(split)


def test_what_became_of_the_runs_own_photos_is_counted_aloud(photos: Path, tmp_path: Path) -> None:
    split = run_on(photos, tmp_path / "run")
    first, second, *_ = [name for name, (_, side) in split.sides.items() if side is Side.VALIDATION]
    (photos / first).unlink()
    target = photos / ("kelpie" if not second.startswith("kelpie") else "beagle") / "moved.png"
    (photos / second).rename(target)
    (photos / "beagle" / "new.png").write_bytes(target.read_bytes() + b"another")
    found, (missing, added, labelled) = chosen(tmp_path / "run", photos)
    assert len(found.photos) == 5
    assert "1 validation photo of the run is not there any more" in missing
    assert "1 photo of 1 breed was added since the split" in added
    assert "1 photo has another breed than when the run was trained" in labelled


def test_a_side_that_the_split_does_not_have_is_an_error(photos: Path, tmp_path: Path) -> None:
    run_on(photos, tmp_path / "run")
    with pytest.raises(DataError, match="the split has no test photos; it has training, validation"):
        chosen(tmp_path / "run", photos, side=Side.TEST)


def test_reports_of_another_side_data_or_split_are_not_replaced(photos: Path, tmp_path: Path) -> None:
    run, data = tmp_path / "run", [photos]
    run_on(photos, run)
    requests = [
        EvaluateRequest(run, data),
        EvaluateRequest(run, data, side=Side.TEST),
        EvaluateRequest(run, data, run / SPLIT),
        EvaluateRequest(run, data, run / SPLIT, Side.TEST),
    ]
    (tmp_path / "elsewhere" / "photos").mkdir(parents=True)
    requests.append(EvaluateRequest(run, [tmp_path / "elsewhere" / "photos"]))
    folders = []
    for request in requests:
        folders.append(evaluation_folder(request))
        folders[-1].mkdir(parents=True)
        (folders[-1] / "metrics.json").write_text(json.dumps({ASKED: asked_of(request)}))
    names = ["photos", "photos-test", "photos-split", "photos-split-test", "photos-2"]
    assert [folder.name for folder in folders] == names
    assert [evaluation_folder(request) for request in requests] == folders
    with pytest.raises(RunError, match="the report of other photos is in it already"):
        evaluation_folder(requests[0], folders[1])
    assert evaluation_folder(requests[1], folders[1]) == folders[1]


@pytest.mark.parametrize("count", [1, 2, 4, 12])
def test_no_photo_is_judged_by_a_temperature_that_was_fitted_to_it(count: int) -> None:
    """However few they are; the others keep the run's."""
    random = np.random.default_rng(2)
    logits = random.normal(0, 3, (20, 1, 3)).astype(np.float32)
    photos = tuple(LabelledPhoto(Path(f"{number}.jpg"), "beagle") for number in range(20))
    fitted = np.arange(20) < count
    judged = Judged(("a", "b", "c"), photos, random.integers(0, 3, 20), logits, 0.123, "", fitted, {})
    found, of_run = judged.probabilities(), np.exp(log_probabilities(logits, 0.123))
    np.testing.assert_allclose(found[~fitted], of_run[~fitted])
    assert not np.isclose(found[fitted], of_run[fitted], atol=1e-4).all(axis=1).any()
    np.testing.assert_allclose(found.sum(axis=1), 1)
