"""What a graph gives of photos, looked at as the app looks at them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.inference.decisions import Outputs
from desktop_app.inference.looking import Looking, Run
from desktop_app.inference.manifest import InputSpec, Manifest
from desktop_app.inference.preprocess import tensors_of_file
from desktop_app.inference.runtime import onnxruntime
from export.graph import INPUT
from training.runs.packs import PackDraft

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
        file: the graph; that of the second look, where it is another one, lies beside it.
        photos: to look at; every one is looked at in all views, that of the second look included.
        draft: says how the pack looks at photos.
    """
    spec = draft.input
    second = spec.second_look.graph if spec.second_look else None
    names = ["logits", "species_logits", *(["orientation_logits"] if draft.orientation else [])]
    run_again = _network(file.with_name(second.file)) if second else None
    looking = Looking(_network(file), spec, draft.orientation, draft.species, run_again=run_again)
    seen: list[Outputs] = []
    turned: list[NDArray[np.int64]] = []
    with ThreadPoolExecutor() as pool:
        # A few at a time: their tensors would not all fit into memory.
        for start in range(0, len(photos), BATCH):
            part = photos[start : start + BATCH]
            tensors = np.stack(list(pool.map(lambda path: tensors_of_file(path.read_bytes(), spec), part)))
            first, turns = looking.first(tensors, names)
            turned.append(turns)
            looks = [first, looking.second(tensors, turns, names[:2])] if spec.second_look else [first]
            seen.append({name: np.concatenate([look[name] for look in looks], axis=1) for name in names[:2]})
    breeds, species = (np.concatenate([part[name] for part in seen]) for name in names[:2])
    return Looked(breeds, species, np.concatenate(turned) > 0)


def graph_embeddings(
    file: Path, photos: Sequence[Path], pack: Manifest
) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """The embeddings that a session keeps of photos: those of the first look, on the CPU.

    Args:
        file: the graph, with the output `embedding`.
        photos: to look at; those that cannot be read are passed over.
        pack: says how the pack looks at photos.

    Returns:
        Embeddings `[n, D]`, and the places of these n among `photos`.
    """
    spec = pack.input.model_copy(update={"second_look": None})
    names = ["embedding"]
    names += ["species_logits"] if pack.species else []
    names += ["orientation_logits"] if pack.orientation else []
    looking = Looking(_network(file), spec, pack.orientation, pack.species)
    found: list[NDArray[np.float32]] = []
    places: list[int] = []
    with ThreadPoolExecutor() as pool:
        for start in range(0, len(photos), BATCH):
            part = list(pool.map(lambda path: _readable(path, spec), photos[start : start + BATCH]))
            tensors = [each for each in part if each is not None]
            places += [start + place for place, each in enumerate(part) if each is not None]
            if tensors:
                first, _turns = looking.first(np.stack(tensors), names)
                found.append(first["embedding"].mean(axis=1).astype(np.float32))
    embeddings = np.concatenate(found) if found else np.zeros((0, 0), np.float32)
    return embeddings, np.array(places, np.intp)


def _readable(photo: Path, spec: InputSpec) -> NDArray[np.uint8] | None:
    try:
        return tensors_of_file(photo.read_bytes(), spec)
    except (OSError, UnreadablePhotoError):
        return None


def _network(file: Path) -> Run:
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])

    def run(pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
        found = session.run(names, {INPUT: np.ascontiguousarray(pictures)})
        return {name: values.astype(np.float64) for name, values in zip(names, found, strict=True)}

    return run
