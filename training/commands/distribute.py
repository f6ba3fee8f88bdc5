"""`distribute`: two devices train as one does."""

from pathlib import Path

import click

from training.commands.common import ANY_PATH, Counter, plain_errors, say, set_option, weights_option
from training.fitting.requests import require_paths, require_weights, trial_request
from training.networks.quiet import load_tensorflow
from training.recipes import load_recipe

TOLERANCE = 1e-3


@click.command("distribute")
@click.argument("recipe")
@click.option("--data", multiple=True, required=True, type=ANY_PATH, help="Labelled photos. Repeatable.")
@click.option(
    "--devices", type=click.IntRange(2), default=2, show_default=True, help="GPUs, or logical parts of the CPU."
)
@click.option("--steps", type=click.IntRange(1), default=5, show_default=True, help="Batches to train on.")
@set_option
@weights_option
def distribute(
    recipe: str, data: tuple[Path, ...], devices: int, steps: int, overrides: tuple[str, ...], weights: Path | None
) -> None:
    """Train RECIPE for some steps on one device and on several, and compare the losses.

    Augmentation and dropout are switched off, because each device draws its own chances. Without GPUs the CPU is
    divided into logical devices: that shows that it is right, not that it is fast. `fit --devices 2` trains this way.
    """
    settings = [f"fit.steps_per_epoch={steps}", "fit.cached_features=false", *overrides]
    with plain_errors():
        loaded = load_recipe(recipe, settings)
        request = trial_request(loaded, data, None, weights)
        require_paths(*data)
        require_weights(request.recipe, weights)
        from training.fitting.run_fit import sides_of

        sides = sides_of(request, say, Counter)
        load_tensorflow()
        from training.fitting.devices import largest_gap, losses, use_devices, without_chance
        from training.fitting.examples import TrainingBatches
        from training.fitting.rates import make_optimizer
        from training.fitting.trials import prepare_trials
        from training.networks.building import build_network

        plain = without_chance(loaded)
        use_devices(devices)
        prepared = prepare_trials(trial_request(plain, data, None, weights), sides, say, Counter)
        start: list[object] = []

        def make() -> object:
            model = build_network(plain, len(prepared.breeds), prepared.weights).model
            if not start:
                start.extend(model.get_weights())
            model.set_weights(start)
            return model

        batches = TrainingBatches(*prepared.training, len(prepared.breeds), plain, 0)
        one, several = (losses(make, count, batches, lambda: make_optimizer(plain.fit, {})) for count in (1, devices))
    for step, (first, second) in enumerate(zip(one, several, strict=True), start=1):
        click.echo(f"step {step}: loss {first:.6f} on one device, {second:.6f} on {devices}")
    gap = largest_gap(one, several)
    click.echo(f"largest relative difference {gap:.1e} (at most {TOLERANCE:g} allowed)")
    if gap > TOLERANCE:
        raise click.ClickException("the devices do not agree.")
