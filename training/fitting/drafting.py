"""What a run tells the exporter: the manifest of its pack, but for the graph."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from desktop_app.inference.manifest import Breed, Metrics, Provenance, Species
from desktop_app.inference.manifest_rules import Thresholds
from training.architectures import ARCHITECTURES
from training.files import write_text
from training.fitting.knowing import Known
from training.fitting.pixels import input_spec
from training.networks.building import image_size
from training.runs.packs import DRAFT_NAME, PackDraft, named_breeds
from training.runs.run import ENVIRONMENT, Run


def write_draft(run: Run, metrics: Mapping[str, Any], known: Known | None = None) -> None:
    """Write the run's `pack.json`.

    Args:
        run: its recipe, breeds and environment.
        metrics: the run's, with `temperature`, and `val_accuracy` where there were validation photos.
        known: when the pack says "sure", "maybe" and "no dog"; None where it never does.

    Raises:
        OSError: it cannot be written.
    """
    recipe, facts = run.recipe, run.read(ENVIRONMENT)
    architecture = ARCHITECTURES[recipe.architecture]
    measured: tuple[Metrics, ...] = ()
    if "val_accuracy" in metrics:
        values = {"top1": metrics["val_accuracy"], "top5": metrics["val_top5"]}
        measured = (Metrics(split="validation", photos=metrics["validation_photos"], values=values),)
    licence = "The training photos' terms apply; Stanford Dogs: non-commercial research."
    if recipe.weights == "imagenet" and architecture.weights_licence:
        licence = f"Weights: {architecture.weights_licence}. {licence}"
    draft = PackDraft(
        name=f"{architecture.title}, {len(run.breeds)} breeds",
        input=input_spec(image_size(recipe), recipe.data.resize),
        breeds=pack_breeds(run),
        temperature=metrics["temperature"],
        thresholds=known.thresholds if known else Thresholds(),
        species=_species(known),
        provenance=Provenance(
            recipe=recipe.name,
            created=datetime.now(UTC).date().isoformat(),
            data_set=f"{metrics['training_photos']} training photos",
            data_sha256=facts["data_sha256"],
            weights=facts["weights"],
            licence=licence,
            metrics=measured,
        ),
    )
    write_text(run.folder / DRAFT_NAME, draft.model_dump_json(indent=2) + "\n")


def _species(known: Known | None) -> Species | None:
    """How the pack's answers for dog, cat and something else are read; None where it gives none."""
    if known is None or known.species is None or not known.says_no_dog:
        return None
    return Species(temperature=known.species.told_by.temperature)


def pack_breeds(run: Run) -> tuple[Breed, ...]:
    """The breeds as a pack names them: by WordNet id where they have one, else by `own:` and their name."""
    named = named_breeds([wnid or f"own:{breed}" for breed, wnid in zip(run.breeds, run.wnids, strict=True)])
    return tuple(
        breed if wnid else Breed(id=breed.id, names={"en": name.replace("_", " ")})
        for breed, name, wnid in zip(named, run.breeds, run.wnids, strict=True)
    )
