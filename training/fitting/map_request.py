"""What `map` is asked to do, checked before TensorFlow is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from training.recipes import RecipeError, load_recipe, named_recipes
from training.recipes.schema import Recipe

Method = Literal["tsne", "pca"]


@dataclass(frozen=True)
class MapRequest:
    """What `map` is asked to do.

    Attributes:
        data: as `read_data` takes it.
        network: a recipe with a pre-trained body, or the folder of a run of `fit`, whose own body then looks.
        weights: as `--weights` has it; None as the recipe says.
        breeds: as `prepared_photos` takes them.
        method: "tsne", or "pca" for the first two principal components: at once, and cruder.
        most: how many photos at most; more are thinned out, as many of each breed as may be.
        perplexity: of t-SNE: about how many neighbours a photo has.
        seed: of everything random.
    """

    data: Sequence[Path]
    network: str = "efficientnet_lite0"
    weights: Path | None = None
    breeds: str | Sequence[str] = "all"
    method: Method = "tsne"
    most: int = 20_000
    perplexity: float = 30.0
    seed: int = 1337


def checked_network(network: str) -> Recipe:
    """The recipe whose body looks at the photos; nothing of TensorFlow is needed for it.

    Raises:
        RecipeError: no such recipe, or its body has learned nothing before it is trained.
    """
    recipe = load_recipe(network)
    if recipe.from_scratch and run_of(network) is None:
        raise RecipeError(
            f"{network}: this network begins with random weights, so it finds nothing alike. Name a recipe with a "
            "pre-trained body (efficientnet_lite0), or the folder of a run."
        )
    return recipe


def run_of(network: str) -> Path | None:
    """The run's folder, where the network is that of a run; a name of a recipe is the recipe, as everywhere."""
    return Path(network) if network not in named_recipes() and Path(network).is_dir() else None
