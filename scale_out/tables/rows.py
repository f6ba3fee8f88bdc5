"""Rows of results as the app's own outcomes, thousands a second.

`columns.outcome_of` says what a row means. Arrow's way from a list of words to Python takes a millisecond a photo, for
all breeds of a pack; here only those breeds become Python's that somebody wants.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from scale_out.columns import outcome_of
from scale_out.places import is_address

ROWS = 1_024
"""Read together: less than a second of work, after which it may end."""
_AHEAD = 6
_RANKED = ("breeds", "probabilities")
SAID = (
    *("path", "content_hash", "status", "dog_probability", *_RANKED, "confidence", "breed_set", "proposed_mix"),
    *("kind", "kind_probability", "kind_confidence", "box", "further_dogs", "learned", "fault_code", "fault_facts"),
)
"""The columns that a table tells of."""
KEPT = (*SAID, *(name for name in FileFacts.__dataclass_fields__ if name not in SAID), "dog_share")
KEPT_VECTORS = ("embedding", "logits")
"""With `KEPT`, the columns that a session keeps."""
# As `desktop_app.files.encoded` writes what is no Unicode in the name of a file.
_BYTE_THAT_IS_NO_TEXT = re.compile(r"\\u(dc[89a-f][0-9a-f])")


class Row(NamedTuple):
    """A photo of the results.

    Attributes:
        path: as the results have it: a path or an address.
        content: SHA-256 of its file, hexadecimal; None where it could not be read.
        outcome: what came of it.
        learned: how many labels stand behind the first breed.
    """

    path: str
    content: str | None
    outcome: PhotoOutcome
    learned: int


def read_ahead(partitions: Iterable[Iterator[pa.RecordBatch]]) -> Iterator[pa.RecordBatch]:
    """The batches of one partition after the other, in order, while those that come next are on their way.

    A store answers several questions in the time of one; memory has so many first batches more.

    Raises:
        ScaleError: a partition cannot be read.
    """
    waiting: deque[Future[tuple[pa.RecordBatch | None, Iterator[pa.RecordBatch]]]] = deque()
    with ThreadPoolExecutor(_AHEAD) as pool:
        try:
            for each in partitions:
                waiting.append(pool.submit(_begun, each))
                if len(waiting) > _AHEAD:
                    yield from _rest(*waiting.popleft().result())
            while waiting:
                yield from _rest(*waiting.popleft().result())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begun(batches: Iterator[pa.RecordBatch]) -> tuple[pa.RecordBatch | None, Iterator[pa.RecordBatch]]:
    return next(batches, None), batches


def _rest(first: pa.RecordBatch | None, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    if first is not None:
        yield first
        yield from batches


def rows_of(batch: pa.RecordBatch, breeds: int, path_of: Callable[[str], Path] | None = None) -> Iterator[Row]:
    """The rows of a batch.

    Args:
        batch: of results, with the columns `SAID` at least. Facts are there only where it has `KEPT`.
        breeds: so many of each photo, best first.
        path_of: path or address as the results have it → path of the outcome; None for what it says itself.
    """
    has_facts = "size_bytes" in batch.schema.names
    names = list(batch.schema.names)
    columns = [_values(batch.column(name), breeds if name in _RANKED else None) for name in names]
    absent = dict.fromkeys((*KEPT_VECTORS, "dog_share"))
    for cells in zip(*columns, strict=True):
        row: dict[str, Any] = absent | dict(zip(names, cells, strict=True))
        content = row["content_hash"]
        if not has_facts:
            row["content_hash"] = None
        path = row["path"]
        row["path"] = own_path(path) if path_of is None else path_of(path)
        yield Row(path, content, outcome_of(row, 0), row["learned"] or 0)


def own_path(path: str) -> str:
    """A path as this machine has it: bytes of a name that are no Unicode are these bytes again."""
    if is_address(path):
        return path
    return _BYTE_THAT_IS_NO_TEXT.sub(lambda found: chr(int(found[1], 16)), path)


def _values(column: pa.Array, most: int | None) -> Sequence[Any]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        words: list[Any] = column.dictionary_decode().to_pylist()
        return words
    if pa.types.is_list(kind) and not pa.types.is_nested(kind.value_type):
        return _lists(column, most)
    if pa.types.is_fixed_size_list(kind) and pa.types.is_float16(kind.value_type):
        return _vectors(column)
    values: list[Any] = column.to_pylist()
    return values


def _lists(column: pa.ListArray, most: int | None) -> list[list[Any] | None]:
    """Lists, or the first `most` items of each."""
    ends = column.offsets.to_numpy().tolist()
    items, words = column.values, None
    if pa.types.is_dictionary(items.type):
        words, items = items.dictionary.to_pylist(), items.indices
    flat = items.to_numpy(zero_copy_only=False)
    found: list[list[Any] | None] = []
    for place, is_there in enumerate(column.is_valid().to_pylist()):
        if not is_there:
            found.append(None)
            continue
        begin, end = ends[place], ends[place + 1]
        some = flat[begin : end if most is None else min(end, begin + most)].tolist()
        found.append(some if words is None else [words[each] for each in some])
    return found


def _vectors(column: pa.FixedSizeListArray) -> list[Any]:
    """Vectors of halves as arrays, without a Python number for each of theirs."""
    flat = column.values.to_numpy(zero_copy_only=False).astype(np.float16, copy=False)
    rows = flat.reshape(-1, column.type.list_size)[column.offset : column.offset + len(column)]
    return [row if is_there else None for row, is_there in zip(rows, column.is_valid().to_pylist(), strict=True)]
