"""One table of results: what `pawsort label` would have written, streamed, whole, and over nothing."""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from desktop_app.commands.label import label_photos
from desktop_app.commands.label_run import LabelRequest as AppRequest
from desktop_app.commands.terminal import Terminal
from desktop_app.exports.tables.text_tables import TableFormat
from scale_out.columns import outcome_of
from scale_out.commands.export import StoppedError, export
from scale_out.places import Place
from scale_out.results import PHOTOS, RUN, Results
from scale_out.tables.plan import FILE
from scale_out.tables.rows import KEPT, KEPT_VECTORS
from scale_out.tables.rows import rows_of as outcomes_of
from scale_out.tables.table import TableRequest, write_table
from tests.scale_out_results import PHOTOS_MADE, as_if_in_a_store, labelled, make_photos, rows_of
from tests.small_pack import make_small_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_pack(tmp_path_factory.mktemp("pack") / "small", finder={})


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_photos(tmp_path_factory.mktemp("taken") / "photos")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, photos: Path, pack: Path) -> Results:
    return labelled([photos], Place.of(str(tmp_path_factory.mktemp("labelled") / "results")), pack)


def run(*arguments: object, code: int = 0) -> str:
    ended = CliRunner().invoke(export, [str(each) for each in arguments])
    assert ended.exit_code == code, ended.output
    return ended.output


def same_lines(ours: Path, theirs: Path) -> None:
    """The same lines; each has its photo, so they may stand in another order."""
    one, other = (sorted(file.read_text(encoding="utf-8").splitlines()) for file in (ours, theirs))
    assert len(one) == len(other)
    assert one == other


def by_the_app(photos: list[Path], out: Path, pack: Path | None, **how: object) -> None:
    table_format = TableFormat.of_file(out)
    label_photos(AppRequest(tuple(photos), out, table_format, pack, **how), Terminal(io.StringIO()))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "options", "how"),
    [
        ("a.csv", [], {}),
        ("b.csv", ["--top", 2, "--dogs", 2], {"top": 2, "dogs": 2}),
        ("c.csv", ["--per-dog"], {"per_dog": True}),
        ("d.jsonl", ["--top", 1], {"top": 1}),
        ("e.jsonl", ["--per-dog", "--dogs", 1], {"per_dog": True, "dogs": 1}),
    ],
)
def test_a_text_table_is_that_of_pawsort_label(
    tmp_path: Path,
    photos: Path,
    pack: Path,
    results: Results,
    name: str,
    options: list[object],
    how: dict[str, object],
) -> None:
    run(results.folder, "--out", tmp_path / name, *options)
    by_the_app([photos], tmp_path / f"app {name}", pack, **how)
    same_lines(tmp_path / name, tmp_path / f"app {name}")
    assert "breed_1_id" in (tmp_path / name).read_text(encoding="utf-8")


def test_real_photos_have_the_table_of_pawsort_label(tmp_path: Path, photos_folder: Path) -> None:
    real = [*sorted((photos_folder / "phone_photos").glob("*.jpg"))[:6], tmp_path / "broken.jpg"]
    real[-1].write_bytes((real[0]).read_bytes()[:2_000])
    results = labelled(real, Place.of(str(tmp_path / "results")), None, partition=4)
    run(results.folder, "--out", tmp_path / "ours.csv")
    by_the_app(real, tmp_path / "theirs.csv", None)
    same_lines(tmp_path / "ours.csv", tmp_path / "theirs.csv")
    assert len((tmp_path / "ours.csv").read_text(encoding="utf-8").splitlines()) == 8


def test_rows_mean_what_outcome_of_says(results: Results) -> None:
    columns = [*KEPT, *KEPT_VECTORS]
    for batch in results.batches(columns):
        for ours, row in zip(outcomes_of(batch, 1_000), batch.to_pylist(), strict=True):
            theirs = outcome_of(row, 0)
            assert (ours.outcome.path, ours.outcome.fault) == (theirs.path, theirs.fault)
            assert repr(ours.outcome.facts) == repr(theirs.facts)  # nan is not nan
            if theirs.suggestion is None:
                assert ours.outcome.suggestion is None
                continue
            assert ours.outcome.suggestion is not None
            for name in theirs.suggestion.__dataclass_fields__:
                mine, its = getattr(ours.outcome.suggestion, name), getattr(theirs.suggestion, name)
                assert np.array_equal(mine, its) if name in KEPT_VECTORS else mine == its, name


def test_rows_of_a_part_of_a_batch_are_its_own(results: Results) -> None:
    batch = next(results.batches([*KEPT, *KEPT_VECTORS]))
    whole, part = list(outcomes_of(batch, 2)), list(outcomes_of(batch.slice(2, 2), 2))
    assert [each.path for each in part] == [each.path for each in whole[2:4]]
    for one, other in zip(part, whole[2:4], strict=True):
        assert one.outcome.suggestion is not None
        assert other.outcome.suggestion is not None
        assert np.array_equal(one.outcome.suggestion.embedding, other.outcome.suggestion.embedding)  # type: ignore[arg-type]
        assert one.outcome.suggestion.ranked == other.outcome.suggestion.ranked
        assert len(one.outcome.suggestion.ranked) == 2


def test_parquet_has_the_columns_of_results_and_vectors_when_asked(tmp_path: Path, results: Results) -> None:
    run(results.folder, "--out", tmp_path / "lean.parquet")
    run(results.folder, "--out", tmp_path / "all.parquet", "--embeddings")
    lean, everything = pq.read_table(tmp_path / "lean.parquet"), pq.read_table(tmp_path / "all.parquet")
    kept = pq.read_schema(results.partitions()[0].path).names
    assert everything.column_names == kept
    assert set(kept) - set(lean.column_names) == {"embedding", "logits", "fingerprint"}
    rows = [row for batch in results.batches(kept) for row in batch.to_pylist()]
    assert repr(everything.to_pylist()) == repr(rows)  # nan is not nan
    about = json.loads(pq.read_schema(tmp_path / "lean.parquet").metadata[b"pawsort"])
    assert about["names"] == {"n_red": "Red", "n_green": "Green", "n_blue": "Blue"}


def test_a_table_goes_to_a_store_and_comes_from_one(tmp_path: Path, photos: Path, pack: Path) -> None:
    place = Place.of("memory://export-test/results")
    labelled([photos], place, pack)
    for name in ("labels.parquet", "labels.csv"):
        out = Place.of(f"memory://export-test/{name}")
        run(place, "--out", out)
        said = run(place, "--out", out, code=1)
        assert "is there already" in said
        (tmp_path / name).write_bytes(out.read())
    assert pq.read_table(tmp_path / "labels.parquet").num_rows == PHOTOS_MADE
    assert len((tmp_path / "labels.csv").read_text(encoding="utf-8").splitlines()) == PHOTOS_MADE + 1


def test_nothing_is_replaced_unasked_and_no_part_of_the_results_ever(tmp_path: Path, results: Results) -> None:
    table = tmp_path / "labels.csv"
    table.write_text("mine")
    assert "--overwrite" in run(results.folder, "--out", table, code=1)
    assert table.read_text() == "mine"
    run(results.folder, "--out", table, "--overwrite")
    assert len(table.read_text(encoding="utf-8").splitlines()) == PHOTOS_MADE + 1
    said = run(results.folder, "--out", results.folder / PHOTOS / "new.parquet", code=1)
    assert "part of the results" in said
    assert "--out breeds.csv" in run(results.folder, code=1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--out", "a.xlsx"], "does not say what is to be written"),
        (["--out", "a.parquet", "--top", "3"], "--top is for CSV"),
        (["--out", "a.csv", "--embeddings"], "--embeddings is for tables of Parquet"),
        (["--out", "a.csv", "--photos", "3"], "--photos is about sessions"),
        (["--out", "a.csv", "--labelled-only"], "--labels"),
        (["--sessions", "a", "--top", "3"], "--top is about a table"),
        (["--sessions", "s3://bucket/a"], "folder of this machine"),
        (["--out", "nowhere/a.csv"], "nowhere"),
    ],
)
def test_what_does_not_go_together_is_said_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, results: Results, options: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in run(results.folder, *options, code=1)
    assert list(tmp_path.iterdir()) == []


def test_results_without_a_finished_partition_make_no_empty_table(tmp_path: Path, results: Results) -> None:
    empty = Place.of(str(tmp_path / "empty"))
    (empty / RUN).write((results.folder / RUN).read())
    assert "nothing is labelled yet" in run(empty, "--out", tmp_path / "a.csv", code=1)
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_table_that_is_stopped_leaves_nothing_and_what_was_there(tmp_path: Path, results: Results, name: str) -> None:
    def stop(done: int, _total: int) -> None:
        if done > 5:
            raise StoppedError

    (tmp_path / f"old {name}").write_text("mine")
    for each in (name, f"old {name}"):
        with pytest.raises(StoppedError):
            write_table(TableRequest(results, Place.of(str(tmp_path / each))), stop)
    assert [file.name for file in tmp_path.iterdir()] == [f"old {name}"]
    assert (tmp_path / f"old {name}").read_text() == "mine"


def test_photos_of_a_store_are_called_by_their_addresses(tmp_path: Path, results: Results) -> None:
    moved = as_if_in_a_store(results, tmp_path / "moved", "s3://bucket/shelter")
    run(moved.folder, "--out", tmp_path / "a.csv")
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert all(line.startswith("s3://bucket/shelter/") for line in lines)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
@pytest.mark.parametrize("what", [("--out", "a.csv"), ("--out", "a.parquet", "--embeddings"), ("--sessions", "review")])
def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing_half(
    tmp_path: Path, results: Results, repository: Path, what: tuple[str, ...]
) -> None:
    program = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000)); "
    program += f"from scale_out.cli import main; main(['export', {str(results.folder)!r}, *sys.argv[1:]])"
    ended = subprocess.run(
        [sys.executable, "-c", program, *what],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(repository)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert ended.stderr.startswith("Error: ")
    assert what[1] in ended.stderr
    assert [file.name for file in tmp_path.rglob("*") if file.is_file() and file.name != FILE] == []


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no Unicode")
def test_names_that_are_no_unicode_are_as_pawsort_label_writes_them(tmp_path: Path, photos: Path, pack: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    name = os.fsdecode(b"caf\xe9.png")
    shutil.copy(photos / "00.png", folder / name)
    results = labelled([folder], Place.of(str(tmp_path / "results")), pack)
    for table in ("a.csv", "a.jsonl"):
        run(results.folder, "--out", tmp_path / table)
        by_the_app([folder], tmp_path / f"app {table}", pack)
        same_lines(tmp_path / table, tmp_path / f"app {table}")
    run(results.folder, "--sessions", tmp_path / "review")
    with Session.open(tmp_path / "review" / "review-0001.pawsort") as session:
        assert [row.path for row in session.rows()] == [folder / name]
        session.apply(LabelPhotos([session.rows()[0].photo_id], Label.breed("n_red")))
    run(results.folder, "--out", tmp_path / "b.csv", "--labels", tmp_path / "review")
    (row,) = rows_of(tmp_path / "b.csv")
    assert row["label"] == "breed"
