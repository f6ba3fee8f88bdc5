"""Copies side by side in the report of `explore`, and names of files that a page must not obey."""

import csv
import re
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from training.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def photos(tiny_photos: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_photos, tmp_path / "photos"))


def headings(report: Path) -> list[str]:
    return re.findall(r"<h3>(.*?)</h3>", (report / "report.html").read_text(encoding="utf-8"))


def contents(folder: Path) -> dict[Path, tuple[bytes, int]]:
    return {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.rglob("*") if file.is_file()}


def test_copies_stand_side_by_side_and_those_with_different_labels_or_sides_first(photos: Path, tmp_path: Path) -> None:
    assert run("split", photos, "--out", tmp_path / "split.csv").exit_code == 0
    lines = (tmp_path / "split.csv").read_text().splitlines()
    trained = next(line.split(",")[0] for line in lines if ",beagle,training," in line)
    shutil.copy(photos / "Shih-Tzu" / "3.png", photos / "Shih-Tzu" / "same.png")
    Image.open(photos / trained).save(photos / "beagle" / "leak.jpg", quality=60)
    shutil.copy(photos / "kelpie" / "4.png", photos / "beagle" / "wrong.png")
    both = [*lines, "beagle/leak.jpg,beagle,validation,", "beagle/wrong.png,beagle,training,"]
    (tmp_path / "split.csv").write_text("\n".join(both) + "\n")

    result = run("explore", photos, "--split", tmp_path / "split.csv", "--out", tmp_path / "report")
    assert result.exit_code == 0, result.output
    assert f"{tmp_path / 'report' / 'copies.csv'}" in result.output
    first, second, third = headings(tmp_path / "report")
    assert first.startswith("Labelled differently: beagle, kelpie")
    assert second == "On different sides: training, validation"
    assert third == "Shih-Tzu"
    html = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert html.count("data:image/jpeg;base64,") == 6
    assert 'alt="beagle: beagle/wrong.png"' in html

    with (tmp_path / "report" / "copies.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["group"] for row in rows] == ["1", "1", "2", "2", "3", "3"]
    assert {row["photo"] for row in rows[:2]} == {"beagle/wrong.png", "kelpie/4.png"}
    assert [row["kind"] for row in rows] == ["exact", "exact", "near", "near", "exact", "exact"]
    assert [row["sides_differ"] for row in rows[2:]] == ["yes", "yes", "no", "no"]


def test_photos_are_the_same_before_and_after(photos: Path, tmp_path: Path) -> None:
    shutil.copy(photos / "kelpie" / "4.png", photos / "beagle" / "wrong.png")
    before = contents(photos)
    assert run("explore", photos, "--out", tmp_path / "report").exit_code == 0
    assert contents(photos) == before


@pytest.mark.parametrize("where", ["", "report", "beagle/report"])
def test_no_report_is_written_among_the_photos(photos: Path, where: str) -> None:
    """Its plots would be photos of a breed "report" the next time."""
    before = contents(photos)
    for command in (["explore"], ["map"], ["augmentation", "cnn_small"], ["evaluate", photos.parent / "no run"]):
        result = run(*command, photos, "--out", photos / where)
        assert result.exit_code == 1
        assert "among the photos" in result.output
    assert contents(photos) == before


def test_a_page_stays_small_and_the_table_has_all(photos: Path, tmp_path: Path) -> None:
    for number in range(40):
        shutil.copy(photos / "beagle" / "0.png", photos / "beagle" / f"copy{number}.png")
    assert run("explore", photos, "--out", tmp_path / "report").exit_code == 0
    html = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert html.count("data:image/jpeg;base64,") == 8
    assert headings(tmp_path / "report") == ["beagle (41 photos, 8 shown)"]
    assert len((tmp_path / "report" / "copies.csv").read_text().splitlines()) == 42


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be written there")
def test_folders_are_named_and_never_obeyed(photos: Path, tmp_path: Path) -> None:
    evil = "<script>alert(1)<"
    (photos / "kelpie").rename(photos / evil)
    (photos / "beagle").rename(photos / "=1+1")
    shutil.copy(photos / evil / "4.png", photos / "=1+1" / "\u202egnp.png")
    shutil.copy(photos / evil / "4.png", photos / evil / '" onerror="alert(2).png')
    result = run("explore", photos, "--out", tmp_path / "report")
    assert result.exit_code == 0, result.output
    html = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert 'onerror="' not in html
    assert "\u202e" not in html
    assert r"\u202egnp.png" in html
    table = (tmp_path / "report" / "copies.csv").read_text(encoding="utf-8")
    assert ",'=1+1," in table
    assert ",=1+1," not in table


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_a_name_that_is_no_unicode_is_written_out(photos: Path, tmp_path: Path) -> None:
    odd = Path(str(photos / "beagle") + "/caf\udce9.png")
    shutil.copy(photos / "beagle" / "4.png", odd)
    result = run("explore", photos, "--out", tmp_path / "report")
    assert result.exit_code == 0, result.output
    assert r"caf\udce9.png" in (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert r"caf\udce9.png" in (tmp_path / "report" / "findings.json").read_text(encoding="utf-8")
