"""Tables for RescueGroups, Adopt-a-Pet and Petfinder: who is in them, what stands there, and what is said before."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.catalog.values.animals import Species
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.commands.format_words import EnglishCounts, preview_lines
from desktop_app.commands.formats import all_words
from desktop_app.exports.gathering import gathered
from desktop_app.exports.shelters.feeds import FeedError
from tests.golden.session import GoldenSession
from tests.unit.exports.shelters.herds import FEEDS, ID, TABLES, Herd, exported, feed, notes, planned, table

pytestmark = pytest.mark.usefixtures("nobodys_own_words")

BEAGLE, BOXER, PUG = Label.breed("n02088364"), Label.breed("n02108089"), Label.breed("n02110958")
BEAGLE_BOXER = Label.mix("n02088364", "n02108089")
OF_THREE = Label.mix("n02088364", "n02108089", "n02110958")
DINGO, MIX = Label.breed("n02115641"), Label.mix()
ADOPT_A_PET = (
    *("Id", "Animal", "Breed", "Breed2", "Purebred", "Age", "Name", "Size", "Sex", "Description", "Status"),
    *("GoodWKids", "GoodWCats", "GoodWDogs", "SpayedNeutered", "ShotsCurrent", "Housetrained", "SpecialNeeds"),
)


# What stands in them


def test_rescuegroups_gets_its_columns_and_blank_breeds_for_what_nobody_knows(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", BEAGLE, BEAGLE, name="Bella")
    herd.add("A2", BEAGLE_BOXER, name="Rex")
    herd.add("A3", MIX)
    herd.add("A4", UNKNOWN, name="Élan")
    written = exported("rescuegroups", herd, tmp_path / "out")
    assert (tmp_path / "out" / "pets.csv").read_bytes().decode() == (
        '"externalID","status","name","type","priBreed","secBreed","mix","photo1","photo2","photo3","photo4"\n'
        '"A1","Available","Bella","Dog","Beagle","","","A1-1.jpg","A1-2.jpg","",""\n'
        '"A2","Available","Rex","Dog","Beagle","Boxer","Yes","A2-1.jpg","","",""\n'
        '"A3","Available","A3","Dog","","","Yes","A3-1.jpg","","",""\n'
        '"A4","Available","Élan","Dog","","","","A4-1.jpg","","",""\n'
    )
    assert (written.animals, written.files, written.pieces, written.skipped) == (4, 1, 5, ())
    names = sorted(path.name for path in (tmp_path / "out" / "pictures").iterdir())
    assert names == ["A1-1.jpg", "A1-2.jpg", "A2-1.jpg", "A3-1.jpg", "A4-1.jpg"]


def test_petfinder_gets_all_its_columns_in_order_and_its_name(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", BEAGLE_BOXER, name="Rex", note="- walks\n\n<3 cats")
    exported("petfinder", herd, tmp_path / "out", description="note", status="hold")
    header, row = (tmp_path / "out" / "NJ94.csv").read_text(encoding="utf-8").splitlines()
    assert header == (
        '"ID","Internal","AnimalName","PrimaryBreed","SecondaryBreed","Sex","Size","Age","Desc","Type","Status","Shots",'
        '"Altered","NoDogs","NoCats","NoKids","Housetrained","Declawed","specialNeeds","Mix","photo1","photo2","photo3",'
        '"photo4","photo5","photo6","arrival_date","birth_date","primaryColor","secondaryColor","tertiaryColor",'
        '"coat_length","adoption_fee","display_adoption_fee","adoption_fee_waived","special_needs_notes","no_other",'
        '"no_other_note","tags"'
    )
    assert row.startswith(
        '"A1","A1","Rex","Beagle","Boxer","","",""," - walks&#10;&#10;<3 cats","Dog","H","","","","","","","","","1",""'
    )
    assert row.count('","') == 38
    assert (tmp_path / "out" / "photos" / "A1-1.jpg").exists()


@pytest.mark.parametrize("header", [False, True])
def test_adoptapet_gets_a_table_and_what_its_columns_are(herd: Herd, tmp_path: Path, header: bool) -> None:
    herd.add("A1", BEAGLE, name="Bella", note="Calm & kind\nNo cats")
    herd.add("A2", BEAGLE_BOXER)
    herd.add("A3", UNKNOWN)
    exported("adoptapet", herd, tmp_path / "out", description="note", header=header)
    lines = (tmp_path / "out" / "pets.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:-3] == ([",".join(f'"{column}"' for column in ADOPT_A_PET)] if header else [])
    rest = '"","Available","","","","","","",""'
    assert lines[-3:] == [
        f'"A1","Dog","Beagle","","1","","Bella","","","Calm &amp; kind<br>No cats",{rest[3:]}',
        f'"A2","Dog","Beagle","Boxer","0","","A2","","",{rest}',
        f'"A3","Dog","Mixed Breed (Medium)","","0","","A3","","",{rest}',
    ]
    mapping = (tmp_path / "out" / "import.cfg").read_text(encoding="ascii").splitlines()
    assert mapping[0].startswith(";")
    assert mapping[1:5] == ["#1:Id=Id", "#2:Animal=Animal", "#3:Breed=Breed", "#4:Breed2=Breed2"]
    assert len(mapping) == 1 + 18
    assert (tmp_path / "out" / "photos" / "A2-1.jpg").exists()


def test_what_the_shelter_knows_fills_the_columns_of_each_site(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", UNKNOWN)
    herd.add("A2", BEAGLE, name="Rex", note="bites")
    herd.add("C1", NO_DOG, name="Mimi", species=Species.CAT)
    details = tmp_path / "shelter.csv"
    details.write_text(
        "Code;Nom;Sexe;Taille;Âge;Stérilisé;Race;OK chats;Description\n"
        "a1;Bella;Femelle;Petite;4 mois;oui;Beagle;non;« Câline »\n"
        "A2;Old name;Mâle;Grand;9 ans;non;;oui;\n"
        "C1;;F;;2 ans;;Siamese;;\n",
        encoding="utf-8",
    )
    for format_id in FEEDS:
        exported(format_id, herd, tmp_path / format_id, details=str(details), description="note")
    rescue, adopt, finder = ({row[ID[each]]: row for row in table(each, tmp_path / each)} for each in FEEDS)
    wanted = ("name", "sex", "age", "altered", "size", "okwithcats", "dsc", "priBreed")
    assert [rescue["A1"][each] for each in wanted] == [
        "Bella",
        "Female",
        "Baby",
        "Yes",
        "Small",
        "No",
        "« Câline »",
        "",
    ]
    assert [rescue["A2"][each] for each in wanted] == ["Rex", "Male", "Senior", "No", "Large", "Yes", "bites", "Beagle"]
    of_cats = ("type", "priBreed", "mix", "photo1")
    assert [rescue["C1"][each] for each in of_cats] == ["Cat", "Siamese", "", "C1-1.jpg"], "no dog is right for a cat"
    assert "housebroken" not in rescue["A1"], "what nobody knows of any animal stays there as it is"
    asked = ("Breed", "Sex", "Age", "Size", "Purebred", "SpayedNeutered", "GoodWCats", "GoodWKids")
    assert [adopt["A1"][each] for each in asked] == ["Mixed Breed (Small)", "F", "Puppy", "S", "0", "1", "0", ""]
    assert [adopt["C1"][each] for each in asked] == ["Siamese", "F", "Adult", "", "", "", "", ""]
    last = ("PrimaryBreed", "Sex", "Age", "Size", "Altered", "NoCats", "NoKids", "Mix", "Desc")
    assert [finder["A1"][each] for each in last] == [
        *("Mixed Breed", "F", "Baby", "S", "1", "1", "", "1", "« Câline »"),
    ]
    assert [finder["A2"][each] for each in last] == ["Beagle", "M", "Senior", "L", "", "0", "", "", "bites"]
    assert "wanted" not in notes(planned("petfinder", herd, tmp_path / "out", details=str(details)))


@pytest.mark.parametrize("format_id", FEEDS)
def test_without_breeds_every_dog_is_one_that_nobody_knows(format_id: str, herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", BEAGLE)
    herd.add("A2", BEAGLE_BOXER)
    herd.add("A3", UNKNOWN)
    exported(format_id, herd, tmp_path / "out", no_breed=True)
    rows = [{**row, ID[format_id]: "", "Internal": ""} for row in table(format_id, tmp_path / "out")]
    for row in rows:
        for column in ("name", "Name", "AnimalName", "photo1"):
            row.pop(column, None)
    assert rows[0] == rows[1] == rows[2]


# Who is in them


def test_nobody_vanishes_because_nobody_has_decided(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", BEAGLE)
    herd.add("A2", None)
    herd.add("A3", BEAGLE, BOXER)
    for format_id in FEEDS:
        exported(format_id, herd, tmp_path / format_id)
        assert [row[ID[format_id]] for row in table(format_id, tmp_path / format_id)] == ["A1", "A2", "A3"]
    said = notes(planned("petfinder", herd, tmp_path / "out"))
    assert (said["undecided_as_unknown"], said["disagreeing_as_unknown"]) == ("A2", "A3")
    assert "deleted_there" not in said


def test_undecided_animals_are_left_out_aloud_where_a_person_wants_that(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", BEAGLE)
    herd.add("A2", None)
    herd.add("A3", BEAGLE, BOXER, name="Janus")
    preview = planned("rescuegroups", herd, tmp_path / "out", undecided="leave_out")
    said = notes(preview)
    assert (said["undecided"], said["disagreeing"], said["deleted_there"]) == ("A2", "Janus A3", "A2, Janus A3")
    assert next(note for note in preview.notes if note.code == "deleted_there").facts["animals"] == 2
    exported("rescuegroups", herd, tmp_path / "out", undecided="leave_out")
    assert [row["externalID"] for row in table("rescuegroups", tmp_path / "out")] == ["A1"]


def test_breed_that_only_pawsort_suggested_goes_out_where_that_is_asked_and_is_told(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    everybody = gathered(golden_original.file)
    salsa, mambo = "A1240", "A1241"
    breeds = {}
    for level in ("none", "sure", "maybe"):
        exported("petfinder", everybody, tmp_path / level, accept_suggestions=level)
        rows = {row["ID"]: row["PrimaryBreed"] for row in table("petfinder", tmp_path / level)}
        breeds[level] = rows[salsa], rows[mambo]
    mixed = "Mixed Breed"
    assert breeds == {
        "none": (mixed, mixed),
        "sure": ("Beagle", mixed),
        "maybe": ("Beagle", "Belgian Shepherd Malinois"),
    }
    said = notes(planned("petfinder", everybody, tmp_path / "out", accept_suggestions="sure"))
    assert said["accepted"] == "Salsa A1240"
    assert "accepted" not in notes(planned("petfinder", everybody, tmp_path / "out"))


@pytest.mark.parametrize("format_id", FEEDS)
def test_who_is_left_out_is_said_with_the_reason(format_id: str, herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", BEAGLE)
    herd.add("", BEAGLE, name="Nobody")
    herd.add("", BEAGLE)
    herd.add("B1", BEAGLE, name="One")
    herd.add("b1", BEAGLE, name="Two")
    herd.add("=2+2", BEAGLE)
    herd.add("L" * 60, BEAGLE)
    herd.add("C1", NO_DOG, species=Species.CAT)
    herd.add("R1", NO_DOG, species=Species.OTHER)
    herd.add("N1", NO_DOG, NO_DOG)
    preview = planned(format_id, herd, tmp_path / "out")
    said = notes(preview)
    assert said["no_number"] == "photos/3.jpg, Nobody"
    assert said["same_number"] == "One B1, Two b1"
    assert said["odd_number"] == "=2+2"
    assert said["long_number"] == "L" * 31 + "…"
    assert (said["no_dog_no_breed"], said["other_species"], said["shows_no_dog"]) == ("C1", "R1", "N1")
    assert next(note for note in preview.notes if note.code == "deleted_there").facts["animals"] == 9
    warnings = [note.code for note in preview.notes if note.is_warning]
    assert warnings[0] == "deletes"
    exported(format_id, herd, tmp_path / "out")
    assert [row[ID[format_id]] for row in table(format_id, tmp_path / "out")] == ["A1"]
    assert preview.files[0].rows == 1


def test_number_that_is_no_name_of_a_file_goes_out_without_pictures(herd: Herd, tmp_path: Path) -> None:
    herd.add("A/12:3", BEAGLE)
    assert notes(planned("adoptapet", herd, tmp_path / "out"))["no_picture_name"] == "A/12:3"
    written = exported("adoptapet", herd, tmp_path / "out")
    assert (written.pieces, written.skipped) == (0, ())
    assert [row["Id"] for row in table("adoptapet", tmp_path / "out")] == ["A/12:3"]


def test_animals_of_the_session_that_are_not_exported_count_as_deleted_there(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    everybody = gathered(golden_original.file)
    two = [row for row in everybody.rows() if row.animal and row.animal.number in ("A1200", "A1201")]
    some = gathered(golden_original.file, [row.photo_id for row in two])
    preview = planned("petfinder", some, tmp_path / "out")
    facts = {note.code: note.facts for note in preview.notes}
    assert (facts["not_exported"]["animals"], facts["deleted_there"]["animals"]) == (38, 39)
    assert preview.files[0].rows == 1
    assert facts["same_number"]["names"] == "Bella A1200", "another animal that is not exported has its number"
    assert "not_exported" not in notes(planned("petfinder", everybody, tmp_path / "out"))


@pytest.mark.parametrize("format_id", FEEDS)
def test_empty_table_is_never_written_for_it_would_delete_all(format_id: str, herd: Herd, tmp_path: Path) -> None:
    herd.add("", BEAGLE)
    assert "nobody" in notes(planned(format_id, herd, tmp_path / "out"))
    with pytest.raises(FeedError) as refused:
        exported(format_id, herd, tmp_path / "out")
    assert refused.value.fault.code == "feed.no_animals"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("format_id", FEEDS)
def test_only_new_animals_cannot_be_asked_for_since_the_others_would_be_deleted(format_id: str) -> None:
    assert "only_new" not in [option.name for option in feed(format_id).options]


def test_breeds_without_a_name_there_and_third_breeds_are_said(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", DINGO)
    herd.add("A2", OF_THREE)
    for format_id in FEEDS:
        preview = planned(format_id, herd, tmp_path / "out")
        assert preview.unmapped == ("n02115641",)
        assert notes(preview)["third_breed"] == "A2"
        assert not planned(format_id, herd, tmp_path / "out", no_breed=True).unmapped


@pytest.mark.parametrize("format_id", FEEDS)
def test_everything_that_is_said_has_words(format_id: str, herd: Herd, tmp_path: Path) -> None:
    herd.add("", BEAGLE)
    herd.add("A1", OF_THREE)
    herd.add("A2", None)
    herd.add("A3", BEAGLE, BOXER)
    herd.add("A/4", BEAGLE)
    herd.add("A5", DINGO)
    herd.rows[-1] = replace(herd.rows[-1], missing=True)
    herd.rows.append(replace(herd.rows[0], photo_id=99, animal=None))
    details = tmp_path / "shelter.csv"
    details.write_text("Number,Sex\nA1,both\na1,M\n", encoding="utf-8")
    exported(format_id, herd, tmp_path / "out", details=str(details))
    (tmp_path / "out" / feed(format_id).pictures_folder / "A3-2.jpg").rename(
        tmp_path / "out" / feed(format_id).pictures_folder / "A9-1.jpg"
    )
    preview = planned(format_id, herd, tmp_path / "out", details=str(details))
    codes = set(notes(preview))
    assert {"third_breed", "no_pictures", "not_understood", "twice_in_table", "older_pictures", "no_animal"} <= codes
    lines = list(preview_lines(preview, all_words()[format_id], str, EnglishCounts(), str))
    assert len(lines) > 12
    assert not any("{" in line.text for line in lines)
    for option in feed(format_id).options:
        words = all_words()[format_id].option(option.name)
        assert set(words.choices) == set(option.choices)


TYPED = st.text(st.characters(exclude_categories=()), max_size=40)


@settings(max_examples=20)
@given(
    animals=st.lists(
        st.tuples(TYPED, TYPED, TYPED, st.sampled_from([BEAGLE, BEAGLE_BOXER, MIX, UNKNOWN, None])), max_size=6
    )
)
def test_whatever_people_typed_every_table_is_read_back_with_one_row_an_animal(
    animals: list[tuple[str, str, str, Label | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fuzzed")
    herd = Herd(folder)
    for number, name, note, label in animals:
        herd.add(number, label, name=name, note=note)
    for format_id in FEEDS:
        preview = planned(format_id, herd, folder / format_id, description="note")
        if not preview.files[0].rows:
            continue
        written = exported(format_id, herd, folder / format_id, description="note")
        text = (folder / format_id / TABLES[format_id]).read_bytes().decode("utf-8")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len(lines) == written.animals + 1 == preview.files[0].rows + 1 == text.count("\n")
        assert {len(line) for line in lines} == {len(preview.files[0].columns)}
        numbers = {animal[0].strip() for animal in animals}
        assert {line[0] for line in lines[1:]} <= numbers
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for line in lines for cell in line)
