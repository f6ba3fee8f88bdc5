"""Folders of many photos for benchmarks: links to a few real ones, so that they take no room."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

DEFAULT_DATA = Path(os.environ.get("PAWSORT_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


@contextmanager
def many_photos(originals: list[Path], count: int) -> Iterator[Path]:
    """A folder of `count` photos: the originals again and again, under other names."""
    with TemporaryDirectory(prefix="pawsort-benchmark-") as folder:
        for number, original in enumerate(islice(cycle(originals), count)):
            (Path(folder) / f"IMG_{number:06}{original.suffix}").symlink_to(original.resolve())
        yield Path(folder)
