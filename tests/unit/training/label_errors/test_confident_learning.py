"""The method on numbers that one can follow by hand, and on labels that are wrong on purpose."""

import numpy as np
import pytest

from training.label_errors.confident_learning import confident_joint, estimated_joint, find_doubts, thresholds

# Six photos of two breeds: the fourth is labelled 0 and looks like 1, the last is unsure.
PROBABILITIES = np.array([[0.9, 0.1], [0.8, 0.2], [0.7, 0.3], [0.1, 0.9], [0.2, 0.8], [0.4, 0.6]])
LABELS = np.array([0, 0, 0, 0, 1, 1])


def test_a_breed_needs_as_much_as_its_own_photos_have_on_average() -> None:
    assert thresholds(PROBABILITIES, LABELS) == pytest.approx([(0.9 + 0.8 + 0.7 + 0.1) / 4, (0.8 + 0.6) / 2])


def test_the_confident_joint_counts_what_photos_show_and_leaves_unsure_ones_out() -> None:
    assert confident_joint(PROBABILITIES, LABELS).tolist() == [[3, 1], [0, 1]]


def test_the_estimate_has_as_many_photos_of_each_label_as_there_are() -> None:
    joint = estimated_joint(PROBABILITIES, LABELS)
    assert joint.sum(axis=1) == pytest.approx([4, 2])
    assert joint.tolist() == [[3, 1], [0, 2]]


def test_a_breed_of_which_no_photo_reaches_anything_is_not_called_wrong() -> None:
    probabilities = np.array([[0.9, 0.05, 0.05], [0.95, 0.03, 0.02], [0.2, 0.3, 0.5]])
    joint = estimated_joint(probabilities, np.array([0, 0, 2]))
    assert joint[2].tolist() == [0, 0, 1]
    assert joint[1].tolist() == [0, 0, 0]


def test_the_photo_that_looks_like_another_breed_is_the_suspect_and_comes_first() -> None:
    doubts = find_doubts(PROBABILITIES, LABELS)
    assert doubts.is_suspect.tolist() == [False, False, False, True, False, False]
    assert doubts.ranked[0] == 3
    assert doubts.looks_like[3] == 1
    assert doubts.normalised_margin[3] == pytest.approx(0.1 - 0.9)
    assert doubts.estimated_errors == pytest.approx(1)


def test_what_cannot_be_judged_is_no_suspect_and_no_evidence() -> None:
    doubts = find_doubts(PROBABILITIES, LABELS, np.array([True, True, True, False, True, True]))
    assert not doubts.is_suspect.any()
    assert doubts.estimated_errors == 0


def test_labels_that_are_wrong_on_purpose_are_found_among_hundreds() -> None:
    random = np.random.default_rng(3)
    true = np.repeat(np.arange(5), 80)
    logits = random.normal(0, 1, (400, 5)) + 4 * np.eye(5)[true]
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels, wrong = true.copy(), random.choice(400, 20, replace=False)
    labels[wrong] = (true[wrong] + random.integers(1, 5, 20)) % 5
    doubts = find_doubts(probabilities, labels)
    assert len(set(doubts.ranked[:20].tolist()) & set(wrong.tolist())) >= 18
    assert 10 <= doubts.estimated_errors <= 40
    assert np.isin(wrong, np.flatnonzero(doubts.is_suspect)).mean() >= 0.8


def test_a_label_that_is_the_most_probable_of_all_is_never_a_suspect() -> None:
    random = np.random.default_rng(4)
    probabilities = random.dirichlet(np.ones(4), 200)
    labels = random.integers(0, 4, 200)
    doubts = find_doubts(probabilities, labels)
    assert doubts.is_suspect.any()
    assert (probabilities[np.arange(200), labels] < probabilities.max(axis=1))[doubts.is_suspect].all()
