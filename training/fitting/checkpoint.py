"""Everything that a run needs to go on after it was killed, in one file that is there whole or not at all."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.files import read_arrays, write_bytes
from training.runs.run import RunError

Weights = list[NDArray[Any]]


def weights_of(variables: list[Any]) -> Weights:
    """Copies of the values of variables, in their order."""
    return [np.array(variable.numpy()) for variable in variables]


def set_weights(variables: list[Any], weights: Weights) -> None:
    """Give variables their values back."""
    for variable, value in zip(variables, weights, strict=True):
        variable.assign(value)


def save_checkpoint(file: Path, epoch: int, model: Any, best: Weights) -> None:
    """Write the network, the optimizer and the best network so far.

    Args:
        file: where to.
        epoch: epochs done.
        model: compiled, its optimizer built.
        best: `weights_of` the network when it was best.

    Raises:
        OSError: the disk is full; the previous checkpoint stays as it was.
    """
    groups = {"model": weights_of(model.variables), "optimizer": weights_of(model.optimizer.variables), "best": best}
    arrays = {f"{group}.{number}": value for group, values in groups.items() for number, value in enumerate(values)}
    buffer = io.BytesIO()
    np.savez(buffer, epoch=np.array(epoch), **arrays)  # type: ignore[arg-type]
    write_bytes(file, buffer.getvalue())


def load_checkpoint(file: Path, model: Any) -> tuple[int, Weights]:
    """Put network and optimizer back to where they were.

    Returns:
        Epochs done, and the weights of the network when it was best.

    Raises:
        RunError: the file is damaged or of another network.
    """
    try:
        stored = read_arrays(file)
        groups: dict[str, Weights] = {"model": [], "optimizer": [], "best": []}
        for name, values in stored.items():
            group, _, _ = name.partition(".")
            if group in groups:
                groups[group].append(values)
        epoch = int(stored["epoch"])
        set_weights(model.variables, groups["model"])
        set_weights(model.optimizer.variables, groups["optimizer"])
    except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise RunError(f"{file}: the checkpoint cannot be used ({error}). Start again without --resume.") from error
    return epoch, groups["best"]
