"""The networks. One file a network; the registry is a plain dict, so that one sees at a glance what there is."""

from training.architectures.base import Architecture
from training.architectures.efficientnet_lite import EFFICIENTNET_LITE0, EFFICIENTNET_LITE1, EFFICIENTNET_LITE2

ARCHITECTURES: dict[str, Architecture] = {
    "efficientnet_lite0": EFFICIENTNET_LITE0,
    "efficientnet_lite1": EFFICIENTNET_LITE1,
    "efficientnet_lite2": EFFICIENTNET_LITE2,
}

__all__ = ["ARCHITECTURES", "Architecture"]
