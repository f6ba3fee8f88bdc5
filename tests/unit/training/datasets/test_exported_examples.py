"""What the app exports for training is read without a word of explanation: in each shape the same breeds, animals."""

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import Label
from desktop_app.exports.base import Wording
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from tests.golden.session import GoldenSession
from training.cli import main
from training.datasets.breeds import breed_of_id, stanford_breeds
from training.datasets.photos import DataError, PhotoSet, plain_name
from training.datasets.readers import read_data
from training.datasets.splits import Side, leaks, read_split

SHAPES = ("folder", "table", "session")
WORDS = Wording(str, lambda fault: fault.code)


def exported(session: Path, shape: str, folder: Path) -> Path:
    target = folder / "examples"
    written = all_formats()["training"].write(target, gathered(session), WORDS, {"shape": shape})
    assert [fault.code for fault in written.skipped] in ([], ["write.source_gone"])
    return target


def contents(photos: PhotoSet) -> Counter[tuple[bytes, str, str | None, str | None]]:
    """What is read, wherever it lies: the photo, its breed as training compares them, its id, its animal."""
    return Counter((each.path.read_bytes(), plain_name(each.breed), each.wnid, each.animal) for each in photos.photos)


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_read_as_the_session_is(shape: str, golden_original: GoldenSession, tmp_path: Path) -> None:
    before = golden_original.state_of_photos()
    read = read_data(exported(golden_original.file, shape, tmp_path))
    assert contents(read) == contents(read_data(golden_original.file))
    assert len(read.breeds) == 16
    if shape != "folder":  # where names of breeds that a person typed must be names of folders too
        assert read.counts() == read_data(golden_original.file).counts()
    assert golden_original.state_of_photos() == before


@pytest.fixture
def shelter(tiny_photos: Path, tmp_path: Path) -> Path:
    """Two breeds, each of three animals with two or three photos, and one photo of two dogs."""
    breeds = {"beagle": "n02088364", "kelpie": "n02105412"}
    with Session.create(tmp_path / "shelter.pawsort") as session:
        for number, (folder, breed_id) in enumerate(breeds.items()):
            files = sorted((tiny_photos / folder).iterdir())[:9]
            ids = [row.photo_id for row in session.add_photos(files)]
            session.apply(LabelPhotos(tuple(ids), Label.breed(breed_id)))
            for first in range(0, len(ids), 3):
                animal = Animal(-1, f"Dog {first}", f"{number}-{first}") if first else Animal(-1)
                session.apply(SetAnimals({-1: animal}, dict.fromkeys(ids[first : first + 3], -1)))
        session.apply(FlagSeveralDogs((ids[-1],), several=True))
    return tmp_path / "shelter.pawsort"


@pytest.mark.parametrize("shape", SHAPES)
def test_photos_of_one_animal_come_on_one_side(shape: str, shelter: Path, tmp_path: Path) -> None:
    target = exported(shelter, shape, tmp_path)
    split = tmp_path / "split.csv"
    result = CliRunner().invoke(main, ["split", str(target), "--out", str(split)])
    assert result.exit_code == 0, result.output
    assert "photos of one animal stay on one side: 6 animals are named" in result.output
    photos = read_data(target)
    animals = sorted({each.animal or "" for each in photos.photos})
    assert len(animals) == 6
    made = read_split(split)
    assert set(made.counts()) == {Side.TRAINING, Side.VALIDATION}
    assert leaks(photos, made, [animals.index(each.animal or "") for each in photos.photos]) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_explore_counts_the_same_breeds(shape: str, shelter: Path, tmp_path: Path) -> None:
    target = exported(shelter, shape, tmp_path)
    result = CliRunner().invoke(main, ["explore", str(target), "--out", str(tmp_path / "report")])
    assert result.exit_code == 0, result.output
    assert "17 photos of 2 breeds, 8 to 9 a breed" in result.output
    findings = json.loads((tmp_path / "report" / "findings.json").read_text(encoding="utf-8"))
    assert findings["photos_a_breed"] == {"beagle": 9, "kelpie": 8}
    assert findings["broken"] == {}


def test_every_breed_that_networks_know_has_the_folder_that_training_reads_as_it(tmp_path: Path) -> None:
    from desktop_app.breeds.class_folders import class_folder, one_spelling
    from training.datasets.breeds import breed_of_label

    ids = [*stanford_breeds(), "breed:american_pit_bull_terrier", "own:Bruno du Jura", "own:shih tzu", "own:Beagle"]
    for breed_id in ids:
        name, wnid = breed_of_label(class_folder(breed_id))
        expected, expected_wnid = breed_of_id(breed_id)
        assert (plain_name(name), wnid) == (plain_name(expected), expected_wnid or breed_of_label(expected)[1])
        assert one_spelling(name) == plain_name(name)


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx"])
def test_suggestions_that_an_export_took_for_labels_are_left_out_aloud(
    ending: str, golden_original: GoldenSession, tmp_path: Path
) -> None:
    file = tmp_path / f"table.{ending}"
    all_formats()[ending].write(file, gathered(golden_original.file), WORDS, {"accept_suggestions": "maybe"})
    read = read_data(file)
    assert contents(read) == contents(read_data(golden_original.file))
    (aloud,) = read.left_out
    assert " with a suggestion that nobody confirmed and the export took for a label" in aloud


@pytest.mark.parametrize("reader", ["program", "spreadsheet"])
def test_an_animals_number_is_the_same_from_a_table_and_from_its_session(
    reader: str, tiny_photos: Path, tmp_path: Path
) -> None:
    """A spreadsheet would compute "-12", so the table has an apostrophe before it."""
    shelter = tmp_path / "shelter.pawsort"
    with Session.create(shelter) as session:
        ids = [row.photo_id for row in session.add_photos(sorted((tiny_photos / "beagle").iterdir())[:2])]
        session.apply(LabelPhotos(tuple(ids), Label.breed("n02088364")))
        session.apply(SetAnimals({-1: Animal(-1, "=Rex", "-12")}, dict.fromkeys(ids, -1)))
    assert {each.animal for each in read_data(shelter).photos} == {"-12 =Rex"}
    all_formats()["csv"].write(tmp_path / "table.csv", gathered(shelter), WORDS, {"reader": reader})
    for data in (tmp_path / "table.csv", exported(shelter, "table", tmp_path), exported(shelter, "folder", tmp_path)):
        assert {each.animal for each in read_data(data).photos} == {"-12 =Rex"}, data


def test_a_table_of_animals_says_that_it_names_no_photos(golden_original: GoldenSession, tmp_path: Path) -> None:
    file = tmp_path / "animals.csv"
    all_formats()["csv"].write(file, gathered(golden_original.file), WORDS, {"content": "animals"})
    with pytest.raises(DataError, match=r"has no column 'photo'.*not of its animals"):
        read_data(file)


def test_an_export_with_few_columns_never_takes_a_word_for_a_breed(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    file = tmp_path / "few.csv"
    for columns in ("photo,label,label_breed_1", "photo,label,label_breed_1_id"):
        words = Wording(lambda breed_id: breed_of_id(breed_id)[0], lambda fault: fault.code)
        all_formats()["csv"].write(file, gathered(golden_original.file), words, {"columns": columns})
        read = read_data(file)
        assert set(map(plain_name, read.breeds)) >= set(map(plain_name, read_data(golden_original.file).breeds))
        assert not {"breed", "mix", "unknown", "no_dog"} & set(read.breeds)
    all_formats()["csv"].write(file, gathered(golden_original.file), WORDS, {"columns": "photo,label"})
    with pytest.raises(DataError, match="says only what the labels are"):
        read_data(file)
