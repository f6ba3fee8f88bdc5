"""Which photos show the same animal: naming, joining and taking apart by hand, each one step that can be taken back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

import numpy as np
from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.values.animals import Animal, SameDog
from desktop_app.photos.groups import Group
from desktop_app.photos.names import Positions
from desktop_app.photos.picks import with_one_cover
from desktop_app.ui.animals.page import AnimalsPage
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.wording import words
from desktop_app.ui.wording.animals import animal_words
from desktop_app.ui.wording.changes import change_words

# The id of an animal that has none yet.
NEW = -1
# As many photos as a group may have that nobody named: of so many it is kept that each is apart from each.
MOST_APART = 30


class AnimalGroupsController(QObject):
    """Turns keys, clicks and drops into changes of animals.

    Signals:
        said: why nothing was done, or what the same key does next.
    """

    said = Signal(str)

    def __init__(self, session: SessionController, page: AnimalsPage, breed_name: words.BreedName) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._model, self._view = page.model, page.view
        self._breed_name = breed_name
        self._naming: int | None = None
        # What is done after a yes, after a no, and what was typed into the line before it was asked.
        self._meant: Callable[[], None] | None = None
        self._otherwise: Callable[[], None] | None = None
        self._typed: tuple[int, Animal] | None = None
        page.names.saved.connect(self._save_name)
        page.names.left.connect(page.show_foot)
        page.ask_bar.answered.connect(self._answer)
        page.ask_bar.left.connect(self._go_back_to_name)
        page.view.dropped.connect(self.drop)
        session.changed.connect(self._withdraw)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"name_animal": self.name, "join_rows": self.join, "split_row": self.split}

    # Naming

    def name(self) -> None:
        """Let a person say what the animal of the row is called."""
        row = self._view.current_row()
        if row is not None and not self._session.refused():
            self._naming = row
            self._page.show_foot(self._page.names)
            self._page.names.begin(self._model.rows.animal(row) or Animal(NEW))

    def _save_name(self, animal: Animal) -> None:
        row, self._naming = self._naming, None
        self._page.show_foot()
        if row is None or not self._model.rows.is_there(row):
            return
        if animal.is_named and animal != self._model.rows.animal(row) and (other := self._called_so(row, animal)):
            self._ask_whether_same(row, animal, other)
        else:
            self._name(row, animal)

    def _called_so(self, row: int, animal: Animal) -> Group | None:
        """The group of another animal that has this number, or this name where not both have a number."""
        # Imported when it is needed: the start of the window does not wait for it.
        from desktop_app.catalog.naming.assigning import is_called_so

        own, rows = self._model.rows.group(row), self._model.rows
        before = rows.animal(row)
        if before is not None and (animal.name, animal.number) == (before.name, before.number):
            return None
        for group in rows.grouping.groups:
            if group is not own and group.animal is not None and is_called_so(group.animal, animal):
                return group
        return None

    def _ask_whether_same(self, row: int, animal: Animal, other: Group) -> None:
        assert other.animal is not None  # noqa: S101 - such groups alone are found
        there = other.animal
        of_number = animal.number if animal.number and there.number else ""
        self._meant = partial(self._become, row, animal, there.animal_id)
        self._otherwise = partial(self._name, row, animal)
        self._typed = row, animal
        self._page.show_foot(self._page.ask_bar)
        text = animal_words.called_so(there, of_number, len(other.positions))
        self._page.ask_bar.ask(text, animal_words.join(), animal_words.another_animal())

    def _become(self, row: int, typed: Animal, animal_id: int) -> None:
        """Let a row's photos belong to an animal that there is; what it lacks, it gets from what was typed."""
        rows = self._model.rows
        there = next((g.animal for g in rows.grouping.groups if g.animal and g.animal.animal_id == animal_id), None)
        if there is None or not rows.is_there(row):
            return
        before = rows.animal(row)
        whole = replace(
            there, name=there.name or typed.name, number=there.number or typed.number, note=there.note or typed.note
        )
        animals: dict[int, Animal | None] = {} if whole == there else {animal_id: whole}
        if before is not None:
            animals[before.animal_id] = None
        self._do(SetAnimals(animals, dict.fromkeys(self._ids(rows.group(row).positions), animal_id)), row)

    def _name(self, row: int, animal: Animal) -> None:
        if not self._model.rows.is_there(row):
            return
        group = self._model.rows.group(row)
        if animal.animal_id != NEW:
            if animal != self._model.rows.animal(row):
                # The photos are named too: whoever looks at the history finds them.
                self._do(SetAnimals({animal.animal_id: animal}, {}), row)
        elif animal.is_named or animal.note:
            self._do(SetAnimals({NEW: animal}, dict.fromkeys(self._ids(group.positions), NEW)), row)

    # Joining

    def join(self) -> None:
        """Let the selected rows be one animal; where one row is selected, it and the row below."""
        row = self._view.current_row()
        if row is None or self._session.refused():
            return
        rows = self._view.selected_rows()
        if len(rows) < 2:
            place = self._model.rows.place(row)
            if place is None or place + 1 >= len(self._model.rows.shown):
                self.said.emit(animal_words.nothing_to_join())
                return
            below = self._model.row_at(place + 1)
            if not self._view.is_in_sight(below):
                # Nobody joins what they do not see.
                self._view.bring_into_sight(below)
                self.said.emit(animal_words.join_below())
                return
            rows = [row, below]
        self._join(rows, {}, row)

    def drop(self, ids: Sequence[int], row: int) -> None:
        """Let photos that were dragged onto a row join it."""
        if not self._session.refused() and self._model.rows.is_there(row):
            self._join([row], dict.fromkeys(ids), row)

    def _join(self, rows: Sequence[int], photos: Mapping[int, None], current: int) -> None:
        owners = [self._model.rows.animal(row) for row in rows]
        animals = [animal for animal in owners if animal is not None]
        named = [animal for animal in animals if animal.is_named]
        kept = (named or animals or [Animal(NEW)])[0]
        moved = dict(photos)
        for row, animal in zip(rows, owners, strict=True):
            if animal != kept:
                moved.update(dict.fromkeys(self._ids(self._model.rows.group(row).positions)))
        gone = {animal.animal_id: None for animal in animals if animal.animal_id != kept.animal_id}
        changed: dict[int, Animal | None] = {**gone, **({NEW: kept} if kept.animal_id == NEW else {})}
        # What was said to be apart and is joined by hand is not apart any more.
        act = partial(self._do, SetAnimals(changed, dict.fromkeys(moved, kept.animal_id)), current)
        if len(named) > 1:
            names = [animal_words.animal_name(animal) for animal in named]
            self._meant, self._otherwise, self._typed = act, None, None
            self._page.show_foot(self._page.ask_bar)
            self._page.ask_bar.ask(animal_words.two_animals(names, names[0]), animal_words.join())
        else:
            act()

    def _answer(self, yes: bool) -> None:
        act = self._meant if yes else self._otherwise
        self._forget_question()
        if act is not None:
            act()

    def _go_back_to_name(self) -> None:
        """Neither: what was typed is there to be corrected."""
        typed = self._typed
        self._forget_question()
        if typed is not None and self._model.rows.is_there(typed[0]):
            self._naming = typed[0]
            self._page.show_foot(self._page.names)
            self._page.names.begin(typed[1])

    def _forget_question(self) -> None:
        self._meant = self._otherwise = self._typed = None
        self._page.show_foot()

    def _withdraw(self, _changed: object) -> None:
        """The animals may be others now than those that were asked about."""
        if self._meant is not None and self._page.foot() is self._page.ask_bar:
            self._answer(yes=False)

    # Taking apart

    def split(self) -> None:
        """Take the photo in focus out of its row; where the row as a whole has the focus, all of them."""
        row, photo = self._view.current_row(), self._view.current_photo_id()
        if row is None or self._session.refused():
            return
        animal, ids = self._model.rows.animal(row), self._ids(self._model.rows.group(row).positions)
        leaving = ids if photo is None else [photo]
        photos: dict[int, int | None] = {}
        gone: dict[int, Animal | None] = {}
        if animal is not None:
            photos = dict.fromkeys(leaving)
            if len(leaving) == len(ids):
                gone = {animal.animal_id: None}
        self._do(SetAnimals(gone, photos, self._apart(leaving, ids)), row)

    @staticmethod
    def _apart(leaving: Sequence[int], ids: Sequence[int]) -> dict[tuple[int, int], SameDog]:
        """What is kept, so that what is taken apart does not come together again by itself."""
        if len(leaving) == 1:
            pairs = [(leaving[0], other) for other in ids if other != leaving[0]]
        else:
            pairs = list(combinations(leaving, 2)) if len(leaving) <= MOST_APART else []
        return {(min(pair), max(pair)): SameDog.NO for pair in pairs}

    def _ids(self, positions: Positions) -> list[int]:
        found: list[int] = self._model.store.photo_ids[np.asarray(positions)].tolist()
        return found

    def _do(self, change: SetAnimals, _row: int) -> None:
        self._model.hold_still()
        step, said = change_words.step(change, self._breed_name), change_words.said(change, self._breed_name, [])
        self._session.change(with_one_cover(self._session.collection.store, change), step, said)
