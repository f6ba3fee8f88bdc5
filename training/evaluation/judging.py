"""What a run says of photos, and what it should have said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.inference.manifest import Manifest
from desktop_app.inference.preprocess import Picture
from training.datasets.breeds import match_vocabulary, read_mapping, stanford_breeds
from training.datasets.photos import DataError, LabelledPhoto
from training.datasets.splits import Side
from training.evaluation.calibration import FOLDS, cross_validated_probabilities, log_probabilities
from training.evaluation.choosing import TRAINED_ON, chosen_photos
from training.evaluation.promises import bounded_temperature
from training.networks.finders import FinderNetwork
from training.networks.quiet import load_tensorflow
from training.runs.packs import PackDraft, read_classifier, read_draft

BATCH = 16


@dataclass(frozen=True)
class EvaluateRequest:
    """What `evaluate` is asked to do.

    Attributes:
        run: folder of a finished run.
        data: labelled photos.
        split: a split file; None takes the run's own where the data are what it was trained on, by their contents.
        side: which photos of the split.
        mapping: CSV that says what our names for breeds of another data set are.
    """

    run: Path
    data: Sequence[Path]
    split: Path | None = None
    side: Side | None = None
    mapping: Path | None = None


@dataclass(frozen=True, eq=False)
class Judged:
    """Photos with what the run says of them.

    Attributes:
        breeds: names of the network's outputs.
        photos: those that could be judged.
        labels: int `[N]`, the column of each photo's breed.
        logits: float32 `[N, V, C]`, of every view.
        temperature: the run's.
        what: which photos these are, in plain words.
        fitted: bool `[N]`, whether the run's temperature was fitted to this very photo.
        left_out: why photos were left out, and how many.
    """

    breeds: tuple[str, ...]
    photos: tuple[LabelledPhoto, ...]
    labels: NDArray[np.int64]
    logits: NDArray[np.float32]
    temperature: float
    what: str
    fitted: NDArray[np.bool_]
    left_out: dict[str, int]

    def probabilities(self) -> NDArray[np.float64]:
        """Calibrated, `[N, C]`. No photo by a temperature that was fitted to it: to these it is fitted in folds."""
        calibrated = np.exp(log_probabilities(self.logits, self.temperature))
        count = int(self.fitted.sum())
        if count == 1:  # there are no others to fit it to
            calibrated[self.fitted] = np.exp(log_probabilities(self.logits[self.fitted]))
        elif count:
            calibrated[self.fitted] = cross_validated_probabilities(
                self.logits[self.fitted], self.labels[self.fitted], min(FOLDS, count), fitted=bounded_temperature
            )
        return calibrated

    def only(self, kept: NDArray[np.bool_]) -> "Judged":
        """The same with only these photos, bool `[N]`."""
        return replace(
            self,
            photos=tuple(photo for photo, keep in zip(self.photos, kept, strict=True) if keep),
            labels=self.labels[kept],
            logits=self.logits[kept],
            fitted=self.fitted[kept],
        )

    def raw_probabilities(self) -> NDArray[np.float64]:
        """As the network gives them, `[N, C]`."""
        return np.exp(log_probabilities(self.logits))


def judge(
    request: EvaluateRequest,
    progress: Callable[[int, int], None] | None = None,
    say: Callable[[str], None] = lambda _line: None,
) -> Judged:
    """Let a run look at photos.

    Args:
        request: what to do.
        progress: called with photos done and photos in all.
        say: told which photos have no label to judge by, and what became of the run's own.

    Raises:
        DataError: the photos, the split or the mapping cannot be used.
        PackDraftError, RunError: the run cannot be used.
    """
    draft = read_draft(request.run)
    chosen = chosen_photos(request.run, request.data, request.split, request.side, say)
    photos = chosen.photos
    breeds = breed_names(draft)
    mapping = read_mapping(request.mapping) if request.mapping else None
    ours = match_vocabulary(photos.breeds, breeds, mapping)
    known = [photo for photo in photos.photos if ours[photo.breed] is not None]
    if not known:
        raise DataError(
            f"{photos.root}: none of its breeds is known to the run. Breeds there: {', '.join(photos.breeds[:6])}; the "
            f"run's: {', '.join(breeds[:6])}. Where only the names differ, a --mapping helps."
        )
    # All is known to be there: only now is it worth the seconds that TensorFlow takes to start.
    load_tensorflow()
    model = read_classifier(request.run)
    column = {breed: number for number, breed in enumerate(breeds)}
    labels = np.array([column[str(ours[photo.breed])] for photo in known], dtype=np.int64)
    finder = FinderNetwork(request.run / draft.finder.graph.file, draft.finder) if draft.finder else None
    logits, readable = _logits(model, draft, finder, [photo.path for photo in known], progress)
    left_out = {
        TRAINED_ON: chosen.trained_on,
        "of breeds that the run does not know": len(photos) - len(known),
        "unreadable": int((~readable).sum()),
    }
    kept = tuple(photo for photo, good in zip(known, readable, strict=True) if good)
    reasons = {why: count for why, count in left_out.items() if count}
    fitted = np.array([photo.path in chosen.fitted for photo in kept], dtype=bool)
    return Judged(breeds, kept, labels[readable], logits, draft.temperature, chosen.what, fitted, reasons)


def breed_names(draft: PackDraft | Manifest) -> tuple[str, ...]:
    """The breeds of a pack by the names that data sets use: those of Stanford Dogs, or what the folder was called."""
    return tuple(stanford_breeds().get(breed.id) or breed.id.partition(":")[2] or breed.id for breed in draft.breeds)


def _logits(
    model: Any,
    draft: PackDraft,
    finder: FinderNetwork | None,
    paths: Sequence[Path],
    progress: Callable[[int, int], None] | None,
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Logits float32 `[readable, V, C]`, and which photos were readable, bool `[N]`."""
    import tensorflow as tf

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    def run(pixels: Any) -> Any:
        return model(pixels, training=False)["logits"]

    views, breeds = len(draft.input.views), len(draft.breeds)
    parts, readable = [np.empty((0, views, breeds), np.float32)], np.zeros(len(paths), dtype=bool)
    for start in range(0, len(paths), BATCH):
        tensors = []
        for number, path in enumerate(paths[start : start + BATCH], start):
            try:
                picture = Picture.of_file(path.read_bytes(), draft.input)
                part = finder.part(picture, *finder.dogs([picture])) if finder else None
                tensors.append(picture.tensors(draft.input, part))
                readable[number] = True
            except (OSError, UnreadablePhotoError):
                continue
        if tensors:
            logits = run(tf.constant(np.concatenate(tensors))).numpy()
            parts.append(logits.reshape(len(tensors), views, breeds))
        if progress:
            progress(min(start + BATCH, len(paths)), len(paths))
    return np.concatenate(parts), readable
