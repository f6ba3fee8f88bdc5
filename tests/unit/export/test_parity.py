"""What two runs of one model may differ in, and what is another model."""

import numpy as np
import pytest

from export.parity import Outputs, compare


def outputs(scale: float) -> Outputs:
    """Of a network that is as sure of everything as `scale` says."""
    random = np.random.default_rng(3)
    labels = random.integers(0, 4, 40)
    logits = (np.eye(4)[labels] * scale + random.normal(0, 1, (40, 4))).astype(np.float32)
    return {"logits": logits, "embedding": random.normal(0, 1, (40, 8)).astype(np.float32)}


@pytest.mark.parametrize("factor", [0.5, 0.9, 2.0])
def test_a_graph_that_is_wrong_where_probabilities_are_all_0_or_1_does_not_pass(factor: float) -> None:
    """Half of a logit of 200 is as probable as all of it."""
    right = outputs(200.0)
    wrong = right | {"logits": right["logits"] * np.float32(factor)}
    report = compare(right, wrong, 1.0)
    assert report.probability_difference <= 1e-4
    assert report.other_order == 0
    assert not report.passed
    assert "relative logit difference" in str(report)


@pytest.mark.parametrize("scale", [1.0, 200.0])
def test_what_32_bits_round_off_passes(scale: float) -> None:
    right = outputs(scale)
    shift = np.random.default_rng(4).uniform(-1, 1, right["logits"].shape) * np.abs(right["logits"]).max() * 1e-6
    assert compare(right, right | {"logits": (right["logits"] + shift).astype(np.float32)}, 1.0).passed


@pytest.mark.parametrize("name", ["species_logits", "familiarity"])
def test_what_else_becomes_a_probability_or_meets_a_threshold_is_compared_too(name: str) -> None:
    right = outputs(5.0) | {name: np.full((40, 3), 100.0, np.float32) * np.array([1, 0, 0], np.float32)}
    assert compare(right, right, 1.0).passed
    assert not compare(right, right | {name: right[name] * np.float32(0.7)}, 1.0).passed
