"""Photos of a partition come to where the labelling process reads them: at once on this machine, else from a store."""

import contextlib
import os
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from pyarrow import fs

from desktop_app.faults import Fault
from desktop_app.imaging.reading import MOST_BYTES
from scale_out.labelling.apart import Asked
from scale_out.labelling.listing import Found
from scale_out.places import Place

# A store answers after some 50 ms, and a photo takes a core about as long: a few at a time hide that.
AT_ONCE = 8
# Photos that are here and not labelled yet; more than the process keeps back before it sends rows.
MOST_HERE = 96
# A store that refuses for a moment (throttling, a machine that restarts) is asked again; pyarrow does so too.
_TRIES, _FIRST_WAIT = 4, 1.0
_FORBIDDEN = ("ACCESS_DENIED", "AccessDenied", "Forbidden", "HTTP response code 403")
_GONE = ("NoSuchKey", "HTTP response code 404", "NOT_FOUND")


class Bringing:
    """Brings the photos of one partition; what is here already is not brought again."""

    def __init__(self, photos: Sequence[Found], sources: Sequence[str], scratch: Path) -> None:
        """Prepare, without bringing anything.

        Args:
            photos: of the partition.
            sources: those of the results, to which photos refer.
            scratch: an empty folder for those that come from elsewhere.
        """
        self._photos, self._scratch = photos, scratch
        self._stores = {number: store_of(sources[number]) for number in {each.source for each in photos} - {-1}}
        self._here: dict[int, Path] = {}
        self._lock = threading.Condition()
        self._ended = False
        self.refused: dict[int, Fault] = {}
        self.failure: str | None = None

    def arriving(self, keys: Sequence[int]) -> Iterator[Asked]:
        """The photos of these keys that can be read, in order; waits as long as too many are here."""
        self._ended = False
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="bringing") as pool:
            on_the_way: deque[tuple[int, Future[Path | None]]] = deque()
            for key in keys:
                found = self._photos[key]
                if found.inside is None:
                    yield Asked(key, found.path, Path(found.path))
                    continue
                while len(on_the_way) >= AT_ONCE:
                    yield from self._arrived(*on_the_way.popleft())
                if not self._has_room():
                    return
                on_the_way.append((key, pool.submit(self._brought, key, found)))
            for each in on_the_way:
                yield from self._arrived(*each)

    def labelled(self, keys: Sequence[int]) -> None:
        """These are not needed any more."""
        with self._lock:
            files = [self._here.pop(key) for key in keys if key in self._here]
            self._lock.notify_all()
        for file in files:
            with contextlib.suppress(OSError):
                file.unlink()

    def end(self) -> None:
        """Nobody waits for more."""
        with self._lock:
            self._ended = True
            self._lock.notify_all()

    def _has_room(self) -> bool:
        with self._lock:
            self._lock.wait_for(lambda: self._ended or self.failure or len(self._here) < MOST_HERE)
            return not self._ended and self.failure is None

    def _arrived(self, key: int, brought: "Future[Path | None]") -> Iterator[Asked]:
        file = brought.result()
        if file is not None:
            yield Asked(key, self._photos[key].path, file)

    def _brought(self, key: int, found: Found) -> Path | None:
        """The file of a photo, or None where it is refused, or the store does not answer."""
        with self._lock:
            if key in self._here:
                return self._here[key]
        if found.size > MOST_BYTES:
            self.refused[key] = Fault("file.too_long", {"megabytes": MOST_BYTES >> 20})
            return None
        wait = _FIRST_WAIT
        for tried in range(1, _TRIES + 1):
            try:
                return self._copied(key, found)
            except OSError as error:
                fault = _fault_of(error)
                if fault is not None:
                    self.refused[key] = fault
                    return None
                if tried == _TRIES:
                    with self._lock:
                        self.failure = self.failure or f"{found.path}: {error}"
                        self._lock.notify_all()
                    return None
            time.sleep(wait)
            wait *= 2
        return None

    def _copied(self, key: int, found: Found) -> Path:
        file = self._scratch / f"{key}"
        with self._stores[found.source].open_input_stream(found.inside) as stream:
            content = stream.read(MOST_BYTES + 1)
        file.write_bytes(content)
        # The photo's own time: a file of this moment would be taken for one that is still on its way.
        os.utime(file, ns=(found.modified_ns, found.modified_ns))
        with self._lock:
            self._here[key] = file
        return file


def store_of(source: str) -> fs.FileSystem:
    """The file system of a source."""
    return Place.of(source).filesystem


def _fault_of(error: OSError) -> Fault | None:
    """What is wrong with the photo; None where the store may answer better the next time."""
    text = str(error)
    if isinstance(error, FileNotFoundError) or any(each in text for each in _GONE):
        return Fault("file.gone")
    if isinstance(error, PermissionError) or any(each in text for each in _FORBIDDEN):
        return Fault("file.forbidden")
    return None
