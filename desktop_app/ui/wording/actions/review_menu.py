"""The menu Review: what there is only where photos are gone through one by one."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.declaring import Action, Menu, Needs

REVIEW_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Review"),
    (
        (
            Action(
                "review_later",
                QT_TRANSLATE_NOOP("Actions", "Later"),
                QT_TRANSLATE_NOOP("Actions", "Leave this photo for the end of the review"),
                ("S",),
                needs=Needs.SELECTION,
            ),
            Action(
                "review_leave_out",
                QT_TRANSLATE_NOOP("Actions", "Leave out of the page"),
                QT_TRANSLATE_NOOP("Actions", "Take this photo out of the page; it is shown singly next"),
                ("X",),
                needs=Needs.SELECTION,
            ),
            Action(
                "keep_label",
                QT_TRANSLATE_NOOP("Actions", "Keep the label"),
                QT_TRANSLATE_NOOP(
                    "Actions", "In a second look: the label is right as it is; the key labels no kind there"
                ),
                ("K",),
                needs=Needs.SELECTION,
            ),
        ),
        (
            Action(
                "whole_photo",
                QT_TRANSLATE_NOOP("Actions", "100% or fit"),
                QT_TRANSLATE_NOOP("Actions", "Show each pixel as one of the screen; again, as before"),
                ("Shift+Z",),
                needs=Needs.SELECTION,
            ),
            Action(
                "turn_view",
                QT_TRANSLATE_NOOP("Actions", "Turn the view"),
                QT_TRANSLATE_NOOP("Actions", "Turn what is shown by a quarter; the photo's file stays as it is"),
                ("R",),
                needs=Needs.SELECTION,
            ),
        ),
        (
            Action(
                "second_look",
                QT_TRANSLATE_NOOP("Actions", "Second look…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Look again at labels with which the model, a group, or your other labels disagree"
                ),
                needs=Needs.PHOTOS,
            ),
        ),
    ),
)
