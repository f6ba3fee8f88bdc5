"""Whether a photo shows a dog, for packs of one's own: heads that come with the code, one for each EfficientNet-Lite.

`python -m training species-heads` trains them. They join a pack whose body is as ImageNet left it, and whose own photos
all show dogs, or none does. Of a pack of dogs, what shows no dog is of no class, and is said to be "no dog"; of a pack
of cats, what shows a dog is of no class, and "no dog" would be said of every photo.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit, logsumexp, softmax

from desktop_app.files import write_whole
from training.architectures.base import ImageNetHead
from training.files import read_arrays
from training.networks.heads import LinearHead, group_scores, linear_layer, species_features

FOLDER = Path(__file__).with_name("species_heads")
SPECIES = "species.npz"
# From this share of a pack's own photos on that show a dog by its head, they are photos of dogs.
OF_DOGS = 0.9
_MOST = 0.5
_LEAST = 1e-6


@dataclass(frozen=True, eq=False)
class SpeciesHead:
    """A head on embedding and ImageNet's groups (`heads.species_features`), and how it is read.

    Attributes:
        head: kernel `[D + 3, 3]` and bias `[3]`; the columns are dog, cat and something else.
        temperature: of its softmax.
        threshold: a photo whose probability of a dog is below it shows none.
    """

    head: LinearHead
    temperature: float
    threshold: float

    def dogs(self, embeddings: NDArray[np.floating], imagenet: ImageNetHead) -> NDArray[np.float64]:
        """The probability that photos show a dog, `[N]`, by their embeddings `[N, D]`."""
        logits = self.head.logits(species_features(embeddings, imagenet)).astype(np.float64)
        return np.asarray(softmax(logits / self.temperature, axis=1)[:, 0])

    def output(self, embedding: Any, imagenet: ImageNetHead) -> Any:
        """The same in a Keras graph: logits `[N, 3]`."""
        import keras

        joined = keras.layers.Concatenate(name="species_features")([embedding, *group_scores(embedding, imagenet)])
        return linear_layer(self.head, "species_head")(joined)


@dataclass(frozen=True, eq=False)
class OwnSpecies:
    """What the photos of a pack's classes show: dogs all of them, or none a dog; and how to tell a photo that does not.

    Attributes:
        told_by: a head that comes with the code.
        dogs: whether they show dogs.
    """

    told_by: SpeciesHead
    dogs: bool

    def foreign(self, embeddings: NDArray[np.floating], imagenet: ImageNetHead) -> NDArray[np.float64]:
        """The probability that photos do not show what those of the classes show, `[N]`; at the threshold one half."""
        logits = self.told_by.head.logits(species_features(embeddings, imagenet)) / self.told_by.temperature
        margin = logits[:, 0] - logsumexp(logits[:, 1:], axis=1) - self._edge
        return np.asarray(expit(-margin if self.dogs else margin), np.float64)

    def probability(self, logits: Any) -> Any:
        """The probability that they do, in a Keras graph, `[N, 1]`; of the head's logits `[N, 3]`."""
        import keras

        ops = keras.ops
        cooled = logits * (1 / self.told_by.temperature)
        others = ops.logsumexp(cooled[:, 1:], axis=1, keepdims=True)
        margin = cooled[:, :1] - others - self._edge
        return ops.sigmoid(margin if self.dogs else -margin)

    @property
    def _edge(self) -> float:
        return float(logit(np.clip(self.told_by.threshold, _LEAST, 1 - _LEAST)))


def own_species(
    species: SpeciesHead, embeddings: NDArray[np.floating], labels: NDArray[np.integer], imagenet: ImageNetHead
) -> OwnSpecies | None:
    """What the photos of a pack's classes show; None for dogs among others.

    Args:
        species: the head that tells dogs.
        embeddings: of the photos, `[N, D]`.
        labels: their classes, `[N]`: however few photos a class has, it is not to be of no class.
        imagenet: the ImageNet classifier of the network.
    """
    shown = species.dogs(embeddings, imagenet) >= species.threshold
    of_class = np.array([shown[labels == label].mean() for label in np.unique(labels)])
    for dogs, as_dogs in ((True, of_class), (False, 1 - of_class)):
        if (shown == dogs).mean() >= OF_DOGS and (as_dogs > _MOST).all():
            return OwnSpecies(species, dogs)
    return None


def head_that_comes_with(architecture: str) -> SpeciesHead | None:
    """The head of a network; None for networks that have none."""
    file = FOLDER / f"{architecture}.npz"
    return _read(file).told_by if file.is_file() else None


def write_species_head(file: Path, species: SpeciesHead) -> None:
    """Write a head.

    Raises:
        OSError: it cannot be written.
    """
    _write(file, species, [])


def write_own_species(folder: Path, own: OwnSpecies) -> None:
    """Put what a run's photos show into its folder.

    Raises:
        OSError: it cannot be written.
    """
    _write(folder / SPECIES, own.told_by, [own.dogs])


def _write(file: Path, species: SpeciesHead, further: list[bool]) -> None:
    stream = io.BytesIO()
    rule = np.array([species.temperature, species.threshold, *further], np.float64)
    np.savez(stream, kernel=species.head.kernel, bias=species.head.bias, rule=rule)
    write_whole(file, stream.getvalue())


def read_own_species(folder: Path) -> OwnSpecies | None:
    """What `write_own_species` wrote; None where no head joined the run.

    Raises:
        ValueError: the file is damaged; the message names it.
    """
    file = folder / SPECIES
    return _read(file) if file.is_file() else None


def _read(file: Path) -> OwnSpecies:
    try:
        arrays = read_arrays(file)
        kernel, bias = np.asarray(arrays["kernel"], np.float32), np.asarray(arrays["bias"], np.float32)
        rule = np.asarray(arrays["rule"], np.float64)
        if kernel.ndim != 2 or kernel.shape[1] != 3 or bias.shape != (3,) or len(rule) not in (2, 3):
            raise ValueError("of other shapes")
        if not (np.isfinite(kernel).all() and np.isfinite(bias).all() and rule[0] > 0 and 0 <= rule[1] <= 1):
            raise ValueError("of other numbers")
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{file}: cannot be read ({error}). Run the recipe again.") from error
    # A head that comes with the code says nothing of a pack.
    return OwnSpecies(SpeciesHead(LinearHead(kernel, bias), float(rule[0]), float(rule[1])), bool(np.all(rule[2:])))
