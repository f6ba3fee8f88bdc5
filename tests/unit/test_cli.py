"""What `pawsort` makes of its arguments."""

import gc
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop_app import cli, stopping
from desktop_app.imaging.at_work import at_work


@pytest.fixture(autouse=True)
def _tests_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is for pytest here, and so is the end: a thread of another test's may still be at work."""
    monkeypatch.setattr(stopping, "listen", lambda _farewell="": None)
    monkeypatch.setattr(stopping, "leave", sys.exit)
    monkeypatch.setattr(at_work, "close", lambda: None)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str | None]]:
    """Collects what the window would be opened with."""
    from desktop_app import app

    calls: list[tuple[list[str], str | None]] = []

    def run_window(paths: Sequence[str], session: str | None) -> int:
        calls.append((list(paths), session))
        return 0

    monkeypatch.setattr(app, "run_window", run_window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return calls


def test_nobody_looks_for_rubbish_on_the_way_to_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop_app import app

    looked: list[bool] = []

    def run_window(_paths: Sequence[str], _session: str | None) -> int:
        looked.append(gc.isenabled())
        raise RuntimeError

    monkeypatch.setattr(app, "run_window", run_window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with pytest.raises(RuntimeError):
        cli.main([])
    assert looked == [False]
    assert gc.isenabled(), "also where the window could not be opened"


@pytest.mark.parametrize(
    ("arguments", "paths", "session"),
    [
        ([], [], None),
        (["photos"], ["photos"], None),
        (["photos", "more", "dog.jpg"], ["photos", "more", "dog.jpg"], None),
        (["--session", "s.pawsort"], [], "s.pawsort"),
        (["photos", "--session", "s.pawsort"], ["photos"], "s.pawsort"),
        (["./label"], ["./label"], None),
        (["window", "label"], ["label"], None),
    ],
)
def test_without_a_command_the_window_opens(
    opened: list[tuple[list[str], str | None]], arguments: list[str], paths: list[str], session: str | None
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 0
    # As it was typed: what it means is found out where a drive that does not answer keeps nobody waiting.
    assert opened == [(paths, session)]


def test_menu_entry_opens_the_window(
    opened: list[tuple[list[str], str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["pawsort-window", "photos"])
    with pytest.raises(SystemExit):
        cli.open_window()
    assert opened == [(["photos"], None)]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")
def test_without_a_screen_there_is_a_sentence_instead_of_a_crash(repository: Path) -> None:
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in screens}
    result = subprocess.run(
        [sys.executable, "-m", "desktop_app"], cwd=repository, env=environment, capture_output=True, text=True
    )
    assert result.returncode == 2
    assert "no screen" in result.stderr
    assert "pawsort label" in result.stderr


def test_unknown_option_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["--nonsense"])
    assert left.value.code == 2
    assert "--nonsense" in capsys.readouterr().err
