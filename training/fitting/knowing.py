"""What a trained network may claim: its temperature, its words, and when a photo shows none of its classes.

All of it from photos that the heads which judge them were not trained on (`crossing`), or from the validation photos
where there are enough.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.manifest_rules import Thresholds
from training.evaluation.promises import bounded_temperature, words_of
from training.fitting.crossing import Crossed, all_features, crossed_similarities
from training.fitting.examples import FeatureExamples
from training.networks.likeness import Likeness, class_means, mixed
from training.networks.species import OwnSpecies

Labels = NDArray[np.int64]
Floats = NDArray[np.float32]

# Of fewer photos nobody can say how alike photos of a class usually are.
FEWEST = 6
_LEAST_SPREAD = 0.005


@dataclass(frozen=True, eq=False)
class Judgement:
    """What heads say of photos that they were not trained on.

    Attributes:
        logits: `[N, C]`; logarithms of probabilities will do.
        labels: `[N]`.
        rows: their places among all photos, those of training first, `[N]`.
        crossed: whether several heads judged, each what it had not seen; else these are the validation photos.
    """

    logits: Floats
    labels: Labels
    rows: NDArray[np.int64]
    crossed: bool


@dataclass(frozen=True, eq=False)
class Known:
    """What goes into the pack beside the network.

    Attributes:
        temperature: of its probabilities.
        likeness: when a photo is of no class; None where the features are not at hand, and after too few photos.
        thresholds: with "sure" and "maybe", where the photos can promise them, and from where on a photo shows a dog.
        species: what the photos show, dogs or none; None where no head can tell, or some do.
    """

    temperature: float
    likeness: Likeness | None
    thresholds: Thresholds
    species: OwnSpecies | None = None

    def of_species(self, species: OwnSpecies) -> "Known":
        """The same for a pack that also knows what its photos show; a pack of dogs then says "no dog"."""
        says = {"dog": species.told_by.threshold} if species.dogs else {}
        return replace(self, species=species, thresholds=self.thresholds.model_copy(update=says))

    @property
    def says_no_dog(self) -> bool:
        """Whether the pack says "no dog"."""
        return self.species is not None and self.species.dogs


def judged_by(crossed: Crossed, step: int) -> Judgement:
    """What crossed heads of one step of the path say."""
    return Judgement(crossed.logits[step], crossed.labels, crossed.rows, crossed=True)


def what_is_known(
    judgement: Judgement | None,
    training: tuple[FeatureExamples, Labels] | None,
    validation: tuple[FeatureExamples, Labels] | None,
    classes: int,
    *,
    temperature: float,
    seed: int,
    foreign: NDArray[np.float64] | None = None,
) -> Known:
    """Fit all of it.

    Args:
        judgement: of photos that were not trained on; None where there are none.
        training: features and labels of the training photos; None where the network is trained on pixels.
        validation: the same of those to check on; None where there are none.
        classes: C.
        temperature: where there is no judgement to fit it to.
        seed: of the folds.
        foreign: the probability that photos of training and validation show another species than they all do, `[N]`
            (`species.OwnSpecies`); None where nothing can tell.
    """
    if judgement is not None:
        temperature = bounded_temperature(judgement.logits, judgement.labels)
    likeness, similar = None, None
    if training is not None:
        features = all_features(training[0], validation[0] if validation else None)
        labels = np.concatenate([training[1], *([validation[1]] if validation else [])])
        similar = crossed_similarities(features, labels, classes, seed)
        greatest = similar[~np.isnan(similar[:, 0])].max(axis=1)
        if len(greatest) >= FEWEST:
            means = class_means(np.asarray(training[0].features[0], np.float32), training[1], classes)
            spread = max(float(greatest.std(ddof=1)), _LEAST_SPREAD)
            likeness = Likeness(means, float(greatest.mean()), spread, temperature)
    if judgement is None:
        return Known(temperature, likeness, Thresholds())
    none = np.zeros(len(judgement.labels))
    if likeness is not None and similar is not None:
        none = likeness.none(similar[judgement.rows], 0.0 if foreign is None else foreign[judgement.rows])
    words = words_of(mixed(judgement.logits, none, temperature), judgement.labels)
    thresholds = Thresholds() if words is None else Thresholds(sure=words[0], maybe=words[1])
    return Known(temperature, likeness, thresholds)


def said(known: Known, judgement: Judgement | None, say: Callable[[str], None]) -> None:
    """Tell in plain words what the pack will claim, and by which photos."""
    if judgement is None:
        say('no photos are held out: the pack has no words "sure" and "maybe"')
    else:
        how = "each judged by a head that had not seen it" if judgement.crossed else "that were held out"
        say(f"calibrated on {len(judgement.labels)} photos, {how}: temperature {known.temperature:.3f}")
        sure, maybe = known.thresholds.sure, known.thresholds.maybe
        if sure is None or maybe is None:
            say('so few photos, or so many mistakes, cannot promise that "sure" is right: the pack has no such words')
        else:
            say(f'it says "sure" from {sure.probability:.2f} on, and "maybe" from {maybe.probability:.2f} on')
    if known.says_no_dog:
        say('it says "no dog" of photos that show none')
    if known.likeness is not None:
        unlike = " or shows a dog" if known.species is not None and not known.species.dogs else ""
        say(f"where a photo is unlike all training photos{unlike}, the pack says that all classes are equally likely")
