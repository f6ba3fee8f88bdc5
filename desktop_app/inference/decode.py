"""From a photo's bytes to an upright RGB picture. The only decoder of the app and of training."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps


class UnreadablePhotoError(Exception):
    """A file that is no photo we can show; the message says why in plain words."""


@dataclass(frozen=True, slots=True)
class DecodedPhoto:
    """An upright picture in RGB.

    Attributes:
        image: mode RGB; may be smaller than the photo, never smaller than was asked for.
        width: of the whole photo in pixels, upright.
        height: of the whole photo in pixels, upright.
        orientation: the EXIF orientation that the file states, 1 to 8.
    """

    image: Image.Image
    width: int
    height: int
    orientation: int


def decode_photo(content: bytes, smallest_side: int) -> DecodedPhoto:
    """Decode a photo, at a reduced scale where its format allows that.

    Args:
        content: the whole file.
        smallest_side: pixels that each side of the returned picture must keep, when the photo has them.

    Raises:
        UnreadablePhotoError: the bytes are no photo, or a broken, empty or enormous one.
    """
    try:
        with Image.open(BytesIO(content)) as image:
            width, height = image.size
            orientation = image.getexif().get(0x0112, 1)
            image.draft("RGB", (smallest_side, smallest_side))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadablePhotoError(str(error)) from error
    if orientation >= 5:
        width, height = height, width
    return DecodedPhoto(upright, width, height, orientation)
