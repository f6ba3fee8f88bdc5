"""The heads of the model that ships: what they learn from, what decides, and their figures."""

from dataclasses import replace

import numpy as np
import pytest

from desktop_app.inference.decisions import joined_dog
from desktop_app.inference.manifest import Metrics
from tests.unit.training.bundled.tables import Rows, table_of
from training.bundled.dogs import CLASSES
from training.bundled.heads import fit_breeds, fit_evidence, fit_species
from training.bundled.making import breed_sets, measured
from training.bundled.metrics import breed_metrics, in_words, most_confused, share_metrics
from training.bundled.photos import CROPS, MORE_BREEDS, NO_DOGS, OTHER_SOURCES, UNKNOWN_DOGS, WHOLE
from training.bundled.table import Table
from training.datasets.imagenet import columns_of
from training.datasets.splits import Side

WNIDS = ("n02085620", "n02085782")
IDS = (*WNIDS, "breed:bull_terrier")
ImageNet = tuple[np.ndarray, np.ndarray]


@pytest.fixture
def table() -> Table:
    """Embeddings in which the first three features tell the breeds, and the next three the species."""
    random = np.random.default_rng(8)

    def rows(folder: str, side: Side, count: int, breed: int, species: int) -> Rows:
        embeddings = random.normal(0, 0.5, (count, 6))
        if breed >= 0:
            embeddings[:, breed] += 2
        embeddings[:, 3 + species] += 2
        return Rows(folder, side, breed, species, embeddings)

    parts = []
    for folder, count, breed, species in (
        *((CROPS, 60, breed, 0) for breed in (0, 1)),
        *((WHOLE, 12, breed, 0) for breed in (0, 1)),
        (MORE_BREEDS, 30, 2, 0),
        (UNKNOWN_DOGS, 20, -1, 0),
        (NO_DOGS, 20, -1, 1),
        (NO_DOGS, 20, -1, 2),
    ):
        parts += [
            rows(folder, Side.TRAINING, count - count // 3, breed, species),
            rows(folder, Side.TEST, count // 3, breed, species),
        ]
    parts += [rows(OTHER_SOURCES, Side.VALIDATION, 20, breed, 0) for breed in (0, 1, 2, -1)]
    parts += [rows(MORE_BREEDS, Side.VALIDATION, 10, breed, 0) for breed in (0, 1, -1)]
    return table_of(parts, IDS)


def quiet(_line: str) -> None:
    """Says nothing."""


def test_heads_learn_and_their_start_is_the_imagenet_columns(table: Table, imagenet: ImageNet) -> None:
    breeds = fit_breeds(table, imagenet, quiet)
    species = fit_species(table, imagenet, quiet)
    np.testing.assert_array_equal(breeds.start.kernel[:, :2], imagenet[0][:, columns_of(WNIDS)])
    np.testing.assert_array_equal(breeds.start.kernel[:, 2], 0)
    test = (table.side == Side.TEST.value) & (table.breed >= 0)
    assert (breeds.head.logits(table.embeddings[test]).argmax(axis=1) == table.breed[test]).mean() > 0.9
    assert ((species.probabilities >= species.threshold) == (table.species == 0)).mean() > 0.9
    assert 0 < species.threshold < 1


def test_test_photos_decide_nothing(table: Table, imagenet: ImageNet) -> None:
    embeddings, found = table.embeddings.copy(), table.found.copy()
    embeddings[table.side == Side.TEST.value] *= -3
    found[table.side == Side.TEST.value] = 0.5
    changed = replace(table, embeddings=embeddings, found=found)
    breeds = fit_breeds(table, imagenet, quiet)
    species = [fit_species(each, imagenet, quiet) for each in (table, changed)]
    for first, second in (species, (breeds, fit_breeds(changed, imagenet, quiet))):
        np.testing.assert_array_equal(first.head.kernel, second.head.kernel)
        assert first.temperature == second.temperature
        assert first.tried == second.tried
    assert species[0].evidence == species[1].evidence
    assert species[0].threshold == species[1].threshold


def test_no_head_is_trained_on_photos_that_only_judge(table: Table, imagenet: ImageNet) -> None:
    """They choose the penalty and the temperature; the head of each penalty does not know them."""
    embeddings = table.embeddings.copy()
    embeddings[table.judges] = np.roll(embeddings[table.judges], 1, axis=1)
    changed = replace(table, embeddings=embeddings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("training.bundled.heads.BREED_PENALTIES", (0.03,))
        patch.setattr("training.bundled.heads.SPECIES_PENALTIES", (0.03,))
        breeds = [fit_breeds(each, imagenet, quiet) for each in (table, changed)]
        species = [fit_species(each, imagenet, quiet) for each in (table, changed)]
        for first, second in (breeds, species):
            np.testing.assert_array_equal(first.head.kernel, second.head.kernel)
            assert first.tried != second.tried


def test_the_finders_word_counts_for_dogs_and_against_cats() -> None:
    random = np.random.default_rng(5)
    is_dog = np.arange(600) % 2 == 0
    dog = 1 / (1 + np.exp(-random.normal(np.where(is_dog, 0.7, -0.7), 1)))
    found = np.full((600, len(CLASSES)), 0.3)
    for name, sign in (("dog", 1), ("cat", -1)):
        logits = random.normal(np.where(is_dog, sign, -sign), 1)
        found[:, CLASSES.index(name)] = 1 / (1 + np.exp(-logits))
    rule = fit_evidence(dog, found, is_dog, np.ones(600))
    assert rule.found.keys() == {"dog", "cat"}
    assert rule.species > 0
    assert rule.found["dog"] > 0 > rule.found["cat"]
    joined = joined_dog(dog, found, rule, CLASSES)

    def loss(probability: np.ndarray) -> float:
        return float(-np.log(np.where(is_dog, probability, 1 - probability)).mean())

    # Each of the three is right as often as the others; together they are a third nearer the truth.
    assert loss(joined) < 0.67 * loss(dog)
    # Calibrated: as many dogs as it says.
    assert joined.mean() == pytest.approx(is_dog.mean(), abs=0.01)


def test_photos_that_weigh_more_draw_the_rule_to_themselves() -> None:
    dog, is_dog = np.full(100, 0.5), np.arange(100) < 50
    found = np.full((100, len(CLASSES)), 0.5)
    weights = np.where(is_dog, 9.0, 1.0)
    joined = joined_dog(dog, found, fit_evidence(dog, found, is_dog, weights), CLASSES)
    np.testing.assert_allclose(joined, 0.9, atol=0.01)


def test_parts_of_things_teach_what_is_none(table: Table, imagenet: ImageNet) -> None:
    """Parts of photos of things that look like nothing else on the table."""
    new = np.zeros_like(table.nearer)
    new[:, -1] = 5.0
    taught = fit_species(replace(table, nearer=new), imagenet, quiet).head
    columns = np.zeros((1, taught.kernel.shape[0]), np.float32)
    columns[:, table.embeddings.shape[1] - 1] = 5.0
    assert int(taught.logits(columns).argmax()) == 2


def test_figures_are_those_of_photos_that_no_head_was_trained_on(table: Table, imagenet: ImageNet) -> None:
    for rows in breed_sets(table).values():
        assert rows.any()
        assert not (rows & table.trained).any()
        assert (table.breed[rows] >= 0).all()
    breeds = fit_breeds(table, imagenet, quiet)
    species = fit_species(table, imagenet, quiet)
    stated = {each.split: each for each in measured(table, breeds, species, 1)}
    further = stated[f"{MORE_BREEDS}, further breeds, test"]
    assert further.photos == 10
    assert further.values["top_1"] > 0.8
    assert stated[f"{MORE_BREEDS}, the 120 breeds"].photos == 20
    assert stated[f"{MORE_BREEDS}, never trained on"].photos == 30


def test_breed_figures_of_a_case_that_one_can_count() -> None:
    logits = np.eye(8)[[0, 0, 1, 2]] * 9.0
    labels = np.array([0, 1, 1, 2])
    values = breed_metrics(logits, labels, 1.0, 1337, cross_validate=False)
    assert values["top_1"] == 0.75
    assert values["top_5"] == 1.0
    assert values["top_1_low"] <= 0.75 <= values["top_1_high"]
    assert most_confused(logits, labels, list("abcdefgh")) == [{"first": "a", "second": "b", "photos": 1}]


def test_figures_are_told_with_their_intervals() -> None:
    values = share_metrics("taken_for_dogs", np.array([True] * 19 + [False]), 1337)
    told = in_words(Metrics(split="cats, test", photos=20, values=values))
    assert told.startswith("cats, test (20 photos): taken for dogs 0.950 (0.")
    assert "low" not in told
