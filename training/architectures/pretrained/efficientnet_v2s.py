"""EfficientNetV2-S (Tan and Le 2021, arXiv:2104.00298), the best network of the study."""

from typing import Any

import keras

from training.architectures.applications import application_body
from training.architectures.base import Architecture, WeightSource

IMAGE_SIZE = 224


def build_efficientnet_v2s(weights: WeightSource = "imagenet", input_dtype: str = "uint8") -> Any:
    """Build the body; see `application_body`. Its scaling of pixels, (x - 128) / 128, is its own first layer."""
    return application_body(
        keras.applications.EfficientNetV2S,
        # The scaling layer of Keras passes whole numbers through as they are, so they become floats before.
        keras.layers.Rescaling(1.0, name="pixels"),
        name="efficientnet_v2s",
        image_size=IMAGE_SIZE,
        download="efficientnet_v2/efficientnetv2-s_notop.h5",
        weights=weights,
        input_dtype=input_dtype,
    )


ARCHITECTURE = Architecture(
    name="efficientnet_v2s",
    title="EfficientNetV2S",
    image_size=IMAGE_SIZE,
    build=build_efficientnet_v2s,
    weights_licence="Apache-2.0 (Google's weights, ported by Keras)",
)
