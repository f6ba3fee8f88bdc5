"""The menu View: what is shown, and how."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.actions.declaring import Action, Menu, Needs

VIEW_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&View"),
    (
        (
            Action(
                "screen_photos",
                QT_TRANSLATE_NOOP("Actions", "Photos"),
                QT_TRANSLATE_NOOP("Actions", "All photos side by side, with filters and the photo in focus large"),
                ("Ctrl+1",),
                toolbar="screen",
                checkable=True,
                needs=Needs.PHOTOS,
            ),
            Action(
                "screen_animals",
                QT_TRANSLATE_NOOP("Actions", "Animals"),
                QT_TRANSLATE_NOOP("Actions", "One row an animal, and one key for all its photos"),
                ("Ctrl+2",),
                toolbar="screen",
                checkable=True,
                needs=Needs.PHOTOS,
            ),
            Action(
                "screen_review",
                QT_TRANSLATE_NOOP("Actions", "Review"),
                QT_TRANSLATE_NOOP("Actions", "Photo by photo, as large as the window, until nothing is left to decide"),
                ("F5", "Ctrl+3"),
                toolbar="screen",
                checkable=True,
                needs=Needs.PHOTOS,
            ),
        ),
        (
            Action(
                "preview",
                QT_TRANSLATE_NOOP("Actions", "Look at the photo large"),
                QT_TRANSLATE_NOOP("Actions", "Show the photo over the whole window; the same key closes it"),
                ("Space",),
                needs=Needs.SELECTION,
            ),
            Action(
                "next_dog",
                QT_TRANSLATE_NOOP("Actions", "Next dog in the photo"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "In a photo of several dogs, choose the next one: suggestions and labels are then of that dog; "
                    "of one dog, show where it is",
                ),
                ("A",),
                icon="next-dog",
                needs=Needs.SELECTION,
            ),
            Action(
                "zoom_dog",
                QT_TRANSLATE_NOOP("Actions", "Zoom to the dog"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Show the dog instead of the whole photo, in thumbnails, the large view and the review; again: "
                    "whole photos",
                ),
                ("Z",),
                icon="zoom-dog",
                checkable=True,
                needs=Needs.PHOTOS,
            ),
            Action(
                "why",
                QT_TRANSLATE_NOOP("Actions", "Why does it look like that?"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Show which part of the photo spoke for the first breed; the same key ends it"
                ),
                ("W",),
                icon="why",
                short=QT_TRANSLATE_NOOP("Actions", "Why?"),
                checkable=True,
                needs=Needs.SELECTION,
            ),
            Action(
                "more_alike",
                QT_TRANSLATE_NOOP("Actions", "More like this one"),
                QT_TRANSLATE_NOOP("Actions", "Show only the photos that look most like this one; Esc shows all again"),
                ("L",),
                needs=Needs.SELECTION,
            ),
            Action(
                "taught_by",
                QT_TRANSLATE_NOOP("Actions", "What it was learned from"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Show only the photos whose labels stand behind the suggestion; Esc goes back to what was shown",
                ),
                ("Shift+L",),
                icon="learned",
                needs=Needs.SELECTION,
            ),
            Action(
                "open_folder",
                QT_TRANSLATE_NOOP("Actions", "Show in folder"),
                QT_TRANSLATE_NOOP("Actions", "Open the folder that holds the photo"),
                ("Ctrl+Shift+F",),
                icon="folder",
                needs=Needs.SELECTION,
            ),
            Action(
                "copy_path",
                QT_TRANSLATE_NOOP("Actions", "Copy path"),
                QT_TRANSLATE_NOOP("Actions", "Put the place of the photo's file on the clipboard"),
                ("Ctrl+Shift+C",),
                needs=Needs.SELECTION,
            ),
        ),
        (
            Action(
                "larger",
                QT_TRANSLATE_NOOP("Actions", "Larger thumbnails"),
                QT_TRANSLATE_NOOP("Actions", "Show fewer, larger photos"),
                ("Ctrl++", "Ctrl+="),
                icon="large",
                repeats=True,
            ),
            Action(
                "smaller",
                QT_TRANSLATE_NOOP("Actions", "Smaller thumbnails"),
                QT_TRANSLATE_NOOP("Actions", "Show more, smaller photos"),
                ("Ctrl+-",),
                icon="small",
                repeats=True,
            ),
        ),
        (
            Action(
                "arrange_again",
                QT_TRANSLATE_NOOP("Actions", "Arrange again"),
                QT_TRANSLATE_NOOP("Actions", "Sort and filter anew; photos stay where they are while you work"),
                ("Ctrl+R",),
                icon="refresh",
                needs=Needs.PHOTOS,
            ),
            Action(
                "sections",
                QT_TRANSLATE_NOOP("Actions", "Put together"),
                QT_TRANSLATE_NOOP("Actions", "Show photos in sections: by breed, folder or state"),
                submenu=True,
            ),
        ),
        (
            Action(
                "clear_filters",
                QT_TRANSLATE_NOOP("Actions", "Show all photos"),
                QT_TRANSLATE_NOOP("Actions", "Take all filters away"),
                ("Ctrl+0",),
                needs=Needs.PHOTOS,
            ),
            Action(
                "show_filters",
                QT_TRANSLATE_NOOP("Actions", "Filters"),
                QT_TRANSLATE_NOOP("Actions", "Show or hide the filters at the left"),
                ("F8",),
                checkable=True,
            ),
            Action(
                "show_panel",
                QT_TRANSLATE_NOOP("Actions", "Side panel"),
                QT_TRANSLATE_NOOP("Actions", "Show or hide the panel at the right"),
                ("F9",),
                checkable=True,
            ),
        ),
        (
            Action(
                "statistics",
                QT_TRANSLATE_NOOP("Actions", "Statistics…"),
                QT_TRANSLATE_NOOP("Actions", "See in charts and tables how far the session is, and what was decided"),
                ("F7",),
                icon="statistics",
                needs=Needs.SESSION,
            ),
        ),
        (
            Action(
                "theme",
                QT_TRANSLATE_NOOP("Actions", "Appearance"),
                QT_TRANSLATE_NOOP("Actions", "Light, dark, or as the rest of the computer"),
                submenu=True,
            ),
        ),
        (
            Action(
                "pause",
                QT_TRANSLATE_NOOP("Actions", "Pause suggestions"),
                QT_TRANSLATE_NOOP("Actions", "Stop looking at photos for a while, or go on"),
                ("Ctrl+P",),
                checkable=True,
            ),
        ),
    ),
)
