"""One HTML file that holds all of a report: text, tables and pictures."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from training.files import write_text

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the names of the columns, and rows of text or numbers."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report.

    Attributes:
        title: its heading.
        text: paragraphs.
        facts: name → value.
        table: a table; None for none.
        pictures: PNG files with a caption each, shown in full.
        inserted: HTML that a template made, with the names in it escaped; None for none.
    """

    title: str
    text: Sequence[str] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    table: Table | None = None
    pictures: Sequence[tuple[Path, str]] = ()
    inserted: Markup | None = None


def write_page(file: Path, title: str, sections: Sequence[Section]) -> None:
    """Write a report.

    Raises:
        OSError: it cannot be written.
    """
    html = _TEMPLATES.get_template("page.html.jinja").render(
        title=title, sections=sections, embedded=_embedded, shown=shown
    )
    write_text(file, html)


def shown(value: Any) -> str:
    """A value for the eyes: numbers with thousands separated or three decimals, None as a dash."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3f}" if abs(value) >= 0.001 else f"{value:.2g}"
    return str(value)


def _embedded(picture: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode()


def figure_bytes(figure: Any) -> bytes:
    """A matplotlib figure as PNG, without the date in it: the same figures give the same file."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=110, bbox_inches="tight", metadata={"Software": None})
    return buffer.getvalue()
