"""Everything a person can do, declared once: menus, toolbar, keys, tool tips and the sheet of shortcuts come from here.

A new action takes three files: its declaration in the module of its menu, in the group where it shall stand; a
controller that offers it by name (`offers`); and its icon, an SVG file in `assets/icons`.
"""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.animals_menu import ANIMALS_MENU
from desktop_app.ui.wording.actions.declaring import Action, Menu, Needs
from desktop_app.ui.wording.actions.edit_menu import EDIT_MENU
from desktop_app.ui.wording.actions.file_menu import FILE_MENU
from desktop_app.ui.wording.actions.help_menu import HELP_MENU
from desktop_app.ui.wording.actions.labels_menu import LABELS_MENU
from desktop_app.ui.wording.actions.review_menu import REVIEW_MENU
from desktop_app.ui.wording.actions.view_menu import VIEW_MENU

MENUS: tuple[Menu, ...] = (FILE_MENU, EDIT_MENU, LABELS_MENU, ANIMALS_MENU, REVIEW_MENU, VIEW_MENU, HELP_MENU)

ACTIONS = {action.name: action for menu in MENUS for group in menu.groups for action in group}
SCREEN_ACTIONS = tuple(name for name in ACTIONS if name.startswith("screen_"))
SUGGESTION_ACTIONS = tuple(f"suggestion_{place}" for place in range(1, 6))

# The groups of the toolbar, in order; the last one stands at the far end.
TOOLBAR_GROUPS = ("screen", "add", "undo", "label", "export")

# What one can do with a photo, in the menu that opens on it.
PHOTO_MENU = (
    ("confirm", "label_kind", "search_breed", "mix", "unknown", "no_dog", "clear"),
    ("pick", "make_cover", "propose_picks", "several_dogs"),
    ("preview", "next_dog", "more_alike", "taught_by", "why", "open_folder", "copy_path", "retry"),
    ("remove",),
)

# Keys that the gallery and the boxes have of themselves, for the sheet.
OWN_KEYS = (
    (QT_TRANSLATE_NOOP("Actions", "Arrow keys"), QT_TRANSLATE_NOOP("Actions", "Move from photo to photo")),
    (QT_TRANSLATE_NOOP("Actions", "Tab, Shift + Tab"),
     QT_TRANSLATE_NOOP(
         "Actions", "In a photo of several dogs, choose the next one or the one before; after the last one, move on"
     )),
    (QT_TRANSLATE_NOOP("Actions", "Shift + arrow keys, Shift + click"),
     QT_TRANSLATE_NOOP("Actions", "Select everything up to there")),
    (QT_TRANSLATE_NOOP("Actions", "Ctrl + click"), QT_TRANSLATE_NOOP("Actions", "Add one photo to the selection")),
    (QT_TRANSLATE_NOOP("Actions", "Ctrl + mouse wheel"), QT_TRANSLATE_NOOP("Actions", "Change the size of thumbnails")),
    (QT_TRANSLATE_NOOP("Actions", "Esc"),
     QT_TRANSLATE_NOOP("Actions", "Leave the breed search, the mix, the search for a file or the large photo")),
)  # fmt: skip

# Those of the other screens, by the menu below whose name they stand.
OWN_KEYS_OF = {
    ANIMALS_MENU.title: (
        (QT_TRANSLATE_NOOP("Actions", "↑, ↓"),
         QT_TRANSLATE_NOOP("Actions", "Move from row to row; with Shift, select several")),
        (QT_TRANSLATE_NOOP("Actions", "←, →"),
         QT_TRANSLATE_NOOP("Actions", "Move from photo to photo in the row; keys are then for that photo")),
        (QT_TRANSLATE_NOOP("Actions", "Esc"), QT_TRANSLATE_NOOP("Actions", "Come back to the row as a whole")),
    ),
    REVIEW_MENU.title: (
        (QT_TRANSLATE_NOOP("Actions", "←, →"),
         QT_TRANSLATE_NOOP("Actions", "Look back at photos that were decided, and come back; on a page, move")),
        (QT_TRANSLATE_NOOP("Actions", "Tab, Shift + Tab"),
         QT_TRANSLATE_NOOP(
             "Actions", "In a photo of several dogs, choose the next one or the one before; after the last one, move on"
         )),
        (QT_TRANSLATE_NOOP("Actions", "Mouse wheel"),
         QT_TRANSLATE_NOOP("Actions", "Look at the photo closely, where the pointer is; drag it to see the rest")),
        (QT_TRANSLATE_NOOP("Actions", "Esc"),
         QT_TRANSLATE_NOOP("Actions", "End the review; everything is saved")),
    ),
}  # fmt: skip

__all__ = [
    "ACTIONS",
    "MENUS",
    "OWN_KEYS",
    "OWN_KEYS_OF",
    "PHOTO_MENU",
    "SCREEN_ACTIONS",
    "SUGGESTION_ACTIONS",
    "TOOLBAR_GROUPS",
    "Action",
    "Menu",
    "Needs",
]
