"""Reads the detector that the finder is made of: a TensorFlow Lite file, its steps in order, its weights in 32 bits."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from export.graph import ExportError

SHA256 = "d0a5255bf8c4f5a0bc4240741a76c41d5e939f7655078f945f50ab53a9375da6"
# Index of each in the columns of its scores; the others are background, people's things and vehicles.
COLUMNS = {"dog": 20, "cat": 8, "person": 4, "cattle": 6}
CLASSES = 24

_RELU6, _NOTHING, _SAME = 3, 0, 0
_TYPES: dict[int, type[np.generic]] = {0: np.float32, 1: np.float16, 2: np.int32}


@dataclass(frozen=True, eq=False)
class Convolution:
    """One step of the network, padded so that only its stride makes the picture smaller ("SAME").

    Attributes:
        source: number of the tensor that it takes.
        target: number of the tensor that it makes.
        weights: `[O, I, h, w]`; I is 1 where it is depthwise.
        bias: `[O]`.
        stride: in both directions.
        depthwise: whether each plane is convolved for itself.
        relu6: whether what it makes is clipped to between 0 and 6.
    """

    source: int
    target: int
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    stride: int = 1
    depthwise: bool = False
    relu6: bool = False


@dataclass(frozen=True)
class Sum:
    """Adds two tensors, by their numbers."""

    sources: tuple[int, int]
    target: int


@dataclass(frozen=True)
class Head:
    """What the network says of one grid.

    Attributes:
        boxes: number of the tensor `[1, g, g, A * 4]`.
        classes: number of the tensor `[1, g, g, A * 24]`.
    """

    boxes: int
    classes: int


@dataclass(frozen=True)
class Detector:
    """A single-shot detector (Liu et al. 2016, arXiv:1512.02325) on MobileNetV2.

    Attributes:
        picture: number of the tensor that it takes: RGB, from -1 to 1.
        steps: in an order in which they can be taken.
        heads: one a grid, the finest first.
    """

    picture: int
    steps: tuple[Convolution | Sum, ...]
    heads: tuple[Head, ...]


def read_detector(file: Path) -> Detector:
    """Read the detector that Google published.

    Raises:
        ExportError: it is missing, or another file.
        OSError: it cannot be read.
    """
    if not file.is_file():
        raise ExportError(f"{file} is missing. It comes with the npm package @mediapipe/objectron, 0.4.1675468480.")
    content = file.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        raise ExportError(f"{file} is another file: its sha256 is {found} instead of {SHA256}.")
    return detector_of(content)


def detector_of(content: bytes) -> Detector:
    """The detector in the bytes of a TensorFlow Lite file that is known to hold one."""
    from tf2onnx.tflite.BuiltinOperator import BuiltinOperator
    from tf2onnx.tflite.Model import Model

    names = {number: name for name, number in vars(BuiltinOperator).items() if not name.startswith("_")}
    model = Model.GetRootAsModel(content, 0)
    graph = model.Subgraphs(0)
    constants = _constants(model, graph)
    steps: list[Convolution | Sum] = []
    reshaped: dict[int, int] = {}
    joined: dict[int, list[int]] = {}
    for number in range(graph.OperatorsLength()):
        operator = graph.Operators(number)
        code = model.OperatorCodes(operator.OpcodeIndex())
        # Files of before 2020 have the code at another place.
        name = names[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        sources, target = operator.InputsAsNumpy().tolist(), int(operator.OutputsAsNumpy()[0])
        if name == "DEQUANTIZE":
            constants[target] = constants[sources[0]].astype(np.float32)
        elif name == "RESHAPE":
            reshaped[target] = sources[0]
        elif name == "CONCATENATION":
            joined[target] = sources
        else:
            steps.append(_step(name, operator.BuiltinOptions(), sources, target, constants))
    boxes, classes = (_heads(number, reshaped, joined) for number in graph.OutputsAsNumpy().tolist())
    heads = tuple(Head(*each) for each in zip(boxes, classes, strict=True))
    return Detector(int(graph.InputsAsNumpy()[0]), tuple(steps), heads)


def _constants(model: Any, graph: Any) -> dict[int, NDArray[Any]]:
    found: dict[int, NDArray[Any]] = {}
    for number in range(graph.TensorsLength()):
        tensor = graph.Tensors(number)
        buffer = model.Buffers(tensor.Buffer())
        if buffer.DataLength():
            values = np.frombuffer(buffer.DataAsNumpy().tobytes(), _TYPES[tensor.Type()])
            found[number] = values.reshape(tensor.ShapeAsNumpy())
    return found


def _step(
    name: str, table: Any, sources: list[int], target: int, constants: Mapping[int, NDArray[Any]]
) -> Convolution | Sum:
    from tf2onnx.tflite.AddOptions import AddOptions
    from tf2onnx.tflite.Conv2DOptions import Conv2DOptions
    from tf2onnx.tflite.DepthwiseConv2DOptions import DepthwiseConv2DOptions

    kinds = {"ADD": AddOptions, "CONV_2D": Conv2DOptions, "DEPTHWISE_CONV_2D": DepthwiseConv2DOptions}
    if name not in kinds:
        raise ExportError(f"The detector has a step {name}, which nobody here knows.")
    options = kinds[name]()
    options.Init(table.Bytes, table.Pos)
    activation = options.FusedActivationFunction()
    if name == "ADD":
        known = activation == _NOTHING
    else:
        plain = options.Padding() == _SAME and options.DilationHFactor() == options.DilationWFactor() == 1
        known = plain and options.StrideH() == options.StrideW() and activation in {_NOTHING, _RELU6}
    if not known:
        raise ExportError(f"The detector has a step {name} of a kind that nobody here knows.")
    if name == "ADD":
        return Sum((sources[0], sources[1]), target)
    # `[O, h, w, I]` in the file, and `[1, h, w, O]` where it is depthwise.
    depthwise = name == "DEPTHWISE_CONV_2D"
    weights = constants[sources[1]].transpose((3, 0, 1, 2) if depthwise else (0, 3, 1, 2))
    bias = constants[sources[2]]
    return Convolution(sources[0], target, weights, bias, options.StrideH(), depthwise, activation == _RELU6)


def _heads(number: int, reshaped: Mapping[int, int], joined: Mapping[int, list[int]]) -> list[int]:
    """The tensors that an output of the detector is put together of."""
    return [reshaped[part] for part in joined[reshaped.get(number, number)]]
