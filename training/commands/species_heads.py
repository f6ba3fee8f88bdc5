"""`species-heads`: train the heads that let packs of one's own say "no dog"."""

from pathlib import Path

import click

from training.commands.bundle import FITTING
from training.commands.common import NEW_FOLDER, plain_errors
from training.networks.quiet import load_tensorflow


@click.command("species-heads")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="PAWSORT_DATA",
    default=Path("../shared/data"),
    show_default=True,
    help="The photos that `bundle` is given.",
)
@click.option("--out", type=NEW_FOLDER, help="Folder of the heads. [default: where the code looks for them]")
def species_heads(data: Path, out: Path | None) -> None:
    """Train the heads that come with the code: whether a photo shows a dog, a cat or something else.

    `fit` gives the head of its network to a run whose own photos show dogs. Says how good each is on photos that it
    was not trained on.
    """
    load_tensorflow()
    from training.bundled.own_species import make_species_head, read_pictures
    from training.networks.species import FOLDER, write_species_head

    with plain_errors():
        pictures = read_pictures(data)
        for network in FITTING:
            click.echo(f"{network}: {len(pictures.paths)} photos")
            file = (out or FOLDER) / f"{network}.npz"
            head = make_species_head(network, pictures, click.echo)
            write_species_head(file, head)
            click.echo(f"{file}: temperature {head.temperature:.3f}, a dog from {head.threshold:.4f} on")
