"""The score that tells dogs of breeds that the model knows from dogs of others."""

from dataclasses import replace

import numpy as np
import pytest

from tests.unit.training.bundled.tables import Rows, table_of
from tests.unit.training.refining.test_refine import FEATURES, SIZE, SMALL
from training.bundled.familiar import fit_familiarity, scores
from training.bundled.heads import FittedBreeds
from training.bundled.photos import CROPS, MORE_BREEDS, NO_DOGS, OTHER_SOURCES, UNKNOWN_DOGS
from training.bundled.table import Table
from training.datasets.splits import Side
from training.networks.heads import Familiarity, LinearHead, build_classifier

IDS = ("n02085620", "n02085782", "breed:bull_terrier")


@pytest.fixture
def table() -> Table:
    """The first three features tell the breeds; dogs of others look a little like one, and have the fourth."""
    random = np.random.default_rng(9)

    def rows(folder: str, side: Side, count: int, breed: int, species: int = 0) -> Rows:
        embeddings = random.normal(0, 0.7, (count, 8))
        if breed >= 0:
            embeddings[:, breed] += 2
        else:
            embeddings[:, random.integers(0, 3)] += 1.5
            embeddings[:, 3] += 1.5
        return Rows(folder, side, breed, species, embeddings)

    parts = [
        *(rows(CROPS, Side.TRAINING, 60, breed) for breed in (0, 1)),
        rows(MORE_BREEDS, Side.TRAINING, 30, 2),
        *(rows(MORE_BREEDS, Side.VALIDATION, 30, breed) for breed in (0, 1, -1)),
        rows(UNKNOWN_DOGS, Side.TRAINING, 40, -1),
        rows(NO_DOGS, Side.TRAINING, 40, -1, species=1),
        *(rows(OTHER_SOURCES, Side.VALIDATION, 60, breed) for breed in (0, 1, -1, -1)),
    ]
    return table_of(parts, IDS)


@pytest.fixture
def breeds() -> FittedBreeds:
    kernel = np.zeros((8, 3), np.float32)
    kernel[:3] = np.eye(3)
    head = LinearHead(kernel, np.zeros(3, np.float32))
    return FittedBreeds(head, 0.5, [], head)


def quiet(_line: str) -> None:
    """Says nothing."""


def told_apart(values: np.ndarray, known: np.ndarray) -> float:
    """In how many pairs of a known and a strange photo the known one has more."""
    return float((values[known][:, None] > values[~known][None, :]).mean())


def test_strangers_that_it_has_not_seen_get_less(table: Table, breeds: FittedBreeds) -> None:
    said: list[str] = []
    familiarity = fit_familiarity(table, breeds, said.append)
    rows = table.folder == OTHER_SOURCES
    embeddings, known = table.embeddings[rows], table.breed[rows] >= 0
    logits = breeds.head.logits(embeddings)
    both = told_apart(scores(familiarity, logits, embeddings), known)
    assert both > 0.85
    assert both > told_apart(logits.max(axis=1), known) + 0.05
    # Of the known: 120 crops, and 60 photos that judge; not the 30 of a further breed that are trained on.
    assert said == ["Familiarity: 180 photos of breeds that it knows, 70 of others"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(lambda table: table.folder == OTHER_SOURCES, id="photos from other sources"),
        pytest.param(lambda table: table.species != 0, id="cats"),
        pytest.param(lambda table: (table.folder == MORE_BREEDS) & table.trained, id="further breeds trained on"),
    ],
)
def test_photos_that_take_no_part(table: Table, breeds: FittedBreeds, rows: object) -> None:
    embeddings = table.embeddings.copy()
    embeddings[rows(table)] *= -3  # type: ignore[operator]
    first, second = (fit_familiarity(each, breeds, quiet) for each in (table, replace(table, embeddings=embeddings)))
    np.testing.assert_array_equal(first.head.kernel, second.head.kernel)


def test_each_folder_counts_for_its_share_however_many_photos_it_has(table: Table, breeds: FittedBreeds) -> None:
    twice = np.concatenate([np.arange(len(table.side)), np.flatnonzero(table.folder == CROPS)])
    more = Table(
        table.embeddings[twice], table.folder[twice], table.side[twice], table.breed[twice], table.species[twice],
        table.groups[twice], table.breed_ids, table.judges[twice], table.found[twice],
        table.nearer, table.nearer_of,
    )  # fmt: skip
    first, second = (fit_familiarity(each, breeds, quiet) for each in (table, more))
    np.testing.assert_allclose(first.head.kernel, second.head.kernel, atol=2e-3)


@pytest.mark.training
def test_the_network_gives_the_score_that_was_fitted(released_memory: None) -> None:
    random = np.random.default_rng(1)

    def head(columns: int) -> LinearHead:
        return LinearHead(
            random.normal(0, 1, (FEATURES, columns)).astype(np.float32),
            random.normal(0, 1, columns).astype(np.float32),
        )

    breeds, familiarity = head(3), Familiarity(1.7, head(1))
    model = build_classifier(SMALL, breeds, weights="random", familiarity=familiarity)
    photos = random.integers(0, 256, (6, SIZE, SIZE, 3), dtype=np.uint8)
    outputs = {name: np.asarray(values) for name, values in model(photos, training=False).items()}
    assert outputs["familiarity"].shape == (6, 1)
    expected = scores(familiarity, outputs["logits"], outputs["embedding"])
    np.testing.assert_allclose(outputs["familiarity"][:, 0], expected, rtol=1e-5)
    # Logits on another scale: the score is the same.
    scaled = build_classifier(SMALL, breeds.scaled(2.5), weights="random", familiarity=familiarity.of_scaled(2.5))
    np.testing.assert_allclose(np.asarray(scaled(photos, training=False)["familiarity"])[:, 0], expected, rtol=1e-4)
