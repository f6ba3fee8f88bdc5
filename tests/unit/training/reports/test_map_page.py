"""The page of a map: one file that fetches nothing, obeys no name, and stays small."""

import base64
import io
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.datasets.readers import read_data
from training.reports import map_page
from training.reports.map_page import write_map


def written(photos: Path, out: Path) -> str:
    read = read_data(photos)
    random = np.random.default_rng(1)
    places = random.uniform(0, 1, (len(read), 2)).astype(np.float32)
    neighbours = np.stack([np.delete(np.arange(len(read)), row)[:10] for row in range(len(read))])
    write_map(out, read, places, neighbours, how="by hand")
    return (out / "map.html").read_text(encoding="utf-8")


def test_the_page_is_whole_in_itself_and_the_table_has_every_place(tiny_photos: Path, tmp_path: Path) -> None:
    html = written(tiny_photos, tmp_path)
    assert "default-src 'none'" in html
    assert re.findall(r'(?:src|href)="|https?://|@import|url\(', html) == []
    lines = (tmp_path / "map.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "photo,breed,x,y,neighbours_of_its_breed,most_frequent_neighbour"
    assert len(lines) == 31
    # The first photo is Beagle 0; of its neighbours, photos 1 to 10, nine are of its breed.
    assert lines[1].startswith("beagle/0.png,beagle,")
    assert lines[1].endswith(",9/10,beagle")


def test_names_that_could_end_the_script_do_not(tiny_photos: Path, tmp_path: Path) -> None:
    photos = Path(shutil.copytree(tiny_photos, tmp_path / "photos"))
    evil = "<!--<script>alert(1)<"
    (photos / "beagle").rename(photos / evil)
    html = written(photos, tmp_path / "map")
    assert evil not in html
    assert html.count("<script") == 3  # the data, a sheet of pictures, the page's own
    found = re.search(r'id="data">(.*?)</script>', html)
    assert found
    assert evil in json.loads(found[1])["breeds"]


def test_pictures_stand_on_sheets_in_the_order_of_the_photos(
    tiny_photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_page, "_SHEET", 4)
    monkeypatch.setattr(map_page, "_MANY", 5)
    photos = Path(shutil.copytree(tiny_photos, tmp_path / "photos"))
    (photos / "beagle" / "3.png").write_bytes(b"not a photo")
    html = written(photos, tmp_path / "map")
    sheets = re.findall(r'<script type="text/plain" id="sheet\d+">(.*?)</script>', html)
    assert len(sheets) == 2  # 30 photos, 16 a sheet
    found = re.search(r'id="data">(.*?)</script>', html)
    assert found
    data = json.loads(found[1])
    assert (data["edge"], data["across"], data["without"]) == (64, 4, [3])
    first, second = (Image.open(io.BytesIO(base64.b64decode(sheet))) for sheet in sheets)
    assert (first.size, second.size) == ((256, 256), (256, 256))
    for row in (0, 17, 29):
        place = row % 16
        shown = np.asarray((first, second)[row // 16].crop(box(place)).convert("RGB"), dtype=float)
        photo = Image.open(photos / data["names"][row]).convert("RGB").resize((48, 40))
        # Photos of 48 x 40 pixels stand in the middle of their places.
        assert np.abs(shown[12:52, 8:56] - np.asarray(photo, dtype=float)).mean() < 25


def box(place: int) -> tuple[int, int, int, int]:
    left, top = place % 4 * 64, place // 4 * 64
    return left, top, left + 64, top + 64
