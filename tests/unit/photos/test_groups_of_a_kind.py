"""Groups whose photos look like one kind of dog, whatever the breeds."""

from dataclasses import replace

import numpy as np

from desktop_app.catalog.rows import RowSuggestion
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence, SuggestedKind
from desktop_app.photos.group_summary import GroupState, Votes, summarise, weigh
from desktop_app.photos.groups import Group, GroupKind
from desktop_app.photos.selection import Selection
from tests.unit.photos.photo_helpers import store_of
from tests.unit.photos.test_group_summary import HARDLY_GREEN, NO_DOG_THERE, PERHAPS_GREEN, PERHAPS_RED, photos, says

SURE, MAYBE, UNSURE = Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE
SPANIEL, HOUND = "kind:spaniel", "kind:hound"
PERHAPS_BLUE = says(("n_blue", 0.6), ("n_red", 0.2))


def of(suggestion: RowSuggestion, kind: str = SPANIEL, word: Confidence | None = SURE) -> RowSuggestion:
    return replace(suggestion, kind=SuggestedKind(kind, 0.92, word))


def test_photos_of_several_breeds_agree_on_their_kind() -> None:
    said = [of(PERHAPS_RED), of(PERHAPS_GREEN), of(PERHAPS_BLUE, word=MAYBE), of(HARDLY_GREEN, HOUND), None]
    store = store_of(*photos(*said))
    summary = summarise(store, Group(GroupKind.ANIMAL, None, np.arange(4, dtype=np.int32)))
    assert summary.state is GroupState.NO_MAJORITY
    assert summary.kind == Label.breed(SPANIEL)
    assert summary.of_kind.tolist() == [0, 1, 2]
    assert summary.kind_sure == 2


def test_half_of_the_photos_is_no_agreement_and_neither_is_a_kind_that_is_unsure() -> None:
    for said in (
        [of(PERHAPS_RED), of(PERHAPS_GREEN, HOUND)],
        [of(PERHAPS_RED), of(PERHAPS_GREEN, word=UNSURE), PERHAPS_BLUE],
        [PERHAPS_RED, PERHAPS_GREEN],
        [of(NO_DOG_THERE), of(NO_DOG_THERE)],
    ):
        store = store_of(*photos(*said))
        summary = summarise(store, Group(GroupKind.ANIMAL, None, np.arange(len(said), dtype=np.int32)))
        assert summary.kind is None, said
        assert not len(summary.of_kind)


def test_all_groups_at_once_say_the_same_as_each_alone() -> None:
    said = [of(PERHAPS_RED), of(PERHAPS_GREEN), of(HARDLY_GREEN, HOUND), of(PERHAPS_RED, HOUND), PERHAPS_BLUE, None]
    store = store_of(*photos(*said * 3))
    random = np.random.default_rng(0)
    positions = random.permutation(store.size).astype(np.int32)
    of_group = np.sort(random.integers(0, 4, store.size)).astype(np.int32)
    facts = weigh(Votes.of_photos(store, positions, of_group, 5))
    for group in range(5):
        alone = summarise(store, Group(GroupKind.ANIMAL, None, positions[of_group == group]))
        kind = int(facts.kind[group])
        assert (None if kind < 0 else Label.breed(store.tables.breeds[kind])) == alone.kind


def test_each_selected_photo_has_its_own_kind_for_the_key() -> None:
    said = [of(PERHAPS_RED), of(PERHAPS_GREEN, HOUND, MAYBE), of(PERHAPS_BLUE, word=UNSURE), PERHAPS_RED]
    labelled: dict[int, object] = {0: Label.breed(SPANIEL), 3: Label.breed("n_red")}
    store = store_of(*photos(*said, label=labelled))
    selected = Selection.of(store, [1, 2, 3, 4])
    assert selected.of_their_kinds() == {1: Label.breed(SPANIEL), 2: Label.breed(HOUND)}
    assert selected.with_kind.ids.tolist() == [1, 2]
    assert selected.labelled_otherwise_than_kind.ids.tolist() == [2]
    assert dict(selected.kinds()) == {Label.breed(SPANIEL): 1, Label.breed(HOUND): 1}
