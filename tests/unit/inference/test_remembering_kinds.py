"""Kinds of dogs with what the memory makes of breeds."""

import numpy as np
import pytest

from desktop_app.catalog.values.suggestions import (
    Confidence,
    RankedBreed,
    SuggestedKind,
    Suggestion,
    SuggestionStatus,
)
from desktop_app.inference.decisions import ORDER
from desktop_app.inference.manifest import Kind
from desktop_app.inference.manifest_rules import ConfidenceRule, KindRule, Thresholds
from desktop_app.inference.remembering import remembered
from desktop_app.inference.remembering_kinds import (
    NO_WORD,
    KindsBefore,
    KindsOfBreeds,
    KindsSaid,
    kinds_with_memory,
)
from desktop_app.learning.looks import NONE, Adjusted
from desktop_app.learning.memory import Memory
from tests.unit.learning.memory_helpers import BREEDS, PACK, SPACE, evidence_of, looks_of, photos_of

SURE, MAYBE, UNSURE = map(ORDER.index, (Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE))
RULE = KindRule(sure=0.8, maybe=0.4)
IDS = ("cocker", "springer", "beagle", "whippet", "husky", "podenco", "own:x")
KINDS = (
    Kind(id="kind:spaniel", breeds=("cocker", "springer")),
    Kind(id="kind:hound", breeds=("beagle", "whippet")),
)
SPANIEL, HOUND = 0, 1


def table() -> KindsOfBreeds:
    """Five breeds of the pack, one of no kind; of two others, one is a hound."""
    found = KindsOfBreeds.in_memory(KINDS, RULE, IDS, 5, {"podenco": "kind:hound"}.get)
    assert found is not None
    return found


def adjusted(*ranked: tuple[int, float], sure: bool = False, doubted: bool = False, dog: float = 0.9) -> Adjusted:
    """What the memory makes of one photo."""
    return Adjusted(
        rows=np.zeros(1, np.int32),
        ranked=np.array([[place for place, _ in ranked]], np.int32),
        probabilities=np.array([[share for _, share in ranked]]),
        dog=np.array([dog]),
        learned=np.zeros(1, np.int32),
        sure=np.array([sure]),
        doubted=np.array([doubted]),
    )


def said(
    before: list[tuple[int, float]], kind: tuple[int, float, int], after: Adjusted, *, no_dog: bool = False
) -> tuple[int, float, int]:
    """Kind, probability and word of one photo of which the pack said these."""
    pack = KindsSaid(np.array([kind[0]], np.int32), np.array([kind[1]]), np.array([kind[2]], np.int8))
    ranked = np.array([[place for place, _ in before]], np.int32)
    shares = np.array([[share for _, share in before]])
    found = kinds_with_memory(after, KindsBefore(table(), ranked, shares, pack), np.array([no_dog]))
    return int(found.kinds[0]), round(float(found.probabilities[0]), 6), int(found.words[0])


def test_the_kind_is_the_sum_of_its_breeds_with_what_none_of_those_that_are_ranked_has() -> None:
    before = [(0, 0.4), (2, 0.2)]
    # Of the 0.4 that is not ranked, the pack gives 0.3 to spaniels.
    found = said(before, (SPANIEL, 0.7, MAYBE), adjusted((0, 0.5), (2, 0.1)))
    assert found == (SPANIEL, 0.5 + 0.3, MAYBE)
    assert said(before, (SPANIEL, 0.7, MAYBE), adjusted((0, 0.4), (2, 0.2))) == (SPANIEL, 0.7, MAYBE), "nothing moved"


def test_what_is_left_to_others_is_left_to_each_in_the_same_share() -> None:
    found = said([(0, 0.4), (2, 0.2)], (SPANIEL, 0.7, MAYBE), adjusted((0, 0.7), (2, 0.2)))
    assert found[:2] == (SPANIEL, round(0.7 + 0.3 * 0.1 / 0.4, 6))


def test_a_breed_that_is_ranked_no_more_keeps_its_share_of_the_rest() -> None:
    found = said([(0, 0.4), (1, 0.3)], (SPANIEL, 0.8, SURE), adjusted((2, 0.5), (0, 0.3)))
    assert found[:2] == (HOUND, 0.5)
    spaniels = 0.3 + 0.4 * 0.2 / 0.6
    found = said([(0, 0.4), (1, 0.3)], (SPANIEL, 0.8, SURE), adjusted((4, 0.5), (0, 0.3)))
    assert found == (SPANIEL, round(spaniels, 6), MAYBE)


def test_sure_is_only_what_the_pack_was_sure_of_or_the_memory_vouches_for() -> None:
    before = [(0, 0.6), (1, 0.3)]
    assert said(before, (SPANIEL, 0.9, SURE), adjusted((0, 0.5), (1, 0.4))) == (SPANIEL, 0.9, SURE)
    assert said(before, (SPANIEL, 0.9, SURE), adjusted((0, 0.5), (1, 0.4), doubted=True))[2] == MAYBE
    assert said(before, (SPANIEL, 0.7, MAYBE), adjusted((0, 0.6), (1, 0.35)))[2] == MAYBE, "though 0.95 would be enough"
    hound = said(before, (SPANIEL, 0.9, SURE), adjusted((5, 0.9), (0, 0.05), sure=True, doubted=True))
    assert hound == (HOUND, 0.9, SURE), "of a new breed, the app's own table knows the kind"
    assert said(before, (SPANIEL, 0.9, SURE), adjusted((5, 0.9), (0, 0.05), doubted=True))[2] == MAYBE
    assert said(before, (SPANIEL, 0.9, SURE), adjusted((6, 0.9), (0, 0.05), sure=True))[2] == UNSURE, "of no kind"


def test_without_a_dog_there_is_no_word_and_without_a_kind_of_the_pack_none_is_said() -> None:
    assert said([(0, 0.9)], (SPANIEL, 0.95, SURE), adjusted((0, 0.95)), no_dog=True)[2] == NO_WORD
    pack = KindsSaid(np.array([NONE], np.int32), np.array([np.nan]), np.array([NO_WORD], np.int8))
    ranked, shares = np.array([[0]], np.int32), np.array([[0.9]])
    found = kinds_with_memory(adjusted((0, 0.95)), KindsBefore(table(), ranked, shares, pack), np.array([False]))
    assert (found.kinds[0], found.words[0], np.isnan(found.probabilities[0])) == (NONE, NO_WORD, True)


def test_a_pack_without_kinds_has_no_table() -> None:
    assert KindsOfBreeds.in_memory((), RULE, IDS, 5) is None
    assert KindsOfBreeds.in_memory(KINDS, None, IDS, 5) is None


def test_suggestions_of_the_command_line_get_the_kind_of_what_was_learned() -> None:
    embeddings = photos_of([BREEDS] * 30)
    looks = looks_of(embeddings)
    memory = Memory.learn(evidence_of(list(range(9)), [BREEDS] * 9, looks), SPACE, BREEDS)
    kinds = (Kind(id="kind:spaniel", breeds=PACK[:3]), Kind(id="kind:hound", breeds=PACK[3:]))
    found = KindsOfBreeds.in_memory(kinds, RULE, memory.breed_ids, BREEDS, {"podenco": "kind:sighthound"}.get)
    rules = Thresholds(dog=0.3, sure=ConfidenceRule(probability=0.8), maybe=ConfidenceRule(probability=0.3), kind=RULE)
    ranked = tuple(
        RankedBreed(PACK[place], share)
        for place, share in zip(looks.ranked[20].tolist(), looks.probabilities[20].tolist(), strict=True)
    )
    before = Suggestion(
        SuggestionStatus.OK, 0.9, ranked, embeddings[20], Confidence.UNSURE,
        kind=SuggestedKind("kind:spaniel", 0.6, Confidence.MAYBE),
    )  # fmt: skip
    ((after, learned),) = remembered([before], memory, rules, found)
    assert learned
    assert after.ranked[0].breed_id == "podenco"
    assert after.kind is not None
    assert after.kind.kind_id == "kind:sighthound"
    assert after.kind.probability == pytest.approx(after.ranked[0].probability)
    ((plain, _),) = remembered([before], memory, rules)
    assert plain.kind is None, "nobody knows of what kind the pack's breeds are"
