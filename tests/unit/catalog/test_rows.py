"""What state a photo is in, and which of two rows has the younger label."""

from pathlib import Path

import pytest

from desktop_app.catalog.rows import PhotoRow, PhotoState, RowSuggestion, relabelled, with_younger_label
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import RankedBreed, SuggestionStatus
from tests.unit.catalog.catalog_helpers import PACK, outcome, suggestion, write_file

DOG = RowSuggestion(SuggestionStatus.OK, 0.9, (RankedBreed("n1", 0.6), RankedBreed("n2", 0.2)))
CAT = RowSuggestion(SuggestionStatus.NO_DOG, 0.1, (RankedBreed("n1", 0.6),))
FIRST = Label.breed("n1")


@pytest.mark.parametrize(
    ("error", "said", "label", "state"),
    [
        (None, None, None, PhotoState.WAITING),
        (None, DOG, None, PhotoState.TO_REVIEW),
        (None, CAT, None, PhotoState.TO_REVIEW),
        ("broken", None, None, PhotoState.UNREADABLE),
        ("broken", DOG, None, PhotoState.UNREADABLE),
        (None, DOG, FIRST, PhotoState.CONFIRMED),
        (None, DOG, Label.breed("n2"), PhotoState.CORRECTED),
        (None, DOG, Label.mix("n1", "n2"), PhotoState.CORRECTED),
        (None, DOG, UNKNOWN, PhotoState.CORRECTED),
        (None, DOG, NO_DOG, PhotoState.NO_DOG),
        (None, CAT, NO_DOG, PhotoState.CONFIRMED),
        (None, CAT, FIRST, PhotoState.CORRECTED),
        (None, None, FIRST, PhotoState.CORRECTED),
        ("broken", None, NO_DOG, PhotoState.NO_DOG),
        ("broken", None, UNKNOWN, PhotoState.CORRECTED),
    ],
)
def test_state(error: str | None, said: RowSuggestion | None, label: Label | None, state: PhotoState) -> None:
    assert PhotoRow(1, Path("a.jpg"), 0, error, said, label).state is state


def test_a_pack_that_ranks_nothing_confirms_nothing() -> None:
    nothing = RowSuggestion(SuggestionStatus.OK, None, ())
    assert nothing.best is None
    assert PhotoRow(1, Path("a.jpg"), 0, None, nothing, FIRST).state is PhotoState.CORRECTED


def test_relabelled_rows_are_what_the_session_says(session: Session, tmp_path: Path) -> None:
    (row,) = session.add_photos([write_file(tmp_path / "a.jpg", "a")])
    for label in (FIRST, None, UNKNOWN):
        change = session.set_labels({row.photo_id: label}, action="x")
        row = relabelled(row, label, change)
        assert row == session.row(row.photo_id)


def test_a_row_that_was_on_its_way_does_not_undo_a_decision(session: Session, tmp_path: Path) -> None:
    (shown,) = session.add_photos([write_file(tmp_path / "a.jpg", "a")])
    (arrived,) = session.record_outcomes([outcome(shown.photo_id, shown.path, suggestion("n1"))], PACK).rows
    # A person decides while the job's row is on its way to the window.
    change = session.set_labels({shown.photo_id: FIRST}, action="x")
    shown = relabelled(shown, FIRST, change)
    assert with_younger_label(arrived, shown) == session.row(shown.photo_id)
    # And clears it again: clearing is a decision too.
    late = session.row(shown.photo_id)
    change = session.set_labels({shown.photo_id: None}, action="Undo")
    shown = relabelled(shown, None, change)
    assert with_younger_label(late, shown).label is None
    assert with_younger_label(session.row(shown.photo_id), shown) == session.row(shown.photo_id)
