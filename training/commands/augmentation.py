"""`augmentation`: photos as a training changes them."""

from pathlib import Path

import click

from training.commands.common import (
    NEW_FOLDER,
    data_arguments,
    plain_errors,
    recipe_argument,
    require_outside,
    say,
    set_option,
)
from training.networks.quiet import load_tensorflow


@click.command("augmentation")
@recipe_argument
@data_arguments
@click.option("--out", type=NEW_FOLDER, required=True, help="Folder for augmentation.html.")
@set_option
@click.option("--photos", "count", type=click.IntRange(1, 50), default=6, show_default=True, help="How many photos.")
@click.option("--copies", type=click.IntRange(1, 32), default=8, show_default=True, help="Changed copies of each.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1337, show_default=True, help="Of all chance.")
def augmentation(
    recipe: str, data: tuple[Path, ...], out: Path, overrides: tuple[str, ...], count: int, copies: int, seed: int
) -> None:
    """Show some photos of DATA as a training of RECIPE changes them.

    RECIPE is the name of a recipe that comes with Pawsort, a .toml file, or a run folder. The pictures are the pixels
    that the network gets: in its size, changed by the layer that changes them in training, all changes together and
    each by itself. Try others with --set augmentation.rotation=0.1. Nothing is trained, and no weights are needed.
    """
    with plain_errors():
        from training.datasets.readers import read_data
        from training.recipes import load_recipe

        require_outside(out, data)
        loaded = load_recipe(recipe, overrides)
        photos = read_data(*data)
        for line in photos.left_out:
            say(line)
        load_tensorflow()
        from training.fitting.previews import preview_augmentation
        from training.reports.augmentation_page import (
            PAGE,
            change_strip,
            photo_strip,
            when_it_counts,
            write_augmentation,
        )

        made = preview_augmentation(loaded, photos, count=count, copies=copies, seed=seed)
        strips = [
            photo_strip(photos.name_of(each.photo), each.photo.breed, each.plain, each.copies, each.labels)
            for each in made.photos
        ]
        write_augmentation(out, loaded, strips, [change_strip(name, each) for name, each in made.single.items()])
    click.echo(when_it_counts(loaded))
    click.echo(f"look at {out / PAGE}")
