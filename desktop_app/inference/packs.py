"""A model pack: a folder with a graph and its manifest, checked before it is used."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.faults import FaultError, system_reason
from desktop_app.inference import graph_file as graph_files
from desktop_app.inference.bundled import MANIFEST_NAME
from desktop_app.inference.manifest import Finder, Graph, InputSpec, Manifest, ManifestError, load_manifest
from desktop_app.inference.providers import GraphError, start_session
from desktop_app.learning.background import Background, BackgroundError, background_of, content_of
from desktop_app.own_files import OwnFileError, read_bytes

INPUT_NAME = "photo"
HEAD_WEIGHTS = "head_weights"
# Wider ones would fill sessions: of networks that people use, the widest have some thousands.
WIDEST_EMBEDDING = 65_536


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
        background_file: what the embeddings of the training photos are like, where the pack tells.
        finder_file: that of the network that finds dogs, where the pack has one.
        cpu_session: of ONNX Runtime, on one thread; checking the graph needed it, and a classifier can go on with it.
        second_cpu_session: the same for the second graph.
        finder_cpu_session: the same for the finder.
    """

    folder: Path
    manifest: Manifest
    graph_file: Path
    second_graph_file: Path | None = None
    background_file: Path | None = None
    finder_file: Path | None = None
    cpu_session: Any = field(default=None, repr=False, compare=False)
    second_cpu_session: Any = field(default=None, repr=False, compare=False)
    finder_cpu_session: Any = field(default=None, repr=False, compare=False)

    @property
    def pack_hash(self) -> str:
        """SHA-256 of the graph, or of the hashes of all, hexadecimal: what tells one pack from another."""
        return hash_of(self.manifest)


def hash_of(manifest: Manifest) -> str:
    """The `ModelPack.pack_hash` of a pack with this manifest, without its graphs."""
    second, finder = manifest.second_graph, manifest.finder
    if second is None and finder is None:
        return manifest.graph.sha256
    hashes = [graph.sha256 if graph else "-" for graph in (manifest.graph, second)]
    # As packs without a finder always were told: sessions know them by that.
    hashes += [finder.graph.sha256] if finder else []
    return hashlib.sha256(" ".join(hashes).encode()).hexdigest()


def load_pack(folder: Path) -> ModelPack:
    """Read and check a model pack: manifest, hashes, what its graphs take and give, and its background.

    ONNX Runtime loads the graph, so of a pack that nobody knows, `trial.try_pack` is asked first.

    Raises:
        ModelPackError: something is missing, of an unknown version, lies elsewhere, or does not fit the rest.
    """
    try:
        _refuse_what_lies_elsewhere(folder, MANIFEST_NAME)
        manifest = load_manifest(folder)
    except ManifestError as error:
        raise ModelPackError.of(error.fault) from error
    file, session = _opened(folder, manifest.graph, "graph")
    _check_input(session, manifest.input, file)
    _check_outputs(session, manifest, file, manifest.outputs)
    read_background(folder, manifest, _declared_width(session))
    background_file = folder / manifest.background.file if manifest.background else None
    second_file = second_session = finder_file = finder_session = None
    if (second := manifest.second_graph) is not None:
        second_file, second_session = _opened(folder, second, "input.second_look.graph")
        _check_input(second_session, manifest.input, second_file)
        _check_outputs(second_session, manifest, second_file, manifest.second_outputs)
    if (finder := manifest.finder) is not None:
        finder_file, finder_session = _opened(folder, finder.graph, "finder.graph")
        _check_input(finder_session, finder, finder_file)
        _check_finder(finder_session, finder, finder_file)
    files = (file, second_file, background_file, finder_file)
    return ModelPack(folder, manifest, *files, session, second_session, finder_session)


def read_background(folder: Path, manifest: Manifest, dimension: int | None = None) -> Background | None:
    """The background of a pack, checked against its manifest; None where there is none. Needs no graph.

    Args:
        folder: of the pack.
        manifest: its manifest.
        dimension: how many numbers its embeddings have, where that is known.

    Raises:
        ModelPackError: it is missing, is another one, damaged, or does not fit.
    """
    entry = manifest.background
    if entry is None:
        return None
    file = folder / entry.file
    _refuse_what_lies_elsewhere(folder, entry.file)
    try:
        content = content_of(file)
        _check_hash(content, entry.sha256, file, "background")
        return background_of(content, file, len(manifest.breeds), dimension)
    except BackgroundError as error:
        raise ModelPackError.of(error.fault) from error


def graph_of(folder: Path, graph: Graph, key: str) -> Path:
    """The file of a graph that is what the manifest says, and whole by itself; `key` is where the manifest says it.

    Raises:
        ModelPackError: it cannot be read, is another one, or some of it lies elsewhere.
    """
    file = folder / graph.file
    _refuse_what_lies_elsewhere(folder, graph.file)
    try:
        content = read_bytes(file, graph_files.MOST_BYTES)
    except (OwnFileError, OSError) as error:
        found = error.fault.facts if isinstance(error, OwnFileError) else {"detail": system_reason(error)}
        detail = str(found.get("detail") or type(error).__name__)
        raise ModelPackError("pack.graph_unreadable", file=str(file), key=f"{key}.file", detail=detail) from error
    _check_hash(content, graph.sha256, file, key)
    complaint = graph_files.complaint(content)
    if complaint == "elsewhere":
        raise ModelPackError("pack.graph_elsewhere", file=str(file), key=f"{key}.file")
    if complaint is not None:
        detail = "it is no ONNX file, or only a part of one"
        raise ModelPackError("pack.graph_not_loaded", file=str(file), key=f"{key}.file", detail=detail)
    return file


def _check_hash(content: bytes, wanted: str, file: Path, key: str) -> None:
    digest = hashlib.sha256(content).hexdigest()
    if digest != wanted:
        raise ModelPackError("pack.wrong_hash", file=str(file), key=f"{key}.sha256", found=digest, wanted=wanted)


def _opened(folder: Path, graph: Graph, key: str) -> tuple[Path, Any]:
    """The file of a graph, and its session."""
    file = graph_of(folder, graph, key)
    try:
        session = start_session(file, "cpu", threads=1).session
        # ONNX Runtime hands names over as they are in the file, and Python refuses those that are no text.
        _ = [(entry.name, entry.shape, entry.type) for entry in (*session.get_inputs(), *session.get_outputs())]
    except (GraphError, UnicodeDecodeError) as error:
        detail = str(error) if isinstance(error, GraphError) else "names in it are not UTF-8"
        raise ModelPackError("pack.graph_not_loaded", file=str(file), key=f"{key}.file", detail=detail) from error
    return file, session


def _refuse_what_lies_elsewhere(folder: Path, name: str) -> None:
    """A link out of the pack's folder: whoever copies the pack would not copy that.

    Raises:
        ModelPackError: what is called so in the folder lies outside of it.
    """
    inside, found = os.path.realpath(folder), os.path.realpath(folder / name)
    if os.path.dirname(found) != inside and not found.startswith(os.path.join(inside, "")):  # noqa: PTH118, PTH120
        raise ModelPackError("pack.link_elsewhere", file=str(folder / name), where=found)


def _check_input(session: Any, size: InputSpec | Finder, graph_file: Path) -> None:
    file, inputs = str(graph_file), session.get_inputs()
    if len(inputs) != 1 or inputs[0].name != INPUT_NAME:
        names = ", ".join(entry.name for entry in inputs)
        raise ModelPackError("pack.input_names", file=file, found=names, wanted=INPUT_NAME)
    if inputs[0].type != "tensor(uint8)":
        raise ModelPackError("pack.input_type", file=file, found=inputs[0].type)
    wanted = [None, size.height, size.width, 3]
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
    if "embedding" in outputs and (len(shapes["embedding"]) != 2 or not _is_bearable(shapes["embedding"][1])):
        raise _wrong_shape(file, "embedding", shapes["embedding"], "[N, D]")
    for name in ("familiarity", "finder_hint"):
        if name in outputs and not _fits(shapes[name], [None, 1]):
            raise _wrong_shape(file, name, shapes[name], "[N, 1]")
    if HEAD_WEIGHTS in outputs:
        _check_explaining(shapes, manifest, file)


def _check_finder(session: Any, finder: Finder, graph_file: Path) -> None:
    file, shapes = str(graph_file), {entry.name: entry.shape for entry in session.get_outputs()}
    for name, width in (("boxes", 4), ("scores", len(finder.classes))):
        if name not in shapes:
            raise ModelPackError("pack.no_output", file=file, output=name)
        # How many boxes a photo has is the graph's own affair.
        if len(shapes[name]) != 3 or not _fits([shapes[name][0], shapes[name][2]], [None, width]):
            raise _wrong_shape(file, name, shapes[name], f"[N, B, {width}]")
    counts = [shapes[name][1] for name in ("boxes", "scores")]
    if all(isinstance(count, int) for count in counts) and counts[0] != counts[1]:
        raise _wrong_shape(file, "scores", shapes["scores"], str(["N", counts[0], len(finder.classes)]))


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


def _declared_width(session: Any) -> int | None:
    """How many numbers an embedding has, where the graph says so before it runs."""
    shapes = {entry.name: entry.shape for entry in session.get_outputs()}
    width = shapes["embedding"][1] if "embedding" in shapes else None
    return width if isinstance(width, int) else None


def _is_bearable(width: int | str | None) -> bool:
    return not isinstance(width, int) or 0 < width <= WIDEST_EMBEDDING


def _fits(shape: list[int | str | None], wanted: list[int | None]) -> bool:
    """Whether a declared shape can be the wanted one; what either leaves open fits, but the batch must be open."""
    if len(shape) != len(wanted) or isinstance(shape[0], int):
        return False
    pairs = zip(shape[1:], wanted[1:], strict=True)
    return all(not isinstance(found, int) or found == size for found, size in pairs)
