"""One HTML file that holds all of a report: text, tables and pictures."""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from desktop_app.plain_text import escaped
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
class Card:
    """A small picture of a photo, with words below it.

    Attributes:
        picture: JPEG bytes; None where the photo cannot be read.
        about: what stands for the picture where it is not seen: which photo it is.
        lines: what is said of it, the most important first.
    """

    picture: bytes | None
    about: str
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """Photos side by side under a heading, which may be empty; smaller where `small`."""

    heading: str
    cards: Sequence[Card]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report.

    Attributes:
        title: its heading.
        text: paragraphs.
        facts: name → value.
        table: a table; None for none.
        pictures: PNG files with a caption each, shown in full.
        strips: small pictures of photos.
        inserted: HTML that a template made, with the names in it escaped; None for none.
    """

    title: str
    text: Sequence[str] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    table: Table | None = None
    pictures: Sequence[tuple[Path, str]] = ()
    strips: Sequence[Strip] = ()
    inserted: Markup | None = None


def write_page(file: Path, title: str, sections: Sequence[Section]) -> None:
    """Write a report.

    Raises:
        OSError: it cannot be written.
    """
    write_text(file, rendered("page.html.jinja", title=title, sections=sections, embedded=_embedded))


def rendered(template: str, **values: Any) -> Markup:
    """What a template of this folder makes of values; text among them is escaped, `Markup` is not.

    Templates also have `shown`; `breakable`, the same for narrow places; and `jpeg`, which makes an address of the
    bytes of a small picture.
    """
    return Markup(_TEMPLATES.get_template(template).render(shown=shown, breakable=_breakable, jpeg=_jpeg, **values))  # noqa: S704 - autoescaped


def shown(value: Any) -> str:
    """A value for the eyes: numbers with thousands separated or three decimals, None as a dash.

    Names come from strangers: what in them is not to be obeyed is written out.
    """
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3f}" if abs(value) >= 0.001 else f"{value:.2g}"
    return escaped(str(value))


def _breakable(value: Any) -> Markup:
    """`shown`, and lines may end behind the signs that join words in names of files."""
    return Markup(re.sub(r"([_/-])", r"\1<wbr>", str(Markup.escape(shown(value)))))  # noqa: S704 - escaped just now


def _jpeg(picture: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(picture).decode()


def _embedded(picture: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode()


def figure_bytes(figure: Any) -> bytes:
    """A matplotlib figure as PNG, without the date in it: the same figures give the same file."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=110, bbox_inches="tight", metadata={"Software": None})
    return buffer.getvalue()
