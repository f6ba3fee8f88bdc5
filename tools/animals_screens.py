"""The screen Animals in every state, and what belongs to animals: their names, "Same dog?", what is alike, picks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from drawn_sessions import Kennel
from PySide6.QtTest import QTest
from shown_window import Screens, do, settle, show_drawings, wait_for

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import SameDog
from desktop_app.catalog.values.suggestions import Confidence, SuggestedKind
from desktop_app.photos.animal_rows import RowView
from desktop_app.photos.arrangement import SortBy
from desktop_app.photos.same_dog import Question
from desktop_app.ui.animals.empty_page import Empty
from desktop_app.ui.animals.page import AnimalsPage
from desktop_app.ui.controllers.screens import ANIMALS, PHOTOS
from desktop_app.ui.dialogs.animals_dialog import AnimalsDialog
from desktop_app.ui.dialogs.animals_from_names_dialog import AnimalsFromNamesDialog
from desktop_app.ui.dialogs.animals_from_table_dialog import AnimalsFromTableDialog
from desktop_app.ui.window.animals_screen import AnimalsScreen
from desktop_app.ui.window.main_window import MainWindow


def animals_page(window: MainWindow) -> AnimalsPage:
    """Show the screen Animals; returns its widgets, with all groups and pictures there."""
    window.screens.show(ANIMALS)
    screen = window.screens[ANIMALS]
    assert isinstance(screen, AnimalsScreen)  # noqa: S101 - as it was made
    assert screen.page is not None  # noqa: S101 - as it is shown
    page = screen.page
    wait_for(lambda: not window.grouping.is_grouping)
    settle()
    painted(window, page)
    return page


def painted(window: MainWindow, page: AnimalsPage) -> None:
    """Wait for the pictures of what is in sight."""

    def is_there() -> bool:
        view = page.view
        seen = [photo for row in view.rows_in_sight() for photo in page.model.photo_ids(row)[: _fits(page, row)]]
        return all(window.pictures.pixmap(photo) is not None for photo in seen)

    wait_for(is_there)
    settle()


def _fits(page: AnimalsPage, row: int) -> int:
    return 0 if page.model.rows.is_compact(row) else len(page.view.row_layout(row).squares)


def row_of(window: MainWindow, page: AnimalsPage, photo_id: int) -> int:
    """The row in which a photo stands."""
    row = page.model.rows.row_of(int(window.collection.store.positions([photo_id])[0]))
    if row is None:
        raise ValueError(f"photo {photo_id} is in no row")
    return row


def animals_screens(window: MainWindow, kennel: Kennel) -> Screens:
    """All that there is of animals, with the session of the kennel."""
    show_drawings(window, kennel.file)
    window.status.say("")
    page = animals_page(window)
    yield "animals", window
    yield from _rows(window, page, kennel.photos)
    yield from _feet(window, page, kennel.photos)
    yield from _views(window, page)
    yield from _empty_pages(page)
    window.screens.show(PHOTOS)
    settle()


def _of_kind(row: PhotoRow, kind_id: str) -> PhotoRow:
    """The photo, of no breed for certain."""
    if row.suggestion is None:
        raise ValueError("the photo needs a suggestion")
    kind = SuggestedKind(kind_id, 0.93, Confidence.SURE)
    return replace(row, suggestion=replace(row.suggestion, confidence=Confidence.UNSURE, kind=kind))


def _rows(window: MainWindow, page: AnimalsPage, photos: Mapping[str, Sequence[int]]) -> Screens:
    """What a row may look like."""
    for name, dog, place in (("agreeing", "Rocky", None), ("dissenter", "Bella", 5), ("no common breed", "Luna", None)):
        page.view.go_to(row_of(window, page, photos[dog][0]), place)
        painted(window, page)
        yield f"animals {name}", window
    # Of three breeds, and of one kind.
    before = [window.collection[photo] for photo in photos["Luna"]]
    window.collection.put([_of_kind(row, "kind:pit_bull") for row in before])
    page.view.go_to(row_of(window, page, photos["Luna"][0]))
    painted(window, page)
    yield "animals of one kind", window
    window.collection.put(before)
    # Three of five were looked at.
    before = [window.collection[photo] for photo in photos["Max"]]
    window.collection.put([replace(row, suggestion=None) for row in before[3:]])
    page.view.go_to(row_of(window, page, photos["Max"][0]))
    painted(window, page)
    yield "animals waiting", window
    window.collection.put(before)
    page.view.go_to(row_of(window, page, photos["Kira"][0]))
    do(window, "open_row")
    painted(window, page)
    yield "animals opened row", window
    do(window, "open_row")
    page.view.go_to(row_of(window, page, photos["Bella"][0]), 1)
    do(window, "leave_out")
    painted(window, page)
    yield "animals left out", window
    do(window, "leave_out")
    for dog, name in (("Nala", "burst"), ("Mia", "near-duplicates")):
        page.view.go_to(row_of(window, page, photos[dog][0]))
        painted(window, page)
        yield f"animals {name}", window
    page.view.go_to(row_of(window, page, photos["Bella"][0]))
    do(window, "preview")
    settle()
    yield "animals large view", window
    window.preview.close_preview()
    do(window, "confirm")
    painted(window, page)
    yield "animals one decided", window
    do(window, "undo")
    painted(window, page)
    yield "animals taken back", window


def _feet(window: MainWindow, page: AnimalsPage, photos: Mapping[str, Sequence[int]]) -> Screens:
    """What stands below the rows."""
    page.view.go_to(row_of(window, page, photos["Bella"][0]))
    do(window, "name_animal")
    yield "animals name", window
    page.names.left.emit()
    do(window, "search_breed")
    QTest.keyClicks(page.breeds.box, "shep")
    settle()
    yield "animals breed", window
    page.breeds.left.emit()
    do(window, "mix")
    page.breeds.mix.add("n02099601")
    QTest.keyClicks(page.breeds.box, "shep")
    settle()
    yield "animals mix", window
    page.breeds.left.emit()
    page.view.go_to(row_of(window, page, photos["Kira"][0]))
    do(window, "label_row")
    if page.foot() is page.decisions and not window.actions_by_name["undo"].isEnabled():
        # On a low screen nothing of it was in sight; now it is.
        do(window, "label_row")
    if page.foot() is not page.decisions:
        yield "animals question", window
        page.question.cancelled.emit()
    else:
        # There was room for all of them.
        do(window, "undo")
    page.view.go_to(row_of(window, page, photos["Rocky"][0]))
    page.view.toggle_selected(row_of(window, page, photos["Bella"][0]))
    do(window, "join_rows")
    yield "animals join two names", window
    page.ask_bar.no.click()
    settle()


def _views(window: MainWindow, page: AnimalsPage) -> Screens:
    """Other rows than the undecided ones."""
    page.show_decided.setChecked(True)
    painted(window, page)
    yield "animals with decided", window
    page.show_decided.setChecked(False)
    for view in (RowView.DISAGREE, RowView.DECIDED):
        page.show_view(view)
        painted(window, page)
        yield f"animals view {view.value}", window
    page.show_view(RowView.UNDECIDED)
    painted(window, page)


def _empty_pages(page: AnimalsPage) -> Screens:
    """What stands where no row is. Shown by itself: to bring each about would need a session each."""
    page._pages.setCurrentWidget(page.empty)
    page.decisions.hide()
    for why in Empty:
        page.empty.show_why(why, page.show_decided.text(), 3)
        settle()
        yield f"animals empty {why.value.replace('_', ' ')}", page.window()
    page._pages.setCurrentWidget(page.view)
    page.show_foot()


# Names


def naming_screens(window: MainWindow, kennel: Kennel, folder: Path) -> Screens:
    """Animals of names and tables: with a session that has none yet."""
    # It is offered once a session, and this one may have been shown in other colours.
    window.animal_naming._asked.clear()
    show_drawings(window, kennel.file)
    window.status.say("")
    wait_for(lambda: bool(window.messages.messages()))
    settle()
    yield "offer of animals", window
    for message in window.messages.messages():
        message.close_message()
    animals_page(window)
    yield "animals without names", window
    window.screens.show(PHOTOS)
    names = window.animal_naming.names()
    dialog: AnimalsDialog = AnimalsFromNamesDialog(names, "", window)
    yield from _shown(dialog, "from names")
    assert isinstance(dialog, AnimalsFromNamesDialog)  # noqa: S101 - as it was made
    for name, pattern in (("left out", "{date} {name} {number}_x"), ("wrong pattern", "{name} {numbr}")):
        dialog.pattern.setText(pattern)
        _wait_for_answer(dialog)
        if name == "left out":
            dialog.found.tabs.setCurrentIndex(1)
        settle()
        yield f"from names {name}", dialog
    dialog.close()
    table = folder / "animals.csv"
    table.write_text(
        "Folder;Name;Number;Age\n2026-05 Bella A1200;Bella;A1200;3\n2026-05 Rocky A1201;Rocky;A1201;5\nnix;Max;;\n",
        encoding="utf-8",
    )
    dialog = AnimalsFromTableDialog(names, folder, window)
    yield from _shown(dialog, "from a table")
    assert isinstance(dialog, AnimalsFromTableDialog)  # noqa: S101 - as it was made
    for name, file in (("good", "animals.csv"), ("left out", "animals.csv"), ("gone", "gone.csv")):
        dialog.file.setText(file)
        _wait_for_answer(dialog)
        if name != "gone":
            dialog.found.tabs.setCurrentIndex(int(name == "left out"))
        settle()
        yield f"from a table {name}", dialog
    dialog.close()


def import_screens(window: MainWindow, kennel: Kennel, folder: Path) -> Screens:
    """Labels out of a table: with a session in which much is decided."""
    show_drawings(window, kennel.file)
    names = [path.rsplit("/", 1)[-1] for path in window.collection.store.paths]
    breeds = ("Labrador x Beagle", "Beagel", "Caniche", "unknown", "Boxer", "croisé boxer")
    lines = [f"{name};{breeds[at % len(breeds)]};Bella;A1200" for at, name in enumerate(names)]
    table = folder / "labels of the vet.csv"
    table.write_text("Photo;Race;Nom;Puce\n" + "\n".join(lines) + "\ngone.jpg;Boxer;;\n", encoding="utf-8")
    unknown = folder / "columns.csv"
    unknown.write_text(f"Bild;Wer\n{names[0]};Boxer\n", encoding="utf-8")
    dialog = window.importing.dialog(kennel.file)
    dialog.show()
    settle()
    yield "import labels", dialog
    for name, file, tab in (("coming", table, 0), ("left alone", table, 1), ("columns", unknown, 0)):
        dialog.table.line.setText(str(file))
        wait_for(lambda: dialog.is_current and not dialog._wait.isActive())
        dialog.tabs.setCurrentIndex(tab)
        settle()
        yield f"import labels {name}", dialog
    dialog.close()


def _shown(dialog: AnimalsDialog, name: str) -> Screens:
    dialog.show()
    _wait_for_answer(dialog)
    yield name, dialog


def _wait_for_answer(dialog: AnimalsDialog) -> None:
    settle()
    wait_for(lambda: not dialog._wait.isActive())
    wait_for(lambda: dialog.is_current or not dialog.complaint.isHidden() or not _has_asked(dialog))
    settle()


def _has_asked(dialog: AnimalsDialog) -> bool:
    return dialog.question() is not None


# What is alike


def alike_screens(window: MainWindow, kennel: Kennel) -> Screens:
    """Likeness, picks and several dogs on the screen Photos, and the box that asks."""
    show_drawings(window, kennel.file)
    window.screens.show(PHOTOS)
    window.gallery.setFocus()
    window.gallery.go_to(kennel.photos["Bella"][0])
    window.alike.job.cancel(0)
    window.header.show_comparing(True)
    settle()
    yield "most alike at work", window
    window.header.show_comparing(False)
    window.header.set_sorting(SortBy.ALIKE, False)
    window.alike.sort(SortBy.ALIKE, False)
    wait_for(lambda: window.model.sorting[0] is SortBy.ALIKE)
    wait_for(lambda: all(window.pictures.pixmap(photo_id) for photo_id in window.gallery.visible_ids()))
    settle()
    wait_for(window.panel.photo.has_picture)
    yield "most alike", window
    window.gallery.go_to(kennel.photos["Kira"][0])
    do(window, "more_alike")
    wait_for(lambda: window.sidebar.filters().value("alike") is not None)
    wait_for(lambda: all(window.pictures.pixmap(photo_id) for photo_id in window.gallery.visible_ids()))
    settle()
    wait_for(window.panel.photo.has_picture)
    yield "more like this one", window
    window.sidebar.choose("alike", None)
    for facet, value in (("picks", True), ("dogs", "several")):
        window.sidebar.choose(facet, value)
        wait_for(lambda: all(window.pictures.pixmap(photo_id) for photo_id in window.gallery.visible_ids()))
        settle()
        wait_for(window.panel.photo.has_picture)
        yield f"filter {'several dogs' if facet == 'dogs' else facet}", window
        window.sidebar.choose(facet, None)
    yield from _same_dog(window, kennel)


def _same_dog(window: MainWindow, kennel: Kennel) -> Screens:
    dialog = window.same_dog.show()
    if dialog is None:
        raise RuntimeError("the box does not open")
    settle()
    wait_for(lambda: not window.same_dog.is_looking)
    # Drawn dogs are all alike or not at all: nothing of them is worth asking.
    first, second = (tuple(kennel.photos[dog]) for dog in ("Nala", "Mia"))
    window.same_dog._queue = [Question(first, second, 0.93)]
    dialog.show_looking()
    settle()
    yield "same dog looking", dialog
    window.same_dog._show_next()
    # Nobody can answer before all pictures are there.
    wait_for(dialog.button(SameDog.YES).isEnabled)
    settle()
    yield "same dog", dialog
    dialog.show_nothing(answered=True)
    settle()
    yield "same dog nothing left", dialog
    dialog.close()
    settle()
