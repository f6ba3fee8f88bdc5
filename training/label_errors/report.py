"""The page and the table of the labels that may be wrong."""

import base64
import csv
import io
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from desktop_app.guarding import guarded
from desktop_app.plain_text import escaped
from training.files import write_text
from training.label_errors.finding import LabelErrors
from training.reports.page import Section, Table, write_page
from training.reports.thumbnails import thumbnail

REPORT_FILE, TABLE_FILE, SESSION_FILE = "report.html", "label_errors.csv", "label_errors.pawsort"
COLUMNS = ("rank", "photo", "label", "looks_like", "label_probability", "looks_like_probability", "may_be_wrong")
MOST_ROWS = 200
MOST_PAIRS = 20
EDGE, NEIGHBOUR_EDGE = 200, 96

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True)
class _Photo:
    picture: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class _Card:
    rank: int
    photo: _Photo
    looks_like: str
    probability: str
    own_probability: str
    neighbours: list[_Photo]


def write_label_errors(
    found: LabelErrors,
    folder: Path,
    *,
    shown: int,
    in_session: int,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> None:
    """Write `report.html` and `label_errors.csv`.

    Args:
        found: what was found.
        folder: where to; made when missing.
        shown: photos with pictures, at most.
        in_session: how many photos the session beside it holds.
        progress: called with pictures made and pictures in all.

    Raises:
        OSError: the folder cannot be written.
    """
    write_text(folder / TABLE_FILE, table_of(found))
    title = f"{found.photos.root.absolute().name}: labels that may be wrong"
    sections = [
        Section("What was found", _introduction(in_session), _facts(found, in_session)),
        _photos_section(found, shown, progress),
        *_copies_section(found),
        _pairs_section(found),
        _breeds_section(found),
    ]
    write_page(folder / REPORT_FILE, title, sections)


def table_of(found: LabelErrors) -> str:
    """All photos as CSV, the most doubtful label first; a label that is corrected there can be read as data."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    doubts = found.doubts
    for rank, position in enumerate(found.ranked.tolist(), 1):
        photo = found.photos.photos[position]
        writer.writerow(
            (
                rank,
                guarded(os.path.abspath(photo.path)),  # noqa: PTH100 - without ".."
                guarded(photo.breed),
                guarded(found.breeds[doubts.looks_like[position]]),
                f"{doubts.self_confidence[position]:.4f}",
                f"{doubts.probability[position]:.4f}",
                "yes" if doubts.is_suspect[position] else "no",
            )
        )
    # A name that no text can be made of stands there as far as it can be read.
    return text.getvalue().encode("utf-8", "replace").decode()


def percent(share: float) -> str:
    """A probability for the eyes: never 0 % or 100 %, which nobody can know."""
    if share < 0.001:
        return "under 0.1\u00a0%"
    if share > 0.999:
        return "over 99.9\u00a0%"
    return f"{100 * share:.1f}\u00a0%" if share < 0.1 or share > 0.99 else f"{100 * share:.0f}\u00a0%"


def _these(count: int) -> str:
    return "the first of these photos" if count == 1 else f"the first {count:,} of these photos"


def _introduction(in_session: int) -> list[str]:
    judged = (
        "Every photo was judged by the other photos alone: it was kept aside while a linear head learned the breeds "
        "from the features of the rest, and copies and photos of one animal were kept aside with it. Where the others "
        "say with confidence that a photo shows another breed than its label, the label may be wrong."
    )
    careful = (
        "Look at each: wrong labels stand in front, and further down there are more and more breeds that look alike, "
        f"mixes, puppies and bad photos. {TABLE_FILE} beside this page has all photos in this order."
    )
    if not in_session:
        return [judged, careful]
    corrected = (
        f"To correct labels, open {SESSION_FILE} beside this page in Pawsort. It holds {_these(in_session)} "
        "with the labels that are doubted: Enter keeps a label and goes on; B, M, U, N and the numbers give another. "
        "Those under Corrected look like something else to Pawsort's own model; Review > Second look leads through the "
        "ones that it contradicts strongly."
    )
    comes_back = (
        f"Then name the session beside the data whenever you train: --data DATA --data {SESSION_FILE}. What it says of "
        "a photo counts; photos that you called a mix, unknown or no dog there are left out. The table will do too, "
        "named last, with labels that were corrected in its column label. No photo is moved or changed."
    )
    return [judged, careful, corrected, comes_back]


def _facts(found: LabelErrors, in_session: int) -> dict[str, Any]:
    doubts, judged = found.doubts, int(found.is_judged.sum())
    facts: dict[str, Any] = {
        "photos": len(found.photos),
        "breeds": len(found.breeds),
        "labels that may be wrong": len(found.suspects),
        "wrong labels, estimated": f"{doubts.estimated_errors:,.0f} of {judged:,} "
        f"({100 * doubts.estimated_errors / max(1, judged):.1f} %); too many where breeds look alike",
        "photos in the session": in_session,
    }
    if judged < len(found.photos):
        facts["not judged"] = f"{len(found.photos) - judged:,}: all photos of their breed are copies or show one animal"
    return facts


def _photos_section(found: LabelErrors, shown: int, progress: Callable[[int, int], None]) -> Section:
    if not len(found.suspects):
        return Section("The photos", ["None: no label is contradicted by the other photos."])
    if not shown:
        return Section("The photos", [f"None are shown; {TABLE_FILE} has all of them."])
    suspects = found.suspects[:shown].tolist()
    cards = []
    for rank, position in enumerate(suspects, 1):
        cards.append(_card(found, rank, position))
        progress(rank, len(suspects))
    words = (
        f"The {len(cards)} most doubtful of {len(found.suspects):,}."
        if len(cards) < len(found.suspects)
        else "The most doubtful first."
    )
    html = _TEMPLATES.get_template("photos.html.jinja").render(cards=cards, edge=EDGE, small=NEIGHBOUR_EDGE)
    said = f"{words} Below each, the photos that look most like it, with their labels."
    return Section("The photos", [said], inserted=Markup(html))  # noqa: S704 - the template escapes what it is given


def _card(found: LabelErrors, rank: int, position: int) -> _Card:
    doubts = found.doubts
    return _Card(
        rank,
        _photo(found, position, EDGE),
        escaped(found.breeds[doubts.looks_like[position]]),
        percent(float(doubts.probability[position])),
        percent(float(doubts.self_confidence[position])),
        [_photo(found, other, NEIGHBOUR_EDGE) for other in found.neighbours(position)],
    )


def _photo(found: LabelErrors, position: int, edge: int) -> _Photo:
    photo = found.photos.photos[position]
    return _Photo(_picture(photo.path, edge), escaped(found.photos.name_of(photo)), escaped(photo.breed))


def _picture(path: Path, edge: int) -> str:
    """A small picture as the address under which the page holds it, some kilobytes; empty where none can be had."""
    image = thumbnail(path, edge)
    if image is None:
        return ""
    stream = io.BytesIO()
    image.convert("RGB").save(stream, "JPEG", quality=80, optimize=True)
    return "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode()


def _copies_section(found: LabelErrors) -> list[Section]:
    pairs, photos = found.copies_labelled_differently(), found.photos
    if not pairs:
        return []
    rows = [
        (photos.name_of(one), one.breed, photos.name_of(other), other.breed)
        for one, other in ((photos.photos[pair.first], photos.photos[pair.second]) for pair in pairs[:MOST_ROWS])
    ]
    words = "Two photos of one picture with two labels: one of them is wrong for certain. `explore` has more on copies."
    return [Section("Copies with two labels", [words], table=Table(("one", "label", "other", "label"), rows))]


def _pairs_section(found: LabelErrors) -> Section:
    doubts, breeds = found.doubts, found.breeds
    counted = Counter(
        (breeds[found.labels[position]], breeds[doubts.looks_like[position]]) for position in found.suspects.tolist()
    )
    rows = [(given, other, count) for (given, other), count in counted.most_common(MOST_PAIRS)]
    if not rows:
        return Section("Most frequent", ["None."])
    words = "Many photos in both directions rather mean that the two breeds look alike than that labels are wrong."
    return Section("Most frequent", [words], table=Table(("label", "looks like", "photos"), rows))


def _breeds_section(found: LabelErrors) -> Section:
    photos = Counter(found.labels.tolist())
    suspects = Counter(found.labels[found.suspects].tolist())
    rows = sorted(
        ((breed, photos[number], suspects[number]) for number, breed in enumerate(found.breeds)),
        key=lambda row: (-row[2] / max(1, row[1]), row[0].casefold()),
    )
    return Section("Every breed", table=Table(("breed", "photos", "may be wrong"), rows))
