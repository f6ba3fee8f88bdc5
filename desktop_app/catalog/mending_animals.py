"""What a damaged session still says of its animals: photos that were together stay so, and answers stay answers."""

import sqlite3
from collections import Counter
from collections.abc import Iterator

from desktop_app.catalog import history
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.several import Several
from desktop_app.catalog.mending import PAWSORT, Rebuilt
from desktop_app.catalog.tables import animals as animal_table
from desktop_app.catalog.tables import history as history_table
from desktop_app.catalog.values.animals import Animal, SameDog


def restore_animals(rebuilt: Rebuilt, lost: Counter[str], now_ns: int) -> None:
    """Make animals anew that photos name and that are lost, and give answers that are lost as the history tells them.

    What an animal was called, the history tells too; where that is lost, it is one without a name. Answers whose entry
    is lost get another one.
    """
    connection = rebuilt.connection
    wanted = set(rebuilt.lost_animals.values())
    if wanted:
        told = _told(connection, wanted)
        for animal_id in sorted(wanted):
            animal_table.add(connection, told.get(animal_id, Animal(animal_id)))
        animal_table.give_photos(connection, {**rebuilt.lost_animals})
        lost["animals"] = max(0, lost["animals"] - len(told))
    if rebuilt.lost_entries:
        _give_an_entry(rebuilt, now_ns)
    _restore_answers(rebuilt, lost)


def _told(connection: sqlite3.Connection, wanted: set[int]) -> dict[int, Animal]:
    """What the history says of animals, by id: the last that was said."""
    told: dict[int, Animal] = {}
    for entry in history.read(connection):
        there = [animal_id for each in _of_animals(entry.inverse) for animal_id, was in each.animals.items() if not was]
        for each in _of_animals(entry.change):
            for animal_id, animal in each.animals.items():
                # New ones have no id in the change: they got theirs in this order, which is that of the inverse.
                known = animal_id if animal_id > 0 else there.pop(0) if there and animal is not None else 0
                if animal is not None and known in wanted:
                    told[known] = Animal(known, animal.name, animal.number, animal.species, animal.note)
    return told


def _of_animals(change: Change | None) -> Iterator[SetAnimals]:
    if isinstance(change, SetAnimals):
        yield change
    elif isinstance(change, Several):
        for each in change.changes:
            yield from _of_animals(each)


def _give_an_entry(rebuilt: Rebuilt, now_ns: int) -> None:
    """An entry that says what was answered; not to be taken back: what was there before is lost."""
    connection, pairs = rebuilt.connection, rebuilt.lost_entries
    answers = {pair: SameDog(answer) for pair, answer in pairs.items()}
    change = SetAnimals({}, {}, answers)
    photos = len({photo for pair in answers for photo in pair})
    change_id = history_table.append(connection, now_ns, change.kind, PAWSORT, change.to_json(), None, photos, None)
    rows = [(first, second, answer.value, change_id) for (first, second), answer in answers.items()]
    connection.executemany("INSERT INTO group_edits (first_id, second_id, answer, change_id) VALUES (?, ?, ?, ?)", rows)


def _restore_answers(rebuilt: Rebuilt, lost: Counter[str]) -> None:
    connection = rebuilt.connection
    told: dict[animal_table.Pair, tuple[SameDog | None, int]] = {}
    for entry in history.read(connection):
        for each in _of_animals(entry.change):
            told.update({pair: (answer, entry.change_id) for pair, answer in each.answers.items()})
    there = set(connection.execute("SELECT first_id, second_id FROM group_edits"))
    for pair, (answer, change_id) in told.items():
        if answer is not None and pair not in there and rebuilt.ids("photos").issuperset(pair):
            animal_table.write_answers(connection, {pair: answer}, change_id)
            lost["animals"] = max(0, lost["animals"] - 1)
