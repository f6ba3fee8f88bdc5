"""The format: sidecars apart, beside the photos, and copies; nothing is replaced, and no photo changes."""

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import Label
from desktop_app.commands.export_terms import terms
from desktop_app.exports.base import CancelledError, OptionValue, Place, Wording, Written
from desktop_app.exports.formats.xmp import FORMAT
from desktop_app.exports.material import Material
from desktop_app.exports.metadata.embedding import packet_in, picture_of
from desktop_app.exports.metadata.encodings import decoded
from desktop_app.exports.metadata.jpeg_segments import with_packet
from desktop_app.exports.metadata.merging import keywords_in
from desktop_app.faults import FaultError
from desktop_app.files import sync_file
from tests.unit.exports.metadata.foreign import FOREIGN, KEYWORDS
from tests.unit.exports.metadata.photos import camera_jpeg, picture

WORDING = Wording(
    {"lab": "Labrador Retriever", "boxer": "Boxer"}.__getitem__, lambda fault: fault.code, term=terms("en")
)
LAB, BOXER = Label.breed("lab"), Label.breed("boxer")
BESIDE: dict[str, OptionValue] = {"where": "beside_photos"}
COPIES: dict[str, OptionValue] = {"where": "copies"}


def rows_of(*files: Path, label: Label | None = LAB) -> list[PhotoRow]:
    by = None if label is None else "person"
    return [PhotoRow(number, file, 0, None, None, label, decided_by=by) for number, file in enumerate(files, 1)]


def material_of(rows: list[PhotoRow]) -> Material:
    return Material(len(rows), len(rows), lambda: rows)


def export(rows: list[PhotoRow], target: Path, options: dict[str, OptionValue] | None = None) -> Written:
    return FORMAT.write(target, material_of(rows), WORDING, options or {})


def words(file: Path) -> tuple[str, ...]:
    content = file.read_bytes()
    packet = packet_in(content) if file.suffix != ".xmp" else content
    assert packet is not None
    return keywords_in(decoded(packet).text).flat


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "photos" / "Bella"
    folder.mkdir(parents=True)
    files = {
        folder / "1.jpg": picture("jpeg"),
        folder / "2.png": picture("png"),
        folder.parent / "3.webp": picture("webp"),
        folder.parent / "4.tif": picture("tiff"),
    }
    for number, (file, content) in enumerate(files.items()):
        file.write_bytes(content)
        os.utime(file, ns=(number * 10**9, 1_700_000_000_123_456_700 + number))
    return list(files)


@pytest.fixture
def unchanged(photos: list[Path]) -> Callable[[], bool]:
    """Whether all photos are what they were, with their times."""

    def state() -> list[tuple[bytes, int, int, int]]:
        found = [(photo.read_bytes(), photo.stat()) for photo in photos]
        return [(content, status.st_mtime_ns, status.st_mode, status.st_nlink) for content, status in found]

    before = state()
    return lambda: state() == before


@pytest.mark.parametrize("options", [{}, BESIDE, COPIES, {"where": "beside_photos", "naming": "stem"}])
def test_what_is_planned_is_what_is_written_and_photos_stay_as_they_are(
    options: dict[str, OptionValue], photos: list[Path], unchanged: Callable[[], bool], tmp_path: Path
) -> None:
    target, rows = tmp_path / "out", rows_of(*photos)
    before = set(tmp_path.rglob("*"))
    preview = FORMAT.preview(target, material_of(rows), options)
    assert set(tmp_path.rglob("*")) == before
    written = export(rows, target, options)
    made = {file for file in set(tmp_path.rglob("*")) - before if file.is_file()}
    extra = sum(note.code == "sidecars_of_copies" for note in preview.notes)  # the TIFF's
    assert (preview.pieces, preview.left_out, preview.replaces) == (4, 0, ())
    assert (written.photos, written.pieces, written.files, written.skipped) == (4, 4 + extra, 0, ())
    assert len(made) == 4 + extra == 4 + (options == COPIES)
    for file in made - ({target / "4.tif"} if options == COPIES else set()):
        assert words(file) == ("Labrador Retriever",)
    assert len(preview.examples) == 3
    assert all(
        any(file.as_posix().endswith(f"/{Path(example).as_posix()}") for file in made) for example in preview.examples
    )
    assert unchanged()


def test_a_few_keywords_are_shown_as_they_will_be(photos: list[Path], tmp_path: Path) -> None:
    rows = [replace(row, animal=Animal(1, "Bella", "A1200"), pick=1) for row in rows_of(*photos)]
    first = FORMAT.preview_in_words(tmp_path / "out", material_of(rows), WORDING, {}).notes[0]
    assert first.code == "keywords"
    assert first.facts["names"] == (
        "Pawsort|Looks like|Labrador Retriever, Pawsort|Animal|Bella A1200, Pawsort|State|Adoption page"
    )


def test_names_are_those_of_the_photos(photos: list[Path], tmp_path: Path) -> None:
    export(rows_of(*photos), tmp_path / "a")
    names = {file.relative_to(tmp_path / "a").as_posix() for file in (tmp_path / "a").rglob("*.xmp")}
    assert names == {"Bella/1.jpg.xmp", "Bella/2.png.xmp", "3.webp.xmp", "4.tif.xmp"}
    export(rows_of(*photos), tmp_path / "b", {"naming": "stem"})
    assert (tmp_path / "b" / "Bella" / "1.xmp").is_file()


def test_beside_the_photos_no_place_is_named() -> None:
    assert FORMAT.place_with(BESIDE) is None
    assert FORMAT.place_with({}) is FORMAT.place_with(COPIES) is Place.FOLDER


def test_a_sidecar_that_is_there_is_added_to(photos: list[Path], tmp_path: Path) -> None:
    sidecar = photos[0].with_name("1.xmp")
    sidecar.write_bytes(FOREIGN.encode("utf-16"))
    sidecar.chmod(0o640)
    rows = rows_of(photos[0], label=BOXER)
    notes = FORMAT.preview(tmp_path, material_of(rows), BESIDE).notes
    assert {(note.code, note.facts.get("files")) for note in notes} == {("added_to", 1), ("only_files_beside", None)}
    assert export(rows, tmp_path, BESIDE).pieces == 1
    assert words(sidecar) == (*KEYWORDS, "Boxer")
    assert not photos[0].with_name("1.jpg.xmp").exists()
    if os.name == "posix":
        assert sidecar.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("options", [{}, BESIDE, COPIES])
def test_exporting_again_writes_nothing_and_a_corrected_label_leaves_no_old_breed(
    options: dict[str, OptionValue], photos: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "out"
    export(rows_of(*photos), target, options)
    again = export(rows_of(*photos), target, options)
    assert (again.photos, again.pieces, again.skipped) == (4, 0, ())
    assert [(note.code, note.facts["files"]) for note in again.notes] == [("same", 4)]
    corrected = export(rows_of(*photos, label=BOXER), target, options)
    assert corrected.pieces == 4
    written = [*tmp_path.rglob("1.jpg.xmp"), *target.rglob("1.jpg")]
    assert [words(file) for file in written] == [("Boxer",)]


def test_a_label_that_was_taken_back_leaves_the_sidecar_as_it_was(photos: list[Path], tmp_path: Path) -> None:
    sidecar = photos[0].with_name("1.jpg.xmp")
    sidecar.write_text(FOREIGN, encoding="utf-8", newline="")
    export(rows_of(photos[0], label=BOXER), tmp_path, BESIDE)
    rows = rows_of(*photos[:2], label=None)
    preview = FORMAT.preview(tmp_path, material_of(rows), BESIDE)
    assert (preview.pieces, preview.left_out) == (1, 1)
    written = export(rows, tmp_path, BESIDE)
    assert (written.photos, written.pieces) == (0, 1)
    assert sidecar.read_bytes() == FOREIGN.encode()
    assert not photos[1].with_name("2.png.xmp").exists()


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_new_sidecar_begins_with_the_packet_in_the_photo(codec: str, tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    declared = f'<?xml version="1.0" encoding="{codec}"?>'
    photo.write_bytes(camera_jpeg((declared + FOREIGN).encode(codec)))
    export(rows_of(photo, label=BOXER), tmp_path, BESIDE)
    sidecar = (tmp_path / "a.jpg.xmp").read_text("utf-8")
    assert words(tmp_path / "a.jpg.xmp") == (*KEYWORDS, "Boxer")
    assert "Saint-Étienne" in sidecar
    assert sidecar.startswith("<?xpacket")


def test_a_sidecar_elsewhere_begins_with_the_one_beside_the_photo(photos: list[Path], tmp_path: Path) -> None:
    photos[0].with_name("1.xmp").write_text(FOREIGN, encoding="utf-8")
    for options, sidecar in (({}, tmp_path / "own" / "1.jpg.xmp"), (COPIES, tmp_path / "copies" / "1.jpg.xmp")):
        export(rows_of(photos[0], label=BOXER), sidecar.parent, options)
        assert words(sidecar) == (*KEYWORDS, "Boxer")
    assert photos[0].with_name("1.xmp").read_text("utf-8") == FOREIGN


def test_a_copy_is_the_photo_with_its_time_and_what_came_into_it_since_stays(
    photos: list[Path], tmp_path: Path
) -> None:
    copy = tmp_path / "out" / "1.jpg"
    export(rows_of(photos[0]), copy.parent, COPIES)
    assert picture_of(copy.read_bytes()) == picture_of(photos[0].read_bytes())
    assert copy.stat().st_mtime_ns == photos[0].stat().st_mtime_ns
    packet = packet_in(copy.read_bytes())
    assert packet is not None
    edited = packet.replace(b"<dc:subject>", b"<dc:format>kept</dc:format><dc:subject>")
    copy.write_bytes(with_packet(copy.read_bytes(), edited))
    export(rows_of(photos[0], label=BOXER), copy.parent, COPIES)
    assert b"<dc:format>kept</dc:format>" in copy.read_bytes()
    assert words(copy) == ("Boxer",)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"no xmp", "sidecar.not_xmp"),
        (b"", "sidecar.not_xmp"),
        (b"\x00\xff" * 9, "sidecar.not_xmp"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "sidecar.bomb"),
        (b" " * ((16 << 20) + 1), "sidecar.too_large"),
    ],
)
def test_a_sidecar_that_cannot_be_added_to_is_left_alone_and_named(
    content: bytes, code: str, photos: list[Path], tmp_path: Path
) -> None:
    sidecar = photos[0].with_name("1.jpg.xmp")
    sidecar.write_bytes(content)
    written = export(rows_of(*photos[:2]), tmp_path, BESIDE)
    assert sidecar.read_bytes() == content
    assert [(fault.code, fault.facts["file"]) for fault in written.skipped] == [(code, str(sidecar))]
    assert words(photos[1].with_name("2.png.xmp")) == ("Labrador Retriever",)


def test_a_write_protected_sidecar_stays_so(photos: list[Path], tmp_path: Path) -> None:
    sidecar = photos[0].with_name("1.jpg.xmp")
    sidecar.write_text(FOREIGN, encoding="utf-8")
    sidecar.chmod(0o444)
    written = export(rows_of(photos[0], label=BOXER), tmp_path, BESIDE)
    assert [fault.code for fault in written.skipped] == ["sidecar.read_only"]
    assert sidecar.read_text("utf-8") == FOREIGN


def test_a_sidecar_that_changes_meanwhile_is_left_to_whoever_changed_it(
    photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sidecar, other = photos[0].with_name("1.jpg.xmp"), photos[1].with_name("2.png.xmp")
    sidecar.write_text(FOREIGN, encoding="utf-8")

    def meanwhile(file: Path) -> None:
        sync_file(file)
        sidecar.write_text("somebody else's", encoding="utf-8")
        other.write_text("somebody else's", encoding="utf-8")

    monkeypatch.setattr("desktop_app.exports.metadata.placing.sync_file", meanwhile)
    written = export(rows_of(photos[0], label=BOXER), tmp_path, BESIDE)
    assert [fault.code for fault in written.skipped] == ["sidecar.changed"]
    other.unlink()
    written = export(rows_of(photos[1], label=BOXER), tmp_path, BESIDE)
    assert [fault.code for fault in written.skipped] == ["sidecar.changed"]
    assert sidecar.read_text("utf-8") == other.read_text("utf-8") == "somebody else's"
    assert not list(tmp_path.rglob(".pawsort*"))


def test_a_folder_or_a_dead_link_in_the_way_is_named(photos: list[Path], tmp_path: Path) -> None:
    photos[0].with_name("1.jpg.xmp").mkdir()
    photos[1].with_name("2.png.xmp").symlink_to(tmp_path / "nothing")
    written = export(rows_of(*photos), tmp_path, BESIDE)
    assert [fault.code for fault in written.skipped] == ["sidecar.no_file"] * 2
    assert written.pieces == 2


def test_copies_go_onto_no_photo_and_onto_no_other_file(
    photos: list[Path], unchanged: Callable[[], bool], tmp_path: Path
) -> None:
    with pytest.raises(FaultError, match="holds_photos"):
        export(rows_of(*photos), photos[0].parent.parent, COPIES)
    folder = photos[0].parent.parent / "copies"
    second = folder / "Bella" / "1.jpg"  # where the copy of the first would be
    second.parent.mkdir(parents=True)
    second.write_bytes(photos[1].read_bytes())
    onto = export(rows_of(photos[0], second), folder, COPIES)
    assert [fault.code for fault in onto.skipped] == ["sidecar.is_photo"]
    assert second.read_bytes() == photos[1].read_bytes()
    assert unchanged()
    out = tmp_path / "out"
    out.mkdir()
    (out / "1.jpg").write_bytes(picture("jpeg"))
    (out / "2.png").write_bytes(b"a text")
    before = [(out / name).read_bytes() for name in ("1.jpg", "2.png")]
    written = export(rows_of(*photos[:2]), out, COPIES)
    assert [fault.code for fault in written.skipped] == ["sidecar.other_file"] * 2
    assert [(out / name).read_bytes() for name in ("1.jpg", "2.png")] == before


def test_a_photo_that_is_not_there_is_said_and_gets_nothing(photos: list[Path], tmp_path: Path) -> None:
    photos[0].unlink()
    rows = rows_of(*photos)
    [note] = FORMAT.preview(tmp_path / "out", material_of(rows), {}).notes
    assert (note.code, note.facts["photos"], note.is_warning) == ("gone", 1, True)
    for options in ({}, BESIDE, COPIES):
        written = export(rows, tmp_path / "out", options)
        assert [fault.code for fault in written.skipped] == ["write.source_gone"]
        assert written.photos == 3
    assert not photos[0].with_name("1.jpg.xmp").exists()


def test_whoever_ends_it_in_the_middle_has_whole_files(photos: list[Path], tmp_path: Path) -> None:
    class After:
        def advance(self, done: int, total: int) -> None:
            if done == 2:
                raise CancelledError

    written = FORMAT.write(tmp_path / "out", material_of(rows_of(*photos)), WORDING, {}, After())
    assert (written.is_cancelled, written.photos, written.pieces) == (True, 2, 2)
    assert {words(file) for file in (tmp_path / "out").rglob("*") if file.is_file()} == {("Labrador Retriever",)}


def test_a_full_disk_ends_it_with_a_reason_and_leaves_nothing_half(
    photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sidecar = photos[0].with_name("1.jpg.xmp")
    sidecar.write_text(FOREIGN, encoding="utf-8")
    monkeypatch.setattr("desktop_app.exports.metadata.placing.sync_file", full)
    written = export(rows_of(*photos, label=BOXER), tmp_path, BESIDE)
    assert [(fault.code, fault.facts["file"]) for fault in written.skipped] == [("write.disk_full", str(sidecar))]
    assert sidecar.read_text("utf-8") == FOREIGN
    assert not list(tmp_path.rglob(".pawsort*"))


def test_a_folder_that_goes_away_ends_it(photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"

    def pulled_out(_file: Path) -> None:
        shutil.rmtree(out)
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))

    monkeypatch.setattr("desktop_app.exports.metadata.placing.sync_file", pulled_out)
    written = export(rows_of(*photos), out)
    assert [fault.code for fault in written.skipped] == ["write.failed"]


def test_a_folder_into_which_nothing_came_is_not_left_behind(photos: list[Path], tmp_path: Path) -> None:
    export(rows_of(*photos, label=None), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_said(photos: list[Path], tmp_path: Path) -> None:
    photos[0].parent.chmod(0o555)
    written = export(rows_of(*photos), tmp_path, BESIDE)
    photos[0].parent.chmod(0o755)
    assert [fault.code for fault in written.skipped] == ["write.forbidden"] * 2


def test_without_breeds_the_animals_are_still_named(photos: list[Path], tmp_path: Path) -> None:
    rows = [replace(rows_of(photos[0])[0], animal=Animal(1, "Bella", "A1200"))]
    export(rows, tmp_path / "out", {"no_breed": True})
    assert words(tmp_path / "out" / "1.jpg.xmp") == ("Bella A1200",)
