import numpy as np
import pytest

from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, Suggestion, SuggestionStatus
from desktop_app.inference.manifest_rules import ConfidenceRule, Thresholds
from desktop_app.inference.remembering import remembered, said_with_memory
from desktop_app.learning.cancelling import CancelledError
from desktop_app.learning.evidence import Evidence
from desktop_app.learning.looks import Looks
from desktop_app.learning.memory import Memory
from desktop_app.learning.space import Space
from desktop_app.learning.teaching import teaches_most
from desktop_app.learning.vectors import Vectors
from tests.unit.learning.memory_helpers import BREEDS, LABELS, PACK, RANKED, SPACE, evidence_of, looks_of, photos_of

PODENCO = 6
_embeddings = photos_of([PODENCO] * 30 + [0, 1, 2, 3, 4, 5] * 5)
_looks = looks_of(_embeddings)
RULES = Thresholds(dog=0.3, sure=ConfidenceRule(probability=0.8), maybe=ConfidenceRule(probability=0.3))


def taught(count: int) -> Memory:
    return Memory.learn(evidence_of(list(range(1, count + 1)), [PODENCO] * count, _looks), SPACE, BREEDS)


def test_a_photo_is_projected_to_the_same_bits_among_whichever_others() -> None:
    together = SPACE.project(_embeddings)
    alone = Vectors.joined([SPACE.project(_embeddings[row : row + 1]) for row in range(len(_embeddings))])
    assert together.same_as(alone, np.arange(60)).all()
    assert together.against.tobytes() == alone.against.tobytes()


def test_embeddings_that_are_not_finite_say_nothing_and_those_of_another_width_are_refused() -> None:
    spoilt = _embeddings.astype(np.float32)
    spoilt[0, 0], spoilt[1, 3] = np.nan, np.inf
    looks = looks_of(spoilt)
    assert looks.can_be_compared().tolist() == [False] * 2 + [True] * 58
    assert len(evidence_of([0, 1, 2], [0, 0, 0], looks)) == 1
    assert not set(taught(9).adjust(looks).rows.tolist()) & {0, 1}
    with pytest.raises(ValueError, match="wide"):
        SPACE.project(np.zeros((1, 3)))


def test_a_breed_that_the_pack_does_not_know_is_suggested_from_three_labels_on_and_says_of_how_many() -> None:
    assert "podenco" not in taught(2).new_breeds
    memory = taught(5)
    said = memory.adjust(_looks)
    others = [row for row in said.rows.tolist() if 6 <= row < 30]
    first = dict(zip(said.rows.tolist(), said.ranked[:, 0].tolist(), strict=True))
    learned = dict(zip(said.rows.tolist(), said.learned.tolist(), strict=True))
    podenco = memory.breed_ids.index("podenco")
    right = [row for row in others if first[row] == podenco]
    assert len(right) > 20
    assert {learned[row] for row in right} == {5}
    assert not [row for row in range(30, 60) if first.get(row) == podenco]


def test_labels_of_one_animal_count_once() -> None:
    rows = list(range(1, 10))
    evidence = evidence_of(rows, [PODENCO] * 9, _looks, [1] * 9)
    own, borrowed = evidence.labels_of_breeds()
    assert own[evidence.breed_ids.index("podenco")] == 1
    assert not borrowed.any()
    assert "podenco" not in Memory.learn(evidence, SPACE, BREEDS).new_breeds
    assert evidence.weights.sum() == pytest.approx(1)


def test_what_others_learned_counts_once_where_it_is_of_the_same_photo() -> None:
    own = evidence_of([1, 2, 3], [PODENCO] * 3, _looks)
    borrowed = evidence_of([3, 4], [PODENCO, 0], _looks)
    joined = Evidence.joined(own, [borrowed, own], pack_breeds=PACK)
    assert joined.units_in_all() == (3, 1)
    assert sorted(joined.keys.tolist()) == [-1, 1, 2, 3]


def test_no_photo_depends_on_others_that_are_asked_about_and_probabilities_are_such() -> None:
    memory = taught(9)
    said = memory.adjust(_looks)
    for at, row in enumerate(said.rows.tolist()):
        alone = memory.adjust(_looks.at(slice(row, row + 1)))
        assert alone.probabilities.tobytes() == said.probabilities[at : at + 1].tobytes()
    shares = np.nan_to_num(said.probabilities)
    assert (shares >= 0).all()
    assert (shares.sum(axis=1) <= 1 + 1e-9).all()
    assert (np.diff(shares, axis=1) <= 1e-12).all()


def test_a_word_for_no_dog_and_one_for_a_dog_after_all_are_heard_of_what_is_much_alike() -> None:
    looks = Looks(_looks.vectors, _looks.ranked, _looks.probabilities, np.full(len(_looks), 0.9))
    none = Memory.learn(evidence_of([1], [len(LABELS) - 1], looks), SPACE, BREEDS)
    said = none.adjust(looks)
    dog = dict(zip(said.rows.tolist(), said.dog.tolist(), strict=True))
    assert dog[1] < 0.3
    assert all(dog.get(row, 0.9) > 0.8 for row in range(30, 60))


def test_without_labels_or_a_background_nothing_breaks() -> None:
    assert not len(Memory.learn(Evidence.nothing(PACK, SPACE.width), SPACE, BREEDS).adjust(_looks))
    space = Space.without_background(_embeddings.shape[1])
    looks = Looks(space.project(_embeddings), _looks.ranked, _looks.probabilities, _looks.dog)
    memory = Memory.learn(evidence_of(list(range(1, 9)), [PODENCO] * 4 + [0] * 4, looks), space, BREEDS)
    assert not memory.new_breeds
    assert "breed 0" in memory.known_breeds
    memory.adjust(looks)
    assert len(memory.doubts().keys) <= 8


def test_whoever_cancels_is_heard() -> None:
    with pytest.raises(CancelledError):
        taught(5).adjust(_looks, lambda: True)
    with pytest.raises(CancelledError):
        teaches_most(_looks, None, SPACE, lambda: True)


def test_a_label_that_the_others_contradict_is_pointed_out() -> None:
    looks = Looks(_looks.vectors, _looks.ranked, _looks.probabilities * 0.2, _looks.dog)
    evidence = evidence_of([*range(1, 15), 30], [*[PODENCO] * 14, PODENCO], looks)
    doubts = Memory.learn(evidence, SPACE, BREEDS).doubts()
    assert set(doubts.keys.tolist()) <= {30}
    assert (doubts.strength >= 0.98).all()


def test_the_order_that_teaches_most_has_each_photo_once() -> None:
    assert sorted(teaches_most(_looks, taught(5), SPACE).tolist()) == list(range(60))


def test_suggestions_without_columns_get_the_very_same_words() -> None:
    memory = taught(9)
    suggestions = [
        Suggestion(
            SuggestionStatus.OK,
            float(_looks.dog[row]),
            tuple(
                RankedBreed(PACK[place], share)
                for place, share in zip(_looks.ranked[row].tolist(), _looks.probabilities[row].tolist(), strict=True)
            ),
            _embeddings[row],
            Confidence.MAYBE,
        )
        for row in range(60)
    ]
    adjusted = memory.adjust(_looks)
    said = said_with_memory(adjusted, np.zeros(len(adjusted), np.bool_), RULES, memory.breed_ids)
    answers = remembered(suggestions, memory, RULES)
    for at, row in enumerate(adjusted.rows.tolist()):
        suggestion, learned = answers[row]
        assert learned == adjusted.learned[at]
        assert suggestion.confidence == said.confidence[at]
        assert [breed.probability for breed in suggestion.ranked[:RANKED]] == adjusted.probabilities[at].tolist()
    for row in set(range(60)) - set(adjusted.rows.tolist()):
        assert answers[row] == (suggestions[row], 0)
