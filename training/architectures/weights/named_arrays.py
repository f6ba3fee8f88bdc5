"""Weights that were refined here: a NumPy archive, with the names and layouts of the file that they began as."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.architectures.weights.errors import WeightsError
from training.files import read_arrays, write_bytes

SUFFIX = ".npz"


def write_named_arrays(file: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write a state; the file is there whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    write_bytes(file, buffer.getvalue())


def read_named_arrays(file: Path) -> dict[str, NDArray[Any]]:
    """Read a state. Nothing is unpickled.

    Raises:
        WeightsError: the file is missing or damaged.
    """
    try:
        return read_arrays(file)
    except (OSError, ValueError) as error:
        raise WeightsError(
            f"{file}: cannot be read as weights ({error}). Make them again, or fetch them anew."
        ) from error
