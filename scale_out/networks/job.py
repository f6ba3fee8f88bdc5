"""What the processes of a training are told, and what they tell. Without Keras: whoever starts them needs none."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from scale_out.errors import ScaleError
from scale_out.networks.sharing import require_even
from training.recipes.schema import Recipe

# Of the loss, relative, between one process and several; of the photos of a step nothing differs but the order of sums.
TOLERANCE = 1e-4


@dataclass(frozen=True, eq=False)
class Labelled:
    """Photos with what they show.

    Attributes:
        paths: as `photos.packed_paths` gives them.
        labels: numbers of breeds, int32 `[N]`.
    """

    paths: pa.Array
    labels: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, eq=False)
class Job:
    """One training.

    Attributes:
        recipe: how.
        weights: of the body, as `--weights` says them; None as the recipe does.
        breeds: the network's outputs.
        wnids: the WordNet id of each breed, None where it has none.
        training: to train on.
        validation: to check on; None trains to the last epoch.
        folder: of the run, which is there already.
        resume: go on from its checkpoint.
        temperature: where there are no photos to fit it to.
    """

    recipe: Recipe
    weights: str | Path | None
    breeds: tuple[str, ...]
    wnids: tuple[str | None, ...]
    training: Labelled
    validation: Labelled | None
    folder: Path
    resume: bool = False
    temperature: float = 1.0


@dataclass(frozen=True, eq=False)
class Course:
    """What came of some steps.

    Attributes:
        losses: of each.
        weights: of the network after them: path of the variable → values.
        decoded: photos that each process decoded; that of this process alone.
    """

    losses: list[float]
    weights: dict[str, NDArray[np.float32]]
    decoded: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a process does not go on, in words for whoever started it."""

    text: str


def require_trainable_here(recipe: Recipe, processes: int) -> None:
    """Make sure that several processes can train a recipe as one does.

    Raises:
        ScaleError: they cannot; says what can.
    """
    if recipe.leaves_the_head:
        raise ScaleError(f"{recipe.name}: nothing of it is trained (fit.linear_head is untrained).")
    if recipe.uses_cached_features:
        raise ScaleError(
            f"{recipe.name}: trains a head alone, on features that are computed once, and one machine does that. "
            "`python -m scale_out fit` trains such heads on millions of photos. To train the network itself here: "
            "--set unfreeze.layers=2 (or all); or the head on changed photos: --set fit.cached_features=false."
        )
    if recipe.augmentation.mixup:
        raise ScaleError(
            f"{recipe.name}: mixup blends photos of a batch that several processes hold between them. Leave it out: "
            "--set augmentation.mixup=0."
        )
    require_even(recipe.fit.batch_size, processes, "processes")
