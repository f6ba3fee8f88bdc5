"""A newcomer adds a network by two files: the network and its recipe. Nothing else knows of it before."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.training

NETWORK = """
import keras

from training.architectures.base import Architecture


@keras.saving.register_keras_serializable("newcomer")
class Halved(keras.layers.Layer):
    def call(self, pixels):
        return keras.ops.cast(pixels, "float32") / 2


def build(weights="random", input_dtype="uint8"):
    photo = keras.Input((32, 32, 3), dtype=input_dtype, name="photo")
    feature_map = keras.layers.Conv2D(4, 3, activation="relu", name="block1_conv")(Halved(name="pixels")(photo))
    embedding = keras.layers.GlobalAveragePooling2D(name="embedding")(feature_map)
    return keras.Model(photo, {"feature_map": feature_map, "embedding": embedding}, name="newcomer")


ARCHITECTURE = Architecture(name="newcomer", title="Newcomer", image_size=32, build=build)
"""
RECIPE = """
about = "A network that somebody added."
architecture = "newcomer"
weights = "random"

[fit]
epochs = 1
batch_size = 4
"""


def test_a_network_is_added_by_two_files(tiny_photos: Path, repository: Path, tmp_path: Path) -> None:
    ours = shutil.copytree(repository / "training", tmp_path / "training", ignore=shutil.ignore_patterns("__pycache__"))
    before = {path.relative_to(ours) for path in ours.rglob("*")}
    (ours / "architectures" / "from_scratch" / "newcomer.py").write_text(NETWORK)
    (ours / "recipes" / "newcomer.toml").write_text(RECIPE)
    assert len({path.relative_to(ours) for path in ours.rglob("*")} - before) == 2

    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(repository)])}

    def train(*arguments: object) -> str:
        command = [sys.executable, "-m", "training", *map(str, arguments)]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "newcomer: A network that somebody added." in train("describe", "newcomer")
    train("fit", "newcomer", "--data", tiny_photos, "--out", tmp_path / "run")
    # In another process, which has to find the class of its first layer again.
    assert "6 photos: validation photos of the run's own split" in train("evaluate", tmp_path / "run", tiny_photos)


def test_a_recipe_of_no_network_is_told_before_keras_starts(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('architecture = "vgg17"\n')
    program = f"""
import sys
from training.recipes import RecipeError, load_recipe
try:
    load_recipe({str(tmp_path / "mine.toml")!r})
except RecipeError as error:
    print(error)
print("keras" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True)
    said, keras_started = done.stdout.splitlines()
    assert "there is no network of this name; there are cnn_large, cnn_small, efficientnet_lite0" in said
    assert keras_started == "False"
