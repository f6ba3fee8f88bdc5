"""A model pack: a folder with a graph and its manifest, checked before it is used."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.faults import FaultError
from desktop_app.inference.manifest import Graph, Manifest, ManifestError, load_manifest
from desktop_app.inference.providers import GraphError, start_session

INPUT_NAME = "photo"
HEAD_WEIGHTS = "head_weights"


class ModelPackError(FaultError):
    """A model pack that cannot be used: `pack.*`, with the file and the key that are wrong."""


@dataclass(frozen=True, slots=True)
class ModelPack:
    """A checked model pack.

    Attributes:
        folder: where it lies.
        manifest: what it says of itself.
        graph_file: the ONNX file.
        second_graph_file: that of the network that takes the second look, where that is another one.
        cpu_session: of ONNX Runtime, on one thread; checking the graph needed it, and a classifier can go on with it.
        second_cpu_session: the same for the second graph.
    """

    folder: Path
    manifest: Manifest
    graph_file: Path
    second_graph_file: Path | None = None
    cpu_session: Any = field(default=None, repr=False, compare=False)
    second_cpu_session: Any = field(default=None, repr=False, compare=False)

    @property
    def pack_hash(self) -> str:
        """SHA-256 of the graph, or of the hashes of both, hexadecimal: what tells one pack from another."""
        second = self.manifest.second_graph
        if second is None:
            return self.manifest.graph.sha256
        return hashlib.sha256(f"{self.manifest.graph.sha256} {second.sha256}".encode()).hexdigest()


def load_pack(folder: Path) -> ModelPack:
    """Read and check a model pack: manifest, hash of the graph, its input and its outputs.

    Raises:
        ModelPackError: something is missing, of an unknown version, or does not fit the rest.
    """
    try:
        manifest = load_manifest(folder)
    except ManifestError as error:
        raise ModelPackError.of(error.fault) from error
    file, session = _opened(folder, manifest.graph, "graph")
    _check_input(session, manifest, file)
    _check_outputs(session, manifest, file, manifest.outputs)
    second = manifest.second_graph
    if second is None:
        return ModelPack(folder, manifest, file, cpu_session=session)
    second_file, second_session = _opened(folder, second, "input.second_look.graph")
    _check_input(second_session, manifest, second_file)
    _check_outputs(second_session, manifest, second_file, manifest.second_outputs)
    return ModelPack(folder, manifest, file, second_file, session, second_session)


def _opened(folder: Path, graph: Graph, key: str) -> tuple[Path, Any]:
    """The file of a graph that is what the manifest says, and its session; `key` is where the manifest says it."""
    file = folder / graph.file
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise ModelPackError("pack.graph_unreadable", file=str(file), key=f"{key}.file", detail=detail) from error
    if found != graph.sha256:
        raise ModelPackError("pack.wrong_hash", file=str(file), key=f"{key}.sha256", found=found, wanted=graph.sha256)
    try:
        return file, start_session(file, "cpu", threads=1).session
    except GraphError as error:
        raise ModelPackError("pack.graph_not_loaded", file=str(file), key=f"{key}.file", detail=str(error)) from error


def _check_input(session: Any, manifest: Manifest, graph_file: Path) -> None:
    file, inputs = str(graph_file), session.get_inputs()
    if len(inputs) != 1 or inputs[0].name != INPUT_NAME:
        names = ", ".join(entry.name for entry in inputs)
        raise ModelPackError("pack.input_names", file=file, found=names, wanted=INPUT_NAME)
    if inputs[0].type != "tensor(uint8)":
        raise ModelPackError("pack.input_type", file=file, found=inputs[0].type)
    wanted = [None, manifest.input.height, manifest.input.width, 3]
    if not _fits(inputs[0].shape, wanted):
        said = str(["N", *wanted[1:]])
        raise ModelPackError("pack.input_shape", file=file, found=str(inputs[0].shape), wanted=said)


def _check_outputs(session: Any, manifest: Manifest, graph_file: Path, outputs: tuple[str, ...]) -> None:
    file, shapes = str(graph_file), {entry.name: entry.shape for entry in session.get_outputs()}
    missing = [name for name in outputs if name not in shapes]
    if missing:
        raise ModelPackError("pack.no_output", file=file, output=missing[0])
    if not _fits(shapes["logits"], [None, len(manifest.breeds)]):
        count, found = len(manifest.breeds), str(shapes["logits"])
        raise ModelPackError(
            "pack.names_and_columns", file=file, key="breeds", names=count, output="logits", found=found
        )
    for key, part in (("species", manifest.species), ("orientation", manifest.orientation)):
        output = f"{key}_logits"
        if part and output in outputs and not _fits(shapes[output], [None, len(part.labels)]):
            count, found, names = len(part.labels), str(shapes[output]), f"{key}.labels"
            raise ModelPackError(
                "pack.names_and_columns", file=file, key=names, names=count, output=output, found=found
            )
    if "embedding" in outputs and len(shapes["embedding"]) != 2:
        raise _wrong_shape(file, "embedding", shapes["embedding"], "[N, D]")
    if "familiarity" in outputs and not _fits(shapes["familiarity"], [None, 1]):
        raise _wrong_shape(file, "familiarity", shapes["familiarity"], "[N, 1]")
    if HEAD_WEIGHTS in outputs:
        _check_explaining(shapes, manifest, file)


def _check_explaining(shapes: dict[str, list[int | str | None]], manifest: Manifest, file: str) -> None:
    if "feature_map" not in manifest.outputs:
        raise ModelPackError("pack.no_feature_map", file=file, output=HEAD_WEIGHTS)
    found, features = shapes[HEAD_WEIGHTS], shapes["feature_map"]
    if len(features) != 4:
        raise _wrong_shape(file, "feature_map", features, "[N, h, w, D]")
    if found != [features[3], len(manifest.breeds)]:
        raise _wrong_shape(file, HEAD_WEIGHTS, found, str([features[3], len(manifest.breeds)]))


def _wrong_shape(file: str, output: str, found: list[int | str | None], wanted: str) -> ModelPackError:
    return ModelPackError("pack.output_shape", file=file, output=output, found=str(found), wanted=wanted)


def _fits(shape: list[int | str | None], wanted: list[int | None]) -> bool:
    """Whether a declared shape can be the wanted one; what either leaves open fits, but the batch must be open."""
    if len(shape) != len(wanted) or isinstance(shape[0], int):
        return False
    pairs = zip(shape[1:], wanted[1:], strict=True)
    return all(not isinstance(found, int) or found == size for found, size in pairs)
