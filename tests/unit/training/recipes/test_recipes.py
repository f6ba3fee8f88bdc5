"""Recipes are small, frozen, checked, and say what is wrong."""

import subprocess
import sys
from pathlib import Path

import pydantic
import pytest

from training.recipes import RecipeError, load_recipe, named_recipes, recipe_text

SEVEN = {
    "cnn_small", "cnn_large", "vgg16", "efficientnet_v2s", "efficientnet_lite0", "efficientnet_lite1",
    "efficientnet_lite2",
}  # fmt: skip


def test_the_seven_recipes_are_there_and_can_be_read_in_a_minute() -> None:
    assert named_recipes().keys() == SEVEN
    for file in named_recipes().values():
        assert len(file.read_text().splitlines()) < 40


@pytest.mark.parametrize("name", sorted(SEVEN))
def test_a_recipe_comes_back_from_its_text(name: str, tmp_path: Path) -> None:
    recipe = load_recipe(name)
    file = tmp_path / "mine.toml"
    file.write_text(recipe_text(recipe))
    assert load_recipe(file) == recipe


def test_only_the_recipes_of_the_study_name_breeds_and_say_so() -> None:
    recipes = [load_recipe(name) for name in SEVEN]
    assert {recipe.name for recipe in recipes if recipe.data.breeds == "study"} == {
        "cnn_small", "cnn_large", "vgg16", "efficientnet_v2s",
    }  # fmt: skip
    for recipe in recipes:
        assert ("for its 15 breeds" in recipe.about) == (recipe.data.breeds == "study")


def test_a_recipe_is_frozen() -> None:
    with pytest.raises(pydantic.ValidationError):
        load_recipe("vgg16").fit.epochs = 3


def test_settings_are_changed_from_the_command_line() -> None:
    changes = ["fit.epochs=20", "data.breeds=['beagle', 'kelpie']", "unfreeze.layers=all", "fit.early_stopping=none"]
    recipe = load_recipe("efficientnet_lite0", changes)
    assert recipe.fit.epochs == 20
    assert recipe.data.breeds == ("beagle", "kelpie")
    assert recipe.unfreeze.layers == "all"
    assert recipe.fit.early_stopping is None


@pytest.mark.parametrize(
    ("key", "nearest"),
    [("fit.epoch", "fit.epochs"), ("epochs", "fit.epochs"), ("fit.learningrate", "fit.learning_rate"), ("dta", "data")],
)
def test_an_unknown_key_is_an_error_that_suggests_the_nearest(key: str, nearest: str) -> None:
    with pytest.raises(RecipeError, match=f"unknown key '{key}'. Did you mean '{nearest}'"):
        load_recipe("vgg16", [f"{key}=3"])


def test_an_unknown_key_in_a_file_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('architecture = "vgg16"\n[fit]\nbatchsize = 4\n')
    with pytest.raises(RecipeError, match=r"mine\.toml: unknown key 'fit\.batchsize'. Did you mean 'fit\.batch_size'"):
        load_recipe(file)


def test_an_unknown_recipe_suggests_the_nearest() -> None:
    with pytest.raises(RecipeError, match="Did you mean 'vgg16'"):
        load_recipe("vgg19")


@pytest.mark.parametrize(
    ("recipe", "change", "words"),
    [
        ("vgg16", "fit.epochs=0", r"fit\.epochs: .*greater than or equal to 1"),
        ("vgg16", "fit.epochs=many", r"fit\.epochs"),
        ("vgg16", "nothing", "key=value"),
        ("cnn_small", "weights=imagenet", "from scratch"),
        ("cnn_small", "unfreeze.layers=2", "trained as a whole"),
        ("vgg16", "body.blocks=[[4, 3]]", "is fixed"),
        ("efficientnet_lite0", "head.layers=[[8, 0.1]]", "head without layers"),
    ],
)
def test_what_cannot_be_is_named(recipe: str, change: str, words: str) -> None:
    with pytest.raises(RecipeError, match=words):
        load_recipe(recipe, [change])


def test_a_file_that_is_no_recipe_is_named(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("this is not a recipe")
    with pytest.raises(RecipeError, match=r"mine\.toml: cannot be read"):
        load_recipe(file)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cnn_s", "cnn_small"), ("CNN-S", "cnn_small"), ("cnn-s", "cnn_small"), ("CNN_L", "cnn_large"),
        ("cnn-large", "cnn_large"), ("VGG-16", "vgg16"), ("EfficientNetV2S", "efficientnet_v2s"),
        ("lite0", "efficientnet_lite0"), ("efficientnet-lite2", "efficientnet_lite2"),
        ("EfficientNet-Lite1", "efficientnet_lite1"),
    ],
)  # fmt: skip
def test_a_recipe_is_known_in_any_spelling_and_by_the_name_that_the_study_gave_it(written: str, meant: str) -> None:
    assert load_recipe(written) == load_recipe(meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("effnet", "efficientnet"), ("efficientnet_b0", "efficientnet_lite0")],
)
def test_an_unknown_name_hints_at_one_like_it(written: str, meant: str) -> None:
    with pytest.raises(RecipeError, match=f"{written}: no such recipe. Did you mean '{meant}"):
        load_recipe(written)


def test_a_file_goes_before_another_spelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lite0").write_text('name = "mine"\narchitecture = "vgg16"\n')
    assert load_recipe("lite0").architecture == "vgg16"


def test_a_folder_that_is_no_run_is_told_apart_from_an_unknown_name(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="neither a recipe nor a run"):
        load_recipe(tmp_path)


def test_a_recipe_is_checked_without_keras() -> None:
    code = (
        "import sys; from training.recipes import load_recipe; load_recipe('cnn_small'); "
        "assert not {'keras', 'tensorflow'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
