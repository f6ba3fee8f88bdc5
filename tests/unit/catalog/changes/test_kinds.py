"""A new kind of change is one new module: it is found, kept in the history and taken back."""

import sqlite3
import sys
from pathlib import Path

import pytest

import desktop_app.catalog.changes as changes
from desktop_app.catalog.changes import change_from_json, kinds
from desktop_app.catalog.session import Session

PRESENT = {
    *("label_photos", "set_labels", "remove_photos", "restore_photos"),
    *("set_animals", "set_picks", "flag_several_dogs", "several", "imported"),
    *("label_dog", "set_dog_labels"),
}
TURN = '''
"""A photo is turned."""

from dataclasses import dataclass

from desktop_app.catalog.changes.base import Change, ids_from, only_fields


@dataclass(frozen=True, slots=True)
class TurnPhoto(Change):
    kind = "throw_away_turn"

    photo_id: int
    degrees: int

    @property
    def ids(self):
        return (self.photo_id,)

    def apply(self, connection, context):
        (known,) = context.survivors(connection, self.ids).values()
        (before,) = connection.execute("SELECT turned FROM photos WHERE photo_id = ?", (known,)).fetchone()
        connection.execute("UPDATE photos SET turned = ? WHERE photo_id = ?", (self.degrees, known))
        return None if before == self.degrees else TurnPhoto(known, before)

    def to_json(self):
        return {"photo_id": self.photo_id, "degrees": self.degrees}

    @classmethod
    def from_json(cls, data):
        only_fields(data, ("photo_id", "degrees"))
        return cls(*ids_from([data["photo_id"], data["degrees"]]))
'''


def test_all_kinds_are_found_by_name() -> None:
    assert set(kinds()) == PRESENT


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no kind of change is called 'paint'"):
        change_from_json("paint", {})
    with pytest.raises(ValueError, match="not a change"):
        change_from_json("set_labels", [1])


def test_a_kind_is_one_more_file(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "turns_for_a_test.py").write_text(TURN)
    monkeypatch.setattr(changes, "__path__", [*changes.__path__, str(tmp_path)])
    kinds.cache_clear()
    try:
        assert set(kinds()) == PRESENT | {"throw_away_turn"}
        (row,) = session.add_photos([Path("/photos/a.jpg")])
        done = session.apply(kinds()["throw_away_turn"](row.photo_id, 90))  # type: ignore[call-arg]
        assert session.columns().turned.tolist() == [90]
        session.close()
        with Session.open(session.path) as again:
            assert again.history()[0].change == done.change
            again.take_back(done.change_id)
            assert again.columns().turned.tolist() == [0]
    finally:
        kinds.cache_clear()
        sys.modules.pop("desktop_app.catalog.changes.turns_for_a_test", None)


def test_a_change_that_fails_half_way_leaves_nothing(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop_app.catalog.changes.labels import LabelPhotos
    from desktop_app.catalog.tables import history
    from desktop_app.catalog.values.labels import UNKNOWN

    (row,) = session.add_photos([Path("/photos/a.jpg")])

    def full(*_: object, **__: object) -> int:
        raise sqlite3.OperationalError("no entry can be written")

    monkeypatch.setattr(history, "append", full)
    with pytest.raises(Exception, match=r"session\.failed"):
        session.apply(LabelPhotos([row.photo_id], UNKNOWN))
    monkeypatch.undo()
    assert session.row(row.photo_id).label is None
    assert session.history() == []
    assert session.apply(LabelPhotos([row.photo_id], UNKNOWN)).change_id == 1
