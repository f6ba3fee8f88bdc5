"""Sessions out of results: they open in the app with all that it keeps, are whole, stable, and never replaced."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.tables.suggestions import BREEDS_KEPT
from desktop_app.catalog.values.labels import Label
from scale_out.columns import outcome_of
from scale_out.commands.export import StoppedError, export
from scale_out.places import Place
from scale_out.results import PHOTOS, Results
from scale_out.tables.photos_at import PhotosAt
from scale_out.tables.plan import FILE
from scale_out.tables.sessions import SessionsRequest, make_sessions
from tests.scale_out_results import PHOTOS_MADE, as_if_in_a_store, labelled, make_photos
from tests.small_pack import make_small_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_pack(tmp_path_factory.mktemp("pack") / "small", finder={})


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, pack: Path) -> Results:
    photos = make_photos(tmp_path_factory.mktemp("taken") / "photos")
    return labelled([photos], Place.of(str(tmp_path_factory.mktemp("labelled") / "results")), pack)


def run(*arguments: object, code: int = 0) -> str:
    ended = CliRunner().invoke(export, [str(each) for each in arguments])
    assert ended.exit_code == code, ended.output
    return ended.output


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def photos_of(session: Path) -> list[str]:
    with Session.open(session) as opened:
        return [str(row.path) for row in opened.rows()]


def test_a_session_holds_everything_that_results_do(tmp_path: Path, results: Results) -> None:
    said = run(results.folder, "--sessions", tmp_path / "review")
    assert f"{PHOTOS_MADE} photos are in 1 new sessions" in said
    rows = [row for each in results.partitions() for row in pq.read_table(each.path).to_pylist()]
    with Session.open(tmp_path / "review" / "review-0001.pawsort") as session:
        assert session.current_pack == results.run["pack_hash"]
        assert session.waiting(results.run["pack_hash"]) == []
        kept = session.rows()
        assert [str(row.path) for row in kept] == [row["path"] for row in rows]
        for known, row in zip(kept, rows, strict=True):
            outcome = outcome_of(row, known.photo_id)
            assert known.fault == outcome.fault
            assert known.label is None
            assert repr(session.facts(known.photo_id)) == repr(outcome.facts)  # nan is not nan
            kept_of_it, said_of_it = session.suggestion(known.photo_id), outcome.suggestion
            if said_of_it is None:
                assert kept_of_it is None
                continue
            assert kept_of_it is not None
            assert kept_of_it.ranked == said_of_it.ranked[:BREEDS_KEPT]
            for name in ("status", "dog_probability", "confidence", "breed_set", "proposed_mix", "kind", "box"):
                assert getattr(kept_of_it, name) == getattr(said_of_it, name)
            assert kept_of_it.dog_share == said_of_it.dog_share
            assert kept_of_it.further_dogs == said_of_it.further_dogs
            for name in ("embedding", "logits"):
                assert np.array_equal(getattr(kept_of_it, name), getattr(said_of_it, name))
        assert any(session.further_dogs_of().values())
        assert session.evidence().has_fingerprint.sum() == PHOTOS_MADE - 1


def test_packs_without_embeddings_make_sessions_too(tmp_path: Path) -> None:
    pack = make_small_pack(tmp_path / "pack", outputs=["logits", "species_logits"])
    results = labelled([make_photos(tmp_path / "photos")], Place.of(str(tmp_path / "results")), pack)
    run(results.folder, "--sessions", tmp_path / "review")
    with Session.open(tmp_path / "review" / "review-0001.pawsort") as session:
        assert session.embeddings()[0] == []
        assert len(session.logits()[0]) == PHOTOS_MADE - 1


def test_exact_copies_stay_two_photos_though_no_file_is_here(tmp_path: Path, results: Results) -> None:
    moved = as_if_in_a_store(results, tmp_path / "moved", "s3://bucket/shelter")
    there = tmp_path / "drive of a volunteer"
    run(moved.folder, "--sessions", tmp_path / "review", "--photos-at", f"s3://bucket/shelter={there}")
    paths = photos_of(tmp_path / "review" / "review-0001.pawsort")
    assert len(paths) == PHOTOS_MADE
    assert all(path.startswith(f"{there}{os.sep}") for path in paths)


def test_addresses_need_a_folder_and_the_way_out_is_said(tmp_path: Path, results: Results) -> None:
    moved = as_if_in_a_store(results, tmp_path / "moved", "s3://bucket/shelter")
    said = run(moved.folder, "--sessions", tmp_path / "review", code=1)
    assert "--photos-at s3://bucket=/folder/of/the/photos" in said
    assert not (tmp_path / "review").exists()
    assert "ADDRESS=FOLDER" in run(moved.folder, "--sessions", tmp_path / "review", "--photos-at", "s3://b", code=1)
    assert "whole path" in run(moved.folder, "--sessions", tmp_path / "review", "--photos-at", "s3://b=x", code=1)


def test_the_longest_beginning_counts_and_leads_back() -> None:
    root = Path.cwd().anchor
    at = PhotosAt.of([f"s3://b={root}all", f"s3://b/2026/={root}new/"])
    assert at.path_of("s3://b/2026/a.jpg") == Path(root) / "new" / "a.jpg"
    assert at.path_of("s3://b/2025/a.jpg") == Path(root) / "all" / "2025" / "a.jpg"
    for address in ("s3://b/2026/a.jpg", "s3://b/2025/x/a.jpg"):
        assert at.path_in_results(at.path_of(address)) == address
    assert at.path_of("/here/a.jpg") == Path("/here/a.jpg")


def test_sessions_are_small_enough_and_say_what_they_have(tmp_path: Path, results: Results) -> None:
    folder = tmp_path / "review"
    run(results.folder, "--sessions", folder, "--photos", 4)
    told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    found = []
    for session in told["sessions"]:
        paths = photos_of(folder / session["file"])
        assert len(paths) == session["photos"] <= 4
        expected = []
        for part in session["parts"]:
            rows = pq.read_table((results.folder / PHOTOS / part["partition"]).path).column("path").to_pylist()
            expected += rows[part["first"] : part["first"] + part["photos"]]
        assert paths == expected
        found += paths
    assert len(set(found)) == len(found) == PHOTOS_MADE


def test_only_the_photos_that_were_asked_for(tmp_path: Path, results: Results) -> None:
    run(results.folder, "--sessions", tmp_path / "review", "--only", "unreadable")
    (path,) = photos_of(tmp_path / "review" / "review-0001.pawsort")
    assert path.endswith("12 broken.jpg")
    said = run(results.folder, "--sessions", tmp_path / "review", code=1)
    assert "--only unreadable" in said
    assert "nothing new" in run(results.folder, "--sessions", tmp_path / "review", "--only", "unreadable")


def test_a_reviewed_session_is_never_touched_and_new_photos_get_a_new_one(tmp_path: Path, pack: Path) -> None:
    photos = make_photos(tmp_path / "photos")
    place, folder = Place.of(str(tmp_path / "results")), tmp_path / "review"
    run(labelled([photos], place, pack).folder, "--sessions", folder, "--photos", 10)
    with Session.open(folder / "review-0001.pawsort") as session:
        session.apply(LabelPhotos([row.photo_id for row in session.rows()[:2]], Label.breed("n_red")))
    reviewed = contents(folder)
    assert "2 sessions were made before" in run(place, "--sessions", folder, "--photos", 10)
    assert contents(folder) == reviewed
    make_photos(tmp_path / "more")
    labelled([photos, tmp_path / "more"], place, pack)
    run(place, "--sessions", folder, "--photos", 10)
    now = contents(folder)
    assert {name: now[name] for name in reviewed if name != FILE} == {
        name: content for name, content in reviewed.items() if name != FILE
    }
    new = [path for name in sorted(now.keys() - reviewed.keys()) for path in photos_of(folder / name)]
    assert len(new) == PHOTOS_MADE
    assert all(path.startswith(str(tmp_path / "more")) for path in new)


def test_a_session_that_somebody_took_away_is_not_made_again(tmp_path: Path, results: Results) -> None:
    folder = tmp_path / "review"
    run(results.folder, "--sessions", folder, "--photos", 5)
    (folder / "review-0002.pawsort").rename(tmp_path / "at a volunteer's.pawsort")
    assert "review-0002.pawsort is not in" in run(results.folder, "--sessions", folder)
    assert "review-0002.pawsort" not in names(folder)


def test_stopped_in_the_middle_it_leaves_whole_sessions_and_goes_on(tmp_path: Path, results: Results) -> None:
    folder = tmp_path / "review"
    request = SessionsRequest(results, folder, photos=5)

    def stop(done: int, _total: int) -> None:
        if done > 5:
            raise StoppedError

    with pytest.raises(StoppedError):
        make_sessions(request, stop)
    assert names(folder) == ["review-0001.pawsort", FILE]
    first = (folder / "review-0001.pawsort").read_bytes()
    assert make_sessions(request, lambda _done, _total: None).made == ["review-0002.pawsort", "review-0003.pawsort"]
    assert (folder / "review-0001.pawsort").read_bytes() == first
    whole = tmp_path / "at once"
    make_sessions(SessionsRequest(results, whole, photos=5), lambda _done, _total: None)
    assert [photos_of(folder / name) for name in names(folder) if name != FILE] == [
        photos_of(whole / name) for name in names(whole) if name != FILE
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_killed_in_the_middle_it_leaves_no_half_session_and_goes_on(
    tmp_path: Path, results: Results, repository: Path
) -> None:
    program = f"""
import os, signal
from pathlib import Path
from scale_out.places import Place
from scale_out.results import Results
from scale_out.tables.sessions import SessionsRequest, make_sessions
end = lambda done, total: os.kill(os.getpid(), signal.SIGKILL) if done > 5 else None
make_sessions(SessionsRequest(Results.of(Place.of({str(results.folder)!r})), Path({str(tmp_path)!r}), photos=5), end)
"""
    command, environment = [sys.executable, "-c", program], os.environ | {"PYTHONPATH": str(repository)}
    assert subprocess.run(command, env=environment, check=False, timeout=120).returncode == -signal.SIGKILL
    assert [name for name in names(tmp_path) if name.endswith(".pawsort")] == ["review-0001.pawsort"]
    run(results.folder, "--sessions", tmp_path, "--photos", 5)
    assert names(tmp_path) == [*(f"review-000{number}.pawsort" for number in (1, 2, 3)), FILE]
    assert sum(len(photos_of(tmp_path / name)) for name in names(tmp_path)[:3]) == PHOTOS_MADE


def test_a_session_that_is_there_though_not_noted_down_stays(tmp_path: Path, results: Results) -> None:
    """The last run was killed between a session and its note."""
    folder = tmp_path / "review"
    run(results.folder, "--sessions", folder, "--photos", 5)
    told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    told["sessions"][1]["is_made"] = False
    (folder / FILE).write_text(json.dumps(told), encoding="utf-8")
    before = (folder / "review-0002.pawsort").read_bytes()
    run(results.folder, "--sessions", folder, "--photos", 5)
    assert (folder / "review-0002.pawsort").read_bytes() == before
    assert json.loads((folder / FILE).read_text(encoding="utf-8"))["sessions"][1]["is_made"]


def test_files_of_others_and_sessions_of_other_results_are_left_alone(tmp_path: Path, results: Results) -> None:
    folder = tmp_path / "review"
    folder.mkdir()
    (folder / "review-0001.pawsort").write_text("mine")
    assert "no session of this export" in run(results.folder, "--sessions", folder, code=1)
    assert contents(folder) == {"review-0001.pawsort": b"mine"}
    other = as_if_in_a_store(results, tmp_path / "other", "/elsewhere")
    run(results.folder, "--sessions", tmp_path / "theirs")
    assert "holds sessions of" in run(other.folder, "--sessions", tmp_path / "theirs", code=1)
    (tmp_path / "theirs" / FILE).write_text("{")
    assert "damaged" in run(results.folder, "--sessions", tmp_path / "theirs", code=1)


def test_partitions_that_were_made_anew_are_noticed(tmp_path: Path, pack: Path) -> None:
    photos = make_photos(tmp_path / "photos")
    place, folder = Place.of(str(tmp_path / "results")), tmp_path / "review"
    results = labelled([photos], place, pack)
    run(place, "--sessions", folder)
    told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    told["sessions"][0]["is_made"] = False
    (folder / FILE).write_text(json.dumps(told), encoding="utf-8")
    (folder / "review-0001.pawsort").unlink()
    first = Path(results.partitions()[0].path)
    pq.write_table(pq.read_table(first).slice(1), first)
    assert "were planned" in run(place, "--sessions", folder, code=1)
    assert names(folder) == [FILE]
