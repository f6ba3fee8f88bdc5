"""The labelling process as its worker sees it: started, fed, and started again when a photo has ended it."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pyarrow as pa

from desktop_app.commands.fault_sentences import sentence
from desktop_app.faults import Fault
from desktop_app.own_processes.starting import start
from desktop_app.own_program import own_command
from desktop_app.paths import HOME_VARIABLE
from scale_out.errors import ScaleError
from scale_out.labelling.messages import GoneError, receive, send

if TYPE_CHECKING:
    import subprocess

MODULE = "scale_out.labelling.inside"
# A process that ends so often before it is ready will not be ready the next time either.
_STARTS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A photo on its way to the process: `key` in its partition, `path` as results have it, and its file here."""

    key: int
    path: str
    file: Path


class LabellingApart:
    """A labelling process, and whichever follows it."""

    def __init__(self, setting: dict[str, Any], home: Path) -> None:
        """Prepare, without starting anything.

        Args:
            setting: what the process is to know: `pack`, `memories` (folders and files), `provider`, `careful`,
                `threads`, `embedding_size`, and `folder`, which goes when the worker has ended.
            home: a folder for what its processes keep, the same for all that follow one another.
        """
        self._setting, self._home = setting, home
        self._process: subprocess.Popen[bytes] | None = None
        self.device = ""
        self.deaths = 0
        # Seconds that the process had no photo, of the last ones that were labelled.
        self.waited = 0.0

    @property
    def process_id(self) -> int | None:
        """Of the process that lives; None where none does."""
        return None if self._process is None else self._process.pid

    def ensure(self) -> None:
        """Start a process, if none lives.

        Raises:
            ScaleError: it does not start, and why.
        """
        for _ in range(_STARTS):
            if self._process is not None:
                return
            self._start()
        if self._process is None:
            raise ScaleError("The labelling process ended while it started, three times. Is there memory enough?")

    def _start(self) -> None:
        variables = {HOME_VARIABLE: str(self._home)}
        self._process = start(own_command(MODULE, []), variables)
        try:
            send(self._requests, self._setting)
            said, _ = receive(self._answers)
        except GoneError:
            self.end()
            return
        if "fault" in said:
            self.end()
            raise ScaleError(sentence(Fault.from_json(said["fault"])))
        self.device = str(said["device"])

    @property
    def _requests(self) -> BinaryIO:
        return cast("BinaryIO", cast("subprocess.Popen[bytes]", self._process).stdin)

    @property
    def _answers(self) -> BinaryIO:
        return cast("BinaryIO", cast("subprocess.Popen[bytes]", self._process).stdout)

    def label(self, photos: Iterator[Asked], nobody_waits: Callable[[], None]) -> Iterator[tuple[list[int], pa.Table]]:
        """Label photos once, with one process.

        Args:
            photos: taken in another thread, one after the other, as fast as the pipe takes them.
            nobody_waits: called where the process has ended before it had them all.

        Yields:
            Keys, and the rows of these photos, in any order.

        Raises:
            GoneError: the process ended; what was not yielded is to be asked for again.
        """
        feeder = threading.Thread(target=self._feed, args=(photos,), name="feeding", daemon=True)
        feeder.start()
        try:
            while True:
                said, table = receive(self._answers)
                if table is not None:
                    yield list(said["keys"]), table
                if "end" in said:
                    self.waited = float(said["waited"])
                    break
        except GoneError:
            self.deaths += 1
            self.end()
            nobody_waits()
            raise
        finally:
            feeder.join()

    def _feed(self, photos: Iterator[Asked]) -> None:
        with contextlib.suppress(GoneError):
            for each in photos:
                send(self._requests, {"key": each.key, "path": each.path, "file": str(each.file)})
            send(self._requests, {"end": True})

    def end(self) -> None:
        """End the process that lives."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError, ValueError):
                    if stream is not None:
                        stream.close()
