"""What each decoder and its check do with files that are cut and files with holes: the table of decision 0015."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from tests.unit.imaging.test_decode import encoded
from tests.unit.imaging.torn_jpegs import drawn_photo

TIMES = 12
PICTURE = drawn_photo(3, 480, 360)
FORMATS: dict[str, tuple[str, dict[str, object]]] = {
    "PNG": ("PNG", {}),
    "WebP": ("WEBP", {"quality": 85}),
    "WebP, lossless": ("WEBP", {"lossless": True}),
    "GIF": ("GIF", {}),
    "BMP": ("BMP", {}),
    "TIFF": ("TIFF", {}),
    "TIFF, LZW": ("TIFF", {"compression": "tiff_lzw"}),
    "TIFF, deflate": ("TIFF", {"compression": "tiff_adobe_deflate"}),
    "TIFF, JPEG": ("TIFF", {"compression": "jpeg"}),
    "AVIF": ("AVIF", {"quality": 75}),
    "JPEG 2000": ("JPEG2000", {"quality_mode": "rates", "quality_layers": [12]}),
    "JPEG 2000, bare": ("JPEG2000", {"no_jp2": True}),
}
# Pixels that are not packed are as good as any others, so nobody can tell; and so are the zeros of lossless WebP.
UNTOLD = {"cut, zeros to the old length": {"BMP", "TIFF", "WebP, lossless"}, "zeros": {"BMP", "TIFF", "WebP, lossless"}}
NOT_ALWAYS = {("zeros", "TIFF, LZW")}


def cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) // 20, len(content) - 64)]


def cut_and_filled(content: bytes, dice: random.Random) -> bytes:
    kept = content[: dice.randrange(len(content) // 2, len(content) * 19 // 20)]
    return kept + bytes(len(content) - len(kept))


def zeros(content: bytes, dice: random.Random) -> bytes:
    length = min(1024, len(content) // 8)
    place = dice.randrange(len(content) // 10, len(content) - length - 64)
    return content[:place] + bytes(length) + content[place + length :]


def taken_out(content: bytes, dice: random.Random) -> bytes:
    length = min(512, len(content) // 8)
    place = dice.randrange(len(content) // 10, len(content) - length - 64)
    return content[:place] + content[place + length :]


DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut": cut,
    "cut, zeros to the old length": cut_and_filled,
    "zeros": zeros,
    "taken out": taken_out,
}


def is_read(content: bytes) -> bool:
    try:
        decode_photo(content, 120)
    except UnreadablePhotoError:
        return False
    return True


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_wherever_a_format_shows_it(name: str, damage: str) -> None:
    kind, options = FORMATS[name]
    content = encoded(PICTURE.quantize() if kind == "GIF" else PICTURE, kind, **options)
    assert is_read(content)
    if name in UNTOLD.get(damage, ()):
        return
    dice = random.Random(f"{name} {damage}")
    found = sum(not is_read(DAMAGES[damage](content, dice)) for _ in range(TIMES))
    assert found >= (TIMES * 2 // 3 if (damage, name) in NOT_ALWAYS else TIMES)


@pytest.mark.parametrize("name", FORMATS)
def test_what_comes_after_the_photo_does_not_matter(name: str) -> None:
    kind, options = FORMATS[name]
    content = encoded(PICTURE, kind, **options)
    for more in (bytes(5000), b"\xff" * 300, b"written by a camera " * 90):
        assert is_read(content + more)


@pytest.mark.photos
@pytest.mark.parametrize("damage", DAMAGES)
def test_heic_photos_with_damage_are_found(photos_folder: Path, damage: str) -> None:
    dice = random.Random(damage)
    for file in ("RGB_8__128x128.heif", "RGB_8_chroma444.heif", "L_8__128x128.heif"):
        content = (photos_folder / "decoder_files/pillow_heif_tests" / file).read_bytes()
        assert is_read(content)
        assert is_read(content + bytes(5000))
        assert not any(is_read(DAMAGES[damage](content, dice)) for _ in range(TIMES))


def flat_pictures() -> list[Image.Image]:
    """Pictures whose data are rows of zeros by right."""
    drawing = Image.new("RGB", (2400, 1600), "white")
    ImageDraw.Draw(drawing).ellipse((500, 500, 900, 900), fill="red")
    framed = Image.new("RGB", (2000, 1500), "black")
    framed.paste(PICTURE, (700, 500))
    return [*(Image.new("RGB", (2000, 1500), colour) for colour in ("white", "black", "grey")), drawing, framed]


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "JPEG2000", "PNG", "TIFF"])
@pytest.mark.parametrize("quality", [20, 80])
def test_flat_pictures_are_whole(kind: str, quality: int) -> None:
    options: dict[str, object] = {"quality": quality} if kind in ("WEBP", "AVIF", "TIFF") else {}
    if kind == "AVIF":
        options["speed"] = 9
    if kind == "TIFF":
        options["compression"] = "jpeg"
    for picture in flat_pictures():
        assert is_read(encoded(picture, kind, **options))
