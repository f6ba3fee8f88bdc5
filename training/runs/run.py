"""A run: the folder in which one execution of a recipe wrote everything."""

import json
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from desktop_app.own_files import is_name, json_of
from training.files import read_json_file, write_json, write_text
from training.recipes import Recipe, RecipeError, load_recipe

RECIPE, ENVIRONMENT, BREEDS, HISTORY, METRICS = (
    "recipe.json",
    "environment.json",
    "breeds.json",
    "history.jsonl",
    "metrics.json",
)
SPLIT, NETWORK, REPORT, PLOTS = "split.csv", "best.keras", "report.html", "plots"
REQUEST, CHECKPOINT = "request.json", "checkpoint.npz"
# Time for decoding and features, in the environment and the metrics.
PREPARING = "seconds_preparing"
# Written by `python -m export speed`: training itself knows nothing of ONNX Runtime.
EXPORTED = "exported.json"
_PACKAGES = ("tensorflow", "tensorflow-cpu", "keras", "keras-tuner", "numpy", "pillow", "scikit-learn", "pawsort")


class RunError(Exception):
    """A run folder that cannot be used; the message names the file and the way out."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run's folder and what is asked of it most.

    Attributes:
        folder: with all its files.
        recipe: what was run.
        breeds: the network's outputs, in their order.
        wnids: the WordNet id of each breed, None where it has none.
    """

    folder: Path
    recipe: Recipe
    breeds: tuple[str, ...]
    wnids: tuple[str | None, ...]

    @property
    def finished(self) -> bool:
        """Whether the run came to its end."""
        return (self.folder / METRICS).is_file() and (self.folder / NETWORK).is_file()

    def history(self) -> list[dict[str, Any]]:
        """The epochs done."""
        return read_history(self.folder)

    def read(self, name: str) -> dict[str, Any]:
        """One of the JSON files.

        Raises:
            RunError: it is missing or damaged.
        """
        file = self.folder / name
        try:
            value = read_json_file(file)
            if not isinstance(value, dict):
                raise ValueError("it is no object")
        except (OSError, ValueError) as error:
            raise RunError(f"{file}: cannot be read ({error}). Has the run come to its end?") from error
        return value

    def network(self) -> Any:
        """The trained network, `best.keras`: photos float32 `[N, S, S, 3]` → probabilities `[N, C]`.

        Raises:
            RunError: it is missing or damaged.
        """
        import keras

        from training.networks.building import register_layers

        register_layers(self.recipe.architecture)
        try:
            return keras.saving.load_model(self.folder / NETWORK, compile=False)
        except (OSError, ValueError, TypeError) as error:
            raise RunError(f"{self.folder / NETWORK}: cannot be loaded ({error}). Run the recipe again.") from error


def create_run(folder: Path, recipe: Recipe, breeds: Mapping[str, str | None], environment: Mapping[str, Any]) -> Run:
    """Start a run in a new folder.

    Args:
        folder: must not hold a run yet.
        recipe: what is run.
        breeds: the network's outputs with their WordNet ids, in order.
        environment: see `environment`.

    Raises:
        RunError: there is something in the folder already, or it cannot be written.
    """
    require_free(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_json(folder / BREEDS, [{"breed": breed, "wnid": wnid} for breed, wnid in breeds.items()])
        write_json(folder / ENVIRONMENT, dict(environment))
        write_text(folder / HISTORY, "")
        write_json(folder / RECIPE, recipe.model_dump(mode="json"))
    except OSError as error:
        raise RunError(f"{folder}: cannot be written ({error.strerror}).") from error
    return Run(folder, recipe, tuple(breeds), tuple(breeds.values()))


def require_free(folder: Path) -> None:
    """Make sure that a run can be written to a folder.

    Raises:
        RunError: there is something in it.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RunError(f"{folder}: there is something in it already. Go on with --resume, or choose another --out.")


def open_run(folder: Path, *, finished: bool = True) -> Run:
    """Open a run's folder.

    Raises:
        RunError: it is no run folder, or (where `finished` is asked for) the run has not come to its end.
    """
    if not (folder / RECIPE).is_file():
        missing = f"there is no {RECIPE} in it" if folder.is_dir() else "there is no such folder"
        raise RunError(f"{folder}: not a run folder, {missing}. `fit` makes one; name the folder that it wrote.")
    try:
        recipe = load_recipe(folder / RECIPE)
        rows = read_json_file(folder / BREEDS)
        breeds, wnids = tuple(row["breed"] for row in rows), tuple(row["wnid"] for row in rows)
        if not all(is_name(breed) for breed in breeds) or not all(wnid is None or is_name(wnid) for wnid in wnids):
            raise ValueError(f"{BREEDS} has breeds that are no names")
    except (RecipeError, OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(f"{folder}: this run is damaged ({error}). Run the recipe again.") from error
    run = Run(folder, recipe, breeds, wnids)
    if finished and not run.finished:
        raise RunError(f"{folder}: this run has not come to its end. Go on with `fit --resume {folder}`.")
    return run


def read_history(folder: Path) -> list[dict[str, Any]]:
    """The epochs that are written down; a last line that a kill cut short is left out.

    Raises:
        RunError: the file cannot be read.
    """
    rows = []
    try:
        text = (folder / HISTORY).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise RunError(f"{folder / HISTORY}: cannot be read ({error.strerror}).") from error
    for line in text.splitlines():
        try:
            row = json_of(line, any_number=True)
        except ValueError:
            break
        if not isinstance(row, dict):
            break
        rows.append(row)
    return rows


def write_history(folder: Path, history: Sequence[Mapping[str, Any]]) -> None:
    """Write all epochs done, one JSON object a line."""
    write_text(folder / HISTORY, "".join(json.dumps(dict(epoch), sort_keys=True) + "\n" for epoch in history))


def environment(*, seed: int, data_sha256: str, weights: str) -> dict[str, Any]:
    """What has to be known to run the same again."""
    return {
        "seed": seed,
        "data_sha256": data_sha256,
        "weights": weights,
        "git_commit": git_commit(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "versions": dict(_versions()),
        "command": [Path(sys.argv[0]).name, *sys.argv[1:]],
    }


def git_commit() -> str | None:
    """The commit of the checkout, with "+" when files differ from it; None outside a checkout."""
    folder = Path(__file__).parent
    try:
        commit = _git(folder, "rev-parse", "HEAD")
        return commit + ("+" if _git(folder, "status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return None


def _git(folder: Path, *arguments: str) -> str:
    # Looking must not write: git would renew its index.
    command = ["git", "--no-optional-locks", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


def _versions() -> Iterator[tuple[str, str]]:
    for name in _PACKAGES:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            continue


def plain_folder_name(name: str) -> str:
    """A name without signs that a disk or a command line may not like."""
    return re.sub(r"[^\w.-]+", "-", name)


def free_folder(parent: Path, name: str) -> Path:
    """A folder of this name that does not exist yet, with a number behind it when needed."""
    taken = {path.name for path in parent.iterdir()} if parent.is_dir() else set()
    plain = plain_folder_name(name)
    number = 1
    candidate = plain
    while candidate in taken:
        number += 1
        candidate = f"{plain}-{number}"
    return parent / candidate
