"""A graph whose nodes and constants are changed: who makes what, who takes it, and new nodes."""

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

Floats = NDArray[np.float64]
DEQUANTIZE = "DequantizeLinear"


class EditedGraph:
    """A graph as a list of nodes that can be changed, with its constants and with who makes and who takes what."""

    def __init__(self, model: onnx.ModelProto) -> None:
        """Keep what the model has; it is changed by `save` alone, its nodes as soon as they are."""
        self._graph = model.graph
        self.nodes = list(model.graph.node)
        self.values = {value.name: value for value in model.graph.initializer}
        # Height and width of the photo.
        self.sides = tuple(each.dim_value for each in model.graph.input[0].type.tensor_type.shape.dim[1:3])

    def maker(self, name: str) -> onnx.NodeProto | None:
        """The node that gives this."""
        return next((node for node in self.nodes if name in node.output), None)

    def takers(self, name: str) -> list[onnx.NodeProto]:
        """The nodes that are given this."""
        return [node for node in self.nodes if name in node.input]

    def only_taker(self, name: str) -> onnx.NodeProto | None:
        """The node that is given this, where it is the only one and this is no output of the graph."""
        takers = self.takers(name)
        is_output = any(output.name == name for output in self._graph.output)
        return takers[0] if len(takers) == 1 and not is_output else None

    def array(self, name: str) -> NDArray[Any]:
        """A constant."""
        return numpy_helper.to_array(self.values[name])

    def floats(self, name: str) -> Floats:
        """A constant, in 64 bits."""
        return self.array(name).astype(np.float64)

    def number(self, name: str) -> float | None:
        """A constant that is a single number; None for all else."""
        if name not in self.values or self.array(name).size != 1:
            return None
        return float(self.array(name).reshape(()))

    def put(self, name: str, array: NDArray[Any]) -> str:
        """A constant, in the place of the one of that name."""
        made = numpy_helper.from_array(np.array(array), name)
        if name in self.values:
            self.values[name].CopyFrom(made)
        else:
            self.values[name] = made
        return name

    def of_whole_numbers(self, name: str) -> onnx.NodeProto | None:
        """The node that makes a constant of whole numbers into this; None for all else."""
        node = self.maker(name)
        return node if node is not None and node.op_type == DEQUANTIZE and node.input[0] in self.values else None

    def save(self) -> None:
        """Write nodes and constants back into the model; constants that nobody needs any more are left out."""
        nodes = [onnx.NodeProto.FromString(node.SerializeToString()) for node in self.nodes]
        wanted = {name for node in nodes for name in node.input} | {output.name for output in self._graph.output}
        values = [onnx.TensorProto.FromString(self.values[n].SerializeToString()) for n in self.values if n in wanted]
        del self._graph.node[:], self._graph.initializer[:]
        self._graph.node.extend(nodes)
        self._graph.initializer.extend(values)


class NewNodes:
    """Nodes that are made one after the other."""

    def __init__(self, graph: EditedGraph, stem: str) -> None:
        """Nodes for this graph, whose names begin with the stem."""
        self._graph, self._stem = graph, stem
        self.nodes: list[onnx.NodeProto] = []

    def add(self, kind: str, sources: list[str], target: str | None = None, **attributes: Any) -> str:
        """A node of one output; returns its name."""
        name = target or f"{self._stem}_{len(self.nodes)}"
        self.nodes.append(onnx.helper.make_node(kind, sources, [name], name=name, **attributes))
        return name

    def constant(self, value: Any) -> str:
        """A constant for the next node; returns its name."""
        return self._graph.put(f"{self._stem}_{len(self.nodes)}_by_{len(self._graph.values)}", np.asarray(value))
