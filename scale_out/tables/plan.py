"""Which photos are in which session: written down before the first is made, and never changed afterwards.

`sessions.json` lies beside the sessions. New partitions come into new sessions; a session that was handed out keeps its
photos, and is not made again.
"""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from desktop_app.catalog.opening import SESSION_SUFFIX
from desktop_app.catalog.values.suggestions import Confidence, SuggestionStatus
from desktop_app.files import write_whole
from scale_out.errors import ScaleError
from scale_out.places import Place
from scale_out.results import Results, batches_of

FILE = "sessions.json"
VERSION = 1
WORDS = (*(each.value for each in Confidence), SuggestionStatus.NO_DOG.value, SuggestionStatus.UNREADABLE.value)
"""By what photos are chosen: how sure the suggestion is, or that there is none."""
# A store answers many questions in the time of one.
_ASKED_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Part:
    """Photos of one partition that are in a session.

    Attributes:
        partition: name of its file.
        photos: how many.
        first: so many of the partition's photos stand in sessions before; of those that were chosen, where some were.
    """

    partition: str
    photos: int
    first: int = 0


@dataclass(slots=True)
class PlannedSession:
    """A session.

    Attributes:
        file: its name.
        parts: what is in it.
        is_made: whether it was made. It may have been handed out since, and reviewed.
    """

    file: str
    parts: list[Part] = field(default_factory=list)
    is_made: bool = False

    @property
    def photos(self) -> int:
        """How many it has."""
        return sum(part.photos for part in self.parts)


@dataclass(slots=True)
class Plan:
    """All sessions of a folder.

    Attributes:
        folder: where they lie.
        results: the results, by their place.
        pack_hash: of the pack that labelled them.
        only: the words of which photos are there; empty for all.
        sessions: in the order of their names.
        counted: partitions that are in them, those of which no photo was chosen too.
    """

    folder: Path
    results: str
    pack_hash: str
    only: tuple[str, ...] = ()
    sessions: list[PlannedSession] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)

    def write(self) -> None:
        """Write it, whole or not at all.

        Raises:
            OSError: it cannot be written.
        """
        told: dict[str, Any] = {
            "version": VERSION,
            "results": self.results,
            "pack_hash": self.pack_hash,
            "only": self.only,
            "sessions": [{**asdict(each), "photos": each.photos} for each in self.sessions],
            "partitions": self.counted,
        }
        write_whole(self.folder / FILE, json.dumps(told, indent=1, ensure_ascii=False))

    def add(self, parts: Iterator[tuple[str, int]], most: int) -> None:
        """Put partitions into new sessions, none larger than `most` photos; a partition is divided only if it is.

        Args:
            parts: names of partitions, and how many of their photos were chosen.
            most: photos of a session.
        """
        current: PlannedSession | None = None
        for name, photos in parts:
            self.counted.append(name)
            for first in range(0, photos, most):
                some = min(most, photos - first)
                if current is None or current.photos + some > most:
                    current = PlannedSession(f"review-{len(self.sessions) + 1:04d}{SESSION_SUFFIX}")
                    self.sessions.append(current)
                current.parts.append(Part(name, some, first))


def planned(results: Results, folder: Path, only: Sequence[str], most: int) -> Plan:
    """The plan of a folder, with all partitions that are finished by now.

    Args:
        results: that were labelled.
        folder: of the sessions; made where it is missing.
        only: words of `WORDS`; none for all photos.
        most: photos of a session.

    Raises:
        ScaleError: the folder holds sessions of other results, or others than ours; or a partition cannot be read.
        OSError: the folder cannot be written.
    """
    plan = _read(results, folder, tuple(only))
    known = set(plan.counted)
    new = [each for each in results.partitions() if name_of_partition(each) not in known]
    if not new:
        return plan
    before = len(plan.sessions)
    with ThreadPoolExecutor(_ASKED_AT_ONCE) as pool:
        counts = pool.map(lambda each: _count(each, plan.only), new)
        plan.add(zip(map(name_of_partition, new), counts, strict=True), most)
    for session in plan.sessions[before:]:
        if (folder / session.file).exists():
            raise ScaleError(f"{folder / session.file}: is there, and no session of this export. Name another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    plan.write()
    return plan


def chosen(batch: pa.RecordBatch, only: Sequence[str]) -> pa.Array:
    """Which rows of a batch have one of the words; it has the columns `status` and `confidence`."""
    status, confidence = (batch.column(name).cast(pa.string()) for name in ("status", "confidence"))
    with_a_dog = pc.equal(status, SuggestionStatus.OK.value)
    words = pc.if_else(with_a_dog, confidence, status)
    return pc.fill_null(pc.is_in(words, value_set=pa.array(only, pa.string())), False)


def _read(results: Results, folder: Path, only: tuple[str, ...]) -> Plan:
    file = folder / FILE
    new = Plan(folder, results.folder.text, results.run["pack_hash"], only)
    try:
        told = json.loads(file.read_text("utf-8"))
        if told["version"] != VERSION:
            raise ScaleError(f"{file}: made by another version of Pawsort. Name another folder.")
        sessions = [
            PlannedSession(each["file"], [Part(**part) for part in each["parts"]], each["is_made"])
            for each in told["sessions"]
        ]
        known = Plan(
            folder, told["results"], told["pack_hash"], tuple(told["only"]), sessions, list(told["partitions"])
        )
    except FileNotFoundError:
        return new
    except (ValueError, KeyError, TypeError) as error:
        raise ScaleError(
            f"{file}: is damaged, and only it knows which photos are in which session. Name another folder."
        ) from error
    if (known.results, known.pack_hash) != (new.results, new.pack_hash):
        raise ScaleError(
            f"{folder}: holds sessions of {known.results}. Name another folder; if the results only moved, change "
            f'"results" in {FILE}.'
        )
    if known.only != only:
        was = " ".join(f"--only {word}" for word in known.only) or "no --only"
        raise ScaleError(f"{folder}: its sessions were made with {was}. Name another folder for other photos.")
    return known


def _count(partition: Place, only: Sequence[str]) -> int:
    """How many photos of a partition were chosen."""
    if only:
        return sum(chosen(batch, only).true_count for batch in batches_of(partition, ["status", "confidence"]))
    try:
        with partition.open() as file:
            return int(pq.read_metadata(file).num_rows)
    except (OSError, pa.ArrowException) as error:
        raise ScaleError(f"{partition}: cannot be read ({error}). Delete it, and `label` makes it again.") from error


def name_of_partition(partition: Place) -> str:
    """The name of its file."""
    return partition.path.rpartition("/")[2]
