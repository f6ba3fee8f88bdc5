"""From a trained network to its results: what it may claim, and the files of its run."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from desktop_app.files import replacing
from training.architectures import ARCHITECTURES
from training.evaluation.intervals import wilson_interval
from training.evaluation.measures import in_first
from training.files import write_json
from training.fitting.crossing import ENOUGH, Crossed, all_features, crossed_logits
from training.fitting.drafting import write_draft
from training.fitting.engine import History, Labels, best_epoch
from training.fitting.examples import Examples, FeatureExamples, Predictor
from training.fitting.knowing import Judgement, Known, judged_by, said, what_is_known
from training.fitting.optimum import head_of
from training.fitting.trainer import Trainer
from training.networks.building import parameter_counts
from training.networks.likeness import write_likeness
from training.networks.species import OwnSpecies, head_that_comes_with, own_species, write_own_species
from training.runs.run import CHECKPOINT, ENVIRONMENT, METRICS, NETWORK, PREPARING, Run, RunError

Say = Callable[[str], None]
Labelled = tuple[Examples, Labels]


@dataclass(frozen=True, eq=False)
class Finished:
    """A training that has come to its end.

    Attributes:
        trainer: with the network.
        history: a line an epoch.
        training: what was trained on.
        validation: what was checked on; None where there was nothing.
        crossed: what heads said that did not see the photos; None where there are enough to check on.
    """

    trainer: Trainer
    history: History
    training: Labelled
    validation: Labelled | None
    crossed: Crossed | None


def crossed_of(trainer: Trainer, training: Labelled, validation: Labelled | None, say: Say) -> Crossed | None:
    """What heads say that did not see the photos; None where there are enough to check on, or no path of heads."""
    examples, checked = training[0], validation[0] if validation else None
    if not trainer.recipe.finds_the_optimum or len(checked or examples) >= ENOUGH:
        return None
    if not isinstance(examples, FeatureExamples) or not (checked is None or isinstance(checked, FeatureExamples)):
        return None
    labels = np.concatenate([training[1], *([validation[1]] if validation else [])])
    say("cross-validation: so few photos to check on would choose by chance")
    found = crossed_logits(examples, checked, labels, head_of(trainer.model), trainer.recipe)
    return found if len(found.rows) else None


def what_it_knows(finished: Finished, temperature: float, say: Say) -> Known:
    """What the network may claim, and tell it.

    Args:
        finished: the training.
        temperature: where no photos are left to fit it to.
        say: told in plain words.
    """
    judgement, checked = _judgement(finished), finished.validation
    training = _features(finished.training)
    validation = _features(checked) if checked else None
    species, foreign = _species(finished.trainer, training, validation)
    known = what_is_known(
        judgement,
        training,
        validation,
        len(finished.trainer.breeds),
        temperature=temperature,
        seed=finished.trainer.recipe.fit.seed,
        foreign=foreign,
    )
    if species is not None:
        known = known.of_species(species)
    said(known, judgement, say)
    return known


def _species(
    trainer: Trainer,
    training: tuple[FeatureExamples, Labels] | None,
    validation: tuple[FeatureExamples, Labels] | None,
) -> tuple[OwnSpecies | None, NDArray[np.float64] | None]:
    """What the photos show, where the body is as ImageNet left it; and of each how probably not, training first."""
    head, imagenet = head_that_comes_with(trainer.recipe.architecture), ARCHITECTURES[trainer.recipe.architecture]
    if head is None or training is None or trainer.weights != "imagenet" or imagenet.imagenet_head is None:
        return None, None
    features = all_features(training[0], validation[0] if validation else None)
    columns = imagenet.imagenet_head("imagenet")
    labels = np.concatenate([training[1], *([validation[1]] if validation else [])])
    species = own_species(head, features, labels, columns)
    return species, None if species is None else species.foreign(features, columns)


def _features(labelled: Labelled) -> tuple[FeatureExamples, Labels] | None:
    examples, labels = labelled
    return (examples, labels) if isinstance(examples, FeatureExamples) else None


def _judgement(finished: Finished) -> Judgement | None:
    """What heads say of photos that they were not trained on."""
    checked = finished.validation
    if finished.crossed is not None:
        return judged_by(finished.crossed, best_epoch(finished.history) - 1)
    if checked is None:
        return None
    probabilities = Predictor(finished.trainer.model)(checked[0])
    rows = len(finished.training[1]) + np.arange(len(checked[1]))
    return Judgement(np.log(np.maximum(probabilities, 1e-12)), checked[1], rows, crossed=False)


def write_results(run: Run, finished: Finished, known: Known) -> dict[str, Any]:
    """Write the network, the draft of its pack and its metrics into the run's folder.

    Returns:
        The metrics.

    Raises:
        RunError, OSError: a file cannot be written.
    """
    trainer, history, checked = finished.trainer, finished.history, finished.validation
    trainable, total = parameter_counts(trainer.network.model)
    preparing, training = float(run.read(ENVIRONMENT)[PREPARING]), sum(epoch["seconds"] for epoch in history)
    metrics: dict[str, Any] = {
        "trainable_parameters": trainable,
        "parameters": total,
        "epochs": len(history),
        "best_epoch": best_epoch(history),
        # A frozen body's work is its features: without them a head would seem to cost nothing.
        "seconds": round(preparing + training, 1),
        PREPARING: round(preparing, 1),
        "seconds_training": round(training, 1),
        "temperature": known.temperature,
    }
    if checked is not None:
        probabilities = Predictor(trainer.model)(checked[0])
        best = history[best_epoch(history) - 1]
        low, high = wilson_interval(best["val_accuracy"], len(checked[1]))
        metrics |= {
            "validation_photos": len(checked[1]),
            "val_accuracy": best["val_accuracy"],
            "val_accuracy_low": low,
            "val_accuracy_high": high,
            "val_loss": best["val_loss"],
            "val_top5": float(in_first(probabilities, checked[1], 5).mean()),
        }
    metrics["training_photos"] = trainer.training_photos
    save_network(trainer.network.model, run.folder / NETWORK)
    if known.likeness is not None:
        write_likeness(run.folder, known.likeness)
    if known.species is not None:
        write_own_species(run.folder, known.species)
    write_draft(run, metrics, known)
    write_json(run.folder / METRICS, metrics)
    (run.folder / CHECKPOINT).unlink(missing_ok=True)
    return metrics


def save_network(model: Any, file: Path) -> None:
    """Write a network without its optimizer; whole or not at all.

    Raises:
        RunError: the disk is full.
    """
    try:
        # Keras asks for this ending.
        with replacing(file, ending=".part.keras") as draft:
            keras.saving.save_model(model, draft, include_optimizer=False)
    except OSError as error:
        raise RunError(f"{file}: cannot be written ({error.strerror}).") from error
