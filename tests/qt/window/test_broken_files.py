"""Whatever lies where the app keeps its own files, the window opens, on a screen, and says what was kept aside."""

import base64
import json
import random
import shutil
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app import app, paths
from desktop_app.ui.settings import Settings, WindowState
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.window.memory import splitter_sizes
from desktop_app.ui.wording import keyboards
from tests.strange_files import STRANGE_JSON, strange_kinds

SEED = 20_261_126
FAR = (0, 1, -1, 700, 40_000, -40_000, 2**31 - 1, -(2**31))


@contextmanager
def opened(qapp: QApplication) -> Iterator[MainWindow]:
    made = app.make_window(qapp, Settings.of(theme="light", language="en"))
    try:
        made.show()
        for _ in range(3):
            qapp.processEvents()
        yield made
    finally:
        made.close()
        made.deleteLater()


def says(window: MainWindow) -> str:
    return "\n".join(message.text for message in window.messages.messages())


@pytest.mark.parametrize("content", STRANGE_JSON.values(), ids=STRANGE_JSON)
def test_strange_settings_are_the_usual_ones_and_the_file_is_kept(isolated_home: Path, content: bytes) -> None:
    Settings.file().write_bytes(content)
    settings, told = Settings.read()
    assert settings == Settings()
    assert told is not None
    assert told.code == "own.settings_kept_aside"
    assert Path(str(told.facts["kept"])).read_bytes() == content
    assert Settings.read() == (Settings(), None)


@pytest.mark.parametrize("kind", strange_kinds())
def test_what_is_no_file_makes_way(isolated_home: Path, kind: str) -> None:
    for stored in (Settings, WindowState):
        strange_kinds()[kind](stored.file())
        told = stored.read()[1]
        assert told is not None
        assert told.code.endswith("_kept_aside")
        stored().save()
        assert stored.read() == (stored(), None)


def test_of_settings_with_a_wrong_value_the_others_stay(isolated_home: Path) -> None:
    stored = Settings.of(theme="dark", language="fr", thumbnail_cache_mb=800).model_dump()
    stored["appearance"]["language"] = "tlh"
    stored["storage"]["thumbnail_cache_mb"] = 10**12
    stored["suggestions"] = ["no", "group"]
    Settings.file().write_text(json.dumps(stored), encoding="utf-8")
    settings, told = Settings.read()
    assert settings == Settings.of(theme="dark")
    assert told is not None
    assert json.loads(Path(str(told.facts["kept"])).read_text(encoding="utf-8")) == stored
    assert Settings.read() == (settings, None)


def test_of_settings_of_earlier_versions_too(isolated_home: Path) -> None:
    Settings.file().write_text(json.dumps({"theme": "purple", "provider": "cpu"}), encoding="utf-8")
    assert Settings.read()[0] == Settings.of(provider="cpu")


@pytest.mark.parametrize(
    "change",
    [
        {"suggestions": {"model_pack": "/a\0b"}},
        {"suggestions": {"model_pack": "a" * 40_000}},
        {"suggestions": {"model_pack": "\ud800"}},
        {"suggestions": {"model_pack": None}},
        {"suggestions": None},
        {"appearance": {"theme": {"a": "b"}}},
        {"storage": {"thumbnail_cache_mb": 1e300}},
        {"storage": {"thumbnail_cache_mb": -1}},
        {"storage": {"thumbnail_cache_mb": "many"}},
        {"review": {"go_on_after_label": []}},
        [],
        "settings",
        17,
        None,
    ],
)
def test_settings_of_other_types_are_the_usual_ones(isolated_home: Path, change: object) -> None:
    Settings.file().write_text(json.dumps(change), encoding="utf-8")
    settings, told = Settings.read()
    assert settings == Settings()
    assert told is not None


def test_everything_broken_is_said_in_one_message(
    qapp: QApplication, isolated_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    WindowState.file().write_bytes(b"[" * 100_000)
    (paths.config_folder() / "recent.json").write_text('{"a": NaN}', encoding="utf-8")
    assets = tmp_path / "assets"
    (assets / "breeds").mkdir(parents=True)
    (assets / "breeds" / "breeds.json").write_text("[[]]", encoding="utf-8")
    shutil.copytree(paths.assets_folder() / "icons", assets / "icons")
    (assets / "keyboards.json").write_text('{"us": {"E": 3}}', encoding="utf-8")
    monkeypatch.setattr(paths, "assets_folder", lambda: assets)
    keyboards._table.cache_clear()
    keyboards._digits.cache_clear()
    try:
        with opened(qapp) as window:
            (message,) = window.messages.messages()
            lines = message.text.splitlines()
            assert len(lines) == 4
            kept = [path for path in paths.config_folder().iterdir() if ".broken-" in path.name]
            assert len(kept) == 2
            assert all(str(path) in message.text for path in kept)
            assert keyboards.layouts().keys() == {"us"}
            assert window.keyboard.cap("?") == ("/", True)
    finally:
        keyboards._table.cache_clear()
        keyboards._digits.cache_clear()


@pytest.mark.parametrize("content", STRANGE_JSON.values(), ids=STRANGE_JSON)
def test_strange_keyboards_are_american(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    (tmp_path / "keyboards.json").write_bytes(content)
    monkeypatch.setattr(paths, "assets_folder", lambda: tmp_path)
    keyboards._table.cache_clear()
    try:
        assert keyboards.layouts().keys() == {"us"}
        assert keyboards.table_fault() is not None
    finally:
        keyboards._table.cache_clear()


def geometry(numbers: Callable[[], int], flags: tuple[int, int]) -> str:
    """As `QWidget.saveGeometry` writes it: frame, window, screen, maximised, full screen, width, window."""
    frame, normal, inner = ([numbers() for _ in range(4)] for _ in range(3))
    content = struct.pack(">IHH", 0x1D9D0CB, 3, 0) + struct.pack(">8i", *frame, *normal)
    content += struct.pack(">iBBi", numbers(), *flags, numbers()) + struct.pack(">4i", *inner)
    return base64.b64encode(content).decode()


def widths(*sizes: int, mark: int = 0xFF, orientation: int = 1, collapsible: bool = False) -> str:
    """As `QSplitter.saveState` writes it."""
    state = QByteArray()
    stream = QDataStream(state, QIODevice.OpenModeFlag.WriteOnly)
    stream.writeInt32(mark)
    stream.writeInt32(1)
    stream.writeUInt32(len(sizes))
    for size in sizes:
        stream.writeInt32(size)
    stream.writeBool(collapsible)
    stream.writeInt32(-1)
    stream.writeBool(True)
    stream.writeUInt8(orientation)
    stream.writeBool(False)
    return bytes(state.toBase64().data()).decode()


@pytest.mark.qt_log_ignore(".*")
def test_a_remembered_place_off_every_screen_comes_back(qapp: QApplication, isolated_home: Path) -> None:
    chance = random.Random(SEED)
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    for number in range(6):
        remembered = geometry(lambda: chance.choice((*FAR, chance.randrange(-3_000, 9_000))), (0, 0))
        WindowState(geometry=remembered).save()
        with opened(qapp) as window:
            frame: QRect = window.frameGeometry()
            assert any(screen.contains(frame) for screen in screens), (number, remembered, frame)
            assert window.width() >= window.minimumWidth()


@pytest.mark.qt_log_ignore(".*")
def test_a_maximised_window_of_a_screen_that_is_gone_covers_one_that_is_there(
    qapp: QApplication, isolated_home: Path
) -> None:
    chance = random.Random(SEED)
    screens = [screen.geometry() for screen in QGuiApplication.screens()]
    for flags in ((1, 0), (0, 1), (1, 1), (255, 7)):
        WindowState(geometry=geometry(lambda: chance.choice(FAR), flags)).save()
        with opened(qapp) as window:
            assert any(screen.contains(window.frameGeometry().center()) for screen in screens)
            window.showNormal()
            for _ in range(3):
                qapp.processEvents()
            assert any(screen.contains(window.frameGeometry()) for screen in screens)


@pytest.mark.parametrize(
    "remembered",
    [
        "",
        "no base 64 äöü",
        widths(),
        widths(200),
        widths(200, 300),
        widths(200, 300, 300, 300),
        widths(*[100] * 1_000),
        widths(0, 0, 0),
        widths(-1, -1, -1),
        widths(2**31 - 1, 2**31 - 1, 2**31 - 1),
        widths(50_000, 10, 10),
        widths(10, 10, 50_000),
        widths(200, 300, 300, mark=7),
        widths(200, 600, 300)[:20],
        widths(0, 700, 0, collapsible=True),
        widths(200, 600, 300, orientation=2),
        widths(200, 600, 300, orientation=77),
    ],
)
def test_remembered_widths_leave_room_for_everything(
    qapp: QApplication, isolated_home: Path, full_window: MainWindow, remembered: str
) -> None:
    """Of a window with photos: the splitter is in sight."""
    full_window.state = WindowState(splitter=remembered)
    full_window.memory.restore_sizes()
    full_window.memory.restore_place()
    for _ in range(3):
        qapp.processEvents()
    splitter = full_window.splitter
    assert splitter.orientation() is Qt.Orientation.Horizontal
    assert not splitter.childrenCollapsible()
    assert all(size >= 100 for size in splitter.sizes()), splitter.sizes()
    assert sum(splitter.sizes()) <= splitter.width()


def test_widths_are_brought_back_as_they_were(qapp: QApplication, full_window: MainWindow) -> None:
    full_window.splitter.setSizes([240, 560, 400])
    qapp.processEvents()
    before = full_window.splitter.sizes()
    kept = full_window.memory.state_now()
    assert [(splitter_sizes(kept.splitter) or [])[place] for place in (0, 2)] == [before[0], before[2]] == [240, 400]
    full_window.splitter.setSizes([300, 500, 300])
    full_window.state = kept
    full_window.memory.restore_sizes()
    qapp.processEvents()
    assert full_window.splitter.sizes() == before
