import pytest
from desktop_app.ui.gallery.order import Filters, SortBy
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.faults import Fault
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.gallery.model import GalleryModel, Role, runs
from desktop_app.ui.wording.breeds import Breeds
from tests.qt.ui_helpers import make_row


@pytest.fixture
def model(collection: PhotoCollection, breeds: Breeds) -> GalleryModel:
    return GalleryModel(collection, breeds.name)


@pytest.fixture
def tester(model: GalleryModel) -> QAbstractItemModelTester:
    """Qt's own check of every signal that the model sends."""
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_roles_say_what_a_photo_is(collection: PhotoCollection, model: GalleryModel) -> None:
    collection.put([make_row(7, "n_red", 0.873)])
    index = model.index(0)
    assert index.data(Role.PHOTO_ID) == 7
    assert index.data(Role.STATE) == PhotoState.TO_REVIEW
    assert index.data(Role.HEADLINE) == "Red Setter"
    assert index.data(Role.PROBABILITY) == pytest.approx(0.873)
    assert index.data(Role.ROW) is collection[7]
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "dog 7.jpg, To review, looks like Red Setter, 87%"
    assert "/photos/dog 7.jpg" in index.data(Qt.ItemDataRole.ToolTipRole).replace("\\", "/")


def test_a_screen_reader_hears_the_label_and_the_reason(collection: PhotoCollection, model: GalleryModel) -> None:
    collection.put([make_row(1, label=Label.mix("n_red", "n_blue")), make_row(2, fault=Fault("file.empty"))])
    texts = [model.index(place).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(2)]
    assert texts == [
        "dog 1.jpg, Corrected, label: Mix: Red Setter + Blue Terrier",
        "dog 2.jpg, Unreadable, The file is empty.",
    ]


def test_new_photos_appear_in_their_place(
    collection: PhotoCollection, model: GalleryModel, tester: QAbstractItemModelTester, qtbot: QtBot
) -> None:
    collection.put([make_row(1, name="b.jpg"), make_row(2, name="d.jpg")])
    assert model.ids() == [1, 2]
    with qtbot.waitSignal(model.rowsInserted):
        collection.put([make_row(3, name="a.jpg"), make_row(4, name="c.jpg")])
    qtbot.waitUntil(lambda: model.ids() == [3, 1, 4, 2])
    assert [model.place(photo_id) for photo_id in (3, 1, 4, 2)] == [0, 1, 2, 3]
    assert tester.model() is model


def test_removed_photos_leave_without_starting_afresh(
    collection: PhotoCollection, model: GalleryModel, tester: QAbstractItemModelTester, qtbot: QtBot
) -> None:
    collection.put(make_row(photo_id, name=f"{photo_id:03}.jpg") for photo_id in range(100))
    with qtbot.assertNotEmitted(model.modelReset):
        collection.remove([0, 5, 6, 99])
    assert model.rowCount() == 96
    assert 5 not in model.ids()
    assert tester.model() is model


def test_another_order_starts_the_view_afresh(
    collection: PhotoCollection, model: GalleryModel, tester: QAbstractItemModelTester, qtbot: QtBot
) -> None:
    collection.put([make_row(1, probability=0.6), make_row(2, probability=0.9)])
    with qtbot.waitSignal(model.modelReset):
        model.set_sorting(SortBy.PROBABILITY, descending=True)
    assert model.ids() == [2, 1]
    assert model.sorting == (SortBy.PROBABILITY, True)
    assert tester.model() is model


def test_a_changed_row_is_announced_at_its_place(
    collection: PhotoCollection, model: GalleryModel, qtbot: QtBot
) -> None:
    collection.put([make_row(1), make_row(2), make_row(3)])
    with qtbot.waitSignal(model.dataChanged) as changed:
        collection.put([make_row(2, label=NO_DOG)])
    first, last, *_ = changed.args
    assert (first.row(), last.row()) == (1, 1)
    assert model.index(1).data(Role.STATE) == PhotoState.NO_DOG


def test_a_selected_photo_stays_when_its_label_no_longer_fits_the_filter(
    collection: PhotoCollection, model: GalleryModel, qtbot: QtBot
) -> None:
    collection.put([make_row(1), make_row(2), make_row(3)])
    model.set_filters(Filters(state=PhotoState.TO_REVIEW))
    model.keep(frozenset({2}))
    collection.put([make_row(2, label=UNKNOWN)])
    qtbot.wait(500)
    assert model.ids() == [1, 2, 3]
    model.keep(frozenset({3}))
    assert model.ids() == [1, 3]


def test_runs_join_neighbours() -> None:
    assert runs([0, 1, 2, 5, 7, 8]) == [(0, 2), (5, 5), (7, 8)]
    assert runs([]) == []
