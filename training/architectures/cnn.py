"""Networks from scratch: blocks of convolution, batch normalisation, ReLU and pooling, as the study built them."""

from typing import Any

import keras

from training.architectures.base import WeightSource
from training.architectures.body import CnnBody
from training.architectures.weights import WeightsError


def build_cnn(body: CnnBody, weights: WeightSource = "random", input_dtype: str = "uint8") -> Any:
    """Build the body.

    Args:
        body: its blocks.
        weights: "random"; nobody has published weights for it.
        input_dtype: of the pixels, "uint8" or "float32"; 0 to 255 in both cases.

    Returns:
        A model with the input `photo` `[N, size, size, 3]` and a dict of outputs: `feature_map` `[N, h, w, D]` and
        `embedding` `[N, D]` (its mean over h and w).

    Raises:
        WeightsError: other weights than random ones were asked for.
    """
    if weights != "random":
        raise WeightsError('A network from scratch has no ImageNet weights. Set weights = "random" in the recipe.')
    photo = keras.Input((body.image_size, body.image_size, 3), dtype=input_dtype, name="photo")
    x = keras.layers.Rescaling(1 / 255, name="pixels")(photo)
    for number, (filters, kernel) in enumerate(body.blocks, start=1):
        x = keras.layers.Conv2D(filters, kernel, padding="same", name=f"block{number}_conv")(x)
        x = keras.layers.BatchNormalization(name=f"block{number}_bn")(x)
        x = keras.layers.ReLU(name=f"block{number}_relu")(x)
        x = keras.layers.MaxPooling2D(2, 2, name=f"block{number}_pool")(x)
    embedding = keras.layers.GlobalAveragePooling2D(name="embedding")(x)
    return keras.Model(photo, {"feature_map": x, "embedding": embedding}, name="cnn")
