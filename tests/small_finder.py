"""A finder of a few hundred bytes that really runs: in each quarter of a photo, what is red is a dog."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from desktop_app.catalog.values.suggestions import Box
from desktop_app.inference.manifest import Finder

SIDE = 16
CLASSES = ("dog", "cat", "person")
# Dark enough for a dog (see `small_pack`), and of which breed each is. Violet is as red as a dog, and mostly blue.
GROUND, RED_DOG, BLUE_DOG, CAT = (20, 20, 20), (180, 0, 0), (150, 0, 240), (170, 200, 0)
QUARTERS = (Box(0, 0, 0.5, 0.5), Box(0.5, 0, 1, 0.5), Box(0, 0.5, 0.5, 1), Box(0.5, 0.5, 1, 1))
RULE: dict[str, Any] = {
    "width": SIDE,
    "height": SIDE,
    "classes": CLASSES,
    "dog": 0.5,
    "further": 0.5,
    "overlap": 0.5,
    "rivals": ["cat"],
    "margin": 0.0,
}


def finder(**changes: Any) -> Finder:
    """The part of the manifest, for whoever needs no graph."""
    graph = {"file": "dog_finder.onnx", "sha256": "0" * 64}
    return Finder.model_validate({**RULE, "graph": graph, **changes})


def add_finder(folder: Path, changes: dict[str, Any], content: bytes | None = None) -> dict[str, Any]:
    """Write the graph into a pack's folder; returns the part of the manifest."""
    file = folder / "dog_finder.onnx"
    file.write_bytes(content or finder_graph())
    graph = {"file": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    return RULE | {"graph": graph} | changes


def finder_graph(boxes: NDArray[np.float32] | None = None, columns: int = len(CLASSES)) -> bytes:
    """The graph: the scores of a quarter for dog, cat and person are how red, green and blue it is."""
    if boxes is None:
        boxes = np.array([[(box.top, box.left, box.bottom, box.right) for box in QUARTERS]], np.float32)
    half = SIDE // 2
    nodes = [
        helper.make_node("Cast", ["photo"], ["pixels"], to=TensorProto.FLOAT),
        helper.make_node("Transpose", ["pixels"], ["planes"], perm=[0, 3, 1, 2]),
        helper.make_node("AveragePool", ["planes"], ["pooled"], kernel_shape=[half, half], strides=[half, half]),
        helper.make_node("Reshape", ["pooled", "flat"], ["colours"]),
        helper.make_node("Transpose", ["colours"], ["quarters"], perm=[0, 2, 1]),
        helper.make_node("MatMul", ["quarters", "shares"], ["scores"]),
        helper.make_node("Slice", ["quarters", "zero", "one", "two"], ["first"]),
        helper.make_node("Mul", ["first", "nothing"], ["zeros"]),
        helper.make_node("Add", ["zeros", "corners"], ["boxes"]),
    ]
    graph = helper.make_graph(
        nodes,
        "quarters",
        [helper.make_tensor_value_info("photo", TensorProto.UINT8, ["N", SIDE, SIDE, 3])],
        [
            helper.make_tensor_value_info("boxes", TensorProto.FLOAT, ["N", 4, 4]),
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["N", 4, columns]),
        ],
        [
            numpy_helper.from_array(np.array([0, 3, 4], np.int64), "flat"),
            numpy_helper.from_array(np.eye(3, columns, dtype=np.float32) / 255, "shares"),
            numpy_helper.from_array(np.array([0], np.int64), "zero"),
            numpy_helper.from_array(np.array([1], np.int64), "one"),
            numpy_helper.from_array(np.array([2], np.int64), "two"),
            numpy_helper.from_array(np.array(0, np.float32), "nothing"),
            numpy_helper.from_array(boxes, "corners"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    content: bytes = model.SerializeToString()
    return content


def photo_of(*colours: tuple[int, int, int], side: int = 64) -> Image.Image:
    """A photo whose quarters have these colours: left and right above, left and right below."""
    image = Image.new("RGB", (side, side), GROUND)
    for box, colour in zip(QUARTERS, colours, strict=False):
        image.paste(colour, (int(box.left * side), int(box.top * side), int(box.right * side), int(box.bottom * side)))
    return image
