"""The file in which a person says how breeds are called where their dogs go."""

import json
from pathlib import Path

import pytest

from desktop_app.breeds.book import BreedBook
from desktop_app.breeds.own_vocabularies import (
    OwnVocabularyError,
    OwnWords,
    all_vocabularies,
    listed_names,
    own_file,
    read_own,
    save_own,
    vocabularies,
)
from desktop_app.breeds.vocabularies import UNKNOWN, VocabularyError, shipped_vocabularies
from desktop_app.commands.fault_sentences import sentence
from tests.strange_files import STRANGE_JSON

MALTESE, DINGO = "n02085936", "n02115641"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "breeds-for-shelter-software.json"


def test_what_was_saved_is_read_and_counts(file: Path) -> None:
    own = {"asm3": OwnWords({DINGO: "Carolina Dog", MALTESE: None}), "petfinder": OwnWords({UNKNOWN: "Hound"})}
    save_own(own, file)
    assert read_own(file) == (own, None)
    found, faults = all_vocabularies(file)
    assert faults == []
    assert found["asm3"].name(DINGO) == "Carolina Dog"
    assert found["asm3"].name(MALTESE) is None
    assert found["petfinder"].unknown == "Hound"
    assert found["rescuegroups"] == shipped_vocabularies()[0]["rescuegroups"]


def test_without_a_file_it_is_what_ships(isolated_home: Path) -> None:
    assert not own_file().exists()
    assert vocabularies() == shipped_vocabularies()[0]


def test_words_that_say_nothing_are_not_written(file: Path) -> None:
    save_own({"asm3": OwnWords()}, file)
    assert json.loads(file.read_text(encoding="utf-8")) == {}


def test_the_list_of_a_shelter_takes_the_place_of_what_ships(file: Path) -> None:
    save_own({"asm3": OwnWords({DINGO: "beagle"}, ("Beagle", "Bichon maltais", "Race croisée"))}, file)
    found, faults = all_vocabularies(file)
    assert faults == []
    assert found["asm3"].names == ("Beagle", "Bichon maltais", "Race croisée")
    assert found["asm3"].name(MALTESE) == "Bichon maltais"
    assert found["asm3"].name(DINGO) == "Beagle"
    assert found["asm3"].unknown == "Race croisée"


def test_a_list_without_a_name_for_what_nobody_knows_is_not_taken(file: Path) -> None:
    """ASM3 would call each such dog by its default breed."""
    save_own({"asm3": OwnWords({}, ("Beagle", "Boxer"))}, file)
    found, faults = all_vocabularies(file)
    assert found["asm3"] == shipped_vocabularies()[0]["asm3"]
    assert [fault.code for fault in faults] == ["breeds.own_names_unknown"]
    save_own({"asm3": OwnWords({UNKNOWN: "Boxer", "mix_of_unknown": "Boxer"}, ("Beagle", "Boxer"))}, file)
    found, faults = all_vocabularies(file)
    assert (found["asm3"].names, found["asm3"].unknown, faults) == (("Beagle", "Boxer"), "Boxer", [])


def test_a_name_that_the_receiver_has_not_is_said_and_not_written(file: Path) -> None:
    save_own({"asm3": OwnWords({DINGO: "Yellow dog", MALTESE: "MALTESE"})}, file)
    found, faults = all_vocabularies(file)
    assert found["asm3"].name(DINGO) is None
    assert found["asm3"].name(MALTESE) == "Maltese"
    assert [fault.code for fault in faults] == ["breeds.own_names_unknown"]
    assert "Yellow dog" in sentence(faults[0])
    assert str(file) in sentence(faults[0])


@pytest.mark.parametrize("content", STRANGE_JSON.values(), ids=STRANGE_JSON)
def test_a_broken_file_is_said_and_kept_aside_when_names_are_saved(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    for _ in range(2):
        found, faults = all_vocabularies(file)
        assert found == shipped_vocabularies()[0]
        assert [fault.code for fault in faults] == ["breeds.own_names_damaged"]
        assert str(file) in sentence(faults[0])
        assert file.read_bytes() == content
    words = {"asm3": OwnWords({MALTESE: None})}
    kept = save_own(words, file)
    assert kept is not None
    assert kept.read_bytes() == content
    assert read_own(file) == (words, None)
    assert save_own(words, file) is None


@pytest.mark.parametrize(
    "wrong",
    [{"asm3": 7}, {"asm3": {"breeds": []}}, {"asm3": {"breeds": {MALTESE: 3}}}, {"asm3": {"names": ["\u202e"]}}, []],
)
def test_of_a_file_that_is_partly_wrong_the_rest_counts(file: Path, wrong: object) -> None:
    sound = {"petfinder": {"breeds": {UNKNOWN: "Hound"}}}
    file.write_text(json.dumps({**wrong, **sound} if isinstance(wrong, dict) else wrong), encoding="utf-8")
    found, faults = all_vocabularies(file)
    assert [fault.code for fault in faults] == ["breeds.own_names_damaged"]
    assert found["petfinder"].unknown == ("Hound" if isinstance(wrong, dict) else "Mixed Breed")


def test_what_cannot_be_saved_is_said(tmp_path: Path) -> None:
    (tmp_path / "no folder").write_text("x", encoding="utf-8")
    with pytest.raises(OwnVocabularyError) as refused:
        save_own({}, tmp_path / "no folder" / "a.json")
    assert refused.value.fault.code == "breeds.own_names_not_saved"


@pytest.mark.parametrize(
    ("name", "content", "names"),
    [
        ("a.txt", "Beagle\r\n  Berger  allemand \n\nBeagle\n", ("Beagle", "Berger allemand")),
        ("a.txt", "Yorkie, Yorkshire Terrier\nÉpagneul\n".encode("cp1252"), ("Yorkie, Yorkshire Terrier", "Épagneul")),
        ("a.csv", "ID,BreedName,SpeciesID\n1,Beagle,1\n2,Épagneul,1\n", ("Beagle", "Épagneul")),
        ("a.csv", "asm3_breed,petfinder_breed\nBeagle,Beagle B\n", ("Beagle",)),
        ("a.csv", "Id;Race\n1;Braque\n", ("Braque",)),
        ("a.csv", "Beagle\nBoxer\n", ("Beagle", "Boxer")),
    ],
)
def test_a_list_is_one_name_a_line_or_a_column(
    tmp_path: Path, name: str, content: str | bytes, names: tuple[str, ...]
) -> None:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    assert listed_names(tmp_path / name) == names


@pytest.mark.parametrize(("name", "content"), [("a.txt", "\n \n"), ("a.csv", "Id,Size\n1,Small\n")])
def test_a_list_without_names_is_refused(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError) as refused:
        listed_names(tmp_path / name)
    assert str(tmp_path / name) in sentence(refused.value.fault)


def test_a_list_of_what_ships_changes_nothing(repository: Path) -> None:
    book = BreedBook.load_folder(repository / "assets" / "breeds")
    for vocabulary in shipped_vocabularies()[0].values():
        again = vocabulary.with_names(vocabulary.names, book)
        assert (again.unknown, again.mix_of_unknown) == (vocabulary.unknown, vocabulary.mix_of_unknown)
        assert {k: v for k, v in vocabulary.breeds.items() if v} == {
            k: v for k, v in again.breeds.items() if vocabulary.breeds[k]
        }
