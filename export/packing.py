"""Makes a model pack, and writes it only when it passes every check."""

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from pydantic import ValidationError

from desktop_app.commands.fault_sentences import sentence
from desktop_app.inference.bundled import MANIFEST_NAME
from desktop_app.inference.manifest import Graph, Manifest, load_manifest, manifest_fault
from desktop_app.inference.packs import HEAD_WEIGHTS, ModelPack, ModelPackError, load_pack
from export.background import NoBackgroundError, TrainedOn, write_background
from export.graph import BATCH, INPUT, ExportError, check_graph, convert, output_shapes
from export.parity import ParityReport, compare, keras_outputs, onnx_outputs
from training.runs.packs import PackDraft

GRAPH_NAME = "model.onnx"
SECOND_GRAPH_NAME = "second_look.onnx"
FINDER_NAME = "dog_finder.onnx"
Precision = Literal["float32", "int8"]


@dataclass(frozen=True)
class PackReport:
    """What the checks of a pack found.

    Attributes:
        folder: of the pack.
        size: of the graph's file in bytes, or of all graphs' files.
        nodes: in the graph.
        parity: against Keras on real photos; None when there was no Keras model to compare with.
        second_parity: the same of the graph that takes the second look.
        without_background: why there is none (see `add_background`); None where the pack has one.
    """

    folder: Path
    size: int
    nodes: int
    parity: ParityReport | None
    second_parity: ParityReport | None = None
    without_background: str | None = ""


def write_pack(
    model: Any,
    draft: PackDraft,
    tensors: NDArray[np.uint8],
    out: Path,
    *,
    largest: int | None = None,
    trained: TrainedOn | None = None,
) -> PackReport:
    """Convert a classifier, check it, and put the pack into `out`; an earlier pack there is replaced at the end.

    Args:
        model: Keras classifier as `training.runs.packs.read_run` gives it.
        draft: its manifest without the graph.
        tensors: real photos for the parity check, uint8 `[N, H, W, 3]`.
        out: folder of the pack.
        largest: bytes that the graph may have; None for any size.
        trained: the photos that the network was trained on, for the background; None for a pack without.

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
        without = add_background(folder, trained)
        if out.exists():
            out.rename(Path(temporary) / "replaced")
        folder.rename(out)
    return replace(report, folder=out, without_background=without)


def add_background(folder: Path, trained: TrainedOn | None) -> str | None:
    """Give the pack in `folder`, which has passed its checks, a background, and name it in the manifest.

    Args:
        folder: of the pack.
        trained: the photos that its network was trained on; None where nobody knows them.

    Returns:
        why there is none: empty where nobody knows the photos; None where the pack has one now.

    Raises:
        ExportError: the app refuses the pack with it.
    """
    if trained is None:
        return ""
    manifest = load_manifest(folder)
    try:
        entry = write_background(folder, manifest, trained)
    except NoBackgroundError as error:
        return str(error)
    (folder / MANIFEST_NAME).write_text(_as_json(manifest.model_copy(update={"background": entry})), encoding="utf-8")
    _loaded(folder)
    return None


def with_background(pack: Path, trained: TrainedOn, out: Path) -> str | None:
    """Put a copy of a pack that has a background into `out`, which may be the pack itself.

    Returns:
        why there is none, and nothing was written; None where all went well.

    Raises:
        ExportError: the app refuses the pack.
        OSError: the folder cannot be written.
    """
    _loaded(pack)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as temporary:
        folder = Path(temporary) / out.name
        shutil.copytree(pack, folder)
        without = add_background(folder, trained)
        if without is None:
            if out.exists():
                out.rename(Path(temporary) / "replaced")
            folder.rename(out)
    return without


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
    (folder / MANIFEST_NAME).write_text(_as_json(manifest), encoding="utf-8")
    return manifest


def _as_json(manifest: Manifest) -> str:
    return manifest.model_dump_json(indent=2, exclude_none=True) + "\n"


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
    pack = _loaded(folder)
    file, again, manifest = pack.graph_file, pack.second_graph_file, pack.manifest
    size = sum(each.stat().st_size for each in (file, again, pack.finder_file) if each)
    if largest is not None and size > largest:
        raise ExportError(f"{file}: {size / 1e6:.0f} MB, more than {largest / 1e6:.0f} MB. Quantise it.")
    graph = _checked_graph(file, manifest.outputs)
    parity = _parity(file, model, tensors, manifest)
    second_parity = None
    if again is not None:
        _checked_graph(again, (*manifest.second_outputs, "embedding"))
        second_parity = _parity(again, second, tensors, manifest)
    if pack.finder_file is not None:
        _checked_graph(pack.finder_file, ("boxes", "scores"))
    return PackReport(folder, size, len(graph.graph.node), parity, second_parity)


def _loaded(folder: Path) -> ModelPack:
    try:
        return load_pack(folder)
    except ModelPackError as error:
        raise ExportError(sentence(error.fault)) from error


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
