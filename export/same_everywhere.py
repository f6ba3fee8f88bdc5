"""An 8-bit graph that gives the same numbers on every processor.

Sums of 32-bit numbers depend on the order in which they are added, and every processor has its own. The difference is
in the last digit; but where it makes one of a million values round to the next whole number, all that follow are
rounded otherwise too, and behind sixty convolutions probabilities differ by as much as they do between 8 and 32 bits.
Sums of whole numbers do not depend on any order. So this makes all sums but the last ones sums of whole numbers:

- **the first convolutions**, which are in 32 bits, get weights and inputs that are multiples of powers of two, of so
  few digits that no sum needs more than the 24 that a 32-bit number has: nothing is rounded in them, and between them,
  and where a network makes photos smaller, it is rounded on purpose;
- **sums of two branches** have scales whose ratios are odd multiples of a power of two, so that they are exact and
  never half-way between two numbers;
- **pairs of weights** are never so large that the sum of two products leaves 16 bits: processors without instructions
  for 8 bits (VNNI) add such pairs there, and cut off what is larger.

What is left (a mean, the layers behind it) differs in the last digit, and nothing follows that rounds it.
"""

from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray

from export.edited_graph import DEQUANTIZE, EditedGraph, Floats, NewNodes
from export.graph import INPUT, ExportError

# Bits of a 32-bit number's digits, all of which a sum may use.
DIGITS = 24
# What goes from one of the first convolutions into the next is a multiple of this, up to 1.
GRID = 2.0**-11
# Activations have 8 bits: two products of theirs with these weights together stay within 16.
MOST_OF_A_PAIR = (2**15 - 1) // 255
# Ratios of the scales of a sum are odd multiples of this: with 8 bits on each side, a half is never met.
RATIO = 2.0**-13
# Where a network makes photos smaller: in how many parts the way from one pixel to the next is divided, and which part
# of a shade is kept.
SHARES_OF_A_PLACE = 16
PART_OF_A_SHADE = 0.25

_SIX = 6.0
# What is added to numbers and taken off again, so that they are rounded, in units of what they are rounded to.
_LARGE = 1.5 * 2 ** (DIGITS - 1)
# What is the end of the grid before it is made 1 by a hard sigmoid, whose slope is then a power of two.
_END = 8.0


def make_steady(model: onnx.ModelProto, plain: onnx.ModelProto) -> bool:
    """Change an 8-bit graph so that it gives the same on every processor.

    Args:
        model: the graph, with quantise and dequantise nodes; it is changed.
        plain: the graph in 32 bits that it was made of, with the same names.

    Returns:
        whether its first convolutions could be made exact: of networks that begin otherwise, they are left as they are.
    """
    graph = EditedGraph(model)
    exact = _make_front_exact(graph)
    _make_sums_exact(graph)
    _keep_pairs_small(graph, EditedGraph(plain))
    graph.save()
    return exact


@dataclass(frozen=True, slots=True)
class _Pixels:
    """How a graph begins: pixels become `slope * (pixel + shift)`.

    Attributes:
        nodes: from the photo on.
        slope, shift: what they make of a pixel.
        convolution: the first one.
    """

    nodes: list[onnx.NodeProto]
    slope: float
    shift: float
    convolution: onnx.NodeProto


def _make_front_exact(graph: EditedGraph) -> bool:
    """Make everything up to the first whole numbers exact; whether that could be done."""
    pixels = _pixels(graph)
    chain = [] if pixels is None else _first_convolutions(graph, pixels.convolution)
    if pixels is None or not chain:
        return False
    step = _begin_with_whole_numbers(graph, pixels)
    largest, slope = max(abs(pixels.shift), abs(255 + pixels.shift)), pixels.slope
    for node, limit in chain:
        # With a limit behind it, what comes out is as many times larger as the grid's end is above six.
        more = 1.0 if limit is None else _END / _SIX
        weights, bias = graph.floats(node.input[1]) * slope * more, graph.floats(node.input[2]) * more
        exact = exact_weights(weights, bias, largest, step)
        for place, values in enumerate(exact, start=1):
            node.input[place] = graph.put(f"{node.input[place]}_exact", values.astype(np.float32))
        if limit is not None:
            _limit_and_round(graph, limit, len(bias))
            largest, step, slope = 1.0, GRID, _SIX
    return True


def exact_weights(weights: Floats, bias: Floats, largest: float, step: float) -> tuple[Floats, Floats]:
    """Weights and biases as multiples of powers of two, so that no sum of a convolution is ever rounded.

    Args:
        weights: `[O, I, h, w]`.
        bias: `[O]`.
        largest: the greatest value that goes in, without its sign.
        step: power of two of which all that goes in is a multiple.
    """
    axes, shape = tuple(range(1, weights.ndim)), (-1, *(1,) * (weights.ndim - 1))
    bound = np.abs(weights).sum(axis=axes) * largest + np.abs(bias)
    fine = 2.0 ** np.ceil(np.log2(np.maximum(bound, 1e-30) / step / 2**DIGITS))
    while True:
        whole, ends = np.round(weights / fine.reshape(shape)), np.round(bias / fine / step)
        # Rounded weights may be larger than they were.
        too_much = np.abs(whole).sum(axis=axes) * (largest / step) + np.abs(ends) > 2**DIGITS
        if not too_much.any():
            return whole * fine.reshape(shape), ends * fine * step
        fine = np.where(too_much, 2 * fine, fine)


def _pixels(graph: EditedGraph) -> _Pixels | None:
    """How the graph begins; None where it does something else to pixels, or to each colour apart."""
    nodes: list[onnx.NodeProto] = []
    slope, shift, name = 1.0, 0.0, INPUT
    while (node := graph.only_taker(name)) is not None:
        if node.op_type == "Conv":
            return _Pixels(nodes, slope, shift, node) if (2 * shift).is_integer() else None
        constant = graph.number(node.input[1]) if len(node.input) == 2 else None
        if node.op_type == "Mul" and constant:
            slope *= constant
        elif node.op_type in {"Add", "Sub"} and constant is not None:
            shift += (constant if node.op_type == "Add" else -constant) / slope
        elif node.op_type != "Cast" and not _is_known_layout(graph, node):
            return None
        nodes.append(node)
        name = node.output[0]
    return None


def _is_known_layout(graph: EditedGraph, node: onnx.NodeProto) -> bool:
    """Whether a node puts the planes first, or makes pixels fewer as `shares_of_two` does."""
    said = {attribute.name: onnx.helper.get_attribute_value(attribute) for attribute in node.attribute}
    if node.op_type == "Transpose":
        return bool(said["perm"] == [0, 3, 1, 2])
    usual = said.get("mode") == b"linear" and said.get("coordinate_transformation_mode", b"half_pixel") == b"half_pixel"
    if node.op_type != "Resize" or not usual or said.get("antialias") or len(node.input) != 3:
        return False
    scales = graph.array(node.input[2]) if node.input[2] in graph.values else np.zeros(0)
    # Between two neighbours alone, no pixel is lost as long as there are not half as many.
    return len(scales) == 4 and bool((scales[:2] == 1).all() and ((scales[2:] > 0.5) & (scales[2:] <= 1)).all())


def _first_convolutions(
    graph: EditedGraph, first: onnx.NodeProto
) -> list[tuple[onnx.NodeProto, onnx.NodeProto | None]]:
    """The convolutions in 32 bits before the first whole numbers, each with the ReLU6 behind it that has to round, too.

    Empty where there is anything else between them.
    """
    found: list[tuple[onnx.NodeProto, onnx.NodeProto | None]] = []
    node: onnx.NodeProto | None = first
    while node is not None and node.op_type == "Conv" and len(node.input) == 3 and node.input[1] in graph.values:
        after = graph.only_taker(node.output[0])
        if after is not None and after.op_type == "QuantizeLinear":
            return [*found, (node, None)]
        if after is None or after.op_type != "Clip" or [graph.number(name) for name in after.input[1:]] != [0.0, _SIX]:
            return []
        behind = graph.only_taker(after.output[0])
        if behind is not None and behind.op_type == "QuantizeLinear":
            # Exact as it is: the limit and the whole numbers behind it depend on no order.
            return [*found, (node, None)]
        found.append((node, after))
        node = behind
    return []


def _begin_with_whole_numbers(graph: EditedGraph, pixels: _Pixels) -> float:
    """Let the graph begin with numbers of few digits; returns the power of two of which these are multiples."""
    graph.nodes = [node for node in graph.nodes if not any(node is each for each in pixels.nodes)]
    size = next((graph.array(node.input[2])[2:] for node in pixels.nodes if node.op_type == "Resize"), None)
    made = NewNodes(graph, "pixels")
    values = made.add("Cast", [INPUT], to=onnx.TensorProto.FLOAT)
    planes, step = made.add("Transpose", [values], perm=[0, 3, 1, 2]), 1.0 if pixels.shift.is_integer() else 0.5
    if size is None:
        moved = made.add("Add", [planes, made.constant(np.float32(pixels.shift))])
    else:
        # Whole rows are taken, once of the photo, once of the photo on its side: of columns it would take much longer.
        for old, ratio in zip(graph.sides, size, strict=True):
            planes = made.add("Transpose", [_fewer_rows(made, planes, old, float(ratio))], perm=[0, 1, 3, 2])
        step, large = PART_OF_A_SHADE, _LARGE * PART_OF_A_SHADE
        rounded = made.add("Add", [planes, made.constant(np.float32(large))])
        moved = made.add("Sub", [rounded, made.constant(np.float32(large - pixels.shift))])
    pixels.convolution.input[0] = moved
    graph.nodes = [*made.nodes, *graph.nodes]
    return step


def _fewer_rows(made: NewNodes, planes: str, old: int, ratio: float) -> str:
    """Fewer rows of planes, each between two that were there."""
    first, weight = shares_of_two(old, int(np.floor(old * ratio)))
    parts = []
    for rows, share in ((first, 1 - weight), (first + 1, weight)):
        taken = made.add("Gather", [planes, made.constant(rows)], axis=2)
        parts.append(made.add("Mul", [taken, made.constant(share.astype(np.float32).reshape(-1, 1))]))
    return made.add("Add", parts)


def shares_of_two(old: int, new: int) -> tuple[NDArray[np.int64], Floats]:
    """For each of `new` places on a line of `old` ones, the place before it, and how far it is from there to the next.

    The middles of the outer places lie half a place inside, as ONNX's "half_pixel" has it; shares are multiples of a
    power of two.
    """
    at = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    first = np.minimum(np.floor(at), old - 2).astype(np.int64)
    return first, np.round((at - first) * SHARES_OF_A_PLACE) / SHARES_OF_A_PLACE


def _limit_and_round(graph: EditedGraph, limit: onnx.NodeProto, channels: int) -> None:
    """Instead of limiting to 0 and 6, limit to 0 and 1 and round to multiples of the grid.

    A large number is added, which rounds, and taken off again. As a convolution of each value by itself, with what can
    be calculated in the same step, that costs two looks at all values less than with additions.
    """
    step, name = GRID * _END, limit.output[0]
    large = _LARGE * step
    made = NewNodes(graph, f"{name}_rounding")
    weights = made.constant(np.ones((channels, 1, 1, 1), np.float32))
    bias = made.constant(np.full(channels, large, np.float32))
    added = made.add("Conv", [limit.input[0], weights, bias], group=channels, kernel_shape=[1, 1])
    made.add("HardSigmoid", [added], name, alpha=1 / _END, beta=-large / _END)
    place = next(number for number, each in enumerate(graph.nodes) if each is limit)
    graph.nodes[place : place + 1] = made.nodes


def _make_sums_exact(graph: EditedGraph) -> None:
    """Give what is summed scales with which sums are exact and never half-way between two whole numbers.

    The sums of one stage feed one another. They and what the stage begins with, its trunk, get one scale. What is added
    to it gets an odd multiple of a small power of two of that: exact, and too odd for a half, which some processors
    round to the even number and others away from zero.
    """
    sums = [found for node in graph.nodes if node.op_type == "Add" and (found := _summed(graph, node)) is not None]
    stages: list[tuple[set[str], list[str]]] = []
    for sources, target in sums:
        known = {name for trunk, _ in stages for name in trunk}
        before = next((name for name in sources if name in known), None) or max(
            sources, key=lambda name: len(_uses(graph, name))
        )
        trunk, added = next((stage for stage in stages if before in stage[0]), (set[str](), []))
        if not trunk:
            stages.append((trunk, added))
        trunk |= {before, target}
        added += [name for name in sources if name != before]
    for trunk, added in stages:
        scale = _short(max(_scale(graph, name) for name in trunk))
        for name in trunk:
            _rescale(graph, name, scale)
        for name in set(added) - trunk:
            _rescale(graph, name, odd_ratio(_scale(graph, name) / scale) * scale)


def odd_ratio(ratio: float) -> float:
    """The next larger odd multiple of `RATIO`."""
    return float(np.ceil(ratio / RATIO) // 2 * 2 + 1) * RATIO


def _uses(graph: EditedGraph, name: str) -> list[onnx.NodeProto]:
    """What takes a tensor of 8 bits, behind the nodes that make 32 of them."""
    return [user for node in graph.takers(name) for user in graph.takers(node.output[0])]


def _summed(graph: EditedGraph, node: onnx.NodeProto) -> tuple[list[str], str] | None:
    """The tensors that a sum in 8 bits is made of, and the one that it becomes; None for other sums."""
    after = graph.only_taker(node.output[0])
    makers = [graph.maker(name) for name in node.input]
    if after is None or after.op_type != "QuantizeLinear" or len(makers) != 2:
        return None
    if any(maker is None or maker.op_type != DEQUANTIZE or maker.input[0] in graph.values for maker in makers):
        return None
    return [maker.input[0] for maker in makers if maker is not None], after.output[0]


def _short(scale: float) -> float:
    """The next larger number of eight binary digits: times a ratio, it is still exact."""
    unit = 2.0 ** (np.floor(np.log2(scale)) - 7)
    return float(np.ceil(scale / unit) * unit)


def _scale(graph: EditedGraph, name: str) -> float:
    """That of a tensor of 8 bits."""
    return float(graph.floats(_maker_in_8_bits(graph, name).input[1]))


def _maker_in_8_bits(graph: EditedGraph, name: str) -> onnx.NodeProto:
    maker = graph.maker(name)
    if maker is None or maker.op_type != "QuantizeLinear":
        raise ExportError(f"What makes {name} is not known.")
    return maker


def _rescale(graph: EditedGraph, name: str, scale: float) -> None:
    """Give a tensor of 8 bits a scale that is larger, with the middle of its range where it was."""
    maker = _maker_in_8_bits(graph, name)
    old, zero = float(graph.floats(maker.input[1])), float(graph.floats(maker.input[2]))
    middle = (127.5 - zero) * old
    graph.put(maker.input[1], np.array(scale, np.float32))
    graph.put(maker.input[2], np.array(np.clip(np.round(127.5 - middle / scale), 0, 255), np.uint8))


def _keep_pairs_small(graph: EditedGraph, plain: EditedGraph) -> None:
    """Round the weights again where two beside one another are too large together, and all biases with their scales."""
    for node in graph.nodes:
        if node.op_type not in {"Conv", "Gemm"}:
            continue
        weights = graph.of_whole_numbers(node.input[1])
        if weights is None:
            continue
        axis = 0 if node.op_type == "Conv" else _output_axis(node)
        name = weights.input[0].removesuffix("_quantized")
        groups = next((attribute.i for attribute in node.attribute if attribute.name == "group"), 1)
        if groups == 1 and name in plain.values:
            whole, scales = small_pairs(plain.floats(name), graph.floats(weights.input[1]), axis)
            graph.put(weights.input[0], whole)
            graph.put(weights.input[1], scales.astype(np.float32))
        _round_bias(graph, node, graph.floats(weights.input[1]))


def small_pairs(weights: Floats, scales: Floats, axis: int) -> tuple[NDArray[np.int8], Floats]:
    """Weights in 8 bits of which no two neighbours of one sign are together larger than `MOST_OF_A_PAIR`.

    Args:
        weights: of a convolution, `[O, I, h, w]`, or of a layer.
        scales: one a channel, as they would be without this.
        axis: that of the channels; the largest weight of each is then 127 times its scale.

    Returns:
        weights and scales, some of which are larger.
    """
    rows = np.moveaxis(weights, axis, 0)
    # As they lie beside one another in memory: channels last.
    rows = (rows.transpose(0, 2, 3, 1) if rows.ndim == 4 else rows).reshape(len(rows), -1)
    scales = scales.copy()
    while True:
        whole = np.clip(np.round(rows / scales[:, None]), -127, 127)
        even = whole[:, : whole.shape[1] // 2 * 2]
        much = np.abs(even[:, 0::2] + even[:, 1::2]).max(axis=1, initial=0) / MOST_OF_A_PAIR
        if (much <= 1).all():
            break
        scales = np.where(much > 1, scales * np.maximum(much, 1 + 2.0**-9), scales)
    shape = np.moveaxis(weights, axis, 0).shape
    if weights.ndim == 4:
        whole = whole.reshape(shape[0], *shape[2:], shape[1]).transpose(0, 3, 1, 2)
    return np.moveaxis(whole.reshape(shape), 0, axis).astype(np.int8), scales


def _output_axis(node: onnx.NodeProto) -> int:
    """That of a layer's weights along which its outputs lie."""
    return 0 if any(attribute.name == "transB" and attribute.i for attribute in node.attribute) else 1


def _round_bias(graph: EditedGraph, node: onnx.NodeProto, scales: Floats) -> None:
    """The bias of a convolution in units of what goes in times its weights, which may have become others."""
    bias = graph.of_whole_numbers(node.input[2]) if len(node.input) > 2 else None
    source = graph.maker(node.input[0])
    if bias is None or source is None or source.op_type != DEQUANTIZE:
        return
    values = graph.floats(bias.input[0]) * graph.floats(bias.input[1])
    unit = graph.floats(source.input[1]) * scales
    graph.put(bias.input[0], np.round(values / unit).astype(np.int32))
    graph.put(bias.input[1], unit.astype(np.float32))
