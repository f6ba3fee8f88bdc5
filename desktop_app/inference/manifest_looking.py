"""How a pack looks at photos: its networks, views, looks, and what finds the dogs. Part of `manifest`."""

from typing import Literal

from pydantic import Field, model_validator

from desktop_app.inference.manifest_rules import MisfitError, Part
from desktop_app.inference.manifest_values import Figure, Name, Probability, Temperature

ResizePolicy = Literal["squash", "letterbox", "centre_crop"]
View = Literal["whole", "centre_square", "dog"]
"""A part of a photo: all of it, the square in its middle, or the first dog's box with the finder's margin around it.
Where no dog was found, "dog" is the square in the middle."""


class Graph(Part):
    """The ONNX file beside the manifest."""

    file: Name = Field(pattern=r"^[^/\\]+\.onnx$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    precision: Literal["float32", "int8"] = "float32"


class SecondLook(Part):
    """A further view for photos that the first look leaves open: most photos are then looked at once.

    Attributes:
        graph: another network that takes the second look: it errs more independently of the first than the first itself
            does (a cascade: Wang et al. 2022, arXiv:2012.01988). Its input is that of the pack's graph, its outputs are
            `Manifest.second_outputs`, and its logits are on the same scale, so that one temperature serves both. None
            where the pack's own graph looks again.
        view: what is looked at; its probabilities are averaged with those of the first look.
        mirrored: whether left and right are exchanged for it: what the network then gets wrong, it gets wrong more
            independently of the first look.
        below: the second look is taken where the first one's greatest breed probability is below it.
        temperature: what the logits of all views are divided by where there was a second look.
        species_temperature: the same of the species; None means that of the first look.
        dog: no second look where the first one's dog probability is below it: of cats and things no breed is likely,
            and nothing is gained by looking again.
    """

    graph: Graph | None = None
    view: View = "centre_square"
    mirrored: bool = False
    below: Probability
    dog: Probability = 0.0
    temperature: Temperature
    species_temperature: Temperature | None = None


class CarefulLook(Part):
    """What becomes of all the looks that somebody with time asks for: both networks, each view, plain and mirrored.

    Attributes:
        temperature: what their logits are divided by before the softmax; the probabilities are averaged.
        species_temperature: the same of the species; None means that of the first look.
    """

    temperature: Temperature
    species_temperature: Temperature | None = None


class CloserLook(Part):
    """A photo cut into tiles of its own proportions, which the finder looks at as if each were a photo.

    Attributes:
        across: tiles side by side; as many lie below each other.
        share: of the photo's width and height that a tile takes; they overlap where that times `across` is above 1.
        above: it is taken where the greatest score for a dog so far is at least this,
        below: and below this.
    """

    across: int = Field(ge=2, le=8)
    share: float = Field(gt=0, le=1)
    above: Probability = 0.0
    below: Probability


class CloserSearch(Part):
    """What the finder does about dogs that are small in the photo: it looks at parts of it, from nearer by.

    Attributes:
        looks: one after the other, wide parts first; the first that is not taken is the end.
        edge: boxes that end within this share of a tile from an edge that is not the photo's show a part of a dog, or
            of something that is none: they do not count.
    """

    looks: tuple[CloserLook, ...] = Field(min_length=1, max_length=4)
    edge: Probability = 0.02


class Finder(Part):
    """The network that finds the dogs of a photo; absent in packs that look at photos as they are.

    Its input is `photo`, uint8 `[N, height, width, 3]` RGB: the whole upright photo, squashed. Its outputs are `boxes`
    `[N, B, 4]` (top, left, bottom, right, as shares of the photo) and `scores` `[N, B, K]`, probabilities of
    `classes`; boxes of one dog overlap.

    Attributes:
        graph: the ONNX file.
        width: pixels across.
        height: pixels down.
        classes: the meaning of the columns of `scores`; the first is the dog.
        asked: of which photos it is asked: all; or only those that a first look without it leaves open ("unsure"):
            that costs less, and finds further dogs in fewer photos.
        below: where it is not always asked: it is, where the first look's greatest breed probability is below this.
        hint: where it is not always asked: it is, too, where the graph's output `finder_hint [N, 1]` is at least this;
            None where there is no such output.
        dog: from which score on a box is a dog.
        further: from which score on a further box is a dog of its own.
        least: a further dog takes at least this share of the first one's area.
        overlap: of two boxes that overlap more (intersection over union), only the better one is a dog.
        inside: a further box of which more than this share lies in that of a better dog is a part of that one;
        certain: unless its score is at least this: dogs stand before one another.
        rivals: classes that a further box must not rather be than a dog: cats beside dogs.
        margin: what is looked at beside a dog: this share of its box on each side.
        crop: what is looked at: the box ("box"), or the box widened to a square as far as the photo goes ("square"),
            which keeps the proportions of the dog.
        most: so many dogs are told of, at most.
        closer: how dogs are searched for that are small in the photo; None in packs that look at whole photos only.
        others: where the first dog's box shows no dog after all, by the species output, so many of the next likeliest
            boxes are looked at, and the one that shows a dog best is the first dog.
    """

    graph: Graph
    width: int = Field(ge=16, le=2048)
    height: int = Field(ge=16, le=2048)
    classes: tuple[Name, ...] = Field(min_length=1, max_length=100)
    asked: Literal["always", "unsure"] = "always"
    below: Probability = 1.0
    hint: Figure | None = None
    dog: Probability
    further: Probability
    least: Probability = 0.0
    overlap: Probability
    inside: Probability = 1.0
    certain: Probability = 1.0
    rivals: tuple[Name, ...] = Field(default=(), max_length=100)
    margin: float = Field(default=0.1, ge=0, le=1)
    crop: Literal["box", "square"] = "box"
    most: int = Field(default=8, ge=1, le=32)
    closer: CloserSearch | None = None
    others: int = Field(default=0, ge=0, le=8)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Finder":
        if not set(self.rivals) <= set(self.classes[1:]):
            raise MisfitError("rivals_unknown")
        return self


class InputSpec(Part):
    """How a photo becomes the graph's input, uint8 `[N, height, width, 3]`, RGB.

    Attributes:
        width: pixels across.
        height: pixels down.
        resize: what happens to a photo of another shape.
        views: which parts of the photo are looked at; their probabilities are averaged.
        second_look: a further view where these are not enough; None in packs that look once.
        careful: what is made of all looks together, for whoever has time; None in packs that do not say: the
            temperatures of the second look, or of the first, then have to do.
    """

    width: int = Field(ge=16, le=2048)
    height: int = Field(ge=16, le=2048)
    resize: ResizePolicy = "squash"
    views: tuple[View, ...] = Field(default=("whole",), min_length=1, max_length=16)
    second_look: SecondLook | None = None
    careful: CarefulLook | None = None

    @property
    def all_views(self) -> tuple[View, ...]:
        """The views, that of the second look last."""
        return (*self.views, self.second_look.view) if self.second_look else self.views
