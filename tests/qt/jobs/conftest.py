"""A session, and jobs that label its photos with a small real network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.catalog.session import Session
from tests.qt.jobs.labelling_helpers import Watched
from tests.qt.patience import PATIENCE_SECONDS
from tests.small_pack import make_small_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "s.pawsort") as opened:
        yield opened


@pytest.fixture
def watched(qtbot: QtBot, session: Session, pack: Path) -> Iterator[Watched]:
    watching = Watched(session, pack)
    yield watching
    assert watching.job.close(PATIENCE_SECONDS)


@pytest.fixture
def slow(qtbot: QtBot, session: Session, pack: Path) -> Iterator[Watched]:
    watching = Watched(session, pack, workers=2, slow=True)
    yield watching
    watching.disk.go_on.set()
    assert watching.job.close(PATIENCE_SECONDS)
