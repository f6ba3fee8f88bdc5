"""Makes a model pack, and writes it only when it passes every check."""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from pydantic import ValidationError

from desktop_app.commands.fault_sentences import sentence
from desktop_app.inference.bundled import MANIFEST_NAME
from desktop_app.inference.manifest import Graph, Manifest, manifest_fault
from desktop_app.inference.packs import HEAD_WEIGHTS, ModelPackError, load_pack
from export.graph import BATCH, INPUT, ExportError, check_graph, convert, output_shapes
from export.parity import ParityReport, compare, keras_outputs, onnx_outputs
from training.runs.packs import PackDraft

GRAPH_NAME = "model.onnx"
SECOND_GRAPH_NAME = "second_look.onnx"
Precision = Literal["float32", "int8"]


@dataclass(frozen=True)
class PackReport:
    """What the checks of a pack found.

    Attributes:
        folder: of the pack.
        size: of the graph's file in bytes, or of both graphs' files.
        nodes: in the graph.
        parity: against Keras on real photos; None when there was no Keras model to compare with.
        second_parity: the same of the graph that takes the second look.
    """

    folder: Path
    size: int
    nodes: int
    parity: ParityReport | None
    second_parity: ParityReport | None = None


def write_pack(
    model: Any, draft: PackDraft, tensors: NDArray[np.uint8], out: Path, *, largest: int | None = None
) -> PackReport:
    """Convert a classifier, check it, and put the pack into `out`; an earlier pack there is replaced at the end.

    Args:
        model: Keras classifier as `training.runs.packs.read_run` gives it.
        draft: its manifest without the graph.
        tensors: real photos for the parity check, uint8 `[N, H, W, 3]`.
        out: folder of the pack.
        largest: bytes that the graph may have; None for any size.

    Raises:
        ExportError: a check failed; nothing was written.
        OSError: the folder cannot be written.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as temporary:
        folder = Path(temporary) / out.name
        folder.mkdir()
        graph = convert(model)
        onnx.save(graph, folder / GRAPH_NAME)
        write_manifest(folder, draft, [output.name for output in graph.graph.output])
        report = check_pack(folder, model, tensors, largest=largest)
        if out.exists():
            out.rename(Path(temporary) / "replaced")
        folder.rename(out)
    return PackReport(out, report.size, report.nodes, report.parity)


def graph_entry(file: Path, precision: Precision = "float32") -> Graph:
    """What the manifest says of a graph's file."""
    with file.open("rb") as stream:
        return Graph(file=file.name, sha256=hashlib.file_digest(stream, "sha256").hexdigest(), precision=precision)


def write_manifest(folder: Path, draft: PackDraft, outputs: list[str], precision: Precision = "float32") -> Manifest:
    """Write `model.json` beside the graph in `folder`.

    Raises:
        ExportError: draft and graph do not agree.
    """
    try:
        manifest = draft.manifest(graph_entry(folder / GRAPH_NAME, precision), outputs)
    except ValidationError as error:
        raise ExportError(sentence(manifest_fault(error, Path(f"The manifest of {draft.name}")))) from error
    text = manifest.model_dump_json(indent=2, exclude_none=True)
    (folder / MANIFEST_NAME).write_text(text + "\n", encoding="utf-8")
    return manifest


def check_pack(
    folder: Path,
    model: Any = None,
    tensors: NDArray[np.uint8] | None = None,
    *,
    second: Any = None,
    largest: int | None = None,
) -> PackReport:
    """Check a pack: that the app loads it, ONNX's checker, names, size; and parity where there is a Keras model.

    Args:
        folder: of the pack.
        model: the Keras classifier that it was made from, or None.
        tensors: real photos, uint8 `[N, H, W, 3]`; needed with a model, and run through the graph without one.
        second: the Keras classifier that its second look was made from, or None.
        largest: bytes that the graphs may have; None for any size.

    Raises:
        ExportError: the first check that failed.
    """
    try:
        pack = load_pack(folder)
    except ModelPackError as error:
        raise ExportError(sentence(error.fault)) from error
    file, again, manifest = pack.graph_file, pack.second_graph_file, pack.manifest
    size = sum(each.stat().st_size for each in (file, again) if each)
    if largest is not None and size > largest:
        raise ExportError(f"{file}: {size / 1e6:.0f} MB, more than {largest / 1e6:.0f} MB. Quantise it.")
    graph = _checked_graph(file, manifest.outputs)
    parity = _parity(file, model, tensors, manifest)
    second_parity = None
    if again is not None:
        _checked_graph(again, (*manifest.second_outputs, "embedding"))
        second_parity = _parity(again, second, tensors, manifest)
    return PackReport(folder, size, len(graph.graph.node), parity, second_parity)


def _parity(file: Path, model: Any, tensors: NDArray[np.uint8] | None, manifest: Manifest) -> ParityReport | None:
    """Run a graph on real photos, and compare it with Keras where there is a model."""
    if tensors is None:
        return None
    actual = onnx_outputs(file, tensors)
    if not all(np.isfinite(value).all() for value in actual.values()):
        raise ExportError(f"{file}: on real photos it gives values that are not numbers.")
    if model is None:
        return None
    parity = compare(keras_outputs(model, tensors), actual, manifest.temperature)
    if not parity.passed:
        raise ExportError(f"{file}: it does not say what Keras says. {parity}.")
    return parity


def _checked_graph(file: Path, outputs: Sequence[str]) -> onnx.ModelProto:
    """What the app does not insist on, for the sake of packs that others made: names of the batch, no stray outputs."""
    check_graph(file)
    graph = onnx.load(file)
    shapes = output_shapes(graph)
    if set(shapes) != set(outputs):
        raise ExportError(f"{file}: the manifest promises {list(outputs)}, the graph gives {list(shapes)}.")
    batches = {name: shape[0] for name, shape in shapes.items() if name != HEAD_WEIGHTS}
    batches[INPUT] = graph.graph.input[0].type.tensor_type.shape.dim[0].dim_param
    for name, batch in batches.items():
        if batch != BATCH:
            raise ExportError(f"{file}: {name}: its batch size should be free and called {BATCH}, it is {batch!r}.")
    return graph
