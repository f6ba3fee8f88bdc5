"""Static 8-bit packs: weights and activations as whole numbers, calibrated on real photos, what they cost measured.

Jacob et al. 2017, arXiv:1712.05877. Weights signed and per channel, activations unsigned, quantise and dequantise nodes
around every operator (QDQ), which ONNX Runtime fuses into integer arithmetic. What comes of it is then made the same on
every processor (`export.same_everywhere`).
"""

import math
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from desktop_app.inference.manifest import Metrics
from desktop_app.inference.runtime import submodule
from export.background import TrainedOn
from export.graph import INPUT, ExportError, convert, name_batch
from export.packing import GRAPH_NAME, PackReport, add_background, check_pack, write_manifest
from export.parity import onnx_outputs
from export.same_everywhere import make_steady
from training.evaluation.calibration import log_probabilities
from training.runs.packs import PackDraft

_quantization = submodule("quantization")
_CalibrationDataReader: Any = _quantization.CalibrationDataReader

CALIBRATION_BATCH = 8
# The first convolutions see few channels, and what they round away is missing from everything after them: they stay in
# 32 bits. In EfficientNet the fourth makes many planes of the large picture: in 32 bits it would take longer than it is
# worth. Small networks keep fewer.
FIRST, FIRST_SHARE = 3, 1 / 8
# Behind the convolutions there is little to compute, and much to lose: a layer that says the breed decides between near
# ones. Only layers with so many weights are worth their 8 bits.
WIDE = 500_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What quantisation changed, on labelled photos that were not calibrated on.

    Attributes:
        photos: how many.
        top1_float: share whose first suggestion is right in 32 bits.
        top1_int8: the same in 8 bits.
        agreement: share with the same first suggestion in both.
    """

    photos: int
    top1_float: float
    top1_int8: float
    agreement: float

    @property
    def loss(self) -> float:
        """Top-1 lost."""
        return self.top1_float - self.top1_int8

    def __str__(self) -> str:
        return (
            f"top-1 {self.top1_float:.3f} in 32 bits, {self.top1_int8:.3f} in 8 bits, the same first suggestion on "
            f"{self.agreement:.1%} of {self.photos} photos"
        )


@dataclass(frozen=True, eq=False)
class Labelled:
    """Photos with labels.

    Attributes:
        tensors: uint8 `[N, V, H, W, 3]`.
        labels: columns of the network, int `[N]`.
        what: which photos these are.
    """

    tensors: NDArray[np.uint8]
    labels: NDArray[np.int64]
    what: str


def write_quantized_pack(
    model: Any,
    draft: PackDraft,
    calibration: NDArray[np.uint8],
    judged_on: Labelled,
    out: Path,
    *,
    most_loss: float = 0.02,
    reduce_range: bool = False,
    trained: TrainedOn | None = None,
) -> tuple[PackReport, Cost]:
    """Quantise a classifier, measure what that costs, check it, and put the pack into `out`.

    Args:
        model: Keras classifier as `training.runs.packs.read_run` gives it.
        draft: its manifest without the graph.
        calibration: photos that the ranges of activations are taken from, uint8 `[N, H, W, 3]`.
        judged_on: other photos, labelled.
        out: folder of the pack; an earlier pack there is replaced at the end.
        most_loss: top-1 that may be lost.
        reduce_range: 7-bit weights, for processors without VNNI, whose 16-bit sums can overflow.
        trained: the photos that the network was trained on, for the background; None for a pack without.

    Raises:
        ExportError: more is lost than `most_loss`, or a check failed; nothing was written.
        OSError: the folder cannot be written.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as temporary:
        plain, folder = Path(temporary) / "float32.onnx", Path(temporary) / out.name
        folder.mkdir()
        onnx.save(convert(model), plain)
        quantize_graph(plain, folder / GRAPH_NAME, calibration, reduce_range=reduce_range)
        before, after = (_logits(file, judged_on.tensors) for file in (plain, folder / GRAPH_NAME))
        cost = _cost(before, after, judged_on.labels, draft.temperature)
        if cost.loss > most_loss:
            raise ExportError(f"Quantisation loses more than {most_loss:g} of top-1: {cost}. No pack was written.")
        names = [output.name for output in onnx.load(folder / GRAPH_NAME).graph.output]
        write_manifest(folder, _draft_of(draft, judged_on, cost), names, "int8")
        report = check_pack(folder, None, judged_on.tensors[:8].reshape(-1, *judged_on.tensors.shape[2:]))
        without = add_background(folder, trained)
        if out.exists():
            out.rename(Path(temporary) / "replaced")
        folder.rename(out)
    return replace(report, folder=out, without_background=without), cost


def quantize_graph(
    source: Path,
    target: Path,
    calibration: NDArray[np.uint8],
    *,
    reduce_range: bool = False,
    in_8_bits: Collection[str] | None = None,
) -> bool:
    """Write the 8-bit version of a graph.

    Args:
        source: the graph in 32 bits.
        target: file of the one in 8 bits.
        calibration: photos that the ranges of activations are taken from, uint8 `[N, H, W, 3]`.
        reduce_range: 7-bit weights, for processors without VNNI, whose 16-bit sums can overflow.
        in_8_bits: names of the nodes that become 8 bits wide; None for those that suit a classifier.

    Returns:
        whether it says the same on every processor; some networks begin in a way that cannot be made exact.

    Raises:
        ExportError: ONNX Runtime cannot quantise it.
    """
    prepared = target.with_name(f".{target.name}.prepared")
    try:
        submodule("quantization.shape_inference").quant_pre_process(
            str(source), str(prepared), skip_symbolic_shape=False
        )
        _quantization.quantize_static(
            str(prepared),
            str(target),
            _Reader(calibration),
            quant_format=_quantization.QuantFormat.QDQ,
            per_channel=True,
            reduce_range=reduce_range,
            activation_type=_quantization.QuantType.QUInt8,
            weight_type=_quantization.QuantType.QInt8,
            nodes_to_exclude=_kept_in_32_bits(onnx.load(prepared).graph, in_8_bits),
        )
        graph = onnx.load(target)
        steady = make_steady(graph, onnx.load(prepared))
        name_batch(graph)
        onnx.save(graph, target)
    # ONNX Runtime's exceptions have no common class of their own.
    except Exception as error:
        raise ExportError(f"ONNX Runtime cannot quantise the graph: {error}") from error
    finally:
        prepared.unlink(missing_ok=True)
    return steady


def _kept_in_32_bits(graph: onnx.GraphProto, in_8_bits: Collection[str] | None) -> list[str]:
    """The names of all other nodes than these."""
    chosen = _in_8_bits(graph) if in_8_bits is None else in_8_bits
    return [node.name for node in graph.node if node.name not in chosen]


def _in_8_bits(graph: onnx.GraphProto) -> set[str]:
    """The names of the later convolutions, of what joins them, and of very wide layers behind them."""
    convolutions = [node for node in graph.node if node.op_type == "Conv"]
    first = convolutions[: min(FIRST, int(FIRST_SHARE * len(convolutions)))]
    before = _makers_of(graph, convolutions[:1]) - {node.name for node in convolutions}
    joined = _makers_of(graph, convolutions[-1:]) - before
    sizes = {weight.name: math.prod(weight.dims) for weight in graph.initializer}
    wide = {
        node.name
        for node in graph.node
        if node.op_type in {"Gemm", "MatMul"} and any(sizes.get(name, 0) >= WIDE for name in node.input)
    }
    return (joined | wide) - {node.name for node in first}


def _makers_of(graph: onnx.GraphProto, nodes: Sequence[onnx.NodeProto]) -> set[str]:
    """The names of these nodes and of all that they are computed from."""
    makers = {output: node for node in graph.node for output in node.output}
    found: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node.name not in found:
            found.add(node.name)
            waiting += [makers[name] for name in node.input if name in makers]
    return found


class _Reader(_CalibrationDataReader):  # type: ignore[misc]
    def __init__(self, tensors: NDArray[np.uint8]) -> None:
        starts = range(0, len(tensors), CALIBRATION_BATCH)
        self._batches = iter([tensors[start : start + CALIBRATION_BATCH] for start in starts])

    def get_next(self) -> dict[str, NDArray[np.uint8]] | None:
        """The next batch, None after the last."""
        batch = next(self._batches, None)
        return None if batch is None else {INPUT: batch}


def _logits(graph: Path, tensors: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Logits float32 `[N, V, C]`."""
    photos, views = tensors.shape[:2]
    logits = onnx_outputs(graph, tensors.reshape(photos * views, *tensors.shape[2:]))["logits"]
    return logits.reshape(photos, views, -1)


def _cost(
    before: NDArray[np.float32], after: NDArray[np.float32], labels: NDArray[np.int64], temperature: float
) -> Cost:
    first, second = (log_probabilities(logits, temperature).argmax(axis=1) for logits in (before, after))
    return Cost(
        len(labels), float((first == labels).mean()), float((second == labels).mean()), float((first == second).mean())
    )


def _draft_of(draft: PackDraft, judged_on: Labelled, cost: Cost) -> PackDraft:
    values = {"top1": cost.top1_int8, "top1_float32": cost.top1_float, "same_first_suggestion": cost.agreement}
    measured = Metrics(split=f"{judged_on.what}, int8", photos=cost.photos, values=values)
    provenance = draft.provenance.model_copy(update={"metrics": (*draft.provenance.metrics, measured)})
    # The temperature stays: the run's words go with it, and so do the logits of a graph that knows photos of no class.
    return draft.model_copy(update={"name": f"{draft.name}, 8 bits", "provenance": provenance})
