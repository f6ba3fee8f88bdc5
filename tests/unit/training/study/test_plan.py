"""What the study trains: recipes that can be, each with a folder of its own."""

from pathlib import Path

from training.recipes import load_recipe
from training.study.plan import FROM_KERAS, Part, every_name, rows

WEIGHTS = {name: Path(f"{name}.h5") for name in FROM_KERAS}


def test_every_row_is_a_recipe_that_can_be_for_the_breeds_of_the_study(tmp_path: Path) -> None:
    for row in rows(WEIGHTS, tmp_path):
        recipe = load_recipe(row.recipe, [*row.settings, f"fit.seed={row.seeds[0]}"])
        assert recipe.data.breeds == "study", row.name
        assert recipe.leaves_the_head == row.is_untrained


def test_no_two_trainings_share_a_folder_and_every_baseline_is_a_row(tmp_path: Path) -> None:
    planned = rows(WEIGHTS, tmp_path)
    folders = [row.run_name(seed) for row in planned for seed in row.seeds]
    assert len(folders) == len(set(folders))
    assert {row.baseline for row in planned} - {""} <= {row.name for row in planned} <= every_name()


def test_networks_whose_weights_keras_publishes_have_rows_where_the_files_are(tmp_path: Path) -> None:
    names = [row.name for row in rows({"vgg16": Path("vgg16.h5")}, tmp_path)]
    assert "vgg16" in names
    assert "efficientnet_v2s" not in names


def test_every_lite_network_stands_beside_what_imagenet_alone_knows(tmp_path: Path) -> None:
    networks = {row.name: row for row in rows({}, tmp_path) if row.part is Part.NETWORKS}
    fitted = [row for row in networks.values() if row.recipe.startswith("efficientnet_lite") and not row.is_untrained]
    assert len(fitted) == 6
    assert all(networks[row.baseline].is_untrained and networks[row.baseline].recipe == row.recipe for row in fitted)
    drawn = [row for row in fitted if load_recipe(row.recipe, row.settings).fit.augmented_copies]
    assert [len(row.seeds) for row in drawn] == [3, 3, 3]
    assert all(len(row.seeds) == 1 for row in fitted if row not in drawn), "nothing is drawn by the seed"


def test_what_a_search_found_has_a_row(tmp_path: Path) -> None:
    assert "filters-searched" not in {row.name for row in rows({}, tmp_path)}
    best = tmp_path / "search" / "best.toml"
    best.parent.mkdir()
    best.write_text('name = "cnn_small_tuned"\n')
    assert [row.recipe for row in rows({}, tmp_path) if row.name == "filters-searched"] == [str(best)]
