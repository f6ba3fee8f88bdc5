"""A linear head on frozen features at the one minimum of its loss, along a path of penalties.

The penalty pulls the head towards its start (L2-SP: Li et al. 2018, arXiv:1802.01483). How strong it has to be depends
on how many photos there are, so it is weakened step by step, each head beginning at the one before (a regularisation
path: Friedman, Hastie and Tibshirani 2010, doi:10.18637/jss.v033.i01). A step of the path is an epoch of the run: the
best one is kept, and `--all-data` goes as far as that.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.evaluation.calibration import negative_log_likelihood
from training.fitting.examples import FeatureExamples, class_weights
from training.networks.building import LOGITS
from training.networks.heads import PENALTIES as PENALTIES
from training.networks.heads import LinearHead, fit_linear_head
from training.recipes.schema import Recipe


def head_of(model: Any) -> LinearHead:
    """The last layer of a network as arrays."""
    return LinearHead(*model.get_layer(LOGITS).get_weights())


def start_from(model: Any, head: LinearHead) -> None:
    """Give a network's last layer these weights."""
    model.get_layer(LOGITS).set_weights([head.kernel, head.bias])


def start_from_nothing(model: Any) -> None:
    """All breeds alike: what the penalty pulls towards where nothing is known."""
    head = head_of(model)
    start_from(model, LinearHead(np.zeros_like(head.kernel), np.zeros_like(head.bias)))


def fit_step(
    model: Any, start: LinearHead, training: tuple[FeatureExamples, NDArray[np.int64]], recipe: Recipe, step: int
) -> dict[str, float]:
    """Put the head at the minimum of a step of the path.

    Args:
        model: features → probabilities; its last layer holds the head of the step before.
        start: what the penalty pulls towards.
        training: features with their augmented copies, and the labels of the photos.
        recipe: label smoothing and class weights.
        step: of the path, from 0.

    Returns:
        `loss` and `accuracy` on the photos as they are, and the `penalty`.
    """
    examples, labels = training
    taught = np.tile(labels, len(examples.features))
    head = fit_linear_head(
        np.concatenate([np.asarray(each, np.float32) for each in examples.features]),
        taught,
        start,
        penalty=PENALTIES[step],
        photo_weights=photo_weights(taught, start, recipe),
        label_smoothing=recipe.fit.label_smoothing,
        begin=head_of(model) if step else None,
    )
    start_from(model, head)
    logits = head.logits(np.asarray(examples.features[0], np.float32))
    return {
        "loss": negative_log_likelihood(logits, labels),
        "accuracy": float((logits.argmax(axis=1) == labels).mean()),
        "penalty": PENALTIES[step],
    }


def photo_weights(labels: NDArray[np.int64], start: LinearHead, recipe: Recipe) -> NDArray[np.float32] | None:
    """How much each photo counts, `[N]`; None where all count the same."""
    if recipe.fit.class_weights != "balanced":
        return None
    return class_weights(labels, len(start.bias))[labels]
