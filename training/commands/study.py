"""`study`: everything that the study trains, and the tables of its page."""

from pathlib import Path

import click

from training.commands.common import ANY_PATH, NEW_FOLDER, Counter, plain_errors, say

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _files(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, Path]:
    from training.study.plan import FROM_KERAS

    found = {}
    for value in values:
        name, _, file = value.partition("=")
        if name not in FROM_KERAS or not file:
            raise click.BadParameter(f"{value!r}: write NETWORK=FILE, with one of {', '.join(FROM_KERAS)}.")
        if not Path(file).is_file():
            raise click.BadParameter(f"{file}: there is no such file.")
        found[name] = Path(file)
    return found


@click.command("study")
@click.option(
    "--data",
    type=FOLDER,
    envvar="PAWSORT_DATA",
    default=Path("../shared/data"),
    show_default=True,
    help="Folder with stanford_dogs_train, and with other_sources_dev and more_breeds_train, which only judge.",
)
@click.option(
    "--split", type=ANY_PATH, default=Path("docs/study/three_way.csv"), show_default=True, help="In three: `split`."
)
@click.option("--runs", type=NEW_FOLDER, default=Path("runs/study"), show_default=True, help="Folder of all runs.")
@click.option(
    "--page",
    type=FOLDER,
    default=Path("docs/study"),
    show_default=True,
    help="Folder of README.md, whose tables are made anew, and of results.json, curves.png.",
)
@click.option(
    "--weights",
    "files",
    multiple=True,
    metavar="NETWORK=FILE",
    callback=_files,
    help="ImageNet weights of vgg16 or efficientnet_v2s, as Keras publishes them: makes its row. Repeatable.",
)
@click.option("--only", multiple=True, metavar="NAME", help="Only the rows whose names begin so (--list). Repeatable.")
@click.option("--publish", "only_published", is_flag=True, help="Train nothing: judge and write down what is trained.")
@click.option("--list", "listed", is_flag=True, help="Say what is trained already and what is not, and do nothing.")
def study(
    data: Path,
    split: Path,
    runs: Path,
    page: Path,
    files: dict[str, Path],
    only: tuple[str, ...],
    only_published: bool,
    listed: bool,
) -> None:
    """Train what the study trains, judge it, and make the tables of docs/study anew.

    What is trained already is not trained again, and what was interrupted goes on. The test side of the split is
    scored once by each run. Everything takes some hours on two cores.
    """
    from training.study.plan import rows
    from training.study.running import Study

    planned = [row for row in rows(files, runs) if not only or row.name.startswith(only)]
    if not planned:
        raise click.UsageError(f"--only {only[0]}: no row begins so. `study --list` names them.")
    others = (data / "other_sources_dev", data / "more_breeds_train")
    where = Study(data / "stanford_dogs_train", others, split, runs)
    if listed:
        for row in planned:
            done = sum(where.is_done(row, seed) for seed in row.seeds)
            click.echo(f"{done} of {len(row.seeds)}  {row.name}: {row.title}")
        return
    from training.commands.fit import Shower
    from training.study.publishing import publish
    from training.study.running import Told, train_rows

    with plain_errors():
        # Which network is best is only known of all of them.
        if not only_published:
            train_rows(where, planned, Told(say, Shower(), Counter), then_the_best=not only)
        trained = [row for row in map(where.trained, planned) if row.seeds]
        if not trained:
            raise click.ClickException(f"{runs}: nothing is trained yet; `study` without --publish trains.")
        for line in publish(where, trained, page, say):
            click.echo(line)
