"""The two buttons that decide, side by side: what each says is read, also in French."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import paths
from desktop_app.breeds.book import BreedBook
from desktop_app.breeds.kinds import bundled_kinds
from desktop_app.i18n.loader import install_language
from desktop_app.ui.review.foot import PanelFoot
from desktop_app.ui.review.panel import LEAST_WIDTH
from desktop_app.ui.review.screen.side import MARGIN, WIDTH
from desktop_app.ui.window.main_window import MainWindow

NARROW, USUAL = LEAST_WIDTH, WIDTH


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_language(qapp, "en")


@pytest.fixture
def foot(window: MainWindow, qapp: QApplication, qtbot: QtBot) -> Iterator[PanelFoot]:
    """Both buttons as wide as beside a photo under review, in the style of the window, in French."""
    del window
    install_language(qapp, "fr")
    around = QWidget()
    qtbot.addWidget(around)
    made = PanelFoot(MARGIN, around)
    made.resize(USUAL, 60)
    around.resize(USUAL, 60)
    around.show()
    yield made
    around.hide()


def test_the_names_of_all_kinds_are_read_beside_the_big_button(foot: PanelFoot) -> None:
    book, _broken = BreedBook.load_what_is_whole(paths.assets_folder() / "breeds")
    for kind in bundled_kinds().kinds:
        name = book.name(kind.kind_id, "fr")
        foot.show_choices("Confirmer", name, has_kinds=True)
        said = foot.kind_button.text().replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ").replace("- ", "-")
        assert said == f"{name} (K)".replace("\N{NO-BREAK SPACE}", " ")


def test_the_label_to_confirm_takes_a_second_line(foot: PanelFoot) -> None:
    foot.show_choices("Confirmer : Épagneul breton", "Épagneul", has_kinds=True)
    assert "…" not in foot.confirm_button.text()
    high = foot.confirm_button.height()
    foot.show_choices("Confirmer", "Épagneul", has_kinds=True)
    assert foot.confirm_button.height() == high, "nothing moves where there is less to say"


def test_what_has_no_room_in_two_lines_keeps_its_key(foot: PanelFoot) -> None:
    foot.resize(NARROW, 60)
    foot.show_choices("Confirmer", "Chien de berger des montagnes et de toutes les plaines", has_kinds=True)
    assert foot.kind_button.text().endswith("… (K)")
