"""A search: keras_tuner chooses settings, our own loop trains each trial, the best becomes a recipe.

Trials are written into the folder of the search as they end, so a search that was interrupted goes on where it was.
With keras_tuner's environment variables (KERASTUNER_TUNER_ID, KERASTUNER_ORACLE_IP, KERASTUNER_ORACLE_PORT) one
process is the chief and others are workers, on one machine or on several that share the folder.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import keras
import keras_tuner
import numpy as np

from training.files import write_json, write_text
from training.fitting.engine import History, Task, best_epoch, train
from training.fitting.examples import Predictor
from training.fitting.journals import Journal, TensorBoardJournal
from training.fitting.mlflow_journal import MlflowJournal
from training.fitting.progress import Moment
from training.fitting.trials import Prepared, trial_model
from training.recipes import Recipe, recipe_text
from training.runs.run import CHECKPOINT, HISTORY, RunError
from training.tuning.chance import Gain, Right, gain_of_best
from training.tuning.oracles import AS_IT_IS, HyperbandOracle, make_oracle
from training.tuning.requests import SearchRequest, claim
from training.tuning.spaces import merged, settings_from

Say = Callable[[str], None]
Watch = Callable[[str, Moment], None]
# Whether the first suggestion of each validation photo was right, in the folder of a trial.
RIGHT = "right.npy"


@dataclass(frozen=True, eq=False)
class TrialResult:
    """What came of one trial.

    Attributes:
        name: keras_tuner's number of it.
        settings: what was drawn, flat; of the recipe as it is, what it has of them.
        val_accuracy: of its best epoch.
        epochs: that were trained, those of the trial that it goes on from too.
        parameters: that were trained.
        origin: what it is: "the recipe", "drawn", or the name of the trial that it goes on from.
    """

    name: str
    settings: Mapping[str, Any]
    val_accuracy: float
    epochs: int
    parameters: int
    origin: str = "drawn"


class RecipeTuner(keras_tuner.engine.base_tuner.BaseTuner):  # type: ignore[misc]
    """Trains a trial with the loop of `fit`, and tells keras_tuner the validation accuracy of its best epoch."""

    def __init__(
        self, request: SearchRequest, prepared: Prepared | None, say: Say, watch: Watch | None = None, **options: Any
    ) -> None:
        self.request, self._prepared, self._say, self._watch = request, prepared, say, watch
        # It says on standard output where it reads the trials that are done.
        with redirect_stdout(StringIO()):
            super().__init__(hypermodel=_Nothing(), **options)

    def save(self) -> None:
        """Keep what the oracle knows, and that a search is there: as whole files."""
        if not self._is_worker():
            self.oracle.save()
        write_json(Path(self._get_tuner_fname()), self.get_state())

    def run_trial(self, trial: Any, *args: Any, **kwargs: Any) -> dict[str, float]:
        """Train one trial."""
        del args, kwargs
        values = trial.hyperparameters.values
        until, folder = int(values.get("tuner/epochs", self.request.epochs)), self._run_folder(trial.trial_id)
        if "tuner/trial_id" in values:
            go_on_from(self._run_folder(str(values["tuner/trial_id"])), folder)
        history, parameters = self._train(self.recipe_of(trial.hyperparameters), trial.trial_id, folder, until)
        if self.request.method != "hyperband":
            (folder / CHECKPOINT).unlink(missing_ok=True)
        scores = _scores(history) | {"parameters": float(parameters), "epochs": float(len(history))}
        self._say(
            f"trial {trial.trial_id}{self._words_of(trial)}: validation accuracy {scores['val_accuracy']:.3f} "
            f"({parameters:,} parameters, {len(history)} epochs)"
        )
        return scores

    def _train(self, recipe: Recipe, name: str, folder: Path, until: int) -> tuple[History, int]:
        """Train to an epoch, or from the folder's checkpoint to it; and keep which photos were right."""
        if self._prepared is None:
            raise RunError(f"{self.request.folder}: who only hands out trials cannot train.")
        keras.utils.set_random_seed(recipe.fit.seed)
        model, factors = trial_model(recipe, self._prepared)
        examples, labels = self._prepared.validation
        task = Task(model, recipe, self._prepared.training, (examples, labels), factors)
        journals = self._journals(name, folder, recipe)
        watch = partial(self._watch, name) if self._watch else None
        history = train(task, folder, watch, resume=True, until=until, journals=journals)
        parameters = int(sum(np.prod(each.shape) for each in model.trainable_variables))
        np.save(folder / RIGHT, Predictor(model)(examples).argmax(axis=1) == labels)
        for journal in journals:
            journal.end(_scores(history) | {"trainable_parameters": parameters})
        keras.backend.clear_session()
        return history, parameters

    def untuned(self, epochs: int) -> Right:
        """Which photos the recipe as it is gets right after so many epochs.

        Hyperband gives up most trials early, and the recipe's may be one of them: it is then trained on, because the
        best of a search, trained for longer, would be ahead of it anyway.
        """
        first = self.oracle.start_order[0]
        own = [each for each in self.oracle.start_order if self._goes_back_to(each, first)]
        name = max(own, key=lambda each: float(self._epochs_of(each)))
        if self._epochs_of(name) >= epochs:
            return self._right_of(name)
        folder = self._run_folder("untuned")
        go_on_from(self._run_folder(name), folder)
        self._say(
            f"the recipe as it is was given up after {self._epochs_of(name)} epochs: trained on, to compare fairly"
        )
        self._train(self.recipe_of(self.oracle.trials[first].hyperparameters), "untuned", folder, epochs)
        return np.asarray(np.load(folder / RIGHT), dtype=np.bool_)

    def gain(self, found: Sequence[TrialResult]) -> Gain:
        """How much better the best trial is than the recipe as it is, and whether that is more than chance.

        Trials that were given up earlier than the best one do not count as tries: they had no chance to be chosen.
        """
        first = self.oracle.start_order[0]
        tried = [each for each in found if not self._goes_back_to(each.name, first) and each.epochs >= found[0].epochs]
        return gain_of_best(self.untuned(found[0].epochs), [self._right_of(each.name) for each in tried])

    def tidy(self) -> None:
        """Remove the checkpoints that promoted trials went on from."""
        for each in self.oracle.trials:
            (self._run_folder(each) / CHECKPOINT).unlink(missing_ok=True)

    def recipe_of(self, hyperparameters: Any) -> Recipe:
        """The recipe with the settings of a trial, as a trial trains it."""
        start = self.request.trial_recipe
        if AS_IT_IS in hyperparameters.values:
            return start
        return merged(start, settings_from(hyperparameters, start, self.request.space))

    def origin_of(self, name: str) -> str:
        """See `TrialResult.origin`."""
        before = self.oracle.trials[name].hyperparameters.values.get("tuner/trial_id")
        if before is not None:
            return str(before)
        return "the recipe" if name == self.oracle.start_order[0] else "drawn"

    def _words_of(self, trial: Any) -> str:
        before = trial.hyperparameters.values.get("tuner/trial_id")
        if before is not None:
            return f", which goes on from trial {before}"
        # Workers do not hold the other trials; the first one's number is 0, with as many zeros as keras_tuner likes.
        return ", the recipe as it is" if int(trial.trial_id) == 0 else ""

    def _goes_back_to(self, name: str, first: str) -> bool:
        while (before := self.oracle.trials[name].hyperparameters.values.get("tuner/trial_id")) is not None:
            name = str(before)
        return name == first

    def _epochs_of(self, name: str) -> int:
        return int(self.oracle.trials[name].metrics.get_best_value("epochs") or 0)

    def _right_of(self, name: str) -> Right:
        return np.asarray(np.load(self._run_folder(name) / RIGHT), dtype=np.bool_)

    def _run_folder(self, name: str) -> Path:
        folder = Path(self.get_trial_dir(name)) / "run"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _journals(self, name: str, folder: Path, recipe: Recipe) -> list[Journal]:
        journals: list[Journal] = []
        if self.request.tensorboard is not None:
            journals.append(TensorBoardJournal(self.request.tensorboard / f"trial_{name}"))
        if self.request.mlflow is not None:
            journals.append(MlflowJournal(self.request.mlflow, folder.parent, recipe))
        return journals


class _Nothing(keras_tuner.HyperModel):  # type: ignore[misc]
    """keras_tuner wants a model to build; ours are built by `trial_model`."""

    def build(self, hp: Any) -> None:
        del hp


def go_on_from(before: Path, folder: Path) -> None:
    """Let a trial begin where another one ended: at its weights, its optimizer's state, and its history.

    An interrupted trial, which has a checkpoint of its own, goes on from that.

    Raises:
        RunError: the other trial's checkpoint is not there any more.
    """
    if (folder / CHECKPOINT).is_file():
        return
    for name in (HISTORY, CHECKPOINT):
        try:
            shutil.copyfile(before / name, folder / name)
        except OSError as error:
            raise RunError(f"{before / name}: the trial cannot go on from there ({error.strerror}).") from error


def _scores(history: History) -> dict[str, float]:
    best = history[best_epoch(history) - 1]
    return {"val_accuracy": float(best["val_accuracy"]), "val_loss": float(best["val_loss"])}


def search(request: SearchRequest, prepared: Prepared, say: Say, watch: Watch | None = None) -> RecipeTuner:
    """Run the trials that are not done yet.

    Args:
        request: what to search.
        prepared: photos and weights, ready for any trial.
        say: told about every trial.
        watch: told the name of a trial at work, and how far it is.

    Returns:
        The tuner, with all trials; see `results` and `write_best`.

    Raises:
        RunError: the folder belongs to another search.
    """
    claim(request)
    tuner = make_tuner(request, prepared, say, watch)
    tuner.search(verbose=0)
    return tuner


def make_tuner(
    request: SearchRequest, prepared: Prepared | None, say: Say, watch: Watch | None = None, oracle: Any = None
) -> RecipeTuner:
    """The tuner of a search; trials that are done are read from its folder.

    Args:
        request: what to search.
        prepared: photos and weights; None where no trial is trained.
        say: told about every trial.
        watch: told the name of a trial at work, and how far it is.
        oracle: who chooses, where that is not this process; None for the oracle of the request's method.
    """
    return RecipeTuner(
        request, prepared, say, watch,
        oracle=oracle or make_oracle(request), directory=str(request.folder), project_name="trials", overwrite=False,
    )  # fmt: skip


def planned_trials(request: SearchRequest) -> int:
    """How many trials a search has, as long as there are settings left to try."""
    oracle = make_oracle(request)
    return oracle.planned if isinstance(oracle, HyperbandOracle) else request.trials


def results(tuner: RecipeTuner) -> list[TrialResult]:
    """The finished trials, best first."""
    done = [trial for trial in tuner.oracle.trials.values() if trial.score is not None]
    return sorted(
        (
            TrialResult(
                trial.trial_id,
                used_settings(trial.hyperparameters.values),
                float(trial.score),
                int(trial.metrics.get_best_value("epochs") or 0),
                int(trial.metrics.get_best_value("parameters") or 0),
                tuner.origin_of(trial.trial_id),
            )
            for trial in done
        ),
        key=lambda each: -each.val_accuracy,
    )


def failures(tuner: RecipeTuner) -> list[str]:
    """Why trials did not come to their end; the last line of what each raised."""
    failed = [trial for trial in tuner.oracle.trials.values() if trial.score is None and trial.message]
    return [f"trial {each.trial_id}: {each.message.strip().splitlines()[-1]}" for each in failed]


def used_settings(values: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a trial, without what keras_tuner notes beside them."""
    if AS_IT_IS in values:
        return {}
    return {name: value for name, value in values.items() if not name.startswith("tuner/")}


def write_best(tuner: RecipeTuner, request: SearchRequest, best: TrialResult, photos: int) -> Path:
    """Write the best trial's settings as a recipe that `fit` takes, with the epochs of the recipe that was tuned."""
    recipe = tuner.recipe_of(tuner.oracle.trials[best.name].hyperparameters)
    about = (
        f"Found by {request.method} search from {request.recipe.name}: validation accuracy {best.val_accuracy:.3f} on "
        f"{photos} photos after {best.epochs} epochs, the best of {len(tuner.oracle.trials)} trials."
    )
    epochs, warmup = request.recipe.fit.epochs, request.recipe.fit.warmup_epochs
    fit = recipe.fit.model_copy(update={"epochs": epochs, "warmup_epochs": warmup})
    named = recipe.model_copy(update={"name": f"{request.recipe.name}_tuned", "about": about, "fit": fit})
    file = request.folder / "best.toml"
    write_text(file, recipe_text(named))
    return file


def table_of(trials: Sequence[TrialResult]) -> tuple[list[str], list[list[Any]]]:
    """Columns and rows of all trials; a setting that played no part in a trial is None."""
    names = sorted({name for trial in trials for name in trial.settings})
    rows = [
        [
            trial.name, trial.origin, *(trial.settings.get(name) for name in names), trial.parameters, trial.epochs,
            trial.val_accuracy,
        ]
        for trial in trials
    ]  # fmt: skip
    return ["trial", "origin", *names, "parameters", "epochs", "val_accuracy"], rows
