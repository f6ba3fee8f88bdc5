"""`describe`: a recipe's network, without training."""

from pathlib import Path

import click

from training.commands.common import plain_errors, recipe_argument, set_option
from training.datasets.breeds import STUDY_BREEDS
from training.networks.quiet import load_tensorflow
from training.recipes import Recipe, load_recipe
from training.runs.run import RECIPE, Run, open_run


@click.command("describe")
@recipe_argument
@set_option
@click.option(
    "--breeds",
    "count",
    type=click.IntRange(2),
    help="How many breeds. [default: those of the run or of the recipe; where it takes all of the data, 15]",
)
def describe(recipe: str, overrides: tuple[str, ...], count: int | None) -> None:
    """Show the layers of RECIPE, their output shapes, and how many parameters are trained.

    RECIPE is the name of a recipe that comes with Pawsort, a .toml file, or a run folder. No weights are needed.
    """
    with plain_errors():
        loaded = load_recipe(recipe, overrides)
        run = open_run(Path(recipe), finished=False) if (Path(recipe) / RECIPE).is_file() else None
        breeds, why = (count, "as you asked") if count else _breeds(loaded, run)
        load_tensorflow()
        from training.networks.building import build_network, describe

        network = build_network(loaded, breeds, "random")
    click.echo(f"{loaded.name}: {loaded.about}\n")
    if run is not None:
        click.echo("a run that has come to its end" if run.finished else "a run that was interrupted")
    click.echo(f"{breeds} breeds: {why}\n")
    click.echo(describe(network.model))


def _breeds(recipe: Recipe, run: Run | None) -> tuple[int, str]:
    """How many breeds the network tells apart, and why so many."""
    if run is not None:
        return len(run.breeds), f"those of the run, {', '.join(run.breeds)}"
    named = recipe.data.breeds
    if named == "study":
        return len(STUDY_BREEDS), "the study's, which the recipe names"
    if isinstance(named, str):
        return len(STUDY_BREEDS), "as many as the study had, because the recipe takes all of the data (or --breeds N)"
    return len(named), f"which the recipe names, {', '.join(named)}"
