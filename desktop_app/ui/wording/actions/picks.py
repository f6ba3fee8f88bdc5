"""Of the menu Animals: photos for the adoption page, and photos of several dogs."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.declaring import Action, Needs

PICKS = (
    Action(
        "pick",
        QT_TRANSLATE_NOOP("Actions", "Pick for the adoption page"),
        QT_TRANSLATE_NOOP(
            "Actions", "Put the photo behind the other picks of its animal; the same key takes it out again"
        ),
        ("P",),
        icon="star",
        needs=Needs.SELECTION,
        changes=True,
    ),
    Action(
        "make_cover",
        QT_TRANSLATE_NOOP("Actions", "Make it the cover"),
        QT_TRANSLATE_NOOP("Actions", "Make the photo the first of the picks of its animal"),
        ("Shift+P",),
        needs=Needs.SELECTION,
        changes=True,
    ),
    Action(
        "pick_earlier",
        QT_TRANSLATE_NOOP("Actions", "Pick further to the front"),
        QT_TRANSLATE_NOOP("Actions", "Let the photo change places with the pick before it"),
        ("Alt+Left",),
        needs=Needs.SELECTION,
        changes=True,
    ),
    Action(
        "pick_later",
        QT_TRANSLATE_NOOP("Actions", "Pick further to the back"),
        QT_TRANSLATE_NOOP("Actions", "Let the photo change places with the pick behind it"),
        ("Alt+Right",),
        needs=Needs.SELECTION,
        changes=True,
    ),
    Action(
        "propose_picks",
        QT_TRANSLATE_NOOP("Actions", "Propose picks"),
        QT_TRANSLATE_NOOP(
            "Actions",
            "Fill up the picks of the animal with photos that are sharp, well lit and different from each other",
        ),
        ("Ctrl+Shift+P",),
        needs=Needs.SELECTION,
        changes=True,
    ),
    Action(
        "several_dogs",
        QT_TRANSLATE_NOOP("Actions", "Several dogs"),
        QT_TRANSLATE_NOOP(
            "Actions",
            "Say that the photo shows several dogs, so that it says nothing of one animal; again: it does not",
        ),
        ("D",),
        icon="several-dogs",
        needs=Needs.SELECTION,
        changes=True,
    ),
)
