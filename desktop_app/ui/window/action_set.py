"""Menus, toolbar and keys, made from the list in `shortcuts`."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from desktop_app.ui.look.icons import icon
from desktop_app.ui.wording.shortcuts import ACTIONS, MENUS, PHOTO_MENU, TOOLBAR, ActionSpec, translated


class ActionSet:
    """All actions of a window by name."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Make an action for every entry of the list.

        Args:
            window: gets the actions.
            handlers: what each action calls, by name.

        Raises:
            KeyError: an action has no handler.
        """
        self._window = window
        self._actions = {name: self._made(spec, handlers[name]) for name, spec in ACTIONS.items()}
        self.menus: dict[str, QMenu] = {}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def names(self) -> list[str]:
        """The names of all actions."""
        return list(self._actions)

    def build_menus(self) -> None:
        """Fill the menu bar."""
        bar = self._window.menuBar()
        for title, entries in MENUS:
            menu = bar.addMenu(translated(title))
            menu.setToolTipsVisible(False)
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                elif entry in self._actions:
                    menu.addAction(self._actions[entry])
                else:
                    self.menus[entry] = menu.addMenu("")

    def build_toolbar(self) -> QToolBar:
        """Fill the toolbar."""
        bar = QToolBar(self._window)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for entry in TOOLBAR:
            if entry is None:
                bar.addSeparator()
                continue
            if entry == "export":
                bar.addWidget(_stretch(bar))
            bar.addAction(self._actions[entry])
        self._window.addToolBar(bar)
        return bar

    def context_menu(self, parent: QWidget) -> QMenu:
        """What can be done with selected photos, as a menu for the place where they are."""
        menu = QMenu(parent)
        for entry in PHOTO_MENU:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[entry])
        return menu

    def fill_choice(self, name: str, title: str, choices: Mapping[str, str], chosen: str,
                    choose: Callable[[str], object]) -> None:  # fmt: skip
        """Make one of the menus that the list leaves open a choice of one out of several."""
        menu = self.menus[name]
        menu.setTitle(title)
        group = QActionGroup(menu)
        for value, text in choices.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value == chosen)
            action.triggered.connect(lambda _checked=False, value=value: choose(value))
            group.addAction(action)

    def enable_for_selection(self, selected: bool) -> None:
        """Offer what needs selected photos, or not."""
        for name, spec in ACTIONS.items():
            if spec.needs_selection:
                self._actions[name].setEnabled(selected)

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the appearance in use."""
        for name, spec in ACTIONS.items():
            if spec.icon:
                self._actions[name].setIcon(icon(spec.icon))

    def _made(self, spec: ActionSpec, handler: Callable[[], object]) -> QAction:
        action = QAction(spec.label(), self._window)
        action.setObjectName(spec.name)
        action.setIconText(translated(spec.short) or spec.label().rstrip("…"))
        action.setShortcuts(spec.sequences())
        action.setCheckable(spec.checkable)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        keys = spec.sequences()[0].toString(keys_format()) if spec.keys else ""
        tip = translated(spec.tip)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.setStatusTip("")
        action.triggered.connect(lambda _checked=False: handler())
        self._window.addAction(action)
        return action


def keys_format() -> QKeySequence.SequenceFormat:
    """Keys are shown as the system writes them (⌘ on a Mac)."""
    return QKeySequence.SequenceFormat.NativeText


def _stretch(parent: QWidget) -> QWidget:
    stretch = QWidget(parent)
    stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return stretch
