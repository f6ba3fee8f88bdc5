"""Who takes which photos of a batch: together the processes see the very batches that one of them would see."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scale_out.errors import ScaleError
from training.fitting.progress import steps_per_epoch
from training.recipes.schema import Recipe

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Team:
    """The processes of a training.

    Attributes:
        processes: how many.
        number: of this one, from 0.
        devices: of all processes together, as many on each.
    """

    processes: int
    number: int
    devices: int


@dataclass(frozen=True, eq=False)
class Share:
    """What one process takes of a batch.

    Attributes:
        rows: numbers of its photos, in the order of the batch, `[n]`.
        whole: whether these are all photos of the batch, the same for every process.
    """

    rows: Rows
    whole: bool


def require_even(batch_size: int, devices: int, what: str) -> None:
    """Make sure that a batch can be shared.

    Args:
        batch_size: photos a step.
        devices: that share them.
        what: these are called, in the plural.

    Raises:
        ScaleError: it cannot; the nearest sizes that can are named.
    """
    if batch_size % devices == 0:
        return
    below, above = batch_size // devices * devices, -(-batch_size // devices) * devices
    sizes = [f"--set fit.batch_size={size}" for size in (below, above) if size]
    raise ScaleError(
        f"{devices} {what} cannot share a batch of {batch_size} photos evenly. Use {' or '.join(sizes)}, or another "
        "number of --processes."
    )


def order_of(photos: int, recipe: Recipe, epoch: int) -> Iterator[Rows]:
    """The batches of an epoch, in the order of `training.fitting.examples.TrainingBatches`.

    Args:
        photos: to train on.
        recipe: its seed and its size of a batch.
        epoch: from 0.
    """
    order, size = np.random.default_rng((recipe.fit.seed, epoch)).permutation(photos), recipe.fit.batch_size
    for step in range(steps_per_epoch(photos, recipe)):
        yield order[step * size : (step + 1) * size]


def share_of(batch: Rows, team: Team) -> Share:
    """What a process takes of a batch.

    The last batch of an epoch may be too small to be divided evenly. Padding it would show batch normalisation photos
    that are none, and leaving photos out would be another training: so every process takes the whole of it.
    """
    if len(batch) % team.devices:
        return Share(batch, whole=True)
    size = len(batch) // team.processes
    return Share(batch[team.number * size : (team.number + 1) * size], whole=False)


def padded_shares(photos: int, size: int, team: Team) -> Iterator[tuple[Rows, int]]:
    """Photos to look at, one after the other, in batches that are all of one size.

    Args:
        photos: how many.
        size: of a batch over all processes, at least.
        team: the processes.

    Yields:
        The numbers of this process's photos `[n]`, the last photo again and again where there are no more; and how many
        of the whole batch are photos, from its beginning.
    """
    size = -(-size // team.devices) * team.devices
    own = size // team.processes
    for start in range(0, photos, size):
        first = start + team.number * own
        yield np.minimum(np.arange(first, first + own), photos - 1), min(size, photos - start)
