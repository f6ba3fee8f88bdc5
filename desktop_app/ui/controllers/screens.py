"""The screens of the window, one of which is shown: photos, animals, review; and whose keys are whose."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

PHOTOS, ANIMALS, REVIEW = "photos", "animals", "review"
_ACTION = "screen_{}"


class Screen(Protocol):
    """One way to look at the photos of a session. It is made with the window; its widget, when it is first shown.

    Attributes:
        name: `PHOTOS`, `ANIMALS` or `REVIEW`.
        whole_window: whether it wants the room of the toolbar and the status bar, too.
        selection_changed: what can be done with what is chosen in it may be something else now.
    """

    name: str
    whole_window: bool
    selection_changed: SignalInstance

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What actions do while the screen is shown. Several screens may offer the same action."""

    def not_now(self) -> Collection[str]:
        """Those of these actions that mean nothing at the moment: another one may have their keys."""

    def make_widget(self, parent: QWidget) -> QWidget:
        """What is shown; called once."""

    def key_places(self) -> Collection[QWidget]:
        """The widgets in which single keys are actions; asked once the widget is there."""

    def has_selection(self) -> bool:
        """Whether there is something that actions on a selection would act on."""

    def enter(self) -> None:
        """It is shown now: take the keys."""

    def take_keys(self) -> None:
        """What had the keys instead is gone: a message, the large view."""

    def leave(self) -> None:
        """Another one will be shown."""


class Screens(QObject):
    """Knows which screen is shown, and passes on what actions want.

    Signals:
        shown: name of the screen that is shown now.
        selection_changed: another screen, or another selection in it.
        made: widgets in which single keys are actions, of a screen whose widget was just made.
    """

    shown = Signal(str)
    selection_changed = Signal()
    made = Signal(object)

    def __init__(self, screens: Sequence[Screen], add_page: Callable[[QWidget], object], parent: QWidget) -> None:
        """Begin with the first screen.

        Args:
            screens: all of them.
            add_page: puts the widget of a screen where the one that is shown can be seen.
            parent: owns the widgets.
        """
        super().__init__(parent)
        self._screens = {screen.name: screen for screen in screens}
        self._add_page, self._window = add_page, parent
        self._widgets: dict[str, QWidget] = {}
        self.current: Screen = screens[0]
        for screen in screens:
            screen.selection_changed.connect(partial(self._selected_in, screen))

    def __getitem__(self, name: str) -> Screen:
        return self._screens[name]

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What any of the screens can do, done by the one that is shown; and showing them."""
        return {name: partial(self._do, name) for name in self.routed()} | {
            _ACTION.format(name): partial(self.show, name) for name in self._screens
        }

    def routed(self) -> set[str]:
        """The names of the actions that screens offer."""
        return {name for screen in self._screens.values() for name in screen.offers()}

    def not_offered(self) -> set[str]:
        """Those of them that the screen which is shown does not offer now."""
        return self.routed() - (self.current.offers().keys() - set(self.current.not_now()))

    def widget(self) -> QWidget:
        """What the current screen shows; it is made where it was never shown."""
        return self._widget_of(self.current)

    def make_ahead(self, name: str) -> None:
        """Make the widget of a screen, where it was never shown, so that whoever shows it need not wait for that."""
        self._widget_of(self._screens[name])

    def _widget_of(self, screen: Screen) -> QWidget:
        if screen.name not in self._widgets:
            self._widgets[screen.name] = widget = screen.make_widget(self._window)
            self._add_page(widget)
            self.made.emit(screen.key_places())
        return self._widgets[screen.name]

    def show(self, name: str, _checked: bool = True) -> None:
        """Show a screen; where it is shown already, give it the keys."""
        wanted = self._screens[name]
        if wanted is not self.current:
            self.current.leave()
            self.current = wanted
            self.widget()
            self.selection_changed.emit()
        # Also where it was shown before: whoever shows which one it is has just unmarked it.
        self.shown.emit(name)
        wanted.enter()

    def take_keys(self) -> None:
        """Give the keys to the screen that is shown."""
        self.current.take_keys()

    def _do(self, name: str, *arguments: object) -> None:
        handler = self.current.offers().get(name)
        if handler is not None:
            handler(*arguments)

    def _selected_in(self, screen: Screen, *_what: object) -> None:
        if screen is self.current:
            self.selection_changed.emit()
