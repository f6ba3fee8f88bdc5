"""What process 0 writes when a training has come to its end: the files that `training fit` writes of such a network."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scale_out.networks.job import Job
from training.evaluation.intervals import wilson_interval
from training.evaluation.measures import in_first
from training.files import write_json
from training.fitting.drafting import write_draft
from training.fitting.engine import History, best_epoch
from training.fitting.finishing import save_network
from training.fitting.knowing import Judgement, said, what_is_known
from training.fitting.trainer import Trainer
from training.networks.building import parameter_counts
from training.runs.run import CHECKPOINT, ENVIRONMENT, METRICS, NETWORK, PREPARING, open_run


def write_results(
    job: Job, trainer: Trainer, history: History, probabilities: NDArray[np.float32] | None
) -> Iterator[str]:
    """Write the network, the draft of its pack and its metrics into the run's folder.

    Args:
        job: the training.
        trainer: with the network, its weights those of the best epoch.
        history: a line an epoch.
        probabilities: of the photos to check on, `[N, C]`; None where there are none.

    Yields:
        What there is to say.

    Raises:
        RunError, OSError: a file cannot be written.
    """
    run, lines = open_run(job.folder, finished=False), list[str]()
    checked, judgement = job.validation, None
    if probabilities is not None and checked is not None:
        rows = len(job.training) + np.arange(len(checked))
        logits = np.log(np.maximum(probabilities, 1e-12))
        judgement = Judgement(logits, checked.labels.astype(np.int64), rows, crossed=False)
    seed = job.recipe.fit.seed
    known = what_is_known(judgement, None, None, len(job.breeds), temperature=job.temperature, seed=seed)
    said(known, judgement, lines.append)
    yield from lines
    metrics = _metrics(job, trainer, history, float(run.read(ENVIRONMENT)[PREPARING]))
    metrics["temperature"] = known.temperature
    if probabilities is not None and checked is not None:
        metrics |= _of_validation(probabilities, checked.labels, history)
    save_network(trainer.network.model, run.folder / NETWORK)
    write_draft(run, metrics, known)
    write_json(run.folder / METRICS, metrics)
    (run.folder / CHECKPOINT).unlink(missing_ok=True)


def _metrics(job: Job, trainer: Trainer, history: History, preparing: float) -> dict[str, Any]:
    trainable, total = parameter_counts(trainer.network.model)
    training = sum(epoch["seconds"] for epoch in history)
    return {
        "trainable_parameters": trainable,
        "parameters": total,
        "epochs": len(history),
        "best_epoch": best_epoch(history),
        "seconds": round(preparing + training, 1),
        PREPARING: round(preparing, 1),
        "seconds_training": round(training, 1),
        "training_photos": len(job.training),
    }


def _of_validation(
    probabilities: NDArray[np.float32], labels: NDArray[np.int32], history: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    best = history[best_epoch(list(history)) - 1]
    low, high = wilson_interval(best["val_accuracy"], len(labels))
    return {
        "validation_photos": len(labels),
        "val_accuracy": best["val_accuracy"],
        "val_accuracy_low": low,
        "val_accuracy_high": high,
        "val_loss": best["val_loss"],
        "val_top5": float(in_first(probabilities, labels.astype(np.int64), 5).mean()),
    }
