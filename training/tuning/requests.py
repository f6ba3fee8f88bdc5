"""What `tune` is asked to do, checked before Keras is started."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from training.files import read_json_file, write_text
from training.recipes import Recipe
from training.runs.run import RunError
from training.tuning.spaces import SpaceName

Method = Literal["random", "hyperband", "bayesian"]


@dataclass(frozen=True)
class SearchRequest:
    """What `tune` is asked to do.

    Attributes:
        recipe: where the search starts from, with the epochs of a training that is no trial.
        folder: of the search; holds the trials.
        epochs: of a trial; for Hyperband the most.
        method: random search (Bergstra and Bengio 2012), Hyperband (Li et al. 2016, arXiv:1603.06560), or Bayesian
            optimisation (Snoek et al. 2012, arXiv:1206.2944).
        trials: how many, for random and Bayesian search; the recipe as it is counts as one.
        space: see `spaces.settings_from`.
        tensorboard: folder for TensorBoard's files, one folder a trial; None for none.
        mlflow: folder of MLflow's own files; None for none.
    """

    recipe: Recipe
    folder: Path
    epochs: int = 3
    method: Method = "random"
    trials: int = 6
    space: SpaceName = "study"
    tensorboard: Path | None = None
    mlflow: Path | None = None

    @property
    def trial_recipe(self) -> Recipe:
        """The recipe as a trial trains it: for fewer epochs."""
        fit = self.recipe.fit.model_copy(update={"epochs": self.epochs, "warmup_epochs": 0})
        return self.recipe.model_copy(update={"fit": fit})


def require_own_folder(request: SearchRequest) -> None:
    """Make sure that the folder is new, or holds this very search.

    Raises:
        RunError: it holds something else.
    """
    file = request.folder / "search.json"
    if file.is_file():
        try:
            found = read_json_file(file)
        except (OSError, ValueError) as error:
            raise RunError(f"{file}: cannot be read ({error}). Choose another --out.") from error
        if found != _about(request):
            raise RunError(f"{request.folder}: another search is in this folder. Choose another --out.")
    elif request.folder.exists() and (not request.folder.is_dir() or _holds_something(request.folder)):
        if file.is_file():  # another process of this search has claimed the folder just now
            require_own_folder(request)
            return
        raise RunError(f"{request.folder}: there is something in it already. Choose another --out.")


def _holds_something(folder: Path) -> bool:
    """Whether there is more than the drafts of files that another process is about to write."""
    return any(not each.name.endswith(".part") for each in folder.iterdir())


def claim(request: SearchRequest) -> None:
    """Keep what the search is about in its folder.

    Raises:
        RunError: the folder belongs to something else.
    """
    require_own_folder(request)
    text = json.dumps(_about(request), indent=2, sort_keys=True) + "\n"
    file = request.folder / "search.json"
    if not file.is_file():
        write_text(file, text)


def _about(request: SearchRequest) -> dict[str, object]:
    return {
        "recipe": request.recipe.model_dump(mode="json"),
        "epochs": request.epochs,
        "method": request.method,
        "space": request.space,
    }


def is_chief() -> bool:
    """Whether this process only hands out trials to workers (keras_tuner's own rule)."""
    return "chief" in os.environ.get("KERASTUNER_TUNER_ID", "")
