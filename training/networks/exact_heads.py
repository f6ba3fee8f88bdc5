"""A linear head at the minimum of its loss to the last digits that are stored, over photos that come in blocks.

`heads.fit_linear_head` computes in 32 bits, and ends where a photo's loss no longer changes: what a head needs. Here
sums are in 64 bits and the search ends where the distance from the minimum is known to be small, so that the head does
not depend on how its photos were divided, nor on where they lie: in memory, in files, on several machines.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cholesky, solve_triangular
from scipy.optimize import OptimizeResult, minimize

from training.networks.heads import LinearHead

Doubles = NDArray[np.float64]
Block = tuple[NDArray[np.floating], NDArray[np.integer], Doubles]
"""Features `[N, D]`, column numbers `[N]`, and how much each photo counts `[N]`."""

# How far, in the length of all weights' differences together, a head may be from the minimum.
EXACT = 1e-6
# And those along a path, of which one is chosen.
NEAR = 1e-2
_MOST_ITERATIONS = 2_000
# Beginning anew forgets differences between gradients that are nothing but rounding.
_ROUNDS = 4
_ROWS = 2_048


class Photos(Protocol):
    """What is fitted to: sums over all photos, however they are held."""

    def sums(self, parameters: Doubles, smoothing: float) -> tuple[float, Doubles]:
        """Loss and its gradient `[D + 1, C]`, without the penalty, as means over the photos by their weights."""
        ...

    def moments(self) -> Doubles:
        """Mean of the products of two features, the last one always 1, `[D + 1, D + 1]`; some of the photos will do."""
        ...


@dataclass(frozen=True, eq=False)
class PhotosInBlocks:
    """Photos that are read block by block, each time from the beginning.

    Attributes:
        blocks: reads them; always the same ones in the same order.
        weight: what all photos count together.
    """

    blocks: Callable[[], Iterable[Block]]
    weight: float

    def sums(self, parameters: Doubles, smoothing: float) -> tuple[float, Doubles]:
        """As `Photos.sums`."""
        value, gradient = 0.0, np.zeros_like(parameters)
        for features, labels, weights in self.blocks():
            for first in range(0, len(labels), _ROWS):
                rows = slice(first, first + _ROWS)
                value += add_block(features[rows], labels[rows], weights[rows], parameters, smoothing, gradient)
        return value / self.weight, gradient / self.weight

    def moments(self) -> Doubles:
        """As `Photos.moments`."""
        total: Doubles | float = 0.0
        for features, _, weights in self.blocks():
            for first in range(0, len(weights), _ROWS):
                total = total + moments_of_block(features[first : first + _ROWS], weights[first : first + _ROWS])
        return np.asarray(total) / self.weight


def add_block(
    features: NDArray[np.floating],
    labels: NDArray[np.integer],
    weights: Doubles,
    parameters: Doubles,
    smoothing: float,
    gradient: Doubles,
) -> float:
    """Add one block's gradient to `gradient` `[D + 1, C]`, and give its loss; both by weights, and not divided."""
    wide = features.astype(np.float64)
    rows, columns = np.arange(len(labels)), parameters.shape[1]
    logs = wide @ parameters[:-1]
    logs += parameters[-1]
    logs -= logs.max(axis=1, keepdims=True)
    shares = np.exp(logs)
    total = shares.sum(axis=1, keepdims=True)
    logs -= np.log(total)
    loss = -(1 - smoothing) * float(weights @ logs[rows, labels])
    if smoothing:
        loss -= smoothing / columns * float(weights @ logs.sum(axis=1))
    shares /= total
    shares -= smoothing / columns
    shares[rows, labels] -= 1 - smoothing
    shares *= weights[:, None]
    gradient[:-1] += wide.T @ shares
    gradient[-1] += shares.sum(axis=0)
    return loss


def moments_of_block(features: NDArray[np.floating], weights: Doubles) -> Doubles:
    """Sum of the products of two features by weights, the last one always 1, `[D + 1, D + 1]`."""
    wide = np.concatenate([features.astype(np.float64), np.ones((len(features), 1))], axis=1)
    wide *= np.sqrt(weights)[:, None]
    return np.asarray(wide.T @ wide)


_SEARCH = {"maxiter": _MOST_ITERATIONS, "maxcor": 20, "ftol": 0.0, "gtol": 0.0}


def fit_exactly(
    photos: Photos,
    moments: Doubles,
    start: LinearHead,
    *,
    penalty: float,
    label_smoothing: float = 0.0,
    begin: LinearHead | None = None,
    within: float = EXACT,
) -> LinearHead:
    """Softmax regression that is pulled towards its start, as `heads.fit_linear_head`: the same loss, by L-BFGS-B.

    The search goes in other coordinates, those in which the curvature at a head that knows nothing is the same in all
    directions (a fixed bound of it: Böhning 1992, doi:10.1007/BF00048682). The minimum is where it was, and found in a
    few dozen looks at the photos instead of hundreds.

    It ends where the gradient is so small that the weights are `within` of the minimum: the penalty makes the loss
    curved by as much in all directions, so that the distance is at most the gradient's length divided by it.

    Args:
        photos: what is fitted to.
        moments: as `Photos.moments` gives them.
        start: where the penalty is zero.
        penalty: of squared distance from the start; above zero.
        label_smoothing: share of the probability that is spread over all columns (Szegedy et al. 2016).
        begin: where the search begins; the start by default.
        within: how far from the minimum the weights may be: the root of the sum of squared differences.
    """
    columns = start.kernel.shape[1]
    origin = np.vstack([start.kernel, start.bias]).astype(np.float64)
    triangle = _triangle(moments, penalty, columns)
    steepness = [np.inf]

    def loss(flat: Doubles) -> tuple[float, Doubles]:
        change = solve_triangular(triangle, flat.reshape(-1, columns), check_finite=False)
        value, gradient = photos.sums(origin + change, label_smoothing)
        gradient[:-1] += penalty * change[:-1]
        steepness[0] = float(np.linalg.norm(gradient))
        turned = solve_triangular(triangle, gradient, trans="T", check_finite=False)
        return value + 0.5 * penalty * float((change[:-1] ** 2).sum()), turned.ravel()

    def enough(intermediate_result: OptimizeResult) -> None:
        del intermediate_result
        if steepness[0] <= within * penalty:
            raise StopIteration

    first = np.zeros_like(origin) if begin is None else np.vstack([begin.kernel, begin.bias]) - origin
    flat = (triangle @ first).ravel()
    for _ in range(_ROUNDS):
        flat = minimize(loss, flat, jac=True, method="L-BFGS-B", callback=enough, options=_SEARCH).x
        if steepness[0] <= within * penalty:
            break
    found = origin + solve_triangular(triangle, flat.reshape(-1, columns), check_finite=False)
    return LinearHead(found[:-1].astype(np.float32), found[-1].astype(np.float32))


def _triangle(moments: Doubles, penalty: float, columns: int) -> Doubles:
    """The upper triangular root of the curvature where all columns are equally likely, `[D + 1, D + 1]`."""
    curvature = moments * ((1 - 1 / columns) / columns)
    curvature[np.diag_indices(len(curvature) - 1)] += penalty
    return np.asarray(cholesky(curvature, check_finite=False))
