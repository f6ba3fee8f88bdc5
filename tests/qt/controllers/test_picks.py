"""Keys for the adoption page: picks, the cover, what is proposed, and photos of several dogs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.ui.controllers.measuring import MeasuringController
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import act, current, make, press, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier


def picks_of(window: MainWindow) -> list[int]:
    """Ids of the picks in their order, in the file and in the window."""
    settle(window)
    shown = sorted((row.pick, row.photo_id) for row in window.collection if row.pick)
    assert window.session.path is not None
    with Session.open(window.session.path) as session:
        assert sorted((row.pick, row.photo_id) for row in session.rows() if row.pick) == shown
    assert [place for place, _ in shown] == list(range(1, len(shown) + 1)), "counted without gaps"
    return [photo_id for _, photo_id in shown]


def test_p_picks_at_the_end_and_takes_out_again(full_window: MainWindow) -> None:
    ids = full_window.model.ids()
    for photo_id in (ids[3], ids[1], ids[5]):
        full_window.gallery.go_to(photo_id)
        press(full_window, "p")
    assert picks_of(full_window) == [ids[3], ids[1], ids[5]]
    assert "Petfinder" in full_window.status.news()
    full_window.gallery.go_to(ids[1])
    press(full_window, "p")
    assert picks_of(full_window) == [ids[3], ids[5]]
    act(full_window, "undo")
    assert picks_of(full_window) == [ids[3], ids[1], ids[5]]
    assert full_window.gallery.selected_ids() == [ids[1], ids[5]], "what came back is selected"


def test_keys_that_are_faster_than_the_disk_count_on(full_window: MainWindow) -> None:
    ids = full_window.model.ids()
    for photo_id in ids[:4]:
        full_window.picks.toggle([photo_id])
    full_window.picks.toggle([ids[1]])
    full_window.picks.make_cover(ids[3])
    assert picks_of(full_window) == [ids[3], ids[0], ids[2]]


def test_several_photos_are_picked_in_the_order_in_which_they_are_shown(full_window: MainWindow) -> None:
    ids = full_window.model.ids()
    full_window.picks.toggle([ids[4]])
    settle(full_window)
    full_window.gallery.select(ids[2:6], ids[2])
    press(full_window, "p")
    assert picks_of(full_window) == [ids[4], ids[2], ids[3], ids[5]]
    press(full_window, "p")
    assert picks_of(full_window) == []


def test_the_cover_is_made_with_one_key(full_window: MainWindow) -> None:
    ids = full_window.model.ids()
    full_window.picks.toggle(ids[:3])
    settle(full_window)
    full_window.gallery.go_to(ids[2])
    press(full_window, "P", SHIFT)
    assert picks_of(full_window) == [ids[2], ids[0], ids[1]]
    full_window.picks.move(ids[2], 2)
    assert picks_of(full_window) == [ids[0], ids[2], ids[1]]


def test_each_animal_has_picks_of_its_own(full_window: MainWindow) -> None:
    ids = full_window.model.ids()
    bella, rex = Animal(-1, "Bella"), Animal(-2, "Rex")
    make(full_window, SetAnimals({-1: bella, -2: rex}, dict.fromkeys(ids[:3], -1) | dict.fromkeys(ids[3:6], -2)))
    full_window.picks.toggle([ids[4], ids[0], ids[1]])
    settle(full_window)
    places = {row.photo_id: row.pick for row in full_window.collection if row.pick}
    assert places == {ids[4]: 1, ids[0]: 1, ids[1]: 2}


def test_unreadable_photos_are_no_picks(full_window: MainWindow) -> None:
    broken = full_window.model.ids()[-1]
    full_window.gallery.go_to(broken)
    assert current(full_window).fault is not None
    press(full_window, "p")
    assert picks_of(full_window) == []
    assert "cannot be read" in full_window.status.news()


def test_picks_are_proposed_different_ones_and_shown(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = full_window.model.ids()
    full_window.picks.toggle([ids[7]])
    full_window.picks.flag_several(ids[1:4])
    full_window.gallery.go_to(ids[0])
    settle(full_window)
    with qtbot.waitSignal(full_window.picks.proposed, timeout=10_000) as proposed:
        act(full_window, "propose_picks")
    picked = picks_of(full_window)
    assert proposed.args == [picked]
    assert len(picked) == 6
    assert picked[0] == ids[7], "what a person picked stays in front"
    assert not {ids[-1], *ids[1:4]} & set(picked), "unreadable, and several dogs"
    assert sorted(full_window.gallery.selected_ids()) == sorted(picked), "nothing is picked unseen"
    assert full_window.status.news().startswith("5 photo")
    act(full_window, "undo")
    assert picks_of(full_window) == [ids[7]]


def test_where_six_are_picked_nothing_is_proposed(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = full_window.model.ids()
    full_window.picks.toggle(ids[:6])
    settle(full_window)
    full_window.picks.propose(ids[8])
    assert picks_of(full_window) == ids[:6]
    assert full_window.status.news().startswith("6 pick")


def test_a_proposal_that_comes_too_late_is_dropped(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.picks.propose(full_window.model.ids()[0])
    full_window.session.start_new()
    qtbot.wait(50)
    assert len(full_window.collection) == 0
    assert full_window.session.path is None


def test_several_dogs_is_said_and_taken_back_with_one_key(full_window: MainWindow) -> None:
    ids = full_window.model.ids()
    full_window.gallery.select(ids[:2], ids[0])
    press(full_window, "d")
    assert [row.photo_id for row in full_window.collection if row.several_dogs] == ids[:2]
    full_window.gallery.select(ids[:3], ids[0])
    press(full_window, "d")
    assert [row.photo_id for row in full_window.collection if row.several_dogs] == ids[:3]
    press(full_window, "d")
    assert not any(row.several_dogs for row in full_window.collection)


def test_picks_and_several_dogs_can_be_filtered(full_window: MainWindow) -> None:
    ids = full_window.model.ids()
    full_window.picks.toggle(ids[2:4])
    full_window.picks.flag_several([ids[5]])
    settle(full_window)
    full_window.sidebar.refresh()
    assert full_window.sidebar.parts["picks"].isVisibleTo(full_window.sidebar)
    assert full_window.sidebar.counts()["picks"][True] == 2
    full_window.sidebar.choose("picks", True)
    assert full_window.model.ids() == ids[2:4]
    full_window.sidebar.clear()
    full_window.sidebar.choose("dogs", "several")
    assert full_window.model.ids() == [ids[5]]


def test_signs_are_spoken(full_window: MainWindow) -> None:
    ids = full_window.model.ids()
    make(full_window, SetPicks({ids[0]: 1, ids[1]: 2}))
    full_window.picks.flag_several([ids[1]])
    settle(full_window)
    cover, second = (full_window.model.index(place).data(Qt.ItemDataRole.AccessibleTextRole) for place in (0, 1))
    assert "cover of the adoption page" in cover
    assert "pick 2 for the adoption page" in second
    assert "several dogs" in second


@pytest.fixture
def unmeasured(full_window: MainWindow) -> MainWindow:
    """As if the session were of before: nothing was measured."""
    path = full_window.session.path
    assert path is not None
    with Session.open(path) as session:
        ids = [row.photo_id for row in session.rows() if row.fault is None]
        facts = {photo_id: session.facts(photo_id) for photo_id in ids}
        nothing = {photo_id: replace(known, fingerprint=b"") for photo_id, known in facts.items() if known is not None}
        session.record_measures(nothing)
        assert len(session.unmeasured()) == 12
    return full_window


def test_a_session_of_before_is_measured_once_labelling_is_idle(unmeasured: MainWindow, qtbot: QtBot) -> None:
    path = unmeasured.session.path
    assert path is not None
    with qtbot.waitSignal(unmeasured.measuring.ended, timeout=20_000):
        unmeasured.labelling.start(path)
    with Session.open(path) as session:
        assert session.unmeasured() == []
    assert not unmeasured.status.job.isVisible()
    assert isinstance(unmeasured.measuring, MeasuringController)


def test_what_takes_long_is_told_and_can_be_cancelled(unmeasured: MainWindow) -> None:
    unmeasured.measuring.progress.emit(3, 12)
    assert unmeasured.status.job.isVisible()
    assert unmeasured.status.job.text() == "Getting to know older photos: 3 of 12"
    unmeasured.measuring._job_id = 1
    unmeasured.status.job.cancel_wanted.emit()
    assert not unmeasured.measuring.is_measuring
    assert not unmeasured.status.job.isVisible()
