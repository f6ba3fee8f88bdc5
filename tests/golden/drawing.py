"""Photos that are drawn: small, each another one, the same each time, and marked so that every wrong turn shows."""

import colorsys
import io
import struct
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw

from tests.golden.describing import Drawn

_CORNERS = ((250, 250, 250), (20, 20, 20), (230, 200, 30))
"""Of the upper left, the upper right and the lower left corner of an upright photo; the fourth has none."""

# What turns an upright picture into what is stored beside each EXIF orientation.
_STORED = {
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
_ORIENTATION, _MAKE, _ARTIST = 0x0112, 0x010F, 0x013B
_EXIF, _PLACE = 0x8769, 0x8825
_TAKEN = 0x9003
# Where the header of a profile says when it was made.
_MADE = slice(24, 36)
PLACE_WORDS = ("Golden Phone", "A. Volunteer")


def upright(number: int, size: tuple[int, int]) -> Image.Image:
    """What the photo of this number shows: a colour of its own, three marked corners, its number as eight squares."""
    red, green, blue = colorsys.hsv_to_rgb(number * 0.381966 % 1, 0.75, 0.8)
    picture = Image.new("RGB", size, (int(red * 255), int(green * 255), int(blue * 255)))
    draw = ImageDraw.Draw(picture)
    width, height = size
    side = max(4, min(size) // 6)
    corners = ((0, 0), (width - side, 0), (0, height - side))
    for (left, top), colour in zip(corners, _CORNERS, strict=True):
        draw.rectangle((left, top, left + side - 1, top + side - 1), fill=colour)
    for bit in range(8):
        left, middle = width // 10 * (bit + 1), height // 2
        colour = (255, 255, 255) if number >> (7 - bit) & 1 else (0, 0, 0)
        draw.rectangle((left, middle - side // 2, left + width // 14, middle + side // 2), fill=colour)
    return picture


def draw(file: Path, number: int, drawn: Drawn) -> None:
    """Write a photo, unless its file is to be gone."""
    if drawn.gone:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    picture = upright(number, drawn.size)
    if drawn.profile:
        picture = Image.merge("RGB", picture.split()[::-1])
    if drawn.orientation in _STORED:
        picture = picture.transpose(_STORED[drawn.orientation])
    picture = picture.convert(drawn.mode)
    content = io.BytesIO()
    more = {"icc_profile": swapped_profile()} if drawn.profile else {}
    picture.save(content, drawn.kind, exif=_exif(drawn), quality=92, **more)
    whole = content.getvalue()
    file.write_bytes(whole[: len(whole) // 2] if drawn.torn else whole)


def _exif(drawn: Drawn) -> Image.Exif:
    exif = Image.Exif()
    if drawn.orientation != 1:
        exif[_ORIENTATION] = drawn.orientation
    if drawn.place:
        exif[_MAKE], exif[_ARTIST] = PLACE_WORDS
        exif.get_ifd(_EXIF)[_TAKEN] = "2026:11:20 14:05:09"
        exif.get_ifd(_PLACE).update({1: "N", 2: (48.0, 51.0, 29.5), 3: "E", 4: (2.0, 17.0, 40.25)})
    return exif


def swapped_profile() -> bytes:
    """An RGB profile that is sRGB but for its name and for red and blue being each other."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_MADE] = bytes(_MADE.stop - _MADE.start)
    count = struct.unpack(">I", profile[128:132])[0]
    tags = {bytes(profile[132 + 12 * i : 136 + 12 * i]): 132 + 12 * i for i in range(count)}
    profile[tags[b"rXYZ"] : tags[b"rXYZ"] + 4], profile[tags[b"bXYZ"] : tags[b"bXYZ"] + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile).replace("sRGB".encode("utf-16-be"), "pRGB".encode("utf-16-be")).replace(b"sRGB", b"pRGB")
