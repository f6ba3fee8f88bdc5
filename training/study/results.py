"""The figures of the study: from what the runs said, to `results.json`, which the page's tables are made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from training.evaluation.intervals import mean_gain_interval, wilson_interval
from training.runs.run import METRICS, open_run
from training.study.judging import Answers, answers_of, mean_right
from training.study.plan import Part, Row
from training.study.running import ALL_DATA, Study, best_network

Say = Callable[[str], None]
TEST, OTHERS = "test", "other sources"


@dataclass(frozen=True, slots=True)
class Share:
    """How many first suggestions are right.

    Attributes:
        photos: how many were judged.
        value: the mean over the seeds.
        low: lower end of the 95 % interval (Wilson 1927), as if the mean were one run's.
        high: its upper end.
        seeds: the share of each seed.
        in_five: the right breed among the first five, mean over the seeds.
        probability: of the first suggestion, mean over photos and seeds.
    """

    photos: int
    value: float
    low: float
    high: float
    seeds: tuple[float, ...]
    in_five: float
    probability: float


@dataclass(frozen=True, slots=True)
class Gain:
    """How many more photos are right than with the baseline, on the same photos, with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Result:
    """A row's figures.

    Attributes:
        name: of the row.
        title: in the table.
        part: the table.
        trained: trained parameters.
        epochs: how many each seed took; none where nothing is trained.
        validation: validation accuracy, mean over the seeds; None where all photos were trained on.
        test: on the test side; None where it was trained on.
        others: on photos from other sources.
        baseline: the row that it is compared with; empty for none.
        gain_test: against the row's baseline; None without one.
        gain_others: the same, on photos from other sources.
    """

    name: str
    title: str
    part: Part
    trained: int
    epochs: tuple[int, ...]
    validation: float | None
    test: Share | None
    others: Share
    baseline: str = ""
    gain_test: Gain | None = None
    gain_others: Gain | None = None


def results_of(study: Study, rows: Sequence[Row], say: Say) -> list[Result]:
    """The figures of all rows, each judged on the test side and on other sources, and of the run on all photos.

    Args:
        study: where photos and runs are.
        rows: whose runs have come to their end.
        say: told when a run looks at photos.

    Raises:
        RunError: a run is missing or has not come to its end.
        DataError: photos cannot be used.
    """
    by_name = {row.name: row for row in rows}
    found = [_result(study, row, by_name.get(row.baseline), say) for row in rows]
    networks = [row for row in rows if row.part is Part.NETWORKS]
    if networks and (study.runs / ALL_DATA / METRICS).is_file():
        found.append(_on_all_photos(study, best_network(study, networks), say))
    return found


def _result(study: Study, row: Row, baseline: Row | None, say: Say) -> Result:
    runs = [study.run_of(row, seed) for seed in row.seeds]
    metrics = [open_run(run).read(METRICS) for run in runs]
    tested, elsewhere = (_answers(study, runs, what, say) for what in (TEST, OTHERS))
    gains: list[Gain | None] = [None, None]
    if baseline:
        bases = [study.run_of(baseline, seed) for seed in baseline.seeds]
        gains = [
            _gain(tested, _answers(study, bases, TEST, say)),
            _gain(elsewhere, _answers(study, bases, OTHERS, say)),
        ]
    return Result(
        row.name,
        row.title,
        row.part,
        0 if row.is_untrained else int(metrics[0]["trainable_parameters"]),
        () if row.is_untrained else tuple(int(each["epochs"]) for each in metrics),
        float(np.mean([each["val_accuracy"] for each in metrics])),
        _share(tested),
        _share(elsewhere),
        baseline.name if baseline else "",
        *gains,
    )


def _on_all_photos(study: Study, best: Row, say: Say) -> Result:
    """The best network, trained once more on all photos: only other sources are left to judge it by."""
    run = study.runs / ALL_DATA
    metrics, answers = open_run(run).read(METRICS), _answers(study, [run], OTHERS, say)
    before = _answers(study, [study.run_of(best, best.seeds[0])], OTHERS, say)
    trained, epochs = int(metrics["trainable_parameters"]), (int(metrics["epochs"]),)
    title = f"{best.title}, all photos"
    gain = _gain(answers, before)
    return Result(ALL_DATA, title, Part.ALL_DATA, trained, epochs, None, None, _share(answers), "", None, gain)


def _answers(study: Study, runs: Sequence[Any], what: str, say: Say) -> list[Answers]:
    if what == TEST:
        return [answers_of(run, [study.data], study.split, TEST, say) for run in runs]
    return [answers_of(run, study.others, None, "others", say) for run in runs]


def _share(answers: Sequence[Answers]) -> Share:
    photos = answers[0].photos
    seeds = tuple(sum(each.right.values()) / photos for each in answers)
    value = float(np.mean(seeds))
    low, high = wilson_interval(value, photos)
    in_five = float(np.mean([each.in_five / photos for each in answers]))
    return Share(photos, value, low, high, seeds, in_five, float(np.mean([each.probability for each in answers])))


def _gain(answers: Sequence[Answers], base: Sequence[Answers]) -> Gain:
    ours, theirs = mean_right(answers), mean_right(base)
    gains = np.array([ours[photo] - theirs[photo] for photo in sorted(ours.keys() & theirs.keys())])
    return Gain(float(gains.mean()), *mean_gain_interval(gains))


def as_json(results: Sequence[Result]) -> list[dict[str, Any]]:
    """What `results.json` holds."""
    return [asdict(each) for each in results]


def from_json(rows: Sequence[Mapping[str, Any]]) -> list[Result]:
    """What `results.json` held.

    Raises:
        KeyError, TypeError, ValueError: it is damaged.
    """
    parts = {"test": Share, "others": Share, "gain_test": Gain, "gain_others": Gain}
    results = []
    for row in rows:
        made = {key: make(**row[key]) for key, make in parts.items() if row[key]}
        made = {
            key: replace(each, seeds=tuple(each.seeds)) if isinstance(each, Share) else each
            for key, each in made.items()
        }
        results.append(Result(**{**row, "part": Part(row["part"]), "epochs": tuple(row["epochs"]), **made}))
    return results
