"""What a picture for a website says of itself: nothing, or what its camera wrote but for the place."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from desktop_app.exports.shelters.pictures import (
    BEGINNING,
    is_prepared_picture,
    prepared,
)
from desktop_app.imaging.camera_data import camera_data
from tests.unit.exports.shelters.picture_files import (
    AS_IT_IS,
    PLACE_IN_XMP,
    WITH_CAMERA,
    a_row,
    corners_photo,
    opened,
    says_nothing_of_a_place,
    telling_exif,
)


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


def test_text_with_a_damaged_length_does_not_bring_along_what_stands_behind_it(tmp_path: Path) -> None:
    row = a_row(tmp_path, corners_photo(), exif=telling_exif())
    content = row.path.read_bytes()
    model = content.index(struct.pack(">HHI", 272, 2, len("Phone 7") + 1))
    row.path.write_bytes(content[: model + 4] + struct.pack(">I", 150) + content[model + 8 :])
    found = opened(prepared(row, WITH_CAMERA)).getexif()
    assert found[271] == "Paw"
    assert 272 not in found


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
