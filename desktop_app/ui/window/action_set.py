"""Menus, toolbar and keys, made from the declared actions and from who offers them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from desktop_app.ui.look.icons import icon
from desktop_app.ui.wording.actions import ACTIONS, MENUS, PHOTO_MENU, TOOLBAR_GROUPS, Action, Needs
from desktop_app.ui.wording.keys import translated, with_key

Handler = Callable[..., object]


class OffersActions(Protocol):
    """Whoever can do something that a person may want."""

    def offers(self) -> Mapping[str, Handler]:
        """Name of a declared action → what it calls.

        An action that stays on or off passes whether it is on, a submenu the `QMenu` to fill, all others nothing.
        """


class ActionSet:
    """All actions of a window by name.

    Attributes:
        menus: the submenus by name.
        toolbar: the bar below the menus.
    """

    def __init__(self, window: QMainWindow, offering: Iterable[OffersActions]) -> None:
        """Make an action for every declared one, with its place in the menus and the toolbar.

        Args:
            window: gets the actions.
            offering: the controllers; each action is offered by exactly one.

        Raises:
            ValueError: an action is offered by nobody or twice, or was never declared.
        """
        self._window = window
        self._there = dict.fromkeys(Needs, False) | {Needs.NOTHING: True}
        self._may_change = True
        self._not_offered: Collection[str] = ()
        self.menus: dict[str, QMenu] = {}
        handlers = collected(offering)
        self._actions = {
            name: self._made(action, handlers[name]) for name, action in ACTIONS.items() if not action.submenu
        }
        self._build_menus(handlers)
        self.toolbar = self._build_toolbar()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def names(self) -> list[str]:
        """The names of all actions, without the submenus."""
        return list(self._actions)

    def enable(self, need: Needs, there: bool) -> None:
        """Offer what needs a session, photos or a selection, or not."""
        self._there[need] = there
        for name, action in self._actions.items():
            if ACTIONS[name].needs is need:
                action.setEnabled(there and self.may_use(name))

    def may_use(self, name: str) -> bool:
        """Whether nothing speaks against an action but what it needs.

        It may change the session, or need not; and the screen that is shown offers it.
        """
        return (self._may_change or not ACTIONS[name].changes) and name not in self._not_offered

    def leave_out(self, not_offered: Collection[str]) -> None:
        """Offer all actions but these, which mean nothing on the screen that is shown."""
        changed = set(not_offered) ^ set(self._not_offered)
        self._not_offered = not_offered
        for name in changed & self._actions.keys():
            self._actions[name].setEnabled(self.may_use(name) and self._there[ACTIONS[name].needs])

    def allow_changes(self, why_not: str) -> None:
        """Offer what changes the session, or (a sentence says why not) do not."""
        self._may_change = not why_not
        for name, action in self._actions.items():
            if ACTIONS[name].changes:
                action.setEnabled(self.may_use(name) and self._there[ACTIONS[name].needs])
                action.setToolTip(why_not or with_key(translated(ACTIONS[name].tip), name))

    def trigger(self, keys: str) -> bool:
        """Do what a key does, as if it had been pressed; False where it does nothing now."""
        for name, action in self._actions.items():
            if keys in ACTIONS[name].keys and action.isEnabled():
                action.trigger()
                return True
        return False

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the appearance in use."""
        for name, action in self._actions.items():
            if not action.icon().isNull():
                action.setIcon(icon(ACTIONS[name].icon))

    def _draw_icons(self, names: Iterable[str]) -> None:
        """Draw the icons of a menu that is about to be shown: the start of the window does not wait for them."""
        for name in names:
            if ACTIONS[name].icon and self._actions[name].icon().isNull():
                self._actions[name].setIcon(icon(ACTIONS[name].icon))

    def put_on(self, button: QToolButton, name: str) -> None:
        """Let a button do it. Its sign is there from the start: drawn with a menu only, the button would grow then."""
        self._draw_icons((name,))
        button.setDefaultAction(self._actions[name])

    def context_menu(self, parent: QWidget, groups: Sequence[Sequence[str]] = PHOTO_MENU) -> QMenu:
        """What can be done with selected photos, or what `groups` name, as a menu for the place where they are."""
        menu = QMenu(parent)
        for group in groups:
            if group is not groups[0]:
                menu.addSeparator()
            self._draw_icons(group)
            for name in group:
                menu.addAction(self._actions[name])
        return menu

    def _made(self, declared: Action, handler: Handler) -> QAction:
        action = QAction(translated(declared.text), self._window)
        action.setObjectName(declared.name)
        action.setIconText(translated(declared.short) or translated(declared.text).rstrip("…"))
        action.setShortcuts([QKeySequence(key) for key in _for_qt(declared.keys)])
        action.setAutoRepeat(declared.repeats)
        action.setCheckable(declared.checkable)
        action.setEnabled(self._there[declared.needs])
        if declared.icon and declared.toolbar:
            action.setIcon(icon(declared.icon))
        action.setToolTip(with_key(translated(declared.tip), declared.name))
        action.setStatusTip("")
        if declared.checkable:
            # Qt leaves the argument away where a method of its own is connected itself.
            action.triggered.connect(lambda checked: handler(checked))  # noqa: PLW0108
        else:
            action.triggered.connect(lambda _checked=False: handler())
        self._window.addAction(action)
        return action

    def _build_menus(self, handlers: Mapping[str, Handler]) -> None:
        bar = self._window.menuBar()
        for declared in MENUS:
            menu = bar.addMenu(translated(declared.title))
            menu.setToolTipsVisible(False)
            names = [action.name for group in declared.groups for action in group if not action.submenu]
            menu.aboutToShow.connect(partial(self._draw_icons, names))
            for group in declared.groups:
                if group is not declared.groups[0]:
                    menu.addSeparator()
                for action in group:
                    if action.submenu:
                        self._add_submenu(menu, action, handlers[action.name])
                    else:
                        menu.addAction(self._actions[action.name])

    def _add_submenu(self, menu: QMenu, action: Action, fill: Handler) -> None:
        submenu = menu.addMenu(translated(action.text))
        submenu.aboutToShow.connect(lambda: fill(submenu))
        fill(submenu)
        self.menus[action.name] = submenu

    def _build_toolbar(self) -> QToolBar:
        bar = QToolBar(self._window)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for group in TOOLBAR_GROUPS:
            if group == TOOLBAR_GROUPS[-1]:
                bar.addWidget(_stretch(bar))
            elif group != TOOLBAR_GROUPS[0]:
                bar.addSeparator()
            for action in ACTIONS.values():
                if action.toolbar == group:
                    bar.addAction(self._actions[action.name])
        self._window.addToolBar(bar)
        return bar


def collected(offering: Iterable[OffersActions]) -> dict[str, Handler]:
    """What everybody offers, by name.

    Raises:
        ValueError: an action is offered by nobody or twice, or was never declared.
    """
    handlers: dict[str, Handler] = {}
    for controller in offering:
        for name, handler in controller.offers().items():
            if name not in ACTIONS or name in handlers:
                fault = "twice" if name in handlers else "but was never declared"
                raise ValueError(f"{type(controller).__name__}: the action {name} is offered {fault}")
            handlers[name] = handler
    if missing := [name for name in ACTIONS if name not in handlers]:
        raise ValueError(f"nobody offers: {', '.join(missing)}")
    return handlers


def _for_qt(keys: Iterable[str]) -> list[str]:
    """The keys that Qt watches for; it finds two signs on one key ("+" and "=") ambiguous, and does nothing.

    The others reach the action through the guard of the keys.
    """
    signs = [key for key in keys if not key[-1].isalnum()]
    return [key for key in keys if key not in signs[1:]]


def fill_choice(menu: QMenu, choices: Mapping[str, str], chosen: str, choose: Callable[[str], object]) -> None:
    """Make a menu a choice of one out of several."""
    menu.clear()
    group = QActionGroup(menu)
    for value, text in choices.items():
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setData(value)
        action.setChecked(value == chosen)
        action.triggered.connect(lambda _checked=False, value=value: choose(value))
        group.addAction(action)


def _stretch(parent: QWidget) -> QWidget:
    stretch = QWidget(parent)
    stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return stretch
