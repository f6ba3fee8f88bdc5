"""How much faster a head trains on cached features than through its frozen body.

    python -m benchmarks.head_training --data ../shared/data/stanford_dogs_train --recipe efficientnet_lite0

Twelve epochs of the head over all photos with features cached are timed as a whole. One epoch through the frozen body,
augmentation included, is timed over `--measured` photos and extrapolated to all photos and twelve epochs.
"""

import argparse
import tempfile
import time
from pathlib import Path

from training.networks.quiet import load_tensorflow

EPOCHS = 12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--recipe", default="efficientnet_lite0")
    parser.add_argument("--measured", type=int, default=0, help="photos of the epoch through the body; 0 for all")
    parser.add_argument("--batch", type=int, default=32)
    arguments = parser.parse_args()
    load_tensorflow()

    head, photos = _seconds(arguments, ["fit.cached_features=true", f"fit.epochs={EPOCHS}"])
    measured = min(arguments.measured or photos, photos)
    steps = max(1, measured // arguments.batch)
    through, _ = _seconds(
        arguments, ["fit.cached_features=false", "fit.epochs=1", f"fit.steps_per_epoch={steps}"], training_only=True
    )
    whole = through * photos / (steps * arguments.batch) * EPOCHS
    print(f"{photos:,} training photos, {arguments.recipe}")
    print(f"{EPOCHS} epochs of the head on cached features: {head:.1f} s")
    print(f"one epoch through the frozen body over {steps * arguments.batch:,} photos: {through:.1f} s")
    print(f"so {EPOCHS} epochs through it over all photos: {whole:.0f} s, {whole / head:.0f} times as long")


def _seconds(arguments: argparse.Namespace, settings: list[str], *, training_only: bool = False) -> tuple[float, int]:
    """Seconds of the training loop, without features and decoding, and the number of training photos."""
    from training.fitting.engine import Task, train
    from training.fitting.requests import trial_request
    from training.fitting.run_fit import sides_of
    from training.fitting.trials import prepare_trials, trial_model
    from training.recipes import load_recipe

    common = [
        f"fit.batch_size={arguments.batch}",
        "data.breeds=all",
        "fit.augmented_copies=0",
        "fit.early_stopping=none",
        "fit.linear_head=steps",
    ]
    recipe = load_recipe(arguments.recipe, [*common, *settings])
    request = trial_request(recipe, (arguments.data,), None, None)
    prepared = prepare_trials(request, sides_of(request, print), print)
    model, factors = trial_model(recipe, prepared)
    validation = None if training_only else prepared.validation
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        train(Task(model, recipe, prepared.training, validation, factors), Path(folder))
        return time.perf_counter() - started, len(prepared.training[1])


if __name__ == "__main__":
    main()
