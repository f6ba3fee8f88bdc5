"""The menu Animals: whose photos are whose, and what concerns all photos of one animal."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.declaring import Action, Menu, Needs
from desktop_app.ui.wording.actions.picks import PICKS

ANIMALS_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Animals"),
    (
        PICKS,
        (
            Action(
                "animals_from_names",
                QT_TRANSLATE_NOOP("Actions", "Animals from names…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Let the names of folders or files say whose photos they are, by a pattern that you see working",
                ),
                needs=Needs.PHOTOS,
                changes=True,
            ),
            Action(
                "animals_from_table",
                QT_TRANSLATE_NOOP("Actions", "Animals from a table…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Let a table say whose photos they are: a photo or folder in each row, and whose"
                ),
                needs=Needs.PHOTOS,
                changes=True,
            ),
        ),
    ),
)
