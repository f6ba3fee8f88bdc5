"""What is declared of an action, and of a menu."""

from dataclasses import dataclass
from enum import StrEnum


class Needs(StrEnum):
    """What must be there before an action can be used."""

    NOTHING = "nothing"
    SESSION = "session"
    PHOTOS = "photos"
    SELECTION = "selection"


@dataclass(frozen=True, slots=True)
class Action:
    """One action. Texts are English and translated in the context `Actions`.

    Attributes:
        name: how the code names it.
        text: the words in the menu.
        tip: what it does, in a sentence; for tool tips and the sheet of shortcuts.
        keys: key sequences, the first is the one that menus and other texts show.
        icon: name of a file in `assets/icons`, or nothing.
        short: the words in the toolbar, where the menu's are too long.
        toolbar: in which group of the toolbar it stands, if any.
        checkable: whether it stays on or off.
        repeats: whether a key that is held down does it again and again. Never for what changes labels.
        submenu: whether it is a menu of its own, which whoever offers it fills.
        needs: what must be there before it can be used.
        changes: whether it changes the session, so that it cannot be used where that cannot be changed.
    """

    name: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    short: str = ""
    toolbar: str = ""
    checkable: bool = False
    repeats: bool = False
    submenu: bool = False
    needs: Needs = Needs.NOTHING
    changes: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu of the menu bar: groups of actions, with a line between them."""

    title: str
    groups: tuple[tuple[Action, ...], ...]
