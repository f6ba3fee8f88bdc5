"""What the memory has to hold, a function a promise: each prints its figures with intervals and says whether it holds.

Intervals (95 %) are by the bootstrap over breeds, or over runs: photos of one breed depend on each other.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.learning.lessons import Answers, drawn, learned_from, with_memory, without_memory
from benchmarks.learning.world import Rows, World
from training.evaluation.calibration import bootstrap_interval, expected_calibration_error

LABELLED = (5, 10, 20)
MEAN, WEAKEST, LOSS = {5: 0.92, 10: 0.94, 20: 0.96}, 0.75, 0.003
AT_ONCE, AT_ONCE_MEAN, AT_ONCE_LOSS = 20, 0.85, 0.01
HARD, GONE, HARD_LOSS, FEWEST = 0.8, 0.5, 0.003, 20
CALIBRATION, SURE = 0.01, 0.95
WRONG, NOISY_LABELS, NOISE_LOSS = 0.3, 50, 0.005
Floats = NDArray[np.float64]


class Report:
    """Prints lines, and remembers whether all promises hold."""

    def __init__(self) -> None:
        self.broken: list[str] = []

    def line(
        self, name: str, values: Sequence[float] | Floats, least: float | None = None, most: float | None = None
    ) -> None:
        """A mean with its interval, and what it has to be."""
        each = np.asarray(values, np.float64)
        low, high = (
            bootstrap_interval(len(each), lambda rows: float(each[rows].mean())) if len(each) > 1 else (each[0],) * 2
        )
        self.figure(name, float(each.mean()), f"({low:.4f} to {high:.4f}) of {len(each)}", least, most)

    def figure(
        self, name: str, value: float, more: str = "", least: float | None = None, most: float | None = None
    ) -> None:
        """A figure, and what it has to be."""
        holds = (least is None or value >= least) and (most is None or value <= most)
        asked = "" if least is None else f"  at least {least}"
        asked += "" if most is None else f"  at most {most}"
        print(f"  {name:58} {value:.4f} {more}{asked}{'' if holds else '  DOES NOT HOLD'}", flush=True)
        if not holds:
            self.broken.append(name)


def lost(world: World, before: Answers, after: Answers) -> float:
    """By how much less often the first breed is right; photos in `before` are those of `after`."""
    return float(before.right(world).mean() - after.right(world).mean())


def new_breeds(world: World, report: Report, seeds: range) -> None:
    """A breed that the pack does not know, alone."""
    known = world.known_rows()
    before = without_memory(world, known)
    breeds = world.new_breeds()
    print(f"a new breed, alone: {len(breeds)} breeds, {len(known)} photos of the pack's breeds, {len(seeds)} seeds")
    for count in LABELLED:
        found = np.zeros((len(breeds), len(seeds)))
        losses = np.zeros_like(found)
        for place, breed in enumerate(breeds):
            rows = np.flatnonzero(world.breeds == breed)
            for number, seed in enumerate(seeds):
                taught, others = drawn(world, rows, count, seed)
                memory = learned_from(world, taught, [breed] * count)
                found[place, number] = (with_memory(world, memory, others).first == breed).mean()
                losses[place, number] = lost(world, before, with_memory(world, memory, known))
        each = found.mean(axis=1)
        weakest = int(each.argmin())
        report.line(f"first, {count} labels", each, least=MEAN[count])
        report.figure(f"weakest breed, {count} labels", each[weakest], breeds[weakest], least=WEAKEST)
        report.line(f"lost on the pack's breeds, {count} labels", losses.mean(axis=1), most=LOSS)
        print("    " + ", ".join(f"{breed} {share:.2f}" for breed, share in zip(breeds, each, strict=True)))


def many_at_once(world: World, report: Report, seeds: range, count: int = 10) -> None:
    """Twenty new breeds at once; the pack forgets some that it knows, where there are not as many others."""
    print(f"{AT_ONCE} new breeds at once, {count} labels each")
    means, losses, weakest = [], [], []
    for seed in seeds:
        breeds = world.new_breeds()
        random = np.random.default_rng(seed)
        sizes = {breed: int((world.breeds == breed).sum()) for breed in world.pack_breeds}
        many = [breed for breed, size in sizes.items() if size >= 2 * count]
        forgotten = random.choice(many, max(0, AT_ONCE - len(breeds)), replace=False).tolist()
        then = world.forgetting(forgotten)
        breeds = (breeds + forgotten)[:AT_ONCE]
        lessons = [drawn(then, np.flatnonzero(then.breeds == breed), count, seed) for breed in breeds]
        taught = np.concatenate([rows for rows, _ in lessons])
        memory = learned_from(then, taught, then.breeds[taught])
        known = then.known_rows()
        said = [with_memory(then, memory, others).first for _, others in lessons]
        shares = [float((first == breed).mean()) for first, breed in zip(said, breeds, strict=True)]
        means.append(float(np.mean(shares)))
        weakest.append(min(shares))
        losses.append(lost(then, without_memory(then, known), with_memory(then, memory, known)))
    report.line("first", means, least=AT_ONCE_MEAN)
    report.line("weakest breed", weakest)
    report.line("lost on the pack's breeds", losses, most=AT_ONCE_LOSS)


def hard_breeds(world: World, report: Report, seeds: range, count: int = 10) -> None:
    """Breeds that the pack knows and often gets wrong."""
    known = world.known_rows()
    before = without_memory(world, known)
    right = before.right(world)
    hard = [breed for breed in world.pack_breeds
            if (of := world.breeds[known] == breed).sum() >= FEWEST and right[of].mean() < HARD]  # fmt: skip
    gone, losses = [], []
    for breed in hard:
        rows = np.flatnonzero(world.breeds == breed)
        wrong_before = wrong_after = 0
        for seed in seeds:
            taught, others = drawn(world, rows, count, seed)
            memory = learned_from(world, taught, [breed] * count)
            wrong_before += int((~without_memory(world, others).right(world)).sum())
            wrong_after += int((~with_memory(world, memory, others).right(world)).sum())
            rest = known[world.breeds[known] != breed]
            losses.append(lost(world, without_memory(world, rest), with_memory(world, memory, rest)))
        gone.append(1 - wrong_after / max(1, wrong_before))
    print(f"breeds that the pack gets right for less than {HARD}: {len(hard)}, {count} labels, {len(seeds)} seeds")
    report.line("of their errors gone", gone, least=GONE)
    report.figure("of the hardest breed", min(gone), hard[int(np.argmin(gone))])
    report.line("lost on the pack's other breeds", losses, most=HARD_LOSS)


def calibration(world: World, report: Report, seeds: range, count: int = 10) -> None:
    """Probabilities and "sure" with a memory of several new breeds and some of the pack's."""
    print(f"half of the new breeds and twenty of the pack's labelled, {count} labels each; asked about all others")
    errors: dict[str, list[float]] = {name: [] for name in ("without", "with", "sure", "sure, learned", "more", "most")}
    strangers_sure, strangers_sure_before = [], []
    for seed in seeds:
        random = np.random.default_rng(seed)
        breeds = random.permutation(world.new_breeds()).tolist()
        new, left = breeds[: len(breeds) // 2], breeds[len(breeds) // 2 :]
        old = random.choice(world.pack_breeds, 20, replace=False).tolist()
        lessons = [drawn(world, np.flatnonzero(world.breeds == breed), count, seed) for breed in new + old]
        taught = np.concatenate([rows for rows, _ in lessons])
        memory = learned_from(world, taught, world.breeds[taught])
        asked = np.concatenate(
            [others for _, others in lessons[: len(new)]] + [np.setdiff1d(world.known_rows(), taught)]
        )
        after, before = with_memory(world, memory, asked), without_memory(world, asked)
        pack_only = before.right(world)
        known = np.isin(world.breeds[asked], world.pack_breeds)
        errors["without"].append(_error(before.probability[known], pack_only[known]))
        errors["with"].append(_error(after.probability, after.right(world)))
        errors["sure"].append(float(after.right(world)[after.sure].mean()))
        by_memory = after.sure & (after.learned > 0)
        if by_memory.any():
            errors["sure, learned"].append(float(after.right(world)[by_memory].mean()))
        strangers = np.flatnonzero(np.isin(world.breeds, left) | (world.breeds == ""))
        strangers_sure_before.append(float(without_memory(world, strangers).sure.mean()))
        strangers_sure.append(float(with_memory(world, memory, strangers).sure.mean()))
    report.line("calibration error, without the memory, the pack's breeds", errors["without"])
    report.line(
        "calibration error, with it, all that were labelled",
        errors["with"],
        most=float(np.mean(errors["without"])) + CALIBRATION,
    )
    report.line('right where "sure"', errors["sure"], least=SURE)
    report.line('right where "sure" of what was learned', errors["sure, learned"] or [1.0], least=SURE)
    report.line("dogs of other breeds and no dogs, shown as sure before", strangers_sure_before)
    report.line("the same with the memory", strangers_sure, most=float(np.mean(strangers_sure_before)))


def wrong_labels(world: World, report: Report, seeds: range) -> None:
    """Three of ten labels wrong on purpose: another breed by chance, or one taken for another throughout."""
    print(f"{NOISY_LABELS} labels, {WRONG:.0%} of them wrong on purpose")
    kinds: dict[str, Callable[[World, np.random.Generator], tuple[Rows, list[str]]]] = {
        "of the pack's breeds, by chance": _noisy_known,
        "of one new breed, photos of others among them": _noisy_new,
        "one breed taken for another": _taken_for_another,
    }
    known = world.known_rows()
    for name, labelled in kinds.items():
        losses = []
        for seed in seeds:
            rows, breeds = labelled(world, np.random.default_rng((7, seed)))
            memory = learned_from(world, rows, breeds)
            others = np.setdiff1d(known, rows)
            losses.append(lost(world, without_memory(world, others), with_memory(world, memory, others)))
        report.line(f"lost: {name}", losses)
        report.figure("  the worst of these", max(losses), most=NOISE_LOSS)


def _noisy_known(world: World, random: np.random.Generator) -> tuple[Rows, list[str]]:
    rows = random.choice(world.known_rows(), NOISY_LABELS, replace=False)
    breeds = world.breeds[rows].tolist()
    for place in random.choice(NOISY_LABELS, round(WRONG * NOISY_LABELS), replace=False).tolist():
        breeds[place] = str(random.choice([breed for breed in world.pack_breeds if breed != breeds[place]]))
    return rows, breeds


def _noisy_new(world: World, random: np.random.Generator) -> tuple[Rows, list[str]]:
    breed = str(random.choice(world.new_breeds()))
    wrong = round(WRONG * NOISY_LABELS)
    own = random.permutation(np.flatnonzero(world.breeds == breed))[: NOISY_LABELS - wrong]
    rows = np.concatenate([own, random.choice(world.known_rows(), wrong, replace=False)])
    return rows, [breed] * len(rows)


def _taken_for_another(world: World, random: np.random.Generator) -> tuple[Rows, list[str]]:
    rows = random.choice(world.known_rows(), NOISY_LABELS, replace=False)
    one, other = random.choice(world.pack_breeds, 2, replace=False).tolist()
    wrong = np.flatnonzero(world.breeds == one)[: round(WRONG * NOISY_LABELS)]
    kept = rows[world.breeds[rows] != one][: NOISY_LABELS - len(wrong)]
    return np.concatenate([wrong, kept]), [other] * len(wrong) + world.breeds[kept].tolist()


def _error(probability: Floats, right: NDArray[np.bool_]) -> float:
    """Expected calibration error of first suggestions."""
    shown = np.stack([probability, np.minimum(1 - probability, probability - 1e-9)], axis=1)
    return expected_calibration_error(shown, np.where(right, 0, 1))
