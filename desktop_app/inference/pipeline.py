"""Many photos at once: each worker thread reads, decodes and classifies, so cores are full and nobody waits."""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from PIL import Image

from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.faults import Fault
from desktop_app.imaging.at_work import NotedPhoto, at_work, noted
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.seen import with_what_is_seen
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.preprocess import Picture

_MOST_WORKERS = 32


class PhotoSource(Protocol):
    """Where photos come from. Several workers ask at the same time."""

    def take(self, count: int) -> list[tuple[int, Path]]:
        """Up to `count` photos, each with the key that its outcome will carry.

        May wait (while paused, or while too many outcomes are on their way). An empty list says that nothing is left,
        or that the work was cancelled: the worker ends.
        """
        ...


class ThumbnailSink(Protocol):
    """Takes the small picture that labelling decoded anyway."""

    def store(self, path: Path, facts: FileFacts, image: Image.Image) -> None:
        """Keep a thumbnail of the photo. Never raises: a thumbnail can be made again."""
        ...


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A photo ready for the network, or why it is not."""

    outcome: PhotoOutcome
    picture: Picture | None
    noted: NotedPhoto | None = None


class _SuspectedError(Exception):
    """Pawsort may have died of this photo: it is tried last, and alone."""


class LabellingPipeline:
    """Takes photos from a source and delivers their outcomes, in the order in which they are done.

    A worker holds one small batch at a time, so memory depends on the number of workers, never on that of photos.
    ONNX Runtime and Pillow's decoders let go of Python's lock while they work; each worker uses one core.
    """

    def __init__(
        self,
        classifier: Classifier,
        *,
        workers: int | None = None,
        batch_size: int | None = None,
        thumbnails: ThumbnailSink | None = None,
        measures: bool = True,
    ) -> None:
        """Prepare, without starting anything.

        Args:
            classifier: whose pack also says how photos are prepared. Made with `threads=1`.
            workers: threads; None means one for every core that this process may use.
            batch_size: photos that a worker takes at a time; None leaves it to the classifier.
            thumbnails: gets every readable photo's small picture.
            measures: whether outcomes say what the picture tells beside its suggestion (fingerprint, sharpness, light,
                how large the dog is).
                Sessions keep that, for groups and picks; a table has no place for it.
        """
        self._classifier = classifier
        self._workers = workers or default_workers()
        self._batch_size = batch_size or classifier.photos_at_a_time
        self._thumbnails = thumbnails
        self._measures = measures
        self._stopping = threading.Event()
        self._delivery = threading.Lock()
        self._failure: BaseException | None = None
        self._suspects: list[tuple[int, Path]] = []

    def run(self, source: PhotoSource, deliver: Callable[[list[PhotoOutcome]], None]) -> None:
        """Work until the source is empty or `stop` is called; returns when every worker has ended.

        Photos of which Pawsort may have died (see `at_work`) come last, one at a time, when no other is at work.

        Args:
            source: of the photos.
            deliver: called from the workers, never by two at once.

        Raises:
            ClassifierError: the network cannot run; what was done before is delivered.
            Exception: whatever `source` or `deliver` raised.
        """
        threads = [
            threading.Thread(target=self._work, args=(source, deliver), name=f"labelling-{number}", daemon=True)
            for number in range(self._workers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._failure is None:
            suspects, self._suspects = self._suspects, []
            self._work(_InTurn(suspects), deliver, self._outcome_alone)
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Let every worker end after the photo at hand; its outcome is still delivered. Can be called from anywhere."""
        self._stopping.set()

    def _work(
        self,
        source: PhotoSource,
        deliver: Callable[[list[PhotoOutcome]], None],
        outcomes_of: Callable[[Sequence[tuple[int, Path]]], list[PhotoOutcome]] | None = None,
    ) -> None:
        try:
            while not self._stopping.is_set():
                tickets = source.take(self._batch_size)
                if not tickets:
                    return
                outcomes = (outcomes_of or self._outcomes)(tickets)
                if outcomes:
                    with self._delivery:
                        deliver(outcomes)
        except BaseException as error:  # noqa: BLE001 - handed to the thread that called run
            with self._delivery:
                self._failure = self._failure or error
            self._stopping.set()

    def _outcomes(self, tickets: Sequence[tuple[int, Path]]) -> list[PhotoOutcome]:
        prepared = []
        for key, path in tickets:
            if self._stopping.is_set():
                break
            try:
                prepared.append(self._prepare(key, path))
            except _SuspectedError:
                self._suspects.append((key, path))
        with at_work.looking_at([entry.noted for entry in prepared if entry.noted is not None], labelling=True):
            return self._classified(prepared)

    def _outcome_alone(self, tickets: Sequence[tuple[int, Path]]) -> list[PhotoOutcome]:
        """The outcome of a suspect, from its first byte to its suggestion under one note."""
        ((key, path),) = tickets
        try:
            content, facts = read_photo(path)
        except UnreadablePhotoError as error:
            return [PhotoOutcome(key, path, None, None, error.fault)]
        with at_work.looking_at([noted(path, facts.size_bytes, facts.modified_ns)], labelling=True):
            return self._classified([self._decoded(key, path, content, facts)])

    def _classified(self, prepared: Sequence[_Prepared]) -> list[PhotoOutcome]:
        pictures = [entry.picture for entry in prepared if entry.picture is not None]
        suggestions = iter(self._classifier.classify_photos(pictures, measures=self._measures))
        return [
            entry.outcome if entry.picture is None else replace(entry.outcome, suggestion=next(suggestions))
            for entry in prepared
        ]

    def _prepare(self, key: int, path: Path) -> _Prepared:
        """Read and decode a photo.

        Raises:
            _SuspectedError: not now.
        """
        try:
            content, facts = read_photo(path)
        except UnreadablePhotoError as error:
            return _Prepared(PhotoOutcome(key, path, None, None, error.fault), None)
        except MemoryError:
            return _Prepared(PhotoOutcome(key, path, None, None, Fault("photo.out_of_memory")), None)
        photo = noted(path, facts.size_bytes, facts.modified_ns)
        if at_work.is_put_aside(photo):
            return _Prepared(PhotoOutcome(key, path, facts, None, Fault("photo.ended_pawsort_twice")), None)
        if at_work.is_suspected(photo):
            raise _SuspectedError
        with at_work.looking_at([photo], labelling=True):
            return self._decoded(key, path, content, facts)

    def _decoded(self, key: int, path: Path, content: bytes, facts: FileFacts) -> _Prepared:
        spec = self._classifier.pack.manifest.input
        photo = noted(path, facts.size_bytes, facts.modified_ns)
        try:
            decoded = decode_photo(content, max(spec.width, spec.height))
            facts = with_what_is_seen(facts, decoded, measures=self._measures)
            if self._thumbnails is not None:
                self._thumbnails.store(path, facts, decoded.image)
            # The file's content is let go of: the few photos in which a dog is small are read once more.
            picture = Picture.of(decoded, lambda: read_photo(path)[0])
            return _Prepared(PhotoOutcome(key, path, facts, None, None), picture, photo)
        except UnreadablePhotoError as error:
            return _Prepared(PhotoOutcome(key, path, facts, None, error.fault), None)
        except MemoryError:
            return _Prepared(PhotoOutcome(key, path, facts, None, Fault("photo.out_of_memory")), None)


class _InTurn:
    """A source of photos that come one at a time."""

    def __init__(self, tickets: Sequence[tuple[int, Path]]) -> None:
        self._left = iter(tickets)

    def take(self, _count: int) -> list[tuple[int, Path]]:
        return [ticket for ticket in [next(self._left, None)] if ticket is not None]


def default_workers() -> int:
    """One worker for every core that this process may use."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        cores = os.cpu_count() or 1
    return max(1, min(cores, _MOST_WORKERS))
