"""From a recipe to a Keras network: augmentation, body, head, softmax."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np

from training.architectures import ARCHITECTURES
from training.architectures.base import WeightSource
from training.architectures.cnn import build_cnn
from training.networks.augmentation import RandomChanges
from training.recipes.schema import Head, Recipe

LOGITS = "logits"
_BLOCK = re.compile(r"^_?blocks?[._]?\d+[a-z]?")


@dataclass(frozen=True, eq=False)
class Network:
    """A network and the parts of it that training treats differently.

    Attributes:
        model: photo, float32 `[N, S, S, 3]` from 0 to 255 → probabilities `[N, C]`.
        body: the part that may be pre-trained; a dict of outputs.
    """

    model: Any
    body: Any


def image_size(recipe: Recipe) -> int:
    """Pixels of a side of the network's input."""
    return recipe.body.image_size if recipe.body else ARCHITECTURES[recipe.architecture].image_size


def weight_source(recipe: Recipe, weights: str | Path | None = None) -> WeightSource:
    """What the recipe says, unless `weights` says otherwise: "random", or a file with ImageNet weights."""
    if weights is None:
        return recipe.weights
    return "random" if str(weights) == "random" else Path(weights)


def build_body(recipe: Recipe, weights: WeightSource, input_dtype: str = "uint8") -> Any:
    """The body of the recipe's network, as `Architecture.build` gives it.

    Raises:
        WeightsError: the weights are missing or do not fit.
    """
    if recipe.body is not None:
        return build_cnn(recipe.body, weights, input_dtype)
    return ARCHITECTURES[recipe.architecture].build(weights, input_dtype)


def register_layers(architecture: str) -> None:
    """Make known what a saved network is made of: Keras finds the classes of those modules that were imported."""
    ARCHITECTURES.get(architecture)


def build_network(recipe: Recipe, breeds: int, weights: WeightSource) -> Network:
    """The whole network, with everything trainable or not as the recipe says.

    Args:
        recipe: what to build.
        breeds: the number of outputs C.
        weights: of the body; see `weight_source`.

    Raises:
        WeightsError: the weights are missing or do not fit.
    """
    body = build_body(recipe, weights, "float32")
    set_trainable(body, recipe)
    photo = keras.Input(body.input.shape[1:], dtype="float32", name="photo")
    changed = RandomChanges(recipe.augmentation, name="augmentation")(photo)
    # A pre-trained body runs in inference mode even when it is trained: its batch statistics are ImageNet's.
    outputs = body(changed) if recipe.from_scratch else body(changed, training=False)
    features = outputs["embedding"]
    if recipe.head.pooling == "flatten":
        features = keras.layers.Flatten(name="flatten")(outputs["feature_map"])
    probabilities = add_head(features, recipe.head, breeds)
    return Network(keras.Model(photo, probabilities, name=recipe.architecture), body)


def head_model(recipe: Recipe, size: int, breeds: int) -> Any:
    """The head alone: features `[N, size]` → probabilities `[N, breeds]`; its layers have the names of the whole."""
    features = keras.Input((size,), dtype="float32", name="features")
    return keras.Model(features, add_head(features, recipe.head, breeds), name="head")


def add_head(features: Any, head: Head, breeds: int) -> Any:
    """Dense layers, dropout, and the softmax over breeds; always in 32 bits, whatever the body computes in."""
    x = features
    for number, (units, dropout) in enumerate(head.layers, start=1):
        x = keras.layers.Dense(units, activation="relu", name=f"head_dense{number}")(x)
        if dropout:
            x = keras.layers.Dropout(dropout, name=f"head_dropout{number}")(x)
    if head.dropout:
        x = keras.layers.Dropout(head.dropout, name="head_dropout")(x)
    logits = keras.layers.Dense(breeds, dtype="float32", name=LOGITS)(x)
    return keras.layers.Activation("softmax", dtype="float32", name="probabilities")(logits)


def copy_head(source: Any, target: Any) -> None:
    """Give the head layers of `target` the weights of those of the same name in `source`."""
    for layer in source.layers:
        if layer.weights and (layer.name == LOGITS or layer.name.startswith("head_")):
            target.get_layer(layer.name).set_weights(layer.get_weights())


def block_names(body: Any) -> list[str]:
    """The names of the body's blocks, first to last: "block1", "_blocks.0" or "block6o", as the network calls them."""
    names = (match[0] for layer in body.layers if (match := _BLOCK.match(layer.name)))
    return list(dict.fromkeys(names))


def depth_of_layers(body: Any) -> dict[str, int]:
    """For each layer of the body, how many blocks it is away from the head: 0 for the last block and what follows."""
    blocks = block_names(body)
    depth, depths = len(blocks), {}
    for layer in body.layers:
        match = _BLOCK.match(layer.name)
        if match:
            depth = len(blocks) - 1 - blocks.index(match[0])
        depths[layer.name] = depth
    return depths


def set_trainable(body: Any, recipe: Recipe) -> None:
    """Freeze what the recipe freezes. Batch normalisation of a pre-trained body is always frozen."""
    if recipe.from_scratch:
        return
    layers = recipe.unfreeze.layers
    limit = {"none": 0, "all": 1 << 30}.get(layers, layers) if isinstance(layers, str) else layers
    for layer in body.layers:
        norm = isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = not norm and depth_of_layers(body)[layer.name] < int(limit)


def parameter_counts(model: Any) -> tuple[int, int]:
    """Trainable parameters, and all; the states of random generators are no parameters."""
    trainable = sum(int(np.prod(each.shape)) for each in model.trainable_variables)
    fixed = [each for each in model.non_trainable_variables if "seed_generator" not in each.path]
    return trainable, trainable + sum(int(np.prod(each.shape)) for each in fixed)


def describe(model: Any) -> str:
    """A table of the layers with output shapes and parameters, nested ones in full, and the counts."""
    rows = [("layer", "kind", "output shape", "parameters", "trained")]
    for layer in _flat_layers(model):
        shape = _shape(layer)
        trained = "yes" if layer.trainable_variables else ("no" if layer.weights else "")
        rows.append((layer.name, type(layer).__name__, shape, f"{_own_parameters(layer):,}", trained))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    trainable, total = parameter_counts(model)
    return "\n".join([*lines, f"trainable parameters: {trainable:,}", f"total parameters: {total:,}"])


def _flat_layers(model: Any) -> list[Any]:
    layers = []
    for layer in model.layers:
        layers += _flat_layers(layer) if isinstance(layer, keras.Model) else [layer]
    return layers


def _own_parameters(layer: Any) -> int:
    return sum(int(np.prod(each.shape)) for each in layer.weights if "seed_generator" not in each.path)


def _shape(layer: Any) -> str:
    shape = layer.output.shape
    return " x ".join("N" if side is None else str(side) for side in shape)
