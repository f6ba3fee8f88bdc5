"""`study` trains, judges once and fills its page; networks of Keras from a file, here with random numbers in it."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from training.cli import main
from training.study import plan
from training.study.plan import Part

pytestmark = pytest.mark.training

PAGE = "# Study\n" + "".join(f"<!-- {part.value} -->\n<!-- /{part.value} -->\n" for part in Part)


@pytest.fixture(scope="module")
def folder(tiny_photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos of two breeds of the study, split in three, and others of these breeds."""
    root = tmp_path_factory.mktemp("study")
    parts = {"stanford_dogs_train": slice(6), "other_sources_dev": slice(6, 8), "more_breeds_train": slice(8, 9)}
    for name, part in parts.items():
        for breed in ("beagle", "kelpie"):
            (root / name / breed).mkdir(parents=True)
            for photo in sorted((tiny_photos / breed).iterdir())[part]:
                shutil.copy(photo, root / name / breed / f"{name}-{photo.name}")
    (root / "page").mkdir()
    (root / "page" / "README.md").write_text(PAGE)
    options = ["--kind", "three-way", "--breeds", "study", "--out", str(root / "split.csv")]
    made = CliRunner().invoke(main, ["split", str(root / "stanford_dogs_train"), *options])
    assert made.exit_code == 0, made.output
    return root


def study(folder: Path, *arguments: str) -> Result:
    where = [
        *("--data", str(folder), "--split", str(folder / "split.csv")),
        *("--runs", str(folder / "runs"), "--page", str(folder / "page")),
    ]
    return CliRunner().invoke(main, ["study", *where, *arguments])


def lines_of(page: Path) -> Sequence[str]:
    return page.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def small_vgg16(monkeypatch: pytest.MonkeyPatch) -> None:
    """VGG16 that looks at small photos: its weights are the same, and it needs a twelfth of the time."""
    from training.architectures.pretrained import vgg16

    monkeypatch.setattr(vgg16, "IMAGE_SIZE", 64)
    monkeypatch.setattr(vgg16, "ARCHITECTURE", replace(vgg16.ARCHITECTURE, image_size=64))


@pytest.mark.usefixtures("small_vgg16")
def test_a_file_of_weights_makes_the_row_of_its_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import h5py  # type: ignore[import-untyped]
    import keras
    from keras.src.legacy.saving.legacy_h5_format import save_weights_to_hdf5_group

    file = folder / "random.h5"
    # As Keras offers them for download.
    with h5py.File(file, "w") as open_file:
        save_weights_to_hdf5_group(open_file, keras.applications.VGG16(include_top=False, weights=None))
    # Of three seeds, two: VGG16 looks slowly.
    planned = plan._networks
    monkeypatch.setattr(plan, "_networks", lambda files: [replace(row, seeds=row.seeds[:2]) for row in planned(files)])
    done = study(folder, "--weights", f"vgg16={file}", "--only", "vgg16")
    assert done.exit_code == 0, done.output
    row = next(line for line in lines_of(folder / "page" / "README.md") if line.startswith("| VGG16"))
    assert row in done.output
    assert row.count("seeds") == 2  # on the test side and on other sources
    kept = json.loads((folder / "page" / "results.json").read_text())
    assert [each["name"] for each in kept] == ["vgg16"]
    assert kept[0]["test"]["photos"] == 2
    assert kept[0]["others"]["photos"] == 6


def test_the_test_side_is_scored_once(folder: Path) -> None:
    first = study(folder, "--only", "efficientnet_lite0-untrained")
    assert first.exit_code == 0, first.output
    assert "efficientnet_lite0-untrained-seed1337: looks at the test photos" in first.output
    kept = folder / "runs" / "efficientnet_lite0-untrained-seed1337" / "study" / "test.json"
    before = kept.stat()
    again = study(folder, "--only", "efficientnet_lite0-untrained")
    assert again.exit_code == 0, again.output
    assert "looks at" not in again.output
    assert "== " not in again.output
    assert kept.stat() == before


def test_what_is_there_is_listed_without_training(folder: Path) -> None:
    listed = study(folder, "--list", "--only", "unfreeze")
    assert listed.exit_code == 0
    assert listed.output.splitlines()[0] == "0 of 1  unfreeze-0: none"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--weights", "vgg19=x.h5"], "write NETWORK=FILE, with one of vgg16, efficientnet_v2s"),
        (["--weights", "vgg16=nowhere.h5"], "nowhere.h5: there is no such file"),
        (["--only", "resnet"], "no row begins so"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_done(folder: Path, arguments: list[str], said: str) -> None:
    done = study(folder, *arguments)
    assert done.exit_code == 2
    assert said in done.output
