"""From a folder of results and a table of labels to the folder of a head."""

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scale_out.engine import running
from scale_out.errors import ScaleError
from scale_out.heads.crews import Actors, Crew, Threads, gathered, shared_out
from scale_out.heads.fitting import Fitted, Say, Wish, fit_head
from scale_out.heads.labels import Labels, read_labels
from scale_out.heads.runs import require_room, write_head
from scale_out.heads.shards import Gathered
from scale_out.heads.sides import Sides, sides_of
from scale_out.heads.sources import labels_in
from scale_out.places import Place
from scale_out.results import Results

# Every so many seconds a line says how far the reading is.
_SECONDS_APART = 10.0


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Attributes:
        results: path or address of the labelling's folder.
        labels: a table or a session.
        out: folder of the head.
        wish: how it is fitted.
        work: folder for features, of this machine; None for the system's.
        processes: how many shards there are; None for as many as there are cores.
    """

    results: str
    labels: Path
    out: Path
    wish: Wish
    work: Path | None = None
    processes: int | None = None


def fit_labelled(request: Request, say: Say, address: str | None = None) -> Fitted:
    """Fit a head and write its folder; stopped at any moment, nothing is written.

    Args:
        request: what is asked for.
        say: told how far it is, and what is left out.
        address: of a Ray cluster, whose machines then read and compute; None for this machine alone.

    Raises:
        ScaleError: something cannot be used; the text says what.
        OSError: a disk is full, or cannot be read.
    """
    require_room(request.out)
    if address is not None and request.work is not None:
        raise ScaleError("--work is a folder of this machine. On a cluster, set TMPDIR for the machines' own instead.")
    results = Results.of(Place.of(request.results))
    size, partitions = results.run.get("embedding_size"), results.partitions()
    if not size:
        raise ScaleError(f"{results.folder}: its pack {results.run['pack']} gives no embeddings to fit a head to.")
    if not partitions:
        raise ScaleError(f"{results.folder}: no partition is finished yet. Let `label` go on first.")
    started = time.monotonic()
    labels = read_labels(str(request.labels), labels_in(request.labels), results.run)
    for line in labels.said:
        say(line)
    if address is None:
        _require_disk(request.work, len(labels) * size * 2)
    elif results.folder.is_local:
        say(f"every machine of the cluster has to see {results.folder} under this very path")
    with _crew(request, size, len(partitions), address) as crew:
        held = gathered(crew, shared_out(partitions, crew.count), labels, _progress(say))
        sides, left_out = _sides(crew, held, labels, request.wish, say)
        lines = [*labels.said, *left_out]
        # Of a million photos twelve megabytes, which nobody needs any more.
        del labels
        fitted = fit_head(crew, held, sides, size, request.wish, say)
    fitted.metrics["seconds"] = round(time.monotonic() - started, 1)
    with request.labels.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    about = {"labels": digest, "left_out": lines, "label_smoothing": request.wish.label_smoothing}
    write_head(request.out, fitted, results.run, about | {"balanced": request.wish.balanced})
    return fitted


def _require_disk(work: Path | None, wanted: int) -> None:
    """Make sure that features have room, 16 bits a number."""
    folder = work or Path(tempfile.gettempdir())
    free = shutil.disk_usage(folder).free
    if free < wanted:
        raise ScaleError(
            f"{folder}: the features need {wanted / 1e9:,.1f} GB, and {free / 1e9:,.1f} GB are free. Name a folder on "
            "a larger disk with --work."
        )


@contextlib.contextmanager
def _crew(request: Request, size: int, partitions: int, address: str | None) -> Iterator[Crew]:
    if address is not None:
        with running(address) as ray:
            cores = int(ray.cluster_resources().get("CPU", 1))
            yield Actors(ray, min(request.processes or cores, cores, partitions), size)
        return
    from threadpoolctl import threadpool_limits

    count = min(request.processes or os.cpu_count() or 1, partitions)
    # A thread a shard: threads of theirs would wait for each other.
    with threadpool_limits(1 if count > 1 else None):
        yield Threads(count, size, request.work)


def _sides(crew: Crew, held: Sequence[Gathered], labels: Labels, wish: Wish, say: Say) -> tuple[Sides, list[str]]:
    """What the photos are for; and sentences about those, and those labels, that are for nothing."""
    lines = []
    met = [each for each in crew.ask("met") if each is not None]
    unmet = len(labels) - sum(int(np.logical_or.reduce([parts[place] for parts in met]).sum()) for place in (0, 1))
    for count, what in (
        (unmet, "labels name a photo that is not in the results"),
        (sum(each.without_label for each in held), "photos of the results have no label"),
        (sum(each.without_features for each in held), "labelled photos have no embedding, as when they are unreadable"),
    ):
        if count:
            lines.append(f"{count:,} {what}")
            say(lines[-1])
    sides = sides_of(held, labels.breeds, wish.validation)
    for line in sides.said:
        say(line)
    return sides, [*lines, *sides.said]


def _progress(say: Say) -> Callable[[int, int], None]:
    started = last = time.monotonic()

    def told(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _SECONDS_APART or done == total:
            last = now
            left = (now - started) / done * (total - done)
            say(f"{done:,} of {total:,} partitions read" + (f", about {left:,.0f} s left" if done < total else ""))

    return told
