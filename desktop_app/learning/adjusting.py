"""What is made of photos with what was learned of breeds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning import known_breeds
from desktop_app.learning.discriminants import SHARPNESS, Discriminants, as_block
from desktop_app.learning.looks import NONE, Adjusted, Looks
from desktop_app.learning.witnesses import Witnesses, less_sure, with_dogs

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

SAYS_ELSE = 0.01
"""By so much a probability is another one; less is not worth a word."""
ABOVE, BELOW = 0.9, 2.0
"""What log-odds count where a new breed comes first, and where it does not: there it hardly takes from the others."""
SURE, SURE_APART, SURE_LABELS = 6.0, 2.5, 5.0
"""Log-odds against the pack and against the next new breed, and labels, of a new breed that is sure."""
NEAR = -2.0
"""From these log-odds of a new breed on, the pack's first breed is not sure."""
DOUBTFUL = 0.5
"""A photo so much like those called unknown is not sure."""


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What was learned of all breeds, as arrays.

    Attributes:
        known: places of the pack's breeds of which something was learned, int32 `[m]`, rising.
        biases: float64 `[m]`.
        shifts: of their means, with what is taken off as `halves`.
        new: places of other breeds, int32 `[l]`, rising.
        offsets: float64 `[l]`: what their log-odds get.
        effective: float64 `[l]`: of how many labels they are, as far as these are believed.
        means: of these.
        has_pack: whether it is known where the pack's breeds lie.
        witnesses: labels that name no breed.
        counts: int32 `[breeds]`: how many labels name each.
        pack_breeds: how many breeds the pack knows.
    """

    known: NDArray[np.int32]
    biases: Doubles
    shifts: Discriminants
    new: NDArray[np.int32]
    offsets: Doubles
    effective: Doubles
    means: Discriminants
    has_pack: bool
    witnesses: Witnesses
    counts: NDArray[np.int32]
    pack_breeds: int

    def adjust(self, looks: Looks) -> Adjusted:
        """What becomes of at most `AT_ONCE` photos; `rows` among these."""
        block = as_block(looks.vectors.floats())
        ranks = looks.ranked.shape[1]
        before = np.nan_to_num(looks.probabilities.astype(np.float64))
        before[looks.ranked == NONE] = 0
        shares = before * np.exp(self.of_known(block, looks.ranked))
        shares /= (shares.sum(axis=1) + np.maximum(1 - before.sum(axis=1), 0))[:, None]
        best = np.maximum(shares.max(axis=1, initial=0.0), known_breeds.LEAST_PROBABILITY)
        odds = self.of_new(block, looks.vectors.against, best)
        powers = best[:, None] * np.exp(np.minimum(np.where(odds > 0, ABOVE * odds, BELOW * odds), 50))
        total = 1 + powers.sum(axis=1)
        fresh, fresh_shares = _best(self.new, powers / total[:, None], ranks)
        ranked = np.concatenate([looks.ranked, fresh], axis=1)
        shares = np.concatenate([np.where(looks.ranked == NONE, -1.0, shares / total[:, None]), fresh_shares], axis=1)
        order = np.argsort(-shares, axis=1, kind="stable")[:, :ranks]
        ranked, shares = np.take_along_axis(ranked, order, axis=1), np.take_along_axis(shares, order, axis=1)
        like = self.witnesses.near(block)[: len(looks)] if looks.near is None else looks.near
        doubt = self.witnesses.doubt(block, like[:, 1])
        shares = less_sure(np.maximum(shares, 0), doubt)
        shares[ranked == NONE] = np.nan
        dog = with_dogs(looks.dog.astype(np.float64), like[:, 0])
        sure, near = self._certainty(odds)
        doubted = near | (doubt >= DOUBTFUL)
        other = (ranked[:, 0] != looks.ranked[:, 0]) | doubted
        moved = np.abs(np.nan_to_num(shares) - np.where(ranked == looks.ranked, before, 0.0)) > SAYS_ELSE
        other |= moved.any(axis=1) | (np.abs(np.nan_to_num(dog - looks.dog)) > SAYS_ELSE)
        rows = np.flatnonzero(other & looks.can_be_compared() & (looks.ranked[:, 0] != NONE)).astype(np.int32)
        first = ranked[rows, 0]
        learned = np.where(first != looks.ranked[rows, 0], self.counts[first], 0).astype(np.int32)
        sure = sure[rows] & (first >= self.pack_breeds)
        return Adjusted(rows, ranked[rows], shares[rows], dog[rows], learned, sure, doubted[rows])

    def of_new(self, block: Floats, against: Floats, best: Doubles) -> Doubles:
        """Log-odds of each new breed against the pack's first, whose probability is `best` `[n]`: `[n, l]`."""
        if not len(self.new) or not self.has_pack:
            return np.zeros((len(best), 0))
        odds = SHARPNESS * self.means.of_block(block)[: len(best)] + self.offsets
        return np.asarray(odds - (against.astype(np.float64) + np.log(best))[:, None])

    def places_of(self, ranked: NDArray[np.int32]) -> NDArray[np.int32]:
        """Where ranked breeds stand in `known`, `[n, k]`; behind its end where nothing was learned of them."""
        place_of = np.full(self.pack_breeds + 1, len(self.known), np.int32)
        place_of[self.known] = np.arange(len(self.known))
        return np.asarray(place_of[ranked], np.int32)

    def _certainty(self, odds: Doubles) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Where the first of the new breeds is sure, and where one is near enough that none of the pack's is, `[n]`."""
        if not odds.shape[1]:
            return np.zeros(len(odds), np.bool_), np.zeros(len(odds), np.bool_)
        first = odds.argmax(axis=1)
        top = odds.max(axis=1)
        second = np.full(len(odds), -np.inf)
        if odds.shape[1] > 1:
            second = np.partition(odds, -2, axis=1)[:, -2]
        enough = self.effective[first] >= SURE_LABELS - 1e-9
        return (top > SURE) & (top - second > SURE_APART) & enough, top >= NEAR

    def of_known(self, block: Floats, ranked: NDArray[np.int32]) -> Doubles:
        """What the logarithms of ranked breeds' probabilities get, `[n, k]`."""
        at = self.places_of(ranked)
        if not len(self.known):
            return np.zeros(at.shape)
        most = known_breeds.MOST_SHIFT
        moved = np.clip(SHARPNESS * self.shifts.of_block(block)[: len(ranked)], -most, most)
        factors = np.concatenate([moved + self.biases, np.zeros((len(moved), 1))], axis=1)
        return np.take_along_axis(factors, at, axis=1)


def _best(breeds: NDArray[np.int32], shares: Doubles, most: int) -> tuple[NDArray[np.int32], Doubles]:
    """The best of these breeds for each photo, at most so many: places, and shares."""
    if shares.shape[1] > most:
        at = np.argpartition(-shares, most - 1, axis=1)[:, :most]
        return breeds[at], np.take_along_axis(shares, at, axis=1)
    return np.broadcast_to(breeds, shares.shape), shares
