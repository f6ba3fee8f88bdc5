from pathlib import Path

import numpy as np
from hypothesis import given

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.filters import Filters, passing
from desktop_app.photos.statistics import Agreement, Progress, statistics
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import BROKEN, many_rows, store_of

RED, BLUE = Label.breed("n_red"), Label.breed("n_blue")


def test_figures_of_a_session() -> None:
    store = store_of(
        make_row(1, label=RED, confidence=Confidence.SURE, name="b 10/1.jpg"),
        make_row(2, label=BLUE, confidence=Confidence.SURE, name="b 9/2.jpg"),
        make_row(3, "n_blue", label=BLUE, name="b 9/3.jpg"),
        make_row(4, dog=0.1, label=NO_DOG, name="b 9/4.jpg"),
        make_row(5, label=UNKNOWN, confidence=Confidence.UNSURE, name="b 9/5.jpg"),
        make_row(6, fault=BROKEN, label=BLUE, name="b 9/6.jpg"),
        make_row(7, None, name="b 9/7.jpg"),
        make_row(8, name="gone/8.jpg", label=RED),
    )
    store.remove([8])
    found = statistics(store)
    assert found.progress == Progress(7, 6)
    assert found.states[PhotoState.CONFIRMED] == 3
    assert found.states[PhotoState.NO_DOG] == 0
    assert list(found.labels.items()) == [(BLUE, 3), (RED, 1), (NO_DOG, 1), (UNKNOWN, 1)]
    folders = [(Path(folder).name, progress) for folder, progress in found.folders.items()]
    assert folders == [("b 9", Progress(6, 5)), ("b 10", Progress(1, 1))]
    assert found.agreement == Agreement(4, 3), "neither unknown nor what was never looked at"
    assert found.agreement_by_confidence[Confidence.SURE] == Agreement(2, 1)
    assert found.agreement_by_confidence[Confidence.UNSURE] == Agreement(0, 0)
    assert found.agreement_by_confidence[None] == Agreement(2, 2)
    of_blue = statistics(store, passing(store, Filters({"looks_like": "n_blue"})))
    assert of_blue.progress == Progress(1, 1)
    assert statistics(store, np.ones(8, np.bool_)) == found, "photos that were taken out never count"


@given(many_rows())
def test_figures_are_those_of_plain_counting(rows: list[PhotoRow]) -> None:
    found = statistics(store_of(*rows))
    decided = [row for row in rows if row.label is not None and not row.label_of_another_file]
    assert found.progress == Progress(len(rows), len(decided))
    assert found.states == {state: sum(row.state is state for row in rows) for state in PhotoState}
    assert found.labels == {row.label: sum(r.label == row.label for r in decided) for row in decided}
    compared = [row for row in decided if row.suggestion is not None and row.label != UNKNOWN]
    assert found.agreement == Agreement(len(compared), sum(row.state is PhotoState.CONFIRMED for row in compared))
    assert sum(each.compared for each in found.agreement_by_confidence.values()) == len(compared)
    assert sum(progress.photos for progress in found.folders.values()) == len(rows)
