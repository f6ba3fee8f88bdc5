"""`map`: photos on a plane, those that look alike close together."""

from pathlib import Path
from typing import Literal

import click

from training.commands.common import (
    NEW_FOLDER,
    Counter,
    breeds_option,
    chosen_breeds,
    data_arguments,
    plain_errors,
    require_outside,
    say,
    weights_option,
)
from training.networks.quiet import load_tensorflow


@click.command("map")
@data_arguments
@click.option("--out", type=NEW_FOLDER, required=True, help="Folder for map.html and map.csv.")
@click.option(
    "--network",
    default="efficientnet_lite0",
    show_default=True,
    help="Whose eyes: a recipe with a pre-trained body, or the folder of a run.",
)
@weights_option
@breeds_option
@click.option(
    "--method",
    type=click.Choice(("tsne", "pca")),
    default="tsne",
    show_default=True,
    help="t-SNE, or the first two principal components: at once, and cruder.",
)
@click.option("--perplexity", type=click.FloatRange(2, 200), default=30, show_default=True, help="Of t-SNE.")
@click.option(
    "--most", type=click.IntRange(8, 50_000), default=20_000, show_default=True, help="Photos on the map, at most."
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1337, show_default=True, help="Of all chance.")
def map_command(
    data: tuple[Path, ...],
    out: Path,
    network: str,
    weights: Path | None,
    breeds: str,
    method: Literal["tsne", "pca"],
    perplexity: float,
    most: int,
    seed: int,
) -> None:
    """Draw a map of DATA on which photos that a network finds alike lie close together.

    One page without a network connection: point at a photo to see it and those most alike to it, choose breeds, search
    names, zoom. A photo in the midst of another breed has a wrong label, or is hard. map.csv has the place of every
    photo, and how many of its ten nearest are of its breed.
    """
    with plain_errors():
        # A wrong name is told before TensorFlow is loaded.
        from training.fitting.map_request import MapRequest, checked_network

        require_outside(out, data)
        request = MapRequest(data, network, weights, chosen_breeds(breeds), method, most, perplexity, seed)
        checked_network(network)
        load_tensorflow()
        from training.fitting.embedding_map import embedding_map
        from training.reports.map_page import PAGE, TABLE, write_map

        features = Counter("computing features")
        made = embedding_map(
            request, say, Counter("looking at photos"), lambda done, total, _left: features(done, total)
        )
        write_map(
            out,
            made.photos,
            made.places,
            made.neighbours,
            how=made.how,
            left_out=made.left_out,
            progress=Counter("making small pictures"),
        )
    click.echo(f"{len(made.photos):,} photos of {len(made.photos.breeds)} breeds: {made.how}")
    if made.left_out:
        click.echo(f"{made.left_out:,} more are not on the map; --most takes more")
    click.echo(f"every photo's place: {out / TABLE}")
    click.echo(f"look at {out / PAGE}")
