"""Decoding what phones and cameras give, and what is broken."""

import logging
import struct
import warnings
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from desktop_app.commands.photo_fault_sentences import PHOTO_SENTENCES
from desktop_app.faults import Fault
from desktop_app.imaging import decode
from desktop_app.imaging.decode import DecodedPhoto, UnreadablePhotoError, decode_photo
from tests.golden.drawing import swapped_profile

RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 200, 20), (20, 20, 220), (250, 250, 250)
CORNERS = (RED, GREEN, BLUE, WHITE)


def corners_photo(width: int = 96, height: int = 64) -> Image.Image:
    """Red, green / blue, white: each corner another colour, so that every wrong turn shows."""
    image = Image.new("RGB", (width, height))
    halves = [(0, 0), (width // 2, 0), (0, height // 2), (width // 2, height // 2)]
    for colour, place in zip(CORNERS, halves, strict=True):
        image.paste(colour, (*place, place[0] + width // 2, place[1] + height // 2))
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def corner_colours(image: Image.Image) -> list[tuple[int, ...]]:
    width, height = image.size
    places = [(1, 1), (width - 2, 1), (1, height - 2), (width - 2, height - 2)]
    return [tuple(np.asarray(image)[y, x].tolist()) for x, y in places]


def assert_looks_like(image: Image.Image, expected: tuple[tuple[int, int, int], ...], tolerance: int = 60) -> None:
    for found, wanted in zip(corner_colours(image), expected, strict=True):
        assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) <= tolerance, corner_colours(image)


def with_orientation(image: Image.Image, orientation: int) -> Image.Exif:
    exif = image.getexif()
    exif[0x0112] = orientation
    return exif


UNTURN = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"quality": 95}),
        ("JPEG", {"quality": 95, "progressive": True}),
        ("PNG", {}),
        ("WEBP", {"quality": 95}),
        ("AVIF", {"quality": 95}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("BMP", {}),
        ("GIF", {}),
        ("JPEG2000", {}),
        ("MPO", {"quality": 95}),
    ],
)
def test_every_format_is_decoded_by_its_content(kind: str, options: dict[str, object]) -> None:
    photo = decode_photo(encoded(corners_photo(), kind, **options), 32)
    assert photo.image.mode == "RGB"
    assert (photo.width, photo.height, photo.orientation) == (96, 64, 1)
    assert_looks_like(photo.image, CORNERS)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "MPO"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_photo_is_turned_upright_once_in_every_format(kind: str, orientation: int) -> None:
    turn = UNTURN[orientation]
    stored = corners_photo() if turn is None else corners_photo().transpose(turn)
    photo = decode_photo(encoded(stored, kind, exif=with_orientation(stored, orientation)), 32)
    assert (photo.width, photo.height, photo.orientation) == (96, 64, orientation)
    assert photo.image.width > photo.image.height
    assert_looks_like(photo.image, CORNERS, 80)


def test_heic_turns_itself_and_is_not_turned_twice(photos_folder: Path) -> None:
    content = (photos_folder / "decoder_files/pillow_heif_tests/RGB_8__29x100.heif").read_bytes()
    photo = decode_photo(content, 16)
    assert (photo.width, photo.height) == (29, 100)


@pytest.mark.photos
@pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
def test_orientation_examples_all_show_the_same_upright_picture(photos_folder: Path, shape: str) -> None:
    folder = photos_folder / "decoder_files" / "exif_orientation_examples"
    pictures = {}
    for number in range(9):
        photo = decode_photo((folder / f"{shape}_{number}.jpg").read_bytes(), 200)
        assert (photo.width > photo.height) == (shape == "Landscape")
        assert photo.orientation == max(number, 1)
        pictures[number] = np.asarray(photo.image.resize((60, 60)).convert("L"), dtype=np.float64)
    for number, picture in pictures.items():
        likeness = np.corrcoef(pictures[1].ravel(), picture.ravel())[0, 1]
        assert likeness > 0.95, f"{shape}_{number}: {likeness}"


@pytest.mark.photos
def test_every_decoder_file_is_a_picture_or_a_fault_of_a_photo(photos_folder: Path) -> None:
    readable, codes = 0, set()
    for file in sorted((photos_folder / "decoder_files").rglob("*.*")):
        try:
            photo = decode_photo(file.read_bytes(), 64)
        except UnreadablePhotoError as error:
            codes.add(error.fault.code)
        else:
            readable += 1
            assert photo.image.mode == "RGB"
            assert min(photo.image.size) >= min(64, photo.width, photo.height), file
    assert readable >= 150
    assert codes
    assert codes <= set(PHOTO_SENTENCES)


def test_large_jpeg_is_decoded_small_but_never_smaller_than_asked() -> None:
    photo = decode_photo(encoded(Image.new("RGB", (3000, 2000), RED), "JPEG"), 240)
    assert (photo.width, photo.height) == (3000, 2000)
    assert 240 <= min(photo.image.size) < 480


def test_large_png_is_reduced_too() -> None:
    photo = decode_photo(encoded(Image.new("RGB", (1500, 1000), RED), "PNG"), 240)
    assert photo.image.size == (375, 250)


@pytest.mark.parametrize("size", [(1, 5000), (5000, 1), (1, 1)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_one_pixel_is_enough(kind: str, size: tuple[int, int]) -> None:
    photo = decode_photo(encoded(Image.new("RGB", size, RED), kind), 240)
    assert (photo.width, photo.height) == size
    assert photo.image.size == size


def grey_ramp() -> np.ndarray:
    return np.linspace(0, 1, 64)[None, :].repeat(32, axis=0)


@pytest.mark.parametrize(
    ("values", "mode"),
    [
        ((grey_ramp() * 65535).astype(np.uint16), "I;16"),
        ((grey_ramp() * 65535).astype(np.int32), "I"),
        (grey_ramp().astype(np.float32), "F"),
        ((grey_ramp() * 255).astype(np.float32), "F"),
        ((grey_ramp() * 7e6 - 3e6).astype(np.float32), "F"),
    ],
)
def test_numbers_of_any_width_become_the_greys_that_were_meant(values: np.ndarray, mode: str) -> None:
    image = Image.fromarray(values)
    assert image.mode == mode
    found = np.asarray(decode_photo(encoded(image, "TIFF"), 8).image, dtype=np.float64)
    wanted = grey_ramp()[: found.shape[0], :, None] * 255
    small = np.asarray(Image.fromarray(wanted[..., 0].astype(np.uint8)).resize((found.shape[1], found.shape[0])))
    assert np.abs(found.mean(axis=2) - small).max() < 12


def test_a_floating_point_picture_without_numbers_is_no_reason_to_stop() -> None:
    photo = decode_photo(encoded(Image.fromarray(np.full((8, 8), np.nan, np.float32)), "TIFF"), 8)
    assert photo.image.getpixel((0, 0)) == (0, 0, 0)


def test_transparent_parts_become_white() -> None:
    image = Image.new("RGBA", (40, 20), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (20, 0, 40, 20))
    for content in (encoded(image, "PNG"), encoded(image, "WEBP", lossless=True), encoded(image.convert("LA"), "PNG")):
        photo = decode_photo(content, 20)
        assert photo.image.getpixel((2, 10)) == (255, 255, 255)
        assert photo.image.getpixel((37, 10)) != (255, 255, 255)


def test_palette_with_a_transparent_colour_becomes_white_there() -> None:
    image = Image.new("P", (20, 20), 0)
    image.putpalette([200, 0, 0, 0, 0, 200])
    image.paste(1, (10, 0, 20, 20))
    for kind in ("GIF", "PNG"):
        photo = decode_photo(encoded(image, kind, transparency=0), 20)
        assert photo.image.getpixel((1, 1)) == (255, 255, 255)
        assert photo.image.getpixel((18, 1)) == (0, 0, 200)


def test_grey_and_one_bit_pictures_become_rgb() -> None:
    assert decode_photo(encoded(Image.new("L", (20, 20), 90), "PNG"), 8).image.getpixel((0, 0)) == (90, 90, 90)
    assert decode_photo(encoded(Image.new("1", (20, 20), 1), "TIFF"), 8).image.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_keeps_its_colours(kind: str) -> None:
    photo = decode_photo(encoded(corners_photo().convert("CMYK"), kind), 32)
    assert_looks_like(photo.image, CORNERS, 70)


@pytest.mark.photos
def test_cmyk_as_adobe_writes_it_is_not_a_negative(photos_folder: Path) -> None:
    folder = photos_folder / "decoder_files" / "pillow_tests"
    image = decode_photo((folder / "pil_sample_cmyk.jpg").read_bytes(), 64).image
    # One corner is red, the one across is black; a negative would be cyan and white.
    assert image.getpixel((0, 0)) == (255, 13, 25)
    assert max(image.getpixel((image.width - 1, image.height - 1))) < 20  # type: ignore[arg-type]


def test_lab_picture_becomes_srgb() -> None:
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    lab = ImageCms.applyTransform(corners_photo(), to_lab)
    assert lab is not None
    assert_looks_like(decode_photo(encoded(lab, "TIFF"), 32).image, CORNERS, 20)


def test_embedded_profile_is_honoured_and_a_broken_one_ignored() -> None:
    plain = decode_photo(encoded(corners_photo(), "PNG"), 32)
    honoured = decode_photo(encoded(corners_photo(), "PNG", icc_profile=swapped_profile()), 32)
    assert_looks_like(honoured.image, (BLUE, GREEN, RED, WHITE), 30)
    broken = decode_photo(encoded(corners_photo(), "PNG", icc_profile=b"no profile at all"), 32)
    assert np.array_equal(np.asarray(broken.image), np.asarray(plain.image))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    unchanged = decode_photo(encoded(corners_photo(), "PNG", icc_profile=srgb), 32)
    assert np.array_equal(np.asarray(unchanged.image), np.asarray(plain.image))


def test_of_several_frames_the_first_counts() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, GREEN, BLUE)]
    for kind in ("GIF", "PNG", "WEBP", "TIFF", "MPO"):
        photo = decode_photo(encoded(frames[0], kind, save_all=True, append_images=frames[1:]), 20)
        assert photo.image.getpixel((10, 10))[0] > 180, kind  # type: ignore[index]


# What is broken


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int, *chunks: bytes) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + png_chunk(b"IEND", b"")


def reason(content: bytes) -> Fault:
    with pytest.raises(UnreadablePhotoError) as refused:
        decode_photo(content, 64)
    return refused.value.fault


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "BMP", "GIF"])
def test_photo_that_is_cut_short_is_refused(kind: str) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 300, 3), np.uint8))
    content = encoded(noise, kind)
    assert reason(content[: len(content) // 2]).code in ("photo.cut_short", "photo.damaged", "photo.damaged_kind")


@pytest.mark.photos
def test_heic_that_is_cut_short_is_refused(photos_folder: Path) -> None:
    content = (photos_folder / "decoder_files/pillow_heif_tests/invalid_id.heic").read_bytes()
    assert reason(content[:-2000]) == Fault("photo.cut_short")


def test_empty_file_is_called_empty() -> None:
    assert reason(b"") == Fault("file.empty")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"%PDF-1.7 and so on", Fault("photo.other_kind", {"kind": "pdf"})),
        (b"\x00\x00\x00\x18ftypmp42 and so on", Fault("photo.other_kind", {"kind": "film"})),
        (b"hello, this is no photo", Fault("photo.unknown_kind")),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", Fault("photo.other_kind", {"kind": "postscript"})),
        (b"\xff\xd8\xff and nothing of a photo", Fault("photo.damaged_kind", {"kind": "jpeg"})),
        (b"\x00" * 5000, Fault("photo.unknown_kind")),
    ],
)
def test_file_that_is_no_photo_is_called_what_it_is(content: bytes, fault: Fault) -> None:
    assert reason(content) == fault


def test_enormous_photo_is_refused_before_it_is_unpacked() -> None:
    facts = {"width": 60_000, "height": 60_000, "most": 100}
    assert reason(png_of(60_000, 60_000, png_chunk(b"IDAT", b""))) == Fault("photo.too_large", facts)


def test_photo_without_pixels_is_refused() -> None:
    found = reason(png_of(0, 10, png_chunk(b"IDAT", zlib.compress(b""))))
    assert found.code in ("photo.no_pixels", "photo.damaged_kind", "photo.damaged")
    bmp = bytearray(encoded(Image.new("RGB", (4, 4)), "BMP"))
    bmp[18:22] = struct.pack("<i", 0)
    assert reason(bytes(bmp)).code in ("photo.no_pixels", "photo.damaged_kind", "photo.damaged")


@pytest.mark.parametrize("kind", [b"zTXt", b"iCCP"])
def test_chunk_that_unpacks_to_a_gigabyte_is_refused(kind: bytes) -> None:
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(300)) + packer.flush()
    found = reason(png_of(8, 8, png_chunk(kind, b"name\0\0" + bomb), png_chunk(b"IDAT", b"")))
    assert found.code in ("photo.bomb", "photo.damaged")


def test_jpeg_of_thousands_of_layers_is_refused() -> None:
    content = encoded(corners_photo(), "JPEG", progressive=True)
    start = content.index(b"\xff\xda")
    layers = content[:start] + content[start : start + 40] * 600 + content[start:]
    assert reason(layers) == Fault("photo.too_many_layers")


def test_broken_exif_does_not_hide_the_photo() -> None:
    content = encoded(corners_photo(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff broken")
    photo = decode_photo(content, 32)
    assert photo.orientation == 1
    assert_looks_like(photo.image, CORNERS)


def test_orientation_out_of_range_is_ignored() -> None:
    stored = corners_photo()
    photo = decode_photo(encoded(stored, "JPEG", exif=with_orientation(stored, 77)), 32)
    assert photo.orientation == 1


def test_decoded_photo_does_not_keep_the_file() -> None:
    photo = decode_photo(encoded(corners_photo(), "PNG"), 500)
    assert type(photo.image) is Image.Image


def test_pillow_says_nothing_to_the_person(capfd: pytest.CaptureFixture[str]) -> None:
    stored = corners_photo()
    content = encoded(stored, "TIFF", compression="jpeg") + b"x" * 10
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for broken in (content[:-400], encoded(stored, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff"), b"\xff\xd8\xff"):
            try:
                assert isinstance(decode_photo(broken, 32), DecodedPhoto)
            except UnreadablePhotoError:
                continue
    assert logging.getLogger("PIL").getEffectiveLevel() == logging.CRITICAL
    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err == ""


def test_ghostscript_and_other_readers_are_out_of_reach() -> None:
    assert "EPS" not in decode._FORMATS
    assert "PDF" not in decode._FORMATS
