"""The report of a set of labelled photos."""

import random
from pathlib import Path
from statistics import median
from typing import Any

from PIL import Image

from training.datasets.exploring import Findings, as_json
from training.files import write_json
from training.reports.copies import copies_section
from training.reports.page import Section, Table, write_page
from training.reports.plots import histogram, photo_grid, photos_a_breed, sizes
from training.reports.thumbnails import thumbnail

# The line of the study's chart: few breeds of Stanford Dogs have less.
STUDY_LINE = 150
GRID_PHOTOS = 16
MOST_ROWS = 200


def write_data_report(findings: Findings, folder: Path, *, line: float = STUDY_LINE, seed: int = 1337) -> None:
    """Write `report.html`, `findings.json`, `copies.csv` and the plots.

    Args:
        findings: what `examine` found.
        folder: where to; made when missing.
        line: where the chart of photos a breed has its line.
        seed: of the choice of photos for the grid.

    Raises:
        OSError: the folder cannot be written.
    """
    plots = folder / "plots"
    good = [each for each in findings.prints if not each.error]
    counts = findings.photos.counts()
    grid = _grid_photos(findings, seed)
    pictures = [
        (photos_a_breed(counts, line, plots / "photos_a_breed.png"), f"Photos a breed, with a line at {line:g}."),
        (photo_grid(grid, plots / "random_photos.png"), f"{len(grid)} photos chosen at random, with their labels."),
    ]
    shapes = [
        (sizes([each.width for each in good], [each.height for each in good], plots / "sizes.png"), "Sizes in pixels."),
        (
            histogram([each.width / each.height for each in good], "width / height", plots / "aspect_ratios.png"),
            "Aspect ratios: above 1 lies across, below 1 stands upright.",
        ),
    ]
    sections = [
        Section("The photos", facts=_facts(findings), pictures=pictures),
        Section("Sizes and aspect ratios", pictures=shapes),
        _broken_section(findings),
        copies_section(findings, folder),
        *([_leaks_section(findings)] if findings.split else []),
        Section("Every breed", table=Table(("breed", "photos"), list(counts.items()))),
    ]
    write_page(folder / "report.html", f"{findings.photos.root.name}: what there is", sections)
    write_json(folder / "findings.json", as_json(findings))


def _facts(findings: Findings) -> dict[str, Any]:
    good = [each for each in findings.prints if not each.error]
    counts = findings.photos.counts()
    facts: dict[str, Any] = {
        "photos": len(findings.photos),
        "breeds": len(counts),
        "photos a breed": f"{min(counts.values())} to {max(counts.values())}",
        "most": ", ".join(f"{breed} {count}" for breed, count in list(counts.items())[:5]),
        "unreadable": len(findings.broken),
        "pairs of copies": len(findings.pairs),
        "of them labelled differently": len(findings.across_breeds),
    }
    if findings.photos.empty_breeds:
        facts["folders without photos"] = ", ".join(findings.photos.empty_breeds)
    if good:
        facts["median size"] = (
            f"{median(each.width for each in good):g} x {median(each.height for each in good):g} pixels"
        )
    return facts


def _grid_photos(findings: Findings, seed: int) -> list[tuple[Image.Image | None, str]]:
    readable = [photo for photo, each in zip(findings.photos.photos, findings.prints, strict=True) if not each.error]
    chosen = random.Random(seed).sample(readable, min(GRID_PHOTOS, len(readable)))
    return [(thumbnail(photo.path), photo.breed) for photo in chosen]


def _broken_section(findings: Findings) -> Section:
    if not findings.broken:
        return Section("Broken photos", ["None: every photo can be read."])
    return Section(
        "Broken photos", [_of_all(len(findings.broken))], table=Table(("photo", "why"), findings.broken[:MOST_ROWS])
    )


def _leaks_section(findings: Findings) -> Section:
    if not findings.leaks:
        return Section("Leaks of the split", ["None: no photo has a copy on another side."])
    text = [
        "These pairs lie on different sides of the split, so that checking measures memory. Split again.",
        _of_all(len(findings.leaks)),
    ]
    return Section("Leaks of the split", text, table=Table(("one", "other"), findings.leaks[:MOST_ROWS]))


def _of_all(count: int) -> str:
    return (
        f"{count:,} in all."
        if count <= MOST_ROWS
        else f"{count:,} in all, {MOST_ROWS} shown; findings.json has the rest."
    )
