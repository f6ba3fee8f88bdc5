"""The oracle of a worker, which asks the chief for all that keras_tuner wants to know of one."""

import time
from collections.abc import Callable
from typing import Any

import keras_tuner
from keras_tuner.engine.trial import Trial

from training.tuning.oracles import OBJECTIVE

Ask = Callable[..., Any]
# Between two questions of a worker that has to wait for others.
WAIT_SECONDS = 1.0


class AskingOracle(keras_tuner.Oracle):  # type: ignore[misc]
    """Stands for the chief's oracle in keras_tuner's loop: nothing is chosen here, and nothing kept.

    Args:
        ask: takes the name of a method of `Chief` and its arguments, and gives what it returns.
        worker: name of this worker.
    """

    def __init__(self, ask: Ask, worker: str) -> None:
        self._ask, self._worker = ask, worker
        space = keras_tuner.HyperParameters.from_config(ask("space"))
        super().__init__(objective=OBJECTIVE, hyperparameters=space)

    def create_trial(self, tuner_id: str) -> Any:
        """The next trial."""
        del tuner_id
        trial = Trial.from_state(self._ask("create_trial", self._worker))
        if trial.status == "IDLE":
            # keras_tuner asks again at once.
            time.sleep(WAIT_SECONDS)
        return trial

    def update_trial(self, trial_id: str, metrics: dict[str, float], step: int = 0) -> Any:
        """Tell the figures of a trial."""
        return Trial.from_state(self._ask("update_trial", trial_id, metrics, step))

    def end_trial(self, trial: Any) -> None:
        """Tell that a trial has come to its end."""
        self._ask("end_trial", trial.get_state())

    def get_trial(self, trial_id: str) -> Any:
        """A trial by its number."""
        return Trial.from_state(self._ask("get_trial", trial_id))

    def save(self) -> None:
        """Nothing: the chief keeps the search."""

    def reload(self) -> None:
        """Nothing: the chief has the search."""
