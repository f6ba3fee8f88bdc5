"""Whole JPEGs are read whatever follows them, torn ones are found: over a generated family."""

import re
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop_app.faults import Fault
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from tests.unit.imaging.test_decode import encoded, reason
from tests.unit.imaging.torn_jpegs import (
    CODINGS,
    EOI,
    Case,
    coded,
    data_start,
    drawn_photo,
    header_cases,
    torn_cases,
    whole_cases,
)

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


def kind_of(case: Case) -> str:
    """What was done, without the place and the length."""
    return re.sub(r" at \d+|^\d+ (of )?", "", case.what)


def length_of(case: Case) -> int:
    """Bytes of a hole; more than any for what is cut."""
    said = re.match(r"\d+", case.what)
    return int(said[0]) if said else 1 << 30


@pytest.mark.parametrize("coding", CODINGS)
def test_torn_photos_are_found(coding: str, drawn: list[Image.Image]) -> None:
    files = [coded(picture, coding, 70 + 3 * number) for number, picture in enumerate(drawn)]
    cases: list[Case] = []
    for number, content in enumerate(files):
        cases += torn_cases(content, files[number - 1], number, 3)
    found = {case: not is_read(case.content) for case in cases}
    assert len(cases) > 1000

    def share(fewest: int, most: int = 1 << 30, kind: str = "") -> float:
        told = [
            right for case, right in found.items() if fewest <= length_of(case) <= most and kind in ("", kind_of(case))
        ]
        return sum(told) / len(told)

    progressive = coding == "progressive"
    assert share(200) >= ASKED_FOR
    # Below what is asked for, and known to be (decision 0015): the shorter holes, in progressive coding the most.
    assert share(64) >= (0.94 if progressive else 0.98)
    assert share(16, 16) >= 0.7
    kinds = {kind_of(case) for case in cases if length_of(case) >= 200}
    shares = {kind: share(200, kind=kind) for kind in kinds}
    assert min(shares.values()) >= (0.85 if progressive else 0.95), shares
    certain = ("cut", "zeros", "0xFF", "beginning")
    assert all(right == 1 for kind, right in shares.items() if any(word in kind for word in certain)), shares


@pytest.mark.parametrize("coding", CODINGS)
def test_holes_before_the_data_are_found(coding: str, drawn: list[Image.Image]) -> None:
    cases = [
        case
        for number, picture in enumerate(drawn[:5])
        for case in header_cases(coded(picture, coding, 70 + 3 * number), number)
    ]
    assert len(cases) > 200
    missed = [case.what for case in cases if is_read(case.content)]
    assert len(missed) <= (1 - ASKED_FOR) * len(cases), missed


@pytest.mark.parametrize("coding", CODINGS)
def test_steps_that_were_photographed_are_no_holes(coding: str, drawn: list[Image.Image]) -> None:
    """A dark and a bright half whose border lies between rows of units, and one row lower left of the middle."""
    for lower in (144, 160):
        picture = drawn[6].copy()
        brighter = picture.point(lambda value: min(255, value + 60))
        picture.paste(brighter.crop((160, lower, 400, 300)), (160, lower))
        picture.paste(brighter.crop((0, lower + 16, 160, 300)), (0, lower + 16))
        content = coded(picture, coding)
        assert is_read(content)
        assert is_read(content[:-2])


@pytest.mark.parametrize("coding", CODINGS)
def test_pictures_of_stripes_between_units_are_whole(coding: str) -> None:
    """The strongest steps that there are, at every border of units."""
    rows = (np.arange(640) // 16 % 2 * 255).astype(np.uint8)
    picture = Image.fromarray(np.repeat(rows[:, None], 480, axis=1)).convert("RGB")
    for smallest_side in (60, 120, 480):
        assert decode_photo(coded(picture, coding), smallest_side).width == 480


@pytest.mark.parametrize("coding", [coding for coding in CODINGS if "restart" in coding])
def test_markers_may_have_any_number_of_bytes_before_them(coding: str, drawn: list[Image.Image]) -> None:
    content = coded(drawn[7], coding)
    start = data_start(content)
    filled = re.sub(rb"\xff([\xd0-\xd9\xda\xc4])", lambda found: b"\xff\xff\xff" + found[0], content[start:])
    assert len(filled) > len(content) - start + 30
    assert decode_photo(content[:start] + filled, 120).image.tobytes() == decode_photo(content, 120).image.tobytes()


def test_a_progressive_photo_with_smooth_colours_is_whole() -> None:
    """Refinements of coefficients that stay as they are make rows of up to 125 zero bytes."""
    row = np.arange(1600)
    wave = np.cos((row % 8 * 2 + 1) * np.pi / 16) * 30
    picture = np.full((1200, 1600, 3), 128, np.uint8)
    picture[..., 1] = 128 + wave[:, None][:1200]
    picture[:64, :, 1] += np.random.default_rng(3).integers(0, 40, (64, 1600), np.uint8)
    buffer = BytesIO()
    Image.fromarray(picture, "YCbCr").save(buffer, "JPEG", quality=90, subsampling=0, progressive=True)
    assert bytes(100) in buffer.getvalue()
    assert is_read(buffer.getvalue())


def test_files_without_tables_of_codes_are_decoded_by_the_standard_ones(drawn: list[Image.Image]) -> None:
    """As webcams write them. A step in the picture makes their codes be looked at."""
    content = coded(drawn[8], "baseline")
    start = data_start(content)
    kept, place = content[:2], 2
    while place < start:
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4])
        kept += b"" if content[place + 1] == 0xC4 else content[place:end]
        place = end
    assert is_read(kept + content[start:])
    assert reason(kept + content[start : (start + len(content)) // 2]) == Fault("photo.cut_short")


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
