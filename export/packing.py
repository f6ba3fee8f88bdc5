"""Makes a model pack, and writes it only when it passes every check."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray

from desktop_app.inference.manifest import MANIFEST_NAME, Graph, Manifest
from desktop_app.inference.model_pack import HEAD_WEIGHTS, ModelPackError, load_pack
from export.graph import BATCH, INPUT, ExportError, check_graph, convert, output_shapes
from export.parity import ParityReport, compare, keras_outputs, onnx_outputs
from training.packs import PackDraft

GRAPH_NAME = "model.onnx"


@dataclass(frozen=True)
class PackReport:
    """What the checks of a pack found.

    Attributes:
        folder: of the pack.
        size: of the graph's file in bytes.
        nodes: in the graph.
        parity: against Keras on real photos; None when there was no Keras model to compare with.
    """

    folder: Path
    size: int
    nodes: int
    parity: ParityReport | None


def write_pack(
    model: Any, draft: PackDraft, tensors: NDArray[np.uint8], out: Path, *, largest: int | None = None
) -> PackReport:
    """Convert a classifier, check it, and put the pack into `out`; an earlier pack there is replaced at the end.

    Args:
        model: Keras classifier as `training.packs.read_run` gives it.
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


def write_manifest(
    folder: Path, draft: PackDraft, outputs: list[str], precision: Literal["float32", "int8"] = "float32"
) -> Manifest:
    """Write `model.json` beside the graph in `folder`.

    Raises:
        ExportError: draft and graph do not agree.
    """
    try:
        graph = Graph(file=GRAPH_NAME, sha256=_sha256(folder / GRAPH_NAME), precision=precision)
        manifest = draft.manifest(graph, outputs)
    except ValueError as error:
        raise ExportError(f"No manifest can be written for {draft.name}: {error}") from error
    text = manifest.model_dump_json(indent=2, exclude_none=True)
    (folder / MANIFEST_NAME).write_text(text + "\n", encoding="utf-8")
    return manifest


def check_pack(
    folder: Path, model: Any = None, tensors: NDArray[np.uint8] | None = None, *, largest: int | None = None
) -> PackReport:
    """Check a pack: that the app loads it, ONNX's checker, names, size; and parity where there is a Keras model.

    Args:
        folder: of the pack.
        model: the Keras classifier that it was made from, or None.
        tensors: real photos, uint8 `[N, H, W, 3]`; needed with a model, and run through the graph without one.
        largest: bytes that the graph may have; None for any size.

    Raises:
        ExportError: the first check that failed.
    """
    try:
        pack = load_pack(folder)
    except ModelPackError as error:
        raise ExportError(str(error)) from error
    file, manifest = pack.graph_file, pack.manifest
    size = file.stat().st_size
    if largest is not None and size > largest:
        raise ExportError(f"{file}: {size / 1e6:.0f} MB, more than {largest / 1e6:.0f} MB. Quantise it.")
    check_graph(file)
    graph = onnx.load(file)
    _check_shapes(graph, manifest)
    parity = None
    if tensors is not None:
        actual = onnx_outputs(file, tensors)
        if not all(np.isfinite(value).all() for value in actual.values()):
            raise ExportError(f"{file}: on real photos it gives values that are not numbers.")
        if model is not None:
            parity = compare(keras_outputs(model, tensors), actual, manifest.temperature)
            if not parity.passed:
                raise ExportError(f"{file}: it does not say what Keras says. {parity}.")
    return PackReport(folder, size, len(graph.graph.node), parity)


def _check_shapes(graph: onnx.ModelProto, manifest: Manifest) -> None:
    """What the app does not insist on, for the sake of packs that others made: names of the batch, no stray outputs."""
    shapes = output_shapes(graph)
    if set(shapes) != set(manifest.outputs):
        raise ExportError(f"The manifest promises {list(manifest.outputs)}, the graph gives {list(shapes)}.")
    batches = {name: shape[0] for name, shape in shapes.items() if name != HEAD_WEIGHTS}
    batches[INPUT] = graph.graph.input[0].type.tensor_type.shape.dim[0].dim_param
    for name, batch in batches.items():
        if batch != BATCH:
            raise ExportError(f"{name}: its batch size should be free and called {BATCH}, it is {batch!r}.")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
