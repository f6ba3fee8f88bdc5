"""Sure, maybe, unsure; short sets; proposed mixes; and why: in panel, tile, filters and keys."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import app
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.jobs.explaining import HeatMap
from desktop_app.photos.filters import Filters, passing
from desktop_app.ui.controllers.why import heat_image
from desktop_app.ui.filters.sidebar import FilterSidebar
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.gallery.tile import TileLook, TilePainter
from desktop_app.ui.look.theme import LIGHT
from desktop_app.ui.review.content import PanelContent, content_for
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording import words
from desktop_app.ui.wording.breeds import Breeds
from tests.photo_rows import make_row
from tests.qt.ui_helpers import add_and_look, current, press, selection_of, settle
from tests.small_pack import make_small_pack

RULES = {
    "sure": {"probability": 0.9},
    "maybe": {"probability": 0.4},
    "conformal": {"method": "lac", "quantile": 0.75, "coverage": 0.8},
    "mix": {"together": 0.9, "balance": 0.5, "dog": 0.5},
}
PAIR = ("n_red", "n_blue")


def trusted(row: PhotoRow, confidence: Confidence | None, **more: Any) -> PhotoRow:
    assert row.suggestion is not None
    return replace(row, suggestion=replace(row.suggestion, confidence=confidence, **more))


def shown(row: PhotoRow, breeds: Breeds, coverage: float = 0.9) -> PanelContent:
    content = content_for(selection_of([row]), breeds.name, coverage)
    assert content is not None
    return content


# What is said


def test_maybe_names_the_few_breeds_and_how_often_that_is_right(breeds: Breeds, qapp: QApplication) -> None:
    content = shown(trusted(make_row(1), Confidence.MAYBE, breed_set=PAIR), breeds)
    assert content.confidence is Confidence.MAYBE
    assert content.trust_sentence == (
        "Looks like one of: Red Setter, Blue Terrier (90% of the time the right one is among them)"
    )
    assert "80% of the time" in shown(trusted(make_row(1), None, breed_set=PAIR), breeds, 0.8).trust_sentence


def test_one_breed_needs_no_list(breeds: Breeds, qapp: QApplication) -> None:
    assert shown(trusted(make_row(1), Confidence.SURE, breed_set=("n_red",)), breeds).trust_sentence == ""
    maybe = shown(trusted(make_row(1), Confidence.MAYBE, breed_set=("n_red",)), breeds)
    assert maybe.trust_sentence == "One breed stands out. Look for yourself."
    unsure = shown(trusted(make_row(1), Confidence.UNSURE), breeds)
    assert unsure.trust_sentence == "Many breeds are possible. Look for yourself."


def test_a_model_that_does_not_say_gets_no_words(breeds: Breeds, qapp: QApplication) -> None:
    content = shown(make_row(1), breeds)
    assert (content.confidence, content.trust_sentence, content.proposed_mix) == (None, "", None)


def test_a_mix_is_proposed_until_it_is_the_label(breeds: Breeds, qapp: QApplication) -> None:
    row = trusted(make_row(1), Confidence.MAYBE, proposed_mix=PAIR)
    content = shown(row, breeds)
    assert content.proposed_mix == Label.mix(*PAIR)
    assert content.mix_sentence == "Looks like a mix of Red Setter and Blue Terrier"
    assert content.confirm_text == "Confirm: Red Setter", "confirming stays the first suggestion"
    assert shown(replace(row, label=Label.breed("n_red")), breeds).proposed_mix is not None
    assert shown(replace(row, label=Label.mix(*PAIR)), breeds).proposed_mix is None


def test_the_word_is_spoken_and_explained_until_a_person_has_decided(breeds: Breeds, qapp: QApplication) -> None:
    row = trusted(make_row(1, probability=0.6), Confidence.UNSURE)
    assert words.spoken(row, breeds.name) == "dog 1.jpg, To review, looks like Red Setter, 60%, Unsure"
    assert "many breeds are possible" in words.tooltip(row, breeds.name)
    decided = replace(row, label=Label.breed("n_red"))
    assert "Unsure" not in words.spoken(decided, breeds.name) + words.tooltip(decided, breeds.name)


# Tiles


def drawn_tile(row: PhotoRow, breeds: Breeds) -> QImage:
    image = QImage(200, 260, QImage.Format.Format_Grayscale8)
    image.fill(QColor(LIGHT.window))
    painter = QPainter(image)
    TilePainter(breeds.name, QApplication.font(), LIGHT).paint(painter, row, None, TileLook(200, 260, 160))
    painter.end()
    return image


def test_tiles_tell_the_words_apart_without_colour(breeds: Breeds, qapp: QApplication) -> None:
    rows = [trusted(make_row(1), confidence) for confidence in (*Confidence, None)]
    tiles = [drawn_tile(row, breeds) for row in rows]
    assert all(one != other for place, one in enumerate(tiles) for other in tiles[place + 1 :])
    labelled = [drawn_tile(replace(row, label=Label.breed("n_red")), breeds) for row in rows]
    assert all(tile == labelled[0] for tile in labelled)


# Filters


@pytest.fixture
def sidebar(qtbot: QtBot, collection: PhotoCollection, breeds: Breeds) -> Iterator[FilterSidebar]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = FilterSidebar(collection, breeds.name, parent)
    parent.show()
    yield made
    parent.hide()


def test_words_are_counted_and_filtered(sidebar: FilterSidebar, collection: PhotoCollection, qtbot: QtBot) -> None:
    rows = [trusted(make_row(1), Confidence.SURE), trusted(make_row(2), Confidence.SURE)]
    rows += [trusted(make_row(3), Confidence.UNSURE), make_row(4), make_row(5, breed=None)]
    collection.put(rows)
    sidebar.refresh()
    assert sidebar.counts()["confidence"] == {None: 5, "sure": 2, "maybe": 0, "unsure": 1}
    with qtbot.waitSignal(sidebar.filters_changed) as changed:
        sidebar.choose("confidence", Confidence.SURE)
    assert changed.args is not None
    (filters,) = changed.args
    assert passing(collection.store, filters).tolist() == [True, True, False, False, False]
    collection.put([trusted(make_row(2), Confidence.MAYBE)])
    sidebar.refresh()
    assert sidebar.counts()["confidence"] == {None: 5, "sure": 1, "maybe": 1, "unsure": 1}
    sidebar.clear()
    assert sidebar.filters() == Filters()


def test_the_filter_is_shown_only_for_models_that_have_words(
    sidebar: FilterSidebar, collection: PhotoCollection
) -> None:
    box = sidebar.findChild(QWidget, "confidenceBox")
    assert box is not None
    collection.put([make_row(1)])
    sidebar.refresh()
    assert not box.isVisible()
    collection.put([trusted(make_row(1), Confidence.MAYBE)])
    sidebar.refresh()
    assert box.isVisible()


# In the window, with a real, very small network


@pytest.fixture
def honest_photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    sure = Image.new("RGB", (64, 64), (60, 60, 60))
    sure.paste((200, 60, 60), (0, 0, 64, 32))
    sure.save(folder / "1 sure.png")
    Image.new("RGB", (64, 48), (50, 52, 0)).save(folder / "2 mix.png")
    Image.new("RGB", (64, 48), (255, 255, 255)).save(folder / "3 no dog.png")
    (folder / "4 broken.jpg").write_bytes(b"no photo")
    return folder


def opened(qtbot: QtBot, qapp: QApplication, pack: Path, photos: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(app, "bundled_packs", lambda: [pack])
    made = app.make_window(qapp, Settings.of(theme="light", language="en", go_on_after_label=False))
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    add_and_look(made, [photos], 4)
    made.gallery.setFocus()
    return made


@pytest.fixture
def window(
    qtbot: QtBot,
    qapp: QApplication,
    isolated_home: Path,
    tmp_path: Path,
    honest_photos: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    pack = make_small_pack(tmp_path / "pack", explains=True, thresholds=RULES)
    made = opened(qtbot, qapp, pack, honest_photos, monkeypatch)
    yield made
    made.close()


def go_to(window: MainWindow, place: int, qtbot: QtBot) -> None:
    window.gallery.go_to(window.model.ids()[place])
    qtbot.wait(30)


def test_the_panel_shows_word_set_and_mix(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, 0, qtbot)
    assert window.panel.trust.text() == "Sure"
    assert not window.panel.proposal.isVisible()
    go_to(window, 1, qtbot)
    expected = "Maybe. Looks like one of: Green, Red (80% of the time the right one is among them)"
    assert window.panel.trust.text() == expected
    assert window.panel.proposal.text() == "Looks like a mix of Green and Red"
    go_to(window, 2, qtbot)
    assert not window.panel.trust.isVisible()


def test_a_click_takes_the_proposed_mix_and_undo_takes_it_back(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, 1, qtbot)
    button = window.panel.proposal.findChild(QPushButton)
    assert button is not None
    assert button.accessibleName() == "Looks like a mix of Green and Red"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(window)
    assert current(window).label == Label.mix("n_green", "n_red")
    assert not window.panel.proposal.isVisible()
    window.session.undo_stack.undo()
    settle(window)
    assert current(window).label is None
    assert window.panel.proposal.isVisible()


def test_the_large_view_takes_it_too_and_leaves_the_keys_where_they_are(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, 1, qtbot)
    photo = window.model.ids()[1]
    press(window, Qt.Key.Key_Space)
    button = window.preview.suggestions.proposal.findChild(QPushButton)
    assert button is not None
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.collection[photo].label == Label.mix("n_green", "n_red")
    assert window.gallery.hasFocus()


def test_m_begins_with_the_proposed_mix_and_enter_saves_it(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, 1, qtbot)
    press(window, "m")
    assert window.panel.mix.breed_ids() == ("n_green", "n_red")
    assert not window.panel.proposal.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert window.panel.proposal.isVisible()
    assert current(window).label is None
    press(window, "m")
    press(window, Qt.Key.Key_Return)
    assert current(window).label == Label.mix("n_green", "n_red")


def test_the_button_for_it_is_as_large_before_its_menu_was_opened_as_afterwards(
    window: MainWindow, qtbot: QtBot
) -> None:
    go_to(window, 0, qtbot)
    before = window.panel.why_button.sizeHint()
    for menu in window.menuBar().findChildren(QMenu):
        menu.aboutToShow.emit()
    assert window.panel.why_button.sizeHint() == before


def test_w_lays_the_heat_over_the_photo_follows_the_focus_and_ends(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.panel
    go_to(window, 0, qtbot)
    press(window, "w")
    qtbot.waitUntil(panel.photo.has_heat, timeout=10_000)
    assert panel.why_note() == "Bright parts spoke for: Red"
    assert window.preview.photo.has_heat()
    go_to(window, 1, qtbot)
    qtbot.waitUntil(lambda: panel.why_note() == "Bright parts spoke for: Green", timeout=10_000)
    go_to(window, 2, qtbot)
    assert not panel.photo.has_heat()
    assert panel.why_note() == "There is probably no dog, so there is no breed to explain."
    go_to(window, 3, qtbot)
    assert panel.why_note() == "There is no suggestion to explain."
    go_to(window, 0, qtbot)
    qtbot.waitUntil(panel.photo.has_heat, timeout=10_000)
    press(window, "w")
    assert not panel.photo.has_heat()
    assert panel.why_note() == ""


def test_the_large_view_says_what_the_heat_means_or_why_there_is_none(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, 2, qtbot)
    press(window, Qt.Key.Key_Space)
    note = window.preview._why_note
    assert not note.isVisible()
    press(window, "w")
    assert note.isVisible()
    assert window.preview.why_note() == "There is probably no dog, so there is no breed to explain."
    go_to(window, 0, qtbot)
    qtbot.waitUntil(lambda: window.preview.why_note() == "Bright parts spoke for: Red", timeout=10_000)
    press(window, "w")
    assert not note.isVisible()


def lightness_around_the_middle(window: MainWindow) -> tuple[int, int]:
    """Of the photo in the panel: above and below its middle."""
    image = window.panel.photo.grab().toImage()
    across, down = image.width() // 2, image.height() // 2
    return image.pixelColor(across, down - 60).lightness(), image.pixelColor(across, down + 60).lightness()


def test_the_heat_darkens_what_said_nothing(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, 0, qtbot)
    qtbot.waitUntil(window.panel.photo.has_picture, timeout=10_000)
    qtbot.wait(100)
    plain = lightness_around_the_middle(window)
    window.panel.why_button.click()
    qtbot.waitUntil(window.panel.photo.has_heat, timeout=10_000)
    heated = lightness_around_the_middle(window)
    assert heated[0] > 0.8 * plain[0], "what spoke for the breed stays bright"
    assert heated[1] < 0.8 * plain[1]


def test_a_photo_whose_file_is_gone_says_so(window: MainWindow, qtbot: QtBot, honest_photos: Path) -> None:
    go_to(window, 1, qtbot)
    (honest_photos / "1 sure.png").unlink()
    press(window, "w")
    go_to(window, 0, qtbot)
    qtbot.waitUntil(lambda: window.panel.why_note() not in ("", "Looking…"), timeout=10_000)
    assert not window.panel.photo.has_heat()
    assert "spoke" not in window.panel.why_note()


def test_a_model_without_weights_says_that_it_cannot_show_why(
    qtbot: QtBot,
    qapp: QApplication,
    isolated_home: Path,
    tmp_path: Path,
    honest_photos: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = opened(qtbot, qapp, make_small_pack(tmp_path / "pack"), honest_photos, monkeypatch)
    go_to(made, 0, qtbot)
    press(made, "w")
    assert made.panel.why_note() == "This model cannot show why."
    made.close()


def test_heat_becomes_a_picture_that_is_dark_where_it_is_cold(qapp: QApplication) -> None:
    picture = heat_image(HeatMap(1, "n_red", 3, 1, bytes([0, 128, 255])))
    assert (picture.width(), picture.height()) == (3, 1)
    lightness = [picture.pixelColor(place, 0).lightness() for place in range(3)]
    assert lightness == sorted(lightness)
    assert lightness[0] < 40
