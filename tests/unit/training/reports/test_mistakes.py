"""The highest losses and the confusion matrix one looks into, in the report of `evaluate`; usable without a script."""

import csv
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from training.datasets.readers import read_data
from training.evaluation.judging import Judged
from training.evaluation.mistakes import losses
from training.evaluation.reporting import write_evaluation
from training.reports import confusion


class Explorer(HTMLParser):
    """The links of the matrix (text by address), and what stands in each cell's panel."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: dict[str, int] = {}
        self.pictures: dict[str, list[str]] = {}
        self._panel = self._link = ""
        self.feed(re.sub(r"<style>.*?</style>|<script>.*?</script>", "", html, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "section":
            self._panel = facts["id"]
            self.pictures[self._panel] = []
        if tag == "img" and self._panel:
            self.pictures[self._panel].append(facts["alt"])
        if tag == "a" and facts.get("id", "").startswith("m"):
            self._link = facts["href"].removeprefix("#")

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self._panel = ""

    def handle_data(self, data: str) -> None:
        if self._link:
            self.links[self._link] = int(data)
            self._link = ""


def judged(folder: Path, suggested: dict[str, str]) -> Judged:
    """Photos of a folder, each rightly suggested but those that `suggested` names."""
    photos = read_data(folder)
    labels = np.array(photos.breed_numbers(), dtype=np.int64)
    logits = np.zeros((len(labels), 1, len(photos.breeds)), np.float32)
    for row, photo in enumerate(photos.photos):
        first = suggested.get(photos.name_of(photo), photo.breed)
        # Later photos are surer, so that the order by loss is theirs.
        logits[row, 0, photos.breeds.index(first)] = 3 + row / 10
    return Judged(photos.breeds, photos.photos, labels, logits, 1.0, "made up", np.zeros(len(labels), bool), {})


def test_each_cell_opens_its_photos_without_a_script(tiny_photos: Path, tmp_path: Path) -> None:
    wrong = {"beagle/1.png": "kelpie", "beagle/7.png": "kelpie", "kelpie/0.png": "Shih-Tzu"}
    write_evaluation(judged(tiny_photos, wrong), tmp_path, "made up")
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    explorer = Explorer(html)
    assert explorer.links == {"c0-0": 8, "c0-1": 2, "c1-1": 9, "c1-2": 1, "c2-2": 10}
    assert set(explorer.links) == set(explorer.pictures)
    # The surer the mistake, the higher its loss; of those that are right, the least sure.
    assert explorer.pictures["c0-1"] == ["beagle/7.png", "beagle/1.png"]
    assert explorer.pictures["c1-2"] == ["kelpie/0.png"]
    assert explorer.pictures["c0-0"] == ["beagle/0.png", "beagle/2.png", "beagle/3.png", "beagle/4.png"]
    assert ".cell:target { display: block; }" in html
    assert re.findall(r'<a href="#(c\d-\d)">', html) == ["c0-1", "c1-2"]  # the list of pairs


def test_the_highest_losses_stand_first_and_the_table_has_all(tiny_photos: Path, tmp_path: Path) -> None:
    wrong = {"beagle/1.png": "kelpie", "Shih-Tzu/9.png": "kelpie"}
    given = judged(tiny_photos, wrong)
    write_evaluation(given, tmp_path, "made up")
    with (tmp_path / "losses.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == 30
    assert [row["photo"] for row in rows[:2]] == ["Shih-Tzu/9.png", "beagle/1.png"]
    assert (rows[0]["breed"], rows[0]["suggested"]) == ("Shih-Tzu", "kelpie")
    values = losses(given.probabilities(), given.labels)
    assert float(rows[0]["loss"]) == pytest.approx(values.max(), abs=1e-4)
    assert float(rows[0]["loss"]) == pytest.approx(-np.log(float(rows[0]["probability_of_breed"])), abs=1e-2)
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    section = html[html.index("Highest losses") :]
    first = section[section.index("<li>") : section.index("</li>")]
    assert 'alt="Shih-Tzu: Shih-Tzu/9.png"' in first
    assert "kelpie with 1.00" in first or "kelpie with 0.99" in first


def test_pictures_are_few_however_many_mistakes_there_are(
    tiny_photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confusion, "MOST_PICTURES", 15)
    every = {f"{breed}/{number}.png": "kelpie" for breed in ("beagle", "Shih-Tzu") for number in range(10)}
    write_evaluation(judged(tiny_photos, every), tmp_path, "made up")
    explorer = Explorer((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert explorer.links == {"c0-1": 10, "c1-1": 10, "c2-1": 10}
    assert [len(explorer.pictures[cell]) for cell in ("c0-1", "c2-1", "c1-1")] == [10, 5, 0]


def test_names_are_shown_and_never_obeyed_and_nothing_is_fetched(tiny_photos: Path, tmp_path: Path) -> None:
    photos = Path(shutil.copytree(tiny_photos, tmp_path / "photos"))
    (photos / "beagle").rename(photos / "<b>&amp;'")
    write_evaluation(judged(photos, {"kelpie/0.png": "<b>&amp;'"}), tmp_path / "report", "<script>alert(1)</script>")
    html = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "<b>" not in html
    assert html.count("<script>") == 1  # the page's own
    assert "&lt;b&gt;&amp;amp;&#39;" in html
    assert "default-src 'none'" in html
    assert not re.findall(r'(?:src|href)="(?!data:|#)', html)
