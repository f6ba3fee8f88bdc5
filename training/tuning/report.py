"""The report of a search."""

from pathlib import Path

from training.files import write_json
from training.recipes import load_recipe, recipe_text
from training.reports.page import Section, Table, write_page
from training.reports.plots import parallel_coordinates
from training.tuning.search import SearchRequest, TrialResult, table_of


def write_search_report(request: SearchRequest, trials: list[TrialResult], best_recipe: Path) -> None:
    """Write `report.html`, `trials.json` and the plot of parallel coordinates into the search's folder.

    Raises:
        OSError: the folder cannot be written.
    """
    columns, rows = table_of(trials)
    varied = [number for number in range(1, len(columns) - 3) if len({str(row[number]) for row in rows}) > 1]
    shown = [*varied, len(columns) - 1]
    plot = parallel_coordinates(
        [columns[number] for number in shown],
        [[row[number] for number in shown] for row in rows],
        request.folder / "plots" / "parallel_coordinates.png",
    )
    best = trials[0]
    words = (
        f"Trial {best.name}: validation accuracy {best.val_accuracy:.3f} after {best.epochs} epochs, with "
        f"{best.parameters:,} trained parameters. Its recipe is {best_recipe.name}:"
    )
    sections = [
        Section(
            "The best trial",
            [words, *recipe_text(load_recipe(best_recipe)).splitlines()],
        ),
        Section("Every trial, best first", table=Table(columns, rows)),
        Section("How settings and accuracy go together", pictures=[(plot, "One line a trial; yellow is best.")]),
    ]
    title = f"{request.method} search over {request.recipe.name}: {len(trials)} trials"
    write_page(request.folder / "report.html", title, sections)
    write_json(request.folder / "trials.json", [dict(zip(columns, row, strict=True)) for row in rows])
