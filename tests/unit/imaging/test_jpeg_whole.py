"""Whole JPEGs are read whatever follows them, torn ones are found: over a generated family."""

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.faults import Fault
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from tests.unit.imaging.test_decode import encoded, reason
from tests.unit.imaging.torn_jpegs import CODINGS, EOI, Case, coded, data_start, drawn_photo, torn_cases, whole_cases

PHOTOS = 10
ASKED_FOR = 0.97


@pytest.fixture(scope="module")
def drawn() -> list[Image.Image]:
    return [drawn_photo(seed, 400, 300) for seed in range(PHOTOS)]


def is_read(content: bytes) -> bool:
    try:
        decode_photo(content, 120)
    except UnreadablePhotoError:
        return False
    return True


@pytest.mark.parametrize("coding", CODINGS)
def test_every_whole_photo_is_read(coding: str, drawn: list[Image.Image]) -> None:
    files = [coded(picture, coding, 60 + 4 * number) for number, picture in enumerate(drawn)]
    wrong = [
        (number, case.what)
        for number, content in enumerate(files)
        for case in whole_cases(content, files[number - 1])
        if not is_read(case.content)
    ]
    assert wrong == []


@pytest.mark.parametrize("coding", CODINGS)
def test_torn_photos_are_found(coding: str, drawn: list[Image.Image]) -> None:
    files = [coded(picture, coding, 70 + 3 * number) for number, picture in enumerate(drawn)]
    missed: Counter[str] = Counter()
    cases: list[Case] = []
    for number, content in enumerate(files):
        cases += [case for case in torn_cases(content, files[number - 1], number, 2) if not case.what.startswith("64 ")]
    for case in cases:
        if is_read(case.content):
            missed[re.sub(r"at \d+", "", case.what)] += 1
    assert len(cases) > 400
    assert missed.total() <= (1 - ASKED_FOR) * len(cases), missed
    kinds = [kind for kind in missed if "cut" in kind or "zeros" in kind or "0xFF" in kind or "beginning" in kind]
    assert sum(missed[kind] for kind in kinds) <= 0.005 * len(cases), missed


@pytest.mark.parametrize("coding", ["baseline", "progressive", "restart by row"])
def test_a_whole_photo_without_an_end_mark_has_the_same_pixels(coding: str, drawn: list[Image.Image]) -> None:
    content = coded(drawn[0], coding)
    whole = decode_photo(content, 120).image
    for other in (content[:-1], content[:-2], content + bytes(9999)):
        assert decode_photo(other, 120).image.tobytes() == whole.tobytes()


def test_a_progressive_photo_without_its_last_scans_is_found(drawn: list[Image.Image]) -> None:
    content = coded(drawn[1], "progressive")
    scans = [found.start() for found in re.finditer(rb"\xff\xda", content[data_start(content) :])]
    assert len(scans) > 5
    for start in scans:
        at = data_start(content) + start
        # Before the scan, or before the tables that come with it.
        assert reason(content[:at] + EOI) == Fault("photo.cut_short")
        assert reason(content[:at]) == Fault("photo.cut_short")


def test_lost_and_swapped_restart_markers_are_found(drawn: list[Image.Image]) -> None:
    content = coded(drawn[2], "restart by row")
    start = data_start(content)
    places = [start + found.start() for found in re.finditer(rb"\xff[\xd0-\xd7]", content[start:])]
    lost = content[: places[3]] + content[places[4] :]
    swapped = bytearray(content)
    swapped[places[3] + 1], swapped[places[4] + 1] = swapped[places[4] + 1], swapped[places[3] + 1]
    assert reason(lost) == Fault("photo.cut_short")
    assert reason(bytes(swapped)) == Fault("photo.cut_short")


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("coding", ["baseline", "progressive", "restart by 12 units"])
def test_every_mode_is_told_rightly(mode: str, coding: str, drawn: list[Image.Image]) -> None:
    content = encoded(drawn[3].convert(mode), "JPEG", **CODINGS[coding])
    assert is_read(content)
    assert is_read(content[:-2])
    half = (data_start(content) + len(content)) // 2
    assert reason(content[:half] + EOI) == Fault("photo.cut_short")


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (128, 128, 128), (200, 30, 30)])
@pytest.mark.parametrize("coding", CODINGS)
def test_pictures_of_one_colour_are_whole(colour: tuple[int, int, int], coding: str) -> None:
    """Their data are rows of the same byte, which may well be zero."""
    buffer = BytesIO()
    Image.new("RGB", (900, 700), colour).save(buffer, "JPEG", **CODINGS[coding])
    assert is_read(buffer.getvalue())
    assert is_read(buffer.getvalue()[:-2])


def test_pictures_of_two_frames_are_read_where_the_first_is_whole(drawn: list[Image.Image]) -> None:
    content = encoded(drawn[4], "MPO", save_all=True, append_images=[drawn[5]])
    second = content.index(b"\xff\xd8\xff", 100)
    assert is_read(content)
    assert is_read(content[: second + 2000])
    assert reason(content[: second // 2]) == Fault("photo.cut_short")


@pytest.mark.photos
def test_the_cases_of_the_field(photos_folder: Path) -> None:
    folder = photos_folder / "field_cases" / "jpeg"
    read = {file.name: is_read(file.read_bytes()) for file in folder.glob("*.jpg")}
    assert read == {
        "whole.jpg": True,
        "no_eoi.jpg": True,
        "half_eoi_byte.jpg": True,
        "half_then_eoi.jpg": False,
        "zero_hole.jpg": False,
    }


@pytest.mark.photos
def test_real_photos_are_whole_also_without_an_end_mark(photos_folder: Path) -> None:
    files = [*(photos_folder / "phone_photos").glob("*.jpg"), *(photos_folder / "whole_photos").rglob("*.jpg")]
    files += sorted((photos_folder / "other_sources_dev").rglob("*.jpg"))
    assert len(files) > 500
    wrong = []
    for file in files:
        content = file.read_bytes()
        if not is_read(content):
            wrong.append(file.name)
        if content.endswith(EOI) and not is_read(content[:-2]):
            wrong.append(f"{file.name} without an end mark")
    assert wrong == []
