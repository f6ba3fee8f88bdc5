"""When photos were taken: in every format that carries EXIF, and by clocks that are wrong."""

import struct
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import numpy as np
import pi_heif
import pytest
from PIL import ExifTags, Image, PngImagePlugin

from desktop_app.imaging import reading
from desktop_app.imaging.capture_time import time_in_exif
from desktop_app.imaging.decode import decode_photo
from desktop_app.imaging.reading import read_photo
from tests.unit.imaging.test_decode import encoded

MOMENT = datetime(2024, 11, 3, 14, 5, 9, tzinfo=UTC)
TAKEN, DIGITIZED, CHANGED = ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTimeDigitized, ExifTags.Base.DateTime
PART = ExifTags.Base.SubsecTimeOriginal


def nanoseconds(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 1000


def exif_of(texts: dict[int, str]) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Somebody's"
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    for tag, text in texts.items():
        (exif if tag == CHANGED else inner)[tag] = text
    return exif


def bytes_of(texts: dict[int, str]) -> bytes:
    return exif_of(texts).tobytes()


def in_tiff(inner: dict[int, str]) -> dict[int, object]:
    """What Pillow's TIFF takes: it leaves out the inner directory of an `Exif`."""
    return {CHANGED: "2025:01:02 03:04:05", ExifTags.IFD.Exif: inner}


@pytest.mark.parametrize("kind", ["JPEG", "MPO", "PNG", "WEBP", "AVIF", "TIFF"])
def test_time_is_read_in_every_format_that_has_exif(kind: str) -> None:
    inner: dict[int, str] = {TAKEN: "2024:11:03 14:05:09", PART: "25"}
    exif: dict[str, object] = {"exif": exif_of({**inner, CHANGED: "2025:01:02 03:04:05"})}
    options: dict[str, object] = {"tiffinfo": in_tiff(inner)} if kind == "TIFF" else exif
    content = encoded(Image.new("RGB", (60, 40), (90, 80, 70)), kind, **options)
    assert decode_photo(content, 32).taken_at == nanoseconds(MOMENT) + 250_000_000


def test_time_of_a_heic_is_read_also_where_its_thumbnail_stands_for_it(photos_folder: Path) -> None:
    content = (photos_folder / "decoder_files/pillow_heif_tests/L_exif_xmp_iptc.heic").read_bytes()
    known = time_in_exif(pi_heif.open_heif(content).info["exif"])
    assert known > 0
    assert decode_photo(content, 8).taken_at == decode_photo(content, 5000).taken_at == known


def test_time_of_imagemagicks_png_is_read() -> None:
    text = PngImagePlugin.PngInfo()
    block = bytes_of({TAKEN: "2024:11:03 14:05:09"})
    text.add_text("Raw profile type exif", f"\nexif\n{len(block):8}\n{block.hex()}\n", zip=True)
    content = encoded(Image.new("RGB", (60, 40)), "PNG", pnginfo=text)
    assert decode_photo(content, 32).taken_at == nanoseconds(MOMENT)


def test_long_tiff_keeps_its_time_though_little_else_of_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_LONG", 1 << 16)
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (200, 300, 3), np.uint8))
    file = tmp_path / "long.tif"
    file.write_bytes(encoded(noise, "TIFF", tiffinfo=in_tiff({TAKEN: "2024:11:03 14:05:09"})) + bytes(9 << 20))
    content, facts = read_photo(file)
    assert time_in_exif(content) != nanoseconds(MOMENT), "what is given on has lost it"
    assert facts.taken_at == nanoseconds(MOMENT)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ({DIGITIZED: "2024:11:03 14:05:09", CHANGED: "2025:01:01 00:00:00"}, MOMENT),
        ({CHANGED: "2024:11:03 14:05:09"}, MOMENT),
        ({TAKEN: "0000:00:00 00:00:00", CHANGED: "2024:11:03 14:05:09"}, MOMENT),
        ({TAKEN: "2024-11-03T14:05:09"}, MOMENT),
        ({TAKEN: "2024:11:03 14:05:09", PART: "  5 "}, MOMENT + timedelta(milliseconds=500)),
        ({TAKEN: "2024:11:03 14:05:09", PART: "soon"}, MOMENT),
        ({TAKEN: "2024:11:03 14:05:09", PART: "1234567891234"}, MOMENT + timedelta(microseconds=123456)),
    ],
)
def test_the_best_time_that_is_stated_counts(texts: dict[int, str], wanted: datetime) -> None:
    assert time_in_exif(bytes_of(texts)) // 1000 == nanoseconds(wanted) // 1000


@pytest.mark.parametrize(
    "text",
    [
        *("", "0000:00:00 00:00:00", "    :  :     :  :  ", "1970:01:01 00:00:07", "1980:01:01 00:00:00"),
        *("2000:01:01 00:03:12", "2024:02:30 10:00:00", "2024:11:03 24:61:00", "2024:11:03", "9999:12:31 23:59:59"),
        *("2100:01:01 00:00:00", "yesterday at noon", "20241103140509", "2024:11:03 14:05:09" + "0" * 60),
    ],
)
def test_a_clock_that_was_lost_tells_no_time(text: str) -> None:
    assert time_in_exif(bytes_of({TAKEN: text})) == 0


def test_whatever_a_stranger_wrote_is_a_time_or_none() -> None:
    block = bytes_of({TAKEN: "2024:11:03 14:05:09", PART: "25"})
    assert time_in_exif(block) == nanoseconds(MOMENT) + 250_000_000
    chance = np.random.default_rng(3)
    for length in range(len(block)):
        assert 0 <= time_in_exif(block[:length]) <= nanoseconds(MOMENT) + 250_000_000
    for _ in range(3000):
        spoilt = bytearray(block)
        for place in chance.integers(0, len(block), 3):
            spoilt[place] = chance.integers(0, 256)
        assert 0 <= time_in_exif(bytes(spoilt)) < 1 << 62


def test_a_directory_that_leads_to_itself_ends() -> None:
    block = (
        b"II*\0" + struct.pack("<IH", 8, 2) + struct.pack("<HHII", 34665, 4, 1, 8) + struct.pack("<HHII", 1, 3, 1, 0)
    )
    assert time_in_exif(block) == 0


def test_no_more_entries_are_read_than_a_camera_writes() -> None:
    entries = struct.pack("<HHII", 1, 3, 1, 0) * 60_000 + struct.pack("<HHII", 306, 2, 20, 26)
    assert time_in_exif(b"II*\0" + struct.pack("<IH", 8, 60_001) + entries) == 0


def test_broken_exif_leaves_the_photo_and_its_time_unknown() -> None:
    stream = BytesIO()
    Image.new("RGB", (40, 30)).save(stream, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f")
    assert decode_photo(stream.getvalue(), 16).taken_at == 0
