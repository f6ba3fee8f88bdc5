"""Whatever a file, a folder, a session or a breed is called: its name is shown, and nothing is done with it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex
from PySide6.QtCore import Qt as Core
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from desktop_app.exports.base import Written
from desktop_app.exports.tables.text_tables import TableFormat
from desktop_app.faults import Fault
from desktop_app.plain_text import escaped
from desktop_app.ui.controllers.exporting import Exported
from desktop_app.ui.dialogs import where_to
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.plain import tip
from tests.qt.ui_helpers import has_looked_at, settle

if os.name == "nt":
    pytest.skip("such names cannot be on Windows", allow_module_level=True)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NAMES = {
    "markup": "Rex <b>bold<b> <img src=x>",
    "markup at the beginning": "<h1>Rex<h1>",
    "markup that is closed later": "Rex <a href=x",
    "a comment": "<!--Rex",
    "xml": "<?xml Rex",
    "a document": "<!doctype html> Rex",
    "entities": "Rex &lt;b&gt; &amp; &#60;",
    "ampersands": "&Rex & Bella && Co",
    "a line feed": "Rex\nBella",
    "a line feed and markup": "\n<b>Rex<b>\n",
    "a carriage return": "Rex\rBella",
    "a tab": "Rex\tCtrl+Q",
    "colours": "\x1b[31mRex\x1b[0m\x1b]0;title\x07",
    "control signs": "Rex\x01\x08\x7f\x9b31m",
    "format strings": "Rex %s %d %n %1 %L1 {} {0} {file} {path!r} {",
    "a turned direction": "Rex \u202egnp.\u2066x\u2069\u200f",
    "nothing to be seen": "\u200bRex\ufeff\u2060",
    "separators of lines": "Rex\u2028Bella\u2029",
    "bytes that are no text": "Rex \udce9\udcff",
    "a mark of titles": "Rex [*]",
    "a long one": "Rex" + "x" * 220,
    "arabic": "Rex كلب كبير",
    "emoji": "Rex 👨\u200d👩\u200d👧 🐕\ufe0f",
}


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return NAMES[request.param]


@pytest.fixture
def named_window(window: MainWindow, name: str, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window with a session, a folder, photos, a breed, a history and messages that are all called so."""
    folder, session = tmp_path / name, tmp_path / f"{name}.pawsort"
    folder.mkdir()
    Image.new("RGB", (64, 48), "red").save(folder / f"{name}.png")
    (folder / f"{name}.jpg").write_bytes(b"no photo")
    Session.create(session).close()
    window.session.open(session)
    qtbot.waitUntil(lambda: window.session.path == session)
    window.session.add([folder])
    qtbot.waitUntil(lambda: has_looked_at(window, 2), timeout=20_000)
    window.gallery.go_to(window.model.ids()[-1])
    settle(window)
    window.review.choose(Label.mix(f"own:{name}", f"own:{name} 2"))
    settle(window)
    window.offer_resume(session)
    window.files.copied.emit(session)
    window.files.exporting.written.emit(Exported(folder / f"{name}.csv", Written(1)))
    window.window_messages.show_fault(Fault("session.gone", {"path": str(session)}))
    window.files.fill_recent(window.actions_by_name.menus["recent"])
    window.actions_by_name["history"].trigger()
    qtbot.waitUntil(lambda: bool(rows_of_dialogs()))
    return window


def rows_of_dialogs() -> list[QModelIndex]:
    views = [view for top in QApplication.topLevelWidgets() for view in top.findChildren(QAbstractItemView)]
    return [index for view in views if view.isVisible() for index in indexes(view.model())]


def indexes(model: QAbstractItemModel | None) -> Iterator[QModelIndex]:
    if model is None:
        return
    for row in range(min(model.rowCount(), 50)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            yield model.index(row, column)


def everything() -> list[QWidget]:
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible() or isinstance(top, QMenu)]
    return [*tops, *(widget for top in tops for widget in top.findChildren(QWidget))]


def tool_tips() -> Iterator[str]:
    for widget in everything():
        yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
        yield from (action.toolTip() for action in widget.findChildren(QAction))
        yield from (action.toolTip() for action in widget.actions())
        if isinstance(widget, QAbstractItemView):
            for index in indexes(widget.model()):
                yield str(index.data(Core.ItemDataRole.ToolTipRole) or "")


def shown() -> Iterator[str]:
    for widget in everything():
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        yield from (action.text() for action in (*widget.findChildren(QAction), *widget.actions()))
        if isinstance(widget, QAbstractItemView):
            for index in indexes(widget.model()):
                for role in (Core.ItemDataRole.DisplayRole, Core.ItemDataRole.AccessibleTextRole):
                    yield str(index.data(role) or "")


def test_no_name_is_markup_a_key_or_an_order(named_window: MainWindow, name: str) -> None:
    labels = [widget for widget in everything() if isinstance(widget, QLabel) and "Rex" in widget.text()]
    assert len(labels) >= 5, "the name is shown in many places"
    for label in labels:
        plain = label.textFormat() is Core.TextFormat.PlainText
        assert plain or not Qt.mightBeRichText(label.text()), f"{label} {label.text()}"
    tips = [text for text in tool_tips() if "Rex" in text]
    assert len(tips) >= 5
    assert [text for text in tips if Qt.mightBeRichText(text)] == []
    texts = [text for text in (*shown(), *tips) if "Rex" in text]
    for text in texts:
        # Lines that we end ourselves, and what keeps a tool tip from being taken for markup.
        own = text.replace("\n", "").replace("\u2060", "")
        assert escaped(own) == own, repr(text)
    lines = [text for text in shown() if "Rex" in text and "\n" in text]
    assert lines == [], "no name ends a line"
    keys = [
        widget.text()
        for widget in everything()
        if isinstance(widget, QAbstractButton) and "Rex" in widget.text() and type(widget).__name__ != "SuggestionBar"
    ]
    keys += [action.text() for widget in everything() for action in widget.actions() if "Rex" in action.text()]
    assert keys
    assert [text for text in keys if "&" in text.replace("&&", "") or "\t" in text] == []
    assert named_window.windowTitle().replace("[*][*]", "[*]") == f"{escaped(name)} - Pawsort"
    texts = [message.text for message in named_window.messages.messages()]
    assert any(escaped(name) in text for text in texts)
    first = named_window.model.index(0, 0)
    assert escaped(name) in first.data(Core.ItemDataRole.AccessibleTextRole)
    assert tip(escaped(name)) in first.data(Core.ItemDataRole.ToolTipRole)
    assert not named_window.grab().isNull()


def test_asking_before_a_file_is_replaced(
    name: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    asked: list[QMessageBox] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box) or 0)  # type: ignore[func-returns-value]
    target = tmp_path / f"{name}.csv"
    target.write_text("x")
    assert where_to.ask_where_to(parent, str(target), TableFormat.CSV) is None
    (box,) = asked
    assert box.textFormat() is Core.TextFormat.PlainText
    for text in (box.text(), box.informativeText()):
        assert escaped(text) == text
    assert escaped(name) in box.text()
