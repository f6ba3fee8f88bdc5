"""Whether machines have room for a search, its folder and its photos; without any cluster."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from scale_out.errors import ScaleError
from scale_out.tuning.crew import Crew, require_room
from scale_out.tuning.same_folder import answer, digest_of, require_answers, same_photos, word_left
from training.fitting.requests import FitRequest, trial_request
from training.fitting.run_fit import sides_of
from training.recipes import load_recipe


def silent(_: str) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def asked(tiny_photos: Path) -> FitRequest:
    return trial_request(load_recipe("cnn_small", ["data.breeds=all"]), [tiny_photos], None, None)


@pytest.fixture(scope="module")
def digest(asked: FitRequest) -> str:
    return digest_of(sides_of(asked, silent))


def test_a_word_that_is_found_is_answered_and_both_are_gone_in_the_end(tmp_path: Path) -> None:
    with word_left(tmp_path) as word:
        answer(tmp_path, word, "worker 1", "here")
        require_answers(tmp_path, word, {"worker 1": "here"})
    assert list(tmp_path.iterdir()) == []


def test_a_machine_with_a_folder_of_its_own_is_named_and_so_is_the_way_out(tmp_path: Path) -> None:
    """The same path on a drive that is another one there."""
    here, there = tmp_path / "here", tmp_path / "there"
    there.mkdir()
    with word_left(here) as word, pytest.raises(ScaleError, match=r"elsewhere cannot use .*there .*--out"):
        answer(there, word, "worker 1", "elsewhere")


def test_what_a_machine_writes_has_to_arrive(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    with word_left(here) as word:
        shutil.copytree(here, there)
        answer(there, word, "worker 1", "elsewhere")
        with pytest.raises(ScaleError, match=r"What elsewhere writes into .* does not arrive here"):
            require_answers(here, word, {"worker 1": "elsewhere"})


def test_a_machine_with_the_same_photos_may_train(asked: FitRequest, digest: str, tiny_photos: Path) -> None:
    assert len(same_photos(asked, digest, "elsewhere").training) == 24


def test_a_machine_with_other_photos_is_told(asked: FitRequest, digest: str, tiny_photos: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_photos, tmp_path / "photos")
    there = replace(asked, data=(tmp_path / "photos",))
    same_photos(there, digest, "elsewhere")
    shutil.copyfile(tiny_photos / "beagle" / "0.png", tmp_path / "photos" / "kelpie" / "1.png")
    with pytest.raises(ScaleError, match=r"elsewhere has other photos in .*photos than this machine"):
        same_photos(there, digest, "elsewhere")
    shutil.rmtree(tmp_path / "photos")
    with pytest.raises(ScaleError, match=r"elsewhere does not see what this machine sees: .*there is no such file"):
        same_photos(there, digest, "elsewhere")


@pytest.mark.parametrize(
    ("crew", "room"),
    [
        (Crew(3, 4), None),
        (Crew(4, 4), "room for 3. Ask for fewer: --workers 3"),
        (Crew(1, 16), "room for 0. Ask for less: --cpus-per-worker"),
        (Crew(2, 1, gpus=0.5), None),
        (Crew(3, 1, gpus=0.5), "and 0.5 GPUs each do not fit"),
        (Crew(1, 1, gpus=2), "room for 0"),
    ],
)
def test_workers_that_do_not_fit_are_told_before_any_is_started(crew: Crew, room: str | None) -> None:
    machines = [{"CPU": 8.0}, {"CPU": 6.0, "GPU": 1.0}]
    if room is None:
        require_room(machines, crew)
        return
    with pytest.raises(ScaleError, match=room):
        require_room(machines, crew)


def test_there_are_no_more_workers_than_trials() -> None:
    assert Crew(8, 2, 1).of_at_most(3) == Crew(3, 2, 1)
    assert Crew(2).of_at_most(20) == Crew(2)
