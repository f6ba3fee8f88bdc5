"""Random sequences of changes on a real session file, as a person at the window makes them (Hypothesis, stateful)."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_app.catalog.errors import HistoryError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from tests.unit.catalog.change_model import ANIMALS, KINDS, LABELS, SessionModel, some_change

PHOTOS = 260
# More photos than this were once written by another way than fewer.
LARGE = 200
IDS = range(1, PHOTOS + 1)
# What is tested is the order of things, not the disk, which would make it ten times as slow.
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it

few = st.lists(st.integers(1, 12), min_size=1, max_size=6, unique=True)
many = st.builds(
    lambda start, count: [(start + place) % PHOTOS + 1 for place in range(count)],
    st.integers(0, PHOTOS - 1),
    st.integers(LARGE + 1, PHOTOS),
)
some_labels = st.lists(st.sampled_from(LABELS), min_size=1, max_size=3)


class ChangeMachine(RuleBasedStateMachine):
    """A session file, the model of it, and the steps that the window could take back and do again."""

    template: ClassVar[Path]
    sequences: ClassVar[int] = 0
    steps: ClassVar[int] = 0
    refusals: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(prefix="changes-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None)
        self.path = Path(self.folder.name) / "Shelter.pawsort"
        self.model = SessionModel(IDS)
        self.done: list[int] = []
        self.undone: list[int] = []
        ChangeMachine.sequences += 1

    @classmethod
    def make_template(cls, path: Path) -> None:
        """Write the session with which every sequence begins; a copy of it is quicker than a new one."""
        with Session.create(path) as session:
            session.add_photos([Path(f"/photos/{number}.jpg") for number in IDS])
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.executemany("INSERT INTO animals (animal_id) VALUES (?)", [(each,) for each in ANIMALS])
        cls.template = path

    @initialize()
    def begin(self) -> None:
        shutil.copyfile(self.template, self.path)
        self.session = Session.open(self.path)

    @rule(kind=st.integers(0, KINDS - 1), photo_ids=st.one_of(few, many), labels=some_labels)
    def act(self, kind: int, photo_ids: Sequence[int], labels: Sequence[Label | None]) -> None:
        change = some_change(kind, photo_ids, labels)
        number = self.model.apply(change)
        applied = self.session.apply(change)
        assert applied.change_id == number
        self._check_rows(applied.photo_ids, number)
        if number:
            self.done.append(number)
            self.undone.clear()

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        self.undone.append(self._take_back(self.done.pop()))

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.done.append(self._take_back(self.undone.pop()))

    @precondition(lambda self: self.model.log)
    @rule(place=st.integers(0, 10_000))
    def take_back_only_this(self, place: int) -> None:
        number = place % len(self.model.log) + 1
        if not self.model.may_take_back(number):
            with pytest.raises(HistoryError):
                self.session.take_back(number)
            ChangeMachine.refusals += 1
            return
        self.done.append(self._take_back(number))
        self.undone.clear()

    @rule()
    def restart(self) -> None:
        self.session.close()
        self.session = Session.open(self.path)
        self.done.clear()
        self.undone.clear()

    @invariant()
    def all_is_what_it_must_be(self) -> None:
        ChangeMachine.steps += 1
        columns = self.session.columns()
        found = {
            photo_id: None if place < 0 else columns.label_table[place]
            for photo_id, place in zip(columns.photo_ids.tolist(), columns.labels.tolist(), strict=True)
        }
        assert found == self.model.labels()
        animals = [None if place < 0 else columns.animal_table[place].animal_id for place in columns.animals.tolist()]
        arranged = zip(
            animals, columns.pick.tolist(), columns.several_dogs.tolist(), columns.one_dog.tolist(), strict=True
        )
        assert dict(zip(columns.photo_ids.tolist(), arranged, strict=True)) == self.model.arranged()
        assert self.session.dog_labels() == self.model.dogs()

    def teardown(self) -> None:
        if hasattr(self, "session"):
            history = self.session.history()
            self.session.close()
            self.folder.cleanup()
            assert [entry.change_id for entry in history] == list(self.model.log)
            assert {entry.change_id for entry in history if entry.taken_back} == set(
                filter(self.model.is_over, self.model.log)
            )
            for entry in history:
                assert set(entry.photo_ids) == set(self.model.log[entry.change_id].after)

    def _take_back(self, number: int) -> int:
        assert self.model.may_take_back(number), "in order, nothing stands in the way"
        expected = self.model.take_back(number)
        applied = self.session.take_back(number)
        assert applied.change_id == expected
        self._check_rows(applied.photo_ids, expected)
        return expected

    def _check_rows(self, photo_ids: Sequence[int], number: int) -> None:
        assert set(photo_ids) == (set(self.model.log[number].after) if number else set())
