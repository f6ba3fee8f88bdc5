"""`label-errors` from a folder to a report and a session, and back into a training."""

import csv
import hashlib
import os
import re
import shutil
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from desktop_app.catalog.changes.labels import SetLabels
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, Label
from training.cli import main
from training.datasets.readers import read_data

pytestmark = pytest.mark.training

NASTY = "<script>alert(1)</script>" if os.name != "nt" else "&lt;script&gt;"
COLOURS = {"beagle": (200, 40, 40), "Own & <b>": (40, 40, 200), NASTY.replace("/", "-"): (40, 200, 40)}
WRONG = "wrong 'here'.png"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def drawn(file: Path, colour: tuple[int, int, int], seed: int) -> None:
    coarse = np.clip(np.random.default_rng(seed).normal(colour, 25, (6, 6, 3)), 0, 255).astype(np.uint8)
    Image.fromarray(coarse).resize((64, 48), Image.Resampling.BICUBIC).save(file)


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three breeds that are told apart at a glance; one blue photo lies among the red ones."""
    root = tmp_path_factory.mktemp("data") / "photos"
    for place, (breed, colour) in enumerate(COLOURS.items()):
        (root / breed).mkdir(parents=True)
        for number in range(10):
            drawn(root / breed / f"{number}.png", colour, 100 * place + number)
    drawn(root / "beagle" / WRONG, COLOURS["Own & <b>"], 999)
    return root


@pytest.fixture(scope="module")
def report(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    before = contents(photos)
    folder = tmp_path_factory.mktemp("reports") / "report"
    done = run("label-errors", photos / ".." / "photos", "--out", folder)
    assert done.exit_code == 0, done.output
    assert "31 photos of 3 breeds" in done.output
    assert str(folder / "label_errors.pawsort") in done.output
    assert contents(photos) == before
    return folder


def contents(folder: Path) -> dict[Path, str]:
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_the_photo_in_the_wrong_folder_is_the_first(photos: Path, report: Path) -> None:
    with (report / "label_errors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 31
    assert rows[0]["photo"] == str(photos / "beagle" / WRONG)
    assert (rows[0]["label"], rows[0]["looks_like"], rows[0]["may_be_wrong"]) == ("beagle", "Own & <b>", "yes")
    assert float(rows[0]["looks_like_probability"]) > 0.8 > 0.2 > float(rows[0]["label_probability"])
    assert [row["may_be_wrong"] for row in rows].count("yes") <= 3


def test_the_page_shows_the_photo_and_what_it_looks_like_and_runs_nothing_that_a_folder_is_called(report: Path) -> None:
    page = (report / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<b>" not in page
    assert WRONG in unescape(page)
    assert "Own & <b>" in unescape(page)
    pictures = re.findall(r"<img [^>]*>", page)
    assert len(pictures) >= 5
    assert all(re.search(r'alt="[^"]+"', picture) for picture in pictures)
    assert not re.search(r'(src|href)="(?!data:)', page)


def test_the_session_has_the_photos_with_their_labels(photos: Path, report: Path) -> None:
    with Session.open(report / "label_errors.pawsort", or_look=True) as session:
        rows = {row.path: row for row in session.rows()}
        assert rows[photos / "beagle" / WRONG].label == Label.breed("n02088364")
        assert 1 <= len(rows) <= 3


def test_corrections_in_the_session_come_back_and_nothing_else_changes(
    photos: Path, report: Path, tmp_path: Path
) -> None:
    corrected = Path(shutil.copy(report / "label_errors.pawsort", tmp_path / "corrected.pawsort"))
    as_it_was = {photo.path: photo.breed for photo in read_data(photos).photos}
    # As long as nobody has decided anything, the session changes nothing.
    assert {photo.path: photo.breed for photo in read_data(photos, corrected).photos} == as_it_was
    wrong = photos / "beagle" / WRONG
    with Session.open(corrected) as session:
        (photo_id,) = (row.photo_id for row in session.rows() if row.path == wrong)
        session.apply(SetLabels({photo_id: Label.breed("own:Own & <b>")}))
    read = {photo.path: photo.breed for photo in read_data(photos, corrected).photos}
    assert read == as_it_was | {wrong: "Own & <b>"}
    with Session.open(corrected) as session:
        session.apply(SetLabels(dict.fromkeys((row.photo_id for row in session.rows()), NO_DOG)))
        kept = {path: breed for path, breed in as_it_was.items() if path not in {row.path for row in session.rows()}}
    assert {photo.path: photo.breed for photo in read_data(photos, corrected).photos} == kept


def test_a_table_that_was_corrected_comes_back_too(photos: Path, report: Path, tmp_path: Path) -> None:
    with (report / "label_errors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["label"] = "Own & <b>"
    with (tmp_path / "corrected.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    read = read_data(photos, tmp_path / "corrected.csv")
    assert read.counts() == {"Own & <b>": 11, "beagle": 10, NASTY.replace("/", "-"): 10}


def test_corrections_are_never_replaced(photos: Path, report: Path) -> None:
    before = (report / "label_errors.pawsort").read_bytes()
    again = run("label-errors", photos, "--out", report)
    assert again.exit_code == 1
    assert "may hold corrections" in again.output
    assert "Traceback" not in again.output
    assert (report / "label_errors.pawsort").read_bytes() == before


def test_nothing_is_written_among_the_photos(photos: Path) -> None:
    before = contents(photos)
    done = run("label-errors", photos, "--out", photos / "report")
    assert done.exit_code == 1
    assert "lies among the photos" in done.output
    assert contents(photos) == before
    assert not (photos / "report").exists()


def test_too_few_photos_are_named_and_breeds_with_few_left_out_aloud(photos: Path, tmp_path: Path) -> None:
    few = tmp_path / "few"
    for breed in ("beagle", "kelpie", "pumi"):
        (few / breed).mkdir(parents=True)
    for number in range(4):
        shutil.copy(photos / "beagle" / f"{number}.png", few / "kelpie")
        shutil.copy(photos / "beagle" / f"{number + 4}.png", few / "beagle")
    drawn(few / "pumi" / "only.png", (0, 0, 0), 1)
    done = run("label-errors", few, "--out", tmp_path / "report")
    assert done.exit_code == 1
    assert "0 of 3 breeds with at least 5 photos" in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "report").exists()
