"""The detector as an ONNX graph: what it looks at, and what its numbers mean."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from desktop_app.inference.runtime import onnxruntime
from export.finder.anchors import FITTED, ORIGINAL, Anchors, Grid, boxes_of
from export.finder.building import body_of, build
from export.finder.reading import COLUMNS, Convolution, read_detector
from export.graph import ExportError
from tests.unit.export.finder.small_detector import small_detector
from training.bundled.photos import FINDER

# What TensorFlow Lite's interpreter says of the drawn picture, at some anchors of all six grids: encodings, then the
# logits of dog, cat, person and cattle.
SAID = {
    541: ((0.612, 0.283, -1.805, 0.510), (-6.674, -6.378, -5.952, -6.524)),
    1082: ((-0.895, -0.725, -1.563, -0.755), (-6.630, -6.237, -4.989, -6.801)),
    1400: ((-0.548, 0.676, 1.207, 0.911), (-5.019, -4.188, -4.171, -5.501)),
    1683: ((0.360, 0.456, 0.350, -0.588), (-5.690, -5.612, -4.555, -5.803)),
    1850: ((1.025, -1.041, -1.084, -0.895), (-5.856, -5.090, -4.744, -5.293)),
    1887: ((1.269, 1.381, -0.546, -0.705), (-4.991, -4.579, -3.349, -5.252)),
    1911: ((0.054, -0.191, 0.244, 0.045), (-3.683, -3.495, -1.752, -3.922)),
    1916: ((0.057, -0.185, 0.110, -0.080), (-3.664, -3.481, -1.752, -3.913)),
}


def drawn(side: int) -> NDArray[np.uint8]:
    """A picture of two rectangles before a pattern, uint8 `[1, side, side, 3]`."""
    down, across = np.mgrid[0:side, 0:side]
    planes = (down * 255 // (side - 1), across * 255 // (side - 1), down * across % 256)
    picture = np.stack(planes, axis=2).astype(np.uint8)
    picture[side // 4 : side // 2, side // 5 : side // 2] = (120, 80, 40)
    picture[side // 2 : side * 4 // 5, side // 4 : side * 3 // 5] = (200, 170, 120)
    return picture[None]


def run(model: onnx.ModelProto, picture: NDArray[np.uint8]) -> dict[str, NDArray[np.float32]]:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, {"photo": picture}), strict=True))


def test_the_anchors_are_those_of_a_single_shot_detector() -> None:
    boxes = boxes_of(ORIGINAL)
    assert len(boxes) == 1917
    assert boxes[0] == pytest.approx((0.5 / 19, 0.5 / 19, 0.1, 0.1))
    assert boxes[1] == pytest.approx((0.5 / 19, 0.5 / 19, 0.2 / 2**0.5, 0.2 * 2**0.5))
    # Across first, then down; behind 19 x 19 places of three anchors come 10 x 10 of six.
    assert boxes[3, :2] == pytest.approx((0.5 / 19, 1.5 / 19))
    assert boxes[1083, 2:] == pytest.approx((0.35, 0.35))
    assert boxes[1088, 2:] == pytest.approx(((0.35 * 0.5) ** 0.5,) * 2)
    assert boxes[1916, 2:] == pytest.approx((0.95**0.5,) * 2)


def test_a_smaller_picture_has_anchors_as_large_in_pixels_and_as_many_places_as_the_network_makes() -> None:
    side, centres = FITTED.side, [len(grid.centres) for grid in FITTED.grids]
    made = [-(-side // 2**power) for power in (4, 5, 6, 7)]
    assert centres == made
    grown = boxes_of(FITTED)[:, 2:] * side
    assert np.abs(np.log(grown[0] / (0.1 * 300))).max() < 0.05
    assert all(0 < place < side for grid in FITTED.grids for place in grid.centres)


def test_boxes_are_the_anchors_moved_and_stretched_as_the_network_says() -> None:
    anchors = Anchors(20, (Grid((3.0, 8.0, 17.0, 19.0, 20.0)), Grid((4.0, 9.0, 15.0), 1.1, 0.9)))
    model = build(small_detector(grids=2, strides=2), anchors, (20, 8), raw=True)
    said = run(model, drawn(20))
    down, across, height, width = boxes_of(anchors).T
    moved_down, moved_across, taller, wider = said["encodings"][0].astype(np.float64).T
    middle = down + moved_down / 10 * height, across + moved_across / 10 * width
    half = np.exp(taller / 5) * height / 2, np.exp(wider / 5) * width / 2
    corners = (middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1])
    assert said["boxes"][0] == pytest.approx(np.clip(np.stack(corners, axis=1), 0, 1), abs=1e-6)
    assert said["scores"] == pytest.approx(1 / (1 + np.exp(-said["class_logits"])), abs=1e-6)
    assert said["scores"].shape == (1, 5 * 5 * 3 + 3 * 3 * 6, 2)


@pytest.mark.parametrize("side", [20, 21])
def test_odd_and_even_pictures_are_padded_as_tensorflow_pads(side: int) -> None:
    detector = small_detector(grids=1, strides=1)
    places = -(-side // 2)
    said = run(build(detector, Anchors(side, (Grid((1.0,) * places),)), (20,), raw=True), drawn(side))
    first, head = detector.steps[0], detector.steps[-2]
    assert isinstance(first, Convolution)
    assert isinstance(head, Convolution)
    before = ((places - 1) * 2 + 3 - side) // 2
    padded = np.zeros((side + 4, side + 4, 3))
    padded[before : before + side, before : before + side] = drawn(side)[0] / 127.5 - 1
    windows = [[padded[2 * y : 2 * y + 3, 2 * x : 2 * x + 3] for x in range(places)] for y in range(places)]
    planes = np.clip(np.einsum("yxhwi,oihw->yxo", np.array(windows), first.weights) + first.bias, 0, 6)
    wanted = planes @ head.weights[:, :, 0, 0].T + head.bias
    assert said["encodings"].reshape(places, places, -1) == pytest.approx(wanted, abs=1e-4)


def test_only_what_the_chosen_grids_and_classes_need_is_in_the_graph() -> None:
    anchors = Anchors(40, (Grid((1.0,) * 20),))
    detector = small_detector(grids=3, strides=1)
    graph = build(detector, anchors, (20, 8)).graph
    convolutions = [node.name for node in graph.node if node.op_type == "Conv"]
    assert convolutions == ["conv_0", "box_0", "class_0"]
    weights = {value.name: list(value.dims) for value in graph.initializer}
    assert weights["class_0_weights"][0] == 3 * 2
    assert [output.name for output in graph.output] == ["boxes", "scores"]


def test_depthwise_steps_and_sums_are_as_they_were() -> None:
    detector = small_detector(grids=1, strides=1, with_sum=True)
    model = build(detector, Anchors(20, (Grid((1.0,) * 10),)), (20,))
    kinds = {node.name: node.op_type for node in model.graph.node}
    assert kinds["sum_0"] == "Add"
    assert body_of(model, 1) == ["conv_1", "sum_0"]
    (depthwise,) = (node for node in model.graph.node if node.name == "conv_1")
    assert {each.name: each.i for each in depthwise.attribute}["group"] == 4


def test_anchors_that_do_not_fit_the_detector_are_refused() -> None:
    with pytest.raises(ExportError, match="checker"):
        build(small_detector(grids=1, strides=1), Anchors(20, (Grid((1.0,) * 9),)), (20,))


def test_the_graph_says_what_tensorflow_lite_says(photos_folder: Path) -> None:
    if not (photos_folder / FINDER).is_file():
        pytest.skip("the detector is not among the photos")
    columns = list(COLUMNS.values())
    said = run(build(read_detector(photos_folder / FINDER), ORIGINAL, columns, raw=True), drawn(ORIGINAL.side))
    for row, (encodings, logits) in SAID.items():
        assert said["encodings"][0, row] == pytest.approx(encodings, abs=1e-3)
        assert said["class_logits"][0, row] == pytest.approx(logits, abs=1e-3)
