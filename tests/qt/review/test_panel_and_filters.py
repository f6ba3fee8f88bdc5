import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.faults import Fault
from desktop_app.photos.facets.state import MISSING
from desktop_app.photos.filters import Filters, passing
from desktop_app.photos.selection import Selection
from desktop_app.ui.filters.parts.probability import ProbabilityPart
from desktop_app.ui.filters.parts.suggested_no_dog import SuggestedNoDogPart
from desktop_app.ui.filters.sidebar import FilterSidebar
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.review.breed_box import BreedBox
from desktop_app.ui.review.content import confirmed_label, content_for
from desktop_app.ui.review.suggestion_bars import SuggestionBar
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording import numbers, words
from desktop_app.ui.wording.breeds import Breeds
from tests.photo_rows import make_row
from tests.qt.ui_helpers import current, selection_of


def test_a_suggestion_is_said_as_a_likeness_with_its_probability(breeds: Breeds, qapp: QApplication) -> None:
    content = content_for(selection_of([make_row(1, "n_red", 0.873)]), breeds.name)
    assert content is not None
    assert content.heading == "Looks like"
    assert (content.lines[0].text, content.lines[0].share_text) == ("Red Setter", "87%")
    assert content.aside == "Shows a dog: 99%"
    assert content.confirm_text == "Confirm: Red Setter"
    assert content.label_text == "None yet"


def test_no_dog_is_suggested_and_confirmed_as_such(breeds: Breeds, qapp: QApplication) -> None:
    row = make_row(1, dog=0.03)
    content = content_for(selection_of([row]), breeds.name)
    assert content is not None
    assert "Probably no dog" in content.sentence
    assert content.heading.startswith("If there is a dog after all")
    assert confirmed_label(row) == NO_DOG


def test_an_unreadable_photo_says_why_and_offers_nothing(breeds: Breeds, qapp: QApplication) -> None:
    row = make_row(1, fault=Fault("file.empty"))
    content = content_for(selection_of([row]), breeds.name)
    assert content is not None
    assert "The file is empty." in content.sentence
    assert (content.lines, content.confirm_text, confirmed_label(row)) == ((), "", None)


def test_several_photos_show_what_most_of_them_look_like(breeds: Breeds, qapp: QApplication) -> None:
    rows = [
        make_row(1),
        make_row(2),
        make_row(3, "n_blue"),
        make_row(4, fault=Fault("photo.damaged")),
        make_row(5, label=UNKNOWN),
    ]
    content = content_for(selection_of(rows), breeds.name)
    assert content is not None
    assert content.title == "5 photos selected"
    assert [(line.text, line.share_text) for line in content.lines] == [
        ("Red Setter", "3 photos"),
        ("Blue Terrier", "1 photo"),
    ]
    assert content.confirm_text == "Confirm 3 suggestions"
    assert content.label_text == "Labels on 1 photo"
    assert content.state is None


def test_nothing_selected_is_nothing_to_say(breeds: Breeds) -> None:
    assert content_for(Selection.nothing(), breeds.name) is None


@pytest.mark.parametrize(
    ("probability", "said"), [(0.0, "0%"), (0.004, "<1%"), (0.5, "50%"), (0.996, ">99%"), (1.0, "100%")]
)
def test_percentages_never_pretend_to_certainty(qapp: QApplication, probability: float, said: str) -> None:
    assert numbers.percent(probability) == said


def test_labels_in_words(breeds: Breeds, qapp: QApplication) -> None:
    said = [
        words.label_text(label, breeds.name)
        for label in (Label.breed("n_red"), Label.mix("n_red", "n_blue"), Label.mix(), UNKNOWN, NO_DOG)
    ]
    assert said == ["Red Setter", "Mix: Red Setter + Blue Terrier", "Mix, breeds unknown", "Unknown breed", "No dog"]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_search_finds_by_part_alias_and_without_accents(breeds: Breeds, parent: QWidget) -> None:
    box = BreedBox(Breeds(breeds.book, "fr"), parent)
    box.setText("americain")
    assert box.matches()[0] == "breed:pit_bull"
    box.setText("pitbull")
    assert box.matches() == ["breed:pit_bull"]


def test_a_breed_that_is_in_no_list_can_be_typed(breeds: Breeds, parent: QWidget, qtbot: QtBot) -> None:
    box = BreedBox(breeds, parent)
    QTest.keyClicks(box, " Village  dog ")
    with qtbot.waitSignal(box.breed_chosen) as chosen:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == ["own:Village dog"]
    assert breeds.name("own:Village dog") == "Village dog"


def test_arrow_keys_choose_among_the_matches(breeds: Breeds, parent: QWidget, qtbot: QtBot) -> None:
    box = BreedBox(breeds, parent)
    QTest.keyClicks(box, "terrier")
    offered = box.matches()
    assert len(offered) > 1
    QTest.keyClick(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.breed_chosen) as chosen:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == [offered[1]]


@pytest.fixture
def sidebar(parent: QWidget, collection: PhotoCollection, breeds: Breeds) -> FilterSidebar:
    made = FilterSidebar(collection, breeds.name, parent)
    collection.put([make_row(1, "n_red", 0.9), make_row(2, "n_red", 0.5), make_row(3, "n_blue", 0.7, label=UNKNOWN)])
    made.refresh()
    return made


def test_counts_stand_beside_the_filters(sidebar: FilterSidebar, collection: PhotoCollection) -> None:
    assert sidebar.counts()["state"] == {
        None: 3, "to_review": 2, "confirmed": 0, "corrected": 1, "no_dog": 0, "unreadable": 0, "waiting": 0, MISSING: 0,
    }  # fmt: skip
    assert sidebar.counts()["looks_like"] == {None: 3, "n_blue": 1, "n_red": 2}
    collection.put([make_row(1, "n_red", 0.9, label=NO_DOG)])
    sidebar.refresh()
    assert sidebar.counts()["state"]["no_dog"] == 1


def test_counts_are_what_one_would_see_with_the_other_filters_as_they_are(sidebar: FilterSidebar) -> None:
    sidebar.choose("looks_like", "n_red")
    assert sidebar.counts()["state"][None] == 2
    assert sidebar.counts()["state"][PhotoState.CORRECTED] == 0
    assert sidebar.counts()["looks_like"] == {None: 3, "n_blue": 1, "n_red": 2}, "its own filter does not count"
    sidebar.show_state(PhotoState.CORRECTED)
    assert sidebar.counts()["looks_like"][None] == 1
    assert sidebar.counts()["looks_like"].get("n_red", 0) == 0
    sidebar.set_text("dog 3")
    sidebar.choose("looks_like", None)
    assert sidebar.counts()["state"] == {
        None: 1, "to_review": 0, "confirmed": 0, "corrected": 1, "no_dog": 0, "unreadable": 0, "waiting": 0, MISSING: 0,
    }  # fmt: skip


def test_choosing_filters_tells_the_gallery(sidebar: FilterSidebar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.filters_changed) as changed:
        sidebar.show_state(PhotoState.TO_REVIEW)
    assert changed.args == [Filters({"state": PhotoState.TO_REVIEW})]
    limits = sidebar.parts["probability"]
    assert isinstance(limits, ProbabilityPart)
    with qtbot.waitSignal(sidebar.filters_changed) as changed:
        limits.lowest.setValue(60)
    assert changed.args == [Filters({"state": PhotoState.TO_REVIEW, "probability": (0.6, 1.0)})]
    assert sidebar.counts()["state"][None] == 2
    limits.highest.setValue(50)
    assert limits.value() == (0.5, 0.5), "the other end moves with it"
    sidebar.clear()
    assert sidebar.filters() == Filters()
    assert limits.value() == (0.0, 1.0)


def test_suggested_no_dog_is_a_filter_where_there_are_such_photos(
    sidebar: FilterSidebar, collection: PhotoCollection, qtbot: QtBot
) -> None:
    part = sidebar.parts["suggested_no_dog"]
    assert isinstance(part, SuggestedNoDogPart)
    assert part.isHidden()
    collection.put([make_row(4, dog=0.02), make_row(5, dog=0.1, label=UNKNOWN)])
    sidebar.refresh()
    assert not part.isHidden()
    assert part.box.text() == "No dog? (2)"
    with qtbot.waitSignal(sidebar.filters_changed) as changed:
        part.box.click()
    assert changed.args == [Filters({"suggested_no_dog": True})]
    assert passing(collection.store, sidebar.filters()).tolist() == [False, False, False, True, True]
    sidebar.show_state(PhotoState.TO_REVIEW)
    assert part.box.text() == "No dog? (1)"
    sidebar.show_state(PhotoState.CONFIRMED)
    assert not part.isHidden(), "what is chosen can be unchosen"
    sidebar.clear()
    assert not part.box.isChecked()


def test_finding_by_file_name_narrows_the_gallery(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.actions_by_name["find"].trigger()
    QTest.keyClicks(full_window.header.find_box, "GREEN")
    qtbot.waitUntil(lambda: full_window.model.rowCount() == 4)
    full_window.actions_by_name["clear_filters"].trigger()
    qtbot.waitUntil(lambda: full_window.model.rowCount() == 13)


def test_the_panel_follows_the_selection(full_window: MainWindow, qtbot: QtBot) -> None:
    assert full_window.panel.title() == current(full_window).path.name
    full_window.gallery.selectAll()
    qtbot.waitUntil(lambda: full_window.panel.title() == "13 photos selected")


def test_the_large_picture_arrives_in_the_panel(full_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(full_window.panel.photo.has_picture, timeout=5000)


def test_who_goes_on_with_tab_from_the_breed_box_sees_what_has_the_focus(full_window: MainWindow, qtbot: QtBot) -> None:
    """The list of matches was scrolled to once more, after the focus had gone elsewhere."""
    full_window.resize(960, 530)
    panel = full_window.panel
    full_window.gallery.go_to(full_window.model.ids()[0])
    panel.start_mix()
    qtbot.wait(100)
    QTest.keyClicks(panel.breed_box, "e")
    first = next(each for each in panel.findChildren(SuggestionBar) if each.isVisible())
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert not first.visibleRegion().isEmpty()
    qtbot.wait(100)
    assert not first.visibleRegion().isEmpty()
