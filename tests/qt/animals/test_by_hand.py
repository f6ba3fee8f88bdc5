"""Naming, joining and taking apart, each one step that can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal, SameDog, Species
from desktop_app.ui.wording.animals import animal_words
from desktop_app.ui.wording.changes import change_words
from tests.qt.animals.conftest import Bench


def test_f2_names_the_animal_with_number_species_and_note(bench: Bench) -> None:
    bench.go_to("Bella")
    bench.act("name_animal")
    names = bench.page.names
    assert names.isVisible()
    assert (names.name.text(), names.number.text()) == ("Bella", "A2")
    names.name.setText("  Bella  Bell ")
    names.species.setCurrentIndex(names.species.findData(Species.CAT))
    names.note.setText("shy")
    names.name.returnPressed.emit()
    bench.settle()
    assert "Bella Bell" in bench.animals()
    animal = bench.page.model.rows.animal(bench.row("Bella Bell"))
    assert animal is not None
    assert (animal.species, animal.note) == (Species.CAT, "shy")
    assert bench.page.foot() is bench.page.decisions
    assert bench.current() == "Bella Bell"
    bench.session.undo()
    bench.settle()
    assert "Bella" in bench.animals()
    animal = bench.page.model.rows.animal(bench.row("Bella"))
    assert animal is not None
    assert (animal.name, animal.species, animal.note) == ("Bella", Species.DOG, ""), "the row says so, too"
    assert bench.said[-1] == "Details of Bella Bell taken back", "no photo was put together"
    bench.session.redo()
    bench.settle()
    assert bench.current() == "Bella Bell"


def test_a_name_that_is_left_as_it_was_is_no_step(bench: Bench) -> None:
    bench.act("name_animal")
    bench.page.names.save()
    bench.act("name_animal")
    bench.page.names.left.emit()
    assert bench.session.undo_stack.count() == 0
    assert not bench.page.names.isVisible()


def test_what_was_not_typed_anew_stays_whole(bench: Bench) -> None:
    row = bench.row("Bella")
    group = bench.page.model.rows.group(row)
    assert group.animal is not None
    note = "first line\nsecond line " + "long " * 600
    animal = Animal(group.animal.animal_id, "B" * 300, "A2", Species.DOG, note)
    bench.session.change(SetAnimals({animal.animal_id: animal}, {}), "step", "said")
    bench.settle()
    bench.go_to("B" * 300)
    bench.act("name_animal")
    bench.page.names.number.setText("Z9")
    bench.page.names.save()
    bench.settle()
    named = bench.page.model.rows.animal(row)
    assert named is not None
    assert (named.name, named.number, named.note) == ("B" * 300, "Z9", note)


def singles(bench: Bench) -> list[int]:
    found: list[int] = bench.page.model.store.photo_ids[bench.page.model.rows.singles()].tolist()
    return found


def make_burst(bench: Bench) -> int:
    bench.groups.bursts = [singles(bench)]
    bench.groups.again()
    bench.settle()
    return int(bench.page.model.rows.shown[-1])


def test_a_burst_is_a_row_and_becomes_an_animal_by_its_name_in_its_place(bench: Bench) -> None:
    ids = singles(bench)
    row = make_burst(bench)
    assert animal_words.name(bench.page.model.rows.group(row), None).startswith("3 photo")
    bench.page.view.go_to(row)
    bench.act("name_animal")
    bench.page.names.name.setText("Ida")
    bench.page.names.save()
    assert bench.animals()["Ida"] == ids
    assert bench.row("Ida") == row
    assert bench.names()[-1] == "Ida"


def test_g_joins_a_burst_with_the_animal_above(bench: Bench) -> None:
    ids = singles(bench)
    make_burst(bench)
    hugo = bench.ids("Hugo")
    bench.go_to("Hugo")
    bench.act("join_rows")
    if bench.said and bench.said[-1] == animal_words.join_below():
        assert bench.animals()["Hugo"] == hugo
        bench.act("join_rows")
    assert bench.animals()["Hugo"] == sorted([*hugo, *ids])
    assert bench.current() == "Hugo"


def test_a_row_below_that_is_not_in_sight_is_shown_before_it_is_joined(bench: Bench) -> None:
    view = bench.page.view
    bench.go_to("Dot")
    bench.page.view.verticalScrollBar().setValue(0)
    last = [bench.page.model.rows.animal(row) for row in view.rows_in_sight()][-1]
    assert last is not None
    bench.page.view.begin_at(bench.row(last.name))
    below = bench.page.model.row_at((bench.page.model.rows.place(bench.row(last.name)) or 0) + 1)
    assert not view.is_in_sight(below)
    before = bench.animals()
    bench.act("join_rows")
    assert bench.animals() == before
    assert view.is_in_sight(below)


def test_two_animals_with_names_are_joined_only_after_asking(bench: Bench) -> None:
    aaron, bella = bench.ids("Aaron"), bench.ids("Bella")
    bench.act("join_rows")
    assert bench.page.ask_bar.isVisible()
    assert "Aaron · A1, Bella · A2" in bench.page.ask_bar.text()
    assert bench.page.ask_bar.no.hasFocus()
    QTest.keyClick(bench.page.ask_bar.no, Qt.Key.Key_Down)
    assert bench.page.ask_bar.no.hasFocus(), "arrows do not leave the question"
    bench.page.ask_bar.no.click()
    assert bench.animals()["Bella"] == sorted(bella)
    bench.act("join_rows")
    bench.page.ask_bar.yes.click()
    found = bench.animals()
    assert found["Aaron"] == sorted([*aaron, *bella])
    assert "Bella" not in found
    bench.session.undo()
    bench.settle()
    assert bench.animals()["Bella"] == sorted(bella)


@pytest.mark.parametrize(("name", "number"), [("Belle", "a-2"), ("bella", "")], ids=["number", "name"])
def test_who_gives_a_row_the_name_of_another_animal_is_asked_whether_it_is_the_same(
    bench: Bench, name: str, number: str
) -> None:
    aaron, bella = bench.ids("Aaron"), bench.ids("Bella")
    bench.go_to("Aaron")
    bench.act("name_animal")
    names, bar = bench.page.names, bench.page.ask_bar
    names.name.setText(name)
    names.number.setText(number)
    names.save()
    assert bar.isVisible()
    assert "Bella · A2" in bar.text()
    assert bench.animals()["Aaron"] == sorted(aaron), "nothing is done before the answer"
    QTest.keyClick(bar.no, Qt.Key.Key_Escape)
    assert names.isVisible()
    assert (names.name.text(), names.number.text()) == (name, number), "what was typed is there to be corrected"
    names.save()
    bar.yes.click()
    found = bench.animals()
    assert found["Bella"] == sorted([*aaron, *bella])
    assert "Aaron" not in found
    bench.session.undo()
    bench.settle()
    assert bench.animals()["Aaron"] == sorted(aaron)


def test_two_animals_may_have_one_name(bench: Bench) -> None:
    aaron, bella = bench.ids("Aaron"), bench.ids("Bella")
    bench.go_to("Aaron")
    bench.act("name_animal")
    bench.page.names.name.setText("Bella")
    bench.page.names.save()
    assert not bench.page.ask_bar.isVisible(), "two numbers are two animals"
    bench.page.view.go_to(bench.row("Cora"))
    bench.act("name_animal")
    bench.page.names.name.setText("Bella")
    bench.page.names.number.clear()
    bench.page.names.save()
    bench.page.ask_bar.no.click()
    bench.settle()
    assert bench.session.path is not None
    with Session.open(bench.session.path) as other:
        called = [(animal.name, animal.number) for animal in other.animals().values()]
    assert called.count(("Bella", "A1")) == called.count(("Bella", "A2")) == called.count(("Bella", "")) == 1
    assert len({*aaron, *bella}) == 8


def picks_of(bench: Bench) -> dict[int, int]:
    assert bench.session.path is not None
    with Session.open(bench.session.path) as other:
        return {row.photo_id: row.pick for row in other.rows() if row.pick}


def test_animals_that_are_joined_have_one_cover(bench: Bench) -> None:
    aaron, bella = bench.ids("Aaron"), bench.ids("Bella")
    before = {aaron[0]: 2, aaron[1]: 1, bella[1]: 2, bella[3]: 1}
    bench.session.change(SetPicks(before), "", "")
    bench.settle()
    bench.go_to("Aaron")
    bench.act("join_rows")
    bench.page.ask_bar.yes.click()
    bench.settle()
    assert picks_of(bench) == {aaron[1]: 1, aaron[0]: 2, bella[3]: 3, bella[1]: 4}
    assert set(bella) <= set(bench.animals()["Aaron"])
    bench.session.undo()
    bench.settle()
    assert picks_of(bench) == before
    assert set(bench.animals()["Bella"]) == set(bella)
    bench.session.redo()
    bench.settle()
    assert sorted(picks_of(bench).values()) == [1, 2, 3, 4]


def test_selected_rows_are_joined(bench: Bench) -> None:
    bench.page.view.go_to(bench.row("Aaron"))
    bench.page.view.toggle_selected(bench.row("Cora"))
    bench.act("join_rows")
    bench.page.ask_bar.yes.click()
    assert sorted(bench.animals()) == ["Aaron", "Bella", "Dot", "Eddy", "Fido", "Gus", "Hugo"]
    assert len(bench.animals()["Aaron"]) == 19


def test_shift_and_g_take_the_photo_in_focus_out_and_keep_it_apart(bench: Bench) -> None:
    ids = bench.ids("Bella")
    bench.go_to("Bella", 4)
    bench.act("split_row")
    assert bench.animals()["Bella"] == ids[:4]
    assert ids[4] in singles(bench)
    assert bench.session.path is not None
    with Session.open(bench.session.path) as other:
        answers = other.answers()
    assert answers == {(min(pair), max(pair)): SameDog.NO for pair in [(ids[4], each) for each in ids[:4]]}
    bench.session.undo()
    bench.settle()
    assert bench.animals()["Bella"] == ids


def test_shift_and_g_on_a_row_make_single_photos_of_it(bench: Bench) -> None:
    ids = bench.ids("Aaron")
    bench.go_to("Aaron")
    bench.act("split_row")
    assert "Aaron" not in bench.animals()
    assert set(ids) <= set(singles(bench))
    assert bench.names()[0] == "Bella"
    bench.session.undo()
    bench.settle()
    assert bench.animals()["Aaron"] == ids
    assert bench.names()[0] == "Aaron"
    assert bench.current() == "Aaron"


def test_escape_leaves_the_name_as_it_was(bench: Bench) -> None:
    bench.act("name_animal")
    from PySide6.QtTest import QTest

    bench.page.names.name.setText("Other")
    QTest.keyClick(bench.page.names.name, Qt.Key.Key_Escape)
    bench.settle()
    assert "Aaron" in bench.animals()
    assert not bench.page.names.isVisible()


def test_after_undo_the_rows_that_come_apart_are_selected(bench: Bench) -> None:
    rows = [bench.row(name) for name in ("Gus", "Hugo")]
    bench.go_to("Fido")
    for row in rows:
        bench.page.view.toggle_selected(row)
    bench.act("join_rows")
    bench.page.ask_bar.answered.emit(True)
    bench.settle()
    bench.go_to("Aaron")
    bench.session.undo()
    bench.settle()
    assert bench.current() == "Gus"
    rows = [bench.row(name) for name in ("Gus", "Hugo")]
    assert bench.page.view.selected_rows() == rows
    assert all(bench.page.view.is_in_sight(row) for row in rows)


def test_groups_that_follow_an_undo_do_not_take_a_person_back(bench: Bench) -> None:
    bench.go_to("Bella", 1)
    bench.act("unknown")
    bench.session.undo()
    bench.settle()
    assert bench.current() == "Bella"
    bench.go_to("Fido")
    bench.groups.regrouped.emit()
    assert bench.current() == "Fido", "the person went on"
    bench.go_to("Gus", 0)
    bench.act("split_row")
    assert bench.current() == "Gus"
    bench.go_to("Bella")
    bench.groups.regrouped.emit()
    assert bench.current() == "Bella"


def test_many_animals_made_at_once_begin_at_the_top(bench: Bench) -> None:
    ids = [photo for name in ("Fido", "Gus", "Hugo") for photo in bench.ids(name)]
    bench.go_to("Hugo")
    assert bench.page.view.verticalScrollBar().value() > 0
    animals = {-1: Animal(-1, "Aaa", "A0"), -2: Animal(-2, "Zoe", "A9")}
    photos = dict.fromkeys(ids[:3], -1) | dict.fromkeys(ids[3:], -2)
    bench.groups.is_grouping = True  # as the real ones: they come later
    bench.session.change(SetAnimals(animals, photos), "a step", "A step")
    bench.settle()
    bench.groups.is_grouping = False
    bench.groups.regrouped.emit()
    assert bench.current() == "Aaa"
    assert bench.names() == ["Aaa", "Aaron", "Bella", "Cora", "Dot", "Eddy", "Zoe"]
    assert bench.page.view.verticalScrollBar().value() == 0
    bench.session.undo()
    bench.settle()
    assert bench.current() == "Fido"


def test_the_picks_of_the_animal_that_is_kept_come_first(bench: Bench) -> None:
    fido, gus = bench.ids("Fido"), bench.ids("Gus")
    bench.session.change(SetPicks({fido[1]: 1, fido[0]: 2, gus[1]: 1}), "a step", "A step")
    bench.settle()
    bench.go_to("Fido")
    bench.page.view.toggle_selected(bench.row("Gus"))
    bench.act("join_rows")
    bench.page.ask_bar.yes.click()
    bench.settle()

    def picks() -> dict[int, int]:
        return {row.photo_id: row.pick for row in bench.session.collection if row.pick}

    assert picks() == {fido[1]: 1, fido[0]: 2, gus[1]: 3}
    assert set(gus) <= set(bench.animals()["Fido"])
    bench.session.undo()
    bench.settle()
    assert picks() == {fido[1]: 1, fido[0]: 2, gus[1]: 1}
    assert bench.animals()["Gus"] == gus
    assert bench.said[-1] == change_words.taken_back(change_words.said(SetAnimals({}, dict.fromkeys(gus)), str, []))
