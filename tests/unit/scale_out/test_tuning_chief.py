"""Who gets which trial: the settings that one process would try, none twice, and none lost with its worker."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scale_out.tuning.asking_oracle import AskingOracle
from scale_out.tuning.chief import MOST_DEATHS, Chief, Trial
from training.recipes import load_recipe
from training.tuning.oracles import make_oracle
from training.tuning.requests import Method, SearchRequest, claim

pytestmark = [pytest.mark.training, pytest.mark.usefixtures("quick_disk")]

Begin = Callable[..., Chief]


@pytest.fixture
def begin(tmp_path: Path) -> Begin:
    """Starts the chief of a search, once or several times in the same folder."""

    def begun(trials: int = 4, method: Method = "random") -> Chief:
        request = SearchRequest(load_recipe("cnn_small"), tmp_path / "search", trials=trials, method=method)
        claim(request)
        return Chief(request)

    return begun


def end(chief: Chief, trial: Trial, accuracy: float = 0.5) -> None:
    """Tell what a worker does at the end of a trial."""
    chief.update_trial(trial["trial_id"], {"val_accuracy": accuracy}, 0)
    chief.end_trial({**trial, "status": "COMPLETED"})


def fail(chief: Chief, trial: Trial) -> None:
    chief.end_trial({**trial, "status": "FAILED", "message": "Traceback\nMemoryError: too large"})


def values(trial: Trial) -> dict[str, Any]:
    return dict(trial["hyperparameters"]["values"])


def alone(trials: int, folder: Path) -> dict[str, dict[str, Any]]:
    """The settings that random search tries in one process, by number of the trial."""
    oracle = make_oracle(SearchRequest(load_recipe("cnn_small"), folder, trials=trials))
    oracle._set_project_dir(str(folder), "trials")
    found = {}
    while (trial := oracle.create_trial("tuner0")).status != "STOPPED":
        found[trial.trial_id] = dict(trial.hyperparameters.values)
        oracle.update_trial(trial.trial_id, {"val_accuracy": 0.5})
        trial.status = "COMPLETED"
        oracle.end_trial(trial)
    return found


def test_workers_try_the_settings_that_one_process_tries(begin: Begin, tmp_path: Path) -> None:
    chief = begin(trials=12)
    at_work: dict[str, Trial] = {}
    tried: dict[str, dict[str, Any]] = {}
    # The third is slow: others end many trials before its first.
    for name in ["one", "two", "three", *["two", "one"] * 4, "three", "one", "two", "three"]:
        if name in at_work:
            end(chief, at_work.pop(name))
        trial = chief.create_trial(name)
        if trial["status"] == "RUNNING":
            at_work[name] = trial
            tried[trial["trial_id"]] = values(trial)
    assert len(tried) == 12
    assert tried == alone(12, tmp_path / "alone")


def test_what_a_lost_worker_had_is_the_next_trial_of_whoever_asks(begin: Begin) -> None:
    chief = begin()
    first, second = chief.create_trial("one"), chief.create_trial("two")
    assert chief.lost("one") == f"trial {first['trial_id']} is tried again"
    end(chief, second)
    again = chief.create_trial("two")
    assert (again["trial_id"], values(again)) == (first["trial_id"], values(first))
    end(chief, again)
    assert chief.create_trial("two")["trial_id"] not in (first["trial_id"], second["trial_id"])


def test_a_worker_that_had_no_trial_loses_none(begin: Begin) -> None:
    chief = begin()
    assert chief.lost("nobody") is None
    end(chief, chief.create_trial("one"))
    assert chief.lost("one") is None


def test_nobody_is_sent_home_as_long_as_a_trial_may_come_back(begin: Begin) -> None:
    chief = begin(trials=2)
    first, second = chief.create_trial("one"), chief.create_trial("two")
    end(chief, second)
    assert chief.create_trial("two")["status"] == "IDLE"
    assert not chief.standing().over
    chief.lost("one")
    again = chief.create_trial("two")
    assert again["trial_id"] == first["trial_id"]
    # It dies, too: the trial goes from hand to hand.
    chief.lost("two")
    assert chief.create_trial("three")["trial_id"] == first["trial_id"]
    end(chief, again)
    assert chief.create_trial("three")["status"] == "STOPPED"
    assert (chief.standing().over, chief.standing().done) == (True, 2)


def test_a_trial_that_kills_its_workers_counts_as_failed_and_the_search_goes_on(begin: Begin, tmp_path: Path) -> None:
    chief = begin(trials=2)
    for number in range(MOST_DEATHS):
        deadly = chief.create_trial(f"worker {number}")
        assert deadly["trial_id"] == "0"
        said = chief.lost(f"worker {number}")
    assert said is not None
    assert "counts as failed" in said
    kept = json.loads((tmp_path / "search" / "trials" / "trial_0" / "trial.json").read_text())
    assert (kept["status"], kept["score"]) == ("FAILED", None)
    assert "more memory than there is" in kept["message"]
    end(chief, chief.create_trial("another"))
    assert chief.create_trial("another")["status"] == "STOPPED"
    assert chief.standing().broken is None


def test_three_failures_in_a_row_end_the_search_with_the_reason(begin: Begin) -> None:
    chief = begin(trials=9)
    for _ in range(3):
        fail(chief, chief.create_trial("one"))
    standing = chief.standing()
    assert standing.over
    assert standing.broken == "MemoryError: too large"
    assert chief.create_trial("one")["status"] == "STOPPED"
    # When it is mended, the same command tries the last one again.
    again = begin(trials=9)
    assert again.create_trial("one")["trial_id"] == "2"


def test_an_interrupted_search_goes_on_with_what_was_at_work(begin: Begin) -> None:
    chief = begin(trials=20)
    done, at_work = chief.create_trial("one"), chief.create_trial("two")
    end(chief, done)
    again = begin(trials=8)
    assert again.standing().done == 1
    trial = again.create_trial("three")
    assert (trial["trial_id"], values(trial)) == (at_work["trial_id"], values(at_work))
    assert again.create_trial("four")["trial_id"] == "02"


def test_a_trial_that_was_ended_by_another_stays_as_it_is(begin: Begin) -> None:
    chief = begin()
    trial = chief.create_trial("out of reach")
    chief.lost("out of reach")
    end(chief, chief.create_trial("two"), accuracy=0.75)
    end(chief, trial, accuracy=0.25)
    assert chief.get_trial(trial["trial_id"])["score"] == 0.75
    assert chief.standing().done == 1


@pytest.mark.parametrize("method", ["random", "hyperband", "bayesian"])
def test_what_the_oracle_of_a_worker_says_is_what_the_chief_says(begin: Begin, method: Method) -> None:
    chief = begin(method=method)
    oracle = AskingOracle(lambda name, *arguments: getattr(chief, name)(*arguments), "one")
    assert oracle.get_space().get_config() == chief.space()
    trial = oracle.create_trial("tuner0")
    assert values(trial.get_state()) == values(chief.get_trial(trial.trial_id))
    oracle.update_trial(trial.trial_id, {"val_accuracy": 0.1 + 0.2}, step=3)
    trial.status = "COMPLETED"
    oracle.end_trial(trial)
    # Not as 32 bits would have it.
    assert chief.get_trial(trial.trial_id)["score"] == 0.1 + 0.2
    assert oracle.get_trial(trial.trial_id).best_step == 3


def test_on_each_machine_one_worker_makes_the_photos_ready_and_a_lost_one_is_not_waited_for(begin: Begin) -> None:
    chief = begin()
    assert chief.may_prepare("one", "here")
    assert chief.may_prepare("one", "here")
    assert not chief.may_prepare("two", "here")
    assert chief.may_prepare("three", "there")
    chief.lost("one")
    assert chief.may_prepare("two", "here")
    assert not chief.may_prepare("four", "here")
    chief.has_prepared("two", "here")
    assert chief.may_prepare("four", "here")
