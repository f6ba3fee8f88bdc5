"""The training of one process among several: Keras on JAX, one network over all devices, batches that are shared.

`keras.distribution.DataParallel` puts a copy of every variable onto each device and a share of every batch; XLA
compiles one program for all of them (SPMD), which computes as if a single device held the whole batch. So batch
normalisation sees the whole batch, and random changes and dropout are those of one process: more than
`tf.distribute.MirroredStrategy` promises, where each device has its own.
"""

import time
from collections.abc import Iterator, Sequence
from typing import Any

import jax
import keras
import numpy as np
from numpy.typing import NDArray

from scale_out.errors import ScaleError
from scale_out.networks.finishing import write_results
from scale_out.networks.job import Course, Job, Labelled
from scale_out.networks.photos import Photos
from scale_out.networks.sharing import Rows, Team, order_of, padded_shares, share_of
from training.fitting.checkpoint import load_checkpoint, save_checkpoint, set_weights, weights_of
from training.fitting.engine import History, best_epoch
from training.fitting.examples import class_weights
from training.fitting.pixels import input_spec
from training.fitting.progress import Moment, Pace, steps_per_epoch
from training.fitting.rates import learning_rate, make_optimizer, rate_factors
from training.fitting.trainer import Trainer
from training.networks.augmentation import reseed
from training.networks.building import image_size, weight_source
from training.runs.run import CHECKPOINT, RECIPE, RunError, read_history, write_history

Floats = NDArray[np.float32]
# Photos that are looked at together, over all processes.
LOOKS = 32
TELL_SECONDS = 0.5


class _Whole(keras.distribution.DataParallel):  # type: ignore[misc]
    """Every device takes the whole of a batch."""

    def get_data_layout(self, data_shape: Sequence[int]) -> Any:
        return keras.distribution.TensorLayout([None] * len(data_shape), self.device_mesh)


class SharedNetwork:
    """A recipe's network on all devices of all processes.

    Attributes:
        trainer: with the network.
        model: the network, compiled.
        training: the photos to train on, of which this process decodes its share.
    """

    def __init__(self, job: Job, team: Team) -> None:
        """Build it; all processes do, at the same time.

        Raises:
            WeightsError: the weights are not there, or do not fit.
        """
        self._recipe, self._team, self._breeds = job.recipe, team, len(job.breeds)
        self._shared = keras.distribution.DataParallel(
            devices=keras.distribution.list_devices(), auto_shard_dataset=False
        )
        self._whole = _Whole(device_mesh=self._shared.device_mesh, auto_shard_dataset=False)
        # Before anything of Keras's is made: variables know where they lie from their beginning.
        keras.distribution.set_distribution(self._shared)
        keras.utils.set_random_seed(job.recipe.fit.seed)
        mixed = job.recipe.fit.mixed_precision == "auto" and jax.default_backend() == "gpu"
        keras.mixed_precision.set_global_policy("mixed_float16" if mixed else "float32")
        source = weight_source(job.recipe, job.weights)
        self.trainer = Trainer(job.recipe, source, job.breeds, dict(zip(job.breeds, job.wnids, strict=True)))
        self.model = self.trainer.network.model
        self.model.compile(
            optimizer=make_optimizer(job.recipe.fit, rate_factors(self.trainer.network, job.recipe)),
            loss=keras.losses.CategoricalCrossentropy(label_smoothing=job.recipe.fit.label_smoothing),
            metrics=["accuracy"],
        )
        self.model.optimizer.build(self.model.trainable_variables)
        spec = input_spec(image_size(job.recipe), job.recipe.data.resize)
        self._labels = job.training.labels
        self.training = Photos(job.training.paths, spec)
        balanced = job.recipe.fit.class_weights == "balanced"
        self._class_weights = class_weights(job.training.labels.astype(np.int64), self._breeds) if balanced else None
        self._validation = Photos(job.validation.paths, spec) if job.validation else None
        self._look = self._compiled_look()

    def epoch(self, history: History) -> Iterator[tuple[int, float, float]]:
        """Train on all batches of the next epoch.

        Args:
            history: the epochs done.

        Yields:
            Of each step the photos of its batch, the loss in nats, and the accuracy.
        """
        epoch, recipe = len(history), self._recipe
        steps = steps_per_epoch(len(self.training), recipe)
        reseed(self.model, recipe.fit.seed, epoch)
        # Twice the same order, one of them ahead: of millions of batches no list is kept.
        shares = (share_of(batch, self._team) for batch in order_of(len(self.training), recipe, epoch))
        pixels = self.training.batches(share.rows for share in shares)
        batches = order_of(len(self.training), recipe, epoch)
        for step, (batch, inputs) in enumerate(zip(batches, pixels, strict=True)):
            share = share_of(batch, self._team)
            self.model.optimizer.learning_rate.assign(learning_rate(recipe.fit, epoch + step / steps, history))
            with (self._whole if share.whole else self._shared).scope():
                labels = self._one_hot(share.rows)
                weights = None if self._class_weights is None else labels @ self._class_weights
                told = self.model.train_on_batch(inputs, labels, weights, return_dict=True)
            yield len(batch), float(told["loss"]), float(told["accuracy"])

    def validation_probabilities(self) -> Floats:
        """What the network says of all photos to check on, float32 `[N, C]`; each process looks at its share."""
        if self._validation is None:
            raise ValueError("there are no photos to check on")
        model, parts = self.model, []
        of_all_processes: Any = jax.make_array_from_process_local_data
        layout = self._shared.get_data_layout((1, 1, 1, 1)).backend_layout
        state = [[each.value for each in group] for group in (model.trainable_variables, model.non_trainable_variables)]
        shares = list(padded_shares(len(self._validation), LOOKS, self._team))
        pixels = self._validation.batches(rows for rows, _ in shares)
        for (rows, photos), own in zip(shares, pixels, strict=True):
            size = (len(rows) * self._team.processes, *own.shape[1:])
            inputs = of_all_processes(layout, own, size)
            parts.append(np.asarray(self._look(*state, inputs))[:photos])
        return np.concatenate(parts).astype(np.float32)

    def _compiled_look(self) -> Any:
        def look(trainable: Any, fixed: Any, photos: Any) -> Any:
            return self.model.stateless_call(trainable, fixed, photos, training=False)[0]

        # Every process is given the answers for all photos: all of them decide alike when it is enough.
        everywhere = self._whole.get_data_layout((1, 1)).backend_layout
        return jax.jit(look, out_shardings=everywhere)

    def _one_hot(self, rows: Rows) -> Floats:
        return np.eye(self._breeds, dtype=np.float32)[self._labels[rows]]


def course_of(job: Job, team: Team, steps: int) -> Course:
    """Train for some steps, epoch after epoch, and tell what came of it."""
    network = SharedNetwork(job, team)
    losses: list[float] = []
    history: History = []
    while len(losses) < steps:
        for _, loss, _ in network.epoch(history):
            losses.append(loss)
            if len(losses) == steps:
                break
        history.append({"epoch": len(history) + 1, "loss": losses[-1]})
    trained = {each.path: np.asarray(each.numpy(), np.float32) for each in network.model.trainable_variables}
    return Course(losses, trained, network.training.decoded)


def train(job: Job, team: Team) -> Iterator[Any]:
    """Train, and write the run; process 0 does.

    Yields:
        In process 0 where it is (`Moment`), and what there is to say (str); nothing in the others.

    Raises:
        ScaleError, RunError, WeightsError: a photo, the folder or the weights cannot be used.
    """
    if not (job.folder / RECIPE).is_file():
        raise ScaleError(
            f"{job.folder}: not every machine sees this folder. Name one on a drive that all of them share with --out."
        )
    network, first = SharedNetwork(job, team), team.number == 0
    history: History = []
    best = weights_of(network.model.variables)
    checkpoint = job.folder / CHECKPOINT
    if job.resume and checkpoint.is_file():
        done, best = load_checkpoint(checkpoint, network.model)
        history = read_history(job.folder)[:done]
    pace, epochs = Pace(), job.recipe.fit.epochs
    while len(history) < epochs and not _is_enough(history, job):
        for moment in _epoch(network, job, history, pace):
            if first:
                yield moment
        if best_epoch(history) == len(history):
            best = weights_of(network.model.variables)
        if first:
            _keep(network, job, history, best)
            left = pace.left((epochs - len(history)) * _steps(job), epochs - len(history))
            yield Moment(len(history), epochs, 0, _steps(job), left, 0.0, history[-1])
    set_weights(network.model.variables, best)
    probabilities = network.validation_probabilities() if job.validation else None
    # To save a network, Keras makes variables anew, to look at; laid over all processes, they would wait for the rest.
    keras.distribution.set_distribution(None)
    if first:
        yield from write_results(job, network.trainer, history, probabilities)


def _epoch(network: SharedNetwork, job: Job, history: History, pace: Pace) -> Iterator[Moment]:
    """Train for an epoch, and put its line into the history."""
    began = told = stepped = time.monotonic()
    photos, loss, right, steps = 0, 0.0, 0.0, _steps(job)
    for step, (size, of_batch, accuracy) in enumerate(network.epoch(history), start=1):
        photos, loss, right = photos + size, loss + size * of_batch, right + size * accuracy
        now = time.monotonic()
        pace.step(now - stepped)
        stepped = now
        if now - told >= TELL_SECONDS:
            told, left = now, pace.left((job.recipe.fit.epochs - len(history)) * steps - step, 0)
            yield Moment(len(history) + 1, job.recipe.fit.epochs, step, steps, left, loss / photos)
    rate = learning_rate(job.recipe.fit, float(len(history) + 1), history)
    line = {"epoch": len(history) + 1, "loss": loss / photos, "accuracy": right / photos, "learning_rate": rate}
    if job.validation is not None:
        checked = scores(network.validation_probabilities(), job.validation)
        line |= {f"val_{name}": value for name, value in checked.items()}
    pace.rest(time.monotonic() - stepped)
    history.append(line | {"seconds": round(time.monotonic() - began, 3)})


def scores(probabilities: Floats, labelled: Labelled) -> dict[str, float]:
    """`loss`, the mean negative log-likelihood in nats, and `accuracy`, how often the first suggestion is right."""
    rows = np.arange(len(labelled))
    of_label = np.maximum(probabilities[rows, labelled.labels].astype(np.float64), 1e-12)
    right = probabilities.argmax(axis=1) == labelled.labels
    return {"loss": float(-np.log(of_label).mean()), "accuracy": float(right.mean())}


def _keep(network: SharedNetwork, job: Job, history: History, best: list[NDArray[Any]]) -> None:
    try:
        # The history first: one line too many is cut off on resuming, a missing one could not be made up.
        write_history(job.folder, history)
        save_checkpoint(job.folder / CHECKPOINT, len(history), network.model, best)
    except OSError as error:
        raise RunError(
            f"{job.folder}: the checkpoint cannot be written ({error.strerror}). Make room, --resume."
        ) from error


def _steps(job: Job) -> int:
    return steps_per_epoch(len(job.training), job.recipe)


def _is_enough(history: History, job: Job) -> bool:
    patience = job.recipe.fit.early_stopping
    return bool(history) and patience is not None and len(history) - best_epoch(history) >= patience
