"""Photos with a lot to tell, and pictures that were made of them."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from desktop_app.catalog.rows import PhotoRow
from desktop_app.exports.shelters.pictures import (
    PictureExif,
    PictureStyle,
)

RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 200, 20), (20, 20, 220), (250, 250, 250)
CORNERS = (RED, GREEN, BLUE, WHITE)
AS_IT_IS = PictureStyle()
WITH_CAMERA = PictureStyle(exif=PictureExif.WITHOUT_PLACE)
PLACE_IN_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><City>Saint-Denis</City></x:xmpmeta>'


def corners_photo(width: int = 96, height: int = 64) -> Image.Image:
    """Red, green / blue, white: each corner another colour, so that every wrong turn shows."""
    image = Image.new("RGB", (width, height))
    halves = [(0, 0), (width // 2, 0), (0, height // 2), (width // 2, height // 2)]
    for colour, place in zip(CORNERS, halves, strict=True):
        image.paste(colour, (*place, place[0] + width // 2, place[1] + height // 2))
    return image


def telling_exif(orientation: int = 1) -> Image.Exif:
    """EXIF of a phone: camera, moment, place in three tags, notes of the maker, names and numbers of people."""
    exif = Image.Exif()
    exif.update({271: "Paw", 272: "Phone 7", 274: orientation, 305: "PhoneOS", 306: "2026:03:04 05:06:07"})
    exif.update({270: "Rue de la Paix 3", 315: "Zoé Martin", 33432: "© Refuge"})
    moment = {33434: IFDRational(1, 120), 36867: "2026:03:04 05:06:07", 36881: "+01:00", 34855: 200, 37386: 4.25}
    people = {42032: "Zoé", 42033: "SERIAL-42", 37510: b"ASCII\0\0\0Rue de la Paix", 37500: b"MAKERNOTE 48.85 2.35"}
    exif.get_ifd(ExifTags.IFD.Exif).update(moment | people)
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 21.0, 7.0)})
    return exif


def a_row(folder: Path, image: Image.Image, name: str = "dog.jpg", **options: object) -> PhotoRow:
    kind = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".tif": "TIFF", ".avif": "AVIF"}
    if "quality" not in options and name.endswith((".jpg", ".webp", ".avif")):
        options["quality"] = 95
    image.save(folder / name, kind[Path(name).suffix], **options)
    return row_of(folder / name)


def row_of(path: Path) -> PhotoRow:
    return PhotoRow(1, path, 0, None, None, None)


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    assert image.format == "JPEG"
    return image


def corner_colours(image: Image.Image) -> list[tuple[int, ...]]:
    width, height = image.size
    places = [(2, 2), (width - 3, 2), (2, height - 3), (width - 3, height - 3)]
    return [tuple(np.asarray(image)[y, x].tolist()) for x, y in places]


def assert_looks_like(image: Image.Image, expected: tuple[tuple[int, ...], ...], tolerance: int = 40) -> None:
    for found, wanted in zip(corner_colours(image), expected, strict=True):
        assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) <= tolerance, corner_colours(image)


def says_nothing_of_a_place(content: bytes) -> bool:
    words = (b"GPS", b"Paix", b"Saint-Denis", b"MAKERNOTE", b"SERIAL", b"Photoshop 3.0", b"http://ns.adobe.com")
    exif = opened(content).getexif()
    return not any(word in content for word in words) and not exif.get_ifd(ExifTags.IFD.GPSInfo)
