"""8-bit graphs whose sums are exact: the order of adding changes nothing, and no processor cuts anything off."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import numpy_helper

from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.runtime import onnxruntime
from export.same_everywhere import DIGITS, MOST_OF_A_PAIR, RATIO, exact_weights, odd_ratio, shares_of_two, small_pairs

GRAPHS = ("model.onnx", "second_look.onnx", "dog_finder.onnx")


def bundled(name: str) -> Path:
    return bundled_packs()[0] / name


def test_exact_weights_leave_every_sum_of_a_convolution_unrounded() -> None:
    random = np.random.default_rng(3)
    weights, bias = exact_weights(random.normal(size=(5, 3, 3, 3)), random.normal(size=5) * 4, 200.0, 0.25)
    inputs = random.integers(-800, 801, size=27) / 4
    for row, end in zip(weights.reshape(5, -1), bias, strict=True):
        products = [*(row * inputs), end]
        found = set()
        for _ in range(20):
            random.shuffle(products)
            total = np.float32(0)
            for each in products:
                total = np.float32(total + np.float32(each))
            found.add(float(total))
        assert found == {float(row @ inputs + end)}


def test_exact_weights_are_as_near_as_their_digits_allow() -> None:
    weights = np.random.default_rng(4).normal(size=(8, 32, 1, 1))
    found, _ = exact_weights(weights, np.zeros(8), 1.0, 2.0**-11)
    bound = np.abs(weights).sum(axis=(1, 2, 3))
    assert (np.abs(found - weights).max(axis=(1, 2, 3)) <= bound * 2.0 ** (11 - DIGITS + 1)).all()


def test_a_channel_of_zeros_stays_one() -> None:
    weights, bias = exact_weights(np.zeros((1, 2, 1, 1)), np.zeros(1), 1.0, 1.0)
    assert not weights.any()
    assert not bias.any()


@pytest.mark.parametrize("axis", [0, 1])
def test_no_pair_of_neighbours_is_too_large_and_large_pairs_alone_are_rounded_more(axis: int) -> None:
    rows = np.array([[100.0, 90.0, 1.0, -2.0], [127.0, -127.0, 3.0, 4.0], [1.0, 127.0, 1.0, -127.0]])
    weights = rows if axis == 0 else rows.T
    whole, scales = small_pairs(weights, np.ones(3), axis)
    found = whole if axis == 0 else whole.T
    assert (np.abs(found[:, 0::2].astype(int) + found[:, 1::2]) <= MOST_OF_A_PAIR).all()
    assert scales[0] > 1
    assert scales[1:].tolist() == [1.0, 1.0]
    assert found[1:].tolist() == rows[1:].tolist()
    assert np.abs(found[0] * scales[0] - rows[0]).max() <= scales[0] / 2


def test_pairs_lie_along_the_planes_that_go_in() -> None:
    weights = np.zeros((1, 2, 1, 2))
    weights[0, :, 0, 0] = 120
    _, scales = small_pairs(weights, np.ones(1), 0)
    assert scales[0] > 1
    beside = np.zeros((1, 2, 1, 2))
    beside[0, 0, 0, :] = 120
    assert small_pairs(beside, np.ones(1), 0)[1].tolist() == [1.0]


@pytest.mark.parametrize("ratio", [0.3, 0.5, 1.0, 1.25 * RATIO])
def test_ratios_of_sums_never_give_a_half(ratio: float) -> None:
    found = odd_ratio(ratio)
    assert ratio <= found <= ratio + 2 * RATIO
    steps = np.arange(-255, 256) * found
    assert (np.abs(steps - np.floor(steps) - 0.5) > 0).all()


def test_places_lie_between_two_of_the_old_ones() -> None:
    first, share = shares_of_two(260, 240)
    at = (np.arange(240) + 0.5) * 260 / 240 - 0.5
    assert first.min() >= 0
    assert first.max() + 1 < 260
    assert np.abs(first + share - at).max() <= 1 / 32
    assert (share * 16 % 1 == 0).all()


@pytest.mark.parametrize("name", GRAPHS)
def test_the_order_of_sums_changes_nothing_in_the_pack_that_ships(name: str) -> None:
    """ONNX Runtime's usual code adds in blocks of channels; told to leave that, in another order, as on ARM."""
    photos = _photos(bundled(name))
    usual, other = (_outputs(bundled(name), photos, level) for level in ("ORT_ENABLE_ALL", "ORT_ENABLE_EXTENDED"))
    for one, another in zip(usual, other, strict=True):
        np.testing.assert_allclose(one, another, atol=2e-5)


@pytest.mark.parametrize("name", GRAPHS)
def test_no_pair_of_weights_of_the_pack_that_ships_leaves_16_bits(name: str) -> None:
    model = onnx.load(bundled(name))
    values = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    makers = {output: node for node in model.graph.node for output in node.output}
    seen = 0
    for node in model.graph.node:
        maker = makers.get(node.input[1]) if node.op_type == "Conv" else None
        if maker is None or maker.op_type != "DequantizeLinear" or maker.input[0] not in values:
            continue
        weights = values[maker.input[0]].astype(int)
        if weights.shape[1] > 1:
            rows = weights.transpose(0, 2, 3, 1).reshape(len(weights), -1)
            assert np.abs(rows[:, 0::2] + rows[:, 1::2]).max() <= MOST_OF_A_PAIR
            seen += 1
    assert seen > 20


def _photos(graph: Path) -> NDArray[np.uint8]:
    shape = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"]).get_inputs()[0].shape
    random = np.random.default_rng(7)
    # Smooth pictures with noise on them: noise alone is nothing that the ranges of the graph were made for.
    coarse = random.integers(0, 256, size=(4, 6, 6, 3)).astype(np.float64)
    rows, columns = (np.linspace(0, 4.999, length) for length in shape[1:3])
    smooth = coarse[:, rows.astype(int)][:, :, columns.astype(int)]
    return np.clip(smooth + random.normal(0, 12, size=smooth.shape), 0, 255).astype(np.uint8)


def _outputs(graph: Path, photos: NDArray[np.uint8], level: str) -> list[NDArray[np.float32]]:
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = getattr(onnxruntime.GraphOptimizationLevel, level)
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    names = [each.name for each in session.get_outputs() if each.name not in {"feature_map", "head_weights"}]
    return list(session.run(names, {"photo": photos}))
