"""The labelling process: the app's own pipeline, fed by a worker, which lives on when a photo ends this process.

`python -m scale_out.labelling.inside`. It labels as `pawsort label` does, and notes what it is at where the next
process of the same worker finds it (`imaging.at_work`): a photo of which a process died is tried last and alone, and
one of which two died is put aside.
"""

import os
import queue
import shutil
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import pyarrow as pa

from desktop_app.catalog.second_tries import SecondTries
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.commands.memories import KnownPack, learned_from
from desktop_app.faults import FaultError, fault_of
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.inference.pipeline import LabellingPipeline
from desktop_app.own_processes.inside import begin
from desktop_app.own_processes.limits import ring_in
from scale_out.columns import schema, table_of
from scale_out.labelling.messages import GoneError, receive, send

# Rows that are sent together: few tables, and little to do again where a photo ends this process.
ROWS_TOGETHER = 32
# The system ends a process of which nothing comes for so long, whatever it hangs in.
LONGEST_SECONDS = 300.0


class Photos:
    """The photos of a partition, as they arrive from the worker: a source of the pipeline."""

    def __init__(self) -> None:
        self._arrived: queue.Queue[tuple[int, Path] | None] = queue.Queue()
        self._lock = threading.Lock()
        self._waiting = 0
        self._ended = False
        self.names: dict[int, str] = {}
        # Seconds that nothing was here.
        self.waited = 0.0

    def add(self, key: int, path: str, file: Path) -> None:
        """A photo arrived."""
        self.names[key] = path
        self._arrived.put((key, file))

    def end(self) -> None:
        """No more will."""
        self._arrived.put(None)

    def put_back(self, key: int, file: Path, seconds: float) -> None:
        """Read a photo again a little later."""
        with self._lock:
            self._waiting += 1
        timer = threading.Timer(seconds, self._again, (key, file))
        timer.daemon = True
        timer.start()

    def _again(self, key: int, file: Path) -> None:
        with self._lock:
            self._waiting -= 1
        self._arrived.put((key, file))

    def take(self, count: int) -> list[tuple[int, Path]]:
        """The next photos, as many as there are; waits for the first one. None left: an empty list."""
        taken: list[tuple[int, Path]] = []
        began = time.monotonic()
        while len(taken) < count:
            try:
                each = self._arrived.get(block=not taken, timeout=0.1)
            except queue.Empty:
                if taken or self._is_over():
                    return taken
                continue
            if not taken:
                self.waited += time.monotonic() - began
            if each is None:
                self._ended = True
                if self._is_over():
                    return taken
            else:
                taken.append(each)
        return taken

    def _is_over(self) -> bool:
        with self._lock:
            return self._ended and not self._waiting and self._arrived.empty()


class LabellingProcess:
    """A classifier, and the two pipes."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO, setting: dict[str, Any]) -> None:
        pack = load_pack(Path(setting["pack"]))
        self._pack_hash = pack.pack_hash
        self._classifier = Classifier(pack, setting["provider"], careful=setting["careful"])
        memories = [Path(each) for each in setting["memories"]]
        self._remembering = learned_from(memories, KnownPack.of(pack)).remembering if memories else None
        self._threads = int(setting["threads"])
        self._columns = schema(setting["embedding_size"], len(pack.manifest.breeds))
        self._requests, self._answers = requests, answers
        self._folder = Path(setting["folder"])
        self._rows: list[tuple[str, PhotoOutcome, int]] = []
        self._keys: list[int] = []
        self._turn = threading.Lock()

    def label_partitions(self) -> NoReturn:
        """Label one partition after the other, as long as the worker lives."""
        self.say({"ready": True, "device": self._classifier.provider_in_use})
        while True:
            photos = Photos()
            reader = threading.Thread(target=self._read, args=(photos,), name="reading requests", daemon=True)
            reader.start()
            tries = SecondTries()
            pipeline = LabellingPipeline(self._classifier, workers=self._threads)

            def deliver(outcomes: list[PhotoOutcome], photos: Photos = photos, tries: SecondTries = tries) -> None:
                self._deliver(photos, tries, outcomes)

            pipeline.run(photos, deliver)
            reader.join()
            self._send_rows()
            self.say({"end": True, "waited": photos.waited})
            ring_in(None)

    def say(self, said: dict[str, Any], table: pa.Table | None = None) -> None:
        """Say it; without anybody who listens, this process ends."""
        try:
            send(self._answers, said, table)
        except GoneError:
            self._leave()

    def _leave(self) -> NoReturn:
        """The worker has ended, however it did: this process is the last one that can tidy up behind it."""
        shutil.rmtree(self._folder, ignore_errors=True)
        os._exit(0)

    def _read(self, photos: Photos) -> None:
        while True:
            try:
                said, _ = receive(self._requests)
            except GoneError:
                self._leave()
            ring_in(LONGEST_SECONDS)
            if "end" in said:
                photos.end()
                return
            photos.add(said["key"], said["path"], Path(said["file"]))

    def _deliver(self, photos: Photos, tries: SecondTries, outcomes: list[PhotoOutcome]) -> None:
        ring_in(LONGEST_SECONDS)
        counted = []
        for outcome in outcomes:
            seconds = tries.seconds_until_next(outcome)
            if seconds is None:
                counted.append(outcome)
            else:
                photos.put_back(outcome.key, outcome.path, seconds)
        for outcome, learned in self._with_memory(counted):
            self._rows.append((photos.names[outcome.key], outcome, learned))
            self._keys.append(outcome.key)
        if len(self._rows) >= ROWS_TOGETHER:
            self._send_rows()
        else:
            self.say({"alive": True})

    def _with_memory(self, outcomes: Sequence[PhotoOutcome]) -> list[tuple[PhotoOutcome, int]]:
        if self._remembering is None:
            return [(outcome, 0) for outcome in outcomes]
        said = iter(
            self._remembering.suggestions([each.suggestion for each in outcomes if each.suggestion is not None])
        )
        found = []
        for outcome in outcomes:
            suggestion, learned = (None, 0) if outcome.suggestion is None else next(said)
            found.append((replace(outcome, suggestion=suggestion), learned))
        return found

    def _send_rows(self) -> None:
        rows, keys = self._rows, self._keys
        self._rows, self._keys = [], []
        if not rows:
            return
        self.say({"keys": keys}, table_of(rows, self._pack_hash, self._columns))


def main() -> None:
    """Label until the worker ends."""
    requests, answers = begin()
    try:
        setting, _ = receive(requests)
    except GoneError:
        return
    try:
        process = LabellingProcess(requests, answers, setting)
    except (FaultError, OSError) as error:
        send(answers, {"fault": fault_of(error).to_json()})
        return
    process.label_partitions()


if __name__ == "__main__":
    main()
