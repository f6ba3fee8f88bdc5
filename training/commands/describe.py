"""`describe`: a recipe's network, without training."""

from pathlib import Path

import click

from training.commands.common import plain_errors, recipe_argument, set_option
from training.networks.quiet import load_tensorflow


@click.command("describe")
@recipe_argument
@set_option
@click.option(
    "--breeds", "count", type=click.IntRange(2), help="How many breeds. [default: 15, or those of the recipe]"
)
def describe(recipe: str, overrides: tuple[str, ...], count: int | None) -> None:
    """Show the layers of RECIPE, their output shapes, and how many parameters are trained.

    RECIPE is the name of a recipe that comes with Pawsort, a .toml file, or a run folder. No weights are needed.
    """
    load_tensorflow()
    with plain_errors():
        from training.datasets.breeds import STUDY_BREEDS
        from training.networks.building import build_network, describe
        from training.recipes import load_recipe

        loaded = load_recipe(Path(recipe) if Path(recipe).exists() else recipe, overrides)
        named = loaded.data.breeds
        breeds = count or (len(STUDY_BREEDS) if isinstance(named, str) else len(named))
        network = build_network(loaded, breeds, "random")
    click.echo(f"{loaded.name}: {loaded.about}\n")
    click.echo(describe(network.model))
