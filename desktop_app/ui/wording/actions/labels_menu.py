"""The menu Labels: what a person decides."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.declaring import Action, Menu, Needs

LABELS_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Labels"),
    (
        (
            Action(
                "confirm",
                QT_TRANSLATE_NOOP("Actions", "Confirm and go on"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Take the first suggestion as the label and go to the next photo to review; "
                    "a label that is already there is kept",
                ),
                ("Enter", "Return"),
                icon="confirm",
                short=QT_TRANSLATE_NOOP("Actions", "Confirm"),
                toolbar="label",
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "suggestion_1",
                QT_TRANSLATE_NOOP("Actions", "Use suggestion 1"),
                QT_TRANSLATE_NOOP("Actions", "Use this line of the list “Looks like” as the label"),
                ("1",),
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "suggestion_2",
                QT_TRANSLATE_NOOP("Actions", "Use suggestion 2"),
                QT_TRANSLATE_NOOP("Actions", "Use this line of the list “Looks like” as the label"),
                ("2",),
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "suggestion_3",
                QT_TRANSLATE_NOOP("Actions", "Use suggestion 3"),
                QT_TRANSLATE_NOOP("Actions", "Use this line of the list “Looks like” as the label"),
                ("3",),
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "suggestion_4",
                QT_TRANSLATE_NOOP("Actions", "Use suggestion 4"),
                QT_TRANSLATE_NOOP("Actions", "Use this line of the list “Looks like” as the label"),
                ("4",),
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "suggestion_5",
                QT_TRANSLATE_NOOP("Actions", "Use suggestion 5"),
                QT_TRANSLATE_NOOP("Actions", "Use this line of the list “Looks like” as the label"),
                ("5",),
                needs=Needs.SELECTION,
                changes=True,
            ),
        ),
        (
            Action(
                "search_breed",
                QT_TRANSLATE_NOOP("Actions", "Another breed…"),
                QT_TRANSLATE_NOOP("Actions", "Search all breeds by typing a part of the name"),
                ("B", "/"),
                icon="search",
                short=QT_TRANSLATE_NOOP("Actions", "Breed"),
                toolbar="label",
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "mix",
                QT_TRANSLATE_NOOP("Actions", "Mix of breeds…"),
                QT_TRANSLATE_NOOP("Actions", "A mix: of two or three breeds, or of breeds that nobody knows"),
                ("M",),
                icon="mix",
                short=QT_TRANSLATE_NOOP("Actions", "Mix"),
                toolbar="label",
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "label_kind",
                QT_TRANSLATE_NOOP("Actions", "Label with the kind"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Take the kind of dog that it looks like (spaniel, terrier…) as the label, where no breed is sure",
                ),
                ("K",),
                icon="kind",
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "unknown",
                QT_TRANSLATE_NOOP("Actions", "Unknown"),
                QT_TRANSLATE_NOOP("Actions", "A dog whose breed cannot be told"),
                ("U",),
                icon="unknown",
                toolbar="label",
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "no_dog",
                QT_TRANSLATE_NOOP("Actions", "No dog"),
                QT_TRANSLATE_NOOP("Actions", "There is no dog in the photo"),
                ("N",),
                icon="no-dog",
                toolbar="label",
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "clear",
                QT_TRANSLATE_NOOP("Actions", "Clear label"),
                QT_TRANSLATE_NOOP("Actions", "Take the label away, so that the photo is to review again"),
                ("Backspace", "Delete"),
                icon="clear",
                short=QT_TRANSLATE_NOOP("Actions", "Clear"),
                needs=Needs.SELECTION,
                changes=True,
            ),
        ),
        (
            Action(
                "next_to_review",
                QT_TRANSLATE_NOOP("Actions", "Next photo to review"),
                QT_TRANSLATE_NOOP("Actions", "Go to the next photo that has no label yet"),
                ("Ctrl+Right",),
                repeats=True,
                needs=Needs.PHOTOS,
            ),
            Action(
                "previous_to_review",
                QT_TRANSLATE_NOOP("Actions", "Previous photo to review"),
                QT_TRANSLATE_NOOP("Actions", "Go back to the photo before that has no label yet"),
                ("Ctrl+Left",),
                repeats=True,
                needs=Needs.PHOTOS,
            ),
            Action(
                "go_on",
                QT_TRANSLATE_NOOP("Actions", "Go on after every label"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Go to the next photo to review after every label, not only after Confirm"
                ),
                checkable=True,
            ),
        ),
        (
            Action(
                "learned",
                QT_TRANSLATE_NOOP("Actions", "What Pawsort has learned…"),
                QT_TRANSLATE_NOOP("Actions", "See which breeds were learned from labels, here and in other sessions"),
                ("F6",),
                icon="learned",
            ),
            Action(
                "learn",
                QT_TRANSLATE_NOOP("Actions", "Learn from corrections"),
                QT_TRANSLATE_NOOP("Actions", "Let labels make the next suggestions better, or only the model suggest"),
                checkable=True,
            ),
        ),
    ),
)
