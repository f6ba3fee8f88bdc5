"""What is kept of each photo, and the table that comes of it."""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from desktop_app.catalog.values.photos import PhotoOutcome
from scale_out.commands.duplicates import duplicates
from scale_out.duplicates import search, told
from scale_out.duplicates.hashes import distinct, words_of
from scale_out.duplicates.photo_rows import collapsed, spread, words_in
from scale_out.duplicates.told import Linked
from scale_out.errors import ScaleError
from scale_out.places import Place
from scale_out.results import PHOTOS
from tests.scale_out_made_up import content_hash_of, fingerprint_of, fingerprints, labelled, outcome, unreadable

BLANK = b"\0" * 216


def some_photos() -> list[list[PhotoOutcome]]:
    return [
        [outcome("b.jpg", "dog", fingerprint_of(1)), outcome("night 1.jpg", "night", BLANK), unreadable("gone.jpg")],
        [outcome("a.jpg", "dog", fingerprint_of(1)), outcome("night 2.jpg", "other night", BLANK)],
        [outcome("c.jpg", "dog, smaller", fingerprint_of(1)), unreadable("torn 1.jpg", "torn")],
        [outcome("d.jpg", "other dog", fingerprint_of(2)), unreadable("torn 2.jpg", "torn")],
    ]


def nothing_linked() -> Linked:
    none = pa.array([], pa.string())
    return Linked(np.zeros((0, 2), np.uint64), np.zeros(0, np.bool_), none, none, np.zeros(0, np.uint8))


def told_of(rows: pa.Table, linked: Linked) -> list[tuple[str, str, str, int]]:
    table = told.in_order(*told.told(rows, linked, 1))
    names = ("group", "path", "sameness", "distance")
    return list(zip(*(table[name].to_pylist() for name in names), strict=True))


def test_photos_of_one_hash_meet_in_one_block_whatever_their_partition(tmp_path: Path) -> None:
    partitions = labelled(tmp_path, some_photos()).partitions()
    apart = [spread([each], 3) for each in partitions]
    blocks = [collapsed(*(each[number] for each in apart)) for number in range(3)]
    paths = [rows["path"].to_pylist() for rows, _, _ in blocks]
    every = sorted(path for some in paths for path in some)
    assert every == sorted(
        ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "night 1.jpg", "night 2.jpg", "torn 1.jpg", "torn 2.jpg"]
    )
    together = next(some for some in paths if "a.jpg" in some)
    assert together[together.index("a.jpg") :][:3] == ["a.jpg", "b.jpg", "c.jpg"], "by path"
    assert sum(count.looks for _, _, count in blocks) == 2, "what has nothing on it is not compared"
    assert any({"torn 1.jpg", "torn 2.jpg"} <= set(some) for some in paths)
    for rows, looks, count in blocks:
        assert count.photos == len(rows)
        seen = words_in(rows.filter(rows["has_look"]))
        assert words_of(looks).tolist() == seen[distinct(seen)].tolist(), "one of each hash, by hash"


def test_photos_of_one_hash_are_told_without_being_compared_and_blank_ones_by_their_bytes_alone(
    tmp_path: Path,
) -> None:
    partitions = labelled(tmp_path, some_photos()).partitions()
    rows, _, _ = collapsed(*spread(partitions, 1))
    dog, torn = content_hash_of("dog"), content_hash_of("torn")
    assert sorted(told_of(rows, nothing_linked())) == sorted(
        [
            (dog, "a.jpg", "first", 0),
            (dog, "b.jpg", "exact", 0),
            (dog, "c.jpg", "near", 0),
            (torn, "torn 1.jpg", "first", 0),
            (torn, "torn 2.jpg", "exact", 0),
        ]
    )


def test_groups_of_looks_name_the_first_photo_of_the_first_look(tmp_path: Path) -> None:
    near = outcome("0.jpg", "dog, cut", fingerprint_of(1, flipped=[3, 4]))
    rows, looks, _ = collapsed(*spread(labelled(tmp_path, [*some_photos(), [near]]).partitions(), 1))
    words = words_of(fingerprints([fingerprint_of(1), fingerprint_of(1, flipped=[3, 4])]))
    order = distinct(words)
    assert told.contents_of(rows, words).to_pylist() == [content_hash_of("dog"), content_hash_of("dog, cut")]
    names = pa.array([content_hash_of("dog")] * 2)
    linked = Linked(words[order], order == 0, names, names, np.array([0, 2], np.uint8)[order])
    group = [row for row in told_of(rows, linked) if row[0] == content_hash_of("dog")]
    assert [row[1:] for row in group] == [
        ("a.jpg", "first", 0),
        ("b.jpg", "exact", 0),
        ("c.jpg", "near", 0),
        ("0.jpg", "near", 2),
    ]
    assert len(looks) == 3


def table_of(paths: list[str]) -> pa.Table:
    count = len(paths)
    columns = [["g"] * count, ["g"] * count, paths, ["h"] * count, ["near"] * count, [1] * count]
    return pa.table(dict(zip(told.TOLD.names, columns, strict=True)), schema=told.TOLD)


@pytest.mark.parametrize("name", ["same.parquet", "same.csv"])
def test_a_table_that_cannot_be_finished_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    def parts() -> Iterator[pa.Table]:
        yield table_of(["a.jpg"])
        raise ScaleError("a worker was lost")

    out = tmp_path / name
    out.write_bytes(b"before")
    with pytest.raises(ScaleError, match="a worker was lost"):
        told.write(Place.of(str(out)), parts())
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert out.read_bytes() == b"before"


def test_a_table_of_no_parts_has_its_columns(tmp_path: Path) -> None:
    told.write(Place.of(str(tmp_path / "new" / "same.parquet")), [])
    assert pq.read_table(tmp_path / "new" / "same.parquet").schema.names == told.TOLD.names


def test_a_path_that_a_spreadsheet_would_compute_is_made_harmless(tmp_path: Path) -> None:
    out = tmp_path / "same.csv"
    told.write(Place.of(str(out)), [table_of(["=cmd()", "a, b.jpg"])])
    with out.open(encoding="utf-8", newline="") as file:
        assert [row["path"] for row in csv.DictReader(file)] == ["'=cmd()", "a, b.jpg"]


def test_a_table_goes_to_where_an_address_says(tmp_path: Path) -> None:
    out = Place.of("memory://duplicates/same.parquet")
    told.write(out, [table_of(["a.jpg"]), table_of(["b.jpg"])])
    assert pq.read_table(pa.BufferReader(out.read()))["path"].to_pylist() == ["a.jpg", "b.jpg"]


def test_the_help_says_how_many_trees_there_are() -> None:
    [trees] = [each for each in duplicates.params if each.name == "trees"]
    assert trees.default == search.TREES


def refused(*arguments: str) -> str:
    done = CliRunner().invoke(duplicates, arguments)
    assert done.exit_code == 1
    return done.output


def test_what_cannot_be_done_is_said_before_ray_starts(tmp_path: Path) -> None:
    folder, out = str(tmp_path / "labelled"), str(tmp_path / "same.parquet")
    assert "Name the folder that `label` was given" in refused(folder, "--out", out)
    results = labelled(tmp_path / "labelled", [])
    assert "no partition is finished yet" in refused(folder, "--out", out)
    (results.folder / PHOTOS / "00000.parquet").write(b"torn")
    assert "00000.parquet: cannot be read" in refused(folder, "--out", out)
    assert "must end in .parquet or .csv" in refused(folder, "--out", str(tmp_path / "same.xlsx"))
    assert "Leave out --cpus" in refused(folder, "--out", out, "--cpus", "2", "--address", "auto")
    Path(out).write_bytes(b"before")
    assert "is there already" in refused(folder, "--out", out)
    assert Path(out).read_bytes() == b"before"
