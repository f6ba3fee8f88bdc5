"""From a photo's bytes to an upright RGB picture. The only decoder of the app and of training."""

import logging
import warnings
from dataclasses import dataclass, replace
from io import BytesIO

import pi_heif
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from desktop_app.faults import Fault
from desktop_app.imaging.apart.kinds import goes_apart
from desktop_app.imaging.apart.padding import without_padding
from desktop_app.imaging.capture_time import capture_time
from desktop_app.imaging.colour import reducible, to_srgb
from desktop_app.imaging.decode_errors import fault_of_decoding
from desktop_app.imaging.essentials import essentials
from desktop_app.imaging.heic import embedded_thumbnail
from desktop_app.imaging.heic_items import check_items
from desktop_app.imaging.jpeg_whole import watch
from desktop_app.imaging.kinds import fault_of_kind
from desktop_app.imaging.limits import MOST_SCANS, decoding_budget, decoding_bytes, too_large
from desktop_app.imaging.orientation import stated_orientation
from desktop_app.imaging.unreadable import UnreadablePhotoError as UnreadablePhotoError
from desktop_app.imaging.wholeness import check_whole

# Only what phones and cameras give: Pillow would also start Ghostscript for a file that looks like PostScript.
# Naming the readers keeps Pillow from loading all forty of its own when it meets a file that none of these knows.
_READERS: dict[str, object] = {
    "JPEG": JpegImagePlugin,
    "PNG": PngImagePlugin,
    "WEBP": WebPImagePlugin,
    "HEIF": pi_heif,
    "AVIF": AvifImagePlugin,
    "TIFF": TiffImagePlugin,
    "GIF": GifImagePlugin,
    "BMP": BmpImagePlugin,
    "DIB": BmpImagePlugin,
    "JPEG2000": Jpeg2KImagePlugin,
}
_FORMATS = tuple(_READERS)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# One thread a photo: the pipeline decodes as many photos at once as there are cores.
pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
# The limits are our own (`limits`), and faults that a volunteer understands.
Image.MAX_IMAGE_PIXELS = None
# Pillow's remarks on odd files are for programmers; what matters to a person is in the exception.
logging.getLogger("PIL").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module=r"(PIL|pi_heif)(\.|$)")


@dataclass(frozen=True, slots=True)
class DecodedPhoto:
    """An upright picture in sRGB.

    Attributes:
        image: mode RGB; may be smaller than the photo, never smaller than was asked for.
        width: of the whole photo in pixels, upright.
        height: of the whole photo in pixels, upright.
        orientation: the EXIF orientation that the file states, 1 to 8.
        taken_at: when the photo was taken, as `capture_time.capture_time` gives it; 0 where nobody knows.
    """

    image: Image.Image
    width: int
    height: int
    orientation: int
    taken_at: int = 0


def decode_photo(content: bytes, smallest_side: int) -> DecodedPhoto:
    """Decode a photo, at a reduced scale where its format allows that.

    The content decides what a file is, not its name. Of several frames the first counts. Transparent parts become
    white. An embedded colour profile other than sRGB is honoured, on the reduced picture. A photo that is cut short is
    refused, even where its upper part could be shown: half a dog must not pass for a whole one unnoticed.

    Args:
        content: the whole file.
        smallest_side: pixels that each side of the returned picture must keep, when the photo has them.

    Formats whose decoders may crash are decoded in a process of their own (`apart`), with limits of time and memory.

    Raises:
        UnreadablePhotoError: the bytes are no photo, or a broken, empty or enormous one, or one at which its decoder
            stopped.
    """
    if not goes_apart(content):
        return decode_here(content, smallest_side)
    # Here, for the decoder imports this module too, and never asks for another.
    from desktop_app.imaging.apart.pool import decoders

    answer = decoders.decode(without_padding(content), smallest_side)
    if isinstance(answer, Fault):
        raise UnreadablePhotoError.of(answer)
    image = Image.frombytes("RGB", answer.size, answer.pixels)
    return DecodedPhoto(image, *answer.photo_size, answer.orientation, answer.taken_at)


def decode_here(content: bytes, smallest_side: int) -> DecodedPhoto:
    """What `decode_photo` does, in this process whatever may become of it: what runs in a decoder.

    Raises:
        UnreadablePhotoError: as `decode_photo`.
    """
    if not content:
        raise UnreadablePhotoError("file.empty")
    if fault := fault_of_kind(content):
        raise UnreadablePhotoError.of(fault)
    try:
        shorter = essentials(content)
        return _small_heic(shorter, smallest_side) or _opened(shorter, smallest_side, content)
    except UnreadablePhotoError:
        raise
    except Exception as error:  # decoders of broken files raise nearly everything
        raise UnreadablePhotoError.of(fault_of_decoding(error, content)) from error


def _opened(content: bytes, smallest_side: int, whole: bytes) -> DecodedPhoto:
    """Decode what is left of a file, `whole`, once what the pixels do not need is taken out."""
    with Image.open(BytesIO(content), formats=_FORMATS) as image:
        decoded = _decoded(image, content, smallest_side)
        return replace(decoded, taken_at=capture_time(image, whole))


def _small_heic(content: bytes, smallest_side: int) -> DecodedPhoto | None:
    """A HEIC photo by way of the thumbnail in it, where there is a good one."""
    if content[4:8] != b"ftyp":
        return None
    thumbnail = embedded_thumbnail(content, smallest_side, check_items(content))
    if thumbnail is None or too_large(thumbnail.photo_width, thumbnail.photo_height, at_reduced_scale=False):
        return None
    try:
        small = _opened(thumbnail.content, smallest_side, content)
    except Exception:  # noqa: BLE001 - the photo itself may be good, and otherwise says what is wrong
        return None
    return replace(small, width=thumbnail.photo_width, height=thumbnail.photo_height)


def _decoded(image: ImageFile.ImageFile, content: bytes, smallest_side: int) -> DecodedPhoto:
    width, height = image.size
    progressive = bool(image.info.get("progressive"))
    scales = image.format in ("JPEG", "MPO")
    refusal = too_large(width, height, at_reduced_scale=scales and not progressive)
    if refusal:
        raise UnreadablePhotoError.of(refusal)
    if progressive and content.count(b"\xff\xda") > MOST_SCANS:
        raise UnreadablePhotoError("photo.too_many_layers")
    image.draft("RGB", (smallest_side, smallest_side))
    if scales:
        watch(image)
    else:
        check_whole(image, content)
    # A TIFF forgets its orientation when it is loaded; a PNG may state its own after the pixels.
    tiff = stated_orientation(image) if image.format == "TIFF" else None
    with decoding_budget.reserved(decoding_bytes(image, width * height)):
        image.load()
        orientation = tiff or stated_orientation(image)
        if not scales:
            width, height = image.size  # libheif may find another size than was declared
        picture = to_srgb(_reduced(reducible(image), smallest_side), image.info.get("icc_profile"))
    # Never the reader itself: it keeps the file's content, and a small photo may come through unchanged.
    turn = orientation.left
    picture = picture.transpose(_TURNS[turn]) if turn in _TURNS else picture.copy() if picture is image else picture
    if turn >= 5:
        width, height = height, width
    return DecodedPhoto(picture, width, height, orientation.stated)


def _reduced(image: Image.Image, smallest_side: int) -> Image.Image:
    """Average whole blocks of pixels, as a JPEG's reduced scale does: the cheap part of making it small."""
    factor = min(image.size) // smallest_side
    return image.reduce(factor) if factor > 1 else image
