"""How large and how fast a network is once it is exported."""

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from desktop_app.inference.runtime import onnxruntime
from export.graph import INPUT, convert
from training.runs.packs import PackDraft

ROUNDS, WARM_UP = 20, 3


def measured_speed(model: Any, draft: PackDraft) -> dict[str, float]:
    """Megabytes of the graph, and milliseconds of one thread a photo (median of 20 single photos).

    Raises:
        ExportError: the network cannot be converted.
    """
    graph = convert(model)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.onnx"
        onnx.save(graph, file)
        return {"megabytes": round(file.stat().st_size / 1e6, 2), "milliseconds": round(graph_speed(file, draft), 2)}


def graph_speed(file: Path, draft: PackDraft) -> float:
    """Milliseconds of one thread that a photo takes in ONNX Runtime on the CPU, with all its views."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    shape = (len(draft.input.views), draft.input.height, draft.input.width, 3)
    photo = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    times = []
    for _ in range(WARM_UP + ROUNDS):
        started = time.perf_counter()
        session.run(["logits"], {INPUT: photo})
        times.append(time.perf_counter() - started)
    return float(np.median(times[WARM_UP:]) * 1000)
