"""Photos as a process needs them: decoded when their batch comes, by the function that the app uses, and then let go.

What a process keeps is a few batches of its share, however many photos there are; no photo of a batch is decoded by two
processes, but for the last batch of an epoch where it cannot be divided (`sharing.share_of`).
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desktop_app.commands.fault_sentences import sentence
from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.preprocess import tensors_of_file
from scale_out.errors import ScaleError
from scale_out.networks.sharing import Rows

Floats = NDArray[np.float32]
# Batches that are decoded while the network is at work on another one.
AHEAD = 2


def packed_paths(paths: Sequence[Path]) -> pa.Array:
    """Paths as Ray carries millions of them to its processes: once a machine, and never as Python's own objects."""
    return pa.array([os.fsencode(path) for path in paths], pa.large_binary())


class Photos:
    """Photos that are decoded batch by batch.

    Attributes:
        decoded: how many were, by this process.
    """

    def __init__(self, paths: pa.Array, spec: InputSpec) -> None:
        """Nothing is read yet.

        Args:
            paths: as `packed_paths` gives them.
            spec: size and resize policy; one view.
        """
        self._paths, self._spec = paths, spec
        self.decoded = 0

    def __len__(self) -> int:
        return len(self._paths)

    def path(self, row: int) -> Path:
        """Where a photo is."""
        return Path(os.fsdecode(self._paths[row].as_py()))

    def batches(self, rows: Iterable[Rows]) -> Iterator[Floats]:
        """Decode batches, some ahead of the one that is asked for: float32 `[n, S, S, 3]` from 0 to 255.

        Raises:
            ScaleError: a photo cannot be read.
        """
        workers = min(8, os.cpu_count() or 1)
        with ThreadPoolExecutor(workers, thread_name_prefix="decoding") as pool:
            waiting: deque[list[Future[Any]]] = deque()
            for each in rows:
                waiting.append([pool.submit(self._pixels, int(row)) for row in each])
                if len(waiting) > AHEAD:
                    yield self._together(waiting.popleft())
            while waiting:
                yield self._together(waiting.popleft())

    def _together(self, pixels: Sequence[Future[Any]]) -> Floats:
        self.decoded += len(pixels)
        return np.stack([each.result() for each in pixels]).astype(np.float32)

    def _pixels(self, row: int) -> NDArray[np.uint8]:
        path = self.path(row)
        try:
            pixels: NDArray[np.uint8] = tensors_of_file(path.read_bytes(), self._spec)[0]
        except UnreadablePhotoError as error:
            why = sentence(error.fault)
        except OSError as error:
            why = error.strerror or str(error)
        else:
            return pixels
        raise ScaleError(f"{path}: cannot be read ({why}). `python -m training split` leaves such photos out.")
