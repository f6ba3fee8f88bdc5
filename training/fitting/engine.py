"""The training loop: epoch by epoch, each written down before the next begins."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from training.fitting.checkpoint import load_checkpoint, save_checkpoint, set_weights, weights_of
from training.fitting.examples import Examples, FeatureExamples, Predictor, TrainingBatches, steps_per_epoch
from training.fitting.optimum import PENALTIES, fit_step, head_of
from training.fitting.rates import learning_rate, make_optimizer
from training.networks.augmentation import reseed
from training.networks.heads import LinearHead
from training.recipes.schema import Recipe
from training.runs.run import CHECKPOINT, RunError, read_history, write_history

Labels = NDArray[np.int64]
History = list[dict[str, Any]]


@dataclass(frozen=True, eq=False)
class Task:
    """What is to be trained on what.

    Attributes:
        model: inputs → probabilities `[N, C]`; not compiled.
        recipe: how.
        training: examples, and their labels as column numbers `[N]`.
        validation: the same of the photos to check on; None trains on everything to the last epoch.
        factors: see `rates.rate_factors`.
        crossed_losses: of each step on the way to the optimum, in nats, where photos are too few to choose by those to
            check on (see `crossing`); None where they are enough.
    """

    model: Any
    recipe: Recipe
    training: tuple[Examples, Labels]
    validation: tuple[Examples, Labels] | None
    factors: Mapping[str, float]
    crossed_losses: Sequence[float] | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a training stands, for whoever shows it.

    Attributes:
        epoch: the one at work, from 1.
        epochs: at most.
        share: of all epochs, from 0 to 1.
        seconds_left: until the last epoch, as far as one can tell.
        loss: over the epoch so far.
        finished_epoch: the line of the history, when the epoch has just ended.
    """

    epoch: int
    epochs: int
    share: float
    seconds_left: float
    loss: float
    finished_epoch: Mapping[str, Any] | None = None


Watcher = Callable[[Moment], None]


def compile_task(task: Task) -> None:
    """Give the network its optimizer and loss, and build the optimizer's variables."""
    with task.model.distribute_strategy.scope():
        task.model.compile(
            optimizer=make_optimizer(task.recipe.fit, task.factors),
            loss=keras.losses.CategoricalCrossentropy(label_smoothing=task.recipe.fit.label_smoothing),
            metrics=["accuracy"],
        )
        task.model.optimizer.build(task.model.trainable_variables)


def train(task: Task, folder: Path, watch: Watcher | None = None, *, resume: bool = False) -> History:
    """Train, and leave the network with the weights of its best epoch.

    The best epoch is the one with the highest validation accuracy (of equals, the lowest validation loss), or the
    lowest cross-validated loss where the task has such; without validation photos the last.

    Args:
        task: what to train.
        folder: of the run; checkpoint and history are written there after every epoch.
        watch: told now and then how far it is.
        resume: go on from the folder's checkpoint, when there is one.

    Returns:
        One dict an epoch: `epoch`, `loss`, `accuracy`, `learning_rate` (or `penalty`, where the head is put at its
        optimum), `seconds`, and with validation `val_loss` and `val_accuracy`.

    Raises:
        RunError: the checkpoint cannot be used, or cannot be written.
    """
    compile_task(task)
    predict = Predictor(task.model)
    start = head_of(task.model) if task.recipe.finds_the_optimum else None
    history: History = []
    best = weights_of(task.model.variables)
    checkpoint = folder / CHECKPOINT
    if resume and checkpoint.is_file():
        done, best = load_checkpoint(checkpoint, task.model)
        history = read_history(folder)[:done]
    while len(history) < epochs_at_most(task.recipe) and not _is_enough(history, task.recipe):
        history.append(_train_epoch(task, history, predict, watch, start))
        if best_epoch(history) == len(history):
            best = weights_of(task.model.variables)
        try:
            # The history first: one line too many is cut off on resuming, a missing one could not be made up.
            write_history(folder, history)
            save_checkpoint(checkpoint, len(history), task.model, best)
        except OSError as error:
            raise RunError(
                f"{folder}: the checkpoint cannot be written ({error.strerror}). Make room, --resume."
            ) from error
        if watch:
            watch(_moment(task, history, 0.0, 0.0, history[-1]))
    set_weights(task.model.variables, best)
    return history


def best_epoch(history: History) -> int:
    """The number of the best epoch, from 1."""
    if "val_accuracy" not in history[-1]:
        return len(history)
    if "crossed_loss" in history[-1]:
        losses = [epoch["crossed_loss"] for epoch in history]
        return losses.index(min(losses)) + 1
    keys = [(epoch["val_accuracy"], -epoch["val_loss"]) for epoch in history]
    return keys.index(max(keys)) + 1


def epochs_at_most(recipe: Recipe) -> int:
    """How long a training can take: the path to the optimum has an end of its own."""
    return min(recipe.fit.epochs, len(PENALTIES)) if recipe.finds_the_optimum else recipe.fit.epochs


def _is_enough(history: History, recipe: Recipe) -> bool:
    patience = recipe.fit.early_stopping
    return bool(history) and patience is not None and len(history) - best_epoch(history) >= patience


def _train_epoch(
    task: Task, history: History, predict: Predictor, watch: Watcher | None, start: LinearHead | None
) -> dict[str, Any]:
    started = time.monotonic()
    examples, labels = task.training
    if start is not None and isinstance(examples, FeatureExamples):
        learnt = fit_step(task.model, start, (examples, labels), task.recipe, len(history))
    else:
        learnt = _downhill(task, history, watch, started)
    line: dict[str, Any] = {"epoch": len(history) + 1} | learnt
    if task.validation is not None:
        line |= validation_scores(predict(task.validation[0]), task.validation[1])
        if task.crossed_losses is not None:
            line["crossed_loss"] = task.crossed_losses[len(history)]
    return line | {"seconds": round(time.monotonic() - started, 3)}


def _downhill(task: Task, history: History, watch: Watcher | None, started: float) -> dict[str, float]:
    """Once over all photos with the optimizer."""
    epoch, recipe = len(history), task.recipe
    reseed(task.model, recipe.fit.seed, epoch)
    batches = TrainingBatches(*task.training, task.model.output_shape[-1], recipe, epoch)
    teller = _Teller(task, history, watch, started)
    logs = task.model.fit(batches, epochs=1, verbose=0, shuffle=False, callbacks=[teller]).history
    return {
        "loss": float(logs["loss"][0]),
        "accuracy": float(logs["accuracy"][0]),
        "learning_rate": learning_rate(recipe.fit, float(epoch + 1), history),
    }


def validation_scores(probabilities: NDArray[np.float32], labels: Labels) -> dict[str, float]:
    """Mean negative log-likelihood in nats, and the share of photos whose first suggestion is right."""
    of_label = np.maximum(probabilities[np.arange(len(labels)), labels].astype(np.float64), 1e-12)
    right = probabilities.argmax(axis=1) == labels
    return {"val_loss": float(-np.log(of_label).mean()), "val_accuracy": float(right.mean())}


class _Teller(keras.callbacks.Callback):  # type: ignore[misc]
    """Sets the learning rate before each step, and tells how far the training is after it."""

    def __init__(self, task: Task, history: History, watch: Watcher | None, started: float) -> None:
        super().__init__()
        self._task, self._past, self._watch, self._started = task, history, watch, started
        self._steps = steps_per_epoch(len(task.training[0]), task.recipe)
        self._told = started

    def on_train_batch_begin(self, batch: int, logs: Mapping[str, float] | None = None) -> None:
        del logs
        progress = len(self._past) + batch / self._steps
        self.model.optimizer.learning_rate.assign(learning_rate(self._task.recipe.fit, progress, self._past))

    def on_train_batch_end(self, batch: int, logs: Mapping[str, float] | None = None) -> None:
        now = time.monotonic()
        if self._watch and now - self._told >= 0.5:
            self._told = now
            share = (batch + 1) / self._steps
            self._watch(
                _moment(self._task, self._past, share, now - self._started, None, (logs or {}).get("loss", 0.0))
            )


def _moment(
    task: Task,
    history: History,
    share_of_epoch: float,
    seconds: float,
    line: Mapping[str, Any] | None,
    loss: float = 0.0,
) -> Moment:
    epochs, done = epochs_at_most(task.recipe), len(history)
    spent = [float(epoch["seconds"]) for epoch in history]
    # The first epoch compiles; the later ones tell the time better.
    usual = float(np.mean(spent[1:] or spent)) if spent else (seconds / share_of_epoch if share_of_epoch else 0.0)
    left = max(0.0, (epochs - done - share_of_epoch) * usual)
    return Moment(min(done + 1, epochs), epochs, (done + share_of_epoch) / epochs, left, loss, line)
