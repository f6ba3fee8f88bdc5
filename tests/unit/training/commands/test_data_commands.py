"""`explore` and `split` through the command line, with everything that can be wrong with photos."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageOps

from training.cli import COMMANDS, main
from training.datasets.splits import Side, read_split


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def photos(tiny_photos: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_photos, tmp_path / "photos"))


def copied(source: Path, target: Path) -> None:
    shutil.copy(source, target)


def recompressed(source: Path, target: Path) -> None:
    Image.open(source).save(target.with_suffix(".jpg"), quality=40)


def mirrored(source: Path, target: Path) -> None:
    ImageOps.mirror(Image.open(source)).save(target.with_suffix(".jpg"), quality=80)


def resized(source: Path, target: Path) -> None:
    Image.open(source).resize((96, 80)).save(target.with_suffix(".jpg"), quality=80)


@pytest.mark.parametrize("change", [copied, recompressed, mirrored, resized])
def test_a_leak_between_sides_is_found_by_explore_and_mended_by_split(
    photos: Path, tmp_path: Path, change: Callable[[Path, Path], None]
) -> None:
    """The split is made first; then a copy of a training photo turns up among the validation photos."""
    assert run("split", photos, "--out", tmp_path / "old.csv").exit_code == 0
    lines = (tmp_path / "old.csv").read_text().splitlines()
    trained = next(line.split(",")[0] for line in lines if ",beagle,training," in line)
    change(photos / trained, photos / "kelpie" / "leak.png")
    leak = next((photos / "kelpie").glob("leak.*"))
    (tmp_path / "leaking.csv").write_text("\n".join([*lines, f"kelpie/{leak.name},kelpie,validation"]) + "\n")

    found = run("explore", photos, "--split", tmp_path / "leaking.csv", "--out", tmp_path / "report")
    assert found.exit_code == 0, found.output
    findings = json.loads((tmp_path / "report" / "findings.json").read_text())
    assert findings["leaks"] == [[trained, f"kelpie/{leak.name}"]]
    assert findings["copies_across_breeds"] == 1
    assert "1 pairs on different sides of the split" in found.output

    assert run("split", photos, "--out", tmp_path / "new.csv").exit_code == 0
    sides = read_split(tmp_path / "new.csv").sides
    assert sides[trained][1] is sides[f"kelpie/{leak.name}"][1]
    assert run("explore", photos, "--split", tmp_path / "new.csv", "--out", tmp_path / "again").exit_code == 0
    assert json.loads((tmp_path / "again" / "findings.json").read_text())["leaks"] == []


def test_explore_writes_a_report_with_its_pictures(photos: Path, tmp_path: Path) -> None:
    (photos / "beagle" / "broken.jpg").write_bytes(b"not a photo")
    (photos / "pumi").mkdir()
    result = run("explore", photos, "--out", tmp_path / "report")
    assert result.exit_code == 0, result.output
    assert "31 photos of 3 breeds, 10 to 11 a breed" in result.output
    assert "unreadable: beagle/broken.jpg" in result.output
    assert "no photos of pumi" in result.output
    plots = {path.name for path in (tmp_path / "report" / "plots").iterdir()}
    assert plots == {"photos_a_breed.png", "random_photos.png", "sizes.png", "aspect_ratios.png"}
    html = (tmp_path / "report" / "report.html").read_text()
    assert html.count("data:image/png;base64,") == 4
    assert "Shih-Tzu" in html


def test_three_sides_are_written_with_seed_and_hash(photos: Path, tmp_path: Path) -> None:
    result = run(
        "split", photos, "--kind", "three-way", "--test", "0.2", "--validation", "0.2", "--out", tmp_path / "s.csv"
    )
    assert result.exit_code == 0, result.output
    split = read_split(tmp_path / "s.csv")
    assert split.counts() == {Side.TRAINING: 18, Side.VALIDATION: 6, Side.TEST: 6}
    assert (split.seed, len(split.data_sha256)) == (1337, 64)


def test_broken_photos_are_left_out_and_named(photos: Path, tmp_path: Path) -> None:
    (photos / "beagle" / "broken.jpg").write_bytes(b"not a photo")
    result = run("split", photos, "--out", tmp_path / "s.csv")
    assert result.exit_code == 0
    assert "beagle/broken.jpg cannot be read" in result.output
    assert "beagle/broken.jpg" not in read_split(tmp_path / "s.csv").sides


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda photos: (photos / "pumi").mkdir(), "no photos for pumi"),
        (lambda photos: [path.unlink() for path in sorted((photos / "kelpie").iterdir())[1:]], "photos of kelpie"),
    ],
)
def test_what_is_wrong_with_the_data_is_named_and_nothing_is_written(
    photos: Path, tmp_path: Path, spoil: Callable[[Path], object], words: str
) -> None:
    spoil(photos)
    result = run("split", photos, "--out", tmp_path / "s.csv")
    assert result.exit_code == 1
    assert words in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "s.csv").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on file sizes is POSIX's")
def test_a_full_disk_is_told_and_leaves_nothing_half_written(photos: Path, tmp_path: Path) -> None:
    """The limit on file sizes makes every write fail as a full disk does."""
    code = (  # and what Python compiles must not be kept: it would be cut short for all tests after this one
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); sys.dont_write_bytecode = True; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)); "
        "from training.cli import main; main(sys.argv[1:])"
    )
    out = tmp_path / "s.csv"
    done = subprocess.run(
        [sys.executable, "-c", code, "split", str(photos), "--out", str(out)], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["photos"]


def test_official_split_needs_its_table(photos: Path, tmp_path: Path) -> None:
    result = run("split", photos, "--kind", "official", "--out", tmp_path / "s.csv")
    assert result.exit_code == 2
    assert "--official-table" in result.output


@pytest.mark.photos
def test_the_official_training_photos_are_all_on_the_training_side(photos_folder: Path, tmp_path: Path) -> None:
    result = run(
        "split", photos_folder / "whole_photos", "--kind", "official", "--out", tmp_path / "s.csv",
        "--official-table", photos_folder / "stanford_split.csv",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert read_split(tmp_path / "s.csv").counts() == {Side.TRAINING: 240}


@pytest.mark.photos
def test_crops_and_their_whole_photos_stay_on_one_side(photos_folder: Path, tmp_path: Path) -> None:
    result = run(
        "split", photos_folder / "stanford_dogs_train", photos_folder / "whole_photos", "--breeds", "beagle,kelpie",
        "--out", tmp_path / "s.csv",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    sides = read_split(tmp_path / "s.csv").sides
    twins = [name for name in sides if name.startswith("whole_photos/")]
    assert len(twins) == 4
    assert all(sides[name][1] is sides[name.replace("whole_photos", "stanford_dogs_train")][1] for name in twins)


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from training.cli import main; main(['--help'], standalone_mode=False); print(sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for command in COMMANDS:
        assert command in done.stdout
    for module in ("tensorflow", "keras", "numpy", "matplotlib"):
        assert f"'{module}'" not in done.stdout


@pytest.mark.training
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Options:" in result.output
    assert len(result.output) > 300


@pytest.mark.training
def test_describe_prints_the_parameters_of_the_study() -> None:
    result = run("describe", "cnn_small")
    assert result.exit_code == 0, result.output
    assert "trainable parameters: 491,167" in result.output
    assert "N x 45 x 45 x 16" in result.output


@pytest.mark.training
def test_describe_suggests_the_nearest_key() -> None:
    result = run("describe", "cnn_small", "--set", "fit.epoch=3")
    assert result.exit_code == 1
    assert "Did you mean 'fit.epochs'" in result.output
