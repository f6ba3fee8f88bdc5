"""What runs a model is imported by one thread at a time."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.catalog.session import Session
from desktop_app.jobs import importing
from desktop_app.jobs.labelling import LabellingState
from tests.qt.jobs.labelling_helpers import Watched, add, photos


def test_suggestions_wait_for_what_another_thread_is_importing(
    qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path
) -> None:
    add(session, photos(tmp_path / "p", 3))
    with importing._importing:
        watched.job.start()
        qtbot.wait(100)
        assert LabellingState.LOADING not in watched.all("state")
    with qtbot.waitSignal(watched.job.finished):
        pass
    assert watched.summary().done == 3


def test_importing_ahead_waits_for_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    imported, last = [], threading.Event()

    def note(module: str) -> None:
        imported.append(module)
        if module == "the last one":
            last.set()

    monkeypatch.setattr(importing, "import_module", note)
    with importing._importing:
        importing.import_ahead(["a screen", "the last one"])
        assert not last.wait(0.1)
        assert imported == []
    assert last.wait(60)
    assert imported == ["numpy.ma", "a screen", "the last one"]
