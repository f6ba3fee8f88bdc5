"""The command line of training. Commands are imported when they are called, so that `--help` does not wait."""

import click

from desktop_app import stopping
from desktop_app.lazy_commands import LazyGroup

STOPPED = "Stopped. What was written is whole: `fit --resume` goes on from there.\n"

# Name → where the command is, and what it does in a line.
COMMANDS = {
    "explore": ("training.commands.explore:explore", "Look at labelled photos: counts, sizes, broken ones, copies."),
    "map": ("training.commands.map:map_command", "Draw a map of photos: what looks alike lies together."),
    "label-errors": ("training.commands.label_errors:label_errors", "Find labels that may be wrong, and correct them."),
    "split": ("training.commands.split:split", "Decide which photos are for training and which for checking."),
    "describe": ("training.commands.describe:describe", "Show a recipe's layers and parameters, without training."),
    "augmentation": ("training.commands.augmentation:augmentation", "Show photos as a recipe's training changes them."),
    "fit": ("training.commands.fit:fit", "Train a recipe on labelled photos."),
    "tune": ("training.commands.tune:tune", "Search for better settings of a recipe."),
    "evaluate": ("training.commands.evaluate:evaluate", "Measure a run on photos that it was not trained on."),
    "compare": ("training.commands.compare:compare", "Put runs side by side, and say which is better."),
    "distribute": ("training.commands.distribute:distribute", "Show that two devices train as one does."),
    "study": ("training.commands.study:study", "Train all of the study, and make the tables of its page."),
    "species-heads": ("training.commands.species_heads:species_heads", "Train what tells dogs in packs of one's own."),
    "bundle": ("training.commands.bundle:bundle", "Train the model that comes with Pawsort."),
}


HELP = """Train breed classifiers on labelled photos.

\b
A first walk, with a folder DATA that holds one folder of photos a breed:
  explore DATA --out report           look at the photos
  split DATA --out split.csv          decide what to check on
  fit efficientnet_lite0 --data DATA --split split.csv --out runs/first
  evaluate runs/first DATA            how good is it?

DATA may also be a CSV or Excel file with the columns path and label, a folder in the Kaggle layout (labels.csv
beside train/), or a Pawsort session with labels that volunteers confirmed.
"""


@click.group(cls=LazyGroup, lazily=COMMANDS, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Start here; the help text stands above."""


def start() -> None:
    """Be `pawsort-train`: a signal ends it at once and without a traceback; files are written whole or not at all."""
    stopping.listen(STOPPED)
    main(prog_name="pawsort-train")


if __name__ == "__main__":
    main()
