"""Fits the score by which the bundled model tells dogs of breeds that it knows from dogs of others.

The greatest logit alone ranks a photo of a breed that it knows above one of another breed in four of five pairs; a
linear head that has seen dogs of other breeds, few as they are, adds to it. Of dogs that the head has not seen (the
photos from other sources), 0.80 of the pairs became 0.85.
"""

import numpy as np
from numpy.typing import NDArray

from training.bundled.heads import FittedBreeds
from training.bundled.photos import CROPS, MORE_BREEDS, OTHER_SOURCES, UNKNOWN_DOGS
from training.bundled.table import Say, Table
from training.networks.heads import Familiarity, LinearHead, fit_linear_head

# How much the photos of each folder count. Of the dogs of unknown breed, many are of one that is known.
KNOWN_SHARES = {MORE_BREEDS: 0.6, CROPS: 0.4}
STRANGE_SHARES = {MORE_BREEDS: 0.67, UNKNOWN_DOGS: 0.33}
# So few photos teach little, and what they look like beside the dog much: the head is held near zero, and counts for
# twice its own logit beside that of the breeds. Penalties from 0.03 to 1 and weights from 0.3 to 4 were tried.
PENALTY, WEIGHT = 0.3, 2.0


def fit_familiarity(table: Table, breeds: FittedBreeds, say: Say) -> Familiarity:
    """The score for the network of these breeds."""
    known = (table.breed >= 0) & (table.species == 0) & (table.folder != OTHER_SOURCES)
    known &= np.where(table.folder == MORE_BREEDS, table.judges, table.trained)
    strange = (table.breed < 0) & (table.species == 0) & (table.folder != OTHER_SOURCES)
    strange &= table.trained | table.judges
    weights = _shares(table, known, KNOWN_SHARES) + _shares(table, strange, STRANGE_SHARES)
    rows = np.flatnonzero(weights)
    say(f"Familiarity: {int(known[rows].sum())} photos of breeds that it knows, {int(strange[rows].sum())} of others")
    size = table.embeddings.shape[1]
    start = LinearHead(np.zeros((size, 2), np.float32), np.zeros(2, np.float32))
    labels = strange[rows].astype(np.int64)
    head = fit_linear_head(
        table.embeddings[rows], labels, start, penalty=PENALTY, photo_weights=weights[rows], iterations=100
    )
    difference = LinearHead(head.kernel[:, :1] - head.kernel[:, 1:], head.bias[:1] - head.bias[1:])
    return Familiarity(1 / breeds.temperature, difference.scaled(WEIGHT))


def scores(head: Familiarity, logits: NDArray[np.floating], embeddings: NDArray[np.floating]) -> NDArray[np.float64]:
    """What the graph gives as `familiarity`, `[N]`: of logits `[N, C]` and embeddings `[N, D]`."""
    return np.asarray(logits.max(axis=1) * head.known + head.head.logits(embeddings)[:, 0], np.float64)


def _shares(table: Table, rows: NDArray[np.bool_], shares: dict[str, float]) -> NDArray[np.float64]:
    weights = np.zeros(len(rows))
    for folder, share in shares.items():
        members = rows & (table.folder == folder)
        weights[members] = share / max(1, members.sum())
    return weights
