"""What state a photo is in, and which of two rows has the younger label."""

from pathlib import Path

import pytest

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.rows import PhotoRow, PhotoState, RowSuggestion
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import RankedBreed, SuggestionStatus
from desktop_app.faults import Fault
from desktop_app.photos.row_values import with_younger_decisions
from tests.unit.catalog.catalog_helpers import PACK, outcome, suggestion, write_file

DOG = RowSuggestion(SuggestionStatus.OK, 0.9, (RankedBreed("n1", 0.6), RankedBreed("n2", 0.2)))
CAT = RowSuggestion(SuggestionStatus.NO_DOG, 0.1, (RankedBreed("n1", 0.6),))
FIRST = Label.breed("n1")
BROKEN = Fault("photo.damaged")


@pytest.mark.parametrize(
    ("fault", "said", "label", "state"),
    [
        (None, None, None, PhotoState.WAITING),
        (None, DOG, None, PhotoState.TO_REVIEW),
        (None, CAT, None, PhotoState.TO_REVIEW),
        (BROKEN, None, None, PhotoState.UNREADABLE),
        (BROKEN, DOG, None, PhotoState.UNREADABLE),
        (None, DOG, FIRST, PhotoState.CONFIRMED),
        (None, DOG, Label.breed("n2"), PhotoState.CORRECTED),
        (None, DOG, Label.mix("n1", "n2"), PhotoState.CORRECTED),
        (None, DOG, UNKNOWN, PhotoState.CORRECTED),
        (None, DOG, NO_DOG, PhotoState.NO_DOG),
        (None, CAT, NO_DOG, PhotoState.CONFIRMED),
        (None, CAT, FIRST, PhotoState.CORRECTED),
        (None, None, FIRST, PhotoState.CORRECTED),
        (BROKEN, None, NO_DOG, PhotoState.NO_DOG),
        (BROKEN, None, UNKNOWN, PhotoState.CORRECTED),
    ],
)
def test_state(fault: Fault | None, said: RowSuggestion | None, label: Label | None, state: PhotoState) -> None:
    assert PhotoRow(1, Path("a.jpg"), 0, fault, said, label).state is state


def test_a_pack_that_ranks_nothing_confirms_nothing() -> None:
    nothing = RowSuggestion(SuggestionStatus.OK, None, ())
    assert nothing.best is None
    assert PhotoRow(1, Path("a.jpg"), 0, None, nothing, FIRST).state is PhotoState.CORRECTED


def test_a_row_that_was_on_its_way_does_not_undo_a_decision(session: Session, tmp_path: Path) -> None:
    (shown,) = session.add_photos([write_file(tmp_path / "a.jpg", "a")])
    (arrived,) = session.record_outcomes([outcome(shown.photo_id, shown.path, suggestion("n1"))], PACK).rows
    # A person decides while the job's row is on its way to the window.
    session.apply(LabelPhotos([shown.photo_id], FIRST))
    shown = session.row(shown.photo_id)
    assert with_younger_decisions(arrived, shown) == session.row(shown.photo_id)
    # And clears it again: clearing is a decision too.
    late = session.row(shown.photo_id)
    session.apply(LabelPhotos([shown.photo_id], None))
    shown = session.row(shown.photo_id)
    assert with_younger_decisions(late, shown).label is None
    assert with_younger_decisions(session.row(shown.photo_id), shown) == session.row(shown.photo_id)
