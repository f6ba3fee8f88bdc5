"""The folder of a labelling: what was asked for, what is planned, and the partitions that are finished.

    run.json              the pack, the memories and the sources
    pack/, memories/      these themselves, where every machine of a cluster finds them
    plan/NAME.parquet     the photos of one partition, by path
    photos/NAME.parquet   the same partition, labelled; it is there as soon as all of it is, and never changes then
    fits, tables and the like beside them belong to whoever asked for them

So the finished partitions are the ones to read, and what is left is what is planned and not finished.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from scale_out.errors import ScaleError
from scale_out.places import Place

RUN = "run.json"
PLAN = "plan"
PHOTOS = "photos"
PARQUET = ".parquet"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Results:
    """A folder of results.

    Attributes:
        folder: where it is.
        run: what run.json says: `version`, `pack` (name), `pack_hash`, `embedding_size` (D, or null), `breeds` (ids in
            the order of the pack), `names` (id → English name), `sources`, `memories`, `careful`.
    """

    folder: Place
    run: dict[str, Any]

    @classmethod
    def of(cls, folder: Place) -> Self:
        """Open results.

        Raises:
            ScaleError: there are none, or of a version that is not known.
        """
        try:
            run = json.loads((folder / RUN).read())
            version = run["version"]
        except OSError as error:
            raise ScaleError(
                f"{folder}: there is no {RUN}. Name the folder that `label` was given with --out."
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise ScaleError(f"{folder / RUN}: is damaged. Label into a new folder.") from error
        if version != VERSION:
            raise ScaleError(f"{folder}: made by another version of Pawsort ({version}); this one reads {VERSION}.")
        return cls(folder, run)

    def partitions(self) -> list[Place]:
        """The finished partitions, in the order of their names."""
        return partitions_in(self.folder / PHOTOS)

    def batches(
        self, columns: Sequence[str], partitions: Sequence[Place] | None = None, rows: int = 4_096
    ) -> Iterator[pa.RecordBatch]:
        """Rows of finished partitions; never more than one batch is in memory.

        Args:
            columns: those that are wanted.
            partitions: of these alone; None for all.
            rows: in a batch, at most.

        Raises:
            ScaleError: a partition cannot be read.
        """
        for each in self.partitions() if partitions is None else partitions:
            yield from batches_of(each, columns, rows)


def partitions_in(folder: Place) -> list[Place]:
    """Parquet files that are whole, in the order of their names; none where the folder is not there."""
    return [folder / name for name in folder.names() if name.endswith(PARQUET)]


def batches_of(partition: Place, columns: Sequence[str], rows: int = 4_096) -> Iterator[pa.RecordBatch]:
    """Rows of one partition.

    Raises:
        ScaleError: it cannot be read.
    """
    try:
        with partition.open() as file:
            yield from pq.ParquetFile(file).iter_batches(rows, columns=list(columns))
    except (OSError, pa.ArrowException) as error:
        raise ScaleError(f"{partition}: cannot be read ({error}). Delete it, and `label` makes it again.") from error


def parquet_bytes(table: pa.Table) -> pa.Buffer:
    """A table as the content of a Parquet file."""
    stream = pa.BufferOutputStream()
    # Embeddings are halves of noise: no dictionary makes them smaller.
    words = [field.name for field in table.schema if not pa.types.is_fixed_size_list(field.type)]
    pq.write_table(table, stream, compression="zstd", use_dictionary=words)
    return stream.getvalue()
