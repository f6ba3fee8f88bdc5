from desktop_app.ui.gallery.order import Filters, GalleryOrder, SortBy

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.faults import Fault
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.wording.breeds import Breeds
from tests.qt.ui_helpers import make_row


def arranged(order: GalleryOrder, collection: PhotoCollection) -> list[int]:
    return order.arrange(collection)


def test_counts_follow_every_change(collection: PhotoCollection) -> None:
    collection.put([make_row(1), make_row(2, "n_blue"), make_row(3, None), make_row(4, fault=Fault("photo.damaged"))])
    assert collection.states[PhotoState.TO_REVIEW] == 2
    assert collection.states[PhotoState.WAITING] == 1
    assert collection.states[PhotoState.UNREADABLE] == 1
    assert collection.breeds == {"n_red": 1, "n_blue": 1}
    collection.put([make_row(1, label=Label.breed("n_red")), make_row(3, "n_red", label=UNKNOWN)])
    assert collection.states[PhotoState.CONFIRMED] == 1
    assert collection.states[PhotoState.CORRECTED] == 1
    assert collection.states[PhotoState.WAITING] == 0
    assert collection.breeds["n_red"] == 2
    collection.remove([1, 2, 99])
    assert collection.states[PhotoState.CONFIRMED] == 0
    assert collection.breeds["n_blue"] == 0
    assert len(collection) == 2


def test_a_photo_without_a_dog_has_no_suggested_breed(collection: PhotoCollection) -> None:
    collection.put([make_row(1, dog=0.1)])
    assert not +collection.breeds


def test_names_are_sorted_as_people_count(collection: PhotoCollection, breeds: Breeds) -> None:
    collection.put([make_row(1, name="dog 10.jpg"), make_row(2, name="Dog 9.jpg"), make_row(3, name="cat.jpg")])
    order = GalleryOrder(breeds.name)
    assert arranged(order, collection) == [3, 2, 1]
    order.descending = True
    assert arranged(order, collection) == [1, 2, 3]


def test_sorting_by_date_probability_and_breed(collection: PhotoCollection, breeds: Breeds) -> None:
    collection.put(
        [
            make_row(1, "n_red", 0.5, modified_ns=30),
            make_row(2, "n_blue", 0.9, modified_ns=10),
            make_row(3, None, modified_ns=20),
            make_row(4, "n_red", 0.7, modified_ns=40, label=Label.breed("n_green")),
        ]
    )
    order = GalleryOrder(breeds.name)
    order.sort_by = SortBy.DATE
    assert arranged(order, collection) == [2, 3, 1, 4]
    order.sort_by = SortBy.PROBABILITY
    assert arranged(order, collection) == [1, 4, 2, 3]
    order.descending = True
    assert arranged(order, collection) == [2, 4, 1, 3], "photos without a suggestion stay last"
    order.descending = False
    order.sort_by = SortBy.BREED
    assert arranged(order, collection) == [2, 4, 1, 3], "Blue, Green (the label), Red, none"


def test_each_filter_lets_through_what_it_says(collection: PhotoCollection, breeds: Breeds) -> None:
    collection.put(
        [
            make_row(1, "n_red", 0.9),
            make_row(2, "n_red", 0.4, label=Label.breed("n_blue")),
            make_row(3, "n_blue", 0.6, label=NO_DOG),
            make_row(4, fault=Fault("photo.damaged")),
            make_row(5, None, name="sub/kennel.jpg"),
        ]
    )
    order = GalleryOrder(breeds.name)
    for filters, expected in (
        (Filters(), {1, 2, 3, 4, 5}),
        (Filters(state=PhotoState.TO_REVIEW), {1}),
        (Filters(state=PhotoState.CORRECTED), {2}),
        (Filters(state=PhotoState.NO_DOG), {3}),
        (Filters(state=PhotoState.UNREADABLE), {4}),
        (Filters(state=PhotoState.WAITING), {5}),
        (Filters(breed_id="n_red"), {1, 2}),
        (Filters(lowest=0.5), {1, 3}),
        (Filters(highest=0.5), {2}),
        (Filters(text="KENNEL"), {5}),
        (Filters(breed_id="n_red", lowest=0.5), {1}),
    ):
        order.filters = filters
        assert set(arranged(order, collection)) == expected, filters


def test_kept_photos_are_shown_whatever_the_filters_say(collection: PhotoCollection, breeds: Breeds) -> None:
    collection.put([make_row(1), make_row(2, label=UNKNOWN)])
    order = GalleryOrder(breeds.name)
    order.filters = Filters(state=PhotoState.TO_REVIEW)
    assert order.arrange(collection, frozenset({2})) == [1, 2]
