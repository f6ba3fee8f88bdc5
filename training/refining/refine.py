"""Trains a network further so that bad photos are judged as the good ones were; its heads stay as they are.

A copy of the network that stays frozen looks at the good photo and its mirror image, the network that learns at what
became of it, and the answers are to be the same (distillation: Hinton et al. 2015, arXiv:1503.02531; on pairs of a
clean and a spoilt photo: Xie et al. 2020, arXiv:1911.04252, among others). No label takes part, so there is nothing
that could be learned by heart, and nothing that is known of good photos is forgotten: a part of the photos arrive
unharmed.

Every epoch ends with a checkpoint, and what is random follows from the seed, the epoch and the place alone: a run that
was killed goes on as if it had not been.
"""

import json
import math
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import keras
import numpy as np
from numpy.typing import NDArray

from training.architectures.base import Architecture, WeightSource
from training.files import write_json
from training.fitting.checkpoint import load_checkpoint, save_checkpoint, set_weights, weights_of
from training.fitting.rates import discriminative
from training.networks import depth_of_layers
from training.refining.changes import good_and_bad
from training.refining.pictures import Pictures
from training.refining.plan import Heads, Plan
from training.runs import RunError

CHECKPOINT = "refining.npz"
HISTORY = "refining.json"
AHEAD, READERS = 4, 2
TOLD_EVERY = 50

Say = Callable[[str], None]
Judge = Callable[[Any], dict[str, float]]
"""Figures of a body on photos that it is not trained on, for the history."""


class _Batch(NamedTuple):
    good: NDArray[np.uint8]
    bad: NDArray[np.uint8]


def refine(
    architecture: Architecture,
    pictures: Pictures,
    heads: Heads,
    plan: Plan,
    folder: Path,
    say: Say,
    judge: Judge,
    weights: WeightSource = "imagenet",
) -> tuple[Any, list[dict[str, float]]]:
    """Refine a network; one whose checkpoint lies in `folder` goes on from there.

    Args:
        architecture: the network.
        pictures: what is looked at.
        heads: what is to stay the same.
        plan: how.
        folder: for the checkpoint and the history.
        say: told how far it is.
        judge: asked after each epoch about the averaged weights.
        weights: what to start from.

    Returns:
        The body with the weights that the plan keeps, and a line of figures for each epoch.

    Raises:
        WeightsError: the weights are missing.
        RunError: there is a checkpoint, and it cannot be used.
        OSError: the folder cannot be written.
    """
    student = _Student(architecture, weights, heads, plan, math.ceil(len(pictures) / plan.batch))
    beginning = asdict(plan) | {"architecture": architecture.name, "pictures": len(pictures), "heads": heads.digest()}
    checkpoint, history = folder / CHECKPOINT, _History(folder / HISTORY, beginning)
    if checkpoint.is_file():
        done, _ = load_checkpoint(checkpoint, student.body)
        history.read(done)
        say(f"Going on after epoch {done}")
    for epoch in range(len(history.epochs), plan.epochs):
        started = time.monotonic()
        line: dict[str, float] = {"epoch": epoch + 1, "loss": student.learn(pictures, epoch, say)}
        with student.averaged():
            line |= judge(student.body)
        line["seconds"] = round(time.monotonic() - started, 1)
        # The history first: one line too many is cut off when the run goes on, a missing one could not be made up.
        history.add(line)
        save_checkpoint(checkpoint, epoch + 1, student.body, [])
        say(f"Epoch {epoch + 1} of {plan.epochs}: " + ", ".join(f"{name} {value:.4g}" for name, value in line.items()))
    student.keep()
    return student.body, history.epochs


class _History:
    """The lines of the epochs, in a file beside the checkpoint."""

    def __init__(self, file: Path, beginning: dict[str, Any]) -> None:
        self._file, self._beginning = file, beginning
        self.epochs: list[dict[str, float]] = []

    def read(self, epochs: int) -> None:
        """Take up what was written, as far as the checkpoint goes.

        Raises:
            RunError: there is no history, or one that began otherwise.
        """
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            fits = stored["beginning"] == self._beginning and len(stored["epochs"]) >= epochs
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RunError(f"{self._file}: cannot be read ({error}). Delete the folder to start again.") from error
        if not fits:
            raise RunError(f"{self._file}: began with another plan, data or heads. Delete the folder to start again.")
        self.epochs = stored["epochs"][:epochs]

    def add(self, line: dict[str, float]) -> None:
        """Write one more line."""
        self.epochs.append(line)
        write_json(self._file, {"beginning": self._beginning, "epochs": self.epochs})


class _Student:
    """The network that learns, the one that it learns from, and the optimizer."""

    def __init__(self, architecture: Architecture, weights: WeightSource, heads: Heads, plan: Plan, steps: int) -> None:
        import tensorflow as tf

        self._plan, self._heads, self._steps, self._size = plan, heads, steps, architecture.image_size
        self._teacher = architecture.build(weights, "float32")
        self.body = architecture.build(weights, "float32")
        # Batch normalisation, its statistics and its scales, stays as it was.
        for layer in self.body.layers:
            layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
        self._start = weights_of(self.body.trainable_variables)
        depths = depth_of_layers(self.body)
        factors = {
            variable.path: plan.depth_decay ** depths[layer.name]
            for layer in self.body.layers
            for variable in layer.trainable_variables
        }
        self.body.optimizer = discriminative(keras.optimizers.Adam, factors)(
            learning_rate=plan.learning_rate,
            beta_2=0.99,
            global_clipnorm=5.0,
            use_ema=True,
            ema_momentum=plan.memory,
        )
        self.body.optimizer.build(self.body.trainable_variables)
        photos = tf.TensorSpec((None, self._size, self._size, 3), tf.uint8)
        self._step = tf.function(self._learn_batch, input_signature=[photos, photos])

    def learn(self, pictures: Pictures, epoch: int, say: Say) -> float:
        """One epoch; returns the mean loss in nats."""
        losses: list[float] = []
        started = time.monotonic()
        for number, batch in enumerate(self._batches(pictures, epoch)):
            step = epoch * self._steps + number
            self.body.optimizer.learning_rate.assign(self._rate(step))
            losses.append(float(self._step(*batch)))
            if (number + 1) % TOLD_EVERY == 0:
                each = (time.monotonic() - started) / (number + 1)
                left = each * (self._plan.epochs * self._steps - step - 1) / 60
                lately = float(np.mean(losses[-TOLD_EVERY:]))
                say(f"  step {number + 1} of {self._steps}, loss {lately:.3f}, {left:.0f} min left")
        return float(np.mean(losses))

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """The network with the averaged weights, for as long as one looks at it."""
        now = weights_of(self.body.trainable_variables)
        self.body.optimizer.finalize_variable_values(self.body.trainable_variables)
        try:
            yield
        finally:
            set_weights(self.body.trainable_variables, now)

    def keep(self) -> None:
        """End with the weights that lie on the way from the first ones to the averaged ones."""
        self.body.optimizer.finalize_variable_values(self.body.trainable_variables)
        average = weights_of(self.body.trainable_variables)
        way = self._plan.way
        kept = [first + way * (last - first) for first, last in zip(self._start, average, strict=True)]
        set_weights(self.body.trainable_variables, kept)

    def _learn_batch(self, good: Any, bad: Any) -> Any:
        import tensorflow as tf

        # The photo and its mirror image show the same dog; what is said of both together is a little better.
        both = tf.cast(tf.concat([good, tf.reverse(good, axis=[2])], axis=0), tf.float32)
        wanted = self._answers(sum(tf.split(self._teacher(both, training=False)["embedding"], 2)) / 2)
        with tf.GradientTape() as tape:
            given = self._answers(self.body(tf.cast(bad, tf.float32), training=False)["embedding"])
            of_breeds, of_classes = (_divergence(*pair) for pair in zip(wanted, given, strict=True))
            loss = of_breeds + self._plan.classes * of_classes
        variables = self.body.trainable_variables
        self.body.optimizer.apply(tape.gradient(loss, variables), variables)
        return loss

    def _answers(self, embedding: Any) -> tuple[Any, Any]:
        """Logits of the breeds, over the temperature, and of ImageNet's classes."""
        breeds, (kernel, bias) = self._heads.breeds, self._heads.classes
        of_breeds = (keras.ops.matmul(embedding, breeds.kernel) + breeds.bias) / self._heads.temperature
        return of_breeds, keras.ops.matmul(embedding, kernel) + bias

    def _rate(self, step: int) -> float:
        done = step / (self._plan.epochs * self._steps)
        rise = min(1.0, (step + 1) / self._plan.warmup_steps)
        return self._plan.learning_rate * rise * 0.5 * (1 + math.cos(math.pi * done))

    def _batches(self, pictures: Pictures, epoch: int) -> Iterator[_Batch]:
        """The batches of an epoch; threads prepare the next ones while the network is at work."""
        order = np.random.default_rng([self._plan.seed, epoch]).permutation(len(pictures))
        with ThreadPoolExecutor(READERS) as pool:
            waiting: deque[Future[_Batch]] = deque()
            for start in range(0, len(order), self._plan.batch):
                waiting.append(pool.submit(self._batch, pictures, order[start : start + self._plan.batch], epoch))
                if len(waiting) > AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _batch(self, pictures: Pictures, rows: NDArray[np.int64], epoch: int) -> _Batch:
        pairs = [
            good_and_bad(
                pictures.pictures[row],
                pictures.backgrounds,
                self._size,
                np.random.default_rng([self._plan.seed, epoch, int(row)]),
            )
            for row in rows
        ]
        good, bad = zip(*pairs, strict=True)
        return _Batch(np.stack(good), np.stack(bad))


def _divergence(wanted: Any, given: Any) -> Any:
    """Mean Kullback-Leibler divergence in nats of probabilities from those wanted, both as logits `[N, K]`."""
    of_wanted = keras.ops.log_softmax(wanted)
    distance = keras.ops.exp(of_wanted) * (of_wanted - keras.ops.log_softmax(given))
    return keras.ops.mean(keras.ops.sum(distance, axis=-1))
