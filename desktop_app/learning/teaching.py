"""Which photos teach most when they are labelled next: those that are uncertain, and unlike one another.

Uncertain photos alone are much alike, so that the second one teaches what the first one taught. So each photo that is
taken makes those near it less wanted: a greedy cover (Sener and Savarese, "Active learning for convolutional neural
networks: a core-set approach", 2018) in which each photo counts by its uncertainty, the best probability against the
next one (Scheffer, Decomain and Wrobel, "Active hidden Markov models for information extraction", 2001).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.cancelling import CancelledError, never
from desktop_app.learning.looks import Looks
from desktop_app.learning.memory import Memory
from desktop_app.learning.space import Space

MOST_CANDIDATES = 8192
MOST_TAKEN = 512


def teaches_most(
    looks: Looks,
    memory: Memory | None,
    space: Space,  # noqa: ARG001 - the looks are in it already
    is_cancelled: Callable[[], bool] = never,
) -> NDArray[np.int64]:
    """Places of the photos, what teaches most first.

    Args:
        looks: n photos that nobody has decided.
        memory: what was learned of labels; None where there are none.
        space: where the photos are compared.
        is_cancelled: asked now and then.

    Raises:
        CancelledError: nobody wants to know any more.
    """
    shares = np.nan_to_num(looks.probabilities).copy()
    if memory is not None:
        adjusted = memory.adjust(looks)
        shares[adjusted.rows] = np.nan_to_num(adjusted.probabilities)
    dog = np.nan_to_num(looks.dog, nan=1.0)
    doubt = (1 - shares[:, 0] + (shares[:, 1] if shares.shape[1] > 1 else 0)) * dog
    by_doubt = np.argsort(-doubt, kind="stable")
    candidates = by_doubt[:MOST_CANDIDATES]
    vectors = np.nan_to_num(looks.vectors[candidates].astype(np.float32))
    squares = (vectors**2).sum(axis=1)
    # In the space, photos of one breed lie so far apart, squared: the scale of what is near.
    scale = 2.0 * float(np.median(squares)) if len(squares) else 1.0
    wanted, taken = doubt[candidates].copy(), []
    for _ in range(min(MOST_TAKEN, len(candidates))):
        if is_cancelled():
            raise CancelledError
        best = int(wanted.argmax())
        taken.append(best)
        apart = squares + squares[best] - 2 * (vectors @ vectors[best])
        wanted *= 1 - np.exp(-np.maximum(apart, 0) / (0.25 * scale + 1e-9))
        wanted[best] = -np.inf
    first = candidates[taken]
    is_first = np.zeros(len(looks), np.bool_)
    is_first[first] = True
    return np.concatenate([first, by_doubt[~is_first[by_doubt]]]).astype(np.int64)
