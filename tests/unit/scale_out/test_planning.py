"""Every photo is planned once: however often its folder is listed, and whatever is added meanwhile."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import pytest

from scale_out.errors import ScaleError
from scale_out.labelling.listing import check, photos_of, wherever_one_is
from scale_out.labelling.planning import SHARES, partitions_to_do, photos_in, photos_of_partitions, shares_of
from scale_out.labelling.request import photos_a_partition
from scale_out.places import Place
from scale_out.results import PLAN

NOTHING: frozenset[str] = frozenset()


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"\xff\xd8\xff")


def planned(out: Place, sources: list[str], finished: frozenset[str] = NOTHING, size: int = 4) -> list[str]:
    """Names of the partitions to do."""
    return [name for share in shares_of(sources) for name, _ in partitions_to_do(share, out, finished, size)]


def paths(out: Place) -> Counter[str]:
    """Of all that is planned."""
    return Counter(found.path for name in (out / PLAN).names() for found in photos_in(out, name))


@pytest.fixture
def out(tmp_path: Path) -> Place:
    return Place.of(str(tmp_path / "out"))


def test_partitions_have_so_many_photos_at_most(tmp_path: Path, out: Place) -> None:
    write(tmp_path / "photos", *(f"{number}.jpg" for number in range(10)))
    names = planned(out, [str(tmp_path / "photos")])
    assert [len(photos_in(out, name)) for name in names] == [4, 4, 2]
    assert photos_of_partitions(names[:2]) == 8


def test_what_is_planned_is_handed_out_again_and_not_planned_again(tmp_path: Path, out: Place) -> None:
    write(tmp_path / "photos", *(f"{number}.jpg" for number in range(10)))
    first = planned(out, [str(tmp_path / "photos")])
    assert planned(out, [str(tmp_path / "photos")]) == first
    assert planned(out, [str(tmp_path / "photos")], frozenset(first[:2])) == first[2:]
    assert set(paths(out).values()) == {1}


def test_a_listing_that_was_cut_off_goes_on(tmp_path: Path, out: Place) -> None:
    write(tmp_path / "photos", *(f"{number}.jpg" for number in range(10)))
    (share,) = shares_of([str(tmp_path / "photos")])
    first = next(partitions_to_do(share, out, NOTHING, 4))
    assert first[1] == 4
    assert len(planned(out, [str(tmp_path / "photos")])) == 3
    assert (len(paths(out)), set(paths(out).values())) == (10, {1})


def test_photos_that_came_later_are_planned_too(tmp_path: Path, out: Place) -> None:
    write(tmp_path / "photos", "b.jpg", "d.jpg")
    before = planned(out, [str(tmp_path / "photos")])
    write(tmp_path / "photos", "a.jpg", "c.jpg")
    after = planned(out, [str(tmp_path / "photos")], frozenset(before))
    assert [Path(found.path).name for name in after for found in photos_in(out, name)] == ["a.jpg", "c.jpg"]


def test_sources_that_name_a_photo_twice_plan_it_once(tmp_path: Path, out: Place) -> None:
    write(tmp_path / "photos", "a/1.jpg", "b/2.jpg", "b/notes.txt")
    folder = tmp_path / "photos"
    planned(out, [str(folder), str(folder / "a"), str(folder / "*" / "*.jpg"), str(folder / "b" / "2.jpg")])
    assert paths(out) == Counter([str(folder / "a" / "1.jpg"), str(folder / "b" / "2.jpg")])


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_name_that_is_no_unicode_is_found_again(tmp_path: Path, out: Place) -> None:
    name = os.fsdecode(b"Rex \xe9.jpg")
    write(tmp_path / "photos", name)
    (partition,) = planned(out, [str(tmp_path / "photos")])
    (found,) = photos_in(out, partition)
    assert Path(found.path).read_bytes() == b"\xff\xd8\xff"
    assert planned(out, [str(tmp_path / "photos")], frozenset([partition])) == []


@pytest.fixture
def store() -> Iterator[Callable[..., None]]:
    """Writes files into fsspec's store in memory, which pyarrow has no file system for."""
    memory = fsspec.filesystem("memory")

    def put(*names: str) -> None:
        for name in names:
            memory.pipe(name, b"\xff\xd8\xff")

    yield put
    memory.rm("/", recursive=True)


def test_a_store_is_listed_by_the_rules_of_the_scan(store: Callable[..., None], out: Place) -> None:
    store("/bucket/9.jpg", "/bucket/10.JPG", "/bucket/.hidden/a.jpg", "/bucket/@eaDir/b.jpg", "/bucket/c.txt")
    store("/bucket/rex/1.heic", "/bucket/rex/deep/2.png", "/other/3.jpg")
    (family,) = {share.texts for share in shares_of(["memory://bucket"])}
    assert family == ("memory://bucket",)
    planned(out, ["memory://bucket"])
    assert sorted(paths(out)) == [
        "memory://bucket/10.JPG",
        "memory://bucket/9.jpg",
        "memory://bucket/rex/1.heic",
        "memory://bucket/rex/deep/2.png",
    ]
    assert set(paths(out).values()) == {1}


def test_folders_of_a_store_are_shared_among_those_who_list(store: Callable[..., None]) -> None:
    store(*(f"/bucket/animal {number}/1.jpg" for number in range(200)))
    counts = [len(list(photos_of(share))) for share in shares_of(["memory://bucket"])]
    assert (len(counts), sum(counts)) == (SHARES, 200)
    assert max(counts) < 40


def test_patterns_and_single_photos_of_a_store(store: Callable[..., None], out: Place) -> None:
    store("/bucket/2025/1.jpg", "/bucket/2026/2.jpg", "/bucket/2026/3.png", "/bucket/single.jpg")
    planned(out, ["memory://bucket/202[0-9]/*.jpg", "memory://bucket/single.jpg", "memory://bucket/2026"])
    assert paths(out) == Counter(
        f"memory://bucket/{name}" for name in ("2025/1.jpg", "2026/2.jpg", "2026/3.png", "single.jpg")
    )


def test_a_source_that_overlaps_and_comes_later_plans_nothing_twice(store: Callable[..., None], out: Place) -> None:
    store("/bucket/2025/1.jpg", "/bucket/2026/2.jpg", "/bucket/2026/rex/3.png")
    first = planned(out, ["memory://bucket/2026", "memory://bucket/2025"])
    assert len(paths(out)) == 3
    again = planned(out, ["memory://bucket/2026", "memory://bucket/2025", "memory://bucket"], frozenset(first[:1]))
    assert sorted(again) == sorted(first[1:])
    store("/bucket/2027/4.jpg")
    planned(out, ["memory://bucket/2026", "memory://bucket/2025", "memory://bucket"])
    assert (len(paths(out)), set(paths(out).values())) == (4, {1})


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere", "nowhere: is not there"),
        ("memory://nowhere/at/all", "is not there"),
        ("nothing://reads/this", "nothing://reads/this: cannot be used"),
        ("s3://key:secret@bucket/photos", "by the environment"),
    ],
)
def test_a_source_that_cannot_be_is_said_before_anything_is_done(source: str, said: str) -> None:
    with pytest.raises(ScaleError, match=said):
        check([source])


@pytest.mark.parametrize(("workers", "photos"), [(1, 500), (200, 500), (400, 1000), (800, 2000)])
def test_partitions_grow_where_the_driver_could_not_follow(workers: int, photos: int) -> None:
    assert photos_a_partition(workers) == photos


def test_paths_are_found_from_wherever_a_worker_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "photos", "1.jpg")
    monkeypatch.chdir(tmp_path / "photos")
    assert wherever_one_is("../photos") == str(tmp_path / "photos")
    assert wherever_one_is("*.jpg") == str(tmp_path / "photos" / "*.jpg")
    assert wherever_one_is("s3://bucket/../photos") == "s3://bucket/../photos"
