"""The five breeds below the rows: names are read whole, and nothing moves when others come."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import paths
from desktop_app.catalog.values.suggestions import RankedBreed
from desktop_app.i18n.loader import install_language
from desktop_app.ui.animals.decision_bar import LINES, DecisionBar
from desktop_app.ui.look.theme import apply_theme

# What is left beside the sidebar of a window as wide as small laptops have it.
SMALL_LAPTOP = 1366 - 220


def names(language: str) -> dict[str, str]:
    """All breeds of the model that ships."""
    file = next((paths.assets_folder() / "packs").rglob("model.json"))
    return {breed["id"]: breed["names"][language] for breed in json.loads(file.read_bytes())["breeds"]}


def squeezed(text: str) -> str:
    """Without spaces and ends of lines."""
    return "".join(text.split())


@pytest.fixture(params=["en", "fr"])
def named_bar(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot
) -> Iterator[tuple[DecisionBar, dict[str, str]]]:
    """The bar, and all breeds that it may name."""
    install_language(qapp, request.param)
    apply_theme(qapp)
    breeds = names(request.param)
    place = QWidget()
    qtbot.addWidget(place)
    bar = DecisionBar(breeds.__getitem__, place)
    bar.resize(SMALL_LAPTOP, bar.sizeHint().height())
    place.show()
    yield bar, breeds
    place.close()


def test_every_name_of_a_breed_is_read_whole_on_a_small_laptop(named_bar: tuple[DecisionBar, dict[str, str]]) -> None:
    bar, breeds = named_bar
    ids, places = list(breeds), set()
    for first in range(0, len(ids), LINES):
        some = ids[first : first + LINES]
        bar.show_choices("Bella · A1200", [RankedBreed(breed_id, 0.2) for breed_id in some], allowed=True)
        for place, breed_id in enumerate(some):
            assert squeezed(f"{place + 1}{breeds[breed_id]}") in squeezed(bar.lines[place].text()), "the name is whole"
        places.add((bar.sizeHint().height(), *(line.geometry().getRect() for line in bar.lines)))
    bar.show_choices("Bella · A1200", [], allowed=False)
    places.add((bar.sizeHint().height(), *(line.geometry().getRect() for line in bar.lines)))
    assert len(places) == 1, "the places never change"


def test_a_share_is_left_out_where_the_name_needs_its_line(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    said = {"long": "American Staffordshire Terrier of the Mountains", "short": "Pug"}
    bar = DecisionBar(said.__getitem__, place)
    bar.resize(700, 60)
    place.show()
    bar.show_choices("Bella", [RankedBreed("long", 0.5), RankedBreed("short", 0.3)], allowed=True)
    assert "%" not in bar.lines[0].text()
    assert bar.lines[1].text() == "2  Pug\n30%"
    assert "50%" in bar.lines[0].toolTip()
    assert said["long"] in bar.lines[0].accessibleName()
