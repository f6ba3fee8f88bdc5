"""EfficientNet-Lite2; see `training.architectures.efficientnet_lite`."""

from training.architectures.efficientnet_lite import efficientnet_lite

ARCHITECTURE = efficientnet_lite(2)
