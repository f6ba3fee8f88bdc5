"""Labels that are kinds of dogs beside suggestions of breeds: "hound" of a Beagle neither confirms nor contradicts."""

from dataclasses import replace

import numpy as np
import pytest

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.seen import SeenDecisions
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.exports.material import Material, Standing
from desktop_app.photos.agreement import Chosen, seen_agreement
from desktop_app.photos.codes import STATES
from desktop_app.photos.group_summary import summarise
from desktop_app.photos.row_standing import disagrees, standings
from desktop_app.photos.second_look import Against, doubts
from desktop_app.photos.session_statistics import AnimalState, session_figures, taken_from
from desktop_app.photos.wider_labels import go_together, without_wider
from tests.animal_groups import grouping_of
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import store_of
from tests.unit.photos.test_session_statistics import nothing_seen

BEAGLE, BASSET, PUG = "n02088364", "n02088238", "n02110958"
HOUND, SPANIEL, OF_BEAGLE = Label.breed("kind:hound"), Label.breed("kind:spaniel"), Label.breed(BEAGLE)
BELLA = Animal(1, "Bella")


def of_bella(photo_id: int, label: Label | None = None) -> PhotoRow:
    return replace(make_row(photo_id, BEAGLE, label=label), animal=BELLA)


@pytest.mark.parametrize(
    ("label", "state"),
    [
        (OF_BEAGLE, PhotoState.CONFIRMED),
        (HOUND, PhotoState.CONFIRMED),
        (SPANIEL, PhotoState.CORRECTED),
        (Label.mix("kind:hound", "kind:spaniel"), PhotoState.CORRECTED),
        (Label.breed("kind:of another Pawsort"), PhotoState.CORRECTED),
        (UNKNOWN, PhotoState.CORRECTED),
    ],
)
def test_the_kind_of_the_first_breed_corrects_nothing(label: Label, state: PhotoState) -> None:
    row = make_row(1, BEAGLE, label=label)
    assert row.state is state
    store = store_of(make_row(2, PUG, label=HOUND), row)
    assert [STATES[code] for code in store.state[store.positions([2, 1])].tolist()] == [PhotoState.CORRECTED, state]


def seen(*labels: Label) -> SeenDecisions:
    """Labels given where a Beagle was suggested, and a Pug, surely."""
    count, table = len(labels), list(dict.fromkeys(labels))
    return SeenDecisions(
        labels=np.array([table.index(label) for label in labels], np.int32),
        label_table=table,
        by_person=np.ones(count, np.bool_),
        packs=np.ones(count, np.int64),
        status=np.zeros(count, np.int8),
        ranked=np.repeat(np.array([[0, 1, -1, -1, -1]], np.int32), count, axis=0),
        confidence=np.zeros(count, np.int8),
        breed_table=[BEAGLE, PUG],
    )


def test_agreement_counts_the_kind_of_the_first_breed_apart() -> None:
    found = seen_agreement(
        seen(OF_BEAGLE, HOUND, HOUND, UNKNOWN, Label.breed("kind:toy"), SPANIEL, Label.breed("kind:x"))
    )
    assert found.overall == Chosen(first=1, of_the_others=1, otherwise=2)
    assert (found.of_its_kind, found.unknown) == (2, 1)


def test_a_kind_and_a_breed_of_it_go_together_and_the_breed_says_more() -> None:
    basset = Label.breed(BASSET)
    assert go_together(HOUND, OF_BEAGLE)
    assert go_together(OF_BEAGLE, HOUND)
    assert not go_together(HOUND, SPANIEL)
    assert not go_together(SPANIEL, OF_BEAGLE)
    assert not go_together(HOUND, UNKNOWN)
    assert without_wider([HOUND, OF_BEAGLE, HOUND]) == (OF_BEAGLE,)
    assert without_wider([HOUND, OF_BEAGLE, basset]) == (OF_BEAGLE, basset)
    assert without_wider([HOUND, SPANIEL]) == (HOUND, SPANIEL)


@pytest.mark.parametrize(("second", "differ"), [(OF_BEAGLE, False), (SPANIEL, True), (Label.breed(PUG), True)])
def test_photos_of_an_animal_with_a_kind_and_a_breed_of_it_do_not_disagree(second: Label, differ: bool) -> None:
    rows = [of_bella(1, HOUND), of_bella(2, HOUND), of_bella(3, second)]
    store = store_of(*rows)
    grouping = grouping_of(store, [1, 2, 3])
    summary = summarise(store, grouping.groups[0])
    assert disagrees(summary) is differ
    decided, disagree = standings(store, grouping, lambda group: summarise(store, group))
    assert (decided.tolist(), disagree.tolist()) == ([True], [differ])
    figures = session_figures(taken_from(store), nothing_seen())
    assert figures.animals[AnimalState.DISAGREE] == differ
    (told,) = Material(3, 3, lambda: rows).herd()
    assert told.standing is (Standing.DISAGREEING if differ else Standing.DECIDED)
    if not differ:
        assert summary.label == told.label == OF_BEAGLE
        assert [one.breed_id for one in figures.breeds if one.animals] == [BEAGLE]


def test_the_model_and_the_group_do_not_speak_against_a_kind_of_what_they_say() -> None:
    store = store_of(*(make_row(each, BEAGLE, 0.94, label=HOUND if each == 3 else OF_BEAGLE) for each in (1, 2, 3)))
    assert doubts(store, np.zeros(3, np.int32)) == []
    two = store_of(make_row(1, BEAGLE, 0.94, label=HOUND), make_row(2, BEAGLE, 0.94, label=OF_BEAGLE))
    assert doubts(two, np.zeros(2, np.int32)) == []


def test_the_model_speaks_against_a_kind_none_of_whose_breeds_is_likely() -> None:
    known = make_row(2, "n02102040", 0.5)
    (doubt,) = doubts(store_of(make_row(1, BEAGLE, 0.97, label=SPANIEL), known))
    assert (doubt.photo_id, doubt.label, doubt.suggested, doubt.against) == (1, SPANIEL, OF_BEAGLE, Against.MODEL)
    # What five breeds leave may all be spaniels; and of a kind that the model never names it says nothing.
    assert doubts(store_of(make_row(1, BEAGLE, 0.90, label=HOUND), known)) == []
    assert doubts(store_of(make_row(1, BEAGLE, 0.97, label=Label.breed("kind:husky")), known)) == []
