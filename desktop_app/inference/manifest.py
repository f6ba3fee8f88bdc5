"""The manifest of a model pack, `model.json`: all that the app needs to know of a model, checked when it is read."""

from collections import Counter
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from desktop_app.faults import Fault, FaultError
from desktop_app.inference.bundled import MANIFEST_NAME
from desktop_app.inference.manifest_looking import CarefulLook as CarefulLook
from desktop_app.inference.manifest_looking import Finder as Finder
from desktop_app.inference.manifest_looking import Graph as Graph
from desktop_app.inference.manifest_looking import InputSpec as InputSpec
from desktop_app.inference.manifest_looking import ResizePolicy as ResizePolicy
from desktop_app.inference.manifest_looking import SecondLook as SecondLook
from desktop_app.inference.manifest_looking import View as View
from desktop_app.inference.manifest_rules import MOST_BREEDS, MOST_KINDS, MisfitError, Part, Thresholds
from desktop_app.inference.manifest_values import Figure, Name, Probability, Remark, Temperature
from desktop_app.own_files import OwnFileError, is_name, json_of, read_bytes

# What is written. Version 1 knows neither a finder nor kinds; all else is the same, so it is read as it is.
FORMAT_VERSION: Literal[2] = 2
# A thousand times what the manifest of the pack that ships has.
MOST_BYTES = 16 * 1024 * 1024


class ManifestError(FaultError):
    """A manifest that cannot be used: `pack.*`, with the file and the key that are wrong."""


class BackgroundFile(Part):
    """What the embeddings of the training photos are like (`learning.background`), beside the manifest."""

    file: Name = Field(pattern=r"^[^/\\]+\.npz$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Breed(Part):
    """One entry of the model's vocabulary: a stable id and a display name for every interface language."""

    id: Name
    names: dict[Name, Name] = Field(max_length=200)

    @model_validator(mode="after")
    def _has_english(self) -> "Breed":
        if not self.names.get("en"):
            raise MisfitError("breed_without_english", [self.id])
        return self


class Kind(Part):
    """A set of breeds that people call by one name ("spaniel"); `id` is that of the app's book of breeds."""

    id: Name = Field(pattern=r"^kind:")
    breeds: tuple[Name, ...] = Field(min_length=1, max_length=MOST_BREEDS)


class Species(Part):
    """The output that tells a dog from a cat and from something else; absent in packs that cannot.

    Attributes:
        labels: the meaning of the columns of `species_logits`; the first is the dog.
        temperature: what its logits are divided by before the softmax.
    """

    labels: tuple[Literal["dog"], Literal["cat"], Literal["something_else"]] = ("dog", "cat", "something_else")
    temperature: Temperature


class Orientation(Part):
    """The output that tells which way up a photo lies; absent in packs that cannot (see `turning`).

    Attributes:
        labels: the meaning of the columns of `orientation_logits`.
        temperature: what its logits are divided by before the softmax.
        turned_from: a photo that is sideways or upside down with at least this probability is looked at turned.
        dog: it is not where the first look's dog probability is below it: of cats and things nobody learned which way
            up they are, and nothing is gained by turning them.
    """

    labels: tuple[Literal["upright"], Literal["sideways"], Literal["upside_down"]] = (
        "upright",
        "sideways",
        "upside_down",
    )
    temperature: Temperature
    turned_from: Probability = 0.5
    dog: Probability = 0.0


class Metrics(Part):
    """Figures measured on one set of photos."""

    split: Remark
    photos: int = Field(ge=0)
    values: dict[Remark, Figure]


class Provenance(Part):
    """Where the model comes from."""

    recipe: Remark
    created: Remark
    data_set: Remark
    data_sha256: Remark
    weights: Remark
    licence: Remark
    metrics: tuple[Metrics, ...] = ()


class Manifest(Part):
    """The whole manifest.

    Attributes:
        format_version: of this file; this program reads versions 1 and 2.
        name: what a person calls the model.
        temperature: what `logits` are divided by before the softmax (Guo et al. 2017, arXiv:1706.04599).
        outputs: the names of the graph's outputs.
        background: what the embeddings of its training photos are like; None in packs that do not tell. Learning from
            labels does less well without it.
        finder: what finds the dogs; None in packs that look at photos as they are.
        kinds: sets of the pack's breeds, none of them in two; empty in packs without kinds.
    """

    format_version: Literal[1, 2]
    name: Name
    graph: Graph
    input: InputSpec
    outputs: tuple[Name, ...] = Field(max_length=100)
    breeds: tuple[Breed, ...] = Field(min_length=2, max_length=MOST_BREEDS)
    temperature: Temperature
    species: Species | None = None
    orientation: Orientation | None = None
    thresholds: Thresholds = Thresholds()
    background: BackgroundFile | None = None
    finder: Finder | None = None
    kinds: tuple[Kind, ...] = Field(default=(), max_length=MOST_KINDS)
    provenance: Provenance

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Manifest":
        ids = Counter(breed.id for breed in self.breeds)
        twice = sorted(breed_id for breed_id, count in ids.items() if count > 1)
        if twice:
            raise MisfitError("breeds_twice", twice)
        if "logits" not in self.outputs:
            raise MisfitError("outputs_without_logits")
        if (self.species is not None) != ("species_logits" in self.outputs):
            raise MisfitError("species_without_its_output")
        if (self.orientation is not None) != ("orientation_logits" in self.outputs):
            raise MisfitError("orientation_without_its_output")
        if self.orientation and self.input.width != self.input.height:
            raise MisfitError("orientation_not_square")
        if self.second_graph and self.second_graph.file == self.graph.file:
            raise MisfitError("second_look_by_the_same_graph")
        self._finder_fits()
        if self.background and "embedding" not in self.outputs:
            raise MisfitError("background_without_embedding")
        self._thresholds_fit(set(ids))
        return self

    @property
    def second_graph(self) -> Graph | None:
        """The graph that takes the second look; None where that is the pack's own, or there is no second look."""
        return self.input.second_look.graph if self.input.second_look else None

    @property
    def second_outputs(self) -> tuple[str, ...]:
        """The outputs of the graph that takes the second look: embeddings and turns are those of the first look."""
        of_the_first = ("orientation_logits", "embedding", "finder_hint")
        return tuple(name for name in self.outputs if name not in of_the_first)

    def _finder_fits(self) -> None:
        finder, evidence = self.finder, self.thresholds.evidence
        if finder is None and "dog" in self.input.all_views:
            raise MisfitError("dog_view_without_finder")
        if finder and finder.graph.file in {self.graph.file, *([self.second_graph.file] if self.second_graph else [])}:
            raise MisfitError("finder_by_another_graph")
        if finder and finder.hint is not None and "finder_hint" not in self.outputs:
            raise MisfitError("hint_without_its_output")
        if evidence and (self.species is None or not set(evidence.found) <= set(finder.classes if finder else ())):
            raise MisfitError("evidence_without_its_sources")

    def _thresholds_fit(self, ids: set[str]) -> None:
        familiarity, mix = self.thresholds.familiarity, self.thresholds.mix
        if familiarity and familiarity.score == "output" and "familiarity" not in self.outputs:
            raise MisfitError("familiarity_without_its_output")
        if self.thresholds.kind and not self.kinds:
            raise MisfitError("kind_rule_without_kinds")
        if mix and self.species is None:
            raise MisfitError("mix_without_species")
        unknown = sorted({breed_id for pair in (mix.look_alikes if mix else ()) for breed_id in pair} - ids)
        if unknown:
            raise MisfitError("look_alikes_unknown", unknown)
        if strangers := sorted(set(self.thresholds.unproven) - ids):
            raise MisfitError("unproven_unknown", strangers)
        members = Counter(breed_id for kind in self.kinds for breed_id in kind.breeds)
        if strangers := sorted(members.keys() - ids):
            raise MisfitError("kinds_unknown", strangers)
        if twice := sorted(breed_id for breed_id, count in members.items() if count > 1):
            raise MisfitError("breed_in_two_kinds", twice)
        if twice := sorted(each for each, count in Counter(kind.id for kind in self.kinds).items() if count > 1):
            raise MisfitError("kinds_twice", twice)


def parse_manifest(text: str, file: Path) -> Manifest:
    """Read a manifest.

    Args:
        text: the JSON.
        file: where it came from; only named in errors.

    Raises:
        ManifestError: it is not JSON, of an unknown version, or a key is missing, unknown or out of range.
    """
    try:
        # What JSON allows and nobody writes: pydantic would take the last of two keys, and NaN for a number.
        json_of(text)
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        raise ManifestError.of(manifest_fault(error, file)) from error
    except ValueError as error:
        raise ManifestError("pack.not_json", file=str(file), detail=str(error)[:200]) from error


def manifest_fault(error: ValidationError, file: Path) -> Fault:
    """What is wrong with the manifest that pydantic refuses; of several complaints, the first."""
    first, name = error.errors(include_url=False)[0], str(file)
    key, kind = ".".join(str(part) for part in first["loc"]), first["type"]
    key = "".join(letter if is_name(letter) else "?" for letter in key[:200])
    misfit = first.get("ctx", {}).get("error")
    if isinstance(misfit, MisfitError):
        if misfit.breeds:
            return Fault("pack.rule_of_breeds", {"file": name, "rule": misfit.rule, "breeds": misfit.breeds})
        return Fault("pack.rule", {"file": name, "rule": misfit.rule})
    if key == "format_version" and kind == "literal_error":
        return Fault("pack.format_version", {"file": name, "found": str(first["input"])[:80], "wanted": FORMAT_VERSION})
    if kind == "missing":
        return Fault("pack.key_missing", {"file": name, "key": key})
    if kind == "extra_forbidden":
        return Fault("pack.key_unknown", {"file": name, "key": key})
    if kind == "json_invalid":
        return Fault("pack.not_json", {"file": name, "detail": str(first.get("ctx", {}).get("error", ""))})
    return Fault("pack.key_wrong", {"file": name, "key": key, "detail": first["msg"]})


def load_manifest(pack_folder: Path) -> Manifest:
    """Read the manifest of the pack in `pack_folder`.

    Raises:
        ManifestError: as `parse_manifest`, or the file is missing or cannot be read.
    """
    file = pack_folder / MANIFEST_NAME
    try:
        text = read_bytes(file, MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ManifestError("pack.none_there", folder=str(pack_folder), wanted=MANIFEST_NAME) from error
    except OwnFileError as error:
        detail = str(error.fault.facts.get("detail", error.fault.code))
        raise ManifestError("pack.manifest_unreadable", file=str(file), detail=detail) from error
    except UnicodeDecodeError as error:
        raise ManifestError("pack.manifest_unreadable", file=str(file), detail=type(error).__name__) from error
    return parse_manifest(text, file)
