"""The keys of actions as texts name them: whoever writes about a key asks here, so that no key is written twice."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from desktop_app.ui.wording.actions import ACTIONS


def translated(text: str) -> str:
    """A text of the declared actions in the interface language."""
    return QCoreApplication.translate("Actions", text) if text else ""


def action_text(name: str) -> str:
    """The words of an action in the interface language."""
    return translated(ACTIONS[name].text)


def native(keys: str) -> str:
    """Keys as the system writes them (⌘ on a Mac), in the interface language."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def key_text(name: str) -> str:
    """The key of an action, the one that menus show; "" where it has none.

    Raises:
        KeyError: there is no such action.
    """
    keys = ACTIONS[name].keys
    return native(keys[0]) if keys else ""


def with_key(text: str, name: str) -> str:
    """A text with the key of an action behind it: "Mix… (M)"."""
    key = key_text(name)
    return f"{text} ({key})" if key else text
