"""The menu Animals: whose photos they are."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.declaring import Action, Menu, Needs

ANIMALS_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Animals"),
    (
        (
            Action(
                "same_dog",
                QT_TRANSLATE_NOOP("Actions", "Same dog?…"),
                QT_TRANSLATE_NOOP("Actions", "Be asked of photos that look alike whether they show the same dog"),
                ("Ctrl+D",),
                needs=Needs.PHOTOS,
                changes=True,
            ),
        ),
    ),
)
