"""The exporter's command line: from a finished run to a model pack that the app loads."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
RUN = click.argument("run", type=FOLDER)
PHOTOS = click.option(
    "--photos",
    type=FOLDER,
    required=True,
    help="Folder with real photos of dogs, on which Keras and ONNX Runtime must agree.",
)
COUNT = click.option("--count", type=click.IntRange(1), default=64, show_default=True, help="How many of them to take.")


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what can go wrong into a message and exit code 1, without a traceback."""
    from desktop_app.inference.manifest import ManifestError
    from export.graph import ExportError
    from training.packs import PackDraftError

    try:
        yield
    except (ExportError, PackDraftError, ManifestError, OSError) as error:
        raise click.ClickException(str(error)) from error


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
def main() -> None:
    """Turn a finished training run into a model pack: a folder with model.onnx and model.json."""


@main.command("convert")
@RUN
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The ONNX file to write.")
def convert_command(run: Path, out: Path) -> None:
    """Convert the network of RUN to an ONNX graph, without a manifest and without a parity check."""
    with _plain_errors():
        import onnx

        from export.graph import convert
        from training.packs import read_run

        model, _ = read_run(run)
        graph = convert(model)
        partial = out.with_name(f"{out.name}.part")
        onnx.save(graph, partial)
        partial.replace(out)
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
        from export.packing import check_pack
        from export.parity import some_photos, tensors_of_photos
        from training.packs import read_run

        model = read_run(run)[0] if run else None
        tensors = tensors_of_photos(some_photos(photos, count), load_manifest(pack).input)
        report = check_pack(pack, model, tensors)
    click.echo(f"{pack}: in order, {report.nodes} nodes, {report.size / 1e6:.1f} MB")
    if report.parity:
        click.echo(f"against Keras, {report.parity}")


@main.command("pack")
@RUN
@PHOTOS
@COUNT
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the pack.")
def pack_command(run: Path, photos: Path, count: int, out: Path) -> None:
    """Make a pack of RUN. A pack that fails a check is not written."""
    with _plain_errors():
        from export.packing import write_pack
        from export.parity import some_photos, tensors_of_photos
        from training.packs import read_run

        model, draft = read_run(run)
        tensors = tensors_of_photos(some_photos(photos, count), draft.input)
        report = write_pack(model, draft, tensors, out)
    click.echo(f"{out}: written, {report.nodes} nodes, {report.size / 1e6:.1f} MB")
    click.echo(f"against Keras, {report.parity}")
