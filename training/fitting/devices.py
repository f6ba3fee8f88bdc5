"""Several devices that share each batch: `tf.distribute.MirroredStrategy`, which Keras 3 carries through `fit`.

Every device holds the whole network and takes its share of a batch; the gradients are summed. What differs from one
device: batch normalisation of networks from scratch sees only its device's share, and random changes are drawn by
each device for itself. What does not: the loss and the gradients of everything else.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import keras
import numpy as np

from training.datasets.photos import DataError
from training.fitting.examples import TrainingBatches
from training.recipes.schema import Augmentation, Recipe


def use_devices(count: int) -> None:
    """Make that many devices available; without enough GPUs the CPU is divided into logical ones.

    Raises:
        DataError: TensorFlow is running already and can no longer divide the CPU.
    """
    import tensorflow as tf

    if count <= 1 or len(tf.config.list_physical_devices("GPU")) >= count:
        return
    cpu = tf.config.list_physical_devices("CPU")[0]
    try:
        tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * count)
    except RuntimeError as error:
        if len(tf.config.list_logical_devices("CPU")) < count:
            raise DataError(f"{count} devices were asked for after TensorFlow had started. Start again.") from error


def strategy_scope(count: int) -> AbstractContextManager[Any]:
    """The scope in which a network for that many devices is built."""
    return nullcontext() if count <= 1 else make_strategy(count).scope()


def make_strategy(count: int) -> Any:
    """A strategy over the first GPUs, or over logical CPUs where there are not enough."""
    import tensorflow as tf

    gpus = tf.config.list_logical_devices("GPU")
    kind = "GPU" if len(gpus) >= count else "CPU"
    together = None if kind == "GPU" else tf.distribute.ReductionToOneDevice()
    return tf.distribute.MirroredStrategy([f"{kind}:{number}" for number in range(count)], cross_device_ops=together)


def without_chance(recipe: Recipe) -> Recipe:
    """The recipe without augmentation and dropout, so that one and several devices must calculate the same."""
    layers = tuple((units, 0.0) for units, _ in recipe.head.layers)
    head = recipe.head.model_copy(update={"layers": layers, "dropout": 0.0})
    return recipe.model_copy(update={"head": head, "augmentation": Augmentation()})


def losses(make: Callable[[], Any], count: int, batches: TrainingBatches, optimizer: Callable[[], Any]) -> list[float]:
    """Train over batches once, on `count` devices, and give the mean loss after each step.

    Args:
        make: builds the network, the same every time.
        count: of devices.
        batches: of one epoch.
        optimizer: makes the optimizer.
    """
    told: list[float] = []

    class Listener(keras.callbacks.Callback):  # type: ignore[misc]
        def on_train_batch_end(self, batch: int, logs: Mapping[str, float] | None = None) -> None:
            del batch
            told.append(float((logs or {})["loss"]))

    with strategy_scope(count):
        model = make()
        model.compile(optimizer=optimizer(), loss=keras.losses.CategoricalCrossentropy())
    model.fit(batches, epochs=1, verbose=0, shuffle=False, callbacks=[Listener()])
    return told


def largest_gap(one: list[float], other: list[float]) -> float:
    """The largest difference between two courses of the loss, relative to the loss."""
    first, second = np.array(one), np.array(other)
    return float((np.abs(first - second) / np.maximum(np.abs(first), 1e-9)).max())
