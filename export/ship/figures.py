"""The figures that a shipped pack states of itself: what the app says of photos that no network was trained on."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.decisions import (
    ORDER,
    Decisions,
    Looks,
    kind_members,
    kind_probabilities,
    kind_word,
)
from desktop_app.inference.manifest import Metrics
from export.ship.deciding import Crossed, Seen, decided
from training.bundled.metrics import calibration_metrics, share_metrics
from training.evaluation.calibration import expected_calibration_error
from training.runs.packs import PackDraft

SURE = [word.value for word in ORDER].index("sure")
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Judged:
    """One set of photos.

    Attributes:
        seen: what the graph gives of them.
        crossed: what is said of them by rules that were chosen on the others of the set; None where no rule was
            chosen on the set.
    """

    seen: Seen
    crossed: Crossed | None = None


def figures(draft: PackDraft, sets: Mapping[str, Judged], seed: int) -> tuple[Metrics, ...]:
    """Figures of every set; dogs of breeds that the pack does not know make a set of their own.

    Args:
        draft: with all rules chosen.
        sets: by name.
        seed: of the intervals.
    """
    results = []
    for name, judged in sets.items():
        known = judged.seen.labels >= 0
        if not known.any():
            results.append(_of_strangers(draft, name, judged, ~known, seed))
            continue
        results.append(_of_known(draft, f"{name}, known breeds" if (~known).any() else name, judged, known, seed))
        if (~known).any():
            results.append(_of_strangers(draft, f"{name}, other breeds", judged, ~known, seed))
    return tuple(results)


def _of_known(draft: PackDraft, name: str, judged: Judged, rows: Flags, seed: int) -> Metrics:
    seen = judged.seen.chosen(rows)
    looks, said = decided(draft, seen)
    labels = judged.seen.labels[rows]
    ranked = np.argsort(-looks.breeds, axis=1, kind="stable")[:, :5] == labels[:, None]
    values = share_metrics("top_1", ranked[:, 0], seed) | share_metrics("top_5", ranked.any(axis=1), seed)
    shown, words, sets = looks.breeds, _words(said), said.sets
    if judged.crossed is not None:
        values["calibration_error_fitted"] = expected_calibration_error(shown, labels)
        crossed = judged.crossed
        shown, words, sets = crossed.probabilities[rows], crossed.words[rows], crossed.sets[rows]
    values |= calibration_metrics(shown, labels, seed)
    right = shown.argmax(axis=1) == labels
    sure, maybe = words == "sure", words == "maybe"
    values |= share_metrics("sure", sure, seed) | share_metrics("maybe", maybe, seed)
    if sure.any():
        values |= share_metrics("sure_right", right[sure], seed)
    if maybe.any():
        inside = sets[np.arange(len(labels)), labels]
        values |= share_metrics("set_holds_the_breed", inside[maybe], seed)
        values["breeds_in_a_set"] = float(sets[maybe].sum(axis=1).mean())
    if draft.kinds:
        values |= _of_kinds(draft, shown, labels, None if judged.crossed is None else judged.crossed.kinds[rows], seed)
    return _metrics(name, len(labels), values | _both(seen, looks, said, seed))


def _of_kinds(
    draft: PackDraft,
    shown: NDArray[np.float64],
    labels: NDArray[np.int64],
    words: NDArray[np.str_] | None,
    seed: int,
) -> dict[str, float]:
    """How often the likeliest kind is right; `words` are those of rules that were chosen on other photos."""
    members = kind_members(draft.kinds, tuple(breed.id for breed in draft.breeds))
    probabilities = kind_probabilities(shown, members)
    right = members[probabilities.argmax(axis=1), labels]
    values = share_metrics("kind_right", right, seed)
    if words is None and draft.thresholds.kind is not None:
        rule = draft.thresholds.kind
        words = np.array([kind_word(float(best), rule).value for best in probabilities.max(axis=1)])
    if words is not None:
        sure = words == "sure"
        values |= share_metrics("kind_sure", sure, seed)
        if sure.any():
            values |= share_metrics("kind_sure_right", right[sure], seed)
    return values


def _of_strangers(draft: PackDraft, name: str, judged: Judged, rows: Flags, seed: int) -> Metrics:
    seen = judged.seen.chosen(rows)
    looks, said = decided(draft, seen)
    words = _words(said) if judged.crossed is None else judged.crossed.words[rows]
    values = share_metrics("sure", words == "sure", seed) | _both(seen, looks, said, seed)
    return _metrics(name, int(rows.sum()), values)


def _both(seen: Seen, looks: Looks, said: Decisions, seed: int) -> dict[str, float]:
    values = share_metrics("taken_for_dogs", ~said.no_dog, seed)
    values["looked_at_twice"] = float(looks.twice.mean())
    values["mix_proposed"] = float((said.mixes[:, 0] >= 0).mean())
    if seen.turned is not None:
        values["turned"] = float(seen.turned.mean())
    return values


def agreement(first: Seen, second: Seen, what: str) -> Metrics:
    """How often two graphs suggest the same breed first, on the first look."""
    suggested = [seen.logits[:, 0].argmax(axis=1) for seen in (first, second)]
    known = first.labels >= 0
    values = {
        "same_first_suggestion": float((suggested[0] == suggested[1]).mean()),
        "top_1_float32": float((suggested[0] == first.labels)[known].mean()),
        "top_1_int8": float((suggested[1] == first.labels)[known].mean()),
    }
    return _metrics(f"{what}, one look, float32 and int8", len(first.labels), values)


def _words(said: Decisions) -> NDArray[np.str_]:
    return np.array([word.value if word else "" for word in said.confidence], dtype="<U8")


def _metrics(name: str, photos: int, values: dict[str, float]) -> Metrics:
    return Metrics(split=name, photos=photos, values={key: round(value, 4) for key, value in values.items()})
