from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.photos import alike
from desktop_app.photos.alike import Looks, Suggested, breed_vectors, looks_of, principal_axes
from desktop_app.photos.arrangement import Arrangement, SectionBy, SortBy, arrange
from desktop_app.photos.facets.alike import FACET, AlikeTo
from desktop_app.photos.filters import Filters, counts
from desktop_app.photos.frozen_order import FrozenOrder
from desktop_app.photos.seriation import CancelledError, most_alike_order
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import BROKEN, store_of


class Embedded:
    """Embeddings of photos: two breeds of five dogs each, two photos a dog; ids are 10, 11, 12 and so on."""

    def __init__(self) -> None:
        random = np.random.default_rng(3)
        breeds = np.repeat(random.random((2, 40)) * 3, 10, axis=0)
        each = np.repeat(random.random((10, 40)), 2, axis=0)
        self.vectors = (breeds + each + 0.05 * random.random((20, 40))).astype(np.float16)
        self.asked: list[int] = []

    def read(self, photo_ids: Sequence[int]) -> tuple[list[int], NDArray[np.float16]]:
        self.asked.append(len(photo_ids))
        known = [photo for photo in photo_ids if photo != 15]
        return known, self.vectors[np.array(known, int) - 10]

    def suggested(self) -> Suggested:
        ranked = np.repeat([[0, 1, -1], [1, 0, -1]], 10, axis=0).astype(np.int32)
        shares = np.tile([0.7, 0.2, np.nan], (20, 1))
        return Suggested(np.arange(10, 30), ranked, shares, np.full(20, 0.9))


def test_photos_of_one_dog_then_of_one_breed_are_most_alike() -> None:
    embedded = Embedded()
    looks = looks_of(embedded.suggested(), embedded.read)
    assert 15 not in looks.photo_ids.tolist(), "it has no embedding"
    assert looks.place(15) is None
    found = looks.most_like(20, 30, 0.5)
    assert found[:2] == [20, 21]
    assert set(found) == set(range(20, 30)), "the other breed is less like it"
    assert looks.most_like(20, 4, 0.5) == found[:4]
    assert looks.most_like(15, 4, 0.0) == looks.most_like(999, 4, 0.0) == []
    owners = ((looks.photo_ids[most_alike_order(looks.vectors)] - 10) // 10).tolist()
    assert owners in ([0] * 9 + [1] * 10, [1] * 10 + [0] * 9)


def test_embeddings_are_read_in_parts_and_the_work_can_be_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "PART", 6)
    monkeypatch.setattr(alike, "LEARNED_FROM", 10)
    embedded = Embedded()
    assert len(looks_of(embedded.suggested(), embedded.read).photo_ids) == 19
    assert embedded.asked == [10, 6, 6, 6, 2]
    with pytest.raises(CancelledError):
        looks_of(embedded.suggested(), embedded.read, lambda: True)


def test_without_photos_or_embeddings_nothing_is_known() -> None:
    nothing = Suggested.of(store_of(make_row(1, None)))
    assert len(looks_of(nothing, Embedded().read).photo_ids) == 0
    one = Suggested.of(store_of(make_row(1)))
    looks = looks_of(one, lambda _ids: ([], np.zeros((0, 0), np.float16)))
    assert looks.most_like(1, 5, 0.0) == []
    assert len(most_alike_order(looks.vectors)) == 0


def test_axes_are_those_of_the_whole_decomposition() -> None:
    random = np.random.default_rng(0)
    vectors = (random.normal(size=(300, 60)) * np.linspace(5, 0.1, 60)).astype(np.float32)
    middle, axes = principal_axes(vectors, 6)
    whole = np.linalg.svd(vectors - vectors.mean(axis=0))[2][:6]
    assert np.allclose(middle, vectors.mean(axis=0))
    assert np.allclose(np.abs(np.sum(whole * axes.T, axis=1)), 1, atol=0.02)


def test_a_photo_without_a_dog_looks_like_no_breed() -> None:
    store = store_of(make_row(1, "n_red", dog=0.01), make_row(2, "n_red"), make_row(3, "n_blue", dog=0.02))
    vectors = breed_vectors(Suggested.of(store))
    assert vectors[0] @ vectors[2] > 0.95 > vectors[0] @ vectors[1]
    assert np.allclose(np.sum(vectors**2, axis=1), 1, atol=1e-5)


def test_breeds_beyond_those_that_have_places_share_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MOST_BREEDS", 2)
    assert breed_vectors(Suggested.of(store_of(make_row(1, "n_red"), make_row(2, "n_blue")))).shape == (2, 3)


def test_most_alike_is_an_order_that_is_given_and_what_has_no_place_is_last() -> None:
    store = store_of(*(make_row(photo, name=f"{photo}.jpg") for photo in (1, 2, 3, 4, 5)), make_row(6, fault=BROKEN))
    assert Suggested.of(store).photo_ids.tolist() == [1, 2, 3, 4, 5]

    def order(descending: bool = False, **filters: AlikeTo) -> list[int]:
        arrangement = Arrangement(Filters(filters), SortBy.ALIKE, descending)
        found: list[int] = store.photo_ids[arrange(store, arrangement).positions].tolist()
        return found

    version = store.version
    assert order() == [1, 2, 3, 4, 5, 6], "nothing is known"
    assert store.set_alike(np.array([4, 1, 3, 999])).tolist() == [0, 2, 3]
    assert store.version > version
    assert not len(store.set_alike(np.array([4, 1, 3])))
    assert order() == [4, 1, 3, 2, 5, 6]
    assert order(descending=True) == [3, 1, 4, 2, 5, 6]
    like = AlikeTo(2, "2.jpg", (2, 5, 4, 999))
    assert order(alike=like) == [2, 5, 4], "by how like it they are"
    assert order(descending=True, alike=like) == [4, 5, 2]
    store.remove([5])
    assert order(alike=like) == [2, 4]
    assert counts(store, Filters({"alike": like}))["alike"][None] == 5
    assert counts(store, Filters({"alike": like}))["looks_like"] == {None: 2, "n_red": 2}
    assert FACET.mask(store, like).tolist() == [False, True, False, True, True, False]


def test_new_photos_join_at_the_end_until_it_is_arranged_again() -> None:
    store = store_of(*(make_row(photo, name=f"{photo}.jpg") for photo in (1, 2, 3)))
    store.set_alike(np.array([3, 1, 2]))
    frozen = FrozenOrder(store, Arrangement(sort_by=SortBy.ALIKE))
    frozen.extend(store.put([make_row(4, name="0.jpg")]).added)
    assert frozen.ids().tolist() == [3, 1, 2, 4]
    store.set_alike(np.array([4, 3, 1, 2]))
    assert frozen.ids().tolist() == [3, 1, 2, 4]
    assert frozen.stale
    frozen.arrange()
    assert frozen.ids().tolist() == [4, 3, 1, 2]


def test_what_is_to_be_sorted_later_stays_where_it_is() -> None:
    store = store_of(*(make_row(photo, name=f"{photo}.jpg") for photo in (1, 2, 3)))
    frozen = FrozenOrder(store)
    frozen.arrange_later(Arrangement(sort_by=SortBy.NAME, descending=True, sections=SectionBy.NOTHING))
    assert frozen.ids().tolist() == [1, 2, 3]
    assert frozen.stale
    frozen.arrange()
    assert frozen.ids().tolist() == [3, 2, 1]


def test_looks_are_compared_by_breed_more_than_by_picture() -> None:
    pictured = np.array([[1, 0], [0, 1], [1, 0]], np.float32)
    breeds = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    looks = Looks.of(np.array([1, 2, 3]), pictured, breeds)
    assert looks.most_like(1, 3, 0.0) == [1, 2, 3]
    assert np.allclose(np.sum(looks.vectors**2, axis=1), 1)
