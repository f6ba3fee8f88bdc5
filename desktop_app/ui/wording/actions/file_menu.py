"""The menu File: photos come in, tables go out."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.declaring import Action, Menu, Needs

FILE_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&File"),
    (
        (
            Action(
                "add_folder",
                QT_TRANSLATE_NOOP("Actions", "Add folder…"),
                QT_TRANSLATE_NOOP("Actions", "Add all photos of a folder and the folders in it"),
                ("Ctrl+O",),
                icon="folder-add",
                short=QT_TRANSLATE_NOOP("Actions", "Add"),
                toolbar="add",
                changes=True,
            ),
            Action(
                "add_photos",
                QT_TRANSLATE_NOOP("Actions", "Add photos…"),
                QT_TRANSLATE_NOOP("Actions", "Add single photos"),
                ("Ctrl+Shift+O",),
                icon="photo-add",
                changes=True,
            ),
        ),
        (
            Action(
                "new_session",
                QT_TRANSLATE_NOOP("Actions", "New session"),
                QT_TRANSLATE_NOOP("Actions", "Put this session away and start an empty one"),
                ("Ctrl+N",),
                needs=Needs.SESSION,
            ),
            Action(
                "open_session",
                QT_TRANSLATE_NOOP("Actions", "Open session…"),
                QT_TRANSLATE_NOOP("Actions", "Go on with a session from its file"),
                ("Ctrl+Alt+O",),
                icon="session",
            ),
            Action(
                "recent",
                QT_TRANSLATE_NOOP("Actions", "Open recent session"),
                QT_TRANSLATE_NOOP("Actions", "Go on with one of the sessions that were open last"),
                submenu=True,
            ),
            Action(
                "rename_session",
                QT_TRANSLATE_NOOP("Actions", "Rename session…"),
                QT_TRANSLATE_NOOP("Actions", "Give this session's file another name"),
                needs=Needs.SESSION,
                changes=True,
            ),
            Action(
                "save_session_as",
                QT_TRANSLATE_NOOP("Actions", "Save a copy of the session…"),
                QT_TRANSLATE_NOOP("Actions", "Write a copy of the session to a file of your choice"),
                ("Ctrl+Shift+S",),
                needs=Needs.SESSION,
            ),
        ),
        (
            Action(
                "import_labels",
                QT_TRANSLATE_NOOP("Actions", "Import labels…"),
                QT_TRANSLATE_NOOP("Actions", "Bring labels, animals and picks from a table into this session"),
                ("Ctrl+I",),
                needs=Needs.PHOTOS,
                changes=True,
            ),
            Action(
                "export",
                QT_TRANSLATE_NOOP("Actions", "Export…"),
                QT_TRANSLATE_NOOP("Actions", "Write tables, keywords, folders, or files for shelter software"),
                ("Ctrl+E",),
                icon="export",
                toolbar="export",
                needs=Needs.PHOTOS,
            ),
            Action(
                "export_again",
                QT_TRANSLATE_NOOP("Actions", "Export again"),
                QT_TRANSLATE_NOOP("Actions", "Export as the last time, to the same place"),
                ("Ctrl+Shift+E",),
                needs=Needs.PHOTOS,
            ),
            Action(
                "breeds_in_software",
                QT_TRANSLATE_NOOP("Actions", "Breeds in shelter software…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Look through what breeds are called in ASM3 and on websites, and change it"
                ),
            ),
        ),
        (
            Action(
                "quit",
                QT_TRANSLATE_NOOP("Actions", "Quit"),
                QT_TRANSLATE_NOOP("Actions", "Close Pawsort; everything is already saved"),
                ("Ctrl+Q",),
            ),
        ),
    ),
)
