"""Keys on every screen of the window: what is declared and offered is looked through, so new ones are held too."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.actions import ACTIONS, SCREEN_ACTIONS
from tests.qt.ui_helpers import act, settle

TEXT_BOXES = (QLineEdit, QTextEdit, QPlainTextEdit)
SINGLE_KEYS = sorted({key for action in ACTIONS.values() for key in action.keys if len(key) == 1})


@pytest.fixture(params=SCREEN_ACTIONS)
def on_screen(request: pytest.FixtureRequest, full_window: MainWindow) -> Iterator[MainWindow]:
    """The window with each of its screens shown, one after the other."""
    if request.param != SCREEN_ACTIONS[0]:
        act(full_window, request.param)
        settle(full_window)
    yield full_window
    act(full_window, SCREEN_ACTIONS[0])


def test_no_two_actions_of_a_screen_share_a_key(on_screen: MainWindow) -> None:
    offered = [spec for name, spec in ACTIONS.items() if on_screen.actions_by_name.may_use(name)]
    keys = Counter(key for spec in offered for key in spec.keys)
    shared = {key: [spec.name for spec in offered if key in spec.keys] for key, count in keys.items() if count > 1}
    assert len(keys) > 10
    assert shared == {}


def test_single_keys_are_typed_into_text_boxes_and_do_nothing_else(on_screen: MainWindow) -> None:
    done: list[str] = []
    for name in on_screen.actions_by_name.names():
        on_screen.actions_by_name[name].triggered.connect(lambda _checked=False, name=name: done.append(name))
    boxes = [box for kind in TEXT_BOXES for box in on_screen.findChildren(kind) if is_typed_into(box)]
    assert boxes or on_screen.window_actions.screens.current.name != "photos"
    for box in boxes:
        box.setFocus()
        for key in SINGLE_KEYS:
            QTest.keyClicks(box, key.lower())
            assert box.hasFocus(), (box.accessibleName(), key)
    for box in boxes:
        box.setProperty("text", "")
    assert done == []
    assert not any(row.label for row in on_screen.collection)


def is_typed_into(box: QWidget) -> bool:
    return box.isVisible() and box.isEnabled() and not isinstance(box.parentWidget(), QAbstractSpinBox)


def test_every_action_is_offered_on_some_screen(full_window: MainWindow) -> None:
    screens = full_window.window_actions.screens
    names = [name.removeprefix("screen_") for name in SCREEN_ACTIONS]
    offered = {action for name in names for action in screens[name].offers()}
    assert screens.routed() == offered
    assert screens.routed() <= ACTIONS.keys()
