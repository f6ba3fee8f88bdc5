"""The manifest of a model pack, `model.json`: all that the app needs to know of a model, checked when it is read."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

MANIFEST_NAME = "model.json"
FORMAT_VERSION = 1

Probability = Annotated[float, Field(ge=0, le=1)]
ResizePolicy = Literal["squash", "letterbox", "centre_crop"]
View = Literal["whole", "centre_square"]


class ManifestError(Exception):
    """A manifest that cannot be used; the message names the file, the key, and the way out."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Graph(_Part):
    """The ONNX file beside the manifest."""

    file: str = Field(pattern=r"^[^/\\]+\.onnx$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    precision: Literal["float32", "int8"] = "float32"


class InputSpec(_Part):
    """How a photo becomes the graph's input, uint8 `[N, height, width, 3]`, RGB.

    Attributes:
        width: pixels across.
        height: pixels down.
        resize: what happens to a photo of another shape.
        views: which parts of the photo are looked at; their probabilities are averaged.
    """

    width: int = Field(ge=16, le=2048)
    height: int = Field(ge=16, le=2048)
    resize: ResizePolicy = "squash"
    views: tuple[View, ...] = Field(default=("whole",), min_length=1)


class Breed(_Part):
    """One entry of the model's vocabulary: a stable id and a display name for every interface language."""

    id: str = Field(min_length=1)
    names: dict[str, str]

    @model_validator(mode="after")
    def _has_english(self) -> "Breed":
        if not self.names.get("en"):
            raise ValueError(f"breed {self.id!r} has no English name")
        return self


class Species(_Part):
    """The output that tells a dog from a cat and from something else; absent in packs that cannot.

    Attributes:
        labels: the meaning of the columns of `species_logits`; the first is the dog.
        temperature: what its logits are divided by before the softmax.
    """

    labels: tuple[Literal["dog"], Literal["cat"], Literal["something_else"]] = ("dog", "cat", "something_else")
    temperature: float = Field(gt=0)


class Thresholds(_Part):
    """Where a probability starts to mean something.

    Attributes:
        dog: a photo whose dog probability is below it is suggested as "no dog".
    """

    dog: Probability = 0.5


class Metrics(_Part):
    """Figures measured on one set of photos."""

    split: str
    photos: int = Field(ge=0)
    values: dict[str, float]


class Provenance(_Part):
    """Where the model comes from."""

    recipe: str
    created: str
    data_set: str
    data_sha256: str
    weights: str
    licence: str
    metrics: tuple[Metrics, ...] = ()


class Manifest(_Part):
    """The whole manifest.

    Attributes:
        format_version: of this file; this program reads version 1.
        name: what a person calls the model.
        temperature: what `logits` are divided by before the softmax (Guo et al. 2017, arXiv:1706.04599).
        outputs: the names of the graph's outputs.
    """

    format_version: Literal[1]
    name: str = Field(min_length=1)
    graph: Graph
    input: InputSpec
    outputs: tuple[str, ...]
    breeds: tuple[Breed, ...] = Field(min_length=2)
    temperature: float = Field(gt=0)
    species: Species | None = None
    thresholds: Thresholds = Thresholds()
    provenance: Provenance

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Manifest":
        ids = [breed.id for breed in self.breeds]
        twice = sorted({breed_id for breed_id in ids if ids.count(breed_id) > 1})
        if twice:
            raise ValueError(f"breed ids that stand twice: {', '.join(twice)}")
        if "logits" not in self.outputs:
            raise ValueError("outputs has no 'logits'")
        if (self.species is not None) != ("species_logits" in self.outputs):
            raise ValueError("'species' and the output 'species_logits' go together")
        return self

    def display_name(self, breed_id: str, language: str = "en") -> str:
        """The breed's name in `language`, in English where there is none, the id itself where it is not known."""
        for breed in self.breeds:
            if breed.id == breed_id:
                return breed.names.get(language) or breed.names["en"]
        return breed_id


def parse_manifest(text: str, file: Path) -> Manifest:
    """Read a manifest.

    Args:
        text: the JSON.
        file: where it came from; only named in errors.

    Raises:
        ManifestError: it is not JSON, of an unknown version, or a key is missing, unknown or out of range.
    """
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "(the file as a whole)"
        if key == "format_version" and first["type"] == "literal_error":
            raise ManifestError(
                f"{file}: format_version is {first['input']!r}, this Pawsort reads version {FORMAT_VERSION}. "
                "Update Pawsort, or ask for the pack in the version it reads."
            ) from error
        raise ManifestError(
            f"{file}: {key}: {first['msg']}. The pack cannot be used; copy or export it again."
        ) from error


def load_manifest(pack_folder: Path) -> Manifest:
    """Read the manifest of the pack in `pack_folder`.

    Raises:
        ManifestError: as `parse_manifest`, or the file is missing or cannot be read.
    """
    file = pack_folder / MANIFEST_NAME
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ManifestError(
            f"{file}: not found, so {pack_folder} is not a model pack. Choose another folder."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"{file}: cannot be read ({error}).") from error
    return parse_manifest(text, file)
