"""The training loop: epoch by epoch, each written down before the next begins."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from training.fitting.checkpoint import load_checkpoint, save_checkpoint, set_weights, weights_of
from training.fitting.examples import Examples, FeatureExamples, Predictor, TrainingBatches
from training.fitting.journals import Journal
from training.fitting.optimum import PENALTIES, fit_step, head_of
from training.fitting.progress import Moment, Pace, Watcher, steps_per_epoch
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


def compile_task(task: Task) -> None:
    """Give the network its optimizer and loss, and build the optimizer's variables."""
    with task.model.distribute_strategy.scope():
        task.model.compile(
            optimizer=make_optimizer(task.recipe.fit, task.factors),
            loss=keras.losses.CategoricalCrossentropy(label_smoothing=task.recipe.fit.label_smoothing),
            metrics=["accuracy"],
        )
        task.model.optimizer.build(task.model.trainable_variables)


def train(
    task: Task,
    folder: Path,
    watch: Watcher | None = None,
    *,
    resume: bool = False,
    until: int | None = None,
    journals: Sequence[Journal] = (),
) -> History:
    """Train, and leave the network with the weights of its best epoch.

    The best epoch is the one with the highest validation accuracy (of equals, the lowest validation loss), or the
    lowest cross-validated loss where the task has such; without validation photos the last.

    Args:
        task: what to train.
        folder: of the run; checkpoint and history are written there after every epoch.
        watch: told now and then how far it is.
        resume: go on from the folder's checkpoint, when there is one.
        until: stop after this epoch, to go on another time; the learning rate is that of the whole training.
        journals: what every step and every epoch is written into as well.

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
    steps = _steps_of(task, start)
    for journal in journals:
        journal.begin(history, steps * len(history))
    course = _Course(task, history, Pace(), steps, watch, journals)
    last = min(until or epochs_at_most(task.recipe), epochs_at_most(task.recipe))
    while len(history) < last and not _is_enough(history, task.recipe):
        history.append(_train_epoch(course, predict, start))
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
        course.ended()
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
    """How long a training can take: the path to the optimum has an end of its own, and so has doing nothing."""
    if recipe.leaves_the_head:
        return 1
    return min(recipe.fit.epochs, len(PENALTIES)) if recipe.finds_the_optimum else recipe.fit.epochs


def _is_enough(history: History, recipe: Recipe) -> bool:
    patience = recipe.fit.early_stopping
    return bool(history) and patience is not None and len(history) - best_epoch(history) >= patience


@dataclass(frozen=True, eq=False)
class _Course:
    """A training on its way: what was done, how fast, and who is told."""

    task: Task
    history: History
    pace: Pace
    steps: int
    watch: Watcher | None
    journals: Sequence[Journal]

    def ended(self) -> None:
        """The last epoch of the history was done, and is written down."""
        for journal in self.journals:
            journal.epoch(self.history[-1], self.steps * len(self.history))
        self.tell(0, 0.0, self.history[-1])

    def tell(self, step: int, loss: float, line: Mapping[str, Any] | None = None) -> None:
        """Say how far it is: after a step of the epoch at work, or with the line of the one that has just ended."""
        if self.watch is None:
            return
        epochs, done = epochs_at_most(self.task.recipe), len(self.history)
        left = self.pace.left((epochs - done) * self.steps - step, epochs - done)
        self.watch(Moment(min(done + 1, epochs), epochs, step, self.steps, left, loss, line))


def _steps_of(task: Task, start: LinearHead | None) -> int:
    """Steps of an epoch; none where the head is put at its optimum, or left as it starts."""
    at_once = start is not None or task.recipe.leaves_the_head
    return 0 if at_once else steps_per_epoch(len(task.training[0]), task.recipe)


def _train_epoch(course: _Course, predict: Predictor, start: LinearHead | None) -> dict[str, Any]:
    task, history, started = course.task, course.history, time.monotonic()
    examples, labels = task.training
    stepped = started
    if task.recipe.leaves_the_head:
        learnt = _scores(predict(examples), labels)
    elif start is not None and isinstance(examples, FeatureExamples):
        learnt = fit_step(task.model, start, (examples, labels), task.recipe, len(history))
    else:
        learnt = _downhill(course)
        stepped = time.monotonic()
    line: dict[str, Any] = {"epoch": len(history) + 1} | learnt
    if task.validation is not None:
        checked = _scores(predict(task.validation[0]), task.validation[1])
        line |= {f"val_{name}": value for name, value in checked.items()}
        if task.crossed_losses is not None:
            line["crossed_loss"] = task.crossed_losses[len(history)]
    now = time.monotonic()
    course.pace.rest(now - stepped)
    return line | {"seconds": round(now - started, 3)}


def _downhill(course: _Course) -> dict[str, float]:
    """Once over all photos with the optimizer."""
    task, history = course.task, course.history
    epoch, recipe = len(history), task.recipe
    reseed(task.model, recipe.fit.seed, epoch)
    batches = TrainingBatches(*task.training, task.model.output_shape[-1], recipe, epoch)
    logs = task.model.fit(batches, epochs=1, verbose=0, shuffle=False, callbacks=[_Teller(course)]).history
    return {
        "loss": float(logs["loss"][0]),
        "accuracy": float(logs["accuracy"][0]),
        "learning_rate": learning_rate(recipe.fit, float(epoch + 1), history),
    }


def _scores(probabilities: NDArray[np.float32], labels: Labels) -> dict[str, float]:
    """`loss`, the mean negative log-likelihood in nats, and `accuracy`, how often the first suggestion is right."""
    of_label = np.maximum(probabilities[np.arange(len(labels)), labels].astype(np.float64), 1e-12)
    right = probabilities.argmax(axis=1) == labels
    return {"loss": float(-np.log(of_label).mean()), "accuracy": float(right.mean())}


class _Teller(keras.callbacks.Callback):  # type: ignore[misc]
    """Sets the learning rate before each step, and tells how far the training is after it."""

    def __init__(self, course: _Course) -> None:
        super().__init__()
        self._course, self._past = course, course.history
        self._stepped = self._told = time.monotonic()
        self._rate = 0.0

    def on_train_batch_begin(self, batch: int, logs: Mapping[str, float] | None = None) -> None:
        del logs
        progress = len(self._past) + batch / self._course.steps
        self._rate = learning_rate(self._course.task.recipe.fit, progress, self._past)
        self.model.optimizer.learning_rate.assign(self._rate)

    def on_train_batch_end(self, batch: int, logs: Mapping[str, float] | None = None) -> None:
        now, loss = time.monotonic(), float((logs or {}).get("loss", 0.0))
        self._course.pace.step(now - self._stepped)
        self._stepped = now
        for journal in self._course.journals:
            journal.step({"loss": loss, "learning_rate": self._rate}, self._course.steps * len(self._past) + batch + 1)
        if now - self._told >= 0.5:
            self._told = now
            self._course.tell(batch + 1, loss)
