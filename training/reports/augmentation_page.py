"""A page with photos as augmentation changes them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.recipes.schema import Recipe
from training.reports.page import Card, Section, Strip, write_page
from training.reports.thumbnails import jpeg_bytes

PAGE = "augmentation.html"
_QUALITY = 88
_WORDS = (
    "Every photo as the network gets it, and copies of it as it gets them in training: in the same size and shape, "
    "changed by the same layer. From a dog that a person could not name any more, a network learns nothing good."
)

Pixels = NDArray[np.uint8]


def photo_strip(name: str, breed: str, plain: Pixels, copies: Pixels, labels: Sequence[str]) -> Strip:
    """A photo and its copies side by side.

    Args:
        name: of the photo.
        breed: its label.
        plain: uint8 `[S, S, 3]`.
        copies: uint8 `[N, S, S, 3]`.
        labels: of each copy; said where it is not the photo's own.
    """
    cards = [Card(_picture(plain), f"{name}, unchanged", ["unchanged"])]
    for number, (pixels, label) in enumerate(zip(copies, labels, strict=True), start=1):
        cards.append(Card(_picture(pixels), f"{name}, changed, {number}", [label] if label != breed else []))
    return Strip(f"{breed}: {name}", cards, small=True)


def change_strip(setting: str, copies: Pixels) -> Strip:
    """One change by itself: its setting, and copies uint8 `[N, S, S, 3]`."""
    cards = [Card(_picture(pixels), f"{setting}, {number}") for number, pixels in enumerate(copies, start=1)]
    return Strip(setting, cards, small=True)


def write_augmentation(folder: Path, recipe: Recipe, photos: Sequence[Strip], single: Sequence[Strip]) -> None:
    """Write `augmentation.html`.

    Args:
        folder: where to; made when missing.
        recipe: what is shown.
        photos: strips of `photo_strip`.
        single: strips of `change_strip`.

    Raises:
        OSError: the folder cannot be written.
    """
    settings = {name: value for name, value in recipe.augmentation.model_dump().items() if value}
    facts = {name: value if value is True else f"{value:g}" for name, value in settings.items()} or {"changes": "none"}
    sections = [
        Section(
            "All changes together",
            [
                _WORDS,
                when_it_counts(recipe),
            ],
            facts,
            strips=photos,
        )
    ]
    if single:
        sections.append(Section("Each change by itself", ["On the first photo."], strips=single))
    write_page(folder / PAGE, f"Augmentation of {recipe.name}", sections)


def when_it_counts(recipe: Recipe) -> str:
    """When a training by this recipe changes photos, in a sentence."""
    if not any(recipe.augmentation.model_dump().values()):
        return "This recipe changes nothing: every epoch shows the photos as they are."
    if not recipe.uses_cached_features:
        return "This recipe changes every photo anew in each epoch."
    copies = recipe.fit.augmented_copies
    if not copies:
        return (
            "This recipe does not use it: features of a frozen network are computed once, and fit.augmented_copies is "
            "0. Set it to 4, say, to train on changed copies too."
        )
    return (
        f"This recipe computes features once, of every photo as it is and of {copies} changed "
        f"{'copies' if copies > 1 else 'copy'} of it (fit.augmented_copies)."
    )


def _picture(pixels: Pixels) -> bytes:
    return jpeg_bytes(Image.fromarray(pixels), _QUALITY)
