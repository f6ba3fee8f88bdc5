"""`map` and `augmentation` through the command line: pages that one looks at."""

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from training.cli import main

pytestmark = pytest.mark.training

TINY = ("data.breeds=all", "body.image_size=32", "body.blocks=[[4, 3], [4, 1]]", "fit.epochs=1", "fit.batch_size=8")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def data_of(page: Path) -> dict[str, list[int]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.read_text(encoding="utf-8"))
    assert found
    data: dict[str, list[int]] = json.loads(found[1])
    return data


def test_a_map_shows_every_photo_that_can_be_read(tiny_photos: Path, tmp_path: Path, released_memory: None) -> None:
    photos = Path(shutil.copytree(tiny_photos, tmp_path / "photos"))
    (photos / "beagle" / "broken.jpg").write_bytes(b"not a photo")
    result = run("map", photos, "--weights", "random", "--out", tmp_path / "map")
    assert result.exit_code == 0, result.output
    assert "broken.jpg cannot be read" in result.output
    assert (
        "30 photos of 3 breeds: efficientnet_lite0; 29 principal components, then t-SNE (perplexity 9.6"
        in result.output
    )
    assert f"look at {tmp_path / 'map' / 'map.html'}" in result.output
    assert f"{tmp_path / 'map' / 'map.csv'}" in result.output
    data = data_of(tmp_path / "map" / "map.html")
    assert (len(data["names"]), len(data["places"]), data["without"]) == (30, 60, [])
    with (tmp_path / "map" / "map.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["photo"] for row in rows] == data["names"]


def test_a_run_looks_with_its_own_eyes(tiny_photos: Path, tmp_path: Path, released_memory: None) -> None:
    sets = [argument for setting in TINY for argument in ("--set", setting)]
    fitted = run("fit", "cnn_small", "--data", tiny_photos, "--out", tmp_path / "run", *sets)
    assert fitted.exit_code == 0, fitted.output
    result = run("map", tiny_photos, "--network", tmp_path / "run", "--method", "pca", "--out", tmp_path / "map")
    assert result.exit_code == 0, result.output
    assert f"{tmp_path / 'run'}; the first two principal components" in result.output
    assert len(data_of(tmp_path / "map" / "map.html")["names"]) == 30


def test_a_network_that_has_learned_nothing_draws_no_map(tiny_photos: Path, tmp_path: Path) -> None:
    for network, words in (("cnn_small", "random weights"), ("efficientnet_lit0", "efficientnet_lite0")):
        result = run("map", tiny_photos, "--network", network, "--out", tmp_path / "map")
        assert result.exit_code == 1
        assert words in result.output
        assert "Traceback" not in result.output
    assert not (tmp_path / "map").exists()


def test_a_wrong_name_is_told_before_tensorflow_is_loaded(tiny_photos: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from training.cli import main; "
        "CliRunner().invoke(main, sys.argv[1:]); sys.exit('tensorflow' in sys.modules)"
    )
    for command in (["map", tiny_photos, "--network", "nothing"], ["augmentation", "nothing", tiny_photos]):
        arguments = [str(argument) for argument in (*command, "--out", tmp_path / "page")]
        assert subprocess.run([sys.executable, "-c", code, *arguments]).returncode == 0


def test_too_few_photos_make_no_map(tiny_photos: Path, tmp_path: Path) -> None:
    few = tmp_path / "few"
    for breed in ("beagle", "kelpie"):
        (few / breed).mkdir(parents=True)
        shutil.copy(tiny_photos / breed / "0.png", few / breed)
    result = run("map", few, "--weights", "random", "--out", tmp_path / "map")
    assert result.exit_code == 1
    assert "a map takes 8 or more" in result.output


def test_augmentation_is_shown_all_at_once_and_change_by_change(
    tiny_photos: Path, tmp_path: Path, released_memory: None
) -> None:
    photos = Path(shutil.copytree(tiny_photos, tmp_path / "<i>photos"))
    (photos / "beagle" / "0.jpg").write_bytes(b"not a photo")
    sets = ["--set", "augmentation={flip=true, rotation=0.1}", "--set", "body.image_size=32"]
    result = run(
        "augmentation", "cnn_small", photos, *sets, "--photos", 4, "--copies", 3, "--out", tmp_path / "<i>page"
    )
    assert result.exit_code == 0, result.output
    assert "every photo anew in each epoch" in result.output
    html = (tmp_path / "<i>page" / "augmentation.html").read_text(encoding="utf-8")
    headings = re.findall(r"<h3>(.*?)</h3>", html)
    assert headings[-2:] == ["flip", "rotation = 0.1"]
    assert {heading.partition(":")[0] for heading in headings[:3]} == {"beagle", "kelpie", "Shih-Tzu"}
    # Four photos as they are and three times changed, and three copies of each of two changes.
    assert html.count("data:image/jpeg;base64,") == 4 * 4 + 2 * 3
    assert "<i>" not in html
    assert re.findall(r'src="(?!data:)', html) == []
