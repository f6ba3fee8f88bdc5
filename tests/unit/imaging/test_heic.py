"""The small picture inside a HEIC photo."""

import struct
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.imaging.decode import decode_photo
from desktop_app.imaging.heic import _Meta, embedded_thumbnail
from desktop_app.imaging.heic_items import boxes as _boxes

pytestmark = pytest.mark.photos
TURN_LEFT = (b"irot", b"\x01")


@dataclass
class Picture:
    """One coded picture, taken out of its file."""

    properties: list[tuple[bytes, bytes]]
    data: bytes


def picture_of(file: Path) -> Picture:
    content = file.read_bytes()
    meta = _Meta(content)
    properties = [(box.kind, content[box.start : box.end]) for box in meta._of_item[meta._primary]]
    places = meta._parts[b"iloc"]
    # Version 0, four bytes for each number: item, data reference, base, count, then offset and length.
    base, _, offset, length = struct.unpack_from(">IHII", content, places.start + 12)
    return Picture(properties, content[base + offset : base + offset + length])


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def full_box(kind: bytes, body: bytes, version: int = 0) -> bytes:
    return box(kind, bytes([version, 0, 0, 0]) + body)


def is_colourful(image: Image.Image) -> bool:
    return image.convert("HSV").getchannel("S").getextrema()[1] > 50  # type: ignore[operator]


def heic_of(photo: Picture, thumbnail: Picture) -> bytes:
    """A file of two pictures, the second of which is the thumbnail of the first."""
    pictures = [photo, thumbnail]
    entries = b"".join(full_box(b"infe", struct.pack(">HH4s", number, 0, b"hvc1") + b"\0", 2) for number in (1, 2))
    properties: list[bytes] = []
    associations = b""
    for number, picture in enumerate(pictures, start=1):
        indices = [len(properties) + n for n in range(1, len(picture.properties) + 1)]
        properties += [box(kind, body) for kind, body in picture.properties]
        associations += struct.pack(">HB", number, len(indices)) + bytes(indices)
    table = full_box(b"ipma", struct.pack(">I", 2) + associations)
    start = 0
    for _ in range(2):  # where the data begins depends on how long the places are, not on what they say
        places, at = b"", start
        for number, picture in enumerate(pictures, start=1):
            places += struct.pack(">HHIHII", number, 0, at, 1, 0, len(picture.data))
            at += len(picture.data)
        meta = full_box(
            b"meta",
            full_box(b"hdlr", b"\0\0\0\0pict" + b"\0" * 13)
            + full_box(b"pitm", struct.pack(">H", 1))
            + full_box(b"iloc", struct.pack(">BBH", 0x44, 0x40, 2) + places)
            + full_box(b"iinf", struct.pack(">H", 2) + entries)
            + full_box(b"iref", box(b"thmb", struct.pack(">HHH", 2, 1, 1)))
            + box(b"iprp", box(b"ipco", b"".join(properties)) + table),
        )
        head = box(b"ftyp", b"heic\0\0\0\0mif1heic") + meta
        start = len(head) + 8
    return head + box(b"mdat", photo.data + thumbnail.data)


@pytest.fixture
def photo(photos_folder: Path) -> Picture:
    """128 by 128 pixels, in colour."""
    return picture_of(photos_folder / "decoder_files/pillow_heif_tests/RGB_8__128x128.heif")


@pytest.fixture
def thumbnail(photos_folder: Path) -> Picture:
    """64 by 64 pixels, grey."""
    return picture_of(photos_folder / "decoder_files/pillow_heif_tests/L_exif_xmp_iptc.heic")


def test_thumbnail_that_is_large_enough_is_decoded_in_place_of_the_photo(photo: Picture, thumbnail: Picture) -> None:
    decoded = decode_photo(heic_of(photo, thumbnail), 60)
    assert decoded.image.size == (64, 64)
    assert (decoded.width, decoded.height) == (128, 128)
    assert not is_colourful(decoded.image)


def test_photo_is_decoded_where_the_thumbnail_is_too_small(photo: Picture, thumbnail: Picture) -> None:
    content = heic_of(photo, thumbnail)
    assert embedded_thumbnail(content, 65) is None
    decoded = decode_photo(content, 65)
    assert decoded.image.size == (128, 128)
    assert is_colourful(decoded.image)


def test_thumbnail_turns_with_its_photo(photo: Picture, thumbnail: Picture) -> None:
    photo.properties[1] = (b"ispe", struct.pack(">III", 0, 128, 126))
    photo.properties.append(TURN_LEFT)
    thumbnail.properties.append(TURN_LEFT)
    found = embedded_thumbnail(heic_of(photo, thumbnail), 60)
    assert found is not None
    assert (found.photo_width, found.photo_height) == (126, 128)


def test_thumbnail_that_is_turned_otherwise_or_of_another_shape_is_left_alone(
    photo: Picture, thumbnail: Picture
) -> None:
    turned = Picture([*thumbnail.properties, TURN_LEFT], thumbnail.data)
    assert embedded_thumbnail(heic_of(photo, turned), 60) is None
    photo.properties[1] = (b"ispe", struct.pack(">III", 0, 128, 96))
    assert embedded_thumbnail(heic_of(photo, thumbnail), 60) is None


def test_broken_thumbnail_does_not_hide_the_photo(photo: Picture, thumbnail: Picture) -> None:
    broken = Picture(thumbnail.properties, bytes(len(thumbnail.data)))
    decoded = decode_photo(heic_of(photo, broken), 60)
    assert (decoded.width, decoded.height) == (128, 128)
    assert is_colourful(decoded.image)


def test_files_without_a_thumbnail_or_of_another_kind_have_none(photos_folder: Path) -> None:
    for file in (photos_folder / "decoder_files" / "pillow_heif_tests").iterdir():
        assert embedded_thumbnail(file.read_bytes(), 1) is None
    for content in (b"", b"\xff\xd8\xff", b"\0\0\0\x08meta", b"\0\0\0\x01meta" + b"\xff" * 20):
        assert embedded_thumbnail(content, 1) is None


def test_every_way_of_cutting_a_file_short_is_survived(photo: Picture, thumbnail: Picture) -> None:
    content = heic_of(photo, thumbnail)
    for length in range(0, 700, 7):
        embedded_thumbnail(content[:length], 60)
    assert [b.kind for b in _boxes(content, 0, len(content))] == [b"ftyp", b"meta", b"mdat"]
