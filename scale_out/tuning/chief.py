"""The chief of a search: it chooses the settings of trials and hands them out, and takes back those of lost workers.

keras_tuner's oracle chooses, as in `python -m training tune`; the chief keeps it in a process of its own and answers
what keras_tuner's own chief would be asked, by Ray's calls in the place of gRPC's (docs/decisions/0046).
"""

import os
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from training.tuning.requests import SearchRequest

# A trial whose worker died so often has failed: it may be what kills them.
MOST_DEATHS = 3
Trial = dict[str, Any]
"""A trial as keras_tuner writes it into a file."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a search is.

    Attributes:
        done: trials that have come to their end, failed ones too.
        planned: trials there will be, unless there are no more settings to try.
        over: whether there is nothing left to train.
        broken: why the search cannot go on; None as long as it can.
        seconds_left: from what trials took since the search was started; None as long as none has ended.
        workers: what each is at.
        said: lines that nobody was told yet.
    """

    done: int
    planned: int
    over: bool
    broken: str | None
    seconds_left: float | None
    workers: dict[str, str]
    said: list[str]


class Chief:
    """Hands out the trials of one search.

    Trials pass as keras_tuner writes them into files: numbers stay what they are, and a trial that failed keeps the
    reason, both of which keras_tuner's own messages lose.
    """

    def __init__(self, request: SearchRequest) -> None:
        from training.tuning.search import make_tuner, planned_trials

        self._planned = planned_trials(request)
        self._tuner = make_tuner(request, None, self._said_of_nobody)
        self._oracle = self._tuner.oracle
        self._oracle.verbose = 0
        self._tuner.save()
        # Worker → under whose name the oracle has its trial: another's, where that one died with it.
        self._holds: dict[str, str] = {}
        self._left_behind: list[str] = []
        self._deaths: Counter[str] = Counter()
        self._stopped, self._broken = False, ""
        # Machine → the worker that decodes photos there, or computes features: the others find them in its cache.
        self._preparing: dict[str, str] = {}
        self._at: dict[str, str] = {}
        self._said: list[str] = []
        self._began: float | None = None
        self._ended = 0

    def space(self) -> dict[str, Any]:
        """All settings that any trial may have, as keras_tuner writes them into a file."""
        return dict(self._oracle.get_space().get_config())

    def create_trial(self, worker: str) -> Trial:
        """What a worker does next: a trial to run, to wait ("IDLE"), or nothing any more ("STOPPED").

        A trial that a lost worker left behind comes first. As long as one is at work, nobody is sent home: it may come
        back.
        """
        if self._left_behind:
            return self._given(worker, self._left_behind.pop(0))
        if self._broken:
            return self._no_trial("STOPPED")
        if not self._stopped:
            given = self._given(worker, worker)
            if given["status"] != "STOPPED":
                return given
            # Asked once more, it might draw again, and find what one process alone would not have looked for.
            self._stopped = True
        return self._no_trial("IDLE" if self._oracle.ongoing_trials else "STOPPED")

    def update_trial(self, number: str, metrics: dict[str, float], step: int) -> Trial:
        """Take the figures of a trial; a trial that is not at work any more stays as it is."""
        if not self._is_at_work(number):
            return self.get_trial(number)
        return dict(self._oracle.update_trial(number, metrics, step=step).get_state())

    def end_trial(self, state: Trial) -> None:
        """A trial has come to its end, or has failed."""
        from keras_tuner.engine.trial import Trial as KerasTrial

        if not self._is_at_work(state["trial_id"]):
            return
        self._holds = {worker: key for worker, key in self._holds.items() if not self._has(key, state["trial_id"])}
        try:
            self._oracle.end_trial(KerasTrial.from_state(state))
        except RuntimeError as error:
            # Three in a row failed. The folder has this one as at work still, so it is tried when all is mended.
            self._broken = str(error).strip().splitlines()[-1]
            return
        self._ended += 1
        # Once more: the oracle keeps the trial as one at work, and strikes it off afterwards.
        self._tuner.save()

    def get_trial(self, number: str) -> Trial:
        """A trial by its number."""
        return dict(self._oracle.get_trial(number).get_state())

    def lost(self, worker: str) -> str | None:
        """A worker died: its trial goes to another, or has failed when it has lost too many.

        Returns:
            What becomes of its trial, in words; None where it had none.
        """
        self._at.pop(worker, None)
        self._preparing = {host: who for host, who in self._preparing.items() if who != worker}
        key = self._holds.pop(worker, None)
        trial = self._oracle.ongoing_trials.get(key)
        if key is None or trial is None:
            return None
        self._deaths[trial.trial_id] += 1
        if self._deaths[trial.trial_id] < MOST_DEATHS:
            self._left_behind.append(key)
            return f"trial {trial.trial_id} is tried again"
        message = f"its worker died {MOST_DEATHS} times: it may take more memory than there is"
        self.end_trial({**trial.get_state(), "status": "FAILED", "message": message})
        return f"trial {trial.trial_id} counts as failed, for {message}"

    def may_prepare(self, worker: str, host: str) -> bool:
        """Whether a worker may make the photos ready now: on each machine one does, and the others after it."""
        return self._preparing.setdefault(host, worker) == worker

    def has_prepared(self, worker: str, host: str) -> None:
        """A worker has made the photos ready."""
        if self._preparing.get(host) == worker:
            del self._preparing[host]

    def at(self, worker: str, what: str) -> None:
        """A worker says what it is at."""
        self._at[worker] = what

    def say(self, worker: str, line: str) -> None:
        """A worker says a line for whoever started the search."""
        self._said.append(f"{worker}: {line}")

    def standing(self) -> Standing:
        """How far the search is; what was said is told once."""
        said, self._said = self._said, []
        done = len(self._oracle.end_order)
        over = bool(self._broken) or (self._stopped and not self._oracle.ongoing_trials)
        left = None
        if self._began is not None and self._ended:
            left = (time.monotonic() - self._began) / self._ended * max(0, self._planned - done)
        return Standing(done, self._planned, over, self._broken or None, left, dict(self._at), said)

    def _given(self, worker: str, key: str) -> Trial:
        # To the oracle, processes that go by one name share a trial: so it gives out again what a lost one had.
        trial = self._oracle.create_trial(key)
        if trial.status == "RUNNING":
            self._holds[worker] = key
            self._began = self._began or time.monotonic()
        return dict(trial.get_state())

    def _no_trial(self, status: str) -> Trial:
        from keras_tuner.engine.trial import Trial as KerasTrial

        return dict(KerasTrial(self._oracle.get_space(), "", status).get_state())

    def _is_at_work(self, number: str) -> bool:
        return any(trial.trial_id == number for trial in self._oracle.ongoing_trials.values())

    def _has(self, key: str, number: str) -> bool:
        trial = self._oracle.ongoing_trials.get(key)
        return trial is not None and trial.trial_id == number

    def _said_of_nobody(self, line: str) -> None:
        self._said.append(line)


class ChiefProcess(Chief):
    """A chief that has a process to itself, as an actor."""

    def __init__(self, request: SearchRequest) -> None:
        # It trains nothing, and need not wait for TensorFlow.
        os.environ["KERAS_BACKEND"] = "numpy"
        forget_other_chiefs()
        super().__init__(request)


def forget_other_chiefs() -> None:
    """Take keras_tuner's own variables out of this process: with them it would look for a chief by gRPC."""
    for name in [name for name in os.environ if name.startswith("KERASTUNER_")]:
        del os.environ[name]
