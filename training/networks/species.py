"""Whether a photo shows a dog, for packs of one's own: heads that come with the code, one for each EfficientNet-Lite.

`python -m training species-heads` trains them. They join a pack whose body is as ImageNet left it, and whose own photos
show dogs: of cats, "no dog" would be said of every photo.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from desktop_app.files import write_whole
from training.architectures.base import ImageNetHead
from training.files import read_arrays
from training.networks.heads import LinearHead, group_scores, linear_layer, species_features

FOLDER = Path(__file__).with_name("species_heads")
SPECIES = "species.npz"
# From this share of a pack's own photos on that show a dog by its head, they are photos of dogs.
OF_DOGS = 0.9


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


def head_that_comes_with(architecture: str) -> SpeciesHead | None:
    """The head of a network; None for networks that have none."""
    file = FOLDER / f"{architecture}.npz"
    return _read(file) if file.is_file() else None


def write_species_head(file: Path, species: SpeciesHead) -> None:
    """Write a head.

    Raises:
        OSError: it cannot be written.
    """
    stream = io.BytesIO()
    rule = np.array([species.temperature, species.threshold], np.float64)
    np.savez(stream, kernel=species.head.kernel, bias=species.head.bias, rule=rule)
    write_whole(file, stream.getvalue())


def read_species_of_run(folder: Path) -> SpeciesHead | None:
    """The head that joined a run; None where none did.

    Raises:
        ValueError: the file is damaged; the message names it.
    """
    file = folder / SPECIES
    return _read(file) if file.is_file() else None


def _read(file: Path) -> SpeciesHead:
    try:
        arrays = read_arrays(file)
        kernel, bias = np.asarray(arrays["kernel"], np.float32), np.asarray(arrays["bias"], np.float32)
        rule = np.asarray(arrays["rule"], np.float64)
        if kernel.ndim != 2 or kernel.shape[1] != 3 or bias.shape != (3,) or rule.shape != (2,):
            raise ValueError("of other shapes")
        if not (np.isfinite(kernel).all() and np.isfinite(bias).all() and rule[0] > 0 and 0 <= rule[1] <= 1):
            raise ValueError("of other numbers")
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{file}: cannot be read ({error}). Run the recipe again.") from error
    return SpeciesHead(LinearHead(kernel, bias), float(rule[0]), float(rule[1]))
