"""A pack whose breeds come from a head that `python -m scale_out fit` made on that pack's own embeddings.

The network stays as it is, to the last digit, and so does all that does not rest on breeds: finding dogs, telling them
from cats and things, which way up a photo lies. What was measured with the breeds of before goes: the second look,
familiarity, sets, mixes, kinds and the background.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from pydantic import ValidationError

from desktop_app.commands.fault_sentences import sentence
from desktop_app.files import write_whole
from desktop_app.inference.bundled import MANIFEST_NAME
from desktop_app.inference.manifest import Breed, Finder, Manifest, Metrics, Provenance, manifest_fault
from desktop_app.inference.manifest_rules import ConfidenceRule, Thresholds
from desktop_app.inference.packs import HEAD_WEIGHTS, ModelPackError, load_pack
from export.graph import BATCH, ExportError, check_graph
from export.packing import FINDER_NAME, GRAPH_NAME, PackReport, check_pack, graph_entry
from export.parity import onnx_outputs
from training.files import read_arrays, read_json_file

HEAD, ABOUT, METRICS = "head.npz", "head.json", "metrics.json"
_VERSION = 1
_KERNEL, _BIAS = "head_kernel", "head_bias"
# Of 32-bit sums in another order, relative to the largest logit.
_MOST_DIFFERENT = 1e-4


@dataclass(frozen=True, eq=False)
class Head:
    """A head as `python -m scale_out fit` writes it.

    Attributes:
        kernel: float32 `[D, C]`.
        bias: float32 `[C]`.
        about: what `head.json` says.
        metrics: what `metrics.json` says.
    """

    kernel: NDArray[np.float32]
    bias: NDArray[np.float32]
    about: dict[str, Any]
    metrics: dict[str, Any]


def read_head(run: Path) -> Head:
    """Read the folder of a head.

    Raises:
        ExportError: it is none, or damaged.
    """
    if not (run / ABOUT).is_file():
        raise ExportError(f"{run}: there is no {ABOUT} in it. Give a folder that `python -m scale_out fit` wrote.")
    try:
        about, metrics = read_json_file(run / ABOUT), read_json_file(run / METRICS)
        arrays = read_arrays(run / HEAD)
        head = Head(arrays["kernel"], arrays["bias"], about, metrics)
        fits = about["version"] == _VERSION and head.kernel.shape == (about["embedding_size"], len(about["breeds"]))
        if not fits or head.bias.shape != head.kernel.shape[1:] or head.kernel.dtype != np.float32:
            raise ValueError("its parts do not fit each other")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExportError(f"{run}: this head is damaged ({error}). Fit it again.") from error
    return head


def write_pack_with_head(run: Path, pack: Path, out: Path) -> PackReport:
    """Put a pack with the head in place of its own into `out`; an earlier pack there is replaced at the end.

    Args:
        run: folder of the head.
        pack: whose embeddings the head was fitted to.
        out: folder of the new pack.

    Raises:
        ExportError: head and pack do not belong together, or a check failed; nothing was written.
        OSError: the folder cannot be written.
    """
    head = read_head(run)
    try:
        old = load_pack(pack)
    except ModelPackError as error:
        raise ExportError(sentence(error.fault)) from error
    if old.pack_hash != head.about["pack_hash"]:
        raise ExportError(
            f"{run}: its head reads the embeddings of another pack, {head.about['pack']!r}. Name that one with --pack, "
            "or label the photos with this one and fit again."
        )
    graph = onnx.load(old.graph_file)
    replace_head(graph, head, old.manifest.outputs)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as temporary:
        folder = Path(temporary) / out.name
        folder.mkdir()
        onnx.save(graph, folder / GRAPH_NAME)
        if old.finder_file is not None:
            write_whole(folder / FINDER_NAME, old.finder_file.read_bytes())
        manifest = _manifest(old.manifest, head, folder, [output.name for output in graph.graph.output])
        (folder / MANIFEST_NAME).write_text(manifest.model_dump_json(indent=2, exclude_none=True) + "\n", "utf-8")
        shape = (2, manifest.input.height, manifest.input.width, 3)
        _check_logits(folder / GRAPH_NAME, head, np.random.default_rng(0).integers(0, 256, shape, np.uint8))
        report = check_pack(folder)
        if out.exists():
            out.rename(Path(temporary) / "replaced")
        folder.rename(out)
    return report


def replace_head(model: onnx.ModelProto, head: Head, promised: Sequence[str]) -> None:
    """Let the logits of a graph be this head's of its embedding; outputs that rest on the old ones go.

    Args:
        model: the graph, which is changed.
        head: the new head.
        promised: outputs that the manifest names; others go too.

    Raises:
        ExportError: it gives no embedding, or what it says of other things rests on its breeds.
    """
    graph = model.graph
    if "embedding" not in {output.name for output in graph.output}:
        raise ExportError("The graph of this pack gives no embedding for a head to read.")
    explains = HEAD_WEIGHTS in promised
    kept = [output for output in graph.output if output.name in promised]
    kept = [output for output in kept if output.name not in ("logits", "familiarity", HEAD_WEIGHTS)]
    nodes = [node for node in graph.node if not {"logits", HEAD_WEIGHTS} & set(node.output)]
    needed = _needed(nodes, {output.name for output in kept})
    if "logits" in needed:
        raise ExportError("Outputs of this pack beside its breeds rest on them: it cannot be given others.")
    nodes = [node for node in nodes if needed & set(node.output)]
    nodes.append(onnx.helper.make_node("Gemm", ["embedding", _KERNEL, _BIAS], ["logits"], name="breed_head"))
    floats = onnx.TensorProto.FLOAT
    outputs = [onnx.helper.make_tensor_value_info("logits", floats, [BATCH, len(head.bias)]), *kept]
    if explains:
        nodes.append(onnx.helper.make_node("Identity", [_KERNEL], [HEAD_WEIGHTS]))
        outputs.append(onnx.helper.make_tensor_value_info(HEAD_WEIGHTS, floats, list(head.kernel.shape)))
    constants = [value for value in graph.initializer if value.name in needed]
    constants += [onnx.numpy_helper.from_array(head.kernel, _KERNEL), onnx.numpy_helper.from_array(head.bias, _BIAS)]
    for part, values in ((graph.node, nodes), (graph.output, outputs), (graph.initializer, constants)):
        copies = [type(value).FromString(value.SerializeToString()) for value in values]
        del part[:]
        part.extend(copies)
    del graph.value_info[:]
    check_graph(model)


def _needed(nodes: list[onnx.NodeProto], wanted: set[str]) -> set[str]:
    """Names of all that some outputs are made from; nodes stand in the order in which they are computed."""
    needed = set(wanted)
    for node in reversed(nodes):
        if needed & set(node.output):
            needed |= set(node.input)
    return needed


def _manifest(old: Manifest, head: Head, folder: Path, outputs: list[str]) -> Manifest:
    names = {breed.id: breed for breed in old.breeds}
    about, metrics = head.about, head.metrics
    breeds = [names.get(each["id"]) or Breed(id=each["id"], names={"en": each["name"]}) for each in about["breeds"]]
    rules = [None if about[word] is None else ConfidenceRule(probability=about[word]) for word in ("sure", "maybe")]
    figures = {"top1": metrics["val_accuracy"], "top5": metrics["val_top5"]}
    provenance = Provenance(
        recipe=f"a linear head on the embeddings of {old.name}",
        created=datetime.now(UTC).date().isoformat(),
        data_set=f"{metrics['training_photos']} training photos",
        data_sha256=about["labels"],
        weights=old.provenance.weights,
        licence=f"The training photos' terms apply, and those of the pack: {old.provenance.licence}",
        metrics=(Metrics(split="validation", photos=metrics["validation_photos"], values=figures),),
    )
    changes = {
        "name": f"{old.name.partition(',')[0]}, {len(breeds)} breeds of one's own",
        "graph": graph_entry(folder / GRAPH_NAME, old.graph.precision),
        "input": old.input.model_copy(update={"second_look": None, "careful": None}),
        "outputs": tuple(outputs),
        "breeds": tuple(breeds),
        "temperature": about["temperature"],
        "thresholds": Thresholds(
            dog=old.thresholds.dog, evidence=old.thresholds.evidence, sure=rules[0], maybe=rules[1]
        ),
        "background": None,
        "finder": _finder(old, folder),
        "kinds": (),
        "provenance": provenance,
    }
    try:
        return Manifest.model_validate(old.model_copy(update=changes).model_dump(exclude_none=True))
    except ValidationError as error:
        raise ExportError(sentence(manifest_fault(error, Path("The manifest of the new pack")))) from error


def _finder(old: Manifest, folder: Path) -> Finder | None:
    """The finder of before, under the name of its copy."""
    if old.finder is None:
        return None
    return old.finder.model_copy(update={"graph": graph_entry(folder / FINDER_NAME, old.finder.graph.precision)})


def _check_logits(file: Path, head: Head, tensors: NDArray[np.uint8]) -> None:
    found = onnx_outputs(file, tensors)
    wanted = found["embedding"].astype(np.float64) @ head.kernel + head.bias
    if np.abs(found["logits"] - wanted).max() > _MOST_DIFFERENT * max(1.0, float(np.abs(wanted).max())):
        raise ExportError(f"{file}: it does not say what the head says.")
