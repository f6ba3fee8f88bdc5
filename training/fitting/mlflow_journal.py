"""A run in MLflow's own file store, for whoever compares runs there. No server is ever spoken to.

MLflow is not installed with Pawsort: it brings thirty packages, web servers and clouds among them.
"""

import importlib.util
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.recipes.schema import Recipe
from training.runs.run import RunError

EXPERIMENT = "pawsort"
# Which of our runs an MLflow run is: a resumed run goes on in it.
RUN_TAG = "pawsort.run"
# Read when MLflow is imported and when it opens a store: newer versions write to folders only when told to, and report
# to their makers unless told not to.
SETTINGS = {"MLFLOW_ALLOW_FILE_STORE": "true", "MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true"}


class MlflowJournal:
    """Settings, figures of every step and epoch, and results, as `mlflow ui --backend-store-uri FOLDER` shows them."""

    def __init__(self, folder: Path, run: Path, recipe: Recipe) -> None:
        """Check what can be: nothing is imported yet.

        Args:
            folder: of the store; made when missing.
            run: our run's folder.
            recipe: what is run.

        Raises:
            RunError: the folder is none, or MLflow is not installed.
        """
        require_mlflow(folder)
        self._folder, self._run, self._recipe = folder.absolute(), run.absolute(), recipe
        self._client: Any = None
        self._id = ""

    def begin(self, history: Sequence[Mapping[str, Any]], step: int) -> None:
        """Open the store, and the run in it; one that was interrupted goes on.

        Raises:
            RunError: MLflow cannot use the folder.
        """
        del history, step
        os.environ.update(SETTINGS)
        import mlflow

        try:
            self._client = mlflow.MlflowClient(tracking_uri=self._folder.as_uri())
            known = self._client.get_experiment_by_name(EXPERIMENT)
            experiment = known.experiment_id if known else self._client.create_experiment(EXPERIMENT)
            self._id = self._interrupted(experiment) or self._new(experiment)
        # It has its own exceptions, of many kinds, beside those of the disk.
        except Exception as error:
            raise RunError(f"{self._folder}: MLflow cannot use this folder ({error}).") from error

    def step(self, values: Mapping[str, float], step: int) -> None:
        """Loss and learning rate of a step."""
        self._log({f"step_{name}": value for name, value in values.items()}, step)

    def epoch(self, line: Mapping[str, Any], step: int) -> None:
        """All figures of an epoch."""
        del step
        self._log({name: value for name, value in line.items() if name != "epoch"}, line["epoch"])

    def end(self, metrics: Mapping[str, Any]) -> None:
        """The results, and that the run is finished."""
        self._log({f"result_{name}": value for name, value in metrics.items()}, 0)
        self._client.set_terminated(self._id)

    def _interrupted(self, experiment: str) -> str | None:
        runs = self._client.search_runs([experiment], max_results=1000)
        mine = [run for run in runs if run.data.tags.get(RUN_TAG) == str(self._run)]
        return next((run.info.run_id for run in mine if run.info.status == "RUNNING"), None)

    def _new(self, experiment: str) -> str:
        made = self._client.create_run(experiment, run_name=self._run.name, tags={RUN_TAG: str(self._run)})
        for name, value in _flat(self._recipe.model_dump(mode="json")):
            # Longer ones are refused.
            self._client.log_param(made.info.run_id, name, str(value)[:500])
        return str(made.info.run_id)

    def _log(self, values: Mapping[str, Any], step: int) -> None:
        for name, value in values.items():
            self._client.log_metric(self._id, name, float(value), step=step)


def require_mlflow(folder: Path) -> None:
    """Make sure that MLflow is installed, and a store a folder: an address of a server or of a database is none.

    Raises:
        RunError: it is not.
    """
    if ":" in str(folder)[2:] or folder.is_file():
        raise RunError(
            f"{folder}: --mlflow takes a folder, which is made when missing. Servers and databases are not spoken to: "
            "nothing leaves this computer."
        )
    if importlib.util.find_spec("mlflow") is None:
        raise RunError(
            "--mlflow needs MLflow, which does not come with Pawsort. Install it with `pip install mlflow-skinny` (or "
            "`pip install mlflow`, which has the pages to look at too)."
        )


def _flat(settings: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        elif value is not None:
            yield prefix + name, value
