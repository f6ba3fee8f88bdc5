"""Networks that Keras itself knows: their bodies in our form, and plain words when weights are not there."""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras

from training.architectures.base import WeightSource
from training.architectures.weights import WeightsError

DOWNLOADS = "https://storage.googleapis.com/tensorflow/keras-applications"


def application_body(
    make: Callable[..., Any],
    pixels: Callable[[Any], Any],
    *,
    name: str,
    image_size: int,
    download: str,
    weights: WeightSource,
    input_dtype: str,
) -> Any:
    """Build the body of a `keras.applications` network.

    Args:
        make: the function of `keras.applications`, with its own options bound.
        pixels: what the network does to float32 pixels from 0 to 255 first.
        name: of the model.
        image_size: pixels of a side of its square input.
        download: where its weights without the classifier lie, below `DOWNLOADS`.
        weights: "imagenet" lets Keras fetch them once, "random", or the downloaded file.
        input_dtype: of the pixels, "uint8" or "float32".

    Returns:
        A model with the input `photo` and a dict of outputs `feature_map` `[N, h, w, D]` and `embedding` `[N, D]`.

    Raises:
        WeightsError: the weights are not there, or are not those of this network; says where to get them.
    """
    photo = keras.Input((image_size, image_size, 3), dtype=input_dtype, name="photo")
    source = None if weights == "random" else str(weights)
    try:
        with warnings.catch_warnings():
            # Keras only warns when a file lacks a layer, and leaves that layer random.
            warnings.filterwarnings("error", message=r".*(freshly-initialized|could not be loaded|not loaded).*")
            network = make(include_top=False, weights=source, input_tensor=pixels(photo))
    except Exception as error:  # Keras raises bare Exception for a failed download, and many kinds for a wrong file
        raise WeightsError(_advice(name, download, weights, error)) from error
    feature_map = network.output
    embedding = keras.layers.GlobalAveragePooling2D(name="embedding")(feature_map)
    return keras.Model(photo, {"feature_map": feature_map, "embedding": embedding}, name=name)


def _advice(name: str, download: str, weights: WeightSource, error: Exception) -> str:
    file = download.rsplit("/", 1)[-1]
    if isinstance(weights, Path):
        if not weights.is_file():
            return f"{weights}: there is no such file. Download {DOWNLOADS}/{download} and name it with --weights."
        return f"{weights}: these are not weights of {name} without its classifier ({error}). Expected {file}."
    return (
        f"The ImageNet weights of {name} could not be fetched. Download {DOWNLOADS}/{download} on a computer with a "
        f"network, and either put it at {Path.home() / '.keras' / 'models' / file} or name it with --weights FILE. "
        f"(Or train from scratch: --set weights=random.) The reason: {error}"
    )
