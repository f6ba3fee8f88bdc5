"""What steps and epochs are written into beside the run's files: TensorBoard's here, MLflow's in `mlflow_journal`."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from training.runs.run import RunError


class Journal(Protocol):
    """What follows a training step by step."""

    def begin(self, history: Sequence[Mapping[str, Any]], step: int) -> None:
        """Training begins, or goes on after the epochs of the history and so many steps."""
        ...

    def step(self, values: Mapping[str, float], step: int) -> None:
        """A step was done: `loss` over the epoch so far, and `learning_rate`; steps are counted over all epochs."""
        ...

    def epoch(self, line: Mapping[str, Any], step: int) -> None:
        """An epoch was done: its line of the history, and the steps so far."""
        ...

    def end(self, metrics: Mapping[str, Any]) -> None:
        """The run has come to its end, with these figures."""
        ...


class TensorBoardJournal:
    """Event files that TensorBoard reads: curves by epoch and by step, and the learning rate.

    A resumed run adds another file to the folder. It begins by saying at which step it goes on, and TensorBoard forgets
    what an interrupted epoch wrote behind that.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_epoch: Any = None
        self._by_step: Any = None

    def begin(self, history: Sequence[Mapping[str, Any]], step: int) -> None:
        """Open the files.

        Raises:
            RunError: the folder cannot be written.
        """
        from tensorboard.summary.writer.event_file_writer import EventFileWriter

        try:
            self._by_epoch, self._by_step = (
                EventFileWriter(str(self._folder / name)) for name in ("by_epoch", "by_step")
            )
        except OSError as error:
            raise RunError(f"{self._folder}: TensorBoard's files cannot be written ({error}).") from error
        self._goes_on(self._by_epoch, len(history) + 1)
        self._goes_on(self._by_step, step + 1)

    def step(self, values: Mapping[str, float], step: int) -> None:
        """Loss and learning rate of a step."""
        self._write(self._by_step, values, step)

    def epoch(self, line: Mapping[str, Any], step: int) -> None:
        """All figures of an epoch."""
        del step
        self._write(self._by_epoch, {name: value for name, value in line.items() if name != "epoch"}, line["epoch"])
        # Whoever looks sees an epoch when it is done, and a killed run loses none.
        self._by_epoch.flush()
        self._by_step.flush()

    def end(self, metrics: Mapping[str, Any]) -> None:
        """Close the files."""
        del metrics
        self._by_epoch.close()
        self._by_step.close()

    @staticmethod
    def _goes_on(writer: Any, step: int) -> None:
        from tensorboard.compat.proto.event_pb2 import Event, SessionLog

        started = SessionLog(status=SessionLog.START)
        writer.add_event(Event(wall_time=time.time(), step=step, session_log=started))

    @staticmethod
    def _write(writer: Any, values: Mapping[str, Any], step: int) -> None:
        from tensorboard.compat.proto.event_pb2 import Event
        from tensorboard.compat.proto.summary_pb2 import Summary

        scalars = [Summary.Value(tag=name, simple_value=float(value)) for name, value in values.items()]
        writer.add_event(Event(wall_time=time.time(), step=step, summary=Summary(value=scalars)))
