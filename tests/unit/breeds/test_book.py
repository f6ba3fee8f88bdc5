"""The search over all breeds, and the lists that ship."""

import json
from pathlib import Path

import pytest

from desktop_app.breeds.book import BookBreed, BreedBook, BreedFileError, fold
from tests.strange_files import STRANGE_JSON, strange_kinds


@pytest.fixture(scope="module")
def book(repository: Path) -> BreedBook:
    return BreedBook.load_folder(repository / "assets" / "breeds")


def first(book: BreedBook, text: str, language: str = "en") -> str:
    return book.search(text, language)[0].name


@pytest.mark.parametrize("typed", ["épagneul japonais", "EPAGNEUL JAPONAIS", "epagneul-japonais", "  épagneul  jap"])
def test_accents_case_hyphens_and_blanks_do_not_matter(book: BreedBook, typed: str) -> None:
    assert first(book, typed, "fr") == "Épagneul japonais"


@pytest.mark.parametrize(
    ("typed", "language", "name"),
    [
        ("lab", "en", "Labrador Retriever"),
        ("retr", "en", "Chesapeake Bay Retriever"),
        ("pit", "en", "American Pit Bull Terrier"),
        ("pitbull", "en", "American Pit Bull Terrier"),
        ("bull terrier pit", "en", "American Pit Bull Terrier"),
        ("aussie", "en", "Australian Shepherd"),
        ("berger aust", "fr", "Berger australien"),
        ("staffy", "en", "Staffordshire Bull Terrier"),
        ("dackel", "en", "Smooth Dachshund"),
        ("großspitz", "en", "German Spitz"),
    ],
)
def test_people_find_what_they_call_it(book: BreedBook, typed: str, language: str, name: str) -> None:
    assert first(book, typed, language) == name


def test_names_that_begin_so_come_first_then_words_then_the_rest() -> None:
    names = ["Wolfspitz", "Irish Wolfhound", "Wolfdog", "Aardwolf"]
    book = BreedBook(BookBreed(name, {"en": name}) for name in names)
    assert [match.name for match in book.search("wolf")] == ["Wolfdog", "Wolfspitz", "Irish Wolfhound", "Aardwolf"]


def test_a_hit_by_another_name_says_by_which(book: BreedBook) -> None:
    (match, *_) = book.search("toller")
    assert (match.name, match.found_by) == ("Nova Scotia Duck Tolling Retriever", "Toller")
    assert book.search("nova scotia")[0].found_by is None


def test_english_names_are_found_in_french(book: BreedBook) -> None:
    (match, *_) = book.search("golden retr", "fr")
    assert match.breed_id == "n02099601"


def test_an_empty_search_lists_breeds_by_name(book: BreedBook) -> None:
    matches = book.search("", "fr", limit=1000)
    assert len(matches) == len(book)
    assert [fold(match.name) for match in matches] == sorted(fold(match.name) for match in matches)
    assert book.search("zzzz") == []


def test_a_breed_that_is_in_no_list_is_the_persons_own(book: BreedBook) -> None:
    own = book.id_for("  Dorfhund   vom Hof ")
    assert own == "own:Dorfhund vom Hof"
    assert book.name(own, "fr") == "Dorfhund vom Hof"
    assert book.id_for("golden-retriever") == "n02099601", "what is in the list is not an own breed"
    with pytest.raises(ValueError, match="needs a name"):
        book.id_for("  ")


def test_unknown_ids_and_languages_still_have_a_name(book: BreedBook) -> None:
    assert book.name("n99999999") == "n99999999"
    assert book.name("n02088364", "xx") == book.name("n02088364", "en") == "Beagle"


def test_the_vocabulary_of_another_pack_joins_the_book() -> None:
    book = BreedBook([BookBreed("n1", {"en": "Beagle"}, ("Bigle",))])
    pack = {"n1": {"en": "The Beagle", "de": "Beagle"}, "cat:1": {"en": "Siamese"}}
    assert book.add_names(pack)
    assert not book.add_names(pack), "nothing of it is new any more"
    assert book.name("n1", "en") == "Beagle"
    assert book.search("siam")[0].breed_id == "cat:1"
    assert book.search("the beagle")[0].breed_id == "n1"
    assert book.search("bigle")[0].breed_id == "n1"
    assert "cat:1" in book
    assert [breed.breed_id for breed in book] == ["n1", "cat:1"]


def test_the_lists_that_ship_name_every_breed_once_in_both_languages(book: BreedBook, repository: Path) -> None:
    assert len(book) >= 240
    ids = [
        entry["id"]
        for file in (repository / "assets" / "breeds").glob("*.json")
        for entry in json.loads(file.read_text(encoding="utf-8"))
    ]
    assert len(ids) == len(set(ids))
    for language in ("en", "fr"):
        names = [fold(breed.names[language]) for breed in book]
        assert len(names) == len(set(names))
    model_names = {fold(name) for breed in book if breed.breed_id.startswith("n0") for name in breed.names.values()}
    further = {fold(name) for breed in book if breed.breed_id.startswith("breed:") for name in breed.names.values()}
    assert not model_names & further


BROKEN = {
    "object": b"{}",
    "no_names": b'[{"id": "x"}]',
    "texts": b'["x"]',
    "number": b'[{"id": "x", "names": 3}]',
    "names_in_a_list": b'[{"id": "x", "names": ["a"]}]',
    "nothing_in_names": b'[{"id": "x", "names": {}}]',
    "names_that_are_numbers": b'[{"id": "x", "names": {"en": 3}}]',
    "id_that_is_a_list": b'[{"id": [], "names": {"en": "a"}}]',
    "id_with_nul": b'[{"id": "x\\u0000", "names": {"en": "a"}}]',
    "half_a_character": b'[{"id": "x", "names": {"en": "\\ud800"}}]',
    "alias_that_is_an_object": b'[{"id": "x", "names": {"en": "a"}, "aliases": [{}]}]',
    "aliases_that_are_a_number": b'[{"id": "x", "names": {"en": "a"}, "aliases": 3}]',
}


@pytest.mark.parametrize("content", (STRANGE_JSON | BROKEN).values(), ids=STRANGE_JSON | BROKEN)
def test_a_broken_file_of_breeds_is_named_and_the_others_are_read(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "breeds.json"
    file.write_bytes(content)
    with pytest.raises(BreedFileError, match=r"^breeds\.damaged .*breeds\.json"):
        BreedBook.load(file)
    (tmp_path / "more.json").write_text('[{"id": "y", "names": {"en": "Why"}}]', encoding="utf-8")
    book, faults = BreedBook.load_what_is_whole(tmp_path)
    assert [breed.breed_id for breed in book] == ["y"]
    assert [fault.code for fault in faults] == ["breeds.damaged"]


@pytest.mark.parametrize("kind", strange_kinds())
def test_what_is_no_file_of_breeds_is_named(tmp_path: Path, kind: str) -> None:
    file = strange_kinds()[kind](tmp_path / "breeds.json")
    with pytest.raises(BreedFileError, match=r"^breeds\.damaged "):
        BreedBook.load(file)


def test_without_any_book_people_still_type_breeds(tmp_path: Path) -> None:
    book, faults = BreedBook.load_what_is_whole(tmp_path)
    assert [fault.code for fault in faults] == ["breeds.none_there"]
    assert book.id_for("Rex hound") == "own:Rex hound"


def test_a_folder_without_breeds_is_named(tmp_path: Path) -> None:
    with pytest.raises(BreedFileError, match=r"^breeds\.none_there "):
        BreedBook.load_folder(tmp_path)
