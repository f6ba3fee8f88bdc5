"""The one list of everything a person can do: menus, toolbar, keys and the sheet of shortcuts are made from it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QSlider, QWidget

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    Attributes:
        name: how the code names it.
        text: the words in the menu, English; translated in the context `Actions`.
        keys: key sequences, the first is the one that menus show.
        icon: name of an icon, or nothing.
        tip: what it does, in a sentence; for tool tips and the sheet of shortcuts.
        short: the words in the toolbar, where the menu's are too long.
        checkable: whether it stays on or off.
        needs_selection: whether it can be used only while photos are selected.
    """

    name: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    short: str = ""
    checkable: bool = False
    needs_selection: bool = False

    def label(self) -> str:
        """The words in the interface language."""
        return translated(self.text)

    def sequences(self) -> list[QKeySequence]:
        """The keys as Qt knows them."""
        return [QKeySequence(key) for key in self.keys]


def translated(text: str) -> str:
    """A text of this module in the interface language."""
    return QCoreApplication.translate("Actions", text) if text else ""


_SPECS = (
    ActionSpec("add_folder", QT_TRANSLATE_NOOP("Actions", "Add folder…"),
               QT_TRANSLATE_NOOP("Actions", "Add all photos of a folder and the folders in it"),
               ("Ctrl+O",), "folder-add", QT_TRANSLATE_NOOP("Actions", "Add")),
    ActionSpec("add_photos", QT_TRANSLATE_NOOP("Actions", "Add photos…"),
               QT_TRANSLATE_NOOP("Actions", "Add single photos"), ("Ctrl+Shift+O",), "photo-add"),
    ActionSpec("new_session", QT_TRANSLATE_NOOP("Actions", "New session"),
               QT_TRANSLATE_NOOP("Actions", "Put this session away and start an empty one"), ("Ctrl+N",)),
    ActionSpec("open_session", QT_TRANSLATE_NOOP("Actions", "Open session…"),
               QT_TRANSLATE_NOOP("Actions", "Go on with a session from its file"), ("Ctrl+Alt+O",), "session"),
    ActionSpec("save_session_as", QT_TRANSLATE_NOOP("Actions", "Save a copy of the session…"),
               QT_TRANSLATE_NOOP("Actions", "Write a copy of the session to a file of your choice"), ("Ctrl+Shift+S",)),
    ActionSpec("rename_session", QT_TRANSLATE_NOOP("Actions", "Rename session…"),
               QT_TRANSLATE_NOOP("Actions", "Give this session's file another name")),
    ActionSpec("export", QT_TRANSLATE_NOOP("Actions", "Export…"),
               QT_TRANSLATE_NOOP("Actions", "Write labels and suggestions to a table for other programs"),
               ("Ctrl+E",), "export"),
    ActionSpec("quit", QT_TRANSLATE_NOOP("Actions", "Quit"),
               QT_TRANSLATE_NOOP("Actions", "Close Pawsort; everything is already saved"), ("Ctrl+Q",)),
    ActionSpec("undo", QT_TRANSLATE_NOOP("Actions", "Undo"),
               QT_TRANSLATE_NOOP("Actions", "Take the last step back"), ("Ctrl+Z",), "undo"),
    ActionSpec("redo", QT_TRANSLATE_NOOP("Actions", "Redo"),
               QT_TRANSLATE_NOOP("Actions", "Do the step again that was taken back"),
               ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    ActionSpec("select_all", QT_TRANSLATE_NOOP("Actions", "Select all"),
               QT_TRANSLATE_NOOP("Actions", "Select every photo that the filters show"), ("Ctrl+A",)),
    ActionSpec("find", QT_TRANSLATE_NOOP("Actions", "Find by file name"),
               QT_TRANSLATE_NOOP("Actions", "Show only photos whose file or folder name holds some text"), ("Ctrl+F",)),
    ActionSpec("remove", QT_TRANSLATE_NOOP("Actions", "Remove from session"),
               QT_TRANSLATE_NOOP("Actions", "Take the selected photos out of the session; the files stay"),
               ("Ctrl+Delete",), "remove", needs_selection=True),
    ActionSpec("settings", QT_TRANSLATE_NOOP("Actions", "Settings…"),
               QT_TRANSLATE_NOOP("Actions", "Language, appearance and how Pawsort works"), ("Ctrl+,",), "settings"),
    ActionSpec("confirm", QT_TRANSLATE_NOOP("Actions", "Confirm and go on"),
               QT_TRANSLATE_NOOP("Actions", "Take the first suggestion as the label and go to the next photo to "
                                 "review; a label that is already there is kept"),
               ("Return", "Enter"), "confirm", QT_TRANSLATE_NOOP("Actions", "Confirm"), needs_selection=True),
    *(
        ActionSpec(f"suggestion_{place}", text,
                   QT_TRANSLATE_NOOP("Actions", "Use this line of the list “Looks like” as the label"),
                   (str(place),), needs_selection=True)
        for place, text in enumerate((
            QT_TRANSLATE_NOOP("Actions", "Use suggestion 1"), QT_TRANSLATE_NOOP("Actions", "Use suggestion 2"),
            QT_TRANSLATE_NOOP("Actions", "Use suggestion 3"), QT_TRANSLATE_NOOP("Actions", "Use suggestion 4"),
            QT_TRANSLATE_NOOP("Actions", "Use suggestion 5"),
        ), start=1)
    ),
    ActionSpec("search_breed", QT_TRANSLATE_NOOP("Actions", "Another breed…"),
               QT_TRANSLATE_NOOP("Actions", "Search all breeds by typing a part of the name"),
               ("B", "/"), "search", QT_TRANSLATE_NOOP("Actions", "Breed"), needs_selection=True),
    ActionSpec("mix", QT_TRANSLATE_NOOP("Actions", "Mix of breeds…"),
               QT_TRANSLATE_NOOP("Actions", "A mix: of two or three breeds, or of breeds that nobody knows"),
               ("M",), "mix", QT_TRANSLATE_NOOP("Actions", "Mix"), needs_selection=True),
    ActionSpec("unknown", QT_TRANSLATE_NOOP("Actions", "Unknown"),
               QT_TRANSLATE_NOOP("Actions", "A dog whose breed cannot be told"), ("U",), "unknown",
               needs_selection=True),
    ActionSpec("no_dog", QT_TRANSLATE_NOOP("Actions", "No dog"),
               QT_TRANSLATE_NOOP("Actions", "There is no dog in the photo"), ("N",), "no-dog", needs_selection=True),
    ActionSpec("clear", QT_TRANSLATE_NOOP("Actions", "Clear label"),
               QT_TRANSLATE_NOOP("Actions", "Take the label away, so that the photo is to review again"),
               ("Backspace", "Delete"), "clear", QT_TRANSLATE_NOOP("Actions", "Clear"), needs_selection=True),
    ActionSpec("next_to_review", QT_TRANSLATE_NOOP("Actions", "Next photo to review"),
               QT_TRANSLATE_NOOP("Actions", "Go to the next photo that has no label yet"), ("Ctrl+Right",)),
    ActionSpec("previous_to_review", QT_TRANSLATE_NOOP("Actions", "Previous photo to review"),
               QT_TRANSLATE_NOOP("Actions", "Go back to the photo before that has no label yet"), ("Ctrl+Left",)),
    ActionSpec("go_on", QT_TRANSLATE_NOOP("Actions", "Go on after every label"),
               QT_TRANSLATE_NOOP("Actions", "Go to the next photo to review after every label, not only after Confirm"),
               checkable=True),
    ActionSpec("preview", QT_TRANSLATE_NOOP("Actions", "Look at the photo large"),
               QT_TRANSLATE_NOOP("Actions", "Show the photo over the whole window; the same key closes it"), ("Space",),
               needs_selection=True),
    ActionSpec("why", QT_TRANSLATE_NOOP("Actions", "Why does it look like that?"),
               QT_TRANSLATE_NOOP("Actions", "Show which part of the photo spoke for the first breed; the same key "
                                 "ends it"),
               ("W",), "why", QT_TRANSLATE_NOOP("Actions", "Why?"), checkable=True, needs_selection=True),
    ActionSpec("open_folder", QT_TRANSLATE_NOOP("Actions", "Show in folder"),
               QT_TRANSLATE_NOOP("Actions", "Open the folder that holds the photo"), ("Ctrl+Shift+F",), "folder",
               needs_selection=True),
    ActionSpec("copy_path", QT_TRANSLATE_NOOP("Actions", "Copy path"),
               QT_TRANSLATE_NOOP("Actions", "Put the place of the photo's file on the clipboard"), ("Ctrl+Shift+C",),
               needs_selection=True),
    ActionSpec("larger", QT_TRANSLATE_NOOP("Actions", "Larger thumbnails"),
               QT_TRANSLATE_NOOP("Actions", "Show fewer, larger photos"), ("Ctrl++", "Ctrl+="), "large"),
    ActionSpec("smaller", QT_TRANSLATE_NOOP("Actions", "Smaller thumbnails"),
               QT_TRANSLATE_NOOP("Actions", "Show more, smaller photos"), ("Ctrl+-",), "small"),
    ActionSpec("show_filters", QT_TRANSLATE_NOOP("Actions", "Filters"),
               QT_TRANSLATE_NOOP("Actions", "Show or hide the filters at the left"), ("F8",), checkable=True),
    ActionSpec("show_panel", QT_TRANSLATE_NOOP("Actions", "Side panel"),
               QT_TRANSLATE_NOOP("Actions", "Show or hide the panel at the right"), ("F9",), checkable=True),
    ActionSpec("clear_filters", QT_TRANSLATE_NOOP("Actions", "Show all photos"),
               QT_TRANSLATE_NOOP("Actions", "Take all filters away"), ("Ctrl+0",)),
    ActionSpec("pause", QT_TRANSLATE_NOOP("Actions", "Pause suggestions"),
               QT_TRANSLATE_NOOP("Actions", "Stop looking at photos for a while, or go on"), ("Ctrl+P",),
               checkable=True),
    ActionSpec("shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"),
               QT_TRANSLATE_NOOP("Actions", "Show this sheet"), ("F1", "?"), "keyboard"),
    ActionSpec("guide", QT_TRANSLATE_NOOP("Actions", "User guide"),
               QT_TRANSLATE_NOOP("Actions", "Read how Pawsort works; the guide is on this computer"), (), "help"),
    ActionSpec("about", QT_TRANSLATE_NOOP("Actions", "About Pawsort"),
               QT_TRANSLATE_NOOP("Actions", "Version, model and licences")),
)  # fmt: skip

ACTIONS = {spec.name: spec for spec in _SPECS}
SUGGESTION_ACTIONS = tuple(f"suggestion_{place}" for place in range(1, 6))

# None is a line between groups; `recent` and `theme` are menus that the window fills itself.
MENUS: tuple[tuple[str, tuple[str | None, ...]], ...] = (
    (QT_TRANSLATE_NOOP("Actions", "&File"),
     ("add_folder", "add_photos", None, "new_session", "open_session", "recent", "rename_session", "save_session_as",
      None, "export", None, "quit")),
    (QT_TRANSLATE_NOOP("Actions", "&Edit"),
     ("undo", "redo", None, "select_all", "find", None, "remove", None, "settings")),
    (QT_TRANSLATE_NOOP("Actions", "&Labels"),
     ("confirm", *SUGGESTION_ACTIONS, None, "search_breed", "mix", "unknown", "no_dog", "clear", None,
      "next_to_review", "previous_to_review", "go_on")),
    (QT_TRANSLATE_NOOP("Actions", "&View"),
     ("preview", "why", "open_folder", "copy_path", None, "larger", "smaller", None, "clear_filters", "show_filters",
      "show_panel", None, "theme", None, "pause")),
    (QT_TRANSLATE_NOOP("Actions", "&Help"), ("shortcuts", "guide", None, "about")),
)  # fmt: skip
TOOLBAR: tuple[str | None, ...] = (
    "add_folder", None, "undo", "redo", None, "confirm", "search_breed", "mix", "unknown", "no_dog", "export",
)  # fmt: skip

# What one can do with a photo, in the menu that opens on it.
PHOTO_MENU: tuple[str | None, ...] = (
    "confirm", "search_breed", "mix", "unknown", "no_dog", "clear", None, "preview", "why", "open_folder", "copy_path",
    None, "remove",
)  # fmt: skip

# Keys that the gallery has of itself, for the sheet.
GALLERY_KEYS = (
    (QT_TRANSLATE_NOOP("Actions", "Arrow keys"), QT_TRANSLATE_NOOP("Actions", "Move from photo to photo")),
    (QT_TRANSLATE_NOOP("Actions", "Shift + arrow keys, Shift + click"),
     QT_TRANSLATE_NOOP("Actions", "Select everything up to there")),
    (QT_TRANSLATE_NOOP("Actions", "Ctrl + click"), QT_TRANSLATE_NOOP("Actions", "Add one photo to the selection")),
    (QT_TRANSLATE_NOOP("Actions", "Ctrl + mouse wheel"), QT_TRANSLATE_NOOP("Actions", "Change the size of thumbnails")),
    (QT_TRANSLATE_NOOP("Actions", "Esc"),
     QT_TRANSLATE_NOOP("Actions", "Leave the breed search, the mix or the large photo")),
)  # fmt: skip


class TypingGuard(QObject):
    """Keeps single-key shortcuts from firing while the key belongs to the widget that has the focus.

    Letters go to text boxes, Space presses the button that has the focus, and so on. Keys with Ctrl always fire.
    """

    def watch(self, window: QWidget) -> None:
        """Guard all controls in `window`; call again after adding some."""
        for kind in (QLineEdit, QAbstractSpinBox, QComboBox, QAbstractButton, QSlider):
            for widget in window.findChildren(kind):
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the key for the widget where it is one that the widget itself understands."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if event.key() >= Qt.Key.Key_F1 and event.key() <= Qt.Key.Key_F35:
            return False
        typed = isinstance(watched, (QLineEdit, QAbstractSpinBox, QComboBox))
        if typed or event.key() == Qt.Key.Key_Space:
            event.accept()
            return True
        return False
