"""Results as `python -m scale_out label` leaves them, made in this process: the app's own pipeline, without Ray."""

import csv
import json
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.inference.pipeline import LabellingPipeline
from scale_out.columns import schema, table_of
from scale_out.labelling.planning import partitions_to_do, photos_in, shares_of
from scale_out.labelling.request import PACK, LabelRequest, begun, gone_on_with
from scale_out.places import Place
from scale_out.results import PHOTOS, RUN, Results, parquet_bytes
from tests.small_finder import BLUE_DOG, GROUND, RED_DOG, photo_of

if TYPE_CHECKING:
    from desktop_app.catalog.values.photos import PhotoOutcome

PHOTOS_MADE = 13
"""By `make_photos`: ten of one dog, one of two dogs, one exact copy, and one that is no photo."""


class _Photos:
    """A source for the pipeline."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._left = deque(enumerate(map(Path, paths)))

    def take(self, count: int) -> list[tuple[int, Path]]:
        return [self._left.popleft() for _ in range(min(count, len(self._left)))]


def labelled(sources: Sequence[Path], out: Place, pack: Path | None, partition: int = 5) -> Results:
    """Label what is not labelled yet, as `label` would, and return the results."""
    request = LabelRequest(tuple(map(str, sources)), out, pack)
    results = gone_on_with(request) or begun(request, print)
    classifier = Classifier(load_pack(pack or Path((out / PACK).path)), "cpu")
    run = results.run
    columns = schema(run["embedding_size"], len(run["breeds"]))
    finished = frozenset((out / PHOTOS).names())
    for share in shares_of(run["sources"]):
        for name, _ in partitions_to_do(share, out, finished, partition):
            paths = [each.path for each in photos_in(out, name)]
            outcomes: list[PhotoOutcome] = []
            LabellingPipeline(classifier, workers=1).run(_Photos(paths), outcomes.extend)
            rows = [(paths[each.key], each, 0) for each in sorted(outcomes, key=lambda each: each.key)]
            (out / PHOTOS / name).write(parquet_bytes(table_of(rows, run["pack_hash"], columns)))
    return results


def make_photos(folder: Path) -> Path:
    """Photos for the small pack with its finder; returns the folder."""
    folder.mkdir(parents=True)
    for number in range(10):
        colour = (RED_DOG, BLUE_DOG)[number % 2]
        photo_of(tuple(part - number if part > number else part for part in colour)).save(folder / f"{number:02}.png")  # type: ignore[arg-type]
    photo_of(RED_DOG, GROUND, GROUND, BLUE_DOG).save(folder / "10 two.png")
    (folder / "11 copy.png").write_bytes((folder / "00.png").read_bytes())
    (folder / "12 broken.jpg").write_bytes(b"no photo")
    return folder


def as_if_in_a_store(results: Results, folder: Path, address: str) -> Results:
    """The same results, with addresses for paths."""
    place, source = Place.of(str(folder)), results.run["sources"][0]
    (place / PACK / "model.json").write((results.folder / PACK / "model.json").read())
    (place / RUN).write(json.dumps({**results.run, "sources": [address]}).encode())
    for each in results.partitions():
        table = pq.read_table(each.path)
        paths = [path.replace(source, address) for path in table.column("path").to_pylist()]
        moved = table.set_column(0, table.schema.field("path"), [paths])
        (place / PHOTOS / each.path.rpartition("/")[2]).write(parquet_bytes(moved))
    return Results.of(place)


def rows_of(table: Path) -> list[dict[str, str]]:
    """The rows of a CSV table."""
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
