"""Photos whose orientation stands in EXIF, in XMP, or in both."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from desktop_app.imaging.decode import decode_photo
from desktop_app.imaging.orientation import orientation_of_xmp
from tests.unit.imaging.test_decode import (
    CORNERS,
    UNTURN,
    assert_looks_like,
    corners_photo,
    encoded,
    png_chunk,
    with_orientation,
)

_HEAD = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
_TAIL = "</rdf:RDF></x:xmpmeta>"
_TIFF = "http://ns.adobe.com/tiff/1.0/"
FORMS = {
    "attribute": f'<rdf:Description xmlns:tiff="{_TIFF}" tiff:Orientation="%d"/>',
    "attribute in single quotes": f"<rdf:Description xmlns:tiff='{_TIFF}' tiff:Orientation='%d'/>",
    "attribute with spaces": f'<rdf:Description xmlns:tiff = "{_TIFF}"\n  tiff:Orientation = " %d "/>',
    "element": f'<rdf:Description xmlns:tiff="{_TIFF}"><tiff:Orientation>%d</tiff:Orientation></rdf:Description>',
    "element on lines of its own": (
        f'<rdf:Description xmlns:tiff="{_TIFF}"><tiff:Orientation>\n   %d\n </tiff:Orientation></rdf:Description>'
    ),
    "another prefix": f'<rdf:Description xmlns:t-1="{_TIFF}" t-1:Orientation="%d"/>',
}


def packet(orientation: int, form: str = "attribute", encoding: str = "utf-8") -> bytes:
    return f"{_HEAD}{FORMS[form] % orientation}{_TAIL}".encode(encoding)


def stored(orientation: int) -> Image.Image:
    turn = UNTURN[orientation]
    return corners_photo() if turn is None else corners_photo().transpose(turn)


def with_itext(png: bytes, xmp: bytes, *, packed: bool, behind_pixels: bool) -> bytes:
    body = b"XML:com.adobe.xmp\0" + bytes([packed, 0]) + b"\0\0" + (zlib.compress(xmp) if packed else xmp)
    place = len(png) - 12 if behind_pixels else 33
    return png[:place] + png_chunk(b"iTXt", body) + png[place:]


def with_extended_xmp(jpeg: bytes, xmp: bytes) -> bytes:
    """As programs write a packet that is too long: the rest in parts, which may stand in any order."""
    parts = [(0, xmp[:90]), (90, xmp[90:])]
    segments = b""
    for place, part in reversed(parts):
        body = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + struct.pack(">II", len(xmp), place) + part
        segments += b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    return jpeg[:2] + segments + jpeg[2:]


def assert_upright(content: bytes, orientation: int) -> None:
    photo = decode_photo(content, 32)
    assert (photo.width, photo.height, photo.orientation) == (96, 64, orientation)
    assert photo.image.size == (photo.image.width, photo.image.width * 2 // 3)
    assert_looks_like(photo.image, CORNERS, 80)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "MPO"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("orientation", [1, 3, 5, 6, 8])
def test_orientation_in_xmp_alone_is_applied(kind: str, form: str, orientation: int) -> None:
    image, xmp = stored(orientation), packet(orientation, form)
    if kind == "PNG":
        content = with_itext(encoded(image, "PNG"), xmp, packed=False, behind_pixels=False)
    elif kind == "TIFF":
        content = encoded(image, "TIFF", tiffinfo={700: xmp})
    else:
        content = encoded(image, kind, xmp=xmp)
    assert_upright(content, orientation)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("behind_pixels", [False, True])
def test_xmp_of_a_png_counts_wherever_it_stands(packed: bool, behind_pixels: bool) -> None:
    content = with_itext(encoded(stored(6), "PNG"), packet(6), packed=packed, behind_pixels=behind_pixels)
    assert_upright(content, 6)


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "jpeg"])
def test_xmp_of_a_packed_tiff_counts(compression: str | None) -> None:
    assert_upright(encoded(stored(8), "TIFF", tiffinfo={700: packet(8)}, compression=compression), 8)


def test_extended_xmp_counts() -> None:
    assert_upright(with_extended_xmp(encoded(stored(6), "JPEG"), packet(6, "element")), 6)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32-le"])
def test_packets_in_other_encodings_are_read(encoding: str) -> None:
    assert orientation_of_xmp(packet(6, "element", encoding)) == 6


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "TIFF"])
@pytest.mark.parametrize(("exif", "xmp"), [(6, 8), (1, 6), (3, 1)])
def test_exif_wins_where_both_speak(kind: str, exif: int, xmp: int) -> None:
    image = stored(exif)
    options: dict[str, object] = {"tiffinfo": {700: packet(xmp), 274: exif}} if kind == "TIFF" else {"xmp": packet(xmp)}
    if kind != "TIFF":
        options["exif"] = with_orientation(image, exif)
    assert_upright(encoded(image, kind, **options), exif)


def test_exif_without_an_orientation_leaves_it_to_xmp() -> None:
    image = stored(6)
    exif = image.getexif()
    exif[0x010F] = "a camera"
    assert_upright(encoded(image, "JPEG", exif=exif, xmp=packet(6)), 6)


def test_avif_keeps_to_its_own_rule() -> None:
    buffer = BytesIO()
    corners_photo().save(buffer, "AVIF", quality=95, xmp=packet(6))
    photo = decode_photo(buffer.getvalue(), 32)
    assert (photo.width, photo.height, photo.orientation) == (96, 64, 1)


@pytest.mark.parametrize("said", ["0", "9", "12", "x", "", "6x"])
def test_an_orientation_that_there_is_not_is_ignored(said: str) -> None:
    text = packet(6).decode().replace('"6"', f'"{said}"')
    assert orientation_of_xmp(text.encode()) is None
