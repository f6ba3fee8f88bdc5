"""The report of a search."""

from training.files import write_json
from training.recipes import load_recipe, recipe_text
from training.reports.page import Section, Table, write_page
from training.reports.plots import parallel_coordinates
from training.tuning.chance import FLIPS, LEVEL, Gain
from training.tuning.requests import SearchRequest
from training.tuning.search import TrialResult, table_of

# Columns before and behind the settings.
BEFORE, BEHIND = 2, 3


def write_search_report(request: SearchRequest, trials: list[TrialResult], gain: Gain) -> None:
    """Write `report.html`, `trials.json` and the plot of parallel coordinates into the search's folder.

    Args:
        request: the search; its `best.toml` is there already.
        trials: best first.
        gain: of the best one.

    Raises:
        OSError: the folder cannot be written.
    """
    columns, rows = table_of(trials)
    settings = range(BEFORE, len(columns) - BEHIND)
    varied = [number for number in settings if len({str(row[number]) for row in rows}) > 1]
    shown = [*varied, len(columns) - 1]
    plot = parallel_coordinates(
        [columns[number] for number in shown],
        [[row[number] for number in shown] for row in rows],
        request.folder / "plots" / "parallel_coordinates.png",
    )
    best_recipe = request.folder / "best.toml"
    sections = [
        Section("Is it better?", in_words(request, trials, gain)),
        Section(
            "The best trial",
            [
                f"Its recipe is {best_recipe.name}, for {request.recipe.fit.epochs} epochs as {request.recipe.name}:",
                *recipe_text(load_recipe(best_recipe)).splitlines(),
            ],
        ),
        Section("Every trial, best first", [_of_origins(request)], table=Table(columns, rows)),
        Section(
            "How settings and accuracy go together",
            pictures=[(plot, "One line a trial; yellow is best. A dash is a setting that the trial has not.")],
        ),
    ]
    title = f"{request.method} search over {request.recipe.name}: {len(trials)} trials"
    write_page(request.folder / "report.html", title, sections)
    write_json(request.folder / "trials.json", [dict(zip(columns, row, strict=True)) for row in rows])


def in_words(request: SearchRequest, trials: list[TrialResult], gain: Gain) -> list[str]:
    """What a person should believe of the best trial, a sentence each."""
    best, name = trials[0], request.recipe.name
    first = (
        f"Best: trial {best.name} of {len(trials)}, validation accuracy {best.val_accuracy:.3f} on {gain.photos} "
        f"photos after {best.epochs} epochs, {best.parameters:,} trained parameters."
    )
    if best.origin == "the recipe" or gain.flattered <= 0:
        return [first, f"No trial is better than {name} as it is."]
    times = f"{gain.chance:.2f}" if gain.chance >= 0.01 else f"{gain.chance:.4f}"
    judgement = "more than chance" if gain.more_than_chance else "no more than chance"
    untuned = f"{name} as it is, trained for as long, has {gain.untuned:.3f}: {gain.flattered:.3f} less."
    fair = f"gains {gain.fair:.3f}" if gain.fair >= 0 else f"is {-gain.fair:.3f} behind {name}"
    flattered = (
        "The best of many trials is flattered by the photos that chose it. Chosen on one half of them and judged on "
        f"the other, it {fair}."
    )
    believed = (
        f"That is {judgement}: where no trial were better or worse than {name}, the best one would gain as much with "
        f"a probability of {times} ({FLIPS:,} exchanges of what they said of the same photos; {LEVEL:g} is the limit)."
    )
    advice = "Before you believe the accuracy itself, `evaluate` it on photos that took no part in the search."
    return [first, untuned, flattered, believed, advice]


def _of_origins(request: SearchRequest) -> str:
    if request.method == "hyperband":
        return (
            "The first trial is the recipe as it is. Where the origin is a number, the trial goes on from that one, "
            "with its weights and its optimizer's state."
        )
    return "The first trial is the recipe as it is; a dash is a setting that plays no part in a trial."
