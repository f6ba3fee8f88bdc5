"""`python -m export ship`: from the run of `training bundle` to the pack that comes with Pawsort.

The network is converted and, unless told otherwise, made 8 bits wide. What the graph itself gives then decides the
rules in the manifest, and photos that took no part in training give the figures there.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from desktop_app.inference.manifest import Metrics, SecondLook, View
from export.background import TrainedOn
from export.graph import ExportError, convert
from export.looking import Looked, graph_logits, seen_tensors
from export.packing import (
    FINDER_NAME,
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
from export.ship.deciding import Seen, choose, cross_decided, look_alikes_of, together
from export.ship.figures import Judged, agreement, figures
from training.bundled.photos import (
    CAT,
    COMMITTED_SPLIT,
    CROPS,
    MORE_BREEDS,
    NO_DOGS,
    OTHER_SOURCES,
    SOMETHING_ELSE,
    UNKNOWN_DOGS,
    WHOLE,
    BundledPhotos,
    breed_id_of,
    read_bundled_photos,
)
from training.datasets.photos import LabelledPhoto
from training.datasets.splits import Side, Split, read_split
from training.runs.packs import PackDraft, read_run, read_second

Say = Callable[[str], None]
SPLIT_NAME = "split.csv"
# Both networks look at the dog that the finder found. When the second is asked is chosen with the other rules.
FIRST_VIEW: View = "dog"
SECOND_LOOK = SecondLook(view="dog", below=1.0, temperature=1.0)
# What comes with the app. In 32 bits a pack is for comparing with Keras.
LARGEST = 30_000_000
# What the ranges of activations are taken from: photos of the training side, most of them whole.
CALIBRATION = {CROPS: 80, WHOLE: 56, MORE_BREEDS: 40, UNKNOWN_DOGS: 40, NO_DOGS: 40}
SEED = 1337
# Photos of known breeds and of others that came with those of further breeds.
JUDGES = f"{MORE_BREEDS}, never trained on"


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
    run: Path,
    data: Path,
    out: Path,
    say: Say,
    precision: Precision = "int8",
    *,
    reduce_range: bool = False,
    graphs: Path | None = None,
) -> PackReport:
    """Make the pack of a bundled run, and put it into `out` when it passes every check.

    Args:
        run: folder that `python -m training bundle` wrote.
        data: the photos that it was given.
        out: folder of the pack; an earlier pack there is replaced at the end.
        say: told what is going on and what was measured.
        precision: of the network's weights and activations.
        reduce_range: 7-bit weights, for processors without VNNI.
        graphs: a pack of this run whose 8-bit graphs are taken as they are; rules and figures are made anew.

    Raises:
        PackDraftError, DataError, ExportError: something does not fit; nothing was written.
    """
    model, draft = read_run(run)
    second = read_second(run)
    bundled = read_bundled_photos(data)
    split = read_split(file if (file := run / SPLIT_NAME).is_file() else COMMITTED_SPLIT)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as temporary:
        plain, folder = Path(temporary) / "float32", Path(temporary) / out.name
        plain.mkdir()
        draft = _write_graphs(model, second, plain, draft)
        shutil.copy(run / FINDER_NAME, plain / FINDER_NAME)
        if precision == "int8":
            folder.mkdir()
            shutil.copy(run / FINDER_NAME, folder / FINDER_NAME)
            if graphs is None:
                draft = _quantize_graphs(plain, folder, draft, calibration_photos(bundled, split), reduce_range, say)
            else:
                draft = _take_graphs(graphs, folder, draft)
        else:
            plain = plain.rename(folder)
        held = _held_out(folder / GRAPH_NAME, bundled, split, draft, say)
        chosen, metrics = _decided(draft, held)
        if precision == "int8":
            metrics += (_agreement(plain / GRAPH_NAME, held[OTHER_SOURCES], draft, OTHER_SOURCES, say),)
        chosen = _with_figures(chosen, metrics, precision)
        names = [output.name for output in onnx.load(folder / GRAPH_NAME).graph.output]
        write_manifest(folder, chosen, names, precision)
        few = seen_tensors(folder / GRAPH_NAME, [photo.path for photo in held[OTHER_SOURCES].photos[::9]], draft)
        if precision == "int8":
            report = check_pack(folder, tensors=few, largest=LARGEST)
        else:
            report = check_pack(folder, model, few, second=second)
        _give_background(folder, trained_on(bundled, split, draft), say)
        _put(folder, out, Path(temporary) / "replaced")
    _tell(metrics, say)
    return replace(report, folder=out, without_background=None)


def _with_figures(chosen: PackDraft, metrics: tuple[Metrics, ...], precision: Precision) -> PackDraft:
    provenance = chosen.provenance.model_copy(update={"metrics": metrics})
    name = f"{chosen.name}, 8 bits" if precision == "int8" else chosen.name
    return chosen.model_copy(update={"provenance": provenance, "name": name})


def _put(folder: Path, out: Path, aside: Path) -> None:
    if out.exists():
        out.rename(aside)
    folder.rename(out)


def _tell(metrics: Iterable[Metrics], say: Say) -> None:
    for each in metrics:
        say(f"{each.split} ({each.photos}): " + ", ".join(f"{key} {value:g}" for key, value in each.values.items()))


def _decided(draft: PackDraft, held: Mapping[str, Held]) -> tuple[PackDraft, tuple[Metrics, ...]]:
    """The draft with all rules chosen, and what they are worth; where they are chosen, that is cross-validated."""
    seen = together(held[OTHER_SOURCES].seen, held[JUDGES].seen)
    crops = held[f"{CROPS}, test"].seen
    alike = look_alikes_of(crops.logits[:, 0], crops.labels, [breed.id for breed in draft.breeds])
    chosen = choose(draft, seen, alike)
    crossed = cross_decided(draft, seen, alike, SEED)
    first = len(held[OTHER_SOURCES].photos)
    parts = {OTHER_SOURCES: crossed.part(slice(0, first)), JUDGES: crossed.part(slice(first, None))}
    judged = {name: Judged(each.seen, parts.get(name)) for name, each in held.items()}
    return chosen, figures(chosen, judged, SEED)


def _write_graphs(model: Any, second: Any, folder: Path, draft: PackDraft) -> PackDraft:
    """Convert both networks in 32 bits; the second may be None. The draft then says how the pack looks."""
    onnx.save(convert(model), folder / GRAPH_NAME)
    again = SECOND_LOOK
    if second is not None:
        onnx.save(convert(second), folder / SECOND_GRAPH_NAME)
        again = again.model_copy(update={"graph": graph_entry(folder / SECOND_GRAPH_NAME)})
    return _looking(draft, (FIRST_VIEW,), again)


def _quantize_graphs(
    plain: Path, folder: Path, draft: PackDraft, calibration: list[Path], reduce_range: bool, say: Say
) -> PackDraft:
    """Write the 8-bit versions of the graphs in `plain` into `folder`; the draft then says which they are."""
    say("8 bits: taking the ranges of activations from photos of the training side")
    tensors = seen_tensors(plain / GRAPH_NAME, calibration, _looking(draft, (FIRST_VIEW,), None))
    _quantize(plain / GRAPH_NAME, folder / GRAPH_NAME, tensors, reduce_range)
    again = draft.input.second_look
    if again is None or again.graph is None:
        return draft
    file = folder / SECOND_GRAPH_NAME
    _quantize(plain / SECOND_GRAPH_NAME, file, tensors, reduce_range)
    return _looking(draft, (FIRST_VIEW,), again.model_copy(update={"graph": graph_entry(file, "int8")}))


def _take_graphs(pack: Path, folder: Path, draft: PackDraft) -> PackDraft:
    """Copy the 8-bit graphs of a pack into `folder`; the draft then says which they are."""
    shutil.copy(pack / GRAPH_NAME, folder / GRAPH_NAME)
    again = draft.input.second_look
    if again is None or again.graph is None:
        return draft
    file = folder / SECOND_GRAPH_NAME
    shutil.copy(pack / SECOND_GRAPH_NAME, file)
    return _looking(draft, (FIRST_VIEW,), again.model_copy(update={"graph": graph_entry(file, "int8")}))


def _quantize(source: Path, target: Path, tensors: NDArray[np.uint8], reduce_range: bool) -> None:
    """What ships says the same on every processor, or is not written."""
    if not quantize_graph(source, target, tensors, reduce_range=reduce_range):
        raise ExportError(f"{target.name} begins in a way that cannot be made exact (export/same_everywhere.py).")


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
        for folder in (CROPS, WHOLE, MORE_BREEDS)
        for photo in _of(bundled, split, folder, {Side.TRAINING})
        if breed_id_of(photo) in column
    ]
    columns = np.array([column[breed_id_of(photo) or ""] for photo in photos], dtype=np.int64)
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
        JUDGES: _of(bundled, split, MORE_BREEDS, {Side.VALIDATION}),
        f"{MORE_BREEDS}, further breeds, test": _of(bundled, split, MORE_BREEDS, {Side.TEST}),
        f"{WHOLE}, held out": _of(bundled, split, WHOLE, both),
        f"{CROPS}, test": _of(bundled, split, CROPS, {Side.TEST}),
        f"{UNKNOWN_DOGS}, held out": _of(bundled, split, UNKNOWN_DOGS, both),
        "cats, held out": [photo for photo in no_dogs if photo.breed == CAT],
        "other things, held out": [photo for photo in no_dogs if photo.breed == SOMETHING_ELSE],
    }
    held = {}
    for name, photos in sets.items():
        say(f"Looking at {len(photos)} photos: {name}")
        looked = graph_logits(graph, [photo.path for photo in photos], draft, all_looks=True)
        labels = np.array([column.get(breed_id_of(photo) or "", -1) for photo in photos], dtype=np.int64)
        held[name] = Held(tuple(photos), _seen(looked, labels, fitted=name == JUDGES))
    return held


def _agreement(plain: Path, held: Held, draft: PackDraft, name: str, say: Say) -> Metrics:
    say(f"Comparing with 32 bits: {name}")
    photos, seen = held.photos, held.seen
    looked = graph_logits(plain, [photo.path for photo in photos], _looking(draft, (FIRST_VIEW,), None))
    return agreement(_seen(looked, seen.labels), seen, name)


def _seen(looked: Looked, labels: NDArray[np.int64], *, fitted: bool = False) -> Seen:
    """What graphs gave of photos; `fitted` where the familiarity was fitted to them."""
    if looked.familiarity is None:
        raise ExportError("The network has no output 'familiarity'. Run the training again.")
    return Seen(
        looked.logits,
        looked.species_logits,
        labels,
        looked.familiarity,
        np.full(len(labels), not fitted),
        looked.turned,
        looked.greatest(),
        looked.all_logits,
    )


def _of(bundled: BundledPhotos, split: Split, folder: str, sides: Iterable[Side]) -> list[LabelledPhoto]:
    wanted = set(sides)
    return [
        photo
        for photo in bundled.photos.photos
        if bundled.folder_of(photo) == folder and split.sides[bundled.photos.name_of(photo)][1] in wanted
    ]
