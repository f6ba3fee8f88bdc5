"""Photos are met again: by length and time first, by their content where these differ."""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.imaging import reading
from desktop_app.jobs import meeting
from desktop_app.jobs.dispatcher import abandonable
from desktop_app.jobs.meeting import MeetJob, MeetSummary, Others, meet_within
from tests.qt.patience import PATIENCE_SECONDS
from tests.unit.catalog.catalog_helpers import PACK, outcome, unreadable, write_file


class Met:
    """What a job says of one look."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self._qtbot, self._session = qtbot, session
        self.job = MeetJob()
        self.missing: list[int] = []
        self.there: list[int] = []
        self.back: list[int] = []
        self.others: list[Others] = []
        self.job.missing.connect(lambda _id, ids: self.missing.extend(ids))
        self.job.there.connect(lambda _id, ids: self.there.extend(ids))
        self.job.back.connect(lambda _id, ids: self.back.extend(ids))
        self.job.others.connect(lambda _id, others: self.others.append(others))

    def look(self, ids: list[int] | None = None) -> MeetSummary:
        self.missing, self.there, self.back, self.others = [], [], [], []
        with self._qtbot.waitSignal(self.job.finished, timeout=10_000) as finished:
            self.job.start(self._session.path, ids)
        assert finished.args is not None
        summary = finished.args[1]
        assert isinstance(summary, MeetSummary)
        return summary

    def changed(self) -> set[int]:
        return {photo_id for others in self.others for photo_id in others.changed}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "s.pawsort") as opened:
        yield opened


@pytest.fixture
def photos(session: Session, tmp_path: Path) -> list[Path]:
    """Eight photos that were looked at and labelled."""
    paths = [write_file(tmp_path / "card" / f"IMG_{place}.jpg", f"dog {place}") for place in range(8)]
    rows = session.add_photos(paths)
    looked = []
    for row in rows:
        found = outcome(row.photo_id, row.path)
        assert found.facts is not None
        # As it is read: with the time of the file.
        facts = reading.read_photo(row.path)[1]
        looked.append(type(found)(row.photo_id, row.path, facts, found.suggestion, None))
    session.record_outcomes(looked, PACK)
    session.apply(LabelPhotos([row.photo_id for row in rows], UNKNOWN))
    return paths


@pytest.fixture
def met(qtbot: QtBot, session: Session) -> Iterator[Met]:
    made = Met(qtbot, session)
    yield made
    assert made.job.close(PATIENCE_SECONDS)


def test_what_is_as_it_was_is_not_read(met: Met, photos: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise AssertionError(path)

    monkeypatch.setattr(meeting, "read_photo", refuse)
    assert met.look() == MeetSummary()
    assert (met.missing, met.others) == ([], [])


@pytest.mark.parametrize("same_length", [True, False])
def test_a_replaced_file_is_another_photo_and_a_touched_one_is_not(
    met: Met, session: Session, photos: list[Path], *, same_length: bool
) -> None:
    write_file(photos[2], "cat 2" if same_length else "a cat")
    os.utime(photos[2], ns=(1, 10**18))
    os.utime(photos[5], ns=(1, 10**18))
    met.look()
    assert met.changed() == {3}
    (others,) = met.others
    assert sorted(row.photo_id for row in others.rows) == [3, 6]
    assert others.labelled == 1
    assert [row.label_of_another_file for row in session.rows()] == [place == 2 for place in range(8)]
    assert session.waiting(PACK) == [(3, photos[2])]
    assert met.look() == MeetSummary(), "it is known now"
    assert met.others == []


def test_swapped_names_are_two_other_photos(met: Met, session: Session, photos: list[Path]) -> None:
    photos[0].rename(photos[0].with_suffix(".x"))
    photos[1].rename(photos[0])
    photos[0].with_suffix(".x").rename(photos[1])
    os.utime(photos[0], ns=(1, 5))
    os.utime(photos[1], ns=(1, 6))
    met.look()
    assert met.changed() == {1, 2}
    assert [row.path for row in session.rows()] == photos


def test_a_drive_that_is_away_is_said_once_and_what_is_missing_alone_is_not_of_it(
    met: Met, photos: list[Path], session: Session, tmp_path: Path
) -> None:
    alone = session.add_photos([tmp_path / "card2" / "x.jpg", write_file(tmp_path / "home" / "y.jpg", "y")])
    write_file(tmp_path / "home" / "z.jpg", "z")
    (tmp_path / "home" / "y.jpg").unlink()
    (tmp_path / "card").rename(tmp_path / "elsewhere")
    summary = met.look()
    assert summary.roots == {str(tmp_path / "card"): list(range(1, 9)), str(tmp_path / "card2"): [alone[0].photo_id]}
    assert met.missing == summary.missing == [*range(1, 9), alone[0].photo_id, alone[1].photo_id]
    (tmp_path / "elsewhere").rename(tmp_path / "card")
    assert met.look(list(range(1, 9))) == MeetSummary()
    assert met.there == list(range(1, 9))


def test_what_was_put_down_as_gone_and_is_there_is_told(met: Met, session: Session, photos: list[Path]) -> None:
    session.record_outcomes([unreadable(1, photos[0], "file.gone"), unreadable(2, photos[1], "photo.cut_short")], PACK)
    met.look()
    assert met.back == [1]


def test_a_file_that_cannot_be_read_now_keeps_what_is_known(met: Met, session: Session, photos: list[Path]) -> None:
    photos[0].unlink()
    photos[0].symlink_to(photos[0])
    met.look()
    assert met.others == []
    assert session.row(1).suggestion is not None


def test_a_drive_that_does_not_answer_keeps_nobody_waiting(
    met: Met, session: Session, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answers = threading.Semaphore(0), threading.Event()
    gave_up: list[bool] = []

    def look_at(*_args: object, **_options: object) -> None:
        asked.release()
        gave_up.append(not answers.wait(60))

    monkeypatch.setattr(meeting, "look_at", look_at)
    met.job.start(session.path)
    assert asked.acquire(timeout=20)
    assert met.job.close(PATIENCE_SECONDS)
    assert meet_within(session.path, None, 0.2) == []
    assert gave_up == [], "neither waited, while the drive still does not answer"
    answers.set()


def test_before_an_export_what_changed_is_found(session: Session, photos: list[Path]) -> None:
    write_file(photos[4], "another dog")
    found = meet_within(session.path, [1, 2], 10)
    assert found == []
    (others,) = meet_within(session.path, None, 10)
    assert others.changed == {5}


def test_whatever_an_abandonable_question_raises_is_raised() -> None:
    def fail() -> None:
        raise OSError("no")

    with pytest.raises(OSError, match="no"):
        abandonable(fail, lambda: False)
    assert abandonable(lambda: 7, lambda: False) == 7


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not read-only there")
def test_a_session_that_is_only_looked_at_says_what_is_missing_and_keeps_nothing(
    qtbot: QtBot, session: Session, photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session.path
    session.close()
    path.chmod(0o444)
    photos[1].unlink()
    write_file(photos[2], "another dog")
    monkeypatch.setattr(meeting, "read_photo", lambda path: pytest.fail(f"{path} was read for nothing"))
    with Session.open(path, or_look=True) as looked_at:
        assert looked_at.is_read_only
        met = Met(qtbot, looked_at)
        met.look()
        assert (met.missing, met.others) == ([2], [])
        assert meet_within(path, None, 5) == []
        assert met.job.close(PATIENCE_SECONDS)
