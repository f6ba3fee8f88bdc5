"""What people write in a column of breeds: understood letter by letter, or not at all."""

import time

import pytest

from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.importing.breed_texts import BreedNames, Said, Trouble
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label

BEAGLE, LABRADOR, BOXER, SHEPHERD, MALINOIS = "n02088364", "n02099712", "n02108089", "n02106662", "n02105162"


@pytest.mark.parametrize(
    ("text", "breed"),
    [
        ("Beagle", BEAGLE),
        ("  bEaGle ", BEAGLE),
        ("berger ALLEMAND", SHEPHERD),
        ("GSD", SHEPHERD),
        ("Épagneul breton", "n02101388"),
        ("epagneul-breton", "n02101388"),
        ("n02088364", BEAGLE),
        ("Cavalier King Charles Spaniel", "n02086646"),
        ("Black and Tan Coonhound", "n02089078"),
        ("Labrador Poodle cross", "breed:labradoodle"),
        ("Retriever, Labrador", LABRADOR),
        ("Jack Russell", "breed:jack_russell_terrier"),
        ("Poméranien", "n02112018"),
    ],
)
def test_names_are_known_in_both_languages_by_alias_and_by_id(names: BreedNames, text: str, breed: str) -> None:
    assert names.read(text) == Said(Label.breed(breed))


@pytest.mark.parametrize(
    ("text", "breeds"),
    [
        ("Labrador x Beagle", (LABRADOR, BEAGLE)),
        ("Labrador X Beagle", (LABRADOR, BEAGLE)),
        ("Labrador\u00d7Beagle", (LABRADOR, BEAGLE)),
        ("Labrador/Beagle", (LABRADOR, BEAGLE)),
        ("Labrador/Beagle mix", (LABRADOR, BEAGLE)),
        ("Mix: Beagle + Boxer", (BEAGLE, BOXER)),
        ("Croisé : Beagle + Boxer", (BEAGLE, BOXER)),
        ("mix of Beagle, Boxer and Labrador", (BEAGLE, BOXER, LABRADOR)),
        ("Berger allemand croisé malinois", (SHEPHERD, MALINOIS)),
        ("Croisée berger allemand et malinois", (SHEPHERD, MALINOIS)),
        ("Beagle crossed with a Boxer", (BEAGLE, BOXER)),
    ],
)
def test_a_mix_names_its_breeds(names: BreedNames, text: str, breeds: tuple[str, ...]) -> None:
    assert names.read(text) == Said(Label.mix(*breeds))


@pytest.mark.parametrize(
    "text", ["mix", "Mixed Breed (Medium)", "croisé", "CROISÉE", "bâtard", "mongrel", "corniaud", "X"]
)
def test_a_mix_of_nobody_knows_what_is_one(names: BreedNames, text: str) -> None:
    assert names.read(text) == Said(Label.mix())


@pytest.mark.parametrize(
    "text",
    [
        "croisé labrador",
        "Labrador Mix",
        "Labrador x inconnu",
        "Labrador x Labrador",
        "Lab cross",
        "Labrador X",
        "x labrador",
    ],
)
def test_the_one_breed_of_a_mix_is_lost_and_that_is_known(names: BreedNames, text: str) -> None:
    assert names.read(text) == Said(Label.mix(), lost=LABRADOR)


def test_unknown_and_no_dog_are_words_in_both_languages(names: BreedNames) -> None:
    assert {names.read(text).label for text in ("unknown", "Inconnu", "race inconnue", "Unknown breed")} == {UNKNOWN}
    assert {names.read(text).label for text in ("no dog", "no_dog", "Pas de chien", "not a dog")} == {NO_DOG}


@pytest.mark.parametrize("text", ["", "  ", "-", "\u2014", "/"])
def test_a_dash_says_nothing(names: BreedNames, text: str) -> None:
    assert names.read(text) == Said()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Beagel", "Beagel"),
        ("?", "?"),
        ("cat", "cat"),
        ("Beagle or Boxer", "Beagle or Boxer"),
        ("Beagle and Boxer", "Beagle and Boxer"),
        ("Labrador, noir", "Labrador, noir"),
        ("Labrador x Beagel", "Beagel"),
        ("mix of Beagle and something", "something"),
    ],
)
def test_what_is_not_known_is_not_guessed(names: BreedNames, text: str, part: str) -> None:
    assert names.read(text) == Said(None, Trouble.UNKNOWN_BREED, part)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Golden Retreiver", "n02099601"),
        ("Jack Rusell", "breed:jack_russell_terrier"),
        ("Parson Russel", "breed:parson_russell_terrier"),
        ("Wheaten", "n02098105"),
    ],
)
def test_what_is_spelt_wrongly_or_is_half_a_name_is_offered(names: BreedNames, text: str, offered: str) -> None:
    assert names.read(text).trouble is Trouble.UNKNOWN_BREED
    assert offered in names.near(text)


def test_a_name_of_several_breeds_is_none_of_them(few: BreedNames) -> None:
    assert few.read("Poodle") == Said(None, Trouble.SEVERAL_BREEDS, "Poodle")
    assert few.read("Labrador x Poodle") == Said(None, Trouble.SEVERAL_BREEDS, "Poodle")
    assert few.near("Poodle") == ("toy", "big")
    assert few.read("Royal Poodle") == Said(Label.breed("big"))


def test_a_mix_has_at_most_three_breeds(names: BreedNames) -> None:
    assert names.read("Beagle x Boxer x Labrador x Pug").trouble is Trouble.TOO_MANY_BREEDS


def test_near_misses_are_offered_and_nonsense_offers_nothing(names: BreedNames) -> None:
    assert BEAGLE in names.near("Beagel")
    assert SHEPHERD in names.near("berger alemand")
    assert names.near("zzzzzz") == ()


def test_breeds_that_people_typed_in_the_session_are_known_there_only(names: BreedNames) -> None:
    more = names.with_those_of(["own:Griffon du coin", "own:Beagle"])
    assert more.read("griffon du coin") == Said(Label.breed("own:Griffon du coin"))
    assert more.read("Beagle") == Said(Label.breed(BEAGLE))
    assert names.read("griffon du coin").trouble is Trouble.UNKNOWN_BREED


def test_a_name_that_people_typed_and_that_sounds_like_a_mix_is_the_breed_that_it_is_in_the_window(
    names: BreedNames,
) -> None:
    podenco = "own:Podenco mix"
    more = names.with_those_of([podenco])
    assert more.read("Podenco mix") == more.read("podenco-mix") == Said(Label.breed(podenco))
    assert more.read("Beagle mix") == names.read("Beagle mix") == Said(Label.mix(), lost=BEAGLE)
    # Where nobody typed it, the table says what it says: a mix, and the breed that has no place in it is told.
    assert names.read("Podenco mix") == Said(Label.mix(), lost="breed:andalusian_podenco")


def test_every_name_of_every_breed_is_understood_or_is_of_several(book: BreedBook, names: BreedNames) -> None:
    for breed in book:
        for name in (*breed.names.values(), *breed.aliases):
            called = names.called(name)
            said = names.read(name)
            if len(called) == 1:
                assert said == Said(Label.breed(called[0])), name
            else:
                assert breed.breed_id in called, name
                assert said.trouble is Trouble.SEVERAL_BREEDS, name


@pytest.mark.parametrize("text", ["a" + " " * 30_000 + "b", "a / b (" * 5_000, "mix " + "a, " * 10_000])
def test_a_page_in_the_column_of_breeds_takes_no_time(names: BreedNames, text: str) -> None:
    began = time.process_time()
    assert names.read(text).label is None
    assert time.process_time() - began < 2, "it took a minute and more"
