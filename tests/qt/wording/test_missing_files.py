"""A photo whose file is not there says so wherever it is shown: until then its picture is all that is missing."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import Label
from desktop_app.faults import Fault
from desktop_app.ui.review.content import content_for
from desktop_app.ui.review.suggestion_bars import SuggestionBar
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording import words

GONE = PhotoRow(1, Path("/kennels/3/dog.jpg"), 0, None, None, None, missing=True)
LABELLED = replace(GONE, label=Label.breed("pug"), decided_by="person")


@pytest.mark.parametrize("row", [GONE, LABELLED])
def test_tile_tooltip_and_screen_reader_say_it(row: PhotoRow) -> None:
    assert words.last_line(row) == "File not there"
    assert "File not there" in words.spoken(row, str.title).split(", ")
    assert "File not there" in words.tooltip(row, str.title).splitlines()
    there = replace(row, missing=False)
    assert words.last_line(there) == words.state_name(there.state)
    for text in (words.spoken(there, str.title), words.tooltip(there, str.title)):
        assert "not there" not in text


def test_a_fault_is_the_last_line_of_a_photo_that_nobody_labelled() -> None:
    broken = replace(GONE, missing=False, fault=Fault("photo.cut_short"))
    assert words.last_line(broken) != words.state_name(PhotoState.UNREADABLE)
    assert words.last_line(replace(broken, label=LABELLED.label)) == "Corrected"


def test_the_panel_says_it_and_the_way_out(full_window: MainWindow, qtbot: QtBot) -> None:
    collection, photo_id = full_window.collection, full_window.model.ids()[0]
    full_window.gallery.go_to(photo_id)
    collection.set_missing([photo_id], missing=True)
    content = content_for(full_window.review.selected(), str.title)
    assert content is not None
    assert content.place == f"{collection[photo_id].path.parent} · File not there"
    qtbot.waitUntil(lambda: full_window.panel._place.toolTip().endswith("File not there"))
    collection.put([replace(collection[photo_id], suggestion=None)])
    content = content_for(full_window.review.selected(), str.title)
    assert content is not None
    assert content.sentence.startswith("The file is not there: it was moved, renamed or deleted.")


def test_a_photo_that_is_tried_again_is_asked_for_its_thumbnail_again(
    full_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection, pictures = full_window.collection, full_window.pictures
    unreadable = collection.store.ids[np.flatnonzero(collection.store.faults[collection.store.present] >= 0)]
    [photo_id] = unreadable.tolist()
    full_window.gallery.go_to(photo_id)
    qtbot.waitUntil(lambda: photo_id in pictures._broken)
    collection.set_missing([photo_id], missing=True)
    asked: list[int] = []
    monkeypatch.setattr(pictures.loader, "request", lambda photos, _edge: asked.extend(each for each, _ in photos))
    pictures.want([(photo_id, collection[photo_id].path)], 100)
    assert asked == []
    full_window.review.retry()
    assert not collection[photo_id].missing
    pictures.want([(photo_id, collection[photo_id].path)], 100)
    assert photo_id in asked


def test_names_that_only_the_model_pack_knows_are_shown(full_window: MainWindow, qtbot: QtBot) -> None:
    """A pack that somebody trained has breeds that no list of ours has; their ids say nothing to anyone."""
    breeds = full_window.services.breeds
    assert [breeds.name(breed_id) for breed_id in ("n_red", "n_green", "n_blue")] == ["Red", "Green", "Blue"]
    assert "n_green" in [match.breed_id for match in breeds.search("gree", 5)]
    full_window.gallery.go_to(full_window.model.ids()[0])
    qtbot.waitUntil(lambda: "Red" in {line.text() for line in full_window.panel.findChildren(SuggestionBar)})
