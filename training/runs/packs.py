"""What a training run hands to the exporter: the whole classifier, and all of the manifest but the graph."""

import json
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from desktop_app.files import replacing
from desktop_app.inference.manifest import (
    FORMAT_VERSION,
    Breed,
    Finder,
    Graph,
    InputSpec,
    Kind,
    Manifest,
    Orientation,
    Provenance,
    Species,
)
from desktop_app.inference.manifest_rules import Thresholds
from desktop_app.paths import assets_folder
from training.files import write_text
from training.runs.run import NETWORK, RECIPE, RunError, open_run

CLASSIFIER_NAME = "classifier.keras"
SECOND_NAME = "second_look.keras"
DRAFT_NAME = "pack.json"
# ImageNet's breeds, and those beyond them.
_BREED_FILES = ("breeds.json", "more_breeds.json")


class RunKind(StrEnum):
    """Which command wrote a run folder, and so which one makes its pack."""

    FIT = "fit"
    BUNDLE = "bundle"


# What `python -m export` calls the command that makes the pack of a run of each kind.
_MADE_BY = {
    RunKind.FIT: "python -m export pack {run} --photos PHOTOS --out PACK",
    RunKind.BUNDLE: "python -m export ship {run} --out PACK",
}


class PackDraftError(Exception):
    """A run folder from which no pack can be made; the message names the file and the way out."""


class PackDraft(BaseModel):
    """A manifest before there is a graph; the attributes mean what they mean in `Manifest`."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: str
    input: InputSpec
    breeds: tuple[Breed, ...]
    temperature: float
    species: Species | None = None
    orientation: Orientation | None = None
    thresholds: Thresholds = Thresholds()
    finder: Finder | None = None
    kinds: tuple[Kind, ...] = ()
    provenance: Provenance

    def manifest(self, graph: Graph, outputs: Sequence[str]) -> Manifest:
        """The manifest of a pack with this graph.

        Raises:
            ValueError: the parts do not agree, as when a species output is promised and the graph has none.
        """
        return Manifest(
            format_version=FORMAT_VERSION,
            name=self.name,
            graph=graph,
            input=self.input,
            outputs=tuple(outputs),
            breeds=self.breeds,
            temperature=self.temperature,
            species=self.species,
            orientation=self.orientation,
            thresholds=self.thresholds,
            finder=self.finder,
            kinds=self.kinds,
            provenance=self.provenance,
        )


def write_run(folder: Path, classifier: Any, draft: PackDraft, second: Any = None) -> None:
    """Put what the exporter needs into a run folder.

    Args:
        folder: of the run.
        classifier: Keras model with a uint8 input and a dict of outputs, as `networks.heads.build_classifier` makes it.
        draft: the manifest without the graph.
        second: another such model that takes the second look; None where the first looks again.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SECOND_NAME).unlink(missing_ok=True)
    for name, model in ((CLASSIFIER_NAME, classifier), (SECOND_NAME, second)):
        if model is not None:
            with replacing(folder / name, ending=Path(name).suffix) as draft_file:
                model.save(draft_file)
    write_text(folder / DRAFT_NAME, draft.model_dump_json(indent=2) + "\n")


def kind_of_run(folder: Path) -> RunKind | None:
    """Which command wrote the run in a folder; None where there is no finished run."""
    if (folder / NETWORK).is_file():
        return RunKind.FIT
    return RunKind.BUNDLE if (folder / CLASSIFIER_NAME).is_file() else None


def require_kind(folder: Path, kind: RunKind) -> None:
    """Make sure that a run is not of the other kind. A folder without a run is not told here: `read_run` does.

    Raises:
        PackDraftError: it is; the message says what makes the pack of such a run.
    """
    found = kind_of_run(folder)
    if found not in (None, kind):
        raise PackDraftError(
            f"{folder}: a run of `python -m training {found}`, and this command takes those of `{kind}`. "
            f"To make the pack of this one: `{_MADE_BY[found].format(run=folder)}`."
        )


def read_run(folder: Path) -> tuple[Any, PackDraft]:
    """Read what `write_run` wrote, or what `fit` did: its network becomes a classifier here.

    Raises:
        PackDraftError: the folder is not such a run folder, or is damaged.
    """
    draft = read_draft(folder)
    return read_classifier(folder), draft


def read_draft(folder: Path) -> PackDraft:
    """What is known of a finished run without its network, and so without Keras.

    Raises:
        PackDraftError: the folder is no such run, the run has not come to its end, or is damaged.
    """
    fitted = kind_of_run(folder) is RunKind.FIT
    if fitted or (folder / RECIPE).is_file():
        _require_finished(folder)
    for name in (DRAFT_NAME,) if fitted else (CLASSIFIER_NAME, DRAFT_NAME):
        if not (folder / name).is_file():
            raise PackDraftError(
                f"{folder}: there is no {name} in it, so it is not a run that can be exported. "
                "Give the folder of a finished run."
            )
    try:
        draft = PackDraft.model_validate_json((folder / DRAFT_NAME).read_text(encoding="utf-8"))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        what = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise PackDraftError(f"{folder / DRAFT_NAME}: {what}. Run the training again.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise PackDraftError(f"{folder / DRAFT_NAME}: cannot be read ({error}). Run the training again.") from error
    return draft


def read_classifier(folder: Path) -> Any:
    """The network of a run whose draft was read, as a classifier.

    Raises:
        PackDraftError: it is damaged.
    """
    return _classifier_of_fit(folder) if kind_of_run(folder) is RunKind.FIT else _load(folder / CLASSIFIER_NAME)


def read_second(folder: Path) -> Any:
    """The network of a run that takes the second look, as it was given to `write_run`; None where there is none.

    Raises:
        PackDraftError: the file is damaged.
    """
    file = folder / SECOND_NAME
    return _load(file) if file.is_file() else None


def _require_finished(folder: Path) -> None:
    try:
        open_run(folder)
    except RunError as error:
        raise PackDraftError(str(error)) from error


def _load(file: Path) -> Any:
    import keras

    try:
        return keras.models.load_model(file, compile=False)
    except (OSError, ValueError, TypeError) as error:
        raise PackDraftError(f"{file}: cannot be read ({error}). Run the training again.") from error


def _classifier_of_fit(folder: Path) -> Any:
    from training.runs.deploying import classifier_of_run

    try:
        return classifier_of_run(open_run(folder))
    except RunError as error:
        raise PackDraftError(str(error)) from error


def named_breeds(ids: Sequence[str]) -> tuple[Breed, ...]:
    """Breeds of a pack with their display names; a breed that the list of names lacks is called by its id."""
    names = _breed_names()
    return tuple(Breed(id=breed_id, names=names.get(breed_id) or {"en": breed_id}) for breed_id in ids)


@cache
def _breed_names() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for file in _BREED_FILES:
        entries: list[dict[str, Any]] = json.loads((assets_folder() / "breeds" / file).read_text(encoding="utf-8"))
        names |= {str(entry["id"]): dict(entry["names"]) for entry in entries}
    return names
