"""How far a training is and how long it still takes, from steps that were measured; without Keras."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from training.recipes.schema import Recipe

Counting = Callable[[str], Callable[[int, int], None]]
"""Names what is counted, and gives what is told how many are done and how many there are."""


def no_counting(_what: str) -> Callable[[int, int], None]:
    """Tells nobody."""
    return lambda _done, _all: None


# Of a network that goes downhill step by step; with fewer it has hardly left where it began.
FEWEST_STEPS = 300


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a training stands, for whoever shows it.

    Attributes:
        epoch: the one at work, from 1.
        epochs: at most.
        step: of the epoch, as many as are done.
        steps: an epoch; 0 where an epoch has none, because the head is put at its optimum.
        seconds_left: until the last epoch, from what was measured; None as long as nothing was.
        loss: over the epoch so far.
        finished_epoch: the line of the history, when the epoch has just ended.
    """

    epoch: int
    epochs: int
    step: int
    steps: int
    seconds_left: float | None
    loss: float
    finished_epoch: Mapping[str, Any] | None = None


Watcher = Callable[[Moment], None]


class Pace:
    """What a step takes, and what the rest of an epoch takes (checking, writing), in this process.

    The first step of a process is not counted: it compiles the network, and would make every estimate far too long.
    """

    def __init__(self) -> None:
        self._compiled = False
        self._steps, self._in_steps = 0, 0.0
        self._rests: list[float] = []

    def step(self, seconds: float) -> None:
        """A step was done."""
        if self._compiled:
            self._steps, self._in_steps = self._steps + 1, self._in_steps + seconds
        self._compiled = True

    def rest(self, seconds: float) -> None:
        """All that an epoch takes beside its steps was done."""
        self._rests.append(seconds)

    def left(self, steps: int, epochs: int) -> float | None:
        """Seconds for so many more steps and the rests of so many epochs; None where a step was not measured yet.

        The first rest compiles too: the later ones tell the time better.
        """
        if steps and not self._steps:
            return None
        if epochs and not steps and not self._rests:
            return None
        rests = self._rests[1:] or self._rests
        rest = sum(rests) / len(rests) if rests else 0.0
        return (self._in_steps / self._steps if self._steps else 0.0) * steps + rest * epochs


def steps_per_epoch(photos: int, recipe: Recipe) -> int:
    """Batches in an epoch."""
    steps = math.ceil(photos / recipe.fit.batch_size)
    return min(steps, recipe.fit.steps_per_epoch or steps)


def too_few_steps(photos: int, recipe: Recipe, option: str = "--set fit.epochs=") -> str | None:
    """What a person is told where a network cannot learn much in the steps that it gets; None where they are enough.

    Args:
        photos: to train on.
        recipe: how.
        option: that sets the epochs.
    """
    if recipe.finds_the_optimum or recipe.leaves_the_head:
        return None
    an_epoch = steps_per_epoch(photos, recipe)
    in_all = an_epoch * recipe.fit.epochs
    if in_all >= FEWEST_STEPS:
        return None
    ways = [f"more epochs ({option}{math.ceil(FEWEST_STEPS / an_epoch)})"]
    smaller = photos * recipe.fit.epochs // FEWEST_STEPS
    if recipe.fit.steps_per_epoch is not None:
        ways.append("no limit (--set fit.steps_per_epoch=none)")
    elif 4 <= smaller < recipe.fit.batch_size:
        ways.append(f"smaller batches (--set fit.batch_size={smaller})")
    return (
        f"only {in_all} steps in all ({recipe.fit.epochs} epochs of {an_epoch}): a network that learns step by step "
        f"hardly learns in fewer than {FEWEST_STEPS}. What helps: {', or '.join(ways)}"
    )
