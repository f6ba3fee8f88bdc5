"""What a graph gives of photos, looked at as the app looks at them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from desktop_app.inference.decisions import Outputs
from desktop_app.inference.looking import Looking
from desktop_app.inference.preprocess import tensors_of_file
from export.graph import INPUT
from training.packs import PackDraft

BATCH = 8

Floats = NDArray[np.float64]


class Looked(NamedTuple):
    """What a graph gives of photos.

    Attributes:
        logits: `[N, V, C]`; with the view of the second look last.
        species_logits: `[N, V, 3]`.
        turned: which photos were turned to stand upright, `[N]`.
    """

    logits: Floats
    species_logits: Floats
    turned: NDArray[np.bool_]


def graph_logits(file: Path, photos: Sequence[Path], draft: PackDraft) -> Looked:
    """Look at photos on the CPU.

    Args:
        file: the graph.
        photos: to look at; every one is looked at in all views, that of the second look included.
        draft: says how the pack looks at photos.
    """
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    spec = draft.input
    names = ["logits", "species_logits", *(["orientation_logits"] if draft.orientation else [])]

    def run(pictures: NDArray[np.uint8], wanted: list[str]) -> Outputs:
        found = session.run(wanted, {INPUT: np.ascontiguousarray(pictures)})
        return {name: values.astype(np.float64) for name, values in zip(wanted, found, strict=True)}

    looking = Looking(run, spec, draft.orientation, draft.species)
    seen: list[Outputs] = []
    turned: list[NDArray[np.int64]] = []
    with ThreadPoolExecutor() as pool:
        # A few at a time: their tensors would not all fit into memory.
        for start in range(0, len(photos), BATCH):
            part = photos[start : start + BATCH]
            tensors = np.stack(list(pool.map(lambda path: tensors_of_file(path.read_bytes(), spec), part)))
            first, turns = looking.first(tensors, names)
            turned.append(turns)
            looks = [first, looking.second(tensors, turns, names)] if spec.second_look else [first]
            seen.append({name: np.concatenate([look[name] for look in looks], axis=1) for name in names[:2]})
    breeds, species = (np.concatenate([part[name] for part in seen]) for name in names[:2])
    return Looked(breeds, species, np.concatenate(turned) > 0)
