"""What the study's runs say of photos that they have not seen: asked once, and kept with the run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from training.files import read_json_file, write_json
from training.runs.run import RunError

Say = Callable[[str], None]


@dataclass(frozen=True)
class Answers:
    """One run's answers to a set of photos.

    Attributes:
        photos: how many.
        breeds: how many breeds they show.
        right: photo (its data set, folder and name) → whether the first suggestion is right.
        in_five: how many have the right breed among the first five.
        probability: mean calibrated probability of the first suggestion.
    """

    photos: int
    breeds: int
    right: Mapping[str, bool]
    in_five: int
    probability: float


def answers_of(run: Path, data: Sequence[Path], split: Path | None, name: str, say: Say) -> Answers:
    """A run's answers to the test side of a split, or to all photos of other data.

    The test side of a run is scored once: what it gave is kept in the run's folder, and read from there ever after.

    Args:
        run: folder of a finished run.
        data: labelled photos.
        split: whose test side is taken; None takes all photos.
        name: under which the answers are kept.
        say: told when the run looks at photos.

    Raises:
        RunError: what is kept is damaged.
        DataError: the photos cannot be used.
    """
    file = run / "study" / f"{name}.json"
    if not file.is_file():
        say(f"{run.name}: looks at the {name} photos")
        write_json(file, _asked(run, data, split))
    try:
        kept = read_json_file(file)
        right = {str(photo): bool(was) for photo, was in kept["right"].items()}
        return Answers(len(right), int(kept["breeds"]), right, int(kept["in_five"]), float(kept["probability"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"{file}: damaged ({error!r}). Remove it, and the run is asked again.") from error


def _asked(run: Path, data: Sequence[Path], split: Path | None) -> dict[str, Any]:
    from training.datasets.splits import Side
    from training.evaluation.judging import EvaluateRequest, judge
    from training.evaluation.measures import in_first

    judged = judge(EvaluateRequest(run, data, split, Side.TEST if split else None))
    probabilities = judged.probabilities()
    first = probabilities.argmax(axis=1) == judged.labels
    # Two data sets may have a photo of the same name in folders of the same name.
    names = ["/".join(photo.path.absolute().parts[-3:]) for photo in judged.photos]
    return {
        "what": judged.what,
        "breeds": len(set(judged.labels.tolist())),
        "in_five": int(in_first(probabilities, judged.labels, 5).sum()),
        "probability": round(float(probabilities.max(axis=1).mean()), 6),
        "right": dict(sorted(zip(names, first.tolist(), strict=True))),
    }


def mean_right(answers: Sequence[Answers]) -> dict[str, float]:
    """For each photo, the share of the seeds that are right about it."""
    photos = answers[0].right.keys()
    return {photo: float(np.mean([each.right[photo] for each in answers])) for photo in photos}
