"""A made-up pack of a few breeds in a space of a few numbers, and photos of them."""

import numpy as np

from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.learning.background import Background
from desktop_app.learning.evidence import Evidence
from desktop_app.learning.looks import Looks
from desktop_app.learning.space import Space

DIMENSION, BREEDS, RANKED = 48, 6, 5
PACK = tuple(f"breed {place}" for place in range(BREEDS))
LABELS = [Label.breed(breed) for breed in (*PACK, "podenco", "own: cross")]
LABELS += [Label.mix("podenco", "breed 1"), Label.mix("breed 0", "breed 1", "breed 2"), Label.mix(), UNKNOWN, NO_DOG]


def background() -> Background:
    random = np.random.default_rng(3)
    axes, _ = np.linalg.qr(random.normal(size=(DIMENSION, 12)))
    means = random.normal(size=(BREEDS, DIMENSION)).astype(np.float32) * 2
    variances = np.linspace(2, 1, 12).astype(np.float32)
    photos = np.full(BREEDS, 80, np.int32)
    return Background(means, means.mean(axis=0), axes.astype(np.float32), variances, 0.5, photos)


SPACE = Space.of(background())


def photos_of(places: list[int], seed: int = 0) -> np.ndarray:
    """Embeddings of photos: of the pack's breeds, and of others that lie elsewhere."""
    random = np.random.default_rng(99)
    centres = np.concatenate([background().means, random.normal(size=(6, DIMENSION)) * 2])
    noise = np.random.default_rng(seed).normal(size=(len(places), DIMENSION))
    return (centres[places] + 1.15 * noise).astype(np.float16)


def looks_of(embeddings: np.ndarray, seed: int = 1) -> Looks:
    """What a pack says of them that is often unsure."""
    random = np.random.default_rng(seed)
    shares = np.sort(random.dirichlet(np.ones(BREEDS), len(embeddings)), axis=1)[:, ::-1][:, :RANKED]
    ranked = np.argsort(random.random((len(embeddings), BREEDS)), axis=1)[:, :RANKED].astype(np.int32)
    return Looks(
        SPACE.project(embeddings), ranked, np.ascontiguousarray(shares), random.uniform(0.2, 1, len(embeddings))
    )


def evidence_of(
    keys: list[int], labels: list[int], looks: Looks, animals: list[int] | None = None, before: Evidence | None = None
) -> Evidence:
    """Labels, as places in `LABELS`, of the photos with these keys: rows of `looks`."""
    rows = np.array(keys, np.int64)
    owners = np.full(len(keys), -1) if animals is None else np.array(animals, np.int64)
    times = np.where(rows % 3 == 0, rows * 3_000_000_000, 0)
    return Evidence.of(
        rows, np.array(labels, np.int32), LABELS, owners, times, looks.at(rows), pack_breeds=PACK, previous=before
    )
