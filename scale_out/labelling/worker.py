"""A worker: an actor of Ray that labels one partition after the other, each written in one step when it is whole."""

import json
import os
import shutil
import socket
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.suggestions import SuggestionStatus
from desktop_app.faults import Fault
from scale_out.columns import schema, table_of
from scale_out.errors import ScaleError
from scale_out.labelling.apart import LabellingApart
from scale_out.labelling.bringing import Bringing
from scale_out.labelling.messages import GoneError
from scale_out.labelling.planning import photos_in
from scale_out.labelling.request import brought_here
from scale_out.places import Place
from scale_out.results import PHOTOS, Results, parquet_bytes

_FOLDER = "pawsort-worker-"
SET_ASIDE = "photo.ended_pawsort_twice"
# A process may die twice of each photo; one that goes on dying has another reason.
_DEATHS_A_PHOTO, _FURTHER_DEATHS = 2, 3


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is told.

    Attributes:
        out: folder of the results.
        provider: what networks run on.
        threads: of one worker.
        careful: see `LabelRequest`.
    """

    out: str
    provider: str
    threads: int
    careful: bool


@dataclass(slots=True)
class Done:
    """What came of a partition; the rows that the driver gets."""

    partition: str
    photos: int = 0
    no_dog: int = 0
    unreadable: int = 0
    deaths: int = 0
    seconds: float = 0.0
    starting: float = 0.0
    waiting: float = 0.0
    writing: float = 0.0
    machine: str = field(default_factory=socket.gethostname)
    device: str = ""
    # As JSON: how many photos have each fault, and the paths of those that were set aside.
    faults: str = "{}"
    set_aside: str = "[]"
    failure: str = ""


class Labeller:
    """The actor. Photos are read by a process of its own, so that none of them ends the actor."""

    def __init__(self, job: Job) -> None:
        self._out = Place.of(job.out)
        self._results = Results.of(self._out)
        run = self._results.run
        self._columns = schema(run["embedding_size"], len(run["breeds"]))
        _tidy_up()
        self._home = Path(tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-"))
        pack, memories = brought_here(self._results, self._home)
        setting = {
            "folder": str(self._home),
            "pack": str(pack),
            "memories": [str(each) for each in memories],
            "provider": job.provider,
            "careful": job.careful,
            "threads": job.threads,
            "embedding_size": run["embedding_size"],
        }
        self._apart = LabellingApart(setting, self._home / "home")

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Label the partitions of a batch."""
        done = [self._labelled(str(name)) for name in batch["partition"]]
        return {name: np.array([getattr(each, name) for each in done]) for name in Done.__dataclass_fields__}

    def end(self) -> None:
        """Leave nothing behind."""
        self._apart.end()
        shutil.rmtree(self._home, ignore_errors=True)

    def _labelled(self, partition: str) -> Done:
        done, began = Done(partition), time.monotonic()
        result = self._out / PHOTOS / partition
        try:
            if not result.exists():  # another try may have finished it
                table = self._rows(partition, done)
                writing = time.monotonic()
                result.write(parquet_bytes(table))
                done.writing = time.monotonic() - writing
                _count(table, done)
        except (ScaleError, OSError) as error:
            done.failure = str(error)
        done.seconds = time.monotonic() - began
        done.device = self._apart.device
        return done

    def _rows(self, partition: str, done: Done) -> pa.Table:
        """All rows of a partition, in the order of its plan.

        Raises:
            ScaleError: they cannot be made here; the partition is left for another time.
        """
        photos = photos_in(self._out, partition)
        left = set(range(len(photos)))
        tables: list[pa.Table] = []
        keys: list[int] = []
        before = self._apart.deaths
        with tempfile.TemporaryDirectory(dir=self._home, prefix="photos-") as scratch:
            bringing = Bringing(photos, self._results.run["sources"], Path(scratch))
            most = _DEATHS_A_PHOTO * len(photos) + _FURTHER_DEATHS
            while left:
                began = time.monotonic()
                self._apart.ensure()
                done.starting += time.monotonic() - began
                try:
                    for some, table in self._apart.label(bringing.arriving(sorted(left)), bringing.end):
                        keys += some
                        tables.append(table)
                        left.difference_update(some)
                        bringing.labelled(some)
                    done.waiting += self._apart.waited
                except GoneError:
                    if self._apart.deaths - before > most:
                        raise ScaleError(f"{partition}: the labelling process dies whatever it is given.") from None
                if bringing.failure is not None:
                    raise ScaleError(f"cannot be read now: {bringing.failure}")
                refused = left & bringing.refused.keys()
                if refused:
                    rows = [(photos[key].path, _refused(photos[key].path, bringing, key), 0) for key in sorted(refused)]
                    tables.append(table_of(rows, self._results.run["pack_hash"], self._columns))
                    keys += sorted(refused)
                    left -= refused
        done.deaths = self._apart.deaths - before
        return pa.concat_tables(tables).take(np.argsort(keys)).unify_dictionaries()


def _tidy_up() -> None:
    """Remove what workers left that were killed together with their labelling processes."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*-*"):
        owner = folder.name.removeprefix(_FOLDER).partition("-")[0]
        if owner.isdecimal() and not _lives(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(process_id: int) -> bool:
    if sys.platform == "win32":
        return True  # to ask would end it
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except OSError:  # of somebody else
        return True
    return True


def _refused(path: str, bringing: Bringing, key: int) -> PhotoOutcome:
    return PhotoOutcome(key, Path(path), None, None, bringing.refused[key])


def _count(table: pa.Table, done: Done) -> None:
    statuses = table.column("status").to_pylist()
    done.photos = len(statuses)
    done.no_dog = statuses.count(SuggestionStatus.NO_DOG.value)
    done.unreadable = statuses.count(SuggestionStatus.UNREADABLE.value)
    codes, facts = (table.column(name).to_pylist() for name in ("fault_code", "fault_facts"))
    found = (Fault(code, json.loads(each)) for code, each in zip(codes, facts, strict=True) if code is not None)
    done.faults = json.dumps(Counter(each.to_json() for each in found))
    aside = [path for path, code in zip(table.column("path").to_pylist(), codes, strict=True) if code == SET_ASIDE]
    done.set_aside = json.dumps(aside)
