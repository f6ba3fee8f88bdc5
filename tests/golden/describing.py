"""Words in which the animals of the golden session and their photos are described."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from desktop_app.breeds.book import OWN_PREFIX, BreedBook
from desktop_app.catalog.values.animals import Species
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import (
    Box,
    Confidence,
    FurtherDog,
    RankedBreed,
    SuggestedKind,
    Suggestion,
    SuggestionStatus,
)

BREEDS = Path(__file__).resolve().parents[2] / "assets" / "breeds"
# What the model always finds in the last places of its ranking.
ALSO_RANKED = ("Kuvasz", "Otterhound", "Komondor", "Saluki", "Pug")
PROBABILITIES = {Confidence.SURE: 0.9375, Confidence.MAYBE: 0.5625, Confidence.UNSURE: 0.21875}


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What the file of a photo is like. All of it is drawn; nothing of a real photo is in it.

    Attributes:
        kind: as Pillow calls it.
        mode: of the pixels.
        size: upright, in pixels.
        orientation: that its EXIF states; it is stored accordingly.
        place: whether its EXIF says where it was taken, with what, and by whom.
        profile: whether red and blue are each other, and a colour profile says so.
        torn: whether the file ends in the middle.
        gone: whether the file is not there.
    """

    kind: str = "JPEG"
    mode: str = "RGB"
    size: tuple[int, int] = (120, 90)
    orientation: int = 1
    place: bool = False
    profile: bool = False
    torn: bool = False
    gone: bool = False


@dataclass(frozen=True)
class Photo:
    """One photo.

    Attributes:
        file: its name in the folder of the animal.
        suggestion: what the model says of it; None: it waits.
        label: what a person decided.
        pick: its place among the picks; 0 for none.
        several_dogs: a person said so.
        turned: by how many degrees a person turned it.
        fault: code of what makes it unreadable; "" for nothing.
        replaced: after it got its label, another photo was put in its place.
        removed: it was taken out of the session.
        goodness: how sharp it is, how well lit and how large the dog, all in one: for those that are proposed.
        drawn: what its file is like.
        dogs: what a person decided about the dogs beside the first one, in their order; None for nothing.
    """

    file: str
    suggestion: Suggestion | None = None
    label: Label | None = None
    pick: int = 0
    several_dogs: bool = False
    turned: int = 0
    fault: str = ""
    replaced: bool = False
    removed: bool = False
    goodness: float = 0.5
    drawn: Drawn = Drawn()
    dogs: tuple[Label | None, ...] = ()


@dataclass(frozen=True)
class Described:
    """One animal with its photos.

    Attributes:
        folder: where its photos are, under the root.
        number: as the shelter counts.
        name: as people call it.
        photos: in the order of the session.
        note: for the people of the shelter.
        species: what it is.
    """

    folder: str
    number: str
    name: str
    photos: tuple[Photo, ...]
    note: str = ""
    species: Species = Species.DOG


@cache
def breed_id(name: str) -> str:
    """The id of a breed by its English name; one that a person typed has its own."""
    if name.startswith(OWN_PREFIX):
        return name
    found = [breed.breed_id for breed in _book() if breed.names["en"] == name]
    assert len(found) == 1, f"{name}: {found}"
    return found[0]


@cache
def _book() -> BreedBook:
    return BreedBook.load_folder(BREEDS)


def one(name: str) -> Label:
    """A label of one breed."""
    return Label.breed(breed_id(name))


def mix(*names: str) -> Label:
    """A label of a mix."""
    return Label.mix(*map(breed_id, names))


def sure(*names: str) -> Suggestion:
    """The model is sure that it looks like the first of these breeds."""
    return _dog(Confidence.SURE, names, breed_set=names[:1])


def maybe(*names: str, proposes_mix: bool = False) -> Suggestion:
    """Maybe it looks like the first of these breeds."""
    return _dog(Confidence.MAYBE, names, breed_set=names, proposes_mix=proposes_mix)


def unsure(*names: str) -> Suggestion:
    """The model cannot tell."""
    return _dog(Confidence.UNSURE, names)


def of_kind(suggestion: Suggestion, kind: str, confidence: Confidence = Confidence.SURE) -> Suggestion:
    """The same, with the kind of dog that it looks like."""
    return replace(suggestion, kind=SuggestedKind(f"kind:{kind}", PROBABILITIES[confidence], confidence))


def several(*suggestions: Suggestion) -> Suggestion:
    """Several dogs beside each other, from left to right; each is as wide as the others."""
    wide = 1 / len(suggestions)
    boxes = [Box(place * wide, 0.25, (place + 1) * wide, 0.875) for place in range(len(suggestions))]
    further = tuple(
        FurtherDog(box, each.ranked, each.confidence, each.breed_set, each.proposed_mix, each.kind)
        for box, each in zip(boxes[1:], suggestions[1:], strict=True)
    )
    return replace(suggestions[0], box=boxes[0], further_dogs=further)


def no_dog_seen() -> Suggestion:
    """The model sees no dog; it ranks breeds all the same."""
    return Suggestion(SuggestionStatus.NO_DOG, 0.03125, _ranked(0.125, ()))


def _dog(
    confidence: Confidence, names: tuple[str, ...], *, breed_set: tuple[str, ...] = (), proposes_mix: bool = False
) -> Suggestion:
    pair = (breed_id(names[0]), breed_id(names[1])) if proposes_mix else None
    ranked = _ranked(PROBABILITIES[confidence], names)
    return Suggestion(
        SuggestionStatus.OK, 0.984375, ranked, None, confidence, tuple(map(breed_id, breed_set)), pair, dog_share=0.5
    )


def _ranked(first: float, names: tuple[str, ...]) -> tuple[RankedBreed, ...]:
    """Five breeds; each has half of what is left, so that no number needs rounding."""
    wanted = [*names, *(name for name in ALSO_RANKED if name not in names)][:5]
    left = 1 - first
    return tuple(
        RankedBreed(breed_id(name), first if place == 0 else min(first, left) / 2 ** (place + 1))
        for place, name in enumerate(wanted)
    )
