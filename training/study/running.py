"""Trains what the plan says and is not there yet; what was interrupted goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from training.runs.run import METRICS, open_run
from training.study.plan import Part, Row

if TYPE_CHECKING:
    from training.fitting.progress import Counting, Watcher
    from training.fitting.requests import FitRequest

Say = Callable[[str], None]
ALL_DATA = "all-data"


@dataclass(frozen=True, slots=True)
class Study:
    """Where the study lies.

    Attributes:
        data: the labelled photos that are split in three.
        others: labelled photos from other sources, on which nothing is trained.
        split: of `data`, in three.
        runs: folder of all runs.
    """

    data: Path
    others: tuple[Path, ...]
    split: Path
    runs: Path

    def run_of(self, row: Row, seed: int) -> Path:
        """The folder of one training."""
        return self.runs / row.run_name(seed)

    def is_done(self, row: Row, seed: int) -> bool:
        """Whether this training has come to its end."""
        return (self.run_of(row, seed) / METRICS).is_file()

    def trained(self, row: Row) -> Row:
        """The row with those of its seeds that have come to their end."""
        return replace(row, seeds=tuple(seed for seed in row.seeds if self.is_done(row, seed)))


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told what.

    Attributes:
        say: what is going on.
        watch: how far a training is.
        counting: how many photos have been looked at.
    """

    say: Say
    watch: "Watcher"
    counting: "Counting"


def train_rows(study: Study, rows: Sequence[Row], told: Told, *, then_the_best: bool = True) -> None:
    """Train every row with every one of its seeds.

    Args:
        study: where photos and runs are.
        rows: what to train.
        told: who is told.
        then_the_best: train the best network of the rows once more, on all photos.

    Raises:
        DataError, RecipeError, RunError, WeightsError: as `training.fitting.run_fit.fit`.
    """
    from training.fitting.requests import new_request

    def request(row: Row, seed: int) -> "FitRequest":
        settings, folder = (*row.settings, f"fit.seed={seed}"), study.run_of(row, seed)
        return new_request(row.recipe, settings, [study.data], out=folder, split=study.split, weights=row.weights)

    for row in rows:
        for seed in row.seeds:
            _train(study.run_of(row, seed), lambda row=row, seed=seed: request(row, seed), told)  # type: ignore[misc]
    if then_the_best:
        best = best_network(study, rows)
        run, folder = str(study.run_of(best, best.seeds[0])), study.runs / ALL_DATA
        _train(
            folder, lambda: new_request(run, [], [study.data], out=folder, all_data=True, weights=best.weights), told
        )


def best_network(study: Study, rows: Sequence[Row]) -> Row:
    """The trained network with the highest mean validation accuracy over its seeds: the test photos choose nothing."""
    trained = [row for row in rows if row.part is Part.NETWORKS and not row.is_untrained]
    return max(trained, key=lambda row: validation_accuracy(study, row))


def validation_accuracy(study: Study, row: Row) -> float:
    """The mean over the seeds.

    Raises:
        RunError: a run of the row has not come to its end.
    """
    found = [float(open_run(study.run_of(row, seed)).read(METRICS)["val_accuracy"]) for seed in row.seeds]
    return sum(found) / len(found)


def _train(folder: Path, request: "Callable[[], FitRequest]", told: Told) -> None:
    from training.fitting.requests import resumed_request
    from training.fitting.run_fit import fit
    from training.reports.run_report import write_run_report

    if (folder / METRICS).is_file():
        return
    told.say(f"== {folder.name}")
    begun = folder.is_dir() and any(folder.iterdir())
    write_run_report(fit(resumed_request(folder) if begun else request(), told.say, told.watch, told.counting))
