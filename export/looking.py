"""What a graph gives of photos, looked at as the app looks at them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.inference.finding import FoundDogs
from desktop_app.inference.looking import HowToLook, Looking
from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.preprocess import Picture
from training.networks.finders import graph_run

BATCH = 8

Floats = NDArray[np.float64]


class Looked(NamedTuple):
    """What the graphs of a pack give of photos.

    Attributes:
        logits: `[N, V, C]`; with the view of the second look last.
        species_logits: `[N, V, 3]`.
        turned: which photos were turned to stand upright, `[N]`.
        embeddings: of the first look, as sessions keep them, `[N, D]`; None for a graph that does not give them.
        found: the dogs that the finder found; None for photos of which it was not asked.
        all_logits: of every look that is taken of photos when somebody has time, `[N, L, C]`; None where nobody asked.
        all_species_logits: the same of the species, `[N, L, 3]`.
        familiarity: `[N, V]`; None for graphs that do not give it.
    """

    logits: Floats
    species_logits: Floats
    turned: NDArray[np.bool_]
    embeddings: NDArray[np.float32] | None
    found: tuple[FoundDogs | None, ...]
    all_logits: Floats | None = None
    all_species_logits: Floats | None = None
    familiarity: Floats | None = None

    def greatest(self) -> Floats | None:
        """The finder's greatest score of each class, `[N, K]`, NaN where it was not asked; None where it never was."""
        width = next((len(dogs.greatest) for dogs in self.found if dogs is not None), None)
        if width is None:
            return None
        return np.stack([np.full(width, np.nan) if dogs is None else dogs.greatest for dogs in self.found])


def graph_logits(file: Path, photos: Sequence[Path], pack: HowToLook, *, all_looks: bool = False) -> Looked:
    """Look at photos on the CPU, with the very code that the app looks with.

    Args:
        file: the graph; those of the second look and of the finder, where there are any, lie beside it.
        photos: to look at; every one is looked at in all views, that of the second look included.
        pack: a manifest or a draft of one: says how the pack looks at photos.
        all_looks: whether they are also looked at as carefully as can be.
    """
    spec = pack.input
    looking, given = _looking(file, pack, careful=all_looks)
    both = ["logits", "species_logits"]
    both += ["familiarity"] if "familiarity" in given else []
    names = [*both, *(["orientation_logits"] if pack.orientation else [])]
    names += ["embedding"] if "embedding" in given else []
    seen: list[dict[str, Floats]] = []
    found: list[FoundDogs | None] = []
    turned: list[NDArray[np.int64]] = []
    with ThreadPoolExecutor() as pool:
        # A few at a time: their tensors would not all fit into memory.
        for start in range(0, len(photos), BATCH):
            part = photos[start : start + BATCH]
            pictures = list(pool.map(lambda path: Picture.of_file(path.read_bytes(), spec), part))
            first = looking.look(pictures, names)
            turned.append(first.turns)
            found += first.found
            looks = [first.outputs]
            if spec.second_look:
                looks.append(looking.second(first.tensors, first.turns, both))
            outputs = {name: np.concatenate([look[name] for look in looks], axis=1) for name in both}
            if "embedding" in names:
                outputs["embedding"] = first.outputs["embedding"].mean(axis=1)
            if all_looks:
                outputs |= {f"all_{name}": values for name, values in looking.all_looks(first, both[:2]).items()}
            seen.append(outputs)
    every = {name: np.concatenate([part[name] for part in seen]) for name in seen[0]}
    embeddings = every["embedding"].astype(np.float32) if "embedding" in every else None
    of_all = every.get("all_logits"), every.get("all_species_logits")
    familiar = every["familiarity"][..., 0] if "familiarity" in every else None
    return Looked(
        every["logits"],
        every["species_logits"],
        np.concatenate(turned) > 0,
        embeddings,
        tuple(found),
        *of_all,
        familiar,
    )


def graph_embeddings(
    file: Path, photos: Sequence[Path], pack: HowToLook
) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """The embeddings that a session keeps of photos: those of the first look, on the CPU.

    Args:
        file: the graph, with the output `embedding`; that of the finder, where there is one, lies beside it.
        photos: to look at; those that cannot be read are passed over.
        pack: says how the pack looks at photos.

    Returns:
        Embeddings `[n, D]`, and the places of these n among `photos`.
    """
    spec = pack.input
    names = ["logits", "embedding"]
    names += ["species_logits"] if pack.species else []
    names += ["orientation_logits"] if pack.orientation else []
    looking, _given = _looking(file, pack)
    found: list[NDArray[np.float32]] = []
    places: list[int] = []
    with ThreadPoolExecutor() as pool:
        for start in range(0, len(photos), BATCH):
            part = list(pool.map(lambda path: _readable(path, spec), photos[start : start + BATCH]))
            pictures = [each for each in part if each is not None]
            places += [start + place for place, each in enumerate(part) if each is not None]
            if pictures:
                first = looking.look(pictures, names)
                found.append(first.outputs["embedding"].mean(axis=1).astype(np.float32))
    embeddings = np.concatenate(found) if found else np.zeros((0, 0), np.float32)
    return embeddings, np.array(places, np.intp)


def seen_tensors(file: Path, photos: Sequence[Path], pack: HowToLook) -> NDArray[np.uint8]:
    """What the networks of a pack are given of photos, all views one after the other, uint8 `[n, H, W, 3]`."""
    looking, _given = _looking(file, pack)
    names = ["logits"]
    names += ["species_logits"] if pack.species else []
    names += ["orientation_logits"] if pack.orientation else []
    found: list[NDArray[np.uint8]] = []
    for start in range(0, len(photos), BATCH):
        pictures = [Picture.of_file(path.read_bytes(), pack.input) for path in photos[start : start + BATCH]]
        tensors = looking.look(pictures, names).tensors
        found.append(tensors.reshape(-1, *tensors.shape[2:]))
    return np.concatenate(found)


def _looking(file: Path, pack: HowToLook, *, careful: bool = False) -> tuple[Looking, list[str]]:
    """How the app looks with these graphs, and the names of the first one's outputs."""
    second = pack.input.second_look.graph if pack.input.second_look else None
    again = graph_run(file.with_name(second.file))[0] if second else None
    find = graph_run(file.with_name(pack.finder.graph.file))[0] if pack.finder else None
    first, given = graph_run(file)
    return Looking(first, pack, run_again=again, find=find, careful=careful), given


def _readable(photo: Path, spec: InputSpec) -> Picture | None:
    try:
        return Picture.of_file(photo.read_bytes(), spec)
    except (OSError, UnreadablePhotoError):
        return None
