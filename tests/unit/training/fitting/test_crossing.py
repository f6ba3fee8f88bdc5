"""With few photos, strength of the pull, temperature and words come from heads that did not see them."""

import numpy as np
import pytest

from tests.unit.training.fitting.test_optimum import CLASSES, SIZE, few
from training.fitting.crossing import crossed_logits, crossed_similarities, folds_of
from training.fitting.engine import best_epoch
from training.fitting.knowing import Judgement, judged_by, what_is_known
from training.networks.heads import LinearHead
from training.networks.likeness import similarities
from training.recipes import load_recipe

pytestmark = pytest.mark.training

START = LinearHead(np.zeros((SIZE, CLASSES), np.float32), np.zeros(CLASSES, np.float32))


def test_no_photo_is_judged_by_a_head_that_saw_it() -> None:
    """Labels by chance: who remembers is right, who has not seen is not."""
    random = np.random.default_rng(3)
    examples, _ = few(20)
    labels = random.permutation(np.repeat(np.arange(CLASSES), 20))
    crossed = crossed_logits(examples, None, labels, START, load_recipe("efficientnet_lite0"))
    assert crossed.logits.shape[1:] == (80, CLASSES)
    assert (crossed.logits[-1].argmax(axis=1) == labels).mean() < 0.5
    assert crossed.losses[0] < crossed.losses[-1]


def test_every_class_is_in_every_fold_and_a_single_photo_in_none() -> None:
    folds = folds_of(np.array([0] * 10 + [1] * 3 + [2]), 1)
    assert np.bincount(folds[:10]).tolist() == [2] * 5
    assert len(set(folds[10:13].tolist())) == 3
    assert folds[13] == -1
    similar = crossed_similarities(np.ones((14, 3), np.float32), np.array([0] * 10 + [1] * 3 + [2]), 3, 1)
    assert np.isnan(similar).any(axis=1).tolist() == [False] * 13 + [True]


def test_the_epoch_with_the_least_crossed_loss_is_the_best_one() -> None:
    history = [
        {"val_accuracy": 1.0, "val_loss": 0.1, "crossed_loss": 0.4},
        {"val_accuracy": 0.9, "val_loss": 0.2, "crossed_loss": 0.3},
        {"val_accuracy": 1.0, "val_loss": 0.05, "crossed_loss": 0.5},
    ]
    assert best_epoch(history) == 2
    assert best_epoch([{**epoch, "crossed_loss": 0.0} for epoch in history]) == 1


def test_ten_photos_a_class_are_known_and_others_are_not() -> None:
    training, checked, others = few(8), few(2, seed=1), few(100, seed=2)
    labels = np.concatenate([training[1], checked[1]])
    crossed = crossed_logits(training[0], checked[0], labels, START, load_recipe("efficientnet_lite0"))
    judgement = judged_by(crossed, int(np.argmin(crossed.losses)))
    known = what_is_known(judgement, training, checked, CLASSES, temperature=1.0, seed=1)
    assert known.likeness is not None
    features = others[0].features[0]
    of_classes = known.likeness.none(similarities(features, known.likeness.means))
    strangers = np.random.default_rng(9).normal(0, 1, (200, SIZE)).astype(np.float32)

    of_none = known.likeness.none(similarities(strangers, known.likeness.means))
    assert of_classes.mean() < 0.1
    assert of_none.mean() > 0.3


def test_without_photos_to_judge_the_temperature_that_is_given_stays_and_there_are_no_words() -> None:
    known = what_is_known(None, few(8), None, CLASSES, temperature=1.3, seed=1)
    assert known.temperature == 1.3
    assert known.thresholds.sure is None
    assert known.likeness is not None


def test_a_network_on_pixels_is_calibrated_on_its_validation_photos_alone() -> None:
    logits = np.eye(3, dtype=np.float32)[np.arange(9) % 3] * 9
    judged = Judgement(logits, np.arange(9) % 3, np.arange(9), crossed=False)
    known = what_is_known(judged, None, None, 3, temperature=1.0, seed=1)
    assert known.likeness is None
    assert known.temperature > 1
    assert known.thresholds.sure is None
