"""What the window shows and says of files that are not there, or hold another photo than before."""

import csv
import os
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.photos.facets.state import MISSING
from desktop_app.ui.dialogs.exporting.wish import ExportWish, Which
from desktop_app.ui.filters.parts.state import StatePart
from desktop_app.ui.review.content import content_for
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording import words
from tests.qt.ui_helpers import act, current, has_looked_at, labels_of, make, see, settle, texts

BLUE = Label.breed("n_blue")


def replaced(window: MainWindow, place: int, colour: tuple[int, int, int] = (30, 40, 200)) -> int:
    """Put another photo in the place of one that is shown; returns its id."""
    photo_id = window.model.ids()[place]
    path = window.collection[photo_id].path
    Image.new("RGB", (50, 40), colour).save(path)
    return photo_id


def reopened(window: MainWindow, qtbot: QtBot) -> None:
    path = window.session.path
    assert path is not None
    window.session.start_new()
    with qtbot.waitSignal(window.session.opened, timeout=10_000):
        window.session.open(path)


def closed_for(window: MainWindow) -> Path:
    path = window.session.path
    assert path is not None
    window.session.start_new()
    return path


def test_a_replaced_photo_gets_a_new_suggestion_and_its_label_is_marked(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = full_window.model.ids()
    make(full_window, LabelPhotos(ids[:2], UNKNOWN))
    before = full_window.pictures.pixmap(ids[0])
    path = closed_for(full_window)
    Image.new("RGB", (50, 40), (30, 40, 200)).save(sorted((path.parent).rglob("*"))[0].parent / "x.png")
    with Session.open(path) as session:
        file = session.row(ids[0]).path
    Image.new("RGB", (50, 40), (30, 40, 200)).save(file)
    with qtbot.waitSignal(full_window.presence.others_found, timeout=10_000) as found:
        full_window.session.open(path)
    assert found.args == [1, 1]
    qtbot.waitUntil(lambda: full_window.collection[ids[0]].suggestion is not None, timeout=20_000)
    row = full_window.collection[ids[0]]
    assert row.suggestion is not None
    assert row.suggestion.ranked[0].breed_id == "n_blue"
    assert (row.label, row.label_of_another_file, row.state) == (UNKNOWN, True, PhotoState.TO_REVIEW)
    assert words.last_line(row) == "Label of another file"
    qtbot.waitUntil(lambda: any("given to another file" in text for text in texts(full_window)), timeout=5_000)
    part = full_window.sidebar.parts["label_of_another_file"]
    qtbot.waitUntil(lambda: not part.isHidden())
    full_window.sidebar.choose("label_of_another_file", value=True)
    assert full_window.model.ids() == [ids[0]]
    qtbot.waitUntil(lambda: full_window.pictures.pixmap(ids[0]) is not None, timeout=10_000)
    now = full_window.pictures.pixmap(ids[0])
    assert before is not None
    assert now is not None
    assert now.toImage().pixelColor(5, 5) != before.toImage().pixelColor(5, 5)


def test_a_photo_that_is_replaced_while_it_is_shown_is_found_when_it_is_looked_at(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    make(full_window, LabelPhotos(full_window.model.ids(), NO_DOG))
    photo_id = replaced(full_window, 3)
    full_window.gallery.go_to(photo_id)
    qtbot.waitUntil(lambda: full_window.collection[photo_id].label_of_another_file, timeout=10_000)
    qtbot.waitUntil(lambda: full_window.collection[photo_id].suggestion is not None, timeout=20_000)
    assert full_window.collection.states[PhotoState.TO_REVIEW] == 1


@pytest.fixture
def marked(full_window: MainWindow, qtbot: QtBot) -> int:
    """The photo in focus, whose label was given to another file."""
    make(full_window, LabelPhotos(full_window.model.ids()[:4], UNKNOWN))
    photo_id = replaced(full_window, 1)
    full_window.gallery.go_to(photo_id)
    qtbot.waitUntil(
        lambda: (
            full_window.collection[photo_id].label_of_another_file
            and full_window.collection[photo_id].suggestion is not None
        ),
        timeout=20_000,
    )
    qtbot.waitUntil(lambda: full_window.panel.notice.text() != "", timeout=5_000)
    see(full_window)
    return photo_id


def test_the_panel_says_it_with_three_ways_out(full_window: MainWindow, marked: int, qtbot: QtBot) -> None:
    panel = full_window.panel
    assert panel.notice.text() == "The label was given to another photo, which had this file name before."
    assert panel.confirm_button.accessibleName() == "Keep the label for this photo"
    act(full_window, "confirm")
    settle(full_window)
    row = full_window.collection[marked]
    assert (row.label, row.label_of_another_file) == (UNKNOWN, False)
    act(full_window, "undo")
    settle(full_window)
    assert full_window.collection[marked].label_of_another_file, "undo knows what the label was given to"
    full_window.gallery.go_to(marked)
    full_window.review.choose(BLUE)
    settle(full_window)
    row = full_window.collection[marked]
    assert (row.label, row.state) == (BLUE, PhotoState.CONFIRMED)
    act(full_window, "undo")
    settle(full_window)
    full_window.gallery.go_to(marked)
    act(full_window, "clear")
    settle(full_window)
    assert labels_of(full_window, [marked]) == {marked: None}
    qtbot.waitUntil(lambda: panel.notice.text() == "")


def test_the_same_label_chosen_again_is_for_the_photo_of_today(full_window: MainWindow, marked: int) -> None:
    act(full_window, "unknown")
    settle(full_window)
    assert not full_window.collection[marked].label_of_another_file


def test_the_next_photo_to_review_may_be_one_with_a_label_of_another_file(full_window: MainWindow, marked: int) -> None:
    make(full_window, LabelPhotos([each for each in full_window.model.ids() if each != marked], NO_DOG))
    full_window.gallery.go_to(full_window.model.ids()[8])
    full_window.review.go_to_next()
    assert current(full_window).photo_id == marked


def test_several_are_kept_together_by_the_button(full_window: MainWindow, marked: int, qtbot: QtBot) -> None:
    other = replaced(full_window, 2)
    full_window.gallery.go_to(other)
    qtbot.waitUntil(
        lambda: (
            full_window.collection[other].label_of_another_file and full_window.collection[other].suggestion is not None
        ),
        timeout=10_000,
    )
    see(full_window)
    full_window.gallery.selectAll()
    qtbot.waitUntil(lambda: full_window.panel.notice.keep.text().startswith("Keep 2 label"))
    full_window.panel.notice.keep.click()
    settle(full_window)
    if full_window.panel.question.question() is not None:
        full_window.panel.question.everything.click()
        settle(full_window)
    assert not any(row.label_of_another_file for row in full_window.collection)
    assert [full_window.collection[each].label for each in (marked, other)] == [UNKNOWN, UNKNOWN]


def test_confirming_many_never_takes_a_marked_label_away(full_window: MainWindow, marked: int) -> None:
    full_window.gallery.selectAll()
    act(full_window, "confirm")
    settle(full_window)
    if full_window.panel.question.question() is not None:
        full_window.panel.question.everything.click()
        settle(full_window)
    row = full_window.collection[marked]
    assert (row.label, row.label_of_another_file) == (UNKNOWN, True)


def test_an_export_finds_what_changed_and_says_it(full_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    ids = full_window.model.ids()
    make(full_window, LabelPhotos(ids[:4], UNKNOWN))
    replaced(full_window, 2)
    target = tmp_path / "labels.csv"
    with qtbot.waitSignal(full_window.files.exporting.written, timeout=20_000):
        full_window.files.exporting.write(ExportWish(target, "csv", Which.ALL, {"content": "labels"}), [], [])
    with target.open(encoding="utf-8", newline="") as stream:
        marks = sorted(row["label_of_another_file"] for row in csv.DictReader(stream))
    assert marks == ["no", "no", "no", "yes"]
    # Who watches the folder may find it first: on Windows mostly, elsewhere once in a while. It is said in either case.
    said = ("look at it, and export once more", "holds another photo than before")
    qtbot.waitUntil(lambda: any(each in text for text in texts(full_window) for each in said))
    assert full_window.collection[ids[2]].label_of_another_file


def test_a_dropped_folder_is_compared_with_what_is_known(
    full_window: MainWindow, qtbot: QtBot, coloured_photos: Path
) -> None:
    photo_id = replaced(full_window, 9, (200, 30, 30))
    with qtbot.waitSignal(full_window.presence.others_found, timeout=10_000):
        full_window.session.add([coloured_photos])
    qtbot.waitUntil(lambda: full_window.collection[photo_id].suggestion is not None, timeout=20_000)
    said = full_window.collection[photo_id].suggestion
    assert said is not None
    assert said.ranked[0].breed_id == "n_red"


def test_a_drive_that_is_away_is_said_and_its_photos_come_back_by_themselves(
    full_window: MainWindow, qtbot: QtBot, coloured_photos: Path
) -> None:
    ids = full_window.model.ids()
    path = closed_for(full_window)
    unplugged = coloured_photos.rename(coloured_photos.with_name("unplugged"))
    with qtbot.waitSignal(full_window.session.opened, timeout=10_000):
        full_window.session.open(path)
    said = f"The drive or folder {coloured_photos} is not there: 13 photo"
    qtbot.waitUntil(lambda: any(text.startswith(said) for text in texts(full_window)), timeout=10_000)
    assert sum("not there" in text for text in texts(full_window)) == 1, "said once, not for each photo"
    assert all(row.missing for row in full_window.collection)
    assert full_window.collection.counts(full_window.model.filters)["state"][MISSING] == 13
    full_window.gallery.go_to(ids[0])
    qtbot.waitUntil(lambda: "Connect the drive" in full_window.panel.notice.text())
    assert str(coloured_photos) in full_window.panel.notice.text()
    unplugged.rename(coloured_photos)
    qtbot.waitUntil(lambda: not any(row.missing for row in full_window.collection), timeout=10_000)
    qtbot.waitUntil(lambda: not any("not there" in text for text in texts(full_window)), timeout=5_000)
    qtbot.waitUntil(lambda: "is there again: 13 photo" in full_window.status.news(), timeout=5_000)
    qtbot.waitUntil(lambda: full_window.pictures.pixmap(ids[0]) is not None, timeout=10_000)
    qtbot.waitUntil(lambda: full_window.panel.notice.text() == "", timeout=5_000)


def test_a_drive_that_is_pulled_out_in_a_run_is_said_and_the_run_goes_on(
    window: MainWindow, qtbot: QtBot, coloured_photos: Path, tmp_path: Path
) -> None:
    for place in range(60):
        Image.new("RGB", (300, 200), (place, 30, 200)).save(coloured_photos / f"more {place}.png")
    window.session.opened.connect(lambda _path: window.labelling.pause(True))
    window.session.add([coloured_photos])
    qtbot.waitUntil(lambda: len(window.collection) == 73, timeout=10_000)
    unplugged = coloured_photos.rename(coloured_photos.with_name("unplugged"))
    window.labelling.pause(False)
    qtbot.waitUntil(lambda: any("is not there" in text for text in texts(window)), timeout=20_000)
    qtbot.waitUntil(lambda: all(row.missing for row in window.collection), timeout=10_000)
    qtbot.waitUntil(lambda: "Waiting for" in window.status.job.text(), timeout=10_000)
    assert window.status.job.isVisible()
    gone = [row.path.name for row in window.collection if row.fault is not None]
    assert gone in ([], ["99 broken.jpg"])
    unplugged.rename(coloured_photos)
    qtbot.waitUntil(lambda: has_looked_at(window, 73), timeout=20_000)
    qtbot.waitUntil(lambda: not any(row.missing for row in window.collection), timeout=10_000)
    assert [row.path.name for row in window.collection if row.fault is not None] == ["99 broken.jpg"]
    qtbot.waitUntil(lambda: not window.status.job.isVisible(), timeout=5_000)


def test_a_file_that_was_still_being_copied_has_its_suggestion_and_its_picture_in_the_end(
    full_window: MainWindow, qtbot: QtBot, coloured_photos: Path, tmp_path: Path
) -> None:
    Image.new("RGB", (900, 700), (30, 40, 200)).save(tmp_path / "whole.bmp")
    content = (tmp_path / "whole.bmp").read_bytes()
    arriving = coloured_photos / "arriving.bmp"
    arriving.write_bytes(content[:100_000])
    full_window.session.add([coloured_photos])
    qtbot.waitUntil(lambda: len(full_window.collection) == 14, timeout=10_000)
    photo_id = next(row.photo_id for row in full_window.collection if row.path == arriving)
    full_window.gallery.go_to(photo_id)
    qtbot.waitUntil(lambda: "still being copied" in full_window.status.job.text(), timeout=10_000)
    qtbot.waitUntil(lambda: photo_id in full_window.pictures._broken, timeout=5_000)
    assert full_window.collection[photo_id].fault is None
    with arriving.open("ab") as file:
        file.write(content[100_000:])
    qtbot.waitUntil(lambda: full_window.collection[photo_id].suggestion is not None, timeout=20_000)
    qtbot.waitUntil(lambda: full_window.pictures.pixmap(photo_id) is not None, timeout=10_000)
    qtbot.waitUntil(full_window.panel.photo.has_picture, timeout=10_000)


def test_one_photo_that_cannot_be_shown_tells_of_all_on_its_drive(
    full_window: MainWindow, qtbot: QtBot, coloured_photos: Path
) -> None:
    unplugged = coloured_photos.rename(coloured_photos.with_name("unplugged"))
    full_window.gallery.go_to(full_window.model.ids()[7])
    qtbot.waitUntil(lambda: all(row.missing for row in full_window.collection), timeout=10_000)
    qtbot.waitUntil(lambda: any("not there: 13 photo" in text for text in texts(full_window)), timeout=5_000)
    unplugged.rename(coloured_photos)
    qtbot.waitUntil(lambda: not any(row.missing for row in full_window.collection), timeout=10_000)


def test_all_unreadable_photos_can_be_tried_again_from_the_menu_and_beside_their_filter(
    full_window: MainWindow, qtbot: QtBot, coloured_photos: Path
) -> None:
    action = full_window.actions_by_name["retry_all"]
    qtbot.waitUntil(lambda: action.text() == "Try all unreadable ones again (1)")
    part = full_window.sidebar.parts["state"]
    assert isinstance(part, StatePart)
    assert not part.again.isVisible()
    full_window.sidebar.show_state(PhotoState.UNREADABLE)
    qtbot.waitUntil(part.again.isVisible)
    broken = coloured_photos / "99 broken.jpg"
    status = broken.stat()
    Image.new("RGB", (50, 40), (200, 30, 30)).save(broken)
    os.utime(broken, ns=(status.st_mtime_ns, status.st_mtime_ns))
    part.again.click()
    qtbot.waitUntil(lambda: has_looked_at_all(full_window), timeout=20_000)
    qtbot.waitUntil(lambda: not action.isEnabled())
    assert action.text() == "Try all unreadable ones again"


def has_looked_at_all(window: MainWindow) -> bool:
    return all(row.suggestion is not None for row in window.collection)


def test_photos_that_had_moved_are_counted_in_the_news(
    full_window: MainWindow, qtbot: QtBot, coloured_photos: Path
) -> None:
    """Qt made a map of its own of the ids, and said "0 photos"."""
    moved = coloured_photos.with_name("moved")
    coloured_photos.rename(moved)
    with qtbot.waitSignal(full_window.labelling.merged, timeout=20_000):
        full_window.session.add([moved])
    qtbot.waitUntil(lambda: any("had moved" in text for text in texts(full_window)))
    said = next(text for text in texts(full_window) if "had moved" in text)
    assert not said.startswith("0 "), said
    qtbot.waitUntil(lambda: has_looked_at(full_window, 13), timeout=20_000)
    assert {row.path.parent for row in full_window.collection} == {moved}
    content = content_for(full_window.review.selected(), str.title)
    assert content is not None


def test_no_row_ever_names_a_file_that_moved_once_the_new_one_is_gone(
    full_window: MainWindow, qtbot: QtBot, coloured_photos: Path
) -> None:
    """The photo that ended and the row of the older one once came in two signals: between them a row named no file."""
    moved = coloured_photos.with_name("moved")
    coloured_photos.rename(moved)
    absent: list[Path] = []
    full_window.labelling.merged.connect(
        lambda merged: absent.extend(full_window.collection[old].path for old in merged.values())
    )
    full_window.session.add([moved])
    qtbot.waitUntil(lambda: len(absent) == 13, timeout=20_000)
    assert [path for path in absent if not path.exists()] == []
