"""Which settings a search tries: the recipe's own first, and no network twice."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras_tuner
import pytest

from training.recipes import Recipe, load_recipe
from training.tuning.oracles import AS_IT_IS, first_values, make_oracle
from training.tuning.requests import Method, SearchRequest
from training.tuning.spaces import merged, settings_from

pytestmark = pytest.mark.training

METHODS: tuple[Method, ...] = ("random", "hyperband", "bayesian")


def drawn(request: SearchRequest, most: int = 60) -> list[dict[str, Any]]:
    """The values of all trials of a search, each of which is as good as its number says."""
    oracle = make_oracle(request)
    oracle._set_project_dir(str(request.folder), "trials")
    found = []
    for number in range(most):
        trial = oracle.create_trial("tuner0")
        if trial.status == "STOPPED":
            break
        found.append(dict(trial.hyperparameters.values))
        oracle.update_trial(trial.trial_id, {"val_accuracy": number / most})
        trial.status = "COMPLETED"
        oracle.end_trial(trial)
    return found


def network_of(values: dict[str, Any], request: SearchRequest) -> str:
    """All that a trial is trained by, as text."""
    space = keras_tuner.HyperParameters()
    settings_from(space, request.trial_recipe, request.space)
    space.values = {name: value for name, value in values.items() if not name.startswith("tuner/")}
    plain = merged(request.trial_recipe, settings_from(space, request.trial_recipe, request.space))
    return json.dumps(plain.model_dump(mode="json"), sort_keys=True)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", ["cnn_small", "cnn_large", "vgg16", "efficientnet_v2s", "efficientnet_lite0"])
def test_the_first_trial_is_the_recipe_as_it_is(name: str, method: Method, tmp_path: Path) -> None:
    request = SearchRequest(load_recipe(name), tmp_path, method=method, trials=1)
    first = drawn(request, most=1)[0]
    # All recipes of the study lie within its space.
    assert AS_IT_IS not in first
    assert network_of(first, request) == json.dumps(request.trial_recipe.model_dump(mode="json"), sort_keys=True)


def test_a_recipe_outside_the_space_is_tried_as_it_is_too(tmp_path: Path) -> None:
    recipe = load_recipe("cnn_small", ["body.blocks=[[24, 7], [16, 1]]", "head.dropout=0.35"])
    request = SearchRequest(recipe, tmp_path, trials=1)
    space = keras_tuner.HyperParameters()
    settings_from(space, request.trial_recipe, request.space)
    first = first_values(space, request)
    assert first[AS_IT_IS] == 1
    assert (first["blocks"], first["filters_1"], first["kernel_1"]) == (2, 16, 5)


def tiny_space(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.tuning.spaces.FILTERS", [16])
    monkeypatch.setattr("training.tuning.spaces.KERNELS", [1, 3])
    monkeypatch.setattr("training.tuning.spaces.UNITS", (64, 128, 64))
    monkeypatch.setattr("training.tuning.spaces.MOST", {"blocks": 2, "dense_layers": 1})
    monkeypatch.setattr("training.tuning.spaces.DROPOUTS", [0.0, 0.3])


@pytest.mark.parametrize("method", ["random", "bayesian"])
def test_no_two_trials_are_the_same_network(method: Method, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_space(monkeypatch)
    request = SearchRequest(load_recipe("cnn_small"), tmp_path, method=method, trials=24)
    values = drawn(request)
    networks = [network_of(each, request) for each in values[1:]]
    assert len(networks) > 12
    assert len(set(networks)) == len(networks)


@pytest.mark.parametrize("method", ["random", "bayesian"])
def test_a_search_ends_when_there_is_nothing_else_to_try(
    method: Method, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_space(monkeypatch)
    monkeypatch.setattr("training.tuning.spaces.MOST", {"blocks": 1, "dense_layers": 0})
    # Two kernels, two ways of pooling, two dropouts; and the recipe itself, which has two blocks.
    request = SearchRequest(load_recipe("cnn_small"), tmp_path, method=method, trials=40)
    networks = {network_of(each, request) for each in drawn(request)[1:]}
    assert len(networks) == len(drawn(SearchRequest(request.recipe, tmp_path / "b", method=method, trials=40))) - 1
    assert len(networks) in (7, 8)


def test_a_head_at_its_optimum_is_not_tried_with_other_dropouts_and_rates(tmp_path: Path) -> None:
    request = SearchRequest(load_recipe("efficientnet_lite0"), tmp_path, trials=200, space="wide")
    values = drawn(request, most=200)
    linear = [each for each in values if each["dense_layers"] == 0]
    assert all({"last_dropout", "learning_rate", "batch_size"}.isdisjoint(each) for each in linear)
    assert len(linear) <= 3  # one for each label smoothing
    deeper = [each for each in values if each["dense_layers"] > 0]
    assert all({"last_dropout", "learning_rate", "batch_size"} <= each.keys() for each in deeper)


@pytest.mark.parametrize(
    ("values", "absent"),
    [({"blocks": 2}, ("filters_3", "kernel_3")), ({"dense_layers": 1}, ("units_2", "dropout_2"))],
)
def test_settings_that_play_no_part_are_not_drawn(
    values: dict[str, int], absent: tuple[str, ...], tmp_path: Path
) -> None:
    request = SearchRequest(load_recipe("cnn_small"), tmp_path, trials=40)
    ((name, count),) = values.items()
    some = [each for each in drawn(request, most=40) if each[name] == count]
    assert some
    assert all(absent_name not in each for each in some for absent_name in absent)


def counts(recipe: Recipe) -> int:
    from training.networks.building import build_network, parameter_counts

    return parameter_counts(build_network(recipe, 15, "random").model)[0]


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("cnn_small", 491_167), ("cnn_large", 1_270_143), ("vgg16", 878_543), ("efficientnet_v2s", 571_919)],
)
def test_the_first_trial_has_the_parameters_of_the_study(
    name: str, parameters: int, tmp_path: Path, released_memory: Callable[[], None]
) -> None:
    request = SearchRequest(load_recipe(name), tmp_path)
    space = keras_tuner.HyperParameters()
    settings_from(space, request.trial_recipe, request.space)
    space.values = first_values(space, request)
    settings = settings_from(space, request.trial_recipe, request.space)
    assert counts(merged(request.trial_recipe, settings)) == parameters


@pytest.mark.parametrize(("before", "after", "numbers"), [(20, 6, "00 01 02 03 04 05"), (3, 12, "0 1 2 3 4 5")])
def test_trials_of_a_resumed_search_are_numbered_as_those_before(
    before: int, after: int, numbers: str, tmp_path: Path
) -> None:
    request = SearchRequest(load_recipe("cnn_small"), tmp_path, trials=before)
    drawn(request, most=2)
    oracle = make_oracle(replace(request, trials=after))
    oracle._set_project_dir(str(tmp_path), "trials")
    oracle.reload()
    while oracle.create_trial(f"tuner{len(oracle.ongoing_trials)}").status != "STOPPED":
        continue
    assert len(oracle.trials) == after
    assert oracle.start_order[:6] == numbers.split()


def test_a_search_that_is_ended_while_it_is_kept_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request = SearchRequest(load_recipe("cnn_small"), tmp_path, trials=5)
    drawn(request, most=2)
    oracle = make_oracle(request)
    oracle._set_project_dir(str(tmp_path), "trials")
    oracle.reload()

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", ended)
        with pytest.raises(KeyboardInterrupt):
            oracle.create_trial("tuner0")
    again = make_oracle(request)
    again._set_project_dir(str(tmp_path), "trials")
    again.reload()
    assert again.start_order == ["0", "1"]
