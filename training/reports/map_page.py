"""A map of photos as one page: points one can hover, search and filter; and the same as a table."""

import base64
import math
from collections import Counter
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop_app.plain_text import escaped
from training.datasets.photos import PhotoSet
from training.files import write_text
from training.reports.page import rendered
from training.reports.tables import write_table
from training.reports.thumbnails import each_thumbnail

PAGE, TABLE = "map.html", "map.csv"
# Pictures stand in sheets of so many by so many, so that a page holds a few long texts instead of thousands.
_SHEET = 16
_MANY = 3_000
_EDGE_OF_FEW, _EDGE_OF_MANY = 96, 64
_QUALITY = 45
_PLACES = 10_000
_SHOWN_NEIGHBOURS = 6

Progress = Callable[[int, int], None]


def write_map(
    folder: Path,
    photos: PhotoSet,
    places: NDArray[np.float32],
    neighbours: NDArray[np.int64],
    *,
    how: str,
    left_out: int = 0,
    progress: Progress | None = None,
) -> None:
    """Write `map.html` and `map.csv`.

    Args:
        folder: where to; made when missing.
        photos: those on the map.
        places: float32 `[N, 2]` from 0 to 1.
        neighbours: int `[N, K]`, the photos most alike to each.
        how: in a sentence, how the map was made.
        left_out: photos of the data that are not on it.
        progress: called with pictures made and pictures in all.

    Raises:
        OSError: the folder cannot be written.
    """
    breeds, numbers = photos.breeds, photos.breed_numbers()
    names = [photos.name_of(photo) for photo in photos.photos]
    around = [Counter(numbers[other] for other in row).most_common(1)[0] for row in neighbours.tolist()]
    alike = (np.array(numbers)[neighbours] == np.array(numbers)[:, None]).sum(axis=1)
    write_table(
        folder / TABLE,
        ("photo", "breed", "x", "y", "neighbours_of_its_breed", "most_frequent_neighbour"),
        [
            (name, breeds[number], f"{x:.5f}", f"{y:.5f}", f"{own}/{neighbours.shape[1]}", breeds[most])
            for name, number, (x, y), own, (most, _) in zip(
                names, numbers, places.tolist(), alike.tolist(), around, strict=True
            )
        ],
    )
    edge = _EDGE_OF_FEW if len(names) <= _MANY else _EDGE_OF_MANY
    sheets, shown = _sheets([photo.path for photo in photos.photos], edge, progress)
    data = {
        "names": [escaped(name) for name in names],
        "breeds": [escaped(breed) for breed in breeds],
        "breed": numbers,
        "places": np.round(places * _PLACES).astype(int).ravel().tolist(),
        "alike": alike.tolist(),
        "near": neighbours[:, :_SHOWN_NEIGHBOURS].tolist(),
        "neighbours": neighbours.shape[1],
        "without": [row for row, seen in enumerate(shown) if not seen],
        "edge": edge,
        "across": _SHEET,
        "scale": _PLACES,
    }
    write_text(folder / PAGE, _page(photos, data, sheets, how, left_out))


def _page(photos: PhotoSet, data: dict[str, Any], sheets: Sequence[str], how: str, left_out: int) -> str:
    return rendered(
        "map.html.jinja",
        title=f"{photos.root.name}: a map of its photos",
        photos=len(photos),
        breeds=len(photos.breeds),
        how=how,
        left_out=left_out,
        table=TABLE,
        data=data,
        sheets=sheets,
    )


def _sheets(paths: Sequence[Path], edge: int, progress: Progress | None) -> tuple[list[str], list[bool]]:
    """The pictures of photos on sheets, each as WebP in base64; and which photos could be read."""
    on_a_sheet = _SHEET * _SHEET
    sheets: list[str] = []
    shown: list[bool] = []
    sheet = Image.new("RGB", (1, 1))
    for row, picture in enumerate(each_thumbnail(paths, edge)):
        place = row % on_a_sheet
        if place == 0:
            rows = math.ceil(min(on_a_sheet, len(paths) - row) / _SHEET)
            sheet = Image.new("RGB", (_SHEET * edge, rows * edge), (128, 128, 128))
        if picture is not None:
            left, top = place % _SHEET * edge, place // _SHEET * edge
            sheet.paste(picture, (left + (edge - picture.width) // 2, top + (edge - picture.height) // 2))
        shown.append(picture is not None)
        if place == on_a_sheet - 1 or row == len(paths) - 1:
            stream = BytesIO()
            sheet.save(stream, "WEBP", quality=_QUALITY, method=4)
            sheets.append(base64.b64encode(stream.getvalue()).decode())
            if progress:
                progress(row + 1, len(paths))
    return sheets, shown
