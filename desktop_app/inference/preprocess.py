"""From an upright picture to the tensor that a model pack takes. Training imports this very function."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop_app.imaging.decode import decode_photo
from desktop_app.inference.manifest import InputSpec, View

# What letterboxing puts around a photo: the middle of the range, nearly the mean that networks subtract.
PADDING_GREY = (127, 127, 127)


def photo_tensors(image: Image.Image, spec: InputSpec) -> NDArray[np.uint8]:
    """All views of a picture, as the graph takes them.

    Args:
        image: upright, mode RGB.
        spec: size, resize policy and views.

    Returns:
        uint8 `[V, height, width, 3]`, RGB; one entry a view of `spec.all_views`, in their order: that of a second look,
        where the pack takes one, is the last.
    """
    return np.stack([_resized(_view(image, view), spec) for view in spec.all_views])


def tensors_of_file(content: bytes, spec: InputSpec) -> NDArray[np.uint8]:
    """Decode a photo's bytes and prepare them: what training uses.

    Raises:
        UnreadablePhotoError: as `decode_photo`.
    """
    return photo_tensors(decode_photo(content, max(spec.width, spec.height)).image, spec)


class Box(NamedTuple):
    """A part of a photo; its width and height are 1, so beyond 0 and 1 there is only padding."""

    left: float
    top: float
    right: float
    bottom: float


def seen_parts(width: int, height: int, spec: InputSpec) -> list[Box]:
    """The part of an upright photo of `width` times `height` pixels that each of `spec.all_views` shows."""
    parts = []
    for view in spec.all_views:
        left, top, right, bottom = _view_box(width, height, view)
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


def _view(image: Image.Image, view: View) -> Image.Image:
    return image if view == "whole" else image.crop(_view_box(*image.size, view))


def _view_box(width: int, height: int, view: View) -> tuple[int, int, int, int]:
    """Left, top, right and bottom in pixels."""
    if view == "whole":
        return 0, 0, width, height
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 2
    return left, top, left + side, top + side


def _resized(image: Image.Image, spec: InputSpec) -> NDArray[np.uint8]:
    size = (spec.width, spec.height)
    if spec.resize == "squash":
        resized = image.resize(size, Image.Resampling.BICUBIC)
    elif spec.resize == "centre_crop":
        scale = max(spec.width / image.width, spec.height / image.height)
        crop_width, crop_height = spec.width / scale, spec.height / scale
        left, top = (image.width - crop_width) / 2, (image.height - crop_height) / 2
        box = (left, top, left + crop_width, top + crop_height)
        resized = image.resize(size, Image.Resampling.BICUBIC, box=box)
    else:
        scale = min(spec.width / image.width, spec.height / image.height)
        inner = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        resized = Image.new("RGB", size, PADDING_GREY)
        offset = ((spec.width - inner[0]) // 2, (spec.height - inner[1]) // 2)
        resized.paste(image.resize(inner, Image.Resampling.BICUBIC), offset)
    return np.asarray(resized, dtype=np.uint8)
