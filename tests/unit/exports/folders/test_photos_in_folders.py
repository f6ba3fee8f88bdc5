"""The format `folders`: which photo goes where and under which name; what is said before; the photos stay."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import Animal, Species
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.commands.export_terms import terms
from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import Note, OptionValue, Preview, Wording, Written
from desktop_app.exports.folders.name_patterns import NamePattern, PhotoNames
from desktop_app.exports.folders.names import compared
from desktop_app.exports.folders.photo_folders import PhotoFolders, SortBy
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered, of_rows
from desktop_app.faults import Fault, FaultError
from tests.golden.session import GoldenSession
from tests.golden.writing import wording

BELLA, REX = Animal(1, "Bella", "A1200"), Animal(2, "Rex", "")
NAMES = {"n1": "Beagle", "n2": "AC/DC terrier"}
ENGLISH = Wording(lambda breed_id: NAMES.get(breed_id, breed_id), lambda fault: fault.code, ".", terms("en"))
FRENCH = replace(ENGLISH, term=terms("fr"))
KNOWN = {
    "animal": "A1200 Bella", "number": "A1200", "breed": "Beagle", "state": "Confirmed", "name": "IMG_1",
    "date": "2026-11-24",
}  # fmt: skip
Export = Callable[..., tuple[Preview, Written]]


def row(photo_id: int, label: Label | None = None, animal: Animal | None = None, **more: object) -> PhotoRow:
    made = PhotoRow(photo_id, Path(f"/photos/{photo_id}.jpg"), 0, None, None, label, animal=animal)
    return replace(made, **more)  # type: ignore[arg-type]


def folders_of(rows: list[PhotoRow], by: SortBy, words: Wording = ENGLISH) -> list[str]:
    folders = PhotoFolders(by, of_rows(rows).herd(), words)
    return [folders.folder_of(each) for each in rows]


def test_every_answer_has_a_folder_of_its_own_in_the_language_of_the_person() -> None:
    beagle = Label.breed("n1")
    rows = [
        row(1, beagle),
        row(2, Label.mix("n1", "n2")),
        row(3, Label.mix()),
        row(4, UNKNOWN),
        row(5, NO_DOG),
        row(6, beagle, several_dogs=True),
        row(7),
        row(8, fault=Fault("photo.cut_short")),
        row(9, beagle, label_of_another_file=True),
        row(10, beagle, BELLA),
        row(11, Label.breed("n2"), BELLA),
        row(12, NO_DOG, BELLA),
        row(13, None, BELLA),
    ]
    disagree = ["Photos disagree", "Photos disagree", "No dog", "Not decided yet"]
    assert folders_of(rows, SortBy.BREED) == [
        *("Beagle", "Beagle + AC/DC terrier (mix)", "Mix", "Unknown", "No dog", "Several dogs", "Not decided yet"),
        *("Unreadable", "Not decided yet", *disagree),
    ]
    assert folders_of(rows[:7], SortBy.BREED, FRENCH) == [
        *("Beagle", "Beagle + AC/DC terrier (croisé)", "Croisé", "Inconnu", "Pas de chien", "Plusieurs chiens"),
        "Pas encore décidé",
    ]


def test_animals_that_are_called_the_same_have_folders_of_their_own() -> None:
    animals = [
        BELLA,
        REX,
        Animal(3, "REX"),
        Animal(4, "bella", "a1200"),
        Animal(5),
        Animal(6, species=Species.CAT),
        None,
    ]
    rows = [row(number, None, animal) for number, animal in enumerate([*animals, BELLA, Animal(7, "No animal")], 1)]
    folders = folders_of(rows, SortBy.ANIMAL)
    assert folders == [
        *("A1200 Bella", "Rex (2)", "REX", "a1200 bella (2)", "Dog", "Cat", "No animal", "A1200 Bella"),
        "No animal (2)",
    ]
    assert len({compared(each) for each in folders}) == 8


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("{name}", ["Beagle/IMG_1.JPG", "Beagle/IMG_1.JPG"]),
        ("{animal} {count}", ["Beagle/A1200 Bella 1.JPG", "Beagle/A1200 Bella 2.JPG"]),
        ("{ Numéro }_{RACE}", ["Beagle/A1200_Beagle.JPG"] * 2),
        ("{date}/{number} - {name}", ["Beagle/2026-11-24/A1200 - IMG_1.JPG"] * 2),
        ("../{name}/ /x", ["Beagle/_/IMG_1/x.JPG"] * 2),
        ("one {} brace { of text", ["Beagle/IMG_1.JPG"]),
    ],
)
def test_names_are_made_of_a_pattern(pattern: str, names: list[str]) -> None:
    if "{}" in pattern:
        with pytest.raises(FaultError, match=r"^export\.unknown_field"):
            NamePattern(pattern, "name")
        return
    made = PhotoNames(NamePattern(pattern, "name"))
    assert [made.relative("Beagle", KNOWN, ".JPG") for _ in names] == names


def test_what_is_not_known_leaves_no_gap_in_a_name() -> None:
    unknown = {**KNOWN, "number": "", "animal": "", "date": ""}
    for pattern, name in {
        "{number} - {name}": "IMG_1.jpg", "{date}_{number}_{count}": "1.jpg", "{number}": "IMG_1.jpg"
    }.items():  # fmt: skip
        assert PhotoNames(NamePattern(pattern, "name")).relative("", unknown, ".jpg") == name


@pytest.mark.parametrize("pattern", ["", " ", "/", "{colour}", "{name} {}", "{name}{race?}"])
def test_a_pattern_that_means_nothing_is_told_with_the_fields_there_are(pattern: str, golden: GoldenSession) -> None:
    folders, out, material = all_formats()["folders"], golden.folder / "out", gathered(golden.file)
    options: dict[str, OptionValue] = {"name": pattern}
    for use in (
        lambda: folders.preview(out, material, options), lambda: folders.write(out, material, ENGLISH, options)
    ):  # fmt: skip
        with pytest.raises(FaultError) as caught:
            use()
        assert caught.value.fault.facts["option"] == "name"
        assert "{animal}, {number}, {breed}, {state}, {name}, {date}, {count}" in sentence(caught.value.fault)
    assert not out.exists()


@pytest.mark.parametrize("options", [{"no_breed": True}, {"no_breed": True, "sort_by": "state", "name": "{breed}"}])
def test_without_breeds_none_is_written_into_names(
    options: Mapping[str, OptionValue], golden_original: GoldenSession, tmp_path: Path
) -> None:
    with pytest.raises(FaultError, match=r"^export\.no_breed_"):
        all_formats()["folders"].preview(tmp_path / "out", gathered(golden_original.file), options)


@pytest.fixture
def export(golden: GoldenSession) -> Export:
    """Writes the golden session into folders, sees that the photos stay as they are, and says what was told."""

    def write(out: Path, language: str = "en", **options: OptionValue) -> tuple[Preview, Written]:
        before, folders, material = golden.state_of_photos(), all_formats()["folders"], gathered(golden.file)
        preview = folders.preview_in_words(out, material, wording(language), options)
        written = folders.write(out, material, wording(language), options)
        after = golden.state_of_photos()
        assert {name: after[name] for name in before} == before, "bytes, times and rights stay"
        assert written.photos + len(written.skipped) == material.photos - preview.left_out
        return preview, written

    return write


def listed(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_what_is_planned_is_what_is_written_and_written_again_it_is_the_same(export: Export, tmp_path: Path) -> None:
    out = tmp_path / "sorted"
    preview, written = export(out, photos="all")
    there = listed(out)
    assert (preview.pieces, written.pieces, len(there)) == (73, 73, 73)
    assert preview.examples[0] in there
    assert [fault.code for fault in written.skipped] == ["write.source_gone"]
    assert {note.code for note in preview.notes} == {"room", "gone", "disagreeing"}
    _, again = export(out, photos="all")
    assert (again.photos, again.pieces, again.notes) == (73, 0, (Note("same", {"files": 73}),))
    assert listed(out) == there


@pytest.mark.skipif(sys.platform == "win32", reason="tells links from copies by numbers of POSIX")
def test_links_are_told_to_be_the_photos_themselves(export: Export, golden: GoldenSession, tmp_path: Path) -> None:
    preview, written = export(tmp_path / "sorted", made_as="links", sort_by="animal")
    assert [note.code for note in preview.notes] == ["linked", "gone"]
    assert (tmp_path / "sorted" / "A1201 Rex" / "1.jpg").samefile(golden.photos / "Rex A1201" / "1.jpg")
    assert written.notes == ()


def test_suggestions_are_taken_where_a_person_wants_that(export: Export, tmp_path: Path) -> None:
    decided, _ = export(tmp_path / "none")
    sure, _ = export(tmp_path / "sure", accept_suggestions="sure")
    assert sure.pieces > decided.pieces
    assert sure.left_out < decided.left_out


def test_copies_never_come_between_the_photos(golden: GoldenSession) -> None:
    folders, material = all_formats()["folders"], gathered(golden.file)
    with pytest.raises(FaultError, match=r"^where\.holds_photos"):
        folders.preview(golden.photos / "Rex A1201", material, {})
    with pytest.raises(FaultError, match=r"^where\.holds_photos"):
        folders.write(golden.photos / "Rex A1201", material, ENGLISH, {})
    for among in (golden.folder, golden.photos / "Rex A1201" / "sorted"):
        notes = folders.preview(among, material, {}).notes
        assert Note("among_photos", {"folder": str(among)}, is_warning=True) in notes
    elsewhere = folders.preview(golden.folder / "out", material, {}).notes
    assert "among_photos" not in {note.code for note in elsewhere}


def test_a_disk_without_room_is_told_before_and_nothing_is_begun(
    golden: GoldenSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=1000))
    folders, material, out = all_formats()["folders"], gathered(golden.file), tmp_path / "out"
    assert Note("no_room", {"megabytes": 1, "free": 0}, is_warning=True) in folders.preview(out, material, {}).notes
    with pytest.raises(FaultError, match=r"^write\.no_room"):
        folders.write(out, material, ENGLISH, {})
    assert not out.exists()


def test_a_photo_that_became_another_one_meanwhile_is_not_copied_under_its_label(
    golden: GoldenSession, tmp_path: Path
) -> None:
    changed = golden.photos / "Rex A1201" / "1.jpg"
    material = gathered(golden.file)
    os.utime(changed, ns=(changed.stat().st_mtime_ns + 10**9 * 1234,) * 2)
    written = all_formats()["folders"].write(tmp_path / "out", material, ENGLISH, {})
    assert Fault("write.source_changed", {"file": str(changed)}) in written.skipped
    assert written.photos == 59
