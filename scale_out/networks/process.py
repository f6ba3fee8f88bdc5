"""One process of a training: it joins the others, and only then imports Keras, on JAX."""

import importlib
import importlib.abc
import importlib.machinery
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from scale_out.errors import ScaleError
from scale_out.networks.job import Course, Job, Refusal
from scale_out.networks.sharing import Team, require_even

# Before Keras is imported.
VARIABLES = {"KERAS_BACKEND": "jax", "TF_CPP_MIN_LOG_LEVEL": "3"}
# Seconds that a process waits for another one. XLA's own half a minute is less than one may need longer to compile the
# network, or to read photos; Ray knows of a process that is gone without it.
PATIENCE = {"xla_cpu_collective_timeout_seconds": 1_800, "xla_cpu_collective_call_terminate_timeout_seconds": 1_800}


class _NoTensorFlow(importlib.abc.MetaPathFinder):
    """Lets TensorFlow seem not to be installed.

    Keras on JAX does without it, and yet imports it to save a network, where it is there: ten seconds and hundreds of
    megabytes in each process, and all memory of a GPU that JAX computes on.
    """

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname.partition(".")[0] == "tensorflow":
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


class TrainingProcess:
    """What Ray starts on each machine. Its methods are called in their order, on all processes at once."""

    def __init__(self, number: int, processes: int) -> None:
        """Nothing happens yet.

        Args:
            number: of this process, from 0.
            processes: in all.
        """
        self._number, self._processes = number, processes
        self._team: Team | None = None

    def meeting_place(self, alone: bool) -> str:
        """An address of this process at which the others can meet; this machine's own where all are on it."""
        ray: Any = importlib.import_module("ray")
        host = "127.0.0.1" if alone else ray.util.get_node_ip_address()
        with socket.socket() as free:
            free.bind((host, 0))
            return f"{host}:{free.getsockname()[1]}"

    def machine(self) -> str:
        """What the machine is called."""
        return socket.gethostname()

    def join(self, meeting_place: str) -> int:
        """Meet the other processes; the first thing that JAX does in this one.

        Returns:
            How many devices they have together.
        """
        flags = " ".join(f"--{name}={seconds}" for name, seconds in PATIENCE.items())
        os.environ["XLA_FLAGS"] = f"{os.environ.get('XLA_FLAGS', '')} {flags}".strip()
        jax: Any = importlib.import_module("jax")
        if self._processes > 1:
            # CPUs talk by Gloo; GPUs by NCCL, whatever is said here.
            jax.config.update("jax_cpu_collectives_implementation", "gloo")
            bind = meeting_place if self._number == 0 else None
            jax.distributed.initialize(
                meeting_place, self._processes, self._number, coordinator_bind_address=bind, initialization_timeout=120
            )
        sys.meta_path.insert(0, _NoTensorFlow())
        self._team = Team(self._processes, self._number, jax.device_count())
        return self._team.devices

    def train(self, job: Job) -> Iterator[Any]:
        """Train. Process 0 yields where it is (`Moment`), and what there is to say (str); all of them a refusal."""
        yield from self._plainly(job, self._train(job))

    def steps(self, job: Job, count: int) -> Iterator[Any]:
        """Train for some steps; yields one `Course`."""
        yield from self._plainly(job, self._steps(job, count))

    def _train(self, job: Job) -> Iterator[Any]:
        from scale_out.networks.training import train

        yield from train(job, self._known_team())

    def _steps(self, job: Job, count: int) -> Iterator[Course]:
        from scale_out.networks.training import course_of

        yield course_of(job, self._known_team(), count)

    def _known_team(self) -> Team:
        if self._team is None:
            raise RuntimeError("it has to join first")
        return self._team

    def _plainly(self, job: Job, work: Iterator[Any]) -> Iterator[Any]:
        """Do some work; what a person can mend is said, not raised: an error of Ray would bury it."""
        from training.architectures.weights.errors import WeightsError
        from training.datasets.photos import DataError
        from training.runs.run import RunError

        try:
            require_even(job.recipe.fit.batch_size, self._known_team().devices, "devices")
            # No `yield from`: what Ray sends into a generator is not for the ones within.
            for told in work:  # noqa: UP028
                yield told
        except (ScaleError, DataError, RunError, WeightsError) as error:
            yield Refusal(str(error))
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            yield Refusal(f"{where}{error.strerror or error} ({self.machine()}).")
