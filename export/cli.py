"""The exporter's command line: from a finished run to a model pack that the app loads."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from desktop_app.plain_text import escaped
from training.networks.quiet import load_tensorflow

if TYPE_CHECKING:
    from export.background import TrainedOn
    from training.runs.packs import PackDraft

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
RUN = click.argument("run", type=FOLDER)
PHOTOS = click.option(
    "--photos",
    type=FOLDER,
    required=True,
    help="Folder with real photos of dogs, on which Keras and ONNX Runtime must agree.",
)
DATA_OF_RUN = click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Where the photos lie that RUN was trained on, for the background. Repeatable. [default: as RUN says]",
)
NAMES = click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='Table with the columns "label", "en" and "fr": what the app calls the breeds in English and French.',
)
COUNT = click.option("--count", type=click.IntRange(1), default=64, show_default=True, help="How many of them to take.")


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what can go wrong into a message and exit code 1, without a traceback.

    What can be checked without a network is checked first: `load_tensorflow` comes behind it, for it takes long.
    """
    from desktop_app.commands.fault_sentences import sentence
    from desktop_app.inference.manifest import ManifestError
    from export.background import NoBackgroundError
    from export.graph import ExportError
    from training.datasets.photos import DataError
    from training.runs.packs import PackDraftError
    from training.runs.run import RunError

    try:
        yield
    except ManifestError as error:
        raise click.ClickException(sentence(error.fault)) from error
    except (ExportError, NoBackgroundError, PackDraftError, DataError, RunError, OSError) as error:
        raise click.ClickException(escaped(str(error))) from error


def _trained_on(run: Path, draft: "PackDraft", data: tuple[Path, ...]) -> "tuple[TrainedOn | None, str]":
    """The photos that a run was trained on, and otherwise why nobody knows them."""
    from export.trained_photos import photos_of_run
    from training.datasets.photos import DataError
    from training.runs.run import RunError

    try:
        return photos_of_run(run, draft, data), ""
    except (DataError, RunError, OSError) as error:
        return None, str(error)


def _start_tensorflow() -> None:
    click.echo("starting TensorFlow", err=True)
    load_tensorflow()


def _say(line: str) -> None:
    click.echo(escaped(line), err=True)


def _say_work(photos: int, trained: "TrainedOn | None") -> None:
    click.echo(f"converting the network, and comparing what comes of {photos:,} photos", err=True)
    if trained is not None:
        click.echo(
            f"then looking at the {len(trained.photos):,} photos it was trained on, for the background", err=True
        )


def _say_words(draft: "PackDraft") -> None:
    sure, maybe = draft.thresholds.sure, draft.thresholds.maybe
    if sure is None or maybe is None:
        click.echo('without the words "sure" and "maybe": the photos of the run were too few to promise them')
    else:
        click.echo(f'"sure" from {sure.probability:.2f} on, "maybe" from {maybe.probability:.2f} on')


def _say_without(reason: str | None) -> None:
    if reason is not None:
        click.echo(f"without a background, so that the app learns less from labels: {escaped(reason)}")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
def main() -> None:
    """Turn a finished training run into a model pack: a folder with model.onnx and model.json."""


@main.command("convert")
@RUN
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The ONNX file to write.")
def convert_command(run: Path, out: Path) -> None:
    """Convert the network of RUN to an ONNX graph, without a manifest and without a parity check."""
    with _plain_errors():
        from training.runs.packs import read_classifier, read_draft

        read_draft(run)
        _start_tensorflow()
        import onnx

        from desktop_app.files import replacing
        from export.graph import convert

        graph = convert(read_classifier(run))
        with replacing(out) as draft:
            onnx.save(graph, draft)
    click.echo(f"{out}: {len(graph.graph.node)} nodes, {out.stat().st_size / 1e6:.1f} MB")


@main.command("check")
@click.argument("pack", type=FOLDER)
@click.option("--run", type=FOLDER, help="The run that the pack was made from: adds the parity check against Keras.")
@PHOTOS
@COUNT
def check_command(pack: Path, run: Path | None, photos: Path, count: int) -> None:
    """Check PACK: manifest, hash, graph, shapes, and that it runs on real photos."""
    with _plain_errors():
        from desktop_app.inference.manifest import load_manifest
        from training.runs.packs import read_classifier, read_draft, read_second

        manifest = load_manifest(pack)
        if run:
            read_draft(run)
        from export.packing import check_pack
        from export.parity import some_photos, tensors_of_photos

        tensors = tensors_of_photos(some_photos(photos, count), manifest.input)
        if run:
            _start_tensorflow()
        model, second = (read_classifier(run), read_second(run)) if run else (None, None)
        report = check_pack(pack, model, tensors, second=second)
    click.echo(f"{pack}: in order, {report.nodes} nodes, {report.size / 1e6:.1f} MB")
    for name, parity in (("", report.parity), (", second look", report.second_parity)):
        if parity:
            click.echo(f"against Keras{name}, {parity}")


@main.command("pack")
@RUN
@PHOTOS
@COUNT
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the pack.")
@click.option("--largest-mb", type=click.FloatRange(0), help="Refuse a graph that is larger. [default: any size]")
@NAMES
@DATA_OF_RUN
def pack_command(
    run: Path,
    photos: Path,
    count: int,
    out: Path,
    largest_mb: float | None,
    names: Path | None,
    data: tuple[Path, ...],
) -> None:
    """Make a pack of RUN, a finished run of `python -m training fit`. A pack that fails a check is not written.

    Where the photos are still there that RUN was trained on, the pack gets a background: what the app learns from
    labels rests on it.

    Of a run of `python -m training bundle`, `ship` makes the pack: it has the second look and rules of its own.
    """
    with _plain_errors():
        from export.names import with_names
        from training.runs.packs import RunKind, read_classifier, read_draft, require_kind

        require_kind(run, RunKind.FIT)
        draft = read_draft(run)
        if names is not None:
            draft = with_names(draft, names)
        from export.packing import write_pack
        from export.parity import some_photos, tensors_of_photos

        tensors = tensors_of_photos(some_photos(photos, count), draft.input)
        _start_tensorflow()
        model = read_classifier(run)
        largest = int(largest_mb * 1e6) if largest_mb else None
        trained, unknown = _trained_on(run, draft, data)
        _say_work(len(tensors), trained)
        report = write_pack(model, draft, tensors, out, largest=largest, trained=trained)
    click.echo(f"{out}: written, {report.nodes} nodes, {report.size / 1e6:.1f} MB")
    click.echo(f"against Keras, {report.parity}")
    _say_words(draft)
    _say_without(report.without_background or unknown or None)


@main.command("head")
@RUN
@click.option("--pack", type=FOLDER, required=True, help="The pack that labelled the photos: its network is taken.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the new pack.")
def head_command(run: Path, pack: Path, out: Path) -> None:
    """Make a pack of RUN, a head of `python -m scale_out fit`: the network of PACK, with the breeds of the head.

    The network and the finder stay as they are. Rules that were measured with the breeds of before are left out.
    """
    with _plain_errors():
        from export.heads import read_head, write_pack_with_head

        head = read_head(run)
        report = write_pack_with_head(run, pack, out)
    click.echo(f"{out}: written, {len(head.bias)} breeds, {report.nodes} nodes, {report.size / 1e6:.1f} MB")
    _say_without("nobody has looked at the photos of the head")


@main.command("quantize")
@RUN
@click.option(
    "--data", multiple=True, required=True, type=click.Path(path_type=Path), help="Labelled photos. Repeatable."
)
@click.option("--split", type=click.Path(path_type=Path), help="A split file, when not the run's own.")
@click.option("--count", type=click.IntRange(8), default=256, show_default=True, help="Photos to calibrate on.")
@click.option("--most-loss", type=float, default=0.02, show_default=True, help="Top-1 that may be lost.")
@click.option("--reduce-range", is_flag=True, help="7-bit weights, for processors without VNNI.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the pack.")
def quantize_command(
    run: Path, data: tuple[Path, ...], split: Path | None, count: int, most_loss: float, reduce_range: bool, out: Path
) -> None:
    """Make an 8-bit pack of RUN, a run of `fit`: a quarter of the size, and the accuracy that it costs is measured.

    Ranges are calibrated on training photos of DATA, the cost is measured on the validation photos that the run's own
    split (or --split) holds out. A pack that loses too much is not written.
    """
    with _plain_errors():
        from training.fitting.requests import require_paths
        from training.runs.packs import RunKind, read_classifier, read_draft, require_kind

        require_kind(run, RunKind.FIT)
        draft = read_draft(run)
        require_paths(*data, split)
        from export.quantized_photos import calibration_and_labelled
        from export.quantizing import write_quantized_pack

        click.echo("decoding photos to calibrate on, and photos to measure the cost on", err=True)
        calibration, labelled = calibration_and_labelled(run, draft, data, split, count, _say)
        _start_tensorflow()
        model = read_classifier(run)
        trained, unknown = _trained_on(run, draft, data)
        _say_work(len(labelled.tensors), trained)
        report, cost = write_quantized_pack(
            model, draft, calibration, labelled, out, most_loss=most_loss, reduce_range=reduce_range, trained=trained
        )
    click.echo(f"{out}: written, {report.nodes} nodes, {report.size / 1e6:.1f} MB")
    click.echo(str(cost))
    _say_words(draft)
    _say_without(report.without_background or unknown or None)


@main.command("background")
@click.argument("pack", type=FOLDER)
@click.option(
    "--data",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    help="Labelled photos, those among them that PACK's network was trained on. Repeatable.",
)
@click.option("--split", type=click.Path(path_type=Path), help="Says which of them these are. [default: all]")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Another folder for it. [default: PACK]")
def background_command(pack: Path, data: tuple[Path, ...], split: Path | None, out: Path | None) -> None:
    """Give PACK, which was made without one, a background: its suggestions stay as they are, to the last digit.

    `pack`, `quantize` and `ship` do that by themselves.
    """
    with _plain_errors():
        from desktop_app.inference.manifest import load_manifest
        from export.background import NoBackgroundError
        from export.packing import with_background
        from export.trained_photos import photos_of_split
        from training.datasets.readers import read_data
        from training.datasets.splits import Side, read_split

        known = read_split(split) if split else None
        photos = read_data(*data)
        for line in photos.left_out:
            _say(line)
        trained = photos_of_split(photos, known, load_manifest(pack), {Side.TRAINING})
        without = with_background(pack, trained, out or pack)
        if without is not None:
            raise NoBackgroundError(f"{pack}: left without a background: {without}.")
    click.echo(f"{out or pack}: has a background of {len(trained.photos)} photos")


@main.command("speed")
@click.argument("runs", nargs=-1, required=True, type=FOLDER)
def speed_command(runs: tuple[Path, ...]) -> None:
    """Measure how large and how fast each of RUNS is once exported; `python -m training compare` shows the figures."""
    with _plain_errors():
        from training.files import write_json
        from training.runs.packs import read_classifier, read_draft
        from training.runs.run import EXPORTED

        drafts = [read_draft(run) for run in runs]
        _start_tensorflow()
        from export.speed import measured_speed

        for run, draft in zip(runs, drafts, strict=True):
            figures = measured_speed(read_classifier(run), draft)
            write_json(run / EXPORTED, figures)
            size, time = figures["megabytes"], figures["milliseconds"]
            click.echo(f"{run}: {size:.1f} MB, {time:.1f} ms a photo on one thread")


@main.command("ship")
@RUN
@click.option(
    "--data",
    type=FOLDER,
    envvar="PAWSORT_DATA",
    default=Path("../shared/data"),
    show_default=True,
    help="The photos that `python -m training bundle` was given.",
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the pack.")
@click.option("--precision", type=click.Choice(("int8", "float32")), default="int8", show_default=True)
@click.option("--reduce-range", is_flag=True, help="7-bit weights, for processors without VNNI.")
@click.option(
    "--graphs", type=FOLDER, help="A pack of RUN: its 8-bit graphs are taken, rules and figures are made anew."
)
def ship_command(
    run: Path,
    data: Path,
    out: Path,
    precision: Literal["int8", "float32"],
    reduce_range: bool,
    graphs: Path | None,
) -> None:
    """Make the pack that comes with Pawsort of RUN, a run of `python -m training bundle`. `pack` is for runs of `fit`.

    Temperatures, the second look, and what is "sure" or "maybe" are chosen on photos from other sources, from what the
    very graph that ships gives of them; the figures go into the manifest, with 95 % intervals.
    """
    with _plain_errors():
        from training.bundled.photos import require_folders
        from training.runs.packs import RunKind, read_draft, require_kind

        require_kind(run, RunKind.BUNDLE)
        read_draft(run)
        require_folders(data)
        _start_tensorflow()
        from export.ship.shipping import ship

        report = ship(run, data, out, click.echo, precision, reduce_range=reduce_range, graphs=graphs)
    click.echo(f"{out}: written, {report.nodes} nodes, {report.size / 1e6:.1f} MB")


@main.command("finder")
@click.option(
    "--data",
    type=FOLDER,
    envvar="PAWSORT_DATA",
    default=Path("../shared/data"),
    show_default=True,
    help="Folder with dog_detector/ and the photos that `python -m training bundle` is given.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The ONNX file to write.")
def finder_command(data: Path, out: Path) -> None:
    """Make the finder of dogs, which `python -m training bundle` and `ship` take, of a detector that Google published.

    It is the same file each time.
    """
    with _plain_errors():
        from export.finder.making import make_finder

        size = make_finder(data, out)
    click.echo(f"{out}: written, {size / 1e6:.1f} MB")
