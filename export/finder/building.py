"""The ONNX graph of the detector: pixels in, boxes and scores out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from export.finder.anchors import Anchors, boxes_of
from export.finder.reading import CLASSES, Convolution, Detector, Sum
from export.graph import BATCH, INPUT, OPSET, check_graph

BOXES, SCORES = "boxes", "scores"
# What the network itself says, before it becomes boxes and scores.
ENCODINGS, LOGITS = "encodings", "class_logits"

# Middle of the range of pixels, and half of its width: the network takes values from -1 to 1.
_GREY = 127.5
_CONVOLUTION, _SUM = "conv", "sum"
# The network says by how many tenths of its size an anchor is moved, and five times the logarithm of its stretching.
_MOVES, _STRETCHES = 10.0, 5.0
_IR_VERSION = 8


@dataclass(eq=False)
class _Graph:
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)

    def add(self, kind: str, sources: Sequence[str], target: str, /, **attributes: Any) -> str:
        """A node with the name of what it makes."""
        self.nodes.append(helper.make_node(kind, list(sources), [target], name=target, **attributes))
        return target

    def constant(self, name: str, value: NDArray[np.generic] | np.generic) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value).reshape(np.shape(value)), name)
        return name


def build(detector: Detector, anchors: Anchors, columns: Sequence[int], *, raw: bool = False) -> onnx.ModelProto:
    """The graph in 32 bits.

    Its input is `photo`, uint8 `[N, side, side, 3]`: the whole photo, RGB, squashed. It gives `boxes` `[N, B, 4]` (top,
    left, bottom, right, as shares of the photo, within it) and `scores` `[N, B, K]`, from 0 to 1.

    Args:
        detector: to build.
        anchors: side of the picture, and the grids that are looked at.
        columns: of the detector's classes, those whose scores are given.
        raw: whether it also gives what boxes and scores are made of, `encodings` and `class_logits`.

    Raises:
        ExportError: the graph does not pass ONNX's checker: detector and anchors do not fit.
    """
    graph = _Graph()
    _add_network(graph, detector, anchors, columns)
    _add_boxes(graph, anchors)
    graph.add("Sigmoid", [LOGITS], SCORES)
    count = len(boxes_of(anchors))
    widths = {BOXES: 4, SCORES: len(columns)} | ({ENCODINGS: 4, LOGITS: len(columns)} if raw else {})
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "dog_finder",
            [helper.make_tensor_value_info(INPUT, TensorProto.UINT8, [BATCH, anchors.side, anchors.side, 3])],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, [BATCH, count, width])
                for name, width in widths.items()
            ],
            list(graph.constants.values()),
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        producer_name="pawsort",
        ir_version=_IR_VERSION,
    )
    check_graph(model)
    return model


def body_of(graph: onnx.ModelProto, first: int) -> list[str]:
    """The names of the convolutions behind the first ones, their clipping, and the sums: all but heads and boxes."""
    kept = {f"{_CONVOLUTION}_{number}" for number in range(first)}
    kept |= {f"{name}_relu6" for name in kept}
    body = (f"{_CONVOLUTION}_", f"{_SUM}_")
    return [node.name for node in graph.graph.node if node.name.startswith(body) and node.name not in kept]


def _add_network(graph: _Graph, detector: Detector, anchors: Anchors, columns: Sequence[int]) -> None:
    """From pixels to `encodings` and `class_logits`."""
    graph.add("Cast", [INPUT], "pixels", to=TensorProto.FLOAT)
    graph.add("Transpose", ["pixels"], "planes", perm=[0, 3, 1, 2])
    grey = graph.constant("grey", np.float32(_GREY).reshape(1, 1, 1, 1))
    names = {detector.picture: graph.add("Sub", ["planes", grey], "centred")}
    sides = {detector.picture: anchors.side}
    graph.constant("zero", np.float32(0))
    graph.constant("six", np.float32(6))
    heads = detector.heads[: len(anchors.grids)]
    boxes, classes = [head.boxes for head in heads], [head.classes for head in heads]
    convolutions = sums = 0
    for step in _needed(detector, {*boxes, *classes}):
        if isinstance(step, Sum):
            names[step.target] = graph.add("Add", [names[each] for each in step.sources], f"{_SUM}_{sums}")
            sides[step.target] = sides[step.sources[0]]
            sums += 1
            continue
        weights, bias = step.weights, step.bias
        if step.target in boxes:
            name = f"box_{boxes.index(step.target)}"
        elif step.target in classes:
            name = f"class_{classes.index(step.target)}"
            weights, bias = _of_columns(weights, columns), _of_columns(bias, columns)
        else:
            name = f"{_CONVOLUTION}_{convolutions}"
            convolutions += 1
        if step.source == detector.picture:
            weights = weights / np.float32(_GREY)
        side = sides[step.source]
        sides[step.target] = -(-side // step.stride)
        names[step.target] = _add_convolution(graph, step, names[step.source], name, weights, bias, side)
    for found, parts, width in ((ENCODINGS, boxes, 4), (LOGITS, classes, len(columns))):
        flat = graph.constant(f"{found}_shape", np.array([0, -1, width], np.int64))
        rows = []
        for part in parts:
            last = graph.add("Transpose", [names[part]], f"{names[part]}_last", perm=[0, 2, 3, 1])
            rows.append(graph.add("Reshape", [last, flat], f"{names[part]}_rows"))
        graph.add("Concat", rows, found, axis=1)


def _needed(detector: Detector, targets: set[int]) -> list[Convolution | Sum]:
    """The steps that lead to these tensors, in order."""
    wanted, needed = set(targets), []
    for step in reversed(detector.steps):
        if step.target in wanted:
            needed.append(step)
            wanted |= set(step.sources) if isinstance(step, Sum) else {step.source}
    return needed[::-1]


def _add_convolution(
    graph: _Graph,
    step: Convolution,
    source: str,
    name: str,
    weights: NDArray[np.float32],
    bias: NDArray[np.float32],
    side: int,
) -> str:
    size = weights.shape[2]
    # As TensorFlow pads: where it cannot be even, one more on the right and below.
    padding = max((-(-side // step.stride) - 1) * step.stride + size - side, 0)
    before, after = padding // 2, padding - padding // 2
    inputs = [source, graph.constant(f"{name}_weights", weights), graph.constant(f"{name}_bias", bias)]
    attributes = {
        "kernel_shape": [size, size],
        "strides": [step.stride, step.stride],
        "pads": [before, before, after, after],
        "group": len(weights) if step.depthwise else 1,
    }
    graph.add("Conv", inputs, name, **attributes)
    return graph.add("Clip", [name, "zero", "six"], f"{name}_relu6") if step.relu6 else name


def _of_columns(values: NDArray[np.float32], columns: Sequence[int]) -> NDArray[np.float32]:
    """Of weights or biases of A anchors' classes, `[A * 24, …]`, those of some: `[A * K, …]`."""
    by_anchor = values.reshape(-1, CLASSES, *values.shape[1:])[:, list(columns)]
    return by_anchor.reshape(-1, *values.shape[1:])


def _add_boxes(graph: _Graph, anchors: Anchors) -> None:
    """From `encodings` (down, across, height, width) to `boxes`."""
    boxes = boxes_of(anchors)[None]
    middle = graph.constant("middle", boxes[..., :2].astype(np.float32))
    step = graph.constant("step", (boxes[..., 2:] / _MOVES).astype(np.float32))
    half = graph.constant("half", (boxes[..., 2:] / 2).astype(np.float32))
    gentle = graph.constant("gentle", np.float32(1 / _STRETCHES).reshape(1, 1, 1))
    two = graph.constant("two_and_two", np.array([2, 2], np.int64))
    graph.nodes.append(helper.make_node("Split", [ENCODINGS, two], ["shift", "stretch"], name="parts", axis=2))
    moved = graph.add("Mul", ["shift", step], "moved")
    centre = graph.add("Add", [moved, middle], "centre")
    factor = graph.add("Exp", [graph.add("Mul", ["stretch", gentle], "exponent")], "factor")
    reach = graph.add("Mul", [factor, half], "reach")
    corners = [graph.add("Sub", [centre, reach], "first"), graph.add("Add", [centre, reach], "last")]
    graph.add("Concat", corners, "corners", axis=2)
    graph.add("Clip", ["corners", "zero", graph.constant("one", np.float32(1))], BOXES)
