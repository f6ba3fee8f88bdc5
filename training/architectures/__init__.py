"""The networks. One file a network; the registry is a plain dict, so that one sees at a glance what there is."""

from training.architectures.base import Architecture
from training.architectures.cnn_large import CNN_LARGE
from training.architectures.cnn_small import CNN_SMALL
from training.architectures.efficientnet_lite import EFFICIENTNET_LITE0, EFFICIENTNET_LITE1, EFFICIENTNET_LITE2
from training.architectures.efficientnet_v2s import EFFICIENTNET_V2S
from training.architectures.vgg16 import VGG16

ARCHITECTURES: dict[str, Architecture] = {
    "cnn_small": CNN_SMALL,
    "cnn_large": CNN_LARGE,
    "vgg16": VGG16,
    "efficientnet_v2s": EFFICIENTNET_V2S,
    "efficientnet_lite0": EFFICIENTNET_LITE0,
    "efficientnet_lite1": EFFICIENTNET_LITE1,
    "efficientnet_lite2": EFFICIENTNET_LITE2,
}

__all__ = ["ARCHITECTURES", "Architecture"]
