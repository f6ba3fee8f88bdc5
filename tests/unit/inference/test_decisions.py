"""What is said of a photo: the rules on numbers whose answer is known, and their guarantees on drawn ones."""

from typing import Any, Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.inference.decisions import (
    NO_PAIR,
    Looks,
    Outputs,
    breed_sets,
    calibrated,
    conformal_quantile,
    decide,
    familiarity_scores,
    joined_dog,
    look,
    mix_pairs,
    softmax,
)
from desktop_app.inference.manifest import SecondLook
from desktop_app.inference.manifest_rules import Conformal, DogEvidence, Familiarity, Mix, Thresholds

IDS = tuple(f"n{number}" for number in range(7))
SURE, MAYBE, UNSURE = Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE
Method = Literal["lac", "aps"]


def looks_of(
    breeds: list[list[float]], dog: list[float] | None = None, familiarity: list[float] | None = None
) -> Looks:
    """What looking would have given; the probabilities are filled up with small ones to seven breeds."""
    rows = [row + [(1 - sum(row)) / max(1, 7 - len(row))] * (7 - len(row)) for row in breeds]
    return Looks(
        np.array(rows),
        None if dog is None else np.array(dog),
        None if familiarity is None else np.array(familiarity),
        np.zeros(len(rows), np.bool_),
    )


def rules(**parts: Any) -> Thresholds:
    return Thresholds.model_validate(parts)


def names_of(sets: NDArray[np.bool_]) -> list[list[str]]:
    return [[name for name, inside in zip(IDS, row, strict=True) if inside] for row in sets]


# The three words


def test_words_follow_the_probability_of_the_first_breed() -> None:
    thresholds = rules(sure={"probability": 0.8}, maybe={"probability": 0.4})
    said = decide(looks_of([[0.8], [0.79], [0.4], [0.39]]), thresholds, IDS)
    assert said.confidence == [SURE, MAYBE, MAYBE, UNSURE]


def test_what_is_unfamiliar_is_not_sure_however_probable() -> None:
    thresholds = rules(
        familiarity={"score": "max_logit"},
        sure={"probability": 0.8, "familiarity": 5.0},
        maybe={"probability": 0.4, "familiarity": 2.0},
    )
    said = decide(looks_of([[0.99]] * 4, familiarity=[5.0, 4.9, 2.0, 1.9]), thresholds, IDS)
    assert said.confidence == [SURE, MAYBE, MAYBE, UNSURE]


def test_no_dog_has_no_word_no_set_and_no_mix() -> None:
    thresholds = rules(
        dog=0.5,
        sure={"probability": 0.8},
        maybe={"probability": 0.1},
        conformal={"method": "lac", "quantile": 0.7},
        mix={"together": 0.5, "balance": 0.5, "dog": 0.0},
    )
    said = decide(looks_of([[0.45, 0.45], [0.45, 0.45]], dog=[0.49, 0.5]), thresholds, IDS)
    assert said.no_dog.tolist() == [True, False]
    assert said.confidence == [None, MAYBE]
    assert names_of(said.sets) == [[], ["n0", "n1"]]
    assert said.mixes.tolist() == [[NO_PAIR, NO_PAIR], [0, 1]]


def test_pack_without_rules_says_nothing() -> None:
    said = decide(looks_of([[0.9], [0.2]], dog=[0.9, 0.9]), Thresholds(), IDS)
    assert said.confidence == [None, None]
    assert not said.sets.any()
    assert (said.mixes == NO_PAIR).all()


def test_sets_without_words_are_still_given() -> None:
    said = decide(looks_of([[0.5, 0.4]]), rules(conformal={"method": "lac", "quantile": 0.7}), IDS)
    assert said.confidence == [None]
    assert names_of(said.sets) == [["n0", "n1"]]


def test_sure_means_that_one_breed_is_enough() -> None:
    thresholds = rules(
        sure={"probability": 0.6},
        maybe={"probability": 0.1},
        conformal={"method": "lac", "quantile": 0.7},
        mix={"together": 0.5, "balance": 0.5, "dog": 0.0},
    )
    said = decide(looks_of([[0.6, 0.35]], dog=[1.0]), thresholds, IDS)
    assert said.confidence == [SURE]
    assert names_of(said.sets) == [["n0"]]
    assert said.mixes.tolist() == [[NO_PAIR, NO_PAIR]]


def test_empty_set_and_too_large_a_set_are_unsure() -> None:
    thresholds = rules(
        sure={"probability": 0.9},
        maybe={"probability": 0.0},
        conformal={"method": "lac", "quantile": 0.87},
    )
    # Seven breeds reach 0.13, and then five do.
    said = decide(looks_of([[1 / 7] * 7, [0.2, 0.2, 0.2, 0.2, 0.15]]), thresholds, IDS)
    assert said.confidence == [UNSURE, MAYBE]
    assert said.sets.sum(axis=1).tolist() == [0, 5]
    strict = rules(sure={"probability": 0.9}, maybe={"probability": 0.0}, conformal={"method": "lac", "quantile": 0.5})
    none = decide(looks_of([[0.49, 0.49], [0.5, 0.49]]), strict, IDS)
    assert none.confidence == [UNSURE, MAYBE]
    assert names_of(none.sets) == [[], ["n0"]]


def test_unsure_has_no_set() -> None:
    thresholds = rules(
        sure={"probability": 0.9}, maybe={"probability": 0.5}, conformal={"method": "lac", "quantile": 0.7}
    )
    said = decide(looks_of([[0.45, 0.45]]), thresholds, IDS)
    assert said.confidence == [UNSURE]
    assert not said.sets.any()


# Short sets


def drawn_photos(count: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Probabilities of 120 breeds from a model that is neither calibrated nor always right, and the right columns."""
    random = np.random.default_rng(seed)
    logits = random.normal(0, 1.5, (count, 120))
    truth = softmax(logits + random.normal(0, 0.7, logits.shape))
    labels = (np.cumsum(truth, axis=1) < random.random((count, 1))).sum(axis=1).clip(max=119)
    logits[np.arange(count), labels] += random.exponential(5, count)
    return softmax(1.5 * logits), labels


@pytest.mark.parametrize("method", ["lac", "aps"])
@pytest.mark.parametrize("coverage", [0.8, 0.9])
def test_sets_hold_the_right_breed_as_often_as_promised(method: Method, coverage: float) -> None:
    held = []
    for seed in range(20):
        breeds, labels = drawn_photos(900, seed)
        quantile = conformal_quantile(breeds[:400], labels[:400], method, coverage)
        rule = Conformal.model_construct(method=method, coverage=coverage, quantile=quantile, most=120)
        held.append(breed_sets(breeds[400:], rule)[np.arange(500), labels[400:]].mean())
    # On average over calibrations at least the promise; LAC, whose scores have no ties, hardly more.
    assert np.mean(held) >= coverage - 0.01
    if method == "lac":
        assert np.mean(held) <= coverage + 0.015


def test_the_quantile_counts_the_new_photo_too() -> None:
    breeds = np.array([[p, 1 - p] for p in (0.9, 0.8, 0.7, 0.6)])
    labels = np.zeros(4, np.int64)
    # Five scores with the new one: 80 % of them are four, so the greatest of those that are known.
    assert conformal_quantile(breeds, labels, "lac", 0.8) == pytest.approx(0.4)
    assert conformal_quantile(breeds, labels, "lac", 0.6) == pytest.approx(0.3)
    assert conformal_quantile(breeds, labels, "lac", 0.9) == 1.0
    assert conformal_quantile(breeds[:0], labels[:0], "lac", 0.9) == 1.0


def test_sets_of_the_sums_take_the_first_breeds_and_never_none() -> None:
    breeds = looks_of([[0.5, 0.3, 0.1], [0.3, 0.5, 0.1], [0.95]]).breeds
    sets = breed_sets(breeds, Conformal(method="aps", quantile=0.9))
    assert names_of(sets) == [["n0", "n1", "n2"], ["n0", "n1", "n2"], ["n0"]]


def test_no_photos_are_no_trouble() -> None:
    nothing = np.zeros((0, 7))
    assert breed_sets(nothing, Conformal(method="aps", quantile=0.9)).shape == (0, 7)
    assert mix_pairs(nothing, np.zeros(0), Mix(together=0.5, balance=0.5, dog=0.5), IDS).shape == (0, 2)


# Mixes


def test_two_breeds_that_share_the_probability_are_proposed_as_a_mix() -> None:
    rule = Mix(together=0.7, balance=0.5, dog=0.9)
    looks = looks_of([[0.3, 0.5], [0.8, 0.1], [0.3, 0.3], [0.3, 0.5]], dog=[0.9, 0.9, 0.9, 0.89])
    pairs = mix_pairs(looks.breeds, looks.dog, rule, IDS)
    assert pairs.tolist() == [[1, 0], *[[NO_PAIR, NO_PAIR]] * 3]


def test_look_alikes_are_not_proposed_whichever_comes_first() -> None:
    rule = Mix(together=0.7, balance=0.5, dog=0.5, look_alikes=(("n0", "n1"),))
    looks = looks_of([[0.3, 0.5], [0.5, 0.3], [0.1, 0.5, 0.3]], dog=[1, 1, 1])
    assert mix_pairs(looks.breeds, looks.dog, rule, IDS).tolist() == [[NO_PAIR, NO_PAIR], [NO_PAIR, NO_PAIR], [1, 2]]


def test_no_mix_where_nothing_says_that_it_is_a_dog() -> None:
    rule = Mix(together=0.7, balance=0.5, dog=0.0)
    assert (mix_pairs(looks_of([[0.5, 0.45]]).breeds, None, rule, IDS) == NO_PAIR).all()


# Familiarity


def test_energy_is_the_log_sum_of_the_logits_and_does_not_overflow() -> None:
    logits = np.array([[[1.0, 2.0, 3.0]], [[1e4, 0.0, 0.0]]])
    energy = familiarity_scores({"logits": logits}, Familiarity(score="energy", temperature=2.0))
    assert energy == pytest.approx([2 * np.log(np.exp(logits[0] / 2).sum()), 1e4])


def test_familiarity_is_averaged_over_the_views() -> None:
    outputs = {"logits": np.array([[[1.0, 3.0], [5.0, 2.0]]]), "familiarity": np.array([[[0.2], [0.6]]])}
    assert familiarity_scores(outputs, Familiarity(score="max_logit")).tolist() == [4.0]
    assert familiarity_scores(outputs, Familiarity(score="output")) == pytest.approx([0.4])


# Second look


def drawn_outputs(photos: int, views: int, seed: int = 5) -> Outputs:
    random = np.random.default_rng(seed)
    return {
        "logits": random.normal(0, 2, (photos, views, 7)),
        "species_logits": random.normal(0, 2, (photos, views, 3)),
    }


def test_second_look_is_the_average_of_both_with_its_own_temperature() -> None:
    outputs = drawn_outputs(200, 2)
    rule = SecondLook(below=0.6, temperature=1.7, species_temperature=1.3)
    asked: list[int] = []

    def again(photos: NDArray[np.intp]) -> Outputs:
        asked.extend(photos.tolist())
        return {name: values[photos, 1:] for name, values in outputs.items()}

    found = look(
        {name: values[:, :1] for name, values in outputs.items()},
        again,
        temperature=0.8,
        species_temperature=1.1,
        familiarity=Familiarity(score="energy"),
        second_look=rule,
    )
    once, open_ones = softmax(outputs["logits"][:, 0] / 0.8), []
    for photo in range(200):
        if once[photo].max() < 0.6:
            open_ones.append(photo)
            by_hand = (softmax(outputs["logits"][photo, 0] / 1.7) + softmax(outputs["logits"][photo, 1] / 1.7)) / 2
            dog = np.mean([softmax(outputs["species_logits"][photo, view] / 1.3)[0] for view in (0, 1)])
            familiar = np.mean([np.log(np.exp(outputs["logits"][photo, view]).sum()) for view in (0, 1)])
        else:
            by_hand = once[photo]
            dog = softmax(outputs["species_logits"][photo, 0] / 1.1)[0]
            familiar = np.log(np.exp(outputs["logits"][photo, 0]).sum())
        np.testing.assert_allclose(found.breeds[photo], by_hand, rtol=1e-12)
        rests_on = outputs["logits"][photo, : 1 + (photo in open_ones)]
        assert found.logits is not None
        np.testing.assert_allclose(found.logits[photo], rests_on.mean(axis=0), rtol=1e-12)
        assert found.dog is not None
        assert found.familiarity is not None
        assert found.dog[photo] == pytest.approx(dog)
        assert found.familiarity[photo] == pytest.approx(familiar)
    assert 20 < len(open_ones) < 180
    assert asked == open_ones
    assert np.flatnonzero(found.twice).tolist() == open_ones


def test_nobody_looks_twice_where_the_first_look_is_enough() -> None:
    def never(photos: NDArray[np.intp]) -> Outputs:
        raise AssertionError(photos)

    outputs = drawn_outputs(5, 1)
    rule = SecondLook(below=0.0, temperature=1.0)
    found = look(outputs, never, temperature=1.0, species_temperature=None, second_look=rule)
    np.testing.assert_array_equal(found.breeds, calibrated(outputs["logits"], 1.0))
    assert not found.twice.any()
    assert found.dog is None


def test_what_is_surely_no_dog_is_not_looked_at_again() -> None:
    outputs = drawn_outputs(60, 1)
    rule = SecondLook(below=1.0, temperature=1.0, dog=0.4)
    asked: list[int] = []

    def again(photos: NDArray[np.intp]) -> Outputs:
        asked.extend(photos.tolist())
        return {name: values[photos] for name, values in outputs.items()}

    look(outputs, again, temperature=1.0, species_temperature=1.0, second_look=rule)
    dog = softmax(outputs["species_logits"][:, 0])[:, 0]
    assert asked == np.flatnonzero(dog >= 0.4).tolist()
    assert 5 < len(asked) < 55


def test_what_a_finder_saw_joins_what_the_species_say() -> None:
    rule = DogEvidence(bias=-0.5, species=0.8, found={"dog": 0.6, "cat": -0.4})
    dog, found = np.array([0.6, 0.6, 0.6, 0.0]), np.array([[0.9, 0.2, 0.7], [0.0, 1.0, 0.7], [np.nan] * 3, [0.5] * 3])
    joined = joined_dog(dog, found, rule, ("dog", "cat", "person"))
    odds = -0.5 + 0.8 * np.log(0.6 / 0.4) + 0.6 * np.log(9) - 0.4 * np.log(0.25)
    assert joined[0] == pytest.approx(1 / (1 + np.exp(-odds)))
    assert 0 < joined[1] < 0.01, "scores of 8 bits, 0 and 1, are no certainty"
    assert joined[2] == 0.6, "where the finder was not asked, the species stand"
    assert 0 < joined[3] < 0.001
    assert joined_dog(dog, found, None, ()) is dog
    assert joined_dog(dog, None, rule, ()) is dog


def test_joined_probabilities_decide_who_is_looked_at_again_and_what_comes_of_it() -> None:
    first = {"logits": np.zeros((2, 1, 3)), "species_logits": np.zeros((2, 1, 3))}
    asked: list[list[int]] = []

    def again(photos: NDArray[np.intp]) -> Outputs:
        asked.append(photos.tolist())
        return {name: values[photos] for name, values in first.items()}

    looks = look(
        first,
        again,
        temperature=1.0,
        species_temperature=1.0,
        second_look=SecondLook(below=0.9, dog=0.5, temperature=1.0),
        joined=lambda dog, photos: np.where(photos == 1, 0.9, dog),
    )
    assert asked == [[1]]
    assert looks.dog is not None
    assert looks.dog.tolist() == pytest.approx([1 / 3, 0.9])
