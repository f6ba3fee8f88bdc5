"""What the rest of training knows of a network."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

WeightSource = Literal["imagenet", "random"] | Path
"""ImageNet weights from where this network has them by default, none, or a file with ImageNet weights."""

ImageNetHead = tuple[NDArray[np.float32], NDArray[np.float32]]
"""Kernel `[D, 1000]` and bias `[1000]` of the ImageNet classifier, columns in the order of the sorted wnids."""


@dataclass(frozen=True)
class Architecture:
    """One network.

    Attributes:
        name: its key in the registry.
        title: what a person calls it.
        image_size: pixels of a side of its square input.
        build: builds the body: input `photo`, `[N, image_size, image_size, 3]` RGB from 0 to 255, all arithmetic on
            pixels inside; a dict of outputs `feature_map` `[N, h, w, D]` and `embedding` `[N, D]`. Takes the weights
            and the data type of the input, "uint8" or "float32" (for pictures that were augmented).
        imagenet_head: the ImageNet classifier that belongs to these weights; None where the network has none.
        named_state: the weights of a body and its ImageNet classifier as a file of weights has them, so that a body
            that was trained further can be built again; None where that has no use yet.
        weights_licence: of the ImageNet weights, with where they come from.
    """

    name: str
    title: str
    image_size: int
    build: Callable[[WeightSource, str], Any]
    imagenet_head: Callable[[WeightSource], ImageNetHead] | None = None
    named_state: Callable[[Any, ImageNetHead], dict[str, NDArray[Any]]] | None = None
    weights_licence: str = ""
