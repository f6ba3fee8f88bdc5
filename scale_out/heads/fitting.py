"""A head along the path of penalties: each at its minimum, the best by the photos that judge, that one exactly.

As `training.fitting.optimum` does it in memory: the same loss, the same penalties, the same choice.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.manifest_rules import ConfidenceRule
from scale_out.heads.crews import Crew, PhotosOfCrew
from scale_out.heads.labels import Breed, Keys
from scale_out.heads.shards import VALIDATION, Gathered
from scale_out.heads.sides import Sides
from training.evaluation.calibration import log_probabilities
from training.evaluation.intervals import wilson_interval
from training.evaluation.promises import bounded_temperature, words_of
from training.networks.exact_heads import NEAR, Doubles, fit_exactly
from training.networks.heads import PENALTIES, LinearHead

Say = Callable[[str], object]
# So many steps without a better one are enough: each next one takes longer than all before.
PATIENCE = 2
# A temperature is as good from so many photos as from all, and memory does not grow with them.
CALIBRATED_ON = 5_000


@dataclass(frozen=True, slots=True)
class Wish:
    """How a head is fitted.

    Attributes:
        label_smoothing: share of each label that is spread over all breeds (Szegedy et al. 2016).
        balanced: whether all breeds count the same, however many photos they have.
        validation: share of the photos that judges.
        penalties: of the path, from the strongest on.
    """

    label_smoothing: float = 0.0
    balanced: bool = False
    validation: float = 0.2
    penalties: tuple[float, ...] = PENALTIES


@dataclass(frozen=True, eq=False)
class Fitted:
    """A head and what is known of it.

    Attributes:
        head: at its minimum.
        breeds: its columns.
        history: of the path, a line a step.
        best: the step that was chosen, from 0.
        temperature: of its probabilities.
        words: when "sure" and "maybe" are said; None where the photos cannot promise them.
        metrics: of the photos that judge.
    """

    head: LinearHead
    breeds: tuple[Breed, ...]
    history: list[dict[str, Any]]
    best: int
    temperature: float
    words: tuple[ConfidenceRule, ConfidenceRule] | None
    metrics: dict[str, Any]


def fit_head(crew: Crew, held: Sequence[Gathered], sides: Sides, size: int, wish: Wish, say: Say) -> Fitted:
    """Fit it.

    Args:
        crew: has gathered the features.
        held: what each shard gathered.
        sides: what the photos are for.
        size: of an embedding, D.
        wish: how.
        say: told about each step.

    Raises:
        ScaleError: a process of a cluster ended.
    """
    weights = np.ones(len(sides.breeds))
    if wish.balanced:
        weights = sides.training.sum() / (len(sides.breeds) * sides.training.astype(np.float64))
    crew.ask("assign", sides.columns, sides.sides, [weights] * crew.count)
    photos = PhotosOfCrew(crew, int(sides.training.sum()), float(weights @ sides.training))
    say(f"{photos.photos:,} photos of {len(sides.breeds)} breeds to train on, {sides.validation:,} to judge by")
    moments = photos.moments()
    start = LinearHead(np.zeros((size, len(sides.breeds)), np.float32), np.zeros(len(sides.breeds), np.float32))
    heads, history = _path(crew, photos, moments, start, sides.validation, wish, say)
    best = best_step(history)
    penalty = history[best]["penalty"]
    say(f"penalty {penalty:g} is the best: to its minimum")
    head = fit_exactly(photos, moments, start, penalty=penalty, label_smoothing=wish.label_smoothing, begin=heads[best])
    judged = _judged(crew, head, sides.validation)
    logits, labels = _some_logits(crew, held, sides, head)
    temperature = bounded_temperature(logits, labels)
    words = words_of(np.exp(log_probabilities(logits, temperature)), labels)
    low, high = wilson_interval(judged["val_accuracy"], sides.validation)
    metrics = {
        **judged,
        "val_accuracy_low": low,
        "val_accuracy_high": high,
        "validation_photos": sides.validation,
        "training_photos": photos.photos,
        "temperature": temperature,
        "calibrated_on": len(labels),
        "best_epoch": best + 1,
        "epochs": len(history),
        "penalty": penalty,
    }
    return Fitted(head, sides.breeds, history, best, temperature, words, metrics)


def best_step(history: Sequence[dict[str, Any]]) -> int:
    """The step that gets most photos right; of several, the one with the least loss, as `training.fitting.engine`."""
    keys = [(step["val_accuracy"], -step["val_loss"]) for step in history]
    return keys.index(max(keys))


def _path(
    crew: Crew,
    photos: PhotosOfCrew,
    moments: Doubles,
    start: LinearHead,
    judges: int,
    wish: Wish,
    say: Say,
) -> tuple[list[LinearHead], list[dict[str, Any]]]:
    heads: list[LinearHead] = []
    history: list[dict[str, Any]] = []
    for number, penalty in enumerate(wish.penalties):
        started = time.monotonic()
        head = fit_exactly(
            photos,
            moments,
            start,
            penalty=penalty,
            label_smoothing=wish.label_smoothing,
            begin=heads[-1] if heads else None,
            within=NEAR,
        )
        seconds = time.monotonic() - started
        judged = _judged(crew, head, judges)
        heads.append(head)
        history.append({"penalty": penalty, "seconds": round(seconds, 2), **judged})
        left = len(wish.penalties) - number - 1
        more = f"; at most {left} steps more, each longer than the last" if left else ""
        say(f"penalty {penalty:g}: {judged['val_accuracy']:.1%} right ({seconds:,.0f} s{more})")
        if number - best_step(history) >= PATIENCE:
            break
    return heads, history


def _judged(crew: Crew, head: LinearHead, judges: int) -> dict[str, float]:
    found = crew.ask("judged", [_parameters(head)] * crew.count)
    loss, first, five = (sum(each[place] for each in found) for place in range(3))
    return {"val_accuracy": first / judges, "val_loss": loss / judges, "val_top5": five / judges}


def _some_logits(
    crew: Crew, held: Sequence[Gathered], sides: Sides, head: LinearHead
) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """What the head says of at most `CALIBRATED_ON` of the photos that judge: those whose keys are the smallest."""
    judging = [side == VALIDATION for side in sides.sides]
    keys: Keys = np.concatenate([each.keys[judges] for each, judges in zip(held, judging, strict=True)])
    most = np.partition(keys, CALIBRATED_ON)[CALIBRATED_ON] if len(keys) > CALIBRATED_ON else None
    chosen = [
        judges if most is None else judges & (each.keys < most) for each, judges in zip(held, judging, strict=True)
    ]
    found = crew.ask("logits", [_parameters(head)] * crew.count, chosen)
    return np.concatenate([logits for logits, _ in found]), np.concatenate([labels for _, labels in found])


def _parameters(head: LinearHead) -> Doubles:
    return np.vstack([head.kernel, head.bias]).astype(np.float64)
