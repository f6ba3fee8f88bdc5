"""What people chose after seeing suggestions: counted from arrays, and from a real session through its life."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.seen import SeenDecisions
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, Suggestion, SuggestionStatus
from desktop_app.photos.agreement import Chosen, interval, seen_agreement

RED, GREEN, BLUE = Label.breed("n_red"), Label.breed("n_green"), Label.breed("n_blue")
OK, NO_DOG_SAID, NOTHING = 0, 1, -1
SURE, UNSURE, NO_WORD = 0, 2, -1


def decisions(*each: tuple[Label, int, tuple[int, ...], int], by_person: bool = True) -> SeenDecisions:
    """Labels, and of what was seen status, breeds and confidence; the breeds are red and green."""
    table = list(dict.fromkeys(label for label, *_ in each))
    ranked = np.full((len(each), 5), -1, np.int32)
    for place, (_, _, breeds, _) in enumerate(each):
        ranked[place, : len(breeds)] = breeds
    return SeenDecisions(
        labels=np.array([table.index(label) for label, *_ in each], np.int32),
        label_table=table,
        by_person=np.full(len(each), by_person),
        packs=np.ones(len(each), np.int64),
        status=np.array([status for _, status, _, _ in each], np.int8),
        ranked=ranked,
        confidence=np.array([word for *_, word in each], np.int8),
        breed_table=["n_red", "n_green"],
    )


def test_each_label_is_compared_with_what_was_seen() -> None:
    found = seen_agreement(
        decisions(
            (RED, OK, (0, 1), SURE),
            (GREEN, OK, (0, 1), SURE),
            (BLUE, OK, (0, 1), SURE),
            (Label.mix("n_red", "n_green"), OK, (0, 1), SURE),
            (NO_DOG, OK, (0, 1), UNSURE),
            (NO_DOG, NO_DOG_SAID, (0,), NO_WORD),
            (RED, NO_DOG_SAID, (0,), NO_WORD),
            (UNKNOWN, OK, (0, 1), UNSURE),
            (RED, NOTHING, (), NO_WORD),
        )
    )
    assert found.by_confidence == {
        None: Chosen(1, 0, 1),
        Confidence.SURE: Chosen(1, 1, 2),
        Confidence.MAYBE: Chosen(),
        Confidence.UNSURE: Chosen(0, 0, 1),
    }
    assert found.overall == Chosen(2, 1, 4)
    assert found.overall.all == 7
    assert (found.unknown, found.nothing_seen, found.by_rules, found.packs) == (1, 1, 0, 1)


def test_a_breed_that_nobody_suggests_is_not_taken_for_the_gaps_of_short_lists() -> None:
    found = seen_agreement(decisions((Label.breed("own:Pug"), OK, (0,), SURE)))
    assert found.overall == Chosen(0, 0, 1)


def test_what_rules_decide_is_nobodys_agreement() -> None:
    found = seen_agreement(decisions((RED, OK, (0,), SURE), by_person=False))
    assert (found.overall, found.by_rules) == (Chosen(), 1)


def test_nothing_decided_is_nothing_found_out() -> None:
    assert seen_agreement(decisions()).overall == Chosen()


def suggestion(confidence: Confidence, *breeds: str) -> Suggestion:
    ranked = tuple(RankedBreed(breed, 0.5 / (place + 1)) for place, breed in enumerate(breeds))
    return Suggestion(SuggestionStatus.OK, 0.9, ranked, confidence=confidence)


def test_agreement_survives_another_pack_and_follows_undo(tmp_path: Path) -> None:
    photos = [tmp_path / f"{number}.jpg" for number in range(3)]
    with Session.create(tmp_path / "Shelter.pawsort") as session:
        ids = [row.photo_id for row in session.add_photos(photos)]
        said = [suggestion(Confidence.SURE, "n_red", "n_green"), suggestion(Confidence.UNSURE, "n_green", "n_red")]

        def record(pack: str, suggestions: list[Suggestion]) -> None:
            outcomes = [
                PhotoOutcome(photo_id, photos[place], None, suggestions[place], None)
                for place, photo_id in enumerate(ids[:2])
            ]
            session.record_outcomes(outcomes, pack)

        record("a" * 64, said)
        session.apply(LabelPhotos(ids, RED))
        before = seen_agreement(session.seen_decisions())
        assert before.by_confidence[Confidence.SURE] == Chosen(1, 0, 0)
        assert before.by_confidence[Confidence.UNSURE] == Chosen(0, 1, 0)
        assert before.nothing_seen == 1
        record("b" * 64, list(reversed(said)))
        assert seen_agreement(session.seen_decisions()) == before, "what was seen is not what is said now"
        again = session.apply(LabelPhotos(ids[:1], GREEN))
        changed = seen_agreement(session.seen_decisions())
        assert changed.by_confidence[Confidence.UNSURE] == Chosen(1, 1, 0)
        assert changed.packs == 2
        session.take_back(again.change_id)
        assert seen_agreement(session.seen_decisions()) == before
        session.apply(LabelPhotos(ids, None))
        assert len(session.seen_decisions()) == 0


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # As R's binom::binom.confint(method = "wilson") and the tables of Newcombe (1998) have them.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_of_wilson(count: int, of: int, low: float, high: float) -> None:
    assert interval(count, of) == pytest.approx((low, high), abs=6e-5)


@given(st.integers(0, 500), st.integers(0, 500))
def test_intervals_hold_the_share_and_lie_within_all_shares(count: int, others: int) -> None:
    low, high = interval(count, count + others)
    assert 0 <= low <= high <= 1
    if count + others:
        share = count / (count + others)
        assert low <= share <= high
        assert math.isclose(high - low, 0, abs_tol=2 / math.sqrt(count + others))
