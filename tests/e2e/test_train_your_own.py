"""The README's "Train your own", word for word, on classes that nobody planned for: cats, and dogs of other breeds.

The commands are read out of the README, so that it cannot say what does not work. There are no photos of cat breeds to
test with, so the cats are sorted by what can be measured: the darkest, the lightest and the most reddish.
"""

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.recipes import load_recipe

pytestmark = [pytest.mark.training, pytest.mark.photos, pytest.mark.end_to_end]

A_CLASS = 10
DOGS = ("american_pit_bull_terrier", "bull_terrier", "dalmatian", "n02110958-Pug")


def block_of(readme: str) -> list[list[str]]:
    """The commands of "Train your own", each as its words, without their comments."""
    found = re.search(r"## Train your own\n\n```\n(.*?)```", readme, re.DOTALL)
    assert found is not None
    return [shlex.split(line, comments=True) for line in found[1].splitlines()]


def sorted_cats(data: Path, root: Path) -> None:
    """Three folders of cats, by the colour in the middle of the photo."""
    colours = {}
    for photo in sorted((data / "other_animals_and_things" / "cat").iterdir()):
        with Image.open(photo) as image:
            small = np.asarray(image.convert("RGB").resize((32, 32)), float)[8:24, 8:24]
        colours[photo] = small.mean(axis=(0, 1))
    kinds = {
        "black cat": lambda photo: colours[photo].sum(),
        "white cat": lambda photo: -colours[photo].sum(),
        "ginger cat": lambda photo: colours[photo][2] - colours[photo][0],
    }
    for kind, order in kinds.items():
        (root / kind).mkdir(parents=True)
        for photo in sorted(colours, key=order)[:A_CLASS]:
            shutil.copy(photo, root / kind)
            del colours[photo]


def some_dogs(data: Path, root: Path) -> None:
    """Breeds beyond the study's: three that Stanford Dogs does not have, and one that has a column in ImageNet."""
    for breed in DOGS:
        (root / breed).mkdir(parents=True)
        for photo in sorted((data / "more_breeds_train" / breed).iterdir())[:A_CLASS]:
            shutil.copy(photo, root / breed)


def photos_of_no_class(data: Path, root: Path) -> None:
    """Dogs of other breeds, dogs of unknown breed, and things."""
    root.mkdir()
    breeds = sorted((data / "stanford_dogs_train").iterdir())[::6]
    things = [folder for folder in sorted((data / "other_animals_and_things").iterdir()) if "cat" not in folder.name]
    unknown = sorted((data / "dogs_of_unknown_breed").glob("*.jpg"))
    for photo in [*(sorted(each.iterdir())[0] for each in [*breeds, *things[:20]]), *unknown[:20]]:
        shutil.copy(photo, root / f"{photo.parent.name} {photo.name}")


@pytest.mark.parametrize(("make", "chance"), [(sorted_cats, 1 / 3), (some_dogs, 1 / 4)])
def test_the_block_of_the_readme_works_as_written(
    make: Callable[[Path, Path], None], chance: float, repository: Path, photos_folder: Path, tmp_path: Path
) -> None:
    make(photos_folder, tmp_path / "PHOTOS")
    photos = sum(1 for path in (tmp_path / "PHOTOS").rglob("*") if path.is_file())
    shutil.copytree(tmp_path / "PHOTOS", tmp_path / "NEW_PHOTOS")
    commands = block_of((repository / "README.md").read_text(encoding="utf-8"))
    assert commands.pop(0) == ["make", "setup"]
    installed = {
        ".venv/bin/python": [sys.executable],
        ".venv/bin/pawsort": [sys.executable, "-m", "desktop_app"],
    }
    environment = os.environ | {
        "PYTHONPATH": str(repository),
        "PAWSORT_CACHE": str(tmp_path / "cache"),
        "PAWSORT_HOME": str(tmp_path / "home"),
    }
    for program, *arguments in commands:
        done = subprocess.run(
            [*installed[program], *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{program} {arguments}\n{done.stdout}{done.stderr}"
    run = tmp_path / "runs" / "first"
    classes = sorted(folder.name.rpartition("-")[2] for folder in (tmp_path / "PHOTOS").iterdir())
    assert sorted(each["breed"] for each in json.loads((run / "breeds.json").read_text())) == classes
    judged = json.loads((run / "evaluations" / "PHOTOS" / "metrics.json").read_text())
    assert judged["photos"] == photos // 5
    assert judged["top1"]["value"] >= 2 * chance
    with (tmp_path / "labels.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == photos
    right = [row["breed_1"].replace(" ", "_") in Path(row["photo"]).parent.name.replace(" ", "_") for row in rows]
    assert np.mean(right) >= 0.8
    photos_of_no_class(photos_folder, tmp_path / "OTHERS")
    label = [*installed[".venv/bin/pawsort"], "label", "OTHERS", "--model", "packs/first", "--out", "others.csv"]
    done = subprocess.run(label, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with (tmp_path / "others.csv").open(encoding="utf-8", newline="") as table:
        others = list(csv.DictReader(table))
    if make is sorted_cats:
        # The pack cannot know whether there is a dog.
        assert "60 with suggestions" in done.stderr
        assert "with a dog" not in done.stderr
    else:
        dogs: list[bool] = []
        things: list[bool] = []
        for row in others:
            is_dog = row["photo"].rpartition("/")[2].startswith(("n02", "dogs_of_unknown"))
            (dogs if is_dog else things).append(row["status"] == "ok")
        assert np.mean(dogs) >= 0.9
        assert np.mean(things) < 0.2
        assert "with a dog" in done.stderr
    assert np.mean([float(row["probability_1"]) for row in others]) <= 0.6


def test_the_recipe_of_the_readme_takes_all_breeds(repository: Path) -> None:
    commands = block_of((repository / "README.md").read_text(encoding="utf-8"))
    recipe = next(words[words.index("fit") + 1] for words in commands if "fit" in words)
    assert load_recipe(recipe).data.breeds == "all"
