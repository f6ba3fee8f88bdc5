"""Confirm has one place whatever there is to say; a count is what one sees on choosing it, whatever else is chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.faults import Fault
from desktop_app.i18n.loader import install_language
from desktop_app.photos.facets import all_facets
from desktop_app.ui.filters.sidebar import FilterSidebar
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.gallery.model import GalleryModel
from desktop_app.ui.review.panel import ReviewPanel
from desktop_app.ui.wording.breeds import Breeds
from tests.photo_rows import make_row
from tests.qt.ui_helpers import selection_of

BREEDS = ("n_red", "n_green", "n_blue")
LABELS = (None, None, UNKNOWN, NO_DOG, Label.breed("n_red"), Label.mix("n_red", "n_blue"), Label.mix())
CONFIDENCES = (None, Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE)
PHOTOS = 200


def varied_rows() -> list[PhotoRow]:
    """Photos of which there is something else to say each time."""
    rows = []
    for number in range(1, PHOTOS + 1):
        row = make_row(
            number,
            None if number % 11 == 0 else BREEDS[number % 3],
            0.3 + (number % 7) / 10,
            name=f"{'a name that goes on and on ' * (number % 9)}{number}.jpg",
            label=LABELS[number % len(LABELS)],
            fault=Fault("file.empty") if number % 13 == 0 else None,
            dog=0.1 if number % 17 == 0 else 0.99,
            confidence=CONFIDENCES[number % 4],
        )
        rows.append(replace(row, pick=number % 4 if number % 5 == 0 else 0, several_dogs=number % 6 == 0))
    return rows


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The interface speaks it."""
    install_language(qapp, request.param)
    yield request.param
    install_language(qapp, "en")


@pytest.mark.parametrize("size", [(380, 640), (290, 430)])
def test_confirm_of_the_panel_has_one_place_over_two_hundred_photos(
    qtbot: QtBot, breeds: Breeds, language: str, size: tuple[int, int]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(*size)
    panel = ReviewPanel(Breeds(breeds.book, language), window)
    panel.setGeometry(window.rect())
    window.show()
    places, said = set(), set()
    rows = varied_rows()
    several: Sequence[Sequence[PhotoRow]] = [rows[:2], rows[3:9], rows[10:13]]
    for shown in (*([row] for row in rows), *several):
        panel.show_selection(selection_of(shown))
        QApplication.processEvents()
        button = panel.confirm_button
        corner = button.mapTo(panel, QPoint(0, 0))
        places.add((corner.x(), corner.y(), button.width(), button.height()))
        said.add(button.text())
    assert len(said) > 3, "it says something else now and then"
    assert len(places) == 1, places
    x, y, width, height = places.pop()
    assert panel.rect().contains(x, y)
    assert panel.rect().contains(x + width - 1, y + height - 1)


@pytest.fixture
def narrowed(qtbot: QtBot, collection: PhotoCollection, breeds: Breeds) -> Iterator[tuple[FilterSidebar, GalleryModel]]:
    """The filters, and what they let through."""
    parent = QWidget()
    qtbot.addWidget(parent)
    sidebar = FilterSidebar(collection, breeds.name, parent)
    model = GalleryModel(collection, breeds.name, parent)
    sidebar.filters_changed.connect(model.set_filters)
    collection.put(varied_rows())
    model.arrange_again()
    sidebar.refresh()
    yield sidebar, model
    parent.close()


OTHERS: dict[str, tuple[tuple[str, Any], ...]] = {
    "nothing else": (),
    "a state": (("state", PhotoState.TO_REVIEW),),
    "a breed": (("looks_like", "n_red"),),
    "a breed and how sure": (("looks_like", "n_blue"), ("confidence", Confidence.SURE)),
    "picks": (("picks", True),),
}


@pytest.mark.parametrize("others", OTHERS)
def test_each_count_is_what_one_sees_on_choosing_it(narrowed: tuple[FilterSidebar, GalleryModel], others: str) -> None:
    sidebar, model = narrowed
    for facet, value in OTHERS[others]:
        sidebar.choose(facet, value)
    sidebar.refresh()
    tried = 0
    for facet, counts in sidebar.counts().items():
        before = sidebar.filters().value(facet)
        # A box says how many there are where it is ticked; of the others it says nothing.
        for value, count in ((value, count) for value, count in counts.items() if value is not False):
            sidebar.choose(facet, value)
            assert model.rowCount() == count, (facet, value)
            tried += 1
        sidebar.choose(facet, before)
        sidebar.refresh()
        assert {each: sidebar.counts()[facet].get(each) for each in counts} == counts, "and stays so"
    assert tried > 15
    assert all_facets().keys() >= sidebar.counts().keys()
