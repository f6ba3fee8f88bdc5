"""Where the sidecar of a photo is, or will be."""

import sys
from pathlib import Path

import pytest

from desktop_app.exports.metadata.sidecar_names import Mirror, Naming, Sidecars


@pytest.mark.parametrize(
    ("there", "naming", "name", "is_there"),
    [
        ((), Naming.WHOLE_NAME, "Rex.jpg.xmp", False),
        ((), Naming.STEM, "Rex.xmp", False),
        (("Rex.xmp",), Naming.WHOLE_NAME, "Rex.xmp", True),
        (("Rex.jpg.xmp",), Naming.STEM, "Rex.jpg.xmp", True),
        (("Rex.xmp", "Rex.jpg.xmp"), Naming.WHOLE_NAME, "Rex.jpg.xmp", True),
        (("Rex.xmp", "Rex.jpg.xmp"), Naming.STEM, "Rex.xmp", True),
        (("REX.JPG.XMP",), Naming.WHOLE_NAME, "REX.JPG.XMP", True),
        # Beside a raw photo of the same name it is the raw photo's; of two photos, nobody knows whose.
        (("Rex.CR2", "Rex.xmp"), Naming.WHOLE_NAME, "Rex.jpg.xmp", False),
        (("Rex.nef",), Naming.STEM, "Rex.jpg.xmp", False),
        (("Rex.heic", "Rex.xmp"), Naming.STEM, "Rex.jpg.xmp", False),
        (("Rex.mov", "Rex.AAE"), Naming.STEM, "Rex.xmp", False),
    ],
)
def test_the_one_that_is_there_is_taken_whichever_way_it_is_called(
    there: tuple[str, ...], naming: Naming, name: str, is_there: bool, tmp_path: Path
) -> None:
    for each in ("Rex.jpg", *there):
        (tmp_path / each).touch()
    found = Sidecars(naming).beside(tmp_path / "Rex.jpg")
    assert (found.file, found.is_there) == (tmp_path / name, is_there)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell no upper from lower case")
def test_photos_that_differ_in_capitals_alone_have_each_their_own(tmp_path: Path) -> None:
    for name in ("Rex.jpg", "rex.jpg", "rex.jpg.xmp"):
        (tmp_path / name).touch()
    sidecars = Sidecars(Naming.WHOLE_NAME)
    assert sidecars.beside(tmp_path / "rex.jpg").is_there
    other = sidecars.beside(tmp_path / "Rex.jpg")
    assert (other.file.name, other.is_there) == ("Rex.jpg.xmp", False)
    mirror = Mirror([tmp_path / "Rex.jpg", tmp_path / "rex.jpg"])
    places = [mirror.below(tmp_path / name) for name in ("Rex.jpg", "rex.jpg")]
    assert places == ["Rex.jpg", "rex (2).jpg"]
    assert sidecars.name_of(tmp_path / "rex.jpg", "rex (2).jpg") == "rex (2).jpg.xmp"


def test_accents_written_otherwise_are_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "Zoe\u0301.jpg").touch()
    (tmp_path / "Zo\u00e9.jpg.xmp").touch()
    assert Sidecars(Naming.WHOLE_NAME).beside(tmp_path / "Zoe\u0301.jpg").is_there


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    sidecars = Sidecars(Naming.WHOLE_NAME)
    photo = tmp_path / "gone" / "a.jpg"
    assert not sidecars.beside(photo).is_there
    assert not sidecars.has_photo(photo)


def test_a_folder_of_its_own_mirrors_where_photos_are(tmp_path: Path) -> None:
    photos = [tmp_path / "a" / "1.jpg", tmp_path / "a" / "b" / "2.jpg", tmp_path / "c" / "1.jpg"]
    mirror = Mirror(photos)
    assert [mirror.below(photo) for photo in photos] == ["a/1.jpg", "a/b/2.jpg", "c/1.jpg"]
    assert Mirror(photos[:1]).below(photos[0]) == "1.jpg"
