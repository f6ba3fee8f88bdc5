"""`python -m export ship`: from the run of `training bundle` to the pack that comes with Pawsort.

The network is converted and, unless told otherwise, made 8 bits wide. What the graph itself gives then decides the
rules in the manifest, and photos that took no part in training give the figures there.
"""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from desktop_app.inference.manifest import InputSpec, Metrics, SecondLook, View
from desktop_app.inference.preprocess import tensors_of_file
from export.background import TrainedOn
from export.graph import ExportError, convert
from export.looking import Looked, graph_logits
from export.packing import (
    GRAPH_NAME,
    SECOND_GRAPH_NAME,
    PackReport,
    Precision,
    add_background,
    check_pack,
    graph_entry,
    write_manifest,
)
from export.quantizing import quantize_graph
from export.ship.deciding import Seen, choose, cross_decided, look_alikes_of
from export.ship.figures import Judged, agreement, figures
from training.bundled.photos import (
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
from training.runs.packs import PackDraft, read_run, read_second

Say = Callable[[str], None]
SPLIT_NAME = "split.csv"
# The centre square keeps the proportions of the dog, and was right more often than the whole photo squashed; the whole
# photo, mirrored, is what the second look adds. When it is taken is chosen with the other rules.
FIRST_VIEW: View = "centre_square"
SECOND_LOOK = SecondLook(view="whole", mirrored=True, below=1.0, temperature=1.0)
# What comes with the app. In 32 bits a pack is for comparing with Keras.
LARGEST = 30_000_000
# What the ranges of activations are taken from: photos of the training side, most of them whole.
CALIBRATION = {CROPS: 96, WHOLE: 64, UNKNOWN_DOGS: 48, NO_DOGS: 48}
SEED = 1337


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
    second = read_second(run)
    bundled = read_bundled_photos(data)
    own = run / SPLIT_NAME
    split = read_split(own if own.is_file() else COMMITTED_SPLIT)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as temporary:
        plain, folder = Path(temporary) / "float32", Path(temporary) / out.name
        plain.mkdir()
        draft = _write_graphs(model, second, plain, draft)
        if precision == "int8":
            say("8 bits: taking the ranges of activations from photos of the training side")
            folder.mkdir()
            draft = _quantize_graphs(plain, folder, draft, calibration_photos(bundled, split), reduce_range)
        else:
            plain = plain.rename(folder)
        held = _held_out(folder / GRAPH_NAME, bundled, split, draft, say)
        seen = held[OTHER_SOURCES].seen
        crops = held[f"{CROPS}, test"].seen
        alike = look_alikes_of(crops.logits[:, 0], crops.labels, [breed.id for breed in draft.breeds])
        chosen = choose(draft, seen, alike)
        crossed = cross_decided(draft, seen, alike, SEED)
        judged = {name: Judged(each.seen, crossed if each.seen is seen else None) for name, each in held.items()}
        metrics = figures(chosen, judged, SEED)
        if precision == "int8":
            metrics += (_agreement(plain / GRAPH_NAME, held[OTHER_SOURCES], draft, OTHER_SOURCES, say),)
        provenance = chosen.provenance.model_copy(update={"metrics": metrics})
        name = f"{draft.name}, 8 bits" if precision == "int8" else draft.name
        chosen = chosen.model_copy(update={"provenance": provenance, "name": name})
        names = [output.name for output in onnx.load(folder / GRAPH_NAME).graph.output]
        write_manifest(folder, chosen, names, precision)
        few = _tensors([photo.path for photo in held[OTHER_SOURCES].photos[::9]], draft.input)
        if precision == "int8":
            report = check_pack(folder, tensors=few, largest=LARGEST)
        else:
            report = check_pack(folder, model, few, second=second)
        _give_background(folder, trained_on(bundled, split, draft), say)
        if out.exists():
            out.rename(Path(temporary) / "replaced")
        folder.rename(out)
    for each in metrics:
        say(f"{each.split} ({each.photos}): " + ", ".join(f"{key} {value:g}" for key, value in each.values.items()))
    return replace(report, folder=out, without_background=None)


def _write_graphs(model: Any, second: Any, folder: Path, draft: PackDraft) -> PackDraft:
    """Convert both networks in 32 bits; the second may be None. The draft then says how the pack looks."""
    onnx.save(convert(model), folder / GRAPH_NAME)
    again = SECOND_LOOK
    if second is not None:
        onnx.save(convert(second), folder / SECOND_GRAPH_NAME)
        again = again.model_copy(update={"graph": graph_entry(folder / SECOND_GRAPH_NAME)})
    return _looking(draft, (FIRST_VIEW,), again)


def _quantize_graphs(
    plain: Path, folder: Path, draft: PackDraft, calibration: list[Path], reduce_range: bool
) -> PackDraft:
    """Write the 8-bit versions of the graphs in `plain` into `folder`; the draft then says which they are."""
    first = _looking(draft, (FIRST_VIEW,), None).input
    quantize_graph(plain / GRAPH_NAME, folder / GRAPH_NAME, _tensors(calibration, first), reduce_range=reduce_range)
    again = draft.input.second_look
    if again is None or again.graph is None:
        return draft
    view = _looking(draft, (again.view,), None).input
    file = folder / SECOND_GRAPH_NAME
    quantize_graph(plain / SECOND_GRAPH_NAME, file, _tensors(calibration, view), reduce_range=reduce_range)
    return _looking(draft, (FIRST_VIEW,), again.model_copy(update={"graph": graph_entry(file, "int8")}))


def _looking(draft: PackDraft, views: tuple[View, ...], again: SecondLook | None) -> PackDraft:
    return draft.model_copy(update={"input": draft.input.model_copy(update={"views": views, "second_look": again})})


def calibration_photos(bundled: BundledPhotos, split: Split) -> list[Path]:
    """Photos of the training side, spread evenly over each folder."""
    chosen: list[Path] = []
    for folder, count in CALIBRATION.items():
        every = [photo.path for photo in _of(bundled, split, folder, {Side.TRAINING})]
        chosen += [every[number * len(every) // count] for number in range(min(count, len(every)))]
    if not chosen:
        raise ExportError("There are no photos on the training side to take the ranges of activations from.")
    return chosen


def trained_on(bundled: BundledPhotos, split: Split, draft: PackDraft) -> TrainedOn:
    """The photos of the training side that show one of the pack's breeds, crops and whole ones."""
    column = {breed.id: number for number, breed in enumerate(draft.breeds)}
    photos = [
        photo
        for folder in (CROPS, WHOLE)
        for photo in _of(bundled, split, folder, {Side.TRAINING})
        if photo.wnid in column
    ]
    columns = np.array([column[photo.wnid or ""] for photo in photos], dtype=np.int64)
    return TrainedOn(tuple(photo.path for photo in photos), columns)


def _give_background(folder: Path, trained: TrainedOn, say: Say) -> None:
    """What ships has one, or is not written."""
    say(f"The background: looking at {len(trained.photos)} photos of the training side")
    without = add_background(folder, trained)
    if without is not None:
        raise ExportError(f"The pack has no background: {without}.")


def _held_out(graph: Path, bundled: BundledPhotos, split: Split, draft: PackDraft, say: Say) -> dict[str, Held]:
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
        looked = graph_logits(graph, [photo.path for photo in photos], draft)
        labels = np.array([column.get(photo.wnid or "", -1) for photo in photos], dtype=np.int64)
        held[name] = Held(tuple(photos), _seen(looked, labels))
    return held


def _agreement(plain: Path, held: Held, draft: PackDraft, name: str, say: Say) -> Metrics:
    say(f"Comparing with 32 bits: {name}")
    photos, seen = held.photos, held.seen
    looked = graph_logits(plain, [photo.path for photo in photos], _looking(draft, (FIRST_VIEW,), None))
    return agreement(_seen(looked, seen.labels), seen, name)


def _seen(looked: Looked, labels: NDArray[np.int64]) -> Seen:
    return Seen(looked.logits, looked.species_logits, labels, looked.turned, looked.greatest())


def _of(bundled: BundledPhotos, split: Split, folder: str, sides: Iterable[Side]) -> list[LabelledPhoto]:
    wanted = set(sides)
    return [
        photo
        for photo in bundled.photos.photos
        if bundled.folder_of(photo) == folder and split.sides[bundled.photos.name_of(photo)][1] in wanted
    ]


def _tensors(photos: Sequence[Path], spec: InputSpec) -> NDArray[np.uint8]:
    return np.concatenate([tensors_of_file(photo.read_bytes(), spec) for photo in photos])
