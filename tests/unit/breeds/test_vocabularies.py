"""Breeds in the words of the receivers: every label that a person can give gets names that the receiver has."""

import csv
import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.breeds.book import BreedBook
from desktop_app.breeds.vocabularies import (
    MIX_OF_UNKNOWN,
    UNKNOWN,
    Mapped,
    Vocabulary,
    VocabularyError,
    read_vocabulary,
    shipped_vocabularies,
    vocabulary_folder,
)
from desktop_app.catalog.values import labels
from desktop_app.catalog.values.labels import NO_DOG, Label
from tests.strange_files import STRANGE_JSON

RECEIVERS = ("adoptapet", "asm3", "asm3_fr", "petfinder", "rescuegroups")
WILD = ("n02115641", "n02115913", "n02116738")
BOXER = "n02108089"
LABRADOR, BEAGLE, TOY_POODLE, MINIATURE_POODLE = "n02099712", "n02088364", "n02113624", "n02113712"
SHIPPED, FAULTS = shipped_vocabularies()


@pytest.fixture(scope="module")
def book(repository: Path) -> BreedBook:
    return BreedBook.load_folder(repository / "assets" / "breeds")


def names_of(mapped: Mapped) -> set[str]:
    return {name for name in (mapped.first, mapped.second) if name is not None}


def in_its_words(vocabulary: Vocabulary, mapped: Mapped) -> bool:
    """Whether all that is written is a name of the receiver, and something is, where the receiver wants it."""
    written = names_of(mapped)
    return (
        written <= set(vocabulary.names)
        and (mapped.first is not None or UNKNOWN not in vocabulary.wants)
        and (mapped.second is None or mapped.first not in (None, mapped.second))
    )


def test_all_receivers_are_there() -> None:
    assert FAULTS == []
    assert tuple(SHIPPED) == RECEIVERS
    assert {name for name, each in SHIPPED.items() if UNKNOWN in each.wants} == {*RECEIVERS} - {"rescuegroups"}


@pytest.mark.parametrize("receiver", RECEIVERS)
def test_every_breed_of_the_book_is_thought_of(receiver: str, book: BreedBook) -> None:
    vocabulary = SHIPPED[receiver]
    assert set(vocabulary.breeds) == {breed.breed_id for breed in book}
    written = json.loads((vocabulary_folder() / f"{receiver}.json").read_text(encoding="utf-8"))
    nameless = {breed_id for breed_id, name in vocabulary.breeds.items() if name is None}
    assert nameless == set(written["without_a_name"])
    assert all(written["sources"])
    assert written["complete"]


@pytest.mark.parametrize("receiver", RECEIVERS)
def test_every_breed_gives_a_name_of_the_receiver_or_is_reported(receiver: str) -> None:
    vocabulary = SHIPPED[receiver]
    for breed_id, name in vocabulary.breeds.items():
        mapped = vocabulary.of(Label.breed(breed_id))
        assert in_its_words(vocabulary, mapped), breed_id
        assert mapped.missing == (() if name or breed_id in vocabulary.crosses else (breed_id,))
        if name is not None:
            assert mapped == Mapped(name)


@pytest.mark.parametrize("receiver", RECEIVERS)
def test_every_pair_gives_names_of_the_receiver_or_is_reported(receiver: str) -> None:
    vocabulary = SHIPPED[receiver]
    pairs = 0
    for one, other in itertools.combinations(vocabulary.breeds, 2):
        mapped = vocabulary.of(Label.mix(one, other))
        assert mapped.is_mix
        assert in_its_words(vocabulary, mapped), (one, other)
        assert mapped.missing == tuple(each for each in (one, other) if not vocabulary.written(each))
        pairs += 1
    assert pairs == 288 * 287 // 2


@pytest.mark.parametrize("receiver", ["asm3", "asm3_fr"])
def test_every_pair_with_a_name_is_a_crossbreed_for_asm3(receiver: str) -> None:
    """ASM3 calls a dog a crossbreed where a second breed is there and another one than the first."""
    vocabulary = SHIPPED[receiver]
    for pair in itertools.combinations(vocabulary.breeds, 2):
        mapped = vocabulary.of(Label.mix(*pair))
        if len(mapped.missing) < 2:
            assert mapped.second not in (None, mapped.first), pair


@pytest.mark.parametrize("receiver", RECEIVERS)
def test_mixes_of_three_give_two_names_and_say_what_has_no_place(receiver: str) -> None:
    vocabulary = SHIPPED[receiver]
    ids = list(vocabulary.breeds)
    for three in zip(ids, ids[7:], ids[31:], strict=False):
        mapped = vocabulary.of(Label.mix(*three))
        assert mapped.is_mix
        assert in_its_words(vocabulary, mapped), three
        assert {*mapped.missing, *mapped.unsaid} <= set(three)
    labrador, beagle = vocabulary.name(LABRADOR), vocabulary.name(BEAGLE)
    mapped = vocabulary.of(Label.mix(LABRADOR, BEAGLE, BOXER))
    assert mapped == Mapped(labrador, beagle, True, unsaid=(BOXER,))
    assert not mapped.says_all


@pytest.mark.parametrize("receiver", RECEIVERS)
def test_what_nobody_knows_and_what_is_left_out_have_their_names(receiver: str) -> None:
    vocabulary = SHIPPED[receiver]
    for label in (None, labels.UNKNOWN, NO_DOG):
        assert vocabulary.of(label) == Mapped(vocabulary.unknown)
        assert in_its_words(vocabulary, vocabulary.of(label))
    mix = vocabulary.of(Label.mix())
    assert mix == Mapped(vocabulary.mix_of_unknown, is_mix=True)
    assert in_its_words(vocabulary, mix)
    for label in (Label.breed(LABRADOR), Label.mix(LABRADOR, BEAGLE), Label.mix(), labels.UNKNOWN, None):
        assert vocabulary.of(label, no_breed=True) == Mapped(vocabulary.unknown)


@pytest.mark.parametrize("receiver", RECEIVERS)
@pytest.mark.parametrize("wild", WILD)
def test_wild_dogs_have_no_name_and_are_reported(receiver: str, wild: str) -> None:
    vocabulary = SHIPPED[receiver]
    assert vocabulary.name(wild) is None
    assert vocabulary.of(Label.breed(wild)) == Mapped(vocabulary.unknown, missing=(wild,))
    second = vocabulary.mix_of_unknown if receiver in ("asm3", "asm3_fr") else None
    expected = Mapped(vocabulary.name(LABRADOR), second, True, missing=(wild,))
    assert vocabulary.of(Label.mix(LABRADOR, wild)) == expected
    assert vocabulary.of(Label.mix(wild, LABRADOR)) == expected


def test_the_names_of_asm3_are_those_of_its_list(photos_folder: Path) -> None:
    file = photos_folder / "asm3_dog_breeds.csv"
    if not file.is_file():
        pytest.skip(f"{file} is not there")
    with file.open(encoding="utf-8", newline="") as stream:
        listed = [row["asm3_breed"] for row in csv.DictReader(stream)]
    assert list(SHIPPED["asm3"].names) == listed


def test_breeds_with_one_name_are_a_mix_all_the_same() -> None:
    mix = Label.mix(TOY_POODLE, MINIATURE_POODLE)
    assert SHIPPED["asm3"].of(mix) == Mapped("Poodle", "Mixed Breed", True)
    assert SHIPPED["rescuegroups"].of(mix) == Mapped("Poodle (Toy)", "Poodle (Miniature)", True)
    assert SHIPPED["asm3"].of(Label.mix(TOY_POODLE, MINIATURE_POODLE, BEAGLE)) == Mapped("Poodle", "Beagle", True)


def test_a_cross_without_a_name_is_its_two_breeds() -> None:
    assert SHIPPED["asm3"].of(Label.breed("breed:labradoodle")) == Mapped("Labrador Retriever", "Poodle", True)
    assert SHIPPED["adoptapet"].of(Label.breed("breed:labradoodle")) == Mapped("Labradoodle")
    mix = SHIPPED["asm3"].of(Label.mix("breed:labradoodle", BEAGLE))
    assert mix == Mapped("Labrador Retriever", "Beagle", True)
    assert SHIPPED["asm3"].with_changes({"breed:labradoodle": None}).of(Label.breed("breed:labradoodle")).missing


def test_a_typed_breed_has_the_name_that_is_spelt_like_it() -> None:
    vocabulary = SHIPPED["asm3"]
    assert vocabulary.of(Label.breed("own:mountain-CUR")) == Mapped("Mountain Cur")
    assert vocabulary.of(Label.breed("own:Grey of the docks")).missing == ("own:Grey of the docks",)
    assert vocabulary.of(Label.breed("of:another:pack")).missing == ("of:another:pack",)
    changed = vocabulary.with_changes({"own:Grey of the docks": "Hound"})
    assert changed.of(Label.breed("own:Grey of the docks")) == Mapped("Hound")


def test_changes_are_names_of_the_receiver_or_refused() -> None:
    vocabulary = SHIPPED["asm3"]
    changed = vocabulary.with_changes({WILD[0]: "Carolina Dog", LABRADOR: None, UNKNOWN: "Hound"})
    assert changed.name(WILD[0]) == "Carolina Dog"
    assert changed.of(Label.breed(LABRADOR)) == Mapped("Hound", missing=(LABRADOR,))
    assert changed.of(labels.UNKNOWN) == Mapped("Hound")
    for wrong in ({LABRADOR: "Labrador"}, {UNKNOWN: None}, {MIX_OF_UNKNOWN: None}):
        with pytest.raises(ValueError, match="ASM3"):
            vocabulary.with_changes(wrong)
    assert SHIPPED["rescuegroups"].with_changes({UNKNOWN: None}).of(None) == Mapped(None)


def test_a_list_in_french_is_met_by_the_french_names_of_the_book(book: BreedBook) -> None:
    listed = ("Beagle", "Berger allemand", "Golden Retriever", "Bichon maltais", "Croisé", "Race croisée")
    vocabulary = SHIPPED["asm3"].with_names(listed, book)
    assert vocabulary.is_whole
    assert vocabulary.of(labels.UNKNOWN) == Mapped("Race croisée")
    assert vocabulary.of(Label.breed("n02106662")) == Mapped("Berger allemand")
    assert vocabulary.of(Label.breed("n02085936")) == Mapped("Bichon maltais")
    assert vocabulary.of(Label.mix(BEAGLE, LABRADOR)) == Mapped("Beagle", "Race croisée", True, missing=(LABRADOR,))
    for breed_id in vocabulary.breeds:
        assert in_its_words(vocabulary, vocabulary.of(Label.breed(breed_id)))
    assert not SHIPPED["asm3"].with_names(("Beagle", "Boxer"), book).is_whole
    assert SHIPPED["rescuegroups"].with_names(("Beagle", "Boxer"), book).is_whole
    with pytest.raises(ValueError, match="names"):
        SHIPPED["asm3"].with_names((), book)


@pytest.mark.parametrize(
    "change",
    [
        {"breeds": {"n02099712": "Labrador"}},
        {"unknown": "Unknown"},
        {"unknown": None},
        {"crosses": {"breed:labradoodle": ["Labrador Retriever", "Pudel"]}},
        {"crosses": {"breed:labradoodle": ["Poodle"]}},
        {"names": ["Beagle", "Beagle"]},
        {"names": []},
        {"names": [1]},
        {"near": {"who": "?"}},
        {"mixed_as_second": "yes"},
    ],
)
def test_a_vocabulary_that_contradicts_itself_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    whole = json.loads((vocabulary_folder() / "asm3.json").read_text(encoding="utf-8"))
    file = tmp_path / "asm3.json"
    file.write_text(json.dumps(whole | change), encoding="utf-8")
    with pytest.raises(VocabularyError) as refused:
        read_vocabulary(file)
    assert refused.value.fault.code == "breeds.damaged"
    assert refused.value.fault.facts["file"] == str(file)


@pytest.mark.parametrize("content", STRANGE_JSON.values(), ids=STRANGE_JSON)
def test_what_is_no_vocabulary_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "asm3.json").write_bytes(content)
    found, faults = shipped_vocabularies(tmp_path)
    assert found == {}
    assert [fault.code for fault in faults] == ["breeds.damaged"]
