"""The menu Edit."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.declaring import Action, Menu, Needs

EDIT_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Edit"),
    (
        (
            Action(
                "undo",
                QT_TRANSLATE_NOOP("Actions", "Undo"),
                QT_TRANSLATE_NOOP("Actions", "Take the last step back"),
                ("Ctrl+Z",),
                icon="undo",
                toolbar="undo",
                changes=True,
            ),
            Action(
                "redo",
                QT_TRANSLATE_NOOP("Actions", "Redo"),
                QT_TRANSLATE_NOOP("Actions", "Do the step again that was taken back"),
                ("Ctrl+Shift+Z", "Ctrl+Y"),
                icon="redo",
                toolbar="undo",
                changes=True,
            ),
        ),
        (
            Action(
                "history",
                QT_TRANSLATE_NOOP("Actions", "History…"),
                QT_TRANSLATE_NOOP("Actions", "See what was done in this session, and take back one thing alone"),
                ("Ctrl+H",),
                icon="history",
                needs=Needs.SESSION,
            ),
        ),
        (
            Action(
                "paste",
                QT_TRANSLATE_NOOP("Actions", "Paste files"),
                QT_TRANSLATE_NOOP("Actions", "Add the photos and folders that were copied in another program"),
                ("Ctrl+V",),
            ),
            Action(
                "select_all",
                QT_TRANSLATE_NOOP("Actions", "Select all"),
                QT_TRANSLATE_NOOP("Actions", "Select every photo that the filters show"),
                ("Ctrl+A",),
                needs=Needs.PHOTOS,
            ),
            Action(
                "find",
                QT_TRANSLATE_NOOP("Actions", "Find by file name"),
                QT_TRANSLATE_NOOP("Actions", "Show only photos whose file or folder name holds some text"),
                ("Ctrl+F",),
                needs=Needs.PHOTOS,
            ),
        ),
        (
            Action(
                "retry",
                QT_TRANSLATE_NOOP("Actions", "Try unreadable photos again"),
                QT_TRANSLATE_NOOP("Actions", "Look once more at the selected photos that could not be read"),
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "retry_all",
                QT_TRANSLATE_NOOP("Actions", "Try all unreadable ones again"),
                QT_TRANSLATE_NOOP("Actions", "Look once more at every photo that could not be read"),
                needs=Needs.PHOTOS,
                changes=True,
            ),
            Action(
                "remove",
                QT_TRANSLATE_NOOP("Actions", "Remove from session"),
                QT_TRANSLATE_NOOP("Actions", "Take the selected photos out of the session; the files stay"),
                ("Ctrl+Delete",),
                icon="remove",
                needs=Needs.SELECTION,
                changes=True,
            ),
        ),
        (
            Action(
                "settings",
                QT_TRANSLATE_NOOP("Actions", "Settings…"),
                QT_TRANSLATE_NOOP("Actions", "Language, appearance and how Pawsort works"),
                ("Ctrl+,",),
                icon="settings",
            ),
        ),
    ),
)
