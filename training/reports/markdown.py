"""A report as a Markdown page, for the documentation."""

import os
from collections.abc import Sequence
from pathlib import Path

from training.reports.page import Section, Table, shown


def markdown_page(title: str, sections: Sequence[Section], folder: Path) -> str:
    """The text of a page that stands in `folder`, with pictures linked from there."""
    lines = [f"# {title}", ""]
    for section in sections:
        lines += [f"## {section.title}", ""]
        for paragraph in section.text:
            lines += [paragraph, ""]
        if section.facts:
            lines += [f"- {name}: {shown(value)}" for name, value in section.facts.items()] + [""]
        if section.table:
            lines += [*markdown_table(section.table), ""]
        for picture, caption in section.pictures:
            lines += [f"![{caption}]({Path(os.path.relpath(picture, folder)).as_posix()})", ""]
    return "\n".join(lines).rstrip() + "\n"


def markdown_table(table: Table) -> list[str]:
    """The lines of a table."""
    head = "| " + " | ".join(table.columns) + " |"
    rule = "|" + " --- |" * len(table.columns)
    return [head, rule, *("| " + " | ".join(shown(cell) for cell in row) + " |" for row in table.rows)]
