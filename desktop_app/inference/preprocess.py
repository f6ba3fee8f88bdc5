"""From an upright picture to the tensor that a model pack takes. Training imports this very function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop_app.catalog.values.suggestions import Box as Box
from desktop_app.imaging.decode import DecodedPhoto, UnreadablePhotoError, decode_photo
from desktop_app.inference.manifest import Finder, InputSpec, View

# What letterboxing puts around a photo: the middle of the range, nearly the mean that networks subtract.
PADDING_GREY = (127, 127, 127)
# A photo is decoded once more only for a picture that is larger by this: what is gained below that, nobody sees.
_WORTH_IT = 1.2
# And for one whose shorter side is at most so many times that of the input: of a tiny dog, there is more than enough.
_MOST_TIMES = 4


def photo_tensors(image: Image.Image, spec: InputSpec, part: Box | None = None) -> NDArray[np.uint8]:
    """All views of a picture, as the graph takes them.

    Args:
        image: upright, mode RGB.
        spec: size, resize policy and views.
        part: what the view "dog" shows, as `dog_part` gives it; None where no dog was found.

    Returns:
        uint8 `[V, height, width, 3]`, RGB; one entry a view of `spec.all_views`, in their order: that of a second look,
        where the pack takes one, is the last.
    """
    return np.stack([_tensor(image, spec, view, part) for view in spec.all_views])


def part_tensor(image: Image.Image, spec: InputSpec, part: Box) -> NDArray[np.uint8]:
    """A part of a picture as the graph takes it, uint8 `[height, width, 3]`: what the view "dog" shows of it."""
    return _tensor(image, spec, "dog", part)


def tensors_of_file(content: bytes, spec: InputSpec, part: Box | None = None) -> NDArray[np.uint8]:
    """Decode a photo's bytes and prepare them: what training uses. `part` is as in `photo_tensors`.

    Raises:
        UnreadablePhotoError: as `decode_photo`.
    """
    return Picture.of_file(content, spec).tensors(spec, part)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """An upright photo that is to be looked at: a small picture of it, and the way to a larger one.

    Attributes:
        image: mode RGB, at a reduced scale.
        photo_side: pixels of the shorter side of the photo itself.
        content: gives the bytes of the photo's file once more; None where the picture is all there is. It may raise
            `UnreadablePhotoError`, where the file has gone meanwhile.
    """

    image: Image.Image
    photo_side: int = 0
    content: Callable[[], bytes] | None = None

    @classmethod
    def of(cls, decoded: DecodedPhoto, content: Callable[[], bytes] | None = None) -> "Picture":
        """That of a decoded photo."""
        return cls(decoded.image, min(decoded.width, decoded.height), content)

    @classmethod
    def of_file(cls, content: bytes, spec: InputSpec) -> "Picture":
        """That of a photo's bytes.

        Raises:
            UnreadablePhotoError: as `decode_photo`.
        """
        return cls.of(decode_photo(content, max(spec.width, spec.height)), lambda: content)

    def tensors(self, spec: InputSpec, part: Box | None = None) -> NDArray[np.uint8]:
        """All views, as `photo_tensors` makes them; the view "dog" with as many pixels as the photo has for it."""
        if part is None or "dog" not in spec.all_views:
            return photo_tensors(self.image, spec)
        return photo_tensors(self.sharp(spec, [part]), spec, part)

    def turned(self, quarters: int) -> "Picture":
        """The picture turned counter-clockwise by so many quarters of a circle; there is no larger one of it."""
        return Picture(self.image.rotate(90 * quarters, expand=True), self.photo_side)

    def sharp(self, spec: InputSpec, parts: Sequence[Box]) -> Image.Image:
        """A picture in which these parts have as many pixels as the graph takes, as far as the photo has them.

        Only where one of them is small in the photo is it decoded once more.
        """
        short = min(self.image.size)
        wanted = ceil(short * max((self._lacking(spec, part) for part in parts), default=0.0))
        wanted = min(wanted, self.photo_side, _MOST_TIMES * max(spec.width, spec.height))
        if self.content is None or wanted < _WORTH_IT * short:
            return self.image
        try:
            return decode_photo(self.content(), wanted).image
        except (UnreadablePhotoError, MemoryError):
            # It has gone meanwhile, or is too much now: what there is has to do.
            return self.image

    def _lacking(self, spec: InputSpec, part: Box) -> float:
        """How many times as wide and high the picture should be for this part to have the graph's number of pixels."""
        left, top, right, bottom = _dog_pixels(*self.image.size, part)
        return sqrt(spec.width * spec.height / ((right - left) * (bottom - top)))


def dog_part(box: Box, width: int, height: int, finder: Finder) -> Box:
    """What is looked at of a dog: its box with the finder's margin, widened to a square where the finder says so.

    Args:
        box: of the dog.
        width: of the upright photo, in any unit.
        height: the same.
        finder: of the pack.

    Returns:
        shares of the photo, never beyond its edges. A square is moved back into the photo where it would reach beyond
        an edge, and is as wide or as high as the photo where it would be larger than that.
    """
    across, down = (box.right - box.left) * width, (box.bottom - box.top) * height
    if finder.crop == "square":
        side = max(across, down) * (1 + 2 * finder.margin)
        left, right = _within((box.left + box.right) / 2 * width, side, width)
        top, bottom = _within((box.top + box.bottom) / 2 * height, side, height)
        return Box(left / width, top / height, right / width, bottom / height)
    beside, above = finder.margin * across / width, finder.margin * down / height
    return Box(
        max(0.0, box.left - beside),
        max(0.0, box.top - above),
        min(1.0, box.right + beside),
        min(1.0, box.bottom + above),
    )


def _within(middle: float, side: float, length: float) -> tuple[float, float]:
    """Where a stretch of `side` around `middle` begins and ends when it is moved into one from 0 to `length`."""
    side = min(side, length)
    start = min(max(0.0, middle - side / 2), length - side)
    return start, start + side


def pixels_of(part: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a part in whole pixels."""
    left, top, right, bottom = _dog_pixels(width, height, part)
    return round(left), round(top), max(round(right), round(left) + 1), max(round(bottom), round(top) + 1)


def seen_parts(width: int, height: int, spec: InputSpec, part: Box | None = None) -> list[Box]:
    """What each of `spec.all_views` shows of an upright photo of `width` times `height` pixels.

    Their widths and heights are 1, so beyond 0 and 1 there is only padding. `part` is as in `photo_tensors`.
    """
    parts = []
    for view in spec.all_views:
        left, top, right, bottom = _seen(width, height, view, part)
        inner_width, inner_height = float(right - left), float(bottom - top)
        ratios = spec.width / inner_width, spec.height / inner_height
        if spec.resize != "squash":
            scale = max(ratios) if spec.resize == "centre_crop" else min(ratios)
            inner_width, inner_height = spec.width / scale, spec.height / scale
        x, y = (left + right) / 2, (top + bottom) / 2
        parts.append(
            Box(
                (x - inner_width / 2) / width,
                (y - inner_height / 2) / height,
                (x + inner_width / 2) / width,
                (y + inner_height / 2) / height,
            )
        )
    return parts


def _tensor(image: Image.Image, spec: InputSpec, view: View, part: Box | None) -> NDArray[np.uint8]:
    if view == "whole":
        return _resized(image, spec)
    if view == "dog" and part is not None:
        return _resized(image, spec, _dog_pixels(*image.size, part))
    return _resized(image.crop(_square(*image.size)), spec)


def _seen(width: int, height: int, view: View, part: Box | None) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in pixels of what a view shows."""
    if view == "whole":
        return 0, 0, width, height
    if view == "dog" and part is not None:
        return _dog_pixels(width, height, part)
    return _square(width, height)


def _square(width: int, height: int) -> tuple[int, int, int, int]:
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 2
    return left, top, left + side, top + side


def _dog_pixels(width: int, height: int, part: Box) -> tuple[float, float, float, float]:
    """In pixels, and parts of pixels: so the same is seen of a picture at whatever scale it was decoded."""
    left, top = min(part.left * width, width - 1), min(part.top * height, height - 1)
    return left, top, max(part.right * width, left + 1), max(part.bottom * height, top + 1)


def _resized(
    image: Image.Image, spec: InputSpec, box: tuple[float, float, float, float] | None = None
) -> NDArray[np.uint8]:
    """A picture, or the part of it in a box (left, top, right, bottom, in pixels), as the graph takes it."""
    size = (spec.width, spec.height)
    left, top, right, bottom = box or (0, 0, image.width, image.height)
    width, height = right - left, bottom - top
    if spec.resize == "squash":
        resized = image.resize(size, Image.Resampling.BICUBIC, box=box)
    elif spec.resize == "centre_crop":
        scale = max(spec.width / width, spec.height / height)
        crop_width, crop_height = spec.width / scale, spec.height / scale
        left, top = left + (width - crop_width) / 2, top + (height - crop_height) / 2
        inside = (left, top, left + crop_width, top + crop_height)
        resized = image.resize(size, Image.Resampling.BICUBIC, box=inside)
    else:
        scale = min(spec.width / width, spec.height / height)
        inner = (max(1, round(width * scale)), max(1, round(height * scale)))
        resized = Image.new("RGB", size, PADDING_GREY)
        offset = ((spec.width - inner[0]) // 2, (spec.height - inner[1]) // 2)
        resized.paste(image.resize(inner, Image.Resampling.BICUBIC, box=box), offset)
    return np.asarray(resized, dtype=np.uint8)
