"""The menu Animals: which photos show the same animal, and what is decided for all of them."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.declaring import Action, Menu, Needs
from desktop_app.ui.wording.actions.picks import PICKS

ANIMALS_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Animals"),
    (
        (
            Action(
                "label_row",
                QT_TRANSLATE_NOOP("Actions", "Same label for the whole row"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Give what most photos of the row look like to all of them, also to those that look different",
                ),
                ("Shift+Enter", "Shift+Return"),
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "leave_out",
                QT_TRANSLATE_NOOP("Actions", "Leave the photo out"),
                QT_TRANSLATE_NOOP("Actions", "Keep the photo in focus from what its row gets; the same key ends it"),
                ("X",),
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "open_row",
                QT_TRANSLATE_NOOP("Actions", "Open or close the row"),
                QT_TRANSLATE_NOOP("Actions", "Show all photos of the row, or one line of them"),
                ("O",),
                needs=Needs.SELECTION,
            ),
        ),
        # Which photos show the same animal; what names, tables and "Same dog?" say of that stands in this group too,
        # and picks in one of their own below it.
        (
            Action(
                "name_animal",
                QT_TRANSLATE_NOOP("Actions", "Name the animal…"),
                QT_TRANSLATE_NOOP("Actions", "Say what the animal of the row is called: name, number, species, a note"),
                ("F2",),
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "join_rows",
                QT_TRANSLATE_NOOP("Actions", "Join with the next row"),
                QT_TRANSLATE_NOOP("Actions", "One animal: join the selected rows, or the row with the one below it"),
                ("G",),
                needs=Needs.SELECTION,
                changes=True,
            ),
            Action(
                "split_row",
                QT_TRANSLATE_NOOP("Actions", "Take apart"),
                QT_TRANSLATE_NOOP("Actions", "Another animal: take the photo in focus out of its row, or all of them"),
                ("Shift+G",),
                needs=Needs.SELECTION,
                changes=True,
            ),
        ),
        PICKS,
        (
            Action(
                "same_dog",
                QT_TRANSLATE_NOOP("Actions", "Same dog?…"),
                QT_TRANSLATE_NOOP("Actions", "Be asked of photos that look alike whether they show the same dog"),
                ("Ctrl+D",),
                needs=Needs.PHOTOS,
                changes=True,
            ),
            Action(
                "animals_from_names",
                QT_TRANSLATE_NOOP("Actions", "Animals from names…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Let the names of folders or files say whose photos they are, by a pattern that you see working",
                ),
                ("Shift+F2",),
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

# What one can do with a row or a photo of it, in the menu that opens on it.
ROW_MENU = (
    ("confirm", "label_row", "leave_out"),
    ("label_kind", "search_breed", "mix", "unknown", "no_dog", "clear"),
    ("name_animal", "join_rows", "split_row", "same_dog", "animals_from_names"),
    ("pick", "make_cover", "pick_earlier", "pick_later", "propose_picks", "several_dogs"),
    ("open_row", "preview", "taught_by", "open_folder", "copy_path"),
)
