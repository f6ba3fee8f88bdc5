"""One screen is shown, and an action does what that screen means by it."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.controllers.screens import ANIMALS, PHOTOS, Screens


class SmallScreen(QObject):
    """Notes what it is asked to do."""

    whole_window = False
    selection_changed = Signal()

    def __init__(self, name: str, actions: Collection[str]) -> None:
        super().__init__()
        self.name, self._actions = name, actions
        self.done: list[str] = []
        self.means_nothing: tuple[str, ...] = ()

    def offers(self) -> Mapping[str, Callable[..., object]]:
        return {name: lambda name=name: self.done.append(name) for name in self._actions}

    def not_now(self) -> Collection[str]:
        return self.means_nothing

    def make_widget(self, parent: QWidget) -> QWidget:
        self.done.append("make")
        return QWidget(parent)

    def key_places(self) -> Collection[QWidget]:
        return ()

    def has_selection(self) -> bool:
        return self.name == ANIMALS

    def enter(self) -> None:
        self.done.append("enter")

    def take_keys(self) -> None:
        self.done.append("keys")

    def leave(self) -> None:
        self.done.append("leave")


def two_screens(qtbot: QtBot) -> tuple[Screens, SmallScreen, SmallScreen, QStackedWidget]:
    photos, animals = SmallScreen(PHOTOS, ["confirm", "larger"]), SmallScreen(ANIMALS, ["confirm", "unknown"])
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    screens = Screens((photos, animals), pages.addWidget, pages)
    screens.widget()
    return screens, photos, animals, pages


def test_an_action_goes_to_the_screen_that_is_shown(qtbot: QtBot) -> None:
    screens, photos, animals, _pages = two_screens(qtbot)
    offered = screens.offers()
    offered["confirm"]()
    offered["unknown"]()
    assert photos.done == ["make", "confirm"], "what only another screen means by a key does nothing"
    offered["screen_animals"](True)
    offered["confirm"]()
    offered["larger"]()
    assert photos.done == ["make", "confirm", "leave"]
    assert animals.done == ["make", "enter", "confirm"]


def test_what_a_screen_does_not_offer_is_known(qtbot: QtBot) -> None:
    screens, _photos, animals, _pages = two_screens(qtbot)
    assert screens.routed() == {"confirm", "larger", "unknown"}
    assert screens.not_offered() == {"unknown"}
    screens.show(ANIMALS)
    assert screens.not_offered() == {"larger"}
    animals.means_nothing = ("unknown",)
    assert screens.not_offered() == {"larger", "unknown"}, "for as long as it means nothing"


def test_a_widget_is_made_when_its_screen_is_first_shown_and_never_again(qtbot: QtBot) -> None:
    screens, _photos, animals, pages = two_screens(qtbot)
    assert pages.count() == 1
    for name in (ANIMALS, PHOTOS, ANIMALS):
        screens.show(name)
    assert pages.count() == 2
    assert animals.done.count("make") == 1


def test_only_the_selection_of_the_screen_that_is_shown_counts(qtbot: QtBot) -> None:
    screens, photos, animals, _pages = two_screens(qtbot)
    heard: list[str] = []
    screens.selection_changed.connect(lambda: heard.append(screens.current.name))
    animals.selection_changed.emit()
    assert heard == []
    photos.selection_changed.emit()
    screens.show(ANIMALS)
    animals.selection_changed.emit()
    photos.selection_changed.emit()
    assert heard == [PHOTOS, ANIMALS, ANIMALS]


def test_showing_the_screen_that_is_shown_says_so_again(qtbot: QtBot) -> None:
    screens, photos, *_rest = two_screens(qtbot)
    with qtbot.waitSignal(screens.shown) as said:
        screens.show(PHOTOS)
    assert said.args == [PHOTOS]
    assert photos.done == ["make", "enter"]
