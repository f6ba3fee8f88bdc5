"""Fits the head of the bundled model that tells which way up a photo lies, on photos that are turned on purpose.

Photos of dogs stand upright, or nearly all of them do, so every photo gives four examples: as it is, turned by a
quarter to either side, and upside down (Gidaris, Singh and Komodakis 2018, arXiv:1803.07728, learn from nothing else).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop_app.catalog.values.suggestions import Box
from desktop_app.inference.manifest import InputSpec, Metrics
from training.architectures.base import Architecture, WeightSource
from training.bundled.dogs import Dogs
from training.bundled.heads import most_likely
from training.bundled.metrics import share_metrics
from training.bundled.photos import CROPS, OTHER_SOURCES, UNKNOWN_DOGS, WHOLE, BundledPhotos
from training.bundled.table import Say, Table
from training.evaluation.calibration import log_probabilities
from training.fitting.features import FeatureRequest, frozen_features, keras_backbone
from training.networks.heads import LinearHead, fit_linear_head

UPRIGHT, SIDEWAYS, UPSIDE_DOWN = range(3)
# What a photo is after so many quarters of a circle.
AFTER_TURNS = (UPRIGHT, SIDEWAYS, UPSIDE_DOWN, SIDEWAYS)
PENALTIES = (0.03, 0.01, 0.003, 0.001, 0.0003)
# Crops are many, and all alike; whole photos are what the app sees.
MOST_CROPS = 2400
SHARES = {CROPS: 0.5, WHOLE: 0.25, UNKNOWN_DOGS: 0.25}


class Turned:
    """Turns a picture counter-clockwise by one to three quarters of a circle."""

    def __init__(self, quarters: int) -> None:
        """Keep by how many."""
        self.name = f"turned by {quarters} quarters"
        self._way = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)[quarters - 1]

    def __call__(self, image: Image.Image, random: np.random.Generator) -> Image.Image:  # noqa: ARG002
        """The picture turned; nothing is left to chance."""
        return image.transpose(self._way)


@dataclass(frozen=True, eq=False)
class FittedOrientation:
    """The head, its temperature, what was tried, and how good it is on photos from other sources."""

    head: LinearHead
    temperature: float
    metrics: tuple[Metrics, ...]
    tried: list[dict[str, float]] = field(default_factory=list)


def fit_orientation(
    table: Table,
    bundled: BundledPhotos,
    architecture: Architecture,
    weights: WeightSource,
    spec: InputSpec,
    dogs: Dogs,
    seed: int,
    say: Say,
) -> FittedOrientation:
    """The head that says the truth about photos from other sources, turned, with the greatest likelihood.

    What is turned is what is looked at of each photo: of its dog, where one was found.
    """
    shows_dog = table.species == 0
    crops = np.flatnonzero(table.trained & (table.folder == CROPS))
    chosen = [crops[:: max(1, -(-len(crops) // MOST_CROPS))]]
    chosen += [np.flatnonzero(table.trained & shows_dog & (table.folder == name)) for name in (WHOLE, UNKNOWN_DOGS)]
    trained, judges = np.concatenate(chosen), np.flatnonzero(table.folder == OTHER_SOURCES)
    say(f"Orientation head: {len(trained)} photos turned four ways, chosen on {len(judges)} from other sources")
    rows = np.concatenate([trained, judges])
    paths = [bundled.photos.photos[row].path for row in rows]
    parts = [dogs.parts[row] for row in rows]
    features = _turned_features(table.embeddings[rows], paths, parts, architecture, weights, spec)
    labels = np.tile(AFTER_TURNS, (len(rows), 1))
    own, other = slice(0, len(trained)), slice(len(trained), None)
    photo_weights = np.zeros(len(trained))
    for name, share in SHARES.items():
        members = table.folder[trained] == name
        photo_weights[members] = share / max(1, members.sum())
    size = features.shape[-1]
    start = LinearHead(np.zeros((size, 3), np.float32), np.zeros(3, np.float32))
    heads = [
        fit_linear_head(
            features[own].reshape(-1, size),
            labels[own].ravel(),
            start,
            penalty=penalty,
            photo_weights=np.repeat(photo_weights, len(AFTER_TURNS)),
        )
        for penalty in PENALTIES
    ]
    logits = [head.logits(features[other].reshape(-1, size)) for head in heads]
    best, tried = most_likely(logits, PENALTIES, labels[other].ravel(), say)
    temperature = tried[best]["temperature"]
    found = np.exp(log_probabilities(logits[best], temperature)).argmax(axis=1).reshape(-1, len(AFTER_TURNS))
    hits = found == labels[other]
    named = {"upright": hits[:, 0], "on its side": hits[:, 1] & hits[:, 3], "upside down": hits[:, 2]}
    metrics = tuple(
        Metrics(split=f"{OTHER_SOURCES}, {name}", photos=len(judges), values=share_metrics("told", right, seed))
        for name, right in named.items()
    )
    return FittedOrientation(heads[best], temperature, metrics, tried)


def _turned_features(
    upright: NDArray[np.float32],
    paths: Sequence[Path],
    parts: Sequence[Box | None],
    architecture: Architecture,
    weights: WeightSource,
    spec: InputSpec,
) -> NDArray[np.float32]:
    """Embeddings of photos after none to three quarters of a circle, `[N, 4, D]`."""
    backbone = keras_backbone(architecture, weights, edge=spec.width)
    turned = [
        frozen_features(backbone, FeatureRequest(paths, spec, Turned(quarters), parts=parts)).values[:, 0]
        for quarters in (1, 2, 3)
    ]
    return np.stack([upright, *turned], axis=1)
