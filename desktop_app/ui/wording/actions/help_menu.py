"""The menu Help."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.declaring import Action, Menu

HELP_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Help"),
    (
        (
            Action(
                "shortcuts",
                QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"),
                QT_TRANSLATE_NOOP("Actions", "Show this sheet"),
                ("F1", "?"),
                icon="keyboard",
            ),
            Action(
                "guide",
                QT_TRANSLATE_NOOP("Actions", "User guide"),
                QT_TRANSLATE_NOOP("Actions", "Read how Pawsort works; the guide is on this computer"),
                icon="help",
            ),
        ),
        (
            Action(
                "about",
                QT_TRANSLATE_NOOP("Actions", "About Pawsort"),
                QT_TRANSLATE_NOOP("Actions", "Version, model and licences"),
            ),
        ),
    ),
)
