"""VGG16 (Simonyan and Zisserman 2014, arXiv:1409.1556), one of the study's pre-trained networks."""

from typing import Any

import keras

from training.architectures.applications import application_body
from training.architectures.base import Architecture, WeightSource

IMAGE_SIZE = 224
# Mean of ImageNet's pixels, in the order in which the weights were trained: blue, green, red.
MEAN_BGR = (103.939, 116.779, 123.68)


@keras.saving.register_keras_serializable("pawsort")
class VggPixels(keras.layers.Layer):  # type: ignore[misc]
    """RGB pixels from 0 to 255 to BGR, each channel centred on ImageNet's mean, not scaled."""

    def call(self, pixels: Any) -> Any:
        """Float `[N, h, w, 3]` to the same shape."""
        centred = keras.ops.cast(pixels, self.compute_dtype)[..., ::-1]
        return centred - keras.ops.cast(keras.ops.array(MEAN_BGR), self.compute_dtype)


def build_vgg16(weights: WeightSource = "imagenet", input_dtype: str = "uint8") -> Any:
    """Build the body; see `application_body`."""
    return application_body(
        keras.applications.VGG16,
        VggPixels(name="pixels"),
        name="vgg16",
        image_size=IMAGE_SIZE,
        download="vgg16/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5",
        weights=weights,
        input_dtype=input_dtype,
    )


ARCHITECTURE = Architecture(
    name="vgg16",
    title="VGG16",
    image_size=IMAGE_SIZE,
    build=build_vgg16,
    weights_licence="CC BY 4.0 (Visual Geometry Group, Oxford; ported by Keras)",
)
