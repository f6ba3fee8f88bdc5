"""What a head says of photos that it was not trained on, where there are too few to keep enough of them aside.

Each photo of training and validation is judged by heads that were trained without its fold (Stone 1974,
doi:10.1111/j.2517-6161.1974.tb00994.x). By that the strength of the pull is chosen, and the temperature and the words
of the pack: a handful of validation photos would choose by chance.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.evaluation.promises import bounded_loss
from training.fitting.examples import FeatureExamples
from training.fitting.optimum import PENALTIES, photo_weights
from training.networks.heads import LinearHead, fit_linear_head
from training.networks.likeness import class_means, similarities
from training.recipes.schema import Recipe

Labels = NDArray[np.int64]
Floats = NDArray[np.float32]

FOLDS = 5
# So many validation photos choose well by themselves, and crossing would take minutes.
ENOUGH = 200
# Of the augmented copies, so many take part: the heads are alike, and each copy costs as much as the photos.
COPIES = 1


@dataclass(frozen=True, eq=False)
class Crossed:
    """What heads say that did not see these photos.

    Attributes:
        logits: by penalty, float32 `[P, N, C]`.
        labels: `[N]`.
        rows: places of these N photos among training and validation photos, training first; a class with a single photo
            cannot be judged, and has none here.
    """

    logits: Floats
    labels: Labels
    rows: NDArray[np.int64]

    @property
    def losses(self) -> list[float]:
        """Negative log-likelihood in nats of each penalty, at its own temperature."""
        return [bounded_loss(each, self.labels) for each in self.logits]


def all_features(training: FeatureExamples, validation: FeatureExamples | None) -> Floats:
    """Features of all photos as they are, `[N, D]`, those of training first."""
    parts = [training.features[0], *([validation.features[0]] if validation else [])]
    return np.concatenate([np.asarray(part, np.float32) for part in parts])


def folds_of(labels: Labels, seed: int) -> Labels:
    """The fold of each photo, `[N]`: each class is spread evenly; -1 for the only photo of a class."""
    random = np.random.default_rng(seed)
    folds = np.full(len(labels), -1, np.int64)
    for label in np.unique(labels):
        rows = random.permutation(np.flatnonzero(labels == label))
        if len(rows) > 1:
            folds[rows] = (np.arange(len(rows)) + random.integers(FOLDS)) % FOLDS
    return folds


def crossed_logits(
    training: FeatureExamples,
    validation: FeatureExamples | None,
    labels: Labels,
    start: LinearHead,
    recipe: Recipe,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Crossed:
    """Train heads along the path of penalties without each fold, and let them judge it.

    Args:
        training: features with their augmented copies.
        validation: features of further photos, as they are; None where there are none.
        labels: of both, `[N]`.
        start: what the heads are pulled towards.
        recipe: label smoothing, class weights, epochs and seed.
        told: folds done, and folds in all.
    """
    plain = all_features(training, validation)
    steps = min(recipe.fit.epochs, len(PENALTIES))
    folds = folds_of(labels, recipe.fit.seed)
    logits = np.zeros((steps, len(labels), len(start.bias)), np.float32)
    for fold in range(FOLDS):
        out = folds == fold
        kept = np.flatnonzero(~out)
        copied = kept[kept < len(training)]
        copies = [np.asarray(each, np.float32)[copied] for each in training.features[1 : 1 + COPIES]]
        features = np.concatenate([plain[kept], *copies])
        taught = np.concatenate([labels[kept], *[labels[copied]] * len(copies)])
        head: LinearHead | None = None
        for step in range(steps if out.any() else 0):
            head = fit_linear_head(
                features,
                taught,
                start,
                penalty=PENALTIES[step],
                photo_weights=photo_weights(taught, start, recipe),
                label_smoothing=recipe.fit.label_smoothing,
                begin=head,
            )
            logits[step, out] = head.logits(plain[out])
        told(fold + 1, FOLDS)
    rows = np.flatnonzero(folds >= 0)
    return Crossed(logits[:, rows], labels[rows], rows)


def crossed_similarities(features: Floats, labels: Labels, classes: int, seed: int) -> Floats:
    """Cosines of each photo to the means of the classes without its fold, `[N, C]`; NaN for the only one of a class."""
    folds = folds_of(labels, seed)
    found = np.full((len(labels), classes), np.nan, np.float32)
    for fold in range(FOLDS):
        out = folds == fold
        found[out] = similarities(features[out], class_means(features[~out], labels[~out], classes))
    return found
