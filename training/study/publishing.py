"""What the study found, written down: `results.json`, the tables in its page, the learning curves."""

from collections.abc import Callable, Sequence
from pathlib import Path

from training.files import read_json_file, write_json
from training.reports.markdown import markdown_table
from training.reports.plots import learning_curves
from training.runs.run import RunError, open_run
from training.study.plan import Part, Row, every_name
from training.study.results import Result, as_json, from_json, results_of
from training.study.running import ALL_DATA, Study
from training.study.tables import fill_page, table_of

Say = Callable[[str], None]
RESULTS, PAGE, CURVES = "results.json", "README.md", "curves.png"
# Those of the networks from scratch: the others have learned in an epoch or two what they will know.
_CURVES_OF = ("cnn_small", "cnn_large")


def publish(study: Study, rows: Sequence[Row], page: Path, say: Say) -> list[str]:
    """Write the figures of these rows; those of other rows stay as they are.

    Args:
        study: where the runs are.
        rows: that are trained.
        page: folder of the page.
        say: told when a run looks at photos.

    Returns:
        The lines of the tables of these rows.

    Raises:
        RunError, DataError: as `results_of`; or the page has no place for a table.
        OSError: a file cannot be written.
    """
    new = results_of(study, rows, say)
    parts, names = {each.part for each in new}, {each.name for each in new}
    planned = {ALL_DATA, *every_name()}
    results = [each for each in read_results(page) if each.name in planned - names] + new
    write_json(page / RESULTS, as_json(results))
    fill_page(page / PAGE, results)
    histories = {
        row.title: open_run(study.run_of(row, row.seeds[0])).history() for row in rows if row.name in _CURVES_OF
    }
    if histories:
        learning_curves(histories, page / CURVES)
    lines = []
    for part in (part for part in Part if part in parts):
        lines += [f"{part.value}:", *markdown_table(table_of(part, results)), ""]
    return lines


def read_results(page: Path) -> list[Result]:
    """The figures of the page; none where there is no `results.json` yet.

    Raises:
        RunError: it is damaged.
    """
    file = page / RESULTS
    if not file.is_file():
        return []
    try:
        return from_json(read_json_file(file))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"{file}: damaged ({error!r}). Remove it, and run `study` again.") from error
