"""`compare`: runs side by side, on the same photos, and whether a difference is more than noise."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from training.datasets.photos import counted
from training.evaluation.intervals import paired_interval
from training.evaluation.judging import EvaluateRequest, Judged, judge
from training.evaluation.reporting import measured
from training.files import write_json, write_text
from training.reports.markdown import markdown_page
from training.reports.page import Section, Table, write_page
from training.reports.plots import intervals, learning_curves
from training.runs.run import EXPORTED, METRICS, Run, RunError, open_run

Say = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Compared:
    """One run among others.

    Attributes:
        name: what it is called here.
        run: its folder and recipe.
        figures: as `evaluation.reporting.measured` gives them.
        right: for each photo (its file), whether the first suggestion was right.
        exported: `megabytes` and `milliseconds` of the exported network; empty when that was not measured.
    """

    name: str
    run: Run
    figures: Mapping[str, Any]
    right: Mapping[str, bool]
    exported: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Difference:
    """How much better one run's top-1 is than another's, on the photos that both looked at.

    Attributes:
        photos: how many these are.
        value: share of photos, positive when the first is better.
        low: lower end of the 95 % interval (`intervals.paired_interval`).
        high: its upper end.
    """

    photos: int
    value: float
    low: float
    high: float

    @property
    def more_than_noise(self) -> bool:
        """Whether zero lies outside the interval."""
        return self.low > 0 or self.high < 0


def compare_runs(
    request: EvaluateRequest,
    folders: Sequence[Path],
    say: Say,
    counting: Callable[[str], Callable[[int, int], None]] = lambda _what: lambda _done, _all: None,
) -> list[Compared]:
    """Judge every run on the same photos.

    Args:
        request: the photos; its `run` is replaced by each run in turn.
        folders: of finished runs.
        say: told what is going on, and which runs were never measured as packs.
        counting: told how many photos a run has looked at.

    Returns:
        The runs, best top-1 first.

    Raises:
        RunError: a folder is no finished run.
        DataError: the photos cannot be used.
    """
    runs = [open_run(folder) for folder in folders]
    by_run, tell = [], _once(say)
    for number, run in enumerate(runs, start=1):
        say(f"judging {run.folder.name}, {number} of {len(runs)} runs")
        by_run.append(judge(replace(request, run=run.folder), counting("looking at photos"), tell))
    compared = [
        Compared(run.folder.name, run, measured(judged), _right(judged), _exported(run))
        for run, judged in zip(runs, of_common_photos(by_run, say), strict=True)
    ]
    if unmeasured := [str(each.run.folder) for each in compared if not each.exported]:
        say(f"no size and speed yet; `python -m export speed {' '.join(unmeasured)}` measures them")
    return sorted(compared, key=lambda each: -float(each.figures["top1"]["value"]))


def _once(say: Say) -> Say:
    """Tells each line once: most is about the photos, and the same for every run."""
    told: set[str] = set()

    def tell(line: str) -> None:
        if line not in told:
            told.add(line)
            say(line)

    return tell


def of_common_photos(by_run: Sequence[Judged], say: Say) -> list[Judged]:
    """What runs say of the photos by which all of them may be judged.

    One may have been trained on photos that another has never seen, or know more breeds.

    Raises:
        RunError: there are none.
    """
    paths = [{photo.path for photo in judged.photos} for judged in by_run]
    common, every = set.intersection(*paths), set.union(*paths)
    if not common:
        raise RunError("the runs have no photo in common by which all may be judged; give --split, or other photos.")
    if len(common) < len(every):
        say(
            f"{counted(len(every) - len(common), 'photo')} of {len(every):,} left out: not all runs can be judged by "
            "them, because one was trained on them, or does not know their breed"
        )
    return [judged.only(np.array([photo.path in common for photo in judged.photos])) for judged in by_run]


def difference(one: Mapping[str, bool], other: Mapping[str, bool]) -> Difference:
    """Compare two runs photo by photo, knowing that both saw the same easy and hard photos.

    Raises:
        RunError: they have no photo in common.
    """
    both = sorted(one.keys() & other.keys())
    if not both:
        raise RunError("two of the runs have no photo in common; give --split, so that all are judged by the same.")
    first, second = (np.array([right[name] for name in both], dtype=bool) for right in (one, other))
    low, high = paired_interval(first, second)
    return Difference(len(both), float(first.mean() - second.mean()), low, high)


def write_comparison(compared: Sequence[Compared], folder: Path, title: str) -> None:
    """Write `report.html`, `report.md`, `comparison.json` and the plots; no photo is in them.

    Raises:
        OSError: the folder cannot be written.
    """
    plots = folder / "plots"
    tops = {each.name: _triple(each.figures["top1"]) for each in compared}
    histories = {each.name: each.run.history() for each in compared}
    sections = [
        Section("Which is best", verdict(compared)),
        Section(
            "Side by side",
            [f"Judged on {compared[0].figures['photos']:,} photos: {compared[0].figures['what']}."],
            table=_table(compared),
            pictures=[(intervals(tops, "top-1", plots / "top1.png"), "Top-1 with 95 % intervals.")],
        ),
        Section(
            "Learning curves",
            pictures=[
                (learning_curves(histories, plots / "learning_curves.png"), "Training dashed, validation solid.")
            ],
        ),
    ]
    write_page(folder / "report.html", title, sections)
    write_text(folder / "report.md", markdown_page(title, sections, folder))
    write_json(folder / "comparison.json", _as_json(compared))


def verdict(compared: Sequence[Compared]) -> list[str]:
    """Which run wins, and against which others that is more than noise; a sentence each."""
    best, *others = compared
    value, low, high = _triple(best.figures["top1"])
    sentences = [f"{best.name} is best: top-1 {value:.3f} (95 %: {low:.3f} to {high:.3f})."]
    for other in others:
        gap = difference(best.right, other.right)
        judgement = "more than noise" if gap.more_than_noise else "no more than noise"
        sentences.append(
            f"Against {other.name} it gains {gap.value:.3f} (95 %: {gap.low:.3f} to {gap.high:.3f}) on the same "
            f"{gap.photos:,} photos: {judgement}."
        )
    return sentences


def _table(compared: Sequence[Compared]) -> Table:
    columns = (
        "run", "top-1", "95 %", "top-5", "macro F1", "calibration error", "trained parameters", "parameters", "epochs",
        "seconds", "MB exported", "ms a photo",
    )  # fmt: skip
    rows = []
    for each in compared:
        metrics, (value, low, high) = each.run.read(METRICS), _triple(each.figures["top1"])
        rows.append(
            (
                each.name, value, f"{low:.3f} to {high:.3f}", each.figures["top5"]["value"],
                each.figures["macro_f1"]["value"], each.figures["calibration_error"]["value"],
                metrics["trainable_parameters"], metrics["parameters"], metrics["epochs"], metrics["seconds"],
                each.exported.get("megabytes"), each.exported.get("milliseconds"),
            )
        )  # fmt: skip
    return Table(columns, rows)


def _as_json(compared: Sequence[Compared]) -> list[dict[str, Any]]:
    return [
        {
            "run": each.name,
            "figures": dict(each.figures),
            "metrics": each.run.read(METRICS),
            "exported": dict(each.exported),
        }
        for each in compared
    ]


def _triple(interval: Mapping[str, float]) -> tuple[float, float, float]:
    return interval["value"], interval["low"], interval["high"]


def _right(judged: Judged) -> dict[str, bool]:
    first = judged.probabilities().argmax(axis=1) == judged.labels
    return dict(zip((str(photo.path) for photo in judged.photos), first.tolist(), strict=True))


def _exported(run: Run) -> dict[str, float]:
    return run.read(EXPORTED) if (run.folder / EXPORTED).is_file() else {}
