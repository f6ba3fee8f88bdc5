"""From an upright picture to the tensor that a model pack takes. Training imports this very function."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop_app.inference.decode import decode_photo
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


def _view(image: Image.Image, view: View) -> Image.Image:
    if view == "whole":
        return image
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return image.crop((left, top, left + side, top + side))


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
