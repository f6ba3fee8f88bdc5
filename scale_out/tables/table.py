"""One table of all that was labelled: partition by partition, so that memory does not depend on how many photos."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.tables.session_cells import BREED_COLUMNS
from desktop_app.exports.tables.suggestion_table import TableShape, suggestion_rows
from desktop_app.exports.tables.text_tables import Cell, TableFormat, start_table
from desktop_app.inference.manifest import parse_manifest
from scale_out.columns import schema
from scale_out.errors import ScaleError
from scale_out.labelling.planning import photos_of_partitions
from scale_out.places import Place, is_address
from scale_out.results import Results, batches_of
from scale_out.tables import label_columns
from scale_out.tables.labels import GivenLabel, GivenLabels
from scale_out.tables.plan import name_of_partition
from scale_out.tables.rows import ROWS, SAID, read_ahead, rows_of
from scale_out.tables.whole import AsBytes, TableKind, kind_of, whole_table

PACK, MANIFEST = "pack", "model.json"
# Only asked for in so many words: nine tenths of the results.
_VECTORS = ("embedding", "logits", "fingerprint")
# Of a table of Parquet: readers look at whole groups, and partitions are far smaller.
_ROWS_A_GROUP = 16_384
Say = Callable[[int, int], None]
"""Told how many photos are done, of how many; may raise to end it."""


@dataclass(frozen=True, slots=True)
class TableRequest:
    """What was asked for.

    Attributes:
        results: that were labelled.
        out: the table.
        top: so many breeds of a dog; not for Parquet, like the two below.
        dogs: so many dogs of a photo, at most; None for as many as `TableShape` says.
        per_dog: whether each dog has a row.
        embeddings: whether a table of Parquet has embeddings, logits and fingerprints.
        labels: that people gave; None for a table without.
        labelled_only: whether only photos with a label have a row.
    """

    results: Results
    out: Place
    top: int = 5
    dogs: int | None = None
    per_dog: bool = False
    embeddings: bool = False
    labels: GivenLabels | None = None
    labelled_only: bool = False


def write_table(request: TableRequest, say: Say) -> int:
    """Write the table, whole or not at all.

    Args:
        request: what was asked for; that the table may be written there was seen before.
        say: told how far it is.

    Returns:
        How many photos it has.

    Raises:
        ScaleError: a partition cannot be read, or the table not be written.
        OSError: the store does not answer.
    """
    if kind_of(request.out) is TableKind.PARQUET:
        return _write_parquet(request, say)
    return _write_text(request, say)


def shape_of(request: TableRequest) -> TableShape:
    """What the table tells, as `pawsort label` would: how many dogs the pack finds, its manifest says."""
    place = request.results.folder / PACK / MANIFEST
    try:
        manifest = parse_manifest(place.read().decode("utf-8"), Path(place.text))
    except (OSError, UnicodeDecodeError) as error:
        raise ScaleError(
            f"{place}: cannot be read ({error}). Put the pack back that the results were made with."
        ) from error
    most_found = 1 if manifest.finder is None else manifest.finder.most
    has_lists = kind_of(request.out) is TableKind.JSON_LINES
    return TableShape(request.top, request.dogs, request.per_dog, has_lists, most_found)


def _write_text(request: TableRequest, say: Say) -> int:
    results, shape = request.results, shape_of(request)
    columns = list(shape.columns)
    if request.labels is not None:
        columns[-1:-1] = label_columns.COLUMNS
    model: dict[str, Cell] = {"model": results.run["pack"], "model_hash": results.run["pack_hash"]}
    name_of, names = label_columns.names_of(results), results.run["names"]
    written = 0
    with whole_table(request.out) as file:
        table = start_table(
            TableFormat(kind_of(request.out).value),
            file,
            columns,
            json_columns=shape.json_columns,
            in_every_json_row=model,
            typed_by_people=BREED_COLUMNS,
        )
        for batch, labels in _asked_for(request, SAID, say):
            for row, given in zip(rows_of(batch, request.top), labels, strict=True):
                cells = suggestion_rows(row.outcome, names, shape, sentence, row.learned)
                cells[0] |= label_columns.cells_of(given, name_of)
                for each in cells:
                    table.add(each | {"photo": row.path} if is_address(row.path) else each)
                written += 1
    return written


def _write_parquet(request: TableRequest, say: Say) -> int:
    results = request.results
    made = schema(results.run["embedding_size"], len(results.run["breeds"]))
    names = [name for name in made.names if request.embeddings or name not in _VECTORS]
    columns = pa.schema([made.field(name) for name in names])
    if request.labels is not None:
        for name in label_columns.COLUMNS:
            columns = columns.append(pa.field(name, pa.string()))
    written, name_of = 0, label_columns.names_of(results)
    about = {b"pawsort": json.dumps(_about(results)).encode("utf-8")}
    # Of noise no dictionary makes less; of one batch after the other, words are the same.
    words = [field.name for field in columns if field.name not in _VECTORS]
    with (
        whole_table(request.out) as file,
        pa.PythonFile(AsBytes(file), "w") as target,
        pq.ParquetWriter(target, columns.with_metadata(about), compression="zstd", use_dictionary=words) as writer,
    ):
        waiting: list[pa.RecordBatch] = []
        for batch, labels in _asked_for(request, names, say):
            if request.labels is None:
                waiting.append(batch)
            else:
                arrays = [*batch.columns, *label_columns.arrays_of(labels, name_of)]
                waiting.append(pa.RecordBatch.from_arrays(arrays, names=columns.names))
            if sum(each.num_rows for each in waiting) >= _ROWS_A_GROUP:
                written += _write_group(writer, waiting, columns)
                waiting = []
        written += _write_group(writer, waiting, columns)
    return written


def _asked_for(
    request: TableRequest, columns: Sequence[str], say: Say
) -> Iterator[tuple[pa.RecordBatch, list[GivenLabel | None]]]:
    """The photos that are asked for, each with its label; none is there without labels."""
    partitions = request.results.partitions()
    done, total = 0, photos_of_partitions(map(name_of_partition, partitions))
    for batch in read_ahead(batches_of(each, columns, ROWS) for each in partitions):
        done += batch.num_rows
        some = batch
        given: list[GivenLabel | None] = [None] * batch.num_rows
        if request.labels is not None:
            photos = zip(batch.column("path").to_pylist(), batch.column("content_hash").to_pylist(), strict=True)
            given = [request.labels.of(path, content) for path, content in photos]
        if request.labelled_only:
            some = batch.filter(pa.array([each is not None for each in given], pa.bool_()))
            given = [each for each in given if each is not None]
        if some.num_rows:
            yield some, given
        say(done, total)


def _write_group(writer: pq.ParquetWriter, waiting: list[pa.RecordBatch], columns: pa.Schema) -> int:
    if not waiting:
        return 0
    # Each partition has words of its own; a group has one list of them.
    table = pa.concat_tables([pa.Table.from_batches([each]) for each in waiting]).unify_dictionaries()
    writer.write_table(table.cast(columns) if table.schema != columns else table, row_group_size=_ROWS_A_GROUP * 2)
    return int(table.num_rows)


def _about(results: Results) -> Mapping[str, Any]:
    """What makes sense of the table without the results: whose words it has, and what breeds are called."""
    return {key: results.run[key] for key in ("pack", "pack_hash", "breeds", "names", "sources")}
