"""Pictures for adoption pages: upright, sRGB, small enough, and silent about where they were taken."""

import os
import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms
from PIL.TiffImagePlugin import IFDRational

from desktop_app.catalog.rows import PhotoRow
from desktop_app.exports import pictures
from desktop_app.exports.pictures import (
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
from desktop_app.imaging.camera_data import camera_data

RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 200, 20), (20, 20, 220), (250, 250, 250)
CORNERS = (RED, GREEN, BLUE, WHITE)
AS_IT_IS = PictureStyle()
WITH_CAMERA = PictureStyle(exif=PictureExif.WITHOUT_PLACE)
PLACE_IN_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><City>Saint-Denis</City></x:xmpmeta>'
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


# What it says of itself


def test_picture_has_no_exif_and_nothing_else_of_the_photo(tmp_path: Path) -> None:
    exif = telling_exif()
    row = a_row(tmp_path, corners_photo(), exif=exif, xmp=PLACE_IN_XMP, comment=b"Rue de la Paix")
    content = prepared(row, AS_IT_IS)
    assert says_nothing_of_a_place(content)
    assert not dict(opened(content).getexif())
    assert b"Paw\0" not in content


@pytest.mark.parametrize("name", ["dog.jpg", "dog.png", "dog.webp", "dog.tif", "dog.avif"])
def test_camera_data_go_along_without_the_place_where_that_is_asked(tmp_path: Path, name: str) -> None:
    exif = telling_exif()
    if name == "dog.tif":
        exif[34665] = dict(exif.get_ifd(ExifTags.IFD.Exif))  # the one way in which Pillow writes it there
    content = prepared(a_row(tmp_path, corners_photo(), name, exif=exif), WITH_CAMERA)
    assert says_nothing_of_a_place(content)
    found = opened(content).getexif()
    moment = found.get_ifd(ExifTags.IFD.Exif)
    assert (found[271], found[272], found[306]) == ("Paw", "Phone 7", "2026:03:04 05:06:07")
    assert float(moment[33434]) == pytest.approx(1 / 120)
    assert (moment[34855], moment[36867]) == (200, "2026:03:04 05:06:07")
    assert moment[ExifTags.Base.ColorSpace] == 1
    for private in (ExifTags.Base.CameraOwnerName, ExifTags.Base.BodySerialNumber, ExifTags.Base.OffsetTimeOriginal):
        assert private not in moment
    assert is_prepared_picture(content[:BEGINNING])


def test_names_in_camera_data_keep_their_letters(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Zoé Lefèvre".encode()
    content = prepared(a_row(tmp_path, corners_photo(), exif=exif), WITH_CAMERA)
    assert "Zoé Lefèvre\0".encode() in content


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"II*\0"]
)
def test_damaged_files_have_no_camera_data(content: bytes) -> None:
    assert camera_data(content) == b""


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's remarks
@settings(max_examples=60)
@given(place=st.integers(0, 700), put=st.binary(min_size=1, max_size=8))
def test_spoilt_exif_never_raises_and_never_tells_a_place(place: int, put: bytes) -> None:
    buffer = BytesIO()
    corners_photo(16, 16).save(buffer, "JPEG", exif=telling_exif(6))
    content = buffer.getvalue()
    place = 20 + place % (len(content) - 20)
    exif = camera_data(content[:place] + put + content[place + len(put) :])
    assert b"Paix" not in exif
    assert b"SERIAL" not in exif
    assert b"MAKERNOTE" not in exif


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")  # Pillow's remark
def test_damaged_exif_costs_the_camera_data_and_not_the_picture(tmp_path: Path) -> None:
    row = a_row(tmp_path, corners_photo(), exif=b"Exif\0\0MM\0*\xff\xff\xff\xf0nonsense")
    assert not dict(opened(prepared(row, WITH_CAMERA)).getexif())


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
