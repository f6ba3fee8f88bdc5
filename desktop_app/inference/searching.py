"""Searching photos for dogs: the whole photo first, then parts of it from nearer by, where nothing is certain."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop_app.inference.decisions import Floats, Outputs
from desktop_app.inference.finding import FoundDogs, dogs_in
from desktop_app.inference.manifest import Finder
from desktop_app.inference.manifest_looking import CloserLook, CloserSearch
from desktop_app.inference.preprocess import Picture

Run = Callable[[NDArray[np.uint8], list[str]], Outputs]
"""A network: pictures uint8 `[N, H, W, 3]` and names of outputs to these outputs, each `[N, …]`."""

Spot = tuple[float, float, float]
"""Top and left of a tile, and how much of the photo's width and of its height it takes, as shares of the photo."""

_WHOLE: Spot = (0.0, 0.0, 1.0)
# Tiles that are looked at together: the finder of a stranger's pack may take large ones.
_AT_ONCE = 9


def find_dogs(run: Run, pictures: Sequence[Picture], finder: Finder) -> list[FoundDogs]:
    """The dogs of N photos, N at least one.

    Args:
        run: the finder's network.
        pictures: of the photos.
        finder: its rule.
    """
    looked = run(np.stack([_cut(picture.image, _WHOLE, finder) for picture in pictures]), ["boxes", "scores"])
    found = dogs_in(looked["boxes"], looked["scores"], finder)
    if finder.closer is None:
        return found
    for place, picture in enumerate(pictures):
        boxes, scores = looked["boxes"][place], looked["scores"][place]
        if _is_taken(finder.closer.looks[0], scores):
            boxes, scores = _from_near_by(run, picture, boxes, scores, finder, finder.closer)
            found[place] = dogs_in(boxes[None], scores[None], finder)[0]
    return found


def tiles(look: CloserLook) -> Iterator[Spot]:
    """Where the tiles of a photo are, row by row, evenly from edge to edge."""
    starts = [(1 - look.share) * step / (look.across - 1) for step in range(look.across)]
    yield from ((top, left, look.share) for top in starts for left in starts)


def _from_near_by(
    run: Run, picture: Picture, boxes: Floats, scores: Floats, finder: Finder, closer: CloserSearch
) -> tuple[Floats, Floats]:
    """The boxes `[B, 4]` and scores `[B, K]` of a whole photo, and those of its tiles, look after look.

    A photo at a time: few need it, and its tiles are a batch already.
    """
    for look in closer.looks:
        if not _is_taken(look, scores):
            break
        spots = list(tiles(look))
        for start in range(0, len(spots), _AT_ONCE):
            some = spots[start : start + _AT_ONCE]
            looked = run(np.stack([_cut(picture.image, spot, finder) for spot in some]), ["boxes", "scores"])
            for spot, near, judged in zip(some, looked["boxes"], looked["scores"], strict=True):
                whole = _whole_in(near, spot, closer.edge)
                boxes = np.concatenate([boxes, _in_photo(near[whole], spot)])
                scores = np.concatenate([scores, judged[whole]])
    return boxes, scores


def _is_taken(look: CloserLook, scores: Floats) -> bool:
    return bool(look.above <= scores[:, 0].max(initial=0.0) < look.below)


def _cut(image: Image.Image, spot: Spot, finder: Finder) -> NDArray[np.uint8]:
    """A part of a picture, squashed to what the finder takes."""
    (top, left, share), (width, height) = spot, image.size
    right, bottom = min(1.0, left + share), min(1.0, top + share)
    box = (left * width, top * height, right * width, bottom * height)
    return np.asarray(image.resize((finder.width, finder.height), Image.Resampling.BICUBIC, box=box))


def _whole_in(boxes: Floats, spot: Spot, edge: float) -> NDArray[np.bool_]:
    """Which boxes, as shares of a tile, do not reach an edge of it that is not the photo's: half a dog is not one."""
    top, left, share = spot
    whole = np.ones(len(boxes), np.bool_)
    for start, low, high in ((top, boxes[:, 0], boxes[:, 2]), (left, boxes[:, 1], boxes[:, 3])):
        if start > 0:
            whole &= low > edge
        if start + share < 1 - 1e-6:
            whole &= high < 1 - edge
    return whole


def _in_photo(boxes: Floats, spot: Spot) -> Floats:
    top, left, share = spot
    return np.asarray(boxes * share + np.array([top, left, top, left]))
