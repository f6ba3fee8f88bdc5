"""From a Keras model to an ONNX graph with the names and shapes that a model pack promises."""

import re
from pathlib import Path
from typing import Any

import onnx

from desktop_app.inference.packs import HEAD_WEIGHTS

OPSET = 17
INPUT = "photo"
BATCH = "N"

_MARK = "__pack_output"
_NUMBER = re.compile(r"__\d+")


class ExportError(Exception):
    """A model that cannot become a pack; the message says what is wrong and what to do."""


def convert(model: Any) -> onnx.ModelProto:
    """Convert a Keras model.

    Args:
        model: one input, uint8 `[N, H, W, 3]`, and a dict of outputs. Layers that only work in training (augmentation,
            dropout) vanish.

    Returns:
        A checked graph: input `photo`, outputs named after the keys of the dict in their order, batch size `N`; then,
        where a feature map explains the logits, `head_weights` `[D, C]` (see `add_head_weights`).

    Raises:
        ExportError: the model has other inputs or outputs, or the graph does not pass ONNX's checker.
    """
    import keras
    import tensorflow as tf
    import tf2onnx

    if len(model.inputs) != 1 or not isinstance(model.output, dict):
        raise ExportError(f"{model.name}: a pack's model has one input and a dict of outputs; this one has not.")
    names = list(model.output)
    # Without it an output is called like the layer that makes it, and a layer that makes two of them loses one.
    marked = {name: keras.layers.Identity(name=name + _MARK)(tensor) for name, tensor in model.output.items()}
    shape = (None, *model.inputs[0].shape[1:])
    signature = [tf.TensorSpec(shape, tf.as_dtype(model.inputs[0].dtype), name=INPUT)]
    graph: onnx.ModelProto
    graph, _ = tf2onnx.convert.from_keras(keras.Model(model.inputs, marked), signature, opset=OPSET)
    for name in names:
        _rename(graph, name + _MARK, name)
    name_batch(graph)
    ordered = {output.name: output for output in graph.graph.output}
    if sorted(ordered) != sorted(names):
        raise ExportError(f"{model.name}: the graph has the outputs {sorted(ordered)} instead of {sorted(names)}.")
    outputs = [onnx.ValueInfoProto.FromString(ordered[name].SerializeToString()) for name in names]
    del graph.graph.output[:]
    graph.graph.output.extend(outputs)
    add_head_weights(graph)
    _number_by_order(graph)
    check_graph(graph)
    return graph


def add_head_weights(graph: onnx.ModelProto) -> bool:
    """Give the weights of the breed head as the output `head_weights`, where they turn the feature map into logits.

    That is so where the embedding is the mean of the feature map and the logits are one dense layer on it (Zhou et al.
    2016, arXiv:1512.04150), or a softmax of that layer which is only made less certain for photos of no class
    (`training.networks.likeness`). The output is a constant: it costs nothing unless it is asked for, and stays as it
    is when the graph is quantised.

    Returns:
        whether it was added.
    """
    makers = {name: node for node in graph.graph.node for name in node.output}
    constants = {value.name: value for value in graph.graph.initializer}
    product = _layer_of_logits("logits", makers)
    if product is None:
        return False
    kernel = constants.get(product.input[1])
    if kernel is None or not {"embedding", "feature_map"} <= {output.name for output in graph.graph.output}:
        return False
    if product.input[0] != "embedding" or any(each.name == "transB" and each.i for each in product.attribute):
        return False
    pooled, steps = _origin("embedding", makers)
    if pooled != _origin("feature_map", makers)[0] or not steps & {"GlobalAveragePool", "ReduceMean"}:
        return False
    graph.graph.node.append(onnx.helper.make_node("Identity", [kernel.name], [HEAD_WEIGHTS]))
    graph.graph.output.append(onnx.helper.make_tensor_value_info(HEAD_WEIGHTS, kernel.data_type, list(kernel.dims)))
    return True


def _layer_of_logits(name: str, makers: dict[str, onnx.NodeProto]) -> onnx.NodeProto | None:
    """The product of a dense layer that a tensor is: by itself, or behind a softmax that is made less certain.

    Of the two factors and two summands of `likeness.mixed_logits`, the softmax's side is the one that leads to it.
    """
    node = makers.get(name)
    if node is not None and node.op_type == "Add" and (product := makers.get(node.input[0])) is not None:
        node = product if product.op_type in ("MatMul", "Gemm") else node
    if node is None or node.op_type in ("MatMul", "Gemm"):
        return node
    softmax = _behind(node, makers, {"Mul", "Log", "Add"}, "Softmax")
    scaled = None if softmax is None else makers.get(softmax.input[0])
    if scaled is not None and scaled.op_type in ("Mul", "Div"):
        scaled = next((makers[each] for each in scaled.input if each in makers), None)
    if scaled is not None and scaled.op_type == "Add":
        scaled = makers.get(scaled.input[0])
    return scaled if scaled is not None and scaled.op_type in ("MatMul", "Gemm") else None


def _behind(
    node: onnx.NodeProto, makers: dict[str, onnx.NodeProto], through: set[str], wanted: str
) -> onnx.NodeProto | None:
    """The nearest node of a kind that a node comes from through others of some kinds; None where there is none."""
    waiting = [node]
    while waiting:
        node = waiting.pop(0)
        if node.op_type == wanted:
            return node
        if node.op_type in through:
            waiting += [makers[name] for name in node.input if name in makers]
    return None


def _origin(name: str, makers: dict[str, onnx.NodeProto]) -> tuple[str, set[str]]:
    """What a tensor is made from by averaging or turning alone, and by which operators."""
    steps: set[str] = set()
    plain = {"Squeeze", "Flatten", "Reshape", "Transpose", "Identity", "GlobalAveragePool", "ReduceMean"}
    while (node := makers.get(name)) is not None and node.op_type in plain:
        steps.add(node.op_type)
        name = node.input[0]
    return name, steps


def check_graph(graph: onnx.ModelProto | Path) -> None:
    """Let ONNX check the graph in full, shapes included.

    Raises:
        ExportError: it does not pass.
    """
    try:
        onnx.checker.check_model(graph if isinstance(graph, onnx.ModelProto) else str(graph), full_check=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        raise ExportError(f"The graph does not pass ONNX's checker: {error}") from error


def output_shapes(graph: onnx.ModelProto) -> dict[str, list[int | str]]:
    """Shape of each output; a name stands where a size is free."""
    return {
        value.name: [size.dim_param or size.dim_value for size in value.type.tensor_type.shape.dim]
        for value in graph.graph.output
    }


def name_batch(graph: onnx.ModelProto) -> None:
    """Call the free size of the inputs and outputs alike, whatever a tool that inferred shapes made of it."""
    for value in (*graph.graph.input, *graph.graph.output):
        # A constant output, as `head_weights`, has none.
        if value.type.tensor_type.shape.dim[0].WhichOneof("value") != "dim_value":
            value.type.tensor_type.shape.dim[0].dim_param = BATCH
    # Names of the free size that were made up stand here too; shape inference fills them in anew.
    del graph.graph.value_info[:]


def _number_by_order(graph: onnx.ModelProto) -> None:
    """Number constants, and whatever tf2onnx numbered, as they stand in the graph.

    tf2onnx does it by chance and goes on from graph to graph: the same network would be another file each time.
    """
    constants = {value.name: value for value in graph.graph.initializer}
    renamed: dict[str, str] = {}

    def numbered(name: str) -> str:
        if name in constants:
            return renamed.setdefault(name, f"constant_{len(renamed)}")
        if _NUMBER.search(name):
            return renamed.setdefault(name, _NUMBER.sub(f"__{len(renamed)}", name))
        return name

    for node in graph.graph.node:
        node.name = numbered(node.name)
        node.input[:] = [numbered(name) for name in node.input]
        node.output[:] = [numbered(name) for name in node.output]
    # Those that only a subgraph uses keep their names.
    order = [name for name in renamed if name in constants]
    order += [name for name in constants if name not in renamed]
    for name, value in constants.items():
        value.name = renamed.get(name, name)
    ordered = [onnx.TensorProto.FromString(constants[name].SerializeToString()) for name in order]
    del graph.graph.initializer[:]
    graph.graph.initializer.extend(ordered)


def _rename(graph: onnx.ModelProto, old: str, new: str) -> None:
    if any(new in node.output for node in graph.graph.node):
        _rename(graph, new, f"{new}_inner")
    for node in graph.graph.node:
        node.input[:] = [new if name == old else name for name in node.input]
        node.output[:] = [new if name == old else name for name in node.output]
    for value in (*graph.graph.output, *graph.graph.value_info):
        if value.name == old:
            value.name = new
