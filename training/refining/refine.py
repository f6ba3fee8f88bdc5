"""Trains a network further so that bad photos are judged as the good ones were; its heads stay as they are.

A copy of the network that stays frozen, and other frozen networks beside it, look at the good photo and its mirror
image, the network that learns at what became of it, and its answer is to be the mean of theirs (distillation from
several: Hinton et al. 2015, arXiv:1503.02531; on pairs of a clean and a spoilt photo: Xie et al. 2020,
arXiv:1911.04252, among others). No label takes part, so there is nothing that could be learned by heart, and nothing
that is known of good photos is forgotten: a part of the photos arrive unharmed.

Every epoch ends with a checkpoint, and what is random follows from the seed, the epoch and the place alone: a run that
was killed goes on as if it had not been.
"""

import math
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import keras
import numpy as np
from numpy.typing import NDArray

from training.architectures.base import Architecture, WeightSource
from training.files import read_json_file, write_json
from training.fitting.checkpoint import load_checkpoint, save_checkpoint, set_weights, weights_of
from training.fitting.rates import discriminative
from training.networks.building import depth_of_layers
from training.refining.changes import Pictures, good_and_bad
from training.refining.plan import Heads, Plan, Teacher
from training.runs.run import RunError

CHECKPOINT = "refining.npz"
HISTORY = "refining.json"
AHEAD, READERS = 4, 2
TOLD_EVERY = 50

Say = Callable[[str], None]
Judge = Callable[[Any], dict[str, float]]
"""Figures of a body on photos that it is not trained on, for the history."""


class _Batch(NamedTuple):
    """Good photos `[N, …]`, and what became of them: `[N * arrivals, …]`, those of one photo after each other."""

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
    beside: Sequence[Teacher] = (),
) -> tuple[Any, list[dict[str, float]]]:
    """Refine a network; one whose checkpoint lies in `folder` goes on from there.

    Args:
        architecture: the network.
        pictures: what is looked at.
        heads: of the network; they stay as they are.
        plan: how.
        folder: for the checkpoint and the history.
        say: told how far it is.
        judge: asked after each epoch about the averaged weights.
        weights: what to start from.
        beside: further networks to learn from.

    Returns:
        The body with the weights that the plan keeps, and a line of figures for each epoch.

    Raises:
        WeightsError: the weights are missing.
        RunError: there is a checkpoint, and it cannot be used.
        OSError: the folder cannot be written.
    """
    teachers = (Teacher(architecture, heads, weights), *beside)
    student = _Student(architecture, weights, teachers, plan, math.ceil(len(pictures) / _pictures_a_step(plan)))
    beginning = asdict(plan) | {
        "architecture": architecture.name,
        "pictures": len(pictures),
        "teachers": {each.architecture.name: each.heads.digest() for each in teachers},
    }
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
            stored = read_json_file(self._file)
            fits = stored["beginning"] == self._beginning and len(stored["epochs"]) >= epochs
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RunError(f"{self._file}: cannot be read ({error}). Delete the folder to start again.") from error
        if not fits:
            raise RunError(
                f"{self._file}: began with another plan, data, teachers or heads. Delete the folder to start again."
            )
        self.epochs = stored["epochs"][:epochs]

    def add(self, line: dict[str, float]) -> None:
        """Write one more line."""
        self.epochs.append(line)
        write_json(self._file, {"beginning": self._beginning, "epochs": self.epochs})


class _Student:
    """The network that learns, those that it learns from, and the optimizer."""

    def __init__(
        self, architecture: Architecture, weights: WeightSource, teachers: Sequence[Teacher], plan: Plan, steps: int
    ) -> None:
        """Build all of them; the first of the teachers is a copy of the network itself."""
        import tensorflow as tf

        self._plan, self._heads, self._steps, self._size = plan, teachers[0].heads, steps, architecture.image_size
        self._teachers = [_Looking(teacher) for teacher in teachers]
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

        photos = tf.cast(good, tf.float32)
        # The photo and its mirror image show the same dog; what is said of both together is a little better.
        views = (photos, tf.reverse(photos, axis=[2]))
        looks = max(len(views), len(self._teachers))
        answers = [
            self._teachers[number % len(self._teachers)].answers(views[number % len(views)]) for number in range(looks)
        ]
        wanted = [tf.repeat(sum(kind) / looks, self._plan.arrivals, axis=0) for kind in zip(*answers, strict=True)]
        with tf.GradientTape() as tape:
            given = _answers(self.body(tf.cast(bad, tf.float32), training=False)["embedding"], self._heads)
            of_breeds, of_classes = (_divergence(*pair) for pair in zip(wanted, given, strict=True))
            loss = of_breeds + self._plan.classes * of_classes
        variables = self.body.trainable_variables
        self.body.optimizer.apply(tape.gradient(loss, variables), variables)
        return loss

    def _rate(self, step: int) -> float:
        done = step / (self._plan.epochs * self._steps)
        rise = min(1.0, (step + 1) / self._plan.warmup_steps)
        return self._plan.learning_rate * rise * 0.5 * (1 + math.cos(math.pi * done))

    def _batches(self, pictures: Pictures, epoch: int) -> Iterator[_Batch]:
        """The batches of an epoch; threads prepare the next ones while the network is at work."""
        order = np.random.default_rng([self._plan.seed, epoch]).permutation(len(pictures))
        with ThreadPoolExecutor(READERS) as pool:
            waiting: deque[Future[_Batch]] = deque()
            step = _pictures_a_step(self._plan)
            for start in range(0, len(order), step):
                waiting.append(pool.submit(self._batch, pictures, order[start : start + step], epoch))
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
                self._plan.arrivals,
            )
            for row in rows
        ]
        good, bad = zip(*pairs, strict=True)
        return _Batch(np.stack(good), np.concatenate(bad))


class _Looking:
    """A teacher at work."""

    def __init__(self, teacher: Teacher) -> None:
        self._heads, self._size = teacher.heads, teacher.architecture.image_size
        self._body = teacher.architecture.build(teacher.weights, "float32")

    def answers(self, photos: Any) -> tuple[Any, Any]:
        """Of photos float32 `[N, H, W, 3]` of any size, as `_answers`."""
        import tensorflow as tf

        if photos.shape[1] != self._size:
            photos = tf.image.resize(photos, (self._size, self._size), "bicubic", antialias=True)
            photos = tf.clip_by_value(photos, 0, 255)
        return _answers(self._body(photos, training=False)["embedding"], self._heads)


def _answers(embedding: Any, heads: Heads) -> tuple[Any, Any]:
    """Logits of the breeds, over the temperature, and of ImageNet's classes."""
    kernel, bias = heads.classes
    of_breeds = (keras.ops.matmul(embedding, heads.breeds.kernel) + heads.breeds.bias) / heads.temperature
    return of_breeds, keras.ops.matmul(embedding, kernel) + bias


def _pictures_a_step(plan: Plan) -> int:
    return max(1, plan.batch // plan.arrivals)


def _divergence(wanted: Any, given: Any) -> Any:
    """Mean Kullback-Leibler divergence in nats of probabilities from those wanted, both as logits `[N, K]`."""
    of_wanted = keras.ops.log_softmax(wanted)
    distance = keras.ops.exp(of_wanted) * (of_wanted - keras.ops.log_softmax(given))
    return keras.ops.mean(keras.ops.sum(distance, axis=-1))
