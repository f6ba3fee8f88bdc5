"""`python -m export ship`: from the run of `training bundle` to the pack that comes with Pawsort.

The network is converted and, unless told otherwise, made 8 bits wide. What the graph itself gives then decides the
rules in the manifest, and photos that took no part in training give the figures there.
"""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from desktop_app.inference.manifest import InputSpec, Metrics, View
from desktop_app.inference.preprocess import tensors_of_file
from export.deciding import Seen, choose, cross_decided, look_alikes_of
from export.graph import INPUT, ExportError, convert
from export.packing import GRAPH_NAME, PackReport, check_pack, write_manifest
from export.quantizing import quantize_graph
from export.shipped_figures import Judged, agreement, figures
from training.bundled_photos import (
    CAT,
    COMMITTED_SPLIT,
    CROPS,
    NO_DOGS,
    OTHER_SOURCES,
    SOMETHING_ELSE,
    UNKNOWN_DOGS,
    WHOLE,
    BundledPhotos,
    read_bundled_photos,
)
from training.datasets.photos import LabelledPhoto
from training.datasets.splits import Side, Split, read_split
from training.packs import PackDraft, read_run

Say = Callable[[str], None]
Precision = Literal["float32", "int8"]

SPLIT_NAME = "split.csv"
# The centre square keeps the proportions of the dog, and was right more often than the whole photo squashed; the whole
# photo is what the second look adds.
FIRST_VIEW: View = "centre_square"
SECOND_VIEW: View = "whole"
LARGEST = 30_000_000
# What the ranges of activations are taken from: photos of the training side, most of them whole.
CALIBRATION = {CROPS: 96, WHOLE: 64, UNKNOWN_DOGS: 48, NO_DOGS: 48}
SEED = 1337
BATCH = 4


@dataclass(frozen=True, eq=False)
class Held:
    """Photos that a network was not trained on, with what a graph gives of them.

    Attributes:
        photos: in the order of the rows.
        seen: outputs of all views, and the columns of the breeds (-1 for what is none of the pack's).
    """

    photos: tuple[LabelledPhoto, ...]
    seen: Seen


def ship(
    run: Path, data: Path, out: Path, say: Say, precision: Precision = "int8", *, reduce_range: bool = False
) -> PackReport:
    """Make the pack of a bundled run, and put it into `out` when it passes every check.

    Args:
        run: folder that `python -m training bundle` wrote.
        data: the photos that it was given.
        out: folder of the pack; an earlier pack there is replaced at the end.
        say: told what is going on and what was measured.
        precision: of the network's weights and activations.
        reduce_range: 7-bit weights, for processors without VNNI.

    Raises:
        PackDraftError, DataError, ExportError: something does not fit; nothing was written.
    """
    model, draft = read_run(run)
    bundled = read_bundled_photos(data)
    own = run / SPLIT_NAME
    split = read_split(own if own.is_file() else COMMITTED_SPLIT)
    spec = draft.input.model_copy(update={"views": (FIRST_VIEW, SECOND_VIEW), "second_look": None})
    draft = draft.model_copy(update={"input": spec.model_copy(update={"views": (FIRST_VIEW,)})})
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as temporary:
        plain, folder = Path(temporary) / "float32.onnx", Path(temporary) / out.name
        folder.mkdir()
        onnx.save(convert(model), plain)
        if precision == "int8":
            say("8 bits: taking the ranges of activations from photos of the training side")
            calibration = _tensors(calibration_photos(bundled, split), draft.input)
            quantize_graph(plain, folder / GRAPH_NAME, calibration, reduce_range=reduce_range)
        else:
            plain.rename(folder / GRAPH_NAME)
        held = _held_out(folder / GRAPH_NAME, bundled, split, spec, draft, say)
        seen = held[OTHER_SOURCES].seen
        crops = held[f"{CROPS}, test"].seen
        alike = look_alikes_of(crops.logits[:, 0], crops.labels, [breed.id for breed in draft.breeds])
        chosen = choose(draft, seen, alike)
        crossed = cross_decided(draft, seen, alike, SEED)
        judged = {name: Judged(each.seen, crossed if each.seen is seen else None) for name, each in held.items()}
        metrics = figures(chosen, judged, SEED)
        if precision == "int8":
            metrics += (_agreement(plain, held[OTHER_SOURCES], spec, OTHER_SOURCES, say),)
        provenance = chosen.provenance.model_copy(update={"metrics": metrics})
        name = f"{draft.name}, 8 bits" if precision == "int8" else draft.name
        chosen = chosen.model_copy(update={"provenance": provenance, "name": name})
        names = [output.name for output in onnx.load(folder / GRAPH_NAME).graph.output]
        write_manifest(folder, chosen, names, precision)
        few = _tensors([photo.path for photo in held[OTHER_SOURCES].photos[::9]], spec)
        report = check_pack(folder, model if precision == "float32" else None, few, largest=LARGEST)
        if out.exists():
            out.rename(Path(temporary) / "replaced")
        folder.rename(out)
    for each in metrics:
        say(f"{each.split} ({each.photos}): " + ", ".join(f"{key} {value:g}" for key, value in each.values.items()))
    return PackReport(out, report.size, report.nodes, report.parity)


def calibration_photos(bundled: BundledPhotos, split: Split) -> list[Path]:
    """Photos of the training side, spread evenly over each folder."""
    chosen: list[Path] = []
    for folder, count in CALIBRATION.items():
        every = [photo.path for photo in _of(bundled, split, folder, {Side.TRAINING})]
        chosen += [every[number * len(every) // count] for number in range(min(count, len(every)))]
    if not chosen:
        raise ExportError("There are no photos on the training side to take the ranges of activations from.")
    return chosen


def graph_logits(
    file: Path, photos: Sequence[Path], spec: InputSpec
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Logits `[N, V, C]` and species logits `[N, V, 3]` of photos, computed on the CPU."""
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    breeds: list[NDArray[np.float32]] = []
    species: list[NDArray[np.float32]] = []
    with ThreadPoolExecutor() as pool:
        for start in range(0, len(photos), 8 * BATCH):
            # A few at a time: their tensors would not all fit into memory.
            part = list(
                pool.map(lambda path: tensors_of_file(path.read_bytes(), spec), photos[start : start + 8 * BATCH])
            )
            for first in range(0, len(part), BATCH):
                tensors = np.stack(part[first : first + BATCH])
                found = session.run(["logits", "species_logits"], {INPUT: tensors.reshape(-1, *tensors.shape[2:])})
                breeds += [found[0].reshape(*tensors.shape[:2], -1)]
                species += [found[1].reshape(*tensors.shape[:2], -1)]
    return np.concatenate(breeds).astype(np.float64), np.concatenate(species).astype(np.float64)


def _held_out(
    graph: Path, bundled: BundledPhotos, split: Split, spec: InputSpec, draft: PackDraft, say: Say
) -> dict[str, Held]:
    column = {breed.id: number for number, breed in enumerate(draft.breeds)}
    both = {Side.VALIDATION, Side.TEST}
    no_dogs = _of(bundled, split, NO_DOGS, both)
    sets = {
        OTHER_SOURCES: _of(bundled, split, OTHER_SOURCES, both),
        f"{WHOLE}, held out": _of(bundled, split, WHOLE, both),
        f"{CROPS}, test": _of(bundled, split, CROPS, {Side.TEST}),
        f"{UNKNOWN_DOGS}, held out": _of(bundled, split, UNKNOWN_DOGS, both),
        "cats, held out": [photo for photo in no_dogs if photo.breed == CAT],
        "other things, held out": [photo for photo in no_dogs if photo.breed == SOMETHING_ELSE],
    }
    held = {}
    for name, photos in sets.items():
        say(f"Looking at {len(photos)} photos: {name}")
        # Crops are square: both views are the same.
        views = spec.model_copy(update={"views": spec.views[:1]}) if name.startswith(CROPS) else spec
        logits, species = graph_logits(graph, [photo.path for photo in photos], views)
        if name.startswith(CROPS):
            logits, species = (np.repeat(values, len(spec.views), axis=1) for values in (logits, species))
        labels = np.array([column.get(photo.wnid or "", -1) for photo in photos], dtype=np.int64)
        held[name] = Held(tuple(photos), Seen(logits, species, labels))
    return held


def _agreement(plain: Path, held: Held, spec: InputSpec, name: str, say: Say) -> Metrics:
    say(f"Comparing with 32 bits: {name}")
    photos, seen = held.photos, held.seen
    once = spec.model_copy(update={"views": spec.views[:1]})
    logits, species = graph_logits(plain, [photo.path for photo in photos], once)
    return agreement(Seen(logits, species, seen.labels), seen, name)


def _of(bundled: BundledPhotos, split: Split, folder: str, sides: Iterable[Side]) -> list[LabelledPhoto]:
    wanted = set(sides)
    return [
        photo
        for photo in bundled.photos.photos
        if bundled.folder_of(photo) == folder and split.sides[bundled.photos.name_of(photo)][1] in wanted
    ]


def _tensors(photos: Sequence[Path], spec: InputSpec) -> NDArray[np.uint8]:
    return np.concatenate([tensors_of_file(photo.read_bytes(), spec) for photo in photos])
