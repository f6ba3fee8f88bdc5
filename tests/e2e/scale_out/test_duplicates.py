"""The same photos among all that were labelled, by Ray on this machine."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from desktop_app.catalog.values.photos import PhotoOutcome
from scale_out.duplicates import search
from scale_out.duplicates.cluster import Cluster
from scale_out.duplicates.search import Labelled, Summary, find
from scale_out.duplicates.told import Sameness
from scale_out.errors import ScaleError
from scale_out.places import Place
from tests.scale_out_made_up import content_hash_of, fingerprint_of, labelled, outcome, unreadable

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("whole machine")]

Row = tuple[str, str, int]


@pytest.fixture
def cluster(ray_here: Any) -> Cluster:
    return Cluster(ray_here)


def found(cluster: Cluster, folder: Path, photos: list[PhotoOutcome], in_each: int = 40) -> tuple[Summary, list[Row]]:
    """Label photos into partitions and search; the summary, and of each row path, sameness and distance."""
    parts = [photos[start : start + in_each] for start in range(0, len(photos), in_each)]
    out, said = folder / "same.parquet", list[str]()
    summary = find(Labelled.of(labelled(folder, parts)), Place.of(str(out)), cluster, said.append)
    assert any("photos in" in line for line in said)
    table = pq.read_table(out)
    rows = zip(*(table[name].to_pylist() for name in ("path", "sameness", "distance")), strict=True)
    return summary, list(rows)


def test_copies_are_found_over_partitions_and_strangers_are_not(cluster: Cluster, tmp_path: Path) -> None:
    photos = [outcome(f"{seed:03}.jpg", str(seed), fingerprint_of(seed)) for seed in range(100)]
    photos += [outcome(f"again {seed:03}.jpg", str(seed), fingerprint_of(seed)) for seed in range(5)]
    photos += [outcome(f"cut {seed:03}.jpg", f"{seed} cut", fingerprint_of(seed, flipped=[2, 9])) for seed in range(9)]
    photos += [unreadable("gone.jpg"), outcome("night.jpg", "night", b"\0" * 216)]
    summary, rows = found(cluster, tmp_path, photos)
    assert (summary.photos, summary.unreadable, summary.groups, summary.untried) == (116, 1, 9, 0)
    assert (summary.exact, summary.near) == (5, 9)
    told = {path: (sameness, distance) for path, sameness, distance in rows}
    for seed in range(9):
        assert {told[f"{seed:03}.jpg"][1], told[f"cut {seed:03}.jpg"][1]} == {0, 2}
    assert not {f"{seed:03}.jpg" for seed in range(9, 100)} & set(told)


def test_many_leaves_find_what_one_leaf_finds(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = np.random.default_rng(0)
    photos = []
    for seed in range(300):
        flipped = random.permutation(128)[: seed % 13].tolist()
        photos.append(outcome(f"{seed:03}.jpg", str(seed), fingerprint_of(seed)))
        photos.append(outcome(f"{seed:03} cut.jpg", f"{seed} cut", fingerprint_of(seed, flipped=flipped, noise=1)))
    one_leaf = found(cluster, tmp_path / "one", photos)
    monkeypatch.setattr(search, "IN_A_LEAF", 20)
    monkeypatch.setattr(search, "_ROWS_IN_A_PART", 500)
    monkeypatch.setattr(search, "_ROWS_IN_A_BLOCK", 150)
    many_leaves = found(cluster, tmp_path / "many", photos)
    assert one_leaf[0].groups == 300
    assert sorted(many_leaves[1]) == sorted(one_leaf[1])


def test_a_placeholder_that_is_there_thousands_of_times_is_one_look_and_one_group(
    cluster: Cluster, tmp_path: Path
) -> None:
    photos = [outcome(f"{number:04}.jpg", f"stored {number % 2}", fingerprint_of(1)) for number in range(4_000)]
    summary, rows = found(cluster, tmp_path, photos, in_each=2_000)
    assert (summary.looks, summary.groups, summary.exact, summary.near) == (1, 1, 3_998, 1)
    assert rows[0] == ("0000.jpg", Sameness.FIRST, 0)
    assert len(rows) == 4_000


def test_where_nothing_can_be_compared_the_table_is_empty(cluster: Cluster, tmp_path: Path) -> None:
    photos = [unreadable("gone.jpg"), outcome("night.jpg", "night", b"\0" * 216)]
    assert found(cluster, tmp_path, photos) == (Summary(2, 1, 0, 0, 0, 0, 0, 0), [])


def test_a_partition_that_is_lost_meanwhile_is_named_and_nothing_is_written(cluster: Cluster, tmp_path: Path) -> None:
    results = labelled(tmp_path, [[outcome("a.jpg", "a", fingerprint_of(1))]] * 2)
    there = Labelled.of(results)
    Path(there.partitions[1].path).unlink()
    out = tmp_path / "same.parquet"
    with pytest.raises(ScaleError, match=r"00001\.parquet: cannot be read .* Delete it, and `label` makes it again\.$"):
        find(there, Place.of(str(out)), cluster, print)
    assert not out.exists()


def test_the_command_tells_what_there_is_and_what_to_do_with_it(tmp_path: Path) -> None:
    photos = [outcome("a.jpg", "a", fingerprint_of(1)), outcome("b.jpg", "a", fingerprint_of(1))]
    labelled(tmp_path, [photos])
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    out = tmp_path / "same.csv"
    command = [sys.executable, "-m", "scale_out", "duplicates", str(tmp_path), "--out", str(out), "--cpus", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "2 photos (0 unreadable): 1 groups, with 1 exact and 0 near copies." in done.stdout
    assert "Nothing else was changed" in done.stdout
    assert content_hash_of("a") in out.read_text(encoding="utf-8")
    assert {file: file.read_bytes() for file in before} == before
