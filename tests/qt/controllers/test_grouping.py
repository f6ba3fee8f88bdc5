"""Groups follow what happens to the photos of the session that is open."""

import gc
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.changes.several import Several
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.recent import RecentSessions
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal, SameDog
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, Suggestion, SuggestionStatus
from desktop_app.photos.group_summary import GroupState
from desktop_app.ui.controllers import sparing_collector
from desktop_app.ui.controllers.grouping import GroupingController
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.collection import PhotoCollection
from tests.qt.patience import PATIENCE_SECONDS
from tests.unit.photos.group_helpers import SECOND, START, Shot, embedding_of, fingerprint_of

PACK = "a" * 64
# Two bursts, one of three and one of two, and one photo alone.
SHOTS = [Shot(1, at=0), Shot(1, 6, at=2), Shot(1, 9, at=5), Shot(2, at=60), Shot(2, 8, at=63), Shot(3, at=200)]


def outcome(photo_id: int, path: Path, shot: Shot) -> PhotoOutcome:
    breed = "n_red" if shot.look == 1 else "n_green"
    facts = FileFacts(
        100 + photo_id, 5, f"{photo_id:064}", 640, 480, taken_at=START + int((shot.at or 0) * SECOND),
        fingerprint=fingerprint_of(shot).tobytes(),
    )  # fmt: skip
    ranked = (RankedBreed(breed, 0.95), RankedBreed("n_blue", 0.05))
    said = Suggestion(SuggestionStatus.OK, 0.99, ranked, embedding_of(shot), Confidence.SURE)
    return PhotoOutcome(photo_id, path, facts, said, None)


class Bench:
    """A session that is open, its collection, and its groups."""

    def __init__(self, qtbot: QtBot, folder: Path, shots: list[Shot]) -> None:
        self._qtbot = qtbot
        self.root = QObject()
        self.collection = PhotoCollection(self.root)
        self.session = SessionController(self.collection, RecentSessions(folder / "recent.json"), self.root)
        self.grouping = GroupingController(self.collection, self.session, self.root)
        self.path = folder / "dogs.pawsort"
        self.paths = [folder / f"{place}.jpg" for place in range(len(shots))]
        with Session.create(self.path) as session:
            session.add_photos(self.paths)
            self.ids = [row.photo_id for row in session.rows()]
            session.record_outcomes([outcome(*each) for each in zip(self.ids, self.paths, shots, strict=True)], PACK)
        self.open()

    def open(self) -> None:
        with self._qtbot.waitSignal(self.session.opened, timeout=10_000):
            self.session.open(self.path)

    def change(self, change: object) -> None:
        with self._qtbot.waitSignal(self.session.changed, timeout=10_000):
            self.session.change(change, "a step", "A step")  # type: ignore[arg-type]
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.grouping.is_grouping and not self.grouping._weighing.isActive())

    def groups(self) -> list[list[int]]:
        """The groups, as numbers of shots."""
        store = self.collection.store
        place = {photo: number for number, photo in enumerate(self.ids)}
        found = self.grouping.grouping.groups
        self.settle()
        found = self.grouping.grouping.groups
        return [[place[photo] for photo in store.photo_ids[each.positions].tolist()] for each in found]


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, isolated_home: Path) -> Iterator[Bench]:
    made = Bench(qtbot, tmp_path, SHOTS)
    yield made
    assert made.grouping.close(PATIENCE_SECONDS)
    made.session.shut_down()


def test_nothing_is_grouped_before_somebody_asks(bench: Bench, qtbot: QtBot) -> None:
    qtbot.wait(60)
    assert not bench.grouping.is_grouping
    assert bench.groups() == [[0, 1, 2], [3, 4]]


def test_a_name_that_is_taken_back_is_the_old_one_again(bench: Bench, qtbot: QtBot) -> None:
    bench.groups()
    bench.change(SetAnimals({-1: Animal(-1, "Bella")}, dict.fromkeys(bench.ids[:3], -1)))

    def animal() -> Animal:
        bench.groups()
        group = bench.grouping.group_at(0)
        assert group is not None
        assert group.animal is not None
        return group.animal

    bella = animal()
    bench.change(SetAnimals({bella.animal_id: replace(bella, name="Zoe")}, {}))
    assert animal().name == "Zoe"
    for act, name in ((bench.session.undo, "Bella"), (bench.session.redo, "Zoe"), (bench.session.undo, "Bella")):
        with qtbot.waitSignal(bench.session.changed, timeout=10_000):
            act()
        assert animal().name == name


def test_each_group_says_where_it_stands(bench: Bench) -> None:
    bench.groups()
    first, second = bench.grouping.grouping.groups
    summary = bench.grouping.summary(first)
    assert (summary.state, summary.label, summary.sure) == (GroupState.AGREEING, Label.breed("n_red"), 3)
    assert bench.grouping.summary(first) is summary
    assert bench.grouping.summary(second).label == Label.breed("n_green")
    assert bench.grouping.group_at(1) is first
    assert bench.grouping.group_at(5) is None
    assert bench.grouping.state(0) is GroupState.AGREEING


def test_a_label_moves_no_photo_and_is_told_of_its_group_alone(bench: Bench, qtbot: QtBot) -> None:
    bench.groups()
    before = bench.grouping.grouping
    told: list[list[int]] = []
    bench.grouping.changed.connect(lambda places: told.append(places.tolist()))
    bench.change(LabelPhotos(bench.ids[3:5], NO_DOG))
    assert told == [[1]]
    assert bench.grouping.grouping is before
    assert bench.grouping.state(1) is GroupState.DECIDED
    assert bench.grouping.summary(before.groups[1]).labels == {NO_DOG: 2}


def test_photos_that_become_an_animal_are_one_group_at_once(bench: Bench) -> None:
    bench.groups()
    bench.change(SetAnimals({-1: Animal(-1, "Bella")}, {bench.ids[0]: -1, bench.ids[5]: -1}))
    assert bench.groups() == [[0, 5], [1, 2], [3, 4]]
    animal = bench.grouping.grouping.groups[0].animal
    assert animal is not None
    assert animal.name == "Bella"
    bench.change(SetAnimals({animal.animal_id: replace(animal, name="Bello")}, {}))
    assert bench.groups() == [[0, 5], [1, 2], [3, 4]]
    assert bench.grouping.grouping.groups[0].animal == replace(animal, name="Bello")


def test_an_answer_takes_photos_apart_and_taking_it_back_joins_them(bench: Bench, qtbot: QtBot) -> None:
    bench.groups()
    bench.change(Several([SetAnimals({}, {}, {(bench.ids[3], bench.ids[4]): SameDog.NO})]))
    assert bench.groups() == [[0, 1, 2]]
    with qtbot.waitSignal(bench.session.changed, timeout=10_000):
        bench.session.undo()
    assert bench.groups() == [[0, 1, 2], [3, 4]]


def test_a_photo_of_several_dogs_leaves_its_burst(bench: Bench) -> None:
    bench.groups()
    bench.change(FlagSeveralDogs([bench.ids[1]], True))
    assert bench.groups() == [[0, 2], [3, 4]]


def test_photos_that_leave_the_session_leave_their_groups(bench: Bench) -> None:
    bench.groups()
    bench.change(RemovePhotos([bench.ids[4], bench.ids[2]]))
    assert bench.groups() == [[0, 1]]


def test_suggestions_that_come_in_later_bring_their_photos_into_groups(bench: Bench, tmp_path: Path) -> None:
    bench.groups()
    late = tmp_path / "late.jpg"
    with Session.open(bench.path) as session:
        session.add_photos([late])
        bench.collection.put([row for row in session.rows() if row.path == late])
        new = next(row.photo_id for row in session.rows() if row.path == late)
        bench.ids.append(new)
        assert bench.groups() == [[0, 1, 2], [3, 4]]
        session.record_outcomes([outcome(new, late, Shot(3, 5, at=203))], PACK)
        bench.collection.put(session.rows_of([new]))
    assert bench.groups() == [[0, 1, 2], [3, 4], [5, 6]]


def test_another_pack_is_compared_with_itself_alone(bench: Bench) -> None:
    bench.groups()
    with Session.open(bench.path) as session:
        session.record_outcomes([outcome(bench.ids[0], bench.paths[0], replace(SHOTS[0], look=1))], "b" * 64)
        bench.collection.put(session.rows())
    assert bench.groups() == [[0, 1, 2], [3, 4]]


def test_another_session_brings_other_groups_and_none_is_none(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    bench.groups()
    with qtbot.waitSignal(bench.grouping.regrouped, timeout=10_000):
        bench.session.start_new()
    assert bench.grouping.grouping.groups == ()
    bench.open()
    assert bench.groups() == [[0, 1, 2], [3, 4]]


def test_what_a_person_decides_while_groups_are_made_is_in_them(bench: Bench) -> None:
    bench.grouping.activate()
    bench.grouping._timer.stop()
    bench.grouping._start()
    row = bench.collection[bench.ids[3]]
    bench.collection.put([replace(row, label=UNKNOWN, label_change=99)])
    bench.settle()
    assert bench.grouping.facts is not None
    assert bench.grouping.facts.decided.tolist() == [0, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file keeps its name there")
def test_a_session_that_is_gone_leaves_the_groups_as_they_were(bench: Bench, qtbot: QtBot) -> None:
    bench.groups()
    bench.path.rename(bench.path.with_name("elsewhere"))
    bench.grouping._other[:] = True
    with qtbot.waitSignal(bench.grouping.job().failed, timeout=10_000):
        bench.grouping._start()
    assert not bench.grouping.is_grouping
    assert len(bench.grouping.grouping.groups) == 2
    bench.path.with_name("elsewhere").rename(bench.path)
    bench.grouping._start()
    assert bench.groups() == [[0, 1, 2], [3, 4]]


def test_many_groups_are_weighed_in_small_steps(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.ui.controllers.grouping._GROUPS_AT_ONCE", 1)
    bench.groups()
    told: list[int] = []
    bench.grouping.changed.connect(lambda places: told.append(len(places)))
    bench.change(LabelPhotos(bench.ids, UNKNOWN))
    assert told == [1, 1]
    assert np.all(np.array([bench.grouping.state(place) for place in (0, 1)]) == GroupState.DECIDED)


def test_the_collector_does_not_look_at_what_stays_as_long_as_a_large_session(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    spared: list[str] = []
    monkeypatch.setattr(gc, "freeze", lambda: spared.append("spared"))
    monkeypatch.setattr(gc, "unfreeze", lambda: spared.append("looked at"))
    sparing_collector.SparingCollector(bench.session, bench.grouping, bench.root)
    bench.groups()
    assert not spared, "a small session is looked through in no time"
    monkeypatch.setattr(sparing_collector, "LARGE", 1)
    bench.change(LabelPhotos(bench.ids[:1], UNKNOWN))
    assert spared == ["spared"]
    bench.session.start_new()
    assert spared == ["spared", "looked at"]
