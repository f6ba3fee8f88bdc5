"""Labels from several places: nothing counts twice, and what belongs to one animal stays together."""

import numpy as np
import pytest

from desktop_app.catalog.values.labels import Label
from desktop_app.learning.combining import combined
from desktop_app.learning.labelled_looks import LabelledLooks
from tests.unit.learning.memory_helpers import LABELS, OTHER_PACK, make_looks

BEAGLE, BOXER = Label.breed("n_beagle"), Label.breed("n_boxer")


def rows(looks: LabelledLooks, *which: int) -> LabelledLooks:
    return looks.where(np.array(which, np.intp))


def test_a_memory_with_itself_is_itself() -> None:
    looks = make_looks()
    both = combined([looks, looks])
    assert len(both) == len(LABELS)
    assert both.marks() == looks.marks()
    assert both.counts() == looks.counts()


def test_labels_of_two_places_with_other_breeds_keep_what_they_say() -> None:
    one, other = make_looks([BEAGLE, BOXER], [0, 1]), make_looks([BOXER, Label.breed("a")], [0, 0], seed=1)
    both = combined([one, other])
    assert both.breed_ids == ("a", "n_beagle", "n_boxer")
    assert both.counts() == {"n_boxer": 2, "a": 1, "n_beagle": 1}
    assert [both.breed_ids[place] for place in both.breeds[:, 0]] == ["n_beagle", "n_boxer", "n_boxer", "a"]
    assert [tuple(both.pack_breed_ids[place] for place in row if place >= 0) for row in both.ranked] == [
        *[(), ("n2", "n1")] * 2
    ]


def test_units_of_two_places_are_never_one_by_chance() -> None:
    both = combined([make_looks([BEAGLE] * 2, [0, 1]), make_looks([BEAGLE] * 3, [0, 1, 1], seed=1)])
    assert both.counts() == {"n_beagle": 4}


def test_where_two_say_different_things_of_a_photo_the_first_counts() -> None:
    one, other = make_looks([BEAGLE], [0]), make_looks([BOXER], [0])
    assert combined([one, other]).counts() == {"n_beagle": 1}
    assert combined([other, one]).counts() == {"n_boxer": 1}


def test_photos_of_an_animal_of_which_an_earlier_memory_has_one_are_of_that_animal() -> None:
    """Spring has the first photo of a dog, summer has that and two more: it is one dog."""
    summer = make_looks([BEAGLE] * 4, [5, 5, 5, 9])
    spring = rows(summer, 0)
    both = combined([spring, summer])
    assert len(both) == 4
    assert both.counts() == {"n_beagle": 2}


def test_what_stands_twice_in_one_counts_once() -> None:
    doubled = rows(make_looks([BEAGLE], [0]), 0, 0, 0)
    apart = LabelledLooks(
        **{name: getattr(doubled, name) for name in LabelledLooks.__slots__} | {"units": np.arange(3)}
    )
    assert len(combined([apart])) == 1


def test_the_name_of_the_pack_comes_from_whoever_knows_it() -> None:
    unnamed = make_looks(seed=1, pack=("a" * 64, ""))
    assert combined([unnamed, make_looks()]).pack_name == make_looks().pack_name


def test_memories_of_several_packs_are_not_combined() -> None:
    with pytest.raises(ValueError, match="packs"):
        combined([make_looks(), make_looks(pack=(OTHER_PACK, "other"))])
