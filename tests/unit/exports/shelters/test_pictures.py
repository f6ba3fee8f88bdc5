"""Pictures for adoption pages: upright, sRGB, small enough, and silent about where they were taken."""

import os
import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms

from desktop_app.catalog.rows import PhotoRow
from desktop_app.exports.shelters import pictures
from desktop_app.exports.shelters.pictures import (
    BEGINNING,
    PictureError,
    PictureExif,
    PictureStyle,
    is_prepared_picture,
    prepared,
    prepared_in_order,
)
from desktop_app.faults import Fault
from desktop_app.imaging.at_work import at_work
from tests.unit.exports.shelters.picture_files import (
    AS_IT_IS,
    BLUE,
    CORNERS,
    GREEN,
    RED,
    WHITE,
    WITH_CAMERA,
    a_row,
    assert_looks_like,
    corner_colours,
    corners_photo,
    opened,
    row_of,
    says_nothing_of_a_place,
    telling_exif,
)

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


@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_stands_upright_once_whatever_the_exif_says(tmp_path: Path, orientation: int) -> None:
    turn = UNTURN[orientation]
    stored = corners_photo() if turn is None else corners_photo().transpose(turn)
    row = a_row(tmp_path, stored, exif=telling_exif(orientation))
    for style in (AS_IT_IS, WITH_CAMERA):
        picture = opened(prepared(row, style))
        assert picture.size == (96, 64)
        assert_looks_like(picture, CORNERS)
        assert ExifTags.Base.Orientation not in picture.getexif()


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        (0, (RED, GREEN, BLUE, WHITE)),
        (90, (BLUE, RED, WHITE, GREEN)),
        (180, (WHITE, BLUE, GREEN, RED)),
        (270, (GREEN, WHITE, RED, BLUE)),
    ],
)
def test_picture_is_turned_as_the_person_turned_the_photo(
    tmp_path: Path, degrees: int, expected: tuple[tuple[int, ...], ...]
) -> None:
    row = replace(a_row(tmp_path, corners_photo()), turned=degrees)
    picture = opened(prepared(row, AS_IT_IS))
    assert picture.size == ((96, 64) if degrees % 180 == 0 else (64, 96))
    assert_looks_like(picture, expected)


@pytest.mark.parametrize("name", ["dog.png", "dog.webp", "dog.tif", "dog.avif"])
def test_every_kind_of_photo_becomes_a_jpeg(tmp_path: Path, name: str) -> None:
    picture = opened(prepared(a_row(tmp_path, corners_photo(), name), AS_IT_IS))
    assert picture.size == (96, 64)
    assert_looks_like(picture, CORNERS)


def test_longest_side_is_kept_and_none_is_made_larger(tmp_path: Path) -> None:
    row = a_row(tmp_path, corners_photo(1200, 300))
    assert opened(prepared(row, PictureStyle(longest_side=500))).size == (500, 125)
    assert opened(prepared(row, PictureStyle(longest_side=5000))).size == (1200, 300)
    assert opened(prepared(replace(row, turned=90), PictureStyle(longest_side=500))).size == (125, 500)
    assert opened(prepared(row, AS_IT_IS)).size == (1200, 300)


def test_picture_fits_into_the_bytes_that_the_receiver_takes(tmp_path: Path) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (400, 600, 3), dtype=np.uint8))
    row = a_row(tmp_path, noise)
    free = len(prepared(row, AS_IT_IS))
    for most in (free // 2, free // 8, 20_000):
        content = prepared(row, PictureStyle(most_bytes=most))
        assert len(content) <= most
        width, height = opened(content).size
        assert width / height == pytest.approx(1.5, abs=0.05)
    assert opened(prepared(row, PictureStyle(most_bytes=free * 3 // 4))).size == (600, 400), "packed closer first"


def test_colours_of_an_embedded_profile_become_srgb_and_the_picture_says_so(tmp_path: Path) -> None:
    row = a_row(tmp_path, corners_photo(), "dog.png", icc_profile=swapped_profile())
    picture = opened(prepared(row, AS_IT_IS))
    assert_looks_like(picture, (BLUE, GREEN, RED, WHITE))
    profile = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"])).profile
    assert "sRGB" in (profile.profile_description or "")


def swapped_profile() -> bytes:
    """An RGB profile that is sRGB but for its name and for red and blue being each other."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", profile[128:132])[0]
    tags = {bytes(profile[132 + 12 * i : 136 + 12 * i]): 132 + 12 * i for i in range(count)}
    profile[tags[b"rXYZ"] : tags[b"rXYZ"] + 4], profile[tags[b"bXYZ"] : tags[b"bXYZ"] + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile).replace("sRGB".encode("utf-16-be"), "pRGB".encode("utf-16-be")).replace(b"sRGB", b"pRGB")


def test_cmyk_photo_becomes_rgb(tmp_path: Path) -> None:
    picture = opened(prepared(a_row(tmp_path, corners_photo().convert("CMYK")), AS_IT_IS))
    assert picture.mode == "RGB"
    assert_looks_like(picture, CORNERS)


def test_transparent_photo_lies_on_white(tmp_path: Path) -> None:
    cut_out = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    cut_out.paste((220, 20, 20, 255), (16, 16, 48, 48))
    picture = opened(prepared(a_row(tmp_path, cut_out, "dog.png"), AS_IT_IS))
    assert corner_colours(picture) == [(255, 255, 255)] * 4
    assert np.asarray(picture)[32, 32].tolist() == pytest.approx(RED, abs=8)


def test_same_photo_gives_the_same_bytes(tmp_path: Path) -> None:
    row = a_row(tmp_path, corners_photo(), exif=telling_exif())
    assert prepared(row, WITH_CAMERA) == prepared(row, WITH_CAMERA)


# Whose it is


def test_pawsorts_pictures_are_known_and_no_other(tmp_path: Path) -> None:
    ours = prepared(a_row(tmp_path, corners_photo(), exif=telling_exif()), WITH_CAMERA)
    assert is_prepared_picture(ours)
    assert is_prepared_picture(ours[:BEGINNING])
    assert opened(ours).info["comment"] == b"Pawsort picture"
    for foreign in (
        (tmp_path / "dog.jpg").read_bytes(),
        b"",
        b"Pawsort picture",
        ours[:20],
        b"\xff\xd8\xff\xfe\x00\x11Pawsort picture\xff\xd9",
        ours.replace(b"Pawsort picture", b"another picture"),
    ):
        assert not is_prepared_picture(foreign)


# What cannot be made


def test_many_pictures_come_in_order_and_one_bad_photo_stops_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [a_row(tmp_path, Image.new("RGB", (40 + number, 30)), f"{number}.png") for number in range(20)]
    rows[3].path.write_bytes(b"")
    packed = pictures._packed

    def spoilt(image: Image.Image, style: PictureStyle, exif: bytes) -> bytes:
        if image.width == 45:
            raise ValueError("encoder error")
        return packed(image, style, exif)

    monkeypatch.setattr(pictures, "_packed", spoilt)
    made = list(prepared_in_order(rows, AS_IT_IS))
    faults = {place: each for place, each in enumerate(made) if isinstance(each, Fault)}
    assert {place: (each.code, each.facts["file"]) for place, each in faults.items()} == {
        3: ("file.empty", str(rows[3].path)),
        5: ("app.unforeseen", str(rows[5].path)),
    }
    sizes = [opened(each).width - 40 for each in made if isinstance(each, bytes)]
    assert sizes == [number for number in range(20) if number not in (3, 5)]


def test_pictures_that_nobody_takes_are_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = a_row(tmp_path, corners_photo())
    asked: list[PhotoRow] = []
    prepare = pictures.prepared

    def counted(row: PhotoRow, style: PictureStyle) -> bytes:
        asked.append(row)
        return prepare(row, style)

    monkeypatch.setattr(pictures, "prepared", counted)
    making = prepared_in_order([row] * 500, AS_IT_IS)
    next(making)
    making.close()
    assert len(asked) < 50


def test_torn_photo_is_refused_by_name(tmp_path: Path) -> None:
    row = a_row(tmp_path, corners_photo(600, 400))
    row.path.write_bytes(row.path.read_bytes()[:2500])
    with pytest.raises(PictureError) as refused:
        prepared(row, AS_IT_IS)
    assert (refused.value.fault.code, refused.value.fault.facts["file"]) == ("photo.cut_short", str(row.path))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("empty.jpg", b"", "file.empty"), ("gone.jpg", None, "file.gone"), ("film.jpg", b"%PDF-1.7\n" * 9, "file.kind")],
)
def test_what_is_no_photo_is_refused_by_name(tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PictureError) as refused:
        prepared(row_of(path), AS_IT_IS)
    assert refused.value.fault.facts["file"] == str(path)
    assert refused.value.fault.code.startswith(code.partition(".")[0]) or code == "file.kind"


def test_photo_that_ended_pawsort_twice_is_not_opened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = a_row(tmp_path, corners_photo())
    monkeypatch.setattr(at_work, "is_put_aside", lambda photo: photo.path == str(row.path))
    with pytest.raises(PictureError) as refused:
        prepared(row, AS_IT_IS)
    assert refused.value.fault.code == "photo.ended_pawsort_twice"


def test_photos_are_as_they_were_afterwards(tmp_path: Path) -> None:
    rows = [a_row(tmp_path, corners_photo(), name, exif=telling_exif()) for name in ("dog.jpg", "dog.avif", "dog.png")]
    for row in rows:
        os.utime(row.path, ns=(1_700_000_000_123_456_700, 1_700_000_000_123_456_700))
    before = [(row.path.read_bytes(), row.path.stat().st_mtime_ns, row.path.stat().st_size) for row in rows]
    for row in rows:
        prepared(replace(row, turned=90), WITH_CAMERA)
    assert [(row.path.read_bytes(), row.path.stat().st_mtime_ns, row.path.stat().st_size) for row in rows] == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dog.avif", "dog.jpg", "dog.png"]


# Real photos


def test_phone_photos_leave_without_their_place(photos_folder: Path) -> None:
    """An iPhone's, 12 megapixels, on their side, in the colours of its screen, with GPS and notes of the maker."""
    for name, size in (("67.jpg", (600, 800)), ("38.jpg", (600, 800)), ("14.jpg", (800, 600))):
        path = photos_folder / "phone_photos" / name
        before, times = path.read_bytes(), path.stat().st_mtime_ns
        with Image.open(path) as photo:
            assert photo.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        content = prepared(row_of(path), PictureStyle(longest_side=800, exif=PictureExif.WITHOUT_PLACE))
        picture = opened(content)
        assert picture.size == size
        assert says_nothing_of_a_place(content)
        assert picture.getexif()[271] == "Apple"
        assert ExifTags.Base.Orientation not in picture.getexif()
        assert b"P3" not in picture.info["icc_profile"]
        assert len(content) < 300_000
        assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, times)


def test_every_file_of_the_decoders_gives_a_picture_or_a_fault_with_its_name(photos_folder: Path) -> None:
    made, refused = 0, []
    for path in sorted((photos_folder / "decoder_files").glob("*/*")):
        try:
            picture = opened(prepared(row_of(path), PictureStyle(longest_side=64, exif=PictureExif.WITHOUT_PLACE)))
        except PictureError as error:
            refused.append((error.fault.facts["file"], str(path)))
        else:
            made += 1
            assert max(picture.size) <= 64
            assert picture.mode == "RGB"
    assert made > 100
    assert len(refused) > 3
    assert all(named == path for named, path in refused)
