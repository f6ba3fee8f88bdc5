"""A photo that ends its decoder, or that ended Pawsort, in the window's labelling."""

import json
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop_app.catalog.session import Session
from desktop_app.faults import Fault
from desktop_app.imaging.at_work import AtWork
from desktop_app.jobs.labelling import LabellingJob
from desktop_app.jobs.writing import ChangeWriter
from tests.qt.patience import PATIENCE_SECONDS
from tests.small_pack import make_small_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_pack(tmp_path_factory.mktemp("pack"))


def photos(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.jpg" for number in range(count)]
    for path in paths:
        Image.new("RGB", (64, 48), (140, 20, 20)).save(path)
    return paths


def label(qtbot: QtBot, session: Session, pack: Path) -> None:
    job = LabellingJob(session.path, pack, "cpu")
    with qtbot.waitSignal(job.finished, timeout=30_000):
        job.start()
    assert job.close(PATIENCE_SECONDS)


def test_a_photo_that_ends_its_decoder_is_unreadable_and_the_others_are_labelled(
    qtbot: QtBot, pack: Path, tmp_path: Path, repository: Path
) -> None:
    deadly = repository / "packaging" / "photos" / "ends its decoder.heic"
    with Session.create(tmp_path / "s.pawsort") as session:
        session.add_photos([deadly, *photos(tmp_path, 9)])
        label(qtbot, session, pack)
        rows = session.rows()
    assert rows[0].fault == Fault("photo.decoder_stopped")
    assert [row.suggestion is not None for row in rows] == [False] + [True] * 9


def test_a_photo_that_was_put_aside_is_tried_again_when_a_person_asks(
    qtbot: QtBot, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside, *others = photos(tmp_path, 5)
    entry = [str(aside), aside.stat().st_size, aside.stat().st_mtime_ns, True, True]
    (tmp_path / "suspects.json").write_text(json.dumps([entry]), encoding="utf-8")
    at_work = AtWork(lambda: tmp_path)
    for module in ("inference.pipeline", "jobs.writing", "jobs.labelling"):
        monkeypatch.setattr(f"desktop_app.{module}.at_work", at_work)
    with Session.create(tmp_path / "s.pawsort") as session:
        first = session.add_photos([aside, *others])[0].photo_id
        label(qtbot, session, pack)
        assert session.row(first).fault == Fault("photo.ended_pawsort_twice")
        assert all(row.suggestion is not None for row in session.rows()[1:])
        writer = ChangeWriter(Session.open(session.path))
        with qtbot.waitSignal(writer.retried, timeout=10_000):
            writer.retry([first])
        assert writer.close()
        label(qtbot, session, pack)
        assert session.row(first).fault is None
        assert session.row(first).suggestion is not None
    at_work.close()
