"""Whether a photo shows any of the classes that a head knows, told by how like their training photos it is.

A softmax divides all of the probability among its classes, also for a photo that shows none of them. So the graph of a
pack of one's own asks first whether the photo is like those of any class: the greatest cosine between its embedding and
the mean embedding of a class (nearest class mean with a distance beyond which nothing is known: Bendale and Boult 2015,
arXiv:1412.5687). How great it usually is, photos tell that took no part in the means.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, softmax

from desktop_app.files import write_whole
from training.files import read_arrays

Floats = NDArray[np.floating]

LIKENESS = "likeness.npz"
# A photo is as likely of none where it is so many standard deviations less like its class than held-out photos usually
# are; from there it changes by so many logits a deviation. Chosen among -2 to -3.5 on draws of ten photos a class.
UNLIKE, STEEPNESS = -3.0, 3.0
# Nothing is more certain: that every photo of a folder was familiar does not say that the next one is.
LEAST_NONE = 1e-4
_NO_LENGTH = 1e-12


@dataclass(frozen=True, eq=False)
class Likeness:
    """How like the photos of its classes a head's photos are.

    Attributes:
        means: the direction of each class's mean embedding, float32 `[D, C]`, columns of length 1.
        usual: the greatest cosine that a photo of a class has on average, float.
        spread: standard deviation of that.
        temperature: of the head's softmax, in which the head is sure of one class rather than another.
    """

    means: NDArray[np.float32]
    usual: float
    spread: float
    temperature: float

    def none(self, similarities: Floats, foreign: Floats | float = 0.0) -> NDArray[np.float64]:
        """The probability that photos show none of the classes, `[N]`.

        Args:
            similarities: cosines of the photos to the means of the classes, `[N, C]`.
            foreign: the probability that each shows another species than all photos of the classes, `[N]` (see
                `networks.species`).
        """
        deviation = (similarities.max(axis=1).astype(np.float64) - self.usual) / self.spread
        return np.asarray(1 - (1 - LEAST_NONE) * (1 - foreign) * expit(STEEPNESS * (deviation - UNLIKE)))


def class_means(features: Floats, labels: NDArray[np.integer], classes: int) -> NDArray[np.float32]:
    """The directions of the mean features `[D, C]` of photos `[N, D]`; a class without photos has none, and is 0."""
    means = np.zeros((features.shape[1], classes), np.float32)
    for label in np.unique(labels):
        means[:, label] = features[labels == label].mean(axis=0)
    return np.asarray(means / np.maximum(np.linalg.norm(means, axis=0), _NO_LENGTH), np.float32)


def similarities(features: Floats, means: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cosines `[N, C]` of features `[N, D]` with the directions of the classes `[D, C]`."""
    length = np.maximum(np.linalg.norm(features, axis=1, keepdims=True), _NO_LENGTH)
    return np.asarray((features / length) @ means, np.float32)


def mixed(logits: Floats, none: Floats, temperature: float) -> NDArray[np.float64]:
    """Probabilities `[N, C]`: where a photo is of no class, all classes are alike.

    Args:
        logits: of the head, `[N, C]`.
        none: probability that the photo shows no class, `[N]`.
        temperature: of the head's softmax.
    """
    of_a_class = softmax(np.asarray(logits, np.float64) / temperature, axis=1)
    return np.asarray((1 - none)[:, None] * of_a_class + (none / logits.shape[1])[:, None])


def mixed_logits(logits: Any, embedding: Any, likeness: Likeness, own_species: Any = 1.0) -> Any:
    """The same in a Keras graph: logits `[N, C]` whose softmax at its temperature are the mixed probabilities.

    Args:
        logits: of the head, `[N, C]`.
        embedding: of the photo, `[N, D]`.
        likeness: to the classes.
        own_species: the probability that the photo shows the species that the photos of the classes show, `[N, 1]`.
    """
    import keras

    ops = keras.ops
    means = keras.layers.Dense(likeness.means.shape[1], use_bias=False, name="class_means")
    means.build((None, likeness.means.shape[0]))
    means.set_weights([likeness.means])
    length = ops.sqrt(ops.maximum(ops.sum(embedding * embedding, axis=1, keepdims=True), _NO_LENGTH**2))
    greatest = ops.max(means(embedding / length), axis=1, keepdims=True)
    deviation = (greatest - likeness.usual) * (1 / likeness.spread) - UNLIKE
    any_class = (1 - LEAST_NONE) * ops.sigmoid(STEEPNESS * deviation) * own_species
    of_a_class = ops.softmax(logits * (1 / likeness.temperature), axis=-1)
    mixture = any_class * of_a_class + (1 - any_class) * (1 / likeness.means.shape[1])
    return ops.log(mixture) * likeness.temperature


def write_likeness(folder: Path, likeness: Likeness) -> None:
    """Put it into a run's folder.

    Raises:
        OSError: it cannot be written.
    """
    stream = io.BytesIO()
    scale = np.array([likeness.usual, likeness.spread, likeness.temperature], np.float64)
    np.savez(stream, means=likeness.means, scale=scale)
    write_whole(folder / LIKENESS, stream.getvalue())


def read_likeness(folder: Path, classes: int) -> Likeness | None:
    """What `write_likeness` wrote; None in a run's folder that has none.

    Raises:
        ValueError: the file is damaged; the message names it.
    """
    file = folder / LIKENESS
    if not file.is_file():
        return None
    try:
        arrays = read_arrays(file)
        means = np.asarray(arrays["means"], np.float32)
        scale = np.asarray(arrays["scale"], np.float64)
        if means.ndim != 2 or means.shape[1] != classes or scale.shape != (3,) or not (scale[1:] > 0).all():
            raise ValueError("of other shapes")
        if not (np.isfinite(means).all() and np.isfinite(scale).all()):
            raise ValueError("not finite")
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{file}: cannot be read ({error}). Run the recipe again.") from error
    return Likeness(means, *scale.tolist())
