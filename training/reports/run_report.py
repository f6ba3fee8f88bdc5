"""The report of a run: what was run, how it went, and what came of it."""

from typing import Any

from training.reports.page import Section, write_page
from training.reports.plots import curve, learning_curves
from training.runs.run import ENVIRONMENT, METRICS, PLOTS, REPORT, Run


def write_run_report(run: Run) -> None:
    """Draw the plots of a finished run and write its `report.html`.

    Raises:
        RunError: the run has not come to its end.
        OSError: the folder cannot be written.
    """
    plots = run.folder / PLOTS
    history, metrics, facts = run.history(), run.read(METRICS), run.read(ENVIRONMENT)
    pictures = [(learning_curves({run.recipe.name: history}, plots / "learning_curves.png"), "Loss and accuracy.")]
    # A head that is left as it starts has neither.
    for changing in ("penalty", "learning_rate"):
        if changing in history[0]:
            what = changing.replace("_", " ").capitalize()
            pictures.append((curve(history, changing, plots / f"{changing}.png"), f"{what}."))
    versions = ", ".join(f"{name} {version}" for name, version in facts["versions"].items())
    settings = {
        key: value for key, value in _flat(run.recipe.model_dump(mode="json")).items() if value not in (None, "", [])
    }
    sections = [
        Section("What came of it", [run.recipe.about], metrics),
        Section("How it went", pictures=pictures),
        Section("Recipe", facts={key: str(value) for key, value in settings.items()}),
        Section(
            "Made with",
            facts={
                "seed": str(facts["seed"]),
                "data (sha256)": facts["data_sha256"],
                "weights": facts["weights"],
                "git commit": facts["git_commit"],
                "Python": f"{facts['python']} on {facts['system']}",
                "versions": versions,
            },
        ),
        Section("Breeds", [", ".join(run.breeds)]),
    ]
    write_page(run.folder / REPORT, f"Run {run.folder.name}: {run.recipe.name}", sections)


def _accuracy(metrics: dict[str, Any]) -> list[str]:
    if "val_accuracy_low" not in metrics:
        return []
    value, low, high = (metrics[f"val_accuracy{end}"] for end in ("", "_low", "_high"))
    photos = metrics["validation_photos"]
    return [f"Accuracy on the {photos:,} validation photos: {value:.3f} (95 %: {low:.3f} to {high:.3f})."]


def _flat(settings: dict[str, object], prefix: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for key, value in settings.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = value
    return flat
