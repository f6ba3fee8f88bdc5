"""`bundle`: train the model that comes with Pawsort."""

import time
from pathlib import Path

import click

from training.commands.common import NEW_FOLDER, plain_errors
from training.networks.quiet import load_tensorflow

ARCHITECTURE = "efficientnet_lite1"
SECOND, NO_SECOND = "efficientnet_lite2", "none"
# The networks with an ImageNet classifier, by name: to ask them would take the seconds that Keras needs to start.
FITTING = ("efficientnet_lite0", "efficientnet_lite1", "efficientnet_lite2")
EPOCHS, SEED = 0, 1337


@click.command("bundle")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="PAWSORT_DATA",
    default=Path("../shared/data"),
    show_default=True,
    help="Folder with the photos: the folders stanford_dogs_train, whole_photos, other_sources_dev, "
    "other_animals_and_things, dogs_of_unknown_breed and more_breeds_train.",
)
@click.option("--run", type=NEW_FOLDER, default=Path("runs/bundled"), show_default=True, help="Run folder.")
@click.option("--architecture", "name", default=ARCHITECTURE, show_default=True, help="The network.")
@click.option(
    "--second",
    default=SECOND,
    show_default=True,
    help=f"The network that looks again where the first is unsure; {NO_SECOND!r} lets the first one do that itself.",
)
@click.option(
    "--epochs",
    type=click.IntRange(min=0),
    default=EPOCHS,
    show_default=True,
    help="For which the network learns to judge bad photos as good ones; 0 leaves it frozen. Goes on where it stopped.",
)
@click.option("--seed", default=SEED, show_default=True, help="Of the split and of the intervals.")
@click.option("--new-split", is_flag=True, help="Split anew, and write that in the place of the committed split.")
def bundle(data: Path, run: Path, name: str, second: str, epochs: int, seed: int, new_split: bool) -> None:
    """Train, calibrate and measure the model that ships; `python -m export ship RUN` then makes its pack.

    RUN holds the finder of dogs, which `python -m export finder` makes first.
    """
    if name not in FITTING:
        raise click.UsageError(f"--architecture {name}: choose one of {', '.join(FITTING)}.")
    if second not in (NO_SECOND, *FITTING):
        raise click.UsageError(f"--second {second}: choose one of {', '.join(FITTING)}, {NO_SECOND}.")
    started = time.monotonic()
    with plain_errors():
        from training.bundled.dogs import require_finder
        from training.bundled.photos import require_folders

        require_folders(data)
        require_finder(run)
        load_tensorflow()
        from training.architectures import ARCHITECTURES
        from training.bundled.making import BundleRequest, make_bundled

        fitting = {each: ARCHITECTURES[each] for each in FITTING}
        beside = [network for each, network in fitting.items() if each != name]
        again = fitting[second] if second not in (NO_SECOND, name) else None
        request = BundleRequest(data, run, fitting[name], beside, again, epochs, seed, new_split)
        made = make_bundled(request, click.echo)
    for line in made.in_words():
        click.echo(line)
    click.echo(f"{time.monotonic() - started:.0f} s. Written to {run}.")
