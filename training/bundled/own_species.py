"""The heads that let a pack of one's own say "no dog" (`networks.species`), one for each EfficientNet-Lite.

Unlike the head of the pack that ships they look at whole photos, without a finder, in the size of the recipes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.scan import find_photos
from training.architectures import ARCHITECTURES
from training.architectures.base import ImageNetHead
from training.bundled.heads import GROUP_PENALTY, SPECIES_PENALTIES, most_likely
from training.bundled.photos import (
    CAT,
    COMMITTED_SPLIT,
    CROPS,
    MORE_BREEDS,
    NO_DOGS,
    OTHER_SOURCES,
    SOMETHING_ELSE,
    UNKNOWN_DOGS,
    WHOLE,
)
from training.datasets.duplicates import duplicate_groups, find_duplicates
from training.datasets.fingerprints import fingerprints
from training.datasets.photos import DataError
from training.datasets.splits import Side, read_split
from training.evaluation.calibration import log_probabilities
from training.evaluation.intervals import wilson_interval
from training.fitting.frozen import FrozenBody
from training.networks.heads import LinearHead, fit_linear_head, species_features, species_start
from training.networks.species import SpeciesHead
from training.recipes import load_recipe

Say = Callable[[str], None]
Labels = NDArray[np.int64]

FOLDS = 5
# Crops are many, and look unlike what a pack of one's own sees: one of so many takes part.
EVERY_CROP = 8
# How much the photos of each kind count: dogs, cats and other things the same.
SHARES = {CROPS: 0.2, WHOLE: 0.2, MORE_BREEDS: 0.2, UNKNOWN_DOGS: 0.4, CAT: 1.0, SOMETHING_ELSE: 1.0}
# A dog that is put aside as "no dog" may be overlooked, a cat that is shown as a dog is seen: so many dogs may be put
# aside, and never one that is as likely as not a dog.
PUT_ASIDE, HIGHEST = 0.005, 0.5


@dataclass(frozen=True, eq=False)
class Pictures:
    """The photos of all kinds.

    Attributes:
        paths: of the photos, N.
        kinds: the key in `SHARES` of each, or `OTHER_SOURCES`.
        species: 0 dog, 1 cat, 2 something else, `[N]`.
        sides: of the committed split; photos from other sources are on none, which is "".
        groups: number of each photo's group of copies, `[N]`.
    """

    paths: list[Path]
    kinds: NDArray[np.str_]
    species: Labels
    sides: NDArray[np.str_]
    groups: Labels

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which of them the heads are trained on, `[N]`."""
        return np.isin(self.sides, (Side.TRAINING.value, Side.VALIDATION.value))

    @property
    def learned_from(self) -> set[Path]:
        """The photos that the heads are trained on."""
        return {path for path, known in zip(self.paths, self.known, strict=True) if known}


def read_pictures(data: Path) -> Pictures:
    """The photos of the committed split, one crop in `EVERY_CROP`, and dogs from other sources.

    Raises:
        DataError: a photo of the split is not there.
    """
    paths, kinds, sides = [], [], []
    crops = 0
    for name, (_, side) in read_split(COMMITTED_SPLIT).sides.items():
        folder, _, rest = name.partition("/")
        kind = (CAT if rest.startswith("cat/") else SOMETHING_ELSE) if folder == NO_DOGS else folder
        crops += kind == CROPS
        if side is Side.LEFT_OUT or kind not in SHARES or (kind == CROPS and crops % EVERY_CROP):
            continue
        paths.append(data / name)
        kinds.append(kind)
        sides.append(side.value)
    others = sorted(find_photos([data / OTHER_SOURCES]))
    paths += others
    kinds += [OTHER_SOURCES] * len(others)
    sides += [""] * len(others)
    missing = [path for path in paths if not path.is_file()]
    if missing:
        raise DataError(f"{missing[0]}: not there, and the committed split names it. Give the folder with all photos.")
    groups = duplicate_groups(len(paths), find_duplicates(paths, fingerprints(paths)))
    names = np.array(kinds)
    return Pictures(
        paths, names, np.where(names == CAT, 1, np.where(names == SOMETHING_ELSE, 2, 0)), np.array(sides), groups
    )


def make_species_head(network: str, pictures: Pictures, say: Say) -> SpeciesHead:
    """Fit a network's head; penalty, temperature and threshold are chosen by photos that the heads did not see.

    Each photo for training or validation is judged by heads without its fold, those from other sources by all of them;
    test photos only measure.
    """
    imagenet = imagenet_head_of(network)
    embeddings = FrozenBody(load_recipe(network), "imagenet").examples(pictures.paths).features[0]
    features = species_features(np.asarray(embeddings, np.float32), imagenet)
    known = pictures.known
    folds = np.where(known, pictures.groups % FOLDS, -1)
    elsewhere = pictures.sides == ""
    judges = (known & (pictures.kinds != CROPS)) | elsewhere
    weights = 1 / np.bincount(pictures.species[judges])[pictures.species[judges]]
    logits = []
    for penalty in SPECIES_PENALTIES:
        found = np.zeros((len(folds), 3))
        for number in range(FOLDS):
            head = _fitted(features, pictures, known & (folds != number), penalty)
            out = folds == number
            found[out] = head.logits(features[out])
            found[elsewhere] += head.logits(features[elsewhere]) / FOLDS
        logits.append(found[judges])
    chosen, tried = most_likely(logits, SPECIES_PENALTIES, pictures.species[judges], say, weights)
    temperature = tried[chosen]["temperature"]
    dogs = np.exp(log_probabilities(logits[chosen], temperature))[:, 0][pictures.species[judges] == 0]
    threshold = min(HIGHEST, round(float(np.quantile(dogs, PUT_ASIDE)), 4))
    species = SpeciesHead(_fitted(features, pictures, known, SPECIES_PENALTIES[chosen]), temperature, threshold)
    kept = species.dogs(np.asarray(embeddings, np.float32), imagenet) >= threshold
    for what, rows in _judged(pictures).items():
        share, count = float(kept[rows].mean()), int(rows.sum())
        low, high = wilson_interval(share, count)
        say(f"  {what}, {count} photos: taken for a dog {share:.3f} (95 %: {low:.3f} to {high:.3f})")
    return species


def imagenet_head_of(network: str) -> ImageNetHead:
    """The ImageNet classifier of a network.

    Raises:
        DataError: it has none.
    """
    found = ARCHITECTURES[network].imagenet_head
    if found is None:
        raise DataError(f"{network} has no ImageNet classifier, which such a head needs.")
    return found("imagenet")


def _judged(pictures: Pictures) -> dict[str, NDArray[np.bool_]]:
    """Photos that the head was not trained on, by what they show; those from other sources helped to choose."""
    tested = pictures.sides == Side.TEST.value
    return {
        "dogs held out": tested & (pictures.species == 0) & (pictures.kinds != CROPS),
        "dogs from other sources": pictures.kinds == OTHER_SOURCES,
        "cats held out": tested & (pictures.species == 1),
        "things held out": tested & (pictures.species == 2),
    }


def _fitted(features: NDArray[np.float32], pictures: Pictures, rows: NDArray[np.bool_], penalty: float) -> LinearHead:
    weights = np.zeros(len(rows))
    for kind, share in SHARES.items():
        members = rows & (pictures.kinds == kind)
        weights[members] = share / max(1, members.sum())
    pull = np.full(features.shape[1], penalty)
    pull[-3:] = GROUP_PENALTY
    start = species_start(features.shape[1] - 3)
    return fit_linear_head(features[rows], pictures.species[rows], start, penalty=pull, photo_weights=weights[rows])
