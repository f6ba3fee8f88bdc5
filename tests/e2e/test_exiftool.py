"""exiftool and exiv2 (the library of digiKam and darktable) read back what was written, and what was there before."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from desktop_app.cli import pawsort
from desktop_app.exports.metadata.embedding import with_keywords
from desktop_app.exports.metadata.merging import EMPTY_PACKET, Keywords, merged
from desktop_app.exports.metadata.sidecars import merged_bytes
from tests.golden.session import GoldenSession
from tests.unit.exports.metadata.foreign import FOREIGN, KEYWORDS, PATHS
from tests.unit.exports.metadata.photos import camera_jpeg, extended_jpeg, picture

pytestmark = pytest.mark.end_to_end
with_exiftool = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
with_exiv2 = pytest.mark.skipif(shutil.which("exiv2") is None, reason="exiv2 is not installed")

OURS = Keywords(
    ("Labrador Retriever", "Beagle & Co", "Bella Œil A1200"),
    (("Pawsort", "Looks like", "Labrador Retriever"), ("Pawsort", "Animal", "Bella Œil A1200")),
)
CHANGED = {"XMP-dc:Subject", "XMP-lr:HierarchicalSubject", "XMP-digiKam:TagsList"}
ADDED = {"XMP-pawsort:AddedSubject", "XMP-pawsort:AddedHierarchicalSubject", "XMP-pawsort:AddedTagsList"}
# What exiftool says of the file, or counts from its beginning: it moves with what is put before it.
OF_THE_FILE = ("SourceFile", "ExifTool:ExifToolVersion", "System:", "File:")
PLACES = {"MPImage1:MPImageLength", "MPImage2:MPImageStart", "IFD1:ThumbnailOffset"}


def exiftool(file: Path) -> dict[str, Any]:
    """All that exiftool finds, unknown things too."""
    run = ["exiftool", "-j", "-G1", "-struct", "-a", "-u", "-ee", str(file)]
    [read] = json.loads(subprocess.run(run, capture_output=True, check=True).stdout)
    return {name: value for name, value in read.items() if not name.startswith(OF_THE_FILE)}


def exiv2(file: Path, *kinds: str) -> dict[str, str]:
    """What exiv2 finds."""
    found = {}
    for kind in kinds or ("-PXkv",):
        done = subprocess.run(["exiv2", kind, str(file)], capture_output=True, check=False)
        assert done.stderr == b""
        for line in done.stdout.decode().splitlines():
            name, _, value = line.partition(" ")
            found[name] = value.strip()
    return found


def put(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


@with_exiftool
@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le"])
def test_a_sidecar_with_fifty_foreign_properties_keeps_them_all(codec: str, tmp_path: Path) -> None:
    before = exiftool(put(tmp_path, "a.xmp", FOREIGN.encode(codec)))
    after = exiftool(put(tmp_path, "b.xmp", merged_bytes(FOREIGN.encode(codec), OURS)))
    foreign = before.keys() - CHANGED
    assert len(foreign) >= 50
    assert {name: after[name] for name in foreign} == {name: before[name] for name in foreign}
    assert after.keys() - before.keys() == ADDED
    assert after["XMP-dc:Subject"] == [*KEYWORDS, "Beagle & Co", "Bella Œil A1200"]
    assert after["XMP-lr:HierarchicalSubject"] == [*PATHS, *("|".join(path) for path in OURS.paths)]
    theirs = [path.replace("|", "/") for path in PATHS]
    assert after["XMP-digiKam:TagsList"] == [*theirs, *("/".join(path) for path in OURS.paths)]


@with_exiv2
def test_exiv2_reads_the_same_before_and_after(tmp_path: Path) -> None:
    before = exiv2(put(tmp_path, "a.xmp", FOREIGN.encode()))
    after = exiv2(put(tmp_path, "b.xmp", merged(FOREIGN, OURS).encode()))
    foreign = {
        name for name in before if name not in ("Xmp.dc.subject", "Xmp.lr.hierarchicalSubject", "Xmp.digiKam.TagsList")
    }
    assert len(foreign) >= 80  # it counts the parts of structures
    assert {name: after[name] for name in foreign} == {name: before[name] for name in foreign}
    assert "Beagle & Co" in after["Xmp.dc.subject"]


@with_exiftool
@with_exiv2
def test_a_new_sidecar_is_read_by_both(tmp_path: Path) -> None:
    file = put(tmp_path, "Rex.jpg.xmp", merged(EMPTY_PACKET, OURS).encode())
    read = exiftool(file)
    assert read["XMP-dc:Subject"] == list(OURS.flat)
    assert read["XMP-lr:HierarchicalSubject"] == ["|".join(path) for path in OURS.paths]
    assert read["XMP-digiKam:TagsList"] == ["/".join(path) for path in OURS.paths]
    other = exiv2(file, "-PXkyv")
    assert other["Xmp.digiKam.TagsList"].startswith("XmpSeq")
    assert other["Xmp.lr.hierarchicalSubject"].startswith("XmpBag")


@with_exiftool
@with_exiv2
def test_what_other_programs_write_back_is_still_known_as_ours(tmp_path: Path) -> None:
    by_exiftool = put(tmp_path, "a.xmp", merged(FOREIGN, OURS).encode())
    subprocess.run(["exiftool", "-q", "-overwrite_original", "-xmp:rating=2", by_exiftool], check=True)
    by_exiv2 = put(tmp_path, "b.xmp", merged(FOREIGN, OURS).encode())
    subprocess.run(["exiv2", "-M", "set Xmp.xmp.Rating 2", by_exiv2], check=True, capture_output=True)
    for file in (by_exiftool, by_exiv2):
        corrected = merged_bytes(file.read_bytes(), Keywords(("Boxer",), (("Pawsort", "Looks like", "Boxer"),)))
        read = exiftool(put(tmp_path, "c.xmp", corrected))
        assert read["XMP-dc:Subject"] == [*KEYWORDS, "Boxer"]
        assert read["XMP-lr:HierarchicalSubject"] == [*PATHS, "Pawsort|Looks like|Boxer"]
        assert read["XMP-xmp:Rating"] == 2


@with_exiftool
@pytest.mark.parametrize("packet", [None, FOREIGN.encode()], ids=["without a packet", "with one"])
def test_a_copy_keeps_exif_iptc_profile_makers_note_and_second_picture(packet: bytes | None, tmp_path: Path) -> None:
    photo = camera_jpeg(packet)
    before = exiftool(put(tmp_path, "a.jpg", photo))
    after = exiftool(put(tmp_path, "b.jpg", with_keywords(photo, OURS)))
    groups = {name.partition(":")[0] for name in before}
    assert {"IFD0", "ExifIFD", "GPS", "IPTC", "ICC-header", "MPF0", "MPImage2"} <= groups
    foreign = before.keys() - CHANGED - PLACES
    assert {name: after[name] for name in foreign} == {name: before[name] for name in foreign}
    assert set(OURS.flat) <= set(after["XMP-dc:Subject"])
    for name, content in (("a.jpg", photo), ("b.jpg", (tmp_path / "b.jpg").read_bytes())):
        run = ["exiftool", "-b", "-MPImage2", str(tmp_path / name)]
        second = subprocess.run(run, capture_output=True, check=True).stdout
        assert second == content[-len(second) :]
        assert second.startswith(b"\xff\xd8")


@with_exiftool
def test_extended_xmp_is_still_put_together(tmp_path: Path) -> None:
    more = FOREIGN.replace("dc:subject", "dc:relation").replace("hierarchicalSubject", "other").replace("TagsList", "T")
    photo = extended_jpeg(more)
    before = exiftool(put(tmp_path, "a.jpg", photo))
    after = exiftool(put(tmp_path, "b.jpg", with_keywords(photo, OURS)))
    assert after["XMP-dc:Relation"] == before["XMP-dc:Relation"] == list(KEYWORDS)
    assert {name: after[name] for name in before.keys() - CHANGED} == {
        name: before[name] for name in before.keys() - CHANGED
    }


@with_exiftool
@with_exiv2
@pytest.mark.parametrize(("form", "how"), [("jpeg", {}), ("png", {}), ("webp", {}), ("webp", {"lossless": True})])
def test_copies_of_all_kinds_are_read_by_both(form: str, how: dict[str, Any], tmp_path: Path) -> None:
    file = put(tmp_path, f"a.{form}", with_keywords(picture(form, **how), OURS))
    assert exiftool(file)["XMP-dc:Subject"] == list(OURS.flat)
    found = exiv2(file)
    assert found["Xmp.digiKam.TagsList"] == ", ".join("/".join(path) for path in OURS.paths)
    checked = subprocess.run(["exiftool", "-validate", "-warning", "-a", file], capture_output=True, text=True)
    assert "Validate                        : OK" in checked.stdout, checked.stdout


@with_exiftool
def test_what_the_command_writes_is_read_and_the_photos_are_as_they_were(golden: GoldenSession, tmp_path: Path) -> None:
    before = golden.state_of_photos()
    for where, place in (
        ("own_folder", tmp_path / "own"),
        ("copies", tmp_path / "copies"),
        ("beside_photos", golden.photos),
    ):
        out = [] if where == "beside_photos" else ["--out", str(place)]
        run = ["export", str(golden.file), "--format", "xmp", "--option", f"where={where}", "--language", "fr", *out]
        done = CliRunner().invoke(pawsort, run, standalone_mode=False)
        assert done.exception is None
        read = json.loads(
            subprocess.run(
                ["exiftool", "-j", "-r", "-struct", "-XMP:all", place], capture_output=True, check=True
            ).stdout
        )
        found = {
            Path(each["SourceFile"]).relative_to(place).as_posix().removesuffix(".xmp"): each["TagsList"]
            for each in read
            if "TagsList" in each
        }
        assert len(found) == 72
        assert found["Bella A1200/1.jpg"] == [
            "Pawsort/Ressemble à/Beagle",
            "Pawsort/Animal/Bella A1200",
            "Pawsort/État/Page d\u2019adoption",
        ]
    after = golden.state_of_photos()
    assert {name: after[name] for name in before} == before
