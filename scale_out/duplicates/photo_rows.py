"""What is kept of each photo: where it is, its bytes and its look; photos with one look are put together first.

Photos of one hash, which copies byte for byte have, come together by a shuffle, and only one of them is compared with
others. So a placeholder that was stored a hundred thousand times is one photo for all that follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from desktop_app.imaging.fingerprints import FINGERPRINT_BYTES
from scale_out.duplicates.hashes import Bytes, Words, is_blank, scrambled, words_of
from scale_out.places import Place
from scale_out.results import batches_of

READ = ("path", "content_hash", "fingerprint")
# Those without a look, or with nothing on them, are compared by their bytes alone: their hash is that of their bytes.
_ROWS = pa.schema(
    [
        ("has_look", pa.bool_()),
        ("high", pa.uint64()),
        ("low", pa.uint64()),
        ("path", pa.string()),
        ("content_hash", pa.string()),
    ]
)
_SPREAD = _ROWS.append(pa.field("fingerprint", pa.binary(FINGERPRINT_BYTES)))


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are.

    Attributes:
        photos: whose bytes are known.
        looks: different hashes that are compared with one another.
    """

    photos: int
    looks: int


def spread(partitions: Sequence[Place], blocks: int) -> list[pa.Table]:
    """The photos of some partitions, by the block in which they meet those that have their hash.

    Raises:
        ScaleError: a partition cannot be read.
    """
    parts = [_rows(batch) for each in partitions for batch in batches_of(each, READ)]
    table = pa.concat_tables([_SPREAD.empty_table(), *parts]).combine_chunks()
    block = scrambled(words_in(table)) % np.uint64(blocks)
    order = np.argsort(block, kind="stable")
    bounds = np.searchsorted(block[order], np.arange(blocks + 1))
    # Taken, not sliced: a slice would carry all rows along.
    return [table.take(pa.array(order[start:end])) for start, end in pairwise(bounds.tolist())]


def _rows(batch: pa.RecordBatch) -> pa.Table:
    """The photos of a batch whose bytes are known."""
    batch = batch.filter(pc.is_valid(batch["content_hash"]))
    told = batch["fingerprint"]
    is_told = pc.fill_null(pc.equal(pc.binary_length(told), FINGERPRINT_BYTES), False)
    known = is_told.to_numpy(zero_copy_only=False).astype(np.bool_)
    words = np.zeros((len(batch), 2), np.uint64)
    words[known] = words_of(fingerprints_of(told.filter(is_told).cast(pa.binary(FINGERPRINT_BYTES))))
    has_look = known & ~is_blank(words)
    contents = batch["content_hash"].filter(pa.array(~has_look)).to_pylist()
    halves = [(int(each[:16], 16), int(each[16:32], 16)) for each in contents]
    words[~has_look] = np.array(halves, np.uint64).reshape(-1, 2)
    looks = pc.if_else(pa.array(has_look), told, pa.scalar(None, told.type)).cast(pa.binary(FINGERPRINT_BYTES))
    columns = [has_look, words[:, 0], words[:, 1], batch["path"], batch["content_hash"], looks]
    return pa.table(dict(zip(_SPREAD.names, columns, strict=True)), schema=_SPREAD)


def fingerprints_of(column: pa.FixedSizeBinaryArray) -> Bytes:
    """uint8 `[n, FINGERPRINT_BYTES]`, of a column without nulls."""
    start = column.offset * FINGERPRINT_BYTES
    flat = np.frombuffer(column.buffers()[1] or b"", np.uint8)
    return flat[start : start + len(column) * FINGERPRINT_BYTES].reshape(len(column), FINGERPRINT_BYTES)


def words_in(table: pa.Table) -> Words:
    """The hashes of rows, uint64 `[n, 2]`."""
    return np.column_stack([table["high"].to_numpy(), table["low"].to_numpy()])


def collapsed(*parts: pa.Table) -> tuple[pa.Table, Bytes, Count]:
    """The photos of one block.

    Args:
        parts: as `spread` gives them.

    Returns:
        the rows without their fingerprints, those of one hash beside each other, by path; a fingerprint for each
        different hash of a look, uint8 `[looks, FINGERPRINT_BYTES]`, by hash; and how many these are.
    """
    table = pa.concat_tables(parts).combine_chunks()
    keys = [(name, "ascending") for name in ("has_look", "high", "low", "path")]
    table = table.take(pc.sort_indices(table, sort_keys=keys))
    begins = pa.array(begins_of(table))
    looks = table["fingerprint"].filter(begins).drop_null().combine_chunks()
    fingerprints = fingerprints_of(looks).copy()
    return table.select(_ROWS.names), fingerprints, Count(len(table), len(fingerprints))


def begins_of(table: pa.Table) -> NDArray[np.bool_]:
    """Which rows of a block are the first of their hash."""
    words, has_look = words_in(table), table["has_look"].to_numpy()
    begins = np.ones(len(table), np.bool_)
    begins[1:] = (words[1:] != words[:-1]).any(axis=1) | (has_look[1:] != has_look[:-1])
    return begins
