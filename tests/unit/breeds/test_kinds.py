"""Kinds of dogs: what ships, and what is said of them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from desktop_app import paths
from desktop_app.breeds.book import BreedBook, BreedFileError
from desktop_app.breeds.kinds import FILE, Kinds, bundled_kinds, is_kind, names_a_kind
from desktop_app.breeds.vocabularies import Mapped, shipped_vocabularies
from desktop_app.catalog.importing.breed_texts import BreedNames
from desktop_app.catalog.values.labels import Label
from tests.strange_files import STRANGE_JSON

KINDS = bundled_kinds()
WILD = {"n02115641", "n02115913", "n02116738"}
BEAGLE, LABRADOR, MALAMUTE, HUSKY = "n02088364", "n02099712", "n02110063", "n02110185"
ALIKE = [
    ("kind:husky", [MALAMUTE, HUSKY, "n02109961", "n02111889"]),
    ("kind:toy", ["n02098413", "n02086240"]),
    ("kind:terrier", ["n02094114", "n02094258"]),
    ("kind:shepherd", ["n02106030", "n02105855", "n02106166"]),
    ("kind:sighthound", ["n02091134", "n02091032", "breed:greyhound"]),
    ("kind:mountain_dog", ["n02107908", "n02108000", "n02107683", "n02107574"]),
    ("kind:poodle", ["n02113624", "breed:labradoodle", "breed:cockapoo", "breed:cavapoo"]),
    ("kind:pit_bull", ["n02093428", "n02093256", "breed:american_pit_bull_terrier", "breed:bull_terrier"]),
]


@pytest.fixture(scope="module")
def folder(repository: Path) -> Path:
    return repository / "assets" / "breeds"


@pytest.fixture(scope="module")
def book(folder: Path) -> BreedBook:
    return BreedBook.load_folder(folder)


def test_every_breed_but_the_wild_ones_is_of_exactly_one_kind(book: BreedBook) -> None:
    breeds = {breed.breed_id for breed in book if not is_kind(breed.breed_id)}
    counted = Counter(breed_id for kind in KINDS.kinds for breed_id in kind.breeds)
    assert set(counted.values()) == {1}
    assert counted.keys() == breeds - WILD
    for kind_id in KINDS.ids:
        assert all(KINDS.of(breed_id) == kind_id for breed_id in KINDS.members(kind_id))
    assert all(KINDS.of(breed_id) is None for breed_id in (*WILD, *KINDS.ids, "own:Rex", "kind:none"))


def test_every_kind_is_in_the_book_in_both_languages_with_its_source(book: BreedBook, folder: Path) -> None:
    assert {breed.breed_id for breed in book if is_kind(breed.breed_id)} == set(KINDS.ids)
    for entry in json.loads((folder / FILE).read_text(encoding="utf-8")):
        assert entry.keys() == {"id", "names", "aliases", "looks_like", "source", "breeds"}
        assert entry["names"].keys() == entry["looks_like"].keys() == {"en", "fr"}
        assert entry["source"].startswith("FCI breeds nomenclature")
        assert entry["looks_like"]["en"].startswith("a ")
        assert entry["looks_like"]["fr"].startswith("un ")


@pytest.mark.parametrize(("kind_id", "breeds"), ALIKE)
def test_breeds_that_look_alike_are_of_one_kind(kind_id: str, breeds: list[str]) -> None:
    assert {KINDS.of(breed_id) for breed_id in breeds} == {kind_id}


def test_what_it_looks_like_is_said_with_its_article() -> None:
    assert KINDS.looks_like("kind:spaniel") == "a spaniel"
    assert KINDS.looks_like("kind:spaniel", "fr") == "un épagneul"
    assert KINDS.looks_like("kind:spaniel", "de") == "a spaniel"
    assert KINDS.looks_like("kind:none") == "kind:none"


def test_a_kind_is_no_breed() -> None:
    assert is_kind("kind:spaniel")
    assert not any(map(is_kind, (BEAGLE, "breed:akita", "own:kind:spaniel")))
    assert names_a_kind((BEAGLE, "kind:poodle"))
    assert not names_a_kind(())


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("terrier", "en", "kind:terrier"),
        ("Épagneul", "fr", "kind:spaniel"),
        ("pit bull terrier", "en", "kind:pit_bull"),
        ("poodle", "en", "kind:poodle"),
        ("bulldog", "en", "breed:english_bulldog"),
        ("collie", "en", "n02106030"),
        ("toy", "en", "n02113624"),
    ],
)
def test_a_kind_is_the_first_match_where_its_name_is_typed_in_full(
    book: BreedBook, typed: str, language: str, first: str
) -> None:
    assert book.search(typed, language)[0].breed_id == first


def test_a_kind_stands_behind_the_first_breed_as_long_as_its_name_is_half_typed(book: BreedBook) -> None:
    first, second, *_ = book.search("spa")
    assert (first.is_kind, second.breed_id, second.is_kind) == (False, "kind:spaniel", True)


def test_what_several_breeds_are_called_besides_is_the_kind_and_what_one_is_called_stays_the_breed(
    book: BreedBook,
) -> None:
    for text, what in (("Husky", "kind:husky"), ("Caniche", "kind:poodle"), ("Teckel", "kind:dachshund")):
        assert book.exact(text) == book.id_for(text) == what
    assert book.exact("Pit Bull") == "breed:american_pit_bull_terrier"
    assert book.exact("Mastiff") == "breed:english_mastiff"
    assert book.exact("Collie") == "n02106030"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Terrier", Label.breed("kind:terrier")),
        ("chien courant", Label.breed("kind:hound")),
        ("Terrier + Poodle", Label.mix("kind:terrier", "kind:poodle")),
        ("Labrador / Shepherd (Unknown Type)", Label.mix(LABRADOR, "kind:shepherd")),
        ("Pit Bull Terrier (Pitbull)", Label.breed("kind:pit_bull")),
        ("Terrier (Unknown Type, Small) Mix", Label.mix()),
        ("Terrier (Unknown Type, Small)/Labrador Mix", Label.mix("kind:terrier", LABRADOR)),
        ("Labrador / Mixed Breed (Medium)", Label.mix()),
        ("Mixed Breed/Terrier", Label.mix()),
        ("Spaniel type", Label.breed("kind:spaniel")),
        ("Chien de type berger", Label.breed("kind:shepherd")),
        ("Terrier-type x Labrador", Label.mix("kind:terrier", LABRADOR)),
        ("Croisé (Terrier / Caniche)", Label.mix("kind:terrier", "kind:poodle")),
        ("Retriever (Labrador)", Label.breed(LABRADOR)),
        ("Poodle (Miniature)", Label.breed("n02113712")),
        ("Pit Bull", Label.breed("breed:american_pit_bull_terrier")),
        ("Hound mix", Label.mix()),
    ],
)
def test_tables_may_name_kinds_as_they_name_breeds(book: BreedBook, text: str, label: Label) -> None:
    assert BreedNames(book).read(text).label == label


def test_brackets_that_say_something_else_are_not_passed_over(book: BreedBook) -> None:
    assert BreedNames(book).read("Beagle (red)").label is None
    assert BreedNames(book).read("Terrier (Beagle)").label is None


@pytest.mark.parametrize("receiver", ["adoptapet", "asm3", "asm3_fr", "petfinder", "rescuegroups"])
def test_the_name_of_a_kind_at_a_receiver_is_read_as_the_kind_again(receiver: str, book: BreedBook) -> None:
    vocabulary, names = shipped_vocabularies()[0][receiver], BreedNames(book)
    named = {kind_id: name for kind_id in KINDS.ids if (name := vocabulary.name(kind_id)) is not None}
    for kind_id, name in named.items():
        assert vocabulary.of(Label.breed(kind_id)) == Mapped(name)
        # What is wider there, or may mean a breed, is marked.
        assert names.read(name).label == Label.breed(kind_id) or kind_id in vocabulary.near
    both = {"kind:terrier", "kind:pit_bull", "kind:spaniel", "kind:retriever", "kind:setter", "kind:husky"}
    assert both | {"kind:shepherd", "kind:dachshund", "kind:corgi", "kind:spitz"} <= named.keys()


@pytest.mark.parametrize("receiver", ["adoptapet", "asm3", "asm3_fr", "petfinder", "rescuegroups"])
def test_what_is_written_to_a_receiver_is_read_as_the_breed_again(receiver: str, book: BreedBook) -> None:
    vocabulary, names = shipped_vocabularies()[0][receiver], BreedNames(book)
    written = {what: name for what, name in vocabulary.breeds.items() if name and what not in vocabulary.near}
    for what, name in written.items():
        # A "Schnauzer" is one of three: where the name says no more than the kind, the kind is read.
        assert names.read(name).label in (Label.breed(what), Label.breed(KINDS.of(what) or what))
    of_kinds = [what for what, name in written.items() if names.read(name).label != Label.breed(what)]
    assert set(of_kinds) <= {"n02097209", "breed:american_pit_bull_terrier"}


def test_mixes_of_kinds_are_written_as_two_names_and_what_has_none_is_reported() -> None:
    vocabularies, mix = shipped_vocabularies()[0], Label.mix("kind:terrier", "kind:poodle")
    assert vocabularies["asm3"].of(mix) == Mapped("Terrier", "Poodle", True)
    assert vocabularies["asm3_fr"].of(mix) == Mapped("Terrier", "Caniche", True)
    assert vocabularies["petfinder"].of(mix) == Mapped("Terrier", "Poodle", True)
    assert vocabularies["rescuegroups"].of(mix) == Mapped("Terrier", "Poodle (unknown type)", True)
    terrier = "Terrier (Unknown Type, Medium)"
    assert vocabularies["adoptapet"].of(mix) == Mapped(terrier, None, True, missing=("kind:poodle",))
    assert vocabularies["asm3"].of(Label.breed("kind:toy")) == Mapped("Mixed Breed", missing=("kind:toy",))
    # Two kinds with one name there are a crossbreed all the same.
    assert vocabularies["asm3"].of(Label.mix("kind:hound", "kind:sighthound")).second == "Mixed Breed"


WRONG = {
    "no_looks": [{"id": "kind:a", "names": {"en": "A"}, "breeds": []}],
    "no_kind": [{"id": "breed:a", "looks_like": {"en": "an a"}, "breeds": []}],
    "kind_of_kinds": [{"id": "kind:a", "looks_like": {"en": "an a"}, "breeds": ["kind:b"]}],
    "breed_twice": [{"id": f"kind:{a}", "looks_like": {"en": "an a"}, "breeds": ["x"]} for a in "ab"],
    "no_english": [{"id": "kind:a", "looks_like": {"fr": "un a"}, "breeds": []}],
}


@pytest.mark.parametrize(
    "content", [*STRANGE_JSON.values(), *(json.dumps(each).encode() for each in WRONG.values())],
    ids=[*STRANGE_JSON, *WRONG],
)  # fmt: skip
def test_a_broken_file_of_kinds_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / FILE
    file.write_bytes(content)
    with pytest.raises(BreedFileError) as refused:
        Kinds.load(file)
    assert refused.value.fault.facts["file"] == str(file)


def test_without_the_file_there_are_no_kinds_and_nothing_else_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "assets_folder", lambda: tmp_path)
    bundled_kinds.cache_clear()
    try:
        assert bundled_kinds() == Kinds()
        assert bundled_kinds().of(BEAGLE) is None
    finally:
        bundled_kinds.cache_clear()
