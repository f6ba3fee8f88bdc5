"""The table of photos that have copies: what a person is told."""

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from desktop_app.files import replacing
from desktop_app.guarding import guarded, is_computed
from scale_out.duplicates.hashes import Words, distinct, places_in
from scale_out.duplicates.photo_rows import begins_of, words_in
from scale_out.errors import ScaleError
from scale_out.places import Place

ENDINGS = (".parquet", ".csv")


class Sameness(StrEnum):
    """What a photo is in its group: the first, one with the bytes of a photo above it, or like the first."""

    FIRST = "first"
    EXACT = "exact"
    NEAR = "near"


TOLD = pa.schema(
    [
        ("group", pa.string()),
        ("chain", pa.string()),
        ("path", pa.string()),
        ("content_hash", pa.string()),
        ("sameness", pa.string()),
        ("distance", pa.int32()),
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """What is known of the looks of one block that are like another.

    Attributes:
        words: uint64 `[n, 2]`, rising.
        is_first: bool `[n]`: whether it is the first of its group.
        group: for each the content hash of its group's first photo.
        chain: for each that of the first photo of all that hang together.
        bits: uint8 `[n]`: in how many bits it differs from its first.
    """

    words: Words
    is_first: NDArray[np.bool_]
    group: pa.StringArray
    chain: pa.StringArray
    bits: NDArray[np.uint8]


def contents_of(rows: pa.Table, words: Words) -> pa.StringArray:
    """The content hashes of the first photos of some looks.

    Args:
        rows: of a block, as `collapsed` gives them.
        words: uint64 `[n, 2]`, all of which are looks of the block.
    """
    firsts = rows.filter(pa.array(begins_of(rows) & rows["has_look"].to_numpy()))
    return firsts["content_hash"].take(pa.array(places_in(words_in(firsts), words))).combine_chunks()


def told(rows: pa.Table, linked: Linked, parts: int) -> list[pa.Table]:
    """The photos of a block that have copies, by the part of the table where they stand.

    Args:
        rows: as `collapsed` gives them.
        linked: the looks of this block that are like another.
        parts: of the table.
    """
    begins = begins_of(rows)
    unit = np.cumsum(begins) - 1
    starts = np.flatnonzero(begins)
    # Whoever has a look that is like no other is the copy of the first photo that has its hash.
    place = np.full(len(starts), -1, np.int64)
    looks = np.flatnonzero(rows["has_look"].to_numpy()[starts])
    place[looks[places_in(words_in(rows)[starts[looks]], linked.words)]] = np.arange(len(linked.words))
    count = np.bincount(unit, minlength=len(starts))
    kept = np.flatnonzero(((place >= 0) | (count > 1))[unit])
    place, begins, unit = place[unit[kept]], begins[kept], unit[kept]
    alone = pa.array(place < 0)
    own = rows["content_hash"].take(pa.array(starts[unit])).combine_chunks()
    at = pa.array(place, mask=place < 0)
    group = pc.if_else(alone, own, linked.group.take(at))
    content = rows["content_hash"].take(pa.array(kept)).combine_chunks()
    # What is appended is for the place -1.
    is_first = begins & ((place < 0) | np.append(linked.is_first, False)[place])
    is_exact = np.ones(len(kept), np.bool_)
    codes = content.dictionary_encode().indices.to_numpy()
    is_exact[distinct(np.column_stack([unit, codes]).astype(np.uint64))] = False
    sameness = np.where(is_first, Sameness.FIRST, np.where(is_exact, Sameness.EXACT, Sameness.NEAR))
    table = pa.table(
        {
            "group": group,
            "chain": pc.if_else(alone, own, linked.chain.take(at)),
            "path": rows["path"].take(pa.array(kept)).combine_chunks(),
            "content_hash": content,
            "sameness": pa.array(sameness.astype(str)),
            "distance": np.append(linked.bits, 0)[place].astype(np.int32),
        },
        schema=TOLD,
    )
    part = np.array([int(each[:4], 16) * parts >> 16 for each in table["chain"].to_pylist()], np.int64)
    return [table.take(pa.array(np.flatnonzero(part == each))) for each in range(parts)]


def in_order(*parts: pa.Table) -> pa.Table:
    """One part of the table: what hangs together stands together, each group from its first to the least alike."""
    table = pa.concat_tables(parts).combine_chunks()
    later = pc.not_equal(table["sameness"], Sameness.FIRST.value)
    keys = [(name, "ascending") for name in ("chain", "group", "later", "distance", "path")]
    return table.append_column("later", later).sort_by(keys).select(TOLD.names)


def checked(out: Place, *, overwrite: bool) -> None:
    """Refuse a place where no table can go, before anything is done.

    Raises:
        ScaleError: it ends otherwise, or is there already.
    """
    if not out.path.lower().endswith(ENDINGS):
        raise ScaleError(f"{out}: must end in {' or '.join(ENDINGS)}, which says what kind of table it becomes.")
    if out.exists() and not overwrite:
        raise ScaleError(f"{out} is there already. Give another name with --out, or --overwrite to replace it.")


def write(out: Place, parts: Iterable[pa.Table]) -> None:
    """Write the table, whole or not at all; only one part of it is in memory.

    Raises:
        OSError: it cannot be written.
    """
    if out.is_local:
        goal = Path(out.path)
        goal.parent.mkdir(parents=True, exist_ok=True)
        with replacing(goal) as draft:
            _fill(draft, parts, out.path)
        return
    with tempfile.TemporaryDirectory(prefix="pawsort-") as folder:
        draft = Path(folder) / "table"
        _fill(draft, parts, out.path)
        with pa.memory_map(str(draft)) as file:
            out.write(file.read_buffer())


def _fill(draft: Path, parts: Iterable[pa.Table], name: str) -> None:
    is_text = name.lower().endswith(".csv")
    with _writer(draft, is_text=is_text) as writer:
        for part in parts:
            writer.write_table(_harmless(part) if is_text else part)


@contextlib.contextmanager
def _writer(draft: Path, *, is_text: bool) -> Iterator[Any]:
    writer = pa.csv.CSVWriter(draft, TOLD) if is_text else pq.ParquetWriter(draft, TOLD, compression="zstd")
    with writer:
        yield writer


def _harmless(part: pa.Table) -> pa.Table:
    """Names that strangers gave, as no spreadsheet computes them."""
    paths = part["path"].to_pylist()
    if not any(is_computed(each) for each in paths):
        return part
    place = part.schema.get_field_index("path")
    return part.set_column(place, "path", pa.array([guarded(each) for each in paths], pa.string()))
