"""The tables of the study's page, and the page with them in it."""

from collections.abc import Sequence
from pathlib import Path

from training.datasets.photos import DataError
from training.files import write_text
from training.reports.markdown import markdown_table
from training.reports.page import Table
from training.study.plan import Part
from training.study.results import Gain, Result, Share

_NOTHING = "Not trained yet."
# With and without augmentation.
_TOGETHER = 2
_BEGIN, _END = "<!-- {} -->\n", "<!-- /{} -->"


def table_of(part: Part, results: Sequence[Result]) -> Table:
    """One table of the study: the rows of a part, best on the validation photos first, above their baseline."""
    rows = _ordered([each for each in results if each.part is part])
    gains = any(each.gain_test or each.gain_others for each in rows)
    tested = any(each.test for each in rows)
    columns = ["network", "trained parameters", "epochs"]
    columns += ["validation"] * tested + [_headed("test", [each.test for each in rows])] * tested
    columns += [_headed("other sources", [each.others for each in rows])]
    columns += ["gain on the baseline, test"] * (gains and tested) + ["gain, other sources"] * gains
    lines = []
    for each in rows:
        line: list[str | None] = [each.title, f"{each.trained:,}", _epochs(each)]
        line += [f"{each.validation or 0:.3f}", _share(each.test)] if tested else []
        line += [_share(each.others)]
        line += [_gain(each.gain_test)] if gains and tested else []
        line += [_gain(each.gain_others)] if gains else []
        lines.append(line)
    return Table(columns, lines)


def filled(page: str, results: Sequence[Result]) -> str:
    """The page with its tables made anew: each stands between two comments that name its part.

    Raises:
        DataError: the page lacks a table's comments.
    """
    for part in Part:
        before, begin, rest = page.partition(_BEGIN.format(part.value))
        _, end, after = rest.partition(_END.format(part.value))
        if not begin or not end:
            raise DataError(
                f"the page of the study has no place for the table {part.value!r}: two comments that name it."
            )
        lines = markdown_table(table_of(part, results)) if any(each.part is part for each in results) else [_NOTHING]
        table = "".join(f"{line}\n" for line in lines)
        page = f"{before}{begin}\n{table}\n{end}{after}"
    return page


def fill_page(file: Path, results: Sequence[Result]) -> None:
    """Put the tables into the page.

    Raises:
        DataError: it lacks a table's comments.
        OSError: it cannot be read or written.
    """
    write_text(file, filled(file.read_text(encoding="utf-8"), results))


def _ordered(results: Sequence[Result]) -> list[Result]:
    shared = [each.baseline for each in results]
    # A network's baseline stands below its rows; one that is compared with many is a row like these.
    below = {each.name: each for each in results if 1 <= shared.count(each.name) <= _TOGETHER}
    together: dict[str, list[Result]] = {}
    for each in sorted(results, key=_best_first):
        if each.name not in below:
            together.setdefault(each.baseline if each.baseline in below else each.name, []).append(each)
    blocks = sorted(together.items(), key=lambda block: _best_first(block[1][0]))
    return [each for name, rows in blocks for each in (*rows, *([below[name]] if name in below else []))]


def _best_first(result: Result) -> tuple[float, str]:
    return -(result.validation or 0.0), result.title


def _headed(what: str, shares: Sequence[Share | None]) -> str:
    counts = {each.photos for each in shares if each}
    return f"{what} ({', '.join(f'{count:,}' for count in sorted(counts))} photos)"


def _epochs(result: Result) -> str | None:
    if not result.epochs:
        return None
    low, high = min(result.epochs), max(result.epochs)
    return str(low) if low == high else f"{low} to {high}"


def _share(share: Share | None) -> str | None:
    if share is None:
        return None
    text = f"{share.value:.3f} ({share.low:.3f} to {share.high:.3f})"
    if len(share.seeds) > 1:
        text += f"; seeds {', '.join(f'{each:.3f}' for each in share.seeds)}"
    return text


def _gain(gain: Gain | None) -> str | None:
    return f"{gain.value:+.3f} ({gain.low:+.3f} to {gain.high:+.3f})" if gain else None
