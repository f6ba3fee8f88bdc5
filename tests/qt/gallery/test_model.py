import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.faults import Fault
from desktop_app.photos.arrangement import SectionBy, SortBy
from desktop_app.photos.filters import Filters
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.gallery.model import GalleryModel, Role
from desktop_app.ui.wording.breeds import Breeds
from tests.photo_rows import make_row
from tests.qt.ui_helpers import joined


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
    assert index.data() == "Red Setter"
    assert index.data(Role.ROW) == collection[7]
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


def test_new_photos_appear_in_their_place_until_a_person_is_at_work(
    collection: PhotoCollection, model: GalleryModel, tester: QAbstractItemModelTester, qtbot: QtBot
) -> None:
    collection.put([make_row(1, name="b.jpg"), make_row(2, name="d.jpg")])
    assert model.ids() == [1, 2]
    collection.put([make_row(3, name="a.jpg"), make_row(4, name="c.jpg")])
    qtbot.waitUntil(lambda: model.ids() == [3, 1, 4, 2])
    assert [model.place(photo_id) for photo_id in (3, 1, 4, 2)] == [0, 1, 2, 3]
    assert tester.model() is model


def test_removed_photos_leave_and_come_back_to_their_places(
    collection: PhotoCollection, model: GalleryModel, tester: QAbstractItemModelTester, qtbot: QtBot
) -> None:
    collection.put(make_row(photo_id, name=f"{photo_id:03}.jpg") for photo_id in range(100))
    before = model.ids()
    collection.remove([0, 5, 6, 99])
    assert model.rowCount() == 96
    assert model.ids() == [photo_id for photo_id in before if photo_id not in {0, 5, 6, 99}]
    collection.put(make_row(photo_id, name=f"{photo_id:03}.jpg") for photo_id in (0, 5, 6, 99))
    qtbot.waitUntil(lambda: model.ids() == before)
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
    assert model.index(1).data(Role.ROW).state is PhotoState.NO_DOG


# The order holds still while a person works


def spread(model: GalleryModel) -> None:
    """Photos that every sorting puts in another order."""
    model.collection.put(
        [
            make_row(1, "n_red", 0.5, name="d.jpg", modified_ns=30),
            make_row(2, "n_blue", 0.9, name="c.jpg", modified_ns=10),
            make_row(3, "n_green", 0.7, name="b.jpg", modified_ns=40),
            make_row(4, "n_red", 0.8, name="a.jpg", modified_ns=20),
        ]
    )


ORDERS = {
    SortBy.NAME: [4, 3, 2, 1],
    SortBy.DATE: [2, 4, 1, 3],
    SortBy.PROBABILITY: [1, 3, 4, 2],
    SortBy.BREED: [2, 3, 4, 1],
}


@pytest.mark.parametrize("sections", [SectionBy.NOTHING, SectionBy.BREED], ids=["plain", "sections"])
@pytest.mark.parametrize(("sort_by", "order"), ORDERS.items())
def test_no_photo_moves_while_a_person_works(
    collection: PhotoCollection,
    model: GalleryModel,
    qtbot: QtBot,
    sort_by: SortBy,
    order: list[int],
    sections: SectionBy,
) -> None:
    spread(model)
    model.set_sorting(sort_by, descending=False)
    model.set_sections(sections)
    before = model.ids()
    assert sections is not SectionBy.NOTHING or before == order
    model.hold_still()
    collection.put([make_row(2, "n_blue", 0.9, name="c.jpg", label=NO_DOG)])
    collection.put([make_row(3, "n_red", 0.3, name="b.jpg")])
    assert joined(model) == before
    collection.put([make_row(9, "n_blue", 0.1, name="0.jpg", modified_ns=1)])
    assert joined(model) == [*before, 9]
    assert model.is_stale
    with qtbot.waitSignal(model.stale_changed) as stale:
        model.arrange_again()
    assert stale.args == [False]
    fresh = GalleryModel(collection, model._breed_name)
    fresh.set_sorting(sort_by, descending=False)
    fresh.set_sections(sections)
    assert model.ids() == fresh.ids()
    assert model.ids()[-1] != 9


def test_a_photo_stays_when_its_label_no_longer_fits_the_filter_until_it_is_arranged_again(
    collection: PhotoCollection, model: GalleryModel, qtbot: QtBot
) -> None:
    collection.put([make_row(1), make_row(2), make_row(3), make_row(4, None)])
    model.set_filters(Filters({"state": PhotoState.TO_REVIEW}))
    model.hold_still()
    collection.put([make_row(2, label=UNKNOWN)])
    assert joined(model) == [1, 2, 3]
    collection.put([make_row(4)])
    assert joined(model) == [1, 2, 3, 4], "what passes only now joins at the end"
    model.arrange_again()
    assert model.ids() == [1, 3, 4]


def test_arranging_again_is_offered_only_where_it_changes_something(
    collection: PhotoCollection, model: GalleryModel, qtbot: QtBot
) -> None:
    collection.put([make_row(1, "n_red"), make_row(2, "n_blue")])
    model.set_sorting(SortBy.BREED, descending=False)
    model.hold_still()
    for change, (label, stale) in enumerate(
        ((Label.breed("n_blue"), False), (Label.breed("n_green"), False), (UNKNOWN, True), (None, False)), start=1
    ):
        collection.put([make_row(2, "n_blue", label=label, label_change=change)])
        assert joined(model) == [2, 1]
        assert model.is_stale == stale, label


def test_what_was_taken_back_is_shown_though_a_filter_hides_it(
    collection: PhotoCollection, model: GalleryModel, qtbot: QtBot
) -> None:
    collection.put([make_row(1), make_row(2), make_row(3, "n_blue")])
    model.set_filters(Filters({"looks_like": "n_blue"}))
    model.hold_still()
    model.show_too([1])
    assert joined(model) == [3, 1]
    model.arrange_again()
    assert model.ids() == [3]


def test_the_next_photo_to_decide_is_not_one_that_is_just_being_decided(
    collection: PhotoCollection, model: GalleryModel
) -> None:
    collection.put(make_row(photo_id, label=UNKNOWN if photo_id == 2 else None) for photo_id in range(1, 6))
    assert model.next_undecided(0) == 2
    assert model.next_undecided(0, without=[3, 4]) == 4
    assert model.next_undecided(4) == 0
    assert model.next_undecided(-1, without=[1, 3, 4, 5]) is None
    assert model.previous_undecided(2) == 0
    assert model.previous_undecided(0) == 4
