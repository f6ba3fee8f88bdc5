"""What is told before anything starts."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from desktop_app.inference.manifest import InputSpec
from scale_out.commands.train import train
from scale_out.errors import ScaleError
from scale_out.networks.photos import Photos, packed_paths


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    for breed in ("beagle", "pug"):
        (tmp_path / "photos" / breed).mkdir(parents=True)
        for number in range(3):
            Image.new("RGB", (20, 20), (60 * number, 9, 9)).save(tmp_path / "photos" / breed / f"{number}.png")
    return tmp_path / "photos"


def told(*arguments: object) -> Result:
    return CliRunner().invoke(train, [str(each) for each in arguments])


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("efficientnet_lite0",), "--set unfreeze.layers=2"),
        (("efficientnet_lite0", "--set", "fit.linear_head=untrained"), "nothing of it is trained"),
        (("cnn_small", "--set", "augmentation.mixup=0.2"), "--set augmentation.mixup=0"),
        (("cnn_small", "--processes", "3"), "--set fit.batch_size=9"),
        (("cnn_smal",), "Did you mean"),
        (("cnn_small", "--split", "none.csv"), "none.csv: there is no such file"),
        (("cnn_small", "--weights", "none.npz"), "none.npz: there is no such file"),
    ],
)
def test_what_cannot_be_is_told_before_anything_starts(
    asked: tuple[str, ...], words: str, photos: Path, tmp_path: Path
) -> None:
    result = told(*asked, "--data", photos, "--out", tmp_path / "run")
    assert result.exit_code == 1
    assert words in result.output
    assert not (tmp_path / "run").exists()


def test_a_run_that_goes_on_takes_no_other_recipe_or_settings(tmp_path: Path) -> None:
    assert "leave out --set" in told("--resume", tmp_path, "--set", "fit.epochs=2").output
    assert "name a recipe" in told("--data", tmp_path).output
    assert "--out RUN" in told("cnn_small", "--data", tmp_path).output
    assert "not a run folder" in told("--resume", tmp_path).output


def test_photos_are_decoded_as_the_app_does_and_broken_ones_named(photos: Path) -> None:
    paths = sorted(photos.rglob("*.png"))
    found = Photos(packed_paths(paths), InputSpec(width=16, height=16))
    batches = list(found.batches([np.array([2, 0]), np.array([4])]))
    assert [each.shape for each in batches] == [(2, 16, 16, 3), (1, 16, 16, 3)]
    assert batches[0][0, 8, 8].tolist() == [120, 9, 9]
    assert found.decoded == 3
    paths[1].write_bytes(b"no photo")
    with pytest.raises(ScaleError, match=r"1\.png: cannot be read"):
        list(found.batches([np.array([1])]))
