"""Which kind of dog is said of photos with the memory: the pack's sums, with adjusted probabilities in them.

The memory goes by the first few breeds of a photo, and by what the pack says of one kind. What it leaves to all other
breeds it leaves to each in the same share, as `remembering` does. So the sum for the kind that the pack says is whole;
that of another kind lacks breeds that nobody ranked, and is the least that it can be: never too sure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from desktop_app.breeds.kinds import bundled_kinds
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.inference.decisions import ORDER, kind_word
from desktop_app.inference.manifest import Kind
from desktop_app.inference.manifest_rules import KindRule
from desktop_app.learning.looks import NONE, Adjusted

NO_WORD = -1
_SURE = ORDER.index(Confidence.SURE)
_MAYBE = ORDER.index(Confidence.MAYBE)
LITTLE = 0.005
"""Where the pack leaves less than that to breeds that are not ranked, nobody can tell how these share it."""


@dataclass(frozen=True, slots=True, eq=False)
class KindsOfBreeds:
    """Of which kind each breed of a memory is.

    Attributes:
        ids: of the kinds.
        of: int32 `[breeds + 1]`, places in `ids`; -1 for a breed of no kind, and, at the end, for no breed.
        rule: of the pack.
    """

    ids: tuple[str, ...]
    of: NDArray[np.int32]
    rule: KindRule

    @classmethod
    def in_memory(
        cls,
        kinds: Sequence[Kind],
        rule: KindRule | None,
        breed_ids: tuple[str, ...],
        known: int,
        kind_of: Callable[[str], str | None] | None = None,
    ) -> Self | None:
        """Of the pack's breeds, as it says itself; of others, as the app's table has it. None for packs without kinds.

        Args:
            kinds: of the pack.
            rule: of the pack.
            breed_ids: of the memory; the pack's come first.
            known: how many are the pack's.
            kind_of: breed id → id of its kind; the app's own table where it is left out.
        """
        if rule is None or not kinds:
            return None
        kind_of = bundled_kinds().of if kind_of is None else kind_of
        by_pack = {breed_id: kind.id for kind in kinds for breed_id in kind.breeds}
        named = [*(by_pack.get(each) for each in breed_ids[:known]), *map(kind_of, breed_ids[known:])]
        ids = tuple(dict.fromkeys([*(kind.id for kind in kinds), *filter(None, named)]))
        places = {kind_id: place for place, kind_id in enumerate(ids)}
        of = [NONE if each is None else places[each] for each in named]
        return cls(ids, np.array([*of, NONE], np.int32), rule)

    def place(self, kind_id: str | None) -> int:
        """Where a kind stands; -1 for none, and for one that no breed is of."""
        return self.ids.index(kind_id) if kind_id in self.ids else NONE


@dataclass(frozen=True, slots=True, eq=False)
class KindsSaid:
    """The likeliest kinds of m photos.

    Attributes:
        kinds: int32 `[m]`, places in `KindsOfBreeds.ids`; -1 for none.
        probabilities: float64 `[m]`; not a number for none.
        words: int8 `[m]`: places in `decisions.ORDER`; `NO_WORD` for none, and for "no dog".
    """

    kinds: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    words: NDArray[np.int8]

    def at(self, rows: NDArray[np.signedinteger]) -> "KindsSaid":
        """Those of some of the photos."""
        return KindsSaid(self.kinds[rows], self.probabilities[rows], self.words[rows])

    @classmethod
    def nothing(cls, count: int) -> Self:
        """No kind is said of so many photos."""
        return cls(
            np.full(count, NONE, np.int32), np.full(count, np.nan), np.full(count, NO_WORD, np.int8)
        )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class KindsBefore:
    """What the pack says of the same m photos.

    Attributes:
        table: of which kind the breeds are.
        ranked: int32 `[m, k]`: its breeds, places in the memory's `breed_ids`; -1 for none.
        probabilities: `[m, k]`, theirs.
        said: its kinds.
    """

    table: KindsOfBreeds
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.floating]
    said: KindsSaid

    def at(self, rows: NDArray[np.signedinteger]) -> "KindsBefore":
        """Of some of the photos."""
        return KindsBefore(self.table, self.ranked[rows], self.probabilities[rows], self.said.at(rows))


def kinds_with_memory(adjusted: Adjusted, pack: KindsBefore, no_dog: NDArray[np.bool_]) -> KindsSaid:
    """Sum up the adjusted probabilities, kind by kind.

    "Sure" is only what was: the pack's word for the same kind, of a photo that the memory does not doubt; or the kind
    of a breed for which the memory vouches. Of a photo of which the pack says no kind, none is said.

    Args:
        adjusted: by the memory, m photos.
        pack: what the pack says of them.
        no_dog: bool `[m]`: which are "no dog" now.
    """
    if not len(adjusted):
        return KindsSaid.nothing(0)
    table, said = pack.table, pack.said
    before = np.where(pack.ranked == NONE, 0.0, np.nan_to_num(pack.probabilities.astype(np.float64)))
    after = np.where(adjusted.ranked == NONE, 0.0, np.nan_to_num(adjusted.probabilities))
    stays = (pack.ranked[:, :, None] == adjusted.ranked[:, None, :]).any(axis=2) & (pack.ranked != NONE)
    was = _sums(table, pack.ranked, np.where(stays, before, 0.0))
    # What is not ranked now: of the kind that the pack says, all is known; of others, what the pack ranked.
    others = _sums(table, pack.ranked, np.where(stays, 0.0, before))
    rows = np.flatnonzero(said.kinds != NONE)
    mine = said.kinds[rows]
    others[rows, mine] = np.maximum(np.nan_to_num(said.probabilities[rows]) - was[rows, mine], 0.0)
    left = np.maximum(1 - after.sum(axis=1), 0.0)
    shares = left / np.maximum(1 - np.where(stays, before, 0.0).sum(axis=1), LITTLE)
    sums = np.minimum(_sums(table, adjusted.ranked, after) + others * shares[:, None], 1.0)
    best = sums.argmax(axis=1).astype(np.int32)
    best[said.kinds == NONE] = NONE
    likeliest = np.where(best == NONE, np.nan, sums.max(axis=1))
    words = np.array([ORDER.index(kind_word(each, table.rule)) for each in np.nan_to_num(likeliest)], np.int8)
    vouched = (said.words == _SURE) & (said.kinds == best) & ~adjusted.doubted
    vouched |= adjusted.sure & (table.of[adjusted.ranked[:, 0]] == best)
    words[(words == _SURE) & ~vouched] = _MAYBE
    words[no_dog | (best == NONE)] = NO_WORD
    return KindsSaid(best, likeliest, words)


def _sums(table: KindsOfBreeds, ranked: NDArray[np.int32], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each photo the sum of its ranked breeds' shares for each kind, `[m, kinds]`."""
    sums = np.zeros((len(ranked), len(table.ids)))
    kinds = table.of[ranked]
    rows, columns = np.nonzero(kinds != NONE)
    np.add.at(sums, (rows, kinds[rows, columns]), shares[rows, columns])
    return sums
