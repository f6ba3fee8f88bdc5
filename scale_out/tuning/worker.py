"""A worker of a search: it trains one trial after the other, as `python -m training tune` does, for the chief."""

import os
import socket
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from scale_out.errors import ScaleError
from scale_out.tuning.chief import forget_other_chiefs
from scale_out.tuning.crew import Crew
from scale_out.tuning.same_folder import answer, same_photos
from training.architectures.weights.errors import WeightsError
from training.datasets.photos import DataError
from training.fitting.progress import Moment
from training.fitting.requests import FitRequest
from training.recipes import RecipeError
from training.runs.run import RunError
from training.tuning.requests import SearchRequest

if TYPE_CHECKING:
    from training.fitting.run_fit import Sides

# Between two words to the chief on how far a training is.
TELL_SECONDS = 1.0
# Between two looks at whether it is this worker's turn.
WAIT_SECONDS = 0.5


class TrialWorker:
    """Trains trials, in an actor's process.

    Args:
        name: how it is called where the search was started.
        request: what is searched.
        photos: of the trials.
        crew: what this worker may use.
        chief: the actor that hands out trials.
    """

    def __init__(self, name: str, request: SearchRequest, photos: FitRequest, crew: Crew, chief: Any) -> None:
        forget_other_chiefs()
        if not crew.gpus:
            # Ray hides no GPUs from those that ask for none, and each TensorFlow would take all of their memory.
            os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
        elif crew.gpus < 1:
            os.environ["TF_FORCE_GPU_ALLOW_GROWTH"] = "true"
        self._name, self._request, self._photos, self._crew, self._chief = name, request, photos, crew, chief
        self._host = socket.gethostname()
        self._sides: Sides | None = None
        self._ready: Any = None
        self._told = 0.0

    def see(self, word: str, photos: str) -> tuple[str, int]:
        """Prove that this machine sees the folder of the search, and its photos.

        Args:
            word: that was left in the folder.
            photos: what `digest_of` said of them where the search was started.

        Returns:
            The name of this machine, and the number of this process on it.

        Raises:
            ScaleError: it does not.
        """
        self._at("looking at photos")
        answer(self._request.folder, word, self._name, self._host)
        self._sides = same_photos(self._photos, photos, self._host)
        self._at("ready")
        return self._host, os.getpid()

    def work(self) -> None:
        """Train trials until there are none left.

        Raises:
            ScaleError: this machine cannot train any.
        """
        prepared = self._prepared()
        # Not before: what these import starts TensorFlow, with all its chatter.
        from scale_out.tuning.asking_oracle import AskingOracle
        from training.tuning.search import make_tuner

        self._at("waiting for a trial")
        oracle = AskingOracle(self._ask, self._name)
        tuner = make_tuner(self._request, prepared, self._say, self._watch, oracle)
        tuner.search(verbose=0)
        self._at("done")

    def finish(self, planned: int) -> list[str]:
        """Compare the best trial with the recipe, and write `best.toml` and the report, out of the search's folder.

        Args:
            planned: how many trials there should have been.

        Returns:
            What a person should believe of the best trial, a sentence each.

        Raises:
            ScaleError: no trial came to its end.
        """
        prepared = self._prepared()
        from training.tuning.finishing import finished
        from training.tuning.search import make_tuner

        self._at("writing the report")
        tuner = make_tuner(self._request, prepared, self._say, self._watch)
        try:
            return finished(tuner, self._request, planned, self._say)
        except RunError as error:
            raise ScaleError(str(error)) from error

    def _prepared(self) -> Any:
        """TensorFlow started, photos decoded, features computed: once."""
        if self._ready is None:
            self._at("starting TensorFlow")
            _start_tensorflow(self._crew.cpus)
            from training.fitting.trials import prepare_trials

            if self._sides is None:
                raise ScaleError(f"{self._host} was asked to train before it had seen the photos.")
            while not self._ask("may_prepare", self._name, self._host):
                self._now_and_then("waiting for the photos, which another worker makes ready")
                time.sleep(WAIT_SECONDS)
            try:
                self._ready = prepare_trials(self._photos, self._sides, self._at, self._counting)
            except (DataError, RecipeError, WeightsError, RunError, OSError) as error:
                raise ScaleError(f"{self._host}: {error}") from error
            self._ask("has_prepared", self._name, self._host)
        return self._ready

    def _ask(self, method: str, *arguments: Any) -> Any:
        import ray

        return ray.get(getattr(self._chief, method).remote(*arguments))

    def _say(self, line: str) -> None:
        self._chief.say.remote(self._name, line)

    def _at(self, what: str) -> None:
        self._told = time.monotonic()
        self._chief.at.remote(self._name, what)

    def _now_and_then(self, what: str) -> None:
        if time.monotonic() - self._told >= TELL_SECONDS:
            self._at(what)

    def _watch(self, trial: str, moment: Moment) -> None:
        where = f"trial {trial}, epoch {moment.epoch} of {moment.epochs}"
        self._now_and_then(f"{where}, step {moment.step} of {moment.steps}" if moment.steps else where)

    def _counting(self, what: str) -> Callable[[int, int], None]:
        return partial(self._counted, what)

    def _counted(self, what: str, done: int, total: int) -> None:
        self._now_and_then(f"{what}: {done:,} of {total:,}")


def _start_tensorflow(cpus: int) -> None:
    from training.networks.quiet import load_tensorflow

    load_tensorflow()
    import tensorflow as tf

    # It would take all cores of the machine, and each worker as many.
    tf.config.threading.set_intra_op_parallelism_threads(cpus)
    tf.config.threading.set_inter_op_parallelism_threads(cpus)
