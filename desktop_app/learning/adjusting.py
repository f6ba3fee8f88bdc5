"""What is made of photos with what was learned of breeds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning import known_breeds, new_breeds
from desktop_app.learning.discriminants import AT_ONCE, Discriminants, as_block, log_sum
from desktop_app.learning.looks import NONE, Adjusted, Looks

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

SAYS_ELSE = 0.01
"""By so much a probability is another one; less is not worth a word."""


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What was learned of all breeds, as arrays.

    Attributes:
        known: places of the pack's breeds of which something was learned, int32 `[m]`, rising.
        biases: float64 `[m]`.
        shifts: of their means, with what is taken off as `halves`.
        new: places of other breeds, int32 `[l]`, rising.
        offsets: float64 `[l]`: what their log-odds get.
        means: of these.
        pack: of all breeds of the pack; None where it does not tell.
        counts: int32 `[breeds]`: how many labels name each.
        pack_breeds: how many breeds the pack knows.
    """

    known: NDArray[np.int32]
    biases: Doubles
    shifts: Discriminants
    new: NDArray[np.int32]
    offsets: Doubles
    means: Discriminants
    pack: Discriminants | None
    counts: NDArray[np.int32]
    pack_breeds: int

    def adjust(self, looks: Looks) -> Adjusted:
        """What becomes of at most `AT_ONCE` photos; `rows` among these."""
        block = as_block(looks.vectors)
        count, ranks = looks.ranked.shape
        before = np.nan_to_num(looks.probabilities.astype(np.float64))
        before[looks.ranked == NONE] = 0
        shares = before * np.exp(self._of_known(block, looks.ranked))
        left = np.maximum(1 - before.sum(axis=1), 0)
        odds = self._of_new(block)[:count]
        highest = np.maximum(odds.max(axis=1, initial=0.0), 0.0)
        total = (shares.sum(axis=1) + left) * np.exp(-highest)
        powers = np.exp(odds - highest[:, None])
        total += powers.sum(axis=1)
        shares *= (np.exp(-highest) / total)[:, None]
        fresh, fresh_shares = _best(self.new, powers / total[:, None], ranks)
        ranked = np.concatenate([looks.ranked, fresh], axis=1)
        shares = np.concatenate([np.where(looks.ranked == NONE, -1.0, shares), fresh_shares], axis=1)
        order = np.argsort(-shares, axis=1, kind="stable")[:, :ranks]
        ranked, shares = np.take_along_axis(ranked, order, axis=1), np.take_along_axis(shares, order, axis=1)
        shares[ranked == NONE] = np.nan
        rows = self._changed(looks, before, ranked, shares)
        return self._said(looks, rows, ranked[rows], shares[rows])

    def _of_known(self, block: Floats, ranked: NDArray[np.int32]) -> Doubles:
        """What the logarithms of ranked breeds' probabilities get, `[n, k]`."""
        place_of = np.full(self.pack_breeds + 1, len(self.known), np.int32)
        place_of[self.known] = np.arange(len(self.known))
        at = place_of[ranked]
        if not len(self.known):
            return np.zeros(at.shape)
        most = known_breeds.MOST_SHIFT
        moved = np.clip(known_breeds.SHARPNESS * self.shifts.of_block(block)[: len(ranked)], -most, most)
        factors = np.concatenate([moved + self.biases, np.zeros((len(moved), 1))], axis=1)
        return np.take_along_axis(factors, at, axis=1)

    def _of_new(self, block: Floats) -> Doubles:
        """Logarithms of what new breeds' probabilities are to the pack's all, `[AT_ONCE, l]`."""
        if not len(self.new) or self.pack is None:
            return np.zeros((AT_ONCE, 0))
        against = log_sum(new_breeds.SHARPNESS * self.pack.of_block(block))
        return np.asarray(new_breeds.SHARPNESS * self.means.of_block(block) - against[:, None] + self.offsets)

    def _changed(self, looks: Looks, before: Doubles, ranked: NDArray[np.int32], shares: Doubles) -> NDArray[np.int32]:
        """Of which photos something else is said than the pack does."""
        other = (ranked != looks.ranked).any(axis=1) if ranked.shape[1] == 0 else ranked[:, 0] != looks.ranked[:, 0]
        same_place = ranked == looks.ranked
        moved = np.abs(np.nan_to_num(shares) - np.where(same_place, before, 0.0)) > SAYS_ELSE
        changed = (other | moved.any(axis=1)) & looks.can_be_compared() & (looks.ranked[:, 0] != NONE)
        return np.flatnonzero(changed).astype(np.int32)

    def _said(self, looks: Looks, rows: NDArray[np.int32], ranked: NDArray[np.int32], shares: Doubles) -> Adjusted:
        first = ranked[:, 0]
        brought = first != looks.ranked[rows, 0]
        learned = np.where(brought, self.counts[first], 0).astype(np.int32)
        sure = np.zeros(len(rows), np.bool_)
        return Adjusted(rows, ranked, shares, looks.dog[rows].astype(np.float64), learned, sure)


def _best(breeds: NDArray[np.int32], shares: Doubles, most: int) -> tuple[NDArray[np.int32], Doubles]:
    """The best of these breeds for each photo, at most so many: places, and shares."""
    if shares.shape[1] > most:
        at = np.argpartition(-shares, most - 1, axis=1)[:, :most]
        return breeds[at], np.take_along_axis(shares, at, axis=1)
    return np.broadcast_to(breeds, shares.shape), shares
