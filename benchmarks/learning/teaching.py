"""Is "teaches most" better than chance? A person labels photos in that order, or in any, and the others are judged.

A shelter's collection is made: half of it dogs of breeds that the pack does not know, half of those that it knows, from
other sources than those that it was trained on. Of each breed, half of the photos wait for labels, the others judge.
"""

import numpy as np

from benchmarks.learning.lessons import learned_from, with_memory, without_memory
from benchmarks.learning.protocol import Floats, Report
from benchmarks.learning.world import Rows, World
from desktop_app.learning.teaching import teaches_most

LABELLED = (20, 50, 100)
IN_A_ROUND = 10
"""After so many labels the order is made anew."""


def teaching_order(world: World, report: Report, seeds: range) -> None:
    """How much more often the first breed is right after so many labels, in the order and by chance."""
    print("which photos to label next: the order, against chance")
    before: list[float] = []
    gains: dict[int, list[float]] = {count: [] for count in LABELLED}
    ordered: dict[int, list[float]] = {count: [] for count in LABELLED}
    chance: dict[int, list[float]] = {count: [] for count in LABELLED}
    for seed in seeds:
        pool, judges = _halves(world, seed)
        before.append(float(without_memory(world, judges).right(world).mean()))
        by_order = _right_after(world, pool, judges, None)
        by_chance = _right_after(world, pool, judges, np.random.default_rng((3, seed)))
        for count in LABELLED:
            gains[count].append(float(by_order[count] - by_chance[count]))
            ordered[count].append(float(by_order[count]))
            chance[count].append(float(by_chance[count]))
    report.line("right without labels", before)
    for count in LABELLED:
        report.line(f"right after {count} labels, by chance", chance[count])
        report.line(f"right after {count} labels, in the order", ordered[count])
        report.line(f"more often right, {count} labels", gains[count], least=0.0)


def _halves(world: World, seed: int) -> tuple[Rows, Rows]:
    random = np.random.default_rng((2, seed))
    of_shelter = ~np.char.startswith(world.sources, "crops")
    new = np.isin(world.breeds, world.new_breeds())
    known = np.isin(world.breeds, world.pack_breeds) & of_shelter
    chosen = np.flatnonzero(new | known)
    # Twins stay on one side.
    side = random.random(len(world.twins)) < 0.5
    in_pool = side[world.twins[chosen]]
    return random.permutation(chosen[in_pool]), chosen[~in_pool]


def _right_after(world: World, pool: Rows, judges: Rows, by_chance: np.random.Generator | None) -> dict[int, Floats]:
    taught, left, memory = pool[:0], pool, None
    found = {}
    for count in range(IN_A_ROUND, max(LABELLED) + 1, IN_A_ROUND):
        if by_chance is not None:
            order = by_chance.permutation(len(left))
        else:
            order = teaches_most(world.looks(left), memory, world.space)
        taught, left = np.concatenate([taught, left[order[:IN_A_ROUND]]]), left[order[IN_A_ROUND:]]
        memory = learned_from(world, taught, world.breeds[taught])
        if count in LABELLED:
            found[count] = with_memory(world, memory, judges).right(world).mean()
    return found
