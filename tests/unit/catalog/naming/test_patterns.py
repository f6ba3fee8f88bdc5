"""Patterns: what they find in names, what they forgive, and what they say where they mean nothing."""

from itertools import product
from time import thread_time

import pytest

from desktop_app.catalog.naming.no_animals import NoAnimal
from desktop_app.catalog.naming.patterns import Field, Found, Pattern, PatternError, Source
from desktop_app.catalog.naming.presets import PRESETS, Preset

NUMBERS = ("A1234", "a1234", "A-1234", "24-0117", "2024-0117", "12345678", "250268712345678", "DOG-0117", "A1234b")
NAMES = ("Bella", "Élodie", "Marie-Lou", "D\u2019Artagnan", "Бобик")


def read(pattern: str, name: str, source: Source = Source.FOLDER) -> Found | NoAnimal:
    return Pattern(pattern, source).read(name)


@pytest.mark.parametrize(("name", "number", "gap"), [*product(NAMES, NUMBERS, (" ", "_", " - ", "  ", ", "))])
def test_every_format_of_numbers_is_found_on_either_side_of_the_name(name: str, number: str, gap: str) -> None:
    assert read("{name} {number}", f"{name}{gap}{number}") == Found(name, number)
    assert read("{number}_{name}", f"{number}{gap}{name}") == Found(name, number)
    assert read("{date} {name} {number}", f"2024-11{gap}{name}{gap}{number}") == Found(name, number)
    assert read("{number}_{name}_{any}", f"{number}_{name}_01", Source.FILE) == Found(name, number)


@pytest.mark.parametrize(
    "preset", [each for each in PRESETS if each.id != "whatever_there_is"], ids=lambda each: each.id
)
def test_every_preset_reads_its_own_example(preset: Preset) -> None:
    pattern = Pattern(preset.pattern, preset.source)
    found = pattern.read(preset.example.removesuffix(".jpg"))
    assert found == Found("Bella", "A1234" if pattern.has_number else "")


@pytest.mark.parametrize(
    ("pattern", "name", "found"),
    [
        ("{name} {number}", "Marie Lou A1200", Found("Marie Lou", "A1200")),
        ("{name} {number}", "Bella (A1234)", Found("Bella", "A1234")),
        ("{name} {number}", "Bella n°1234", Found("Bella", "1234")),
        ("{name} {number}", "Bella 250 268 712 345 678", Found("Bella", "250 268 712 345 678")),
        ("{name} {number}", "Bella A1234 (2)", Found("Bella", "A1234")),
        ("{name} {number}", "Bella A1234 - Copie (3)", Found("Bella", "A1234")),
        ("{name} {number}", "April A1234", Found("April", "A1234")),
        ("{name} {number}", "Photo A1234", Found("", "A1234")),
        ("{date} {name} {number}", "novembre 2024 Bella A1234", Found("Bella", "A1234")),
        ("{date} {name} {number}", "03.11.2024_Bella_A1234", Found("Bella", "A1234")),
        ("{date?} {name} {number?}", "2024-11 Bella A1234", Found("Bella", "A1234")),
        ("{date?} {name} {number?}", "Bella A1234", Found("Bella", "A1234")),
        ("{date?} {name} {number?}", "2024-11 Bella", Found("Bella")),
        ("{date?} {name} {number?}", "Bella", Found("Bella")),
        ("{name}", "Bella 2", Found("Bella 2")),
        ("{name}", "A1234", Found("", "A1234")),
        ("{name}", "Rex12", Found("Rex12")),
        ("{number}{name}", "117Rocky", Found("Rocky", "117")),
        ("{number} ({name})", "A1234 Bella", Found("Bella", "A1234")),
        ("Box {any} {name}", "box 12 Bella", Found("Bella")),
        ("{Nom} {Numéro}", "Bella A1234", Found("Bella", "A1234")),
        ("chenil-{name}", "Chénil Bella", Found("Bella")),
        ("{name} {number}", "Bella", NoAnimal.NO_NUMBER),
        ("{name} {number}", "Bella 12", NoAnimal.NO_NUMBER),
        ("{name} {number}", "Bella 2024", NoAnimal.NO_NUMBER),
        ("{name} {number}", "Bella 2024-11", NoAnimal.NO_NUMBER),
        ("{date} {name} {number}", "Bella A1234", NoAnimal.NO_DATE),
        ("{number} {name}", "2024-11 Bella A1234", NoAnimal.OTHER_SHAPE),
        ("{name} {number}", f"{'Bella ' * 40}A1234", NoAnimal.OTHER_SHAPE),
    ],
)
def test_names_of_folders_are_read(pattern: str, name: str, found: Found | NoAnimal) -> None:
    assert read(pattern, name) == found


@pytest.mark.parametrize(
    ("pattern", "name", "found"),
    [
        ("{number}_{name}_{any}", "A1234_Marie-Lou_01", Found("Marie-Lou", "A1234")),
        ("{number}_{name}_{any}", "A1234_Bella", Found("Bella", "A1234")),
        ("{number}_{name}_{any}", "a1234 bella 01", Found("bella", "a1234")),
        ("{number}_{name}_{any}", "A1234_Bella_sitting_01", Found("Bella", "A1234")),
        ("{number}_{name}", "A1234_Bella_01", Found("Bella", "A1234")),
        ("{name} {number}", "Bella A1234_01", Found("Bella", "A1234")),
        ("{name} {number}", "Bella 0117", Found("Bella", "0117")),
        ("{name} {number}", "Bella 12", NoAnimal.NO_NUMBER),
        ("{number}_{name?}", "n02085620_1234", NoAnimal.BREED),
        ("{name}", "Bella 01", Found("Bella")),
        ("{name}", "Bella01", Found("Bella")),
        ("{name}", "Bella (2)", Found("Bella")),
        ("{name}", "Marie-Lou - Copie (3)", Found("Marie-Lou")),
        ("{name}", "A1234_01", Found("", "A1234")),
    ],
)
def test_names_of_files_are_read_without_what_counts_photos(pattern: str, name: str, found: Found | NoAnimal) -> None:
    assert read(pattern, name, Source.FILE) == found


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("", "pattern.empty", {"name_word": "name", "number_word": "number"}),
        ("  ", "pattern.empty", {"name_word": "name", "number_word": "number"}),
        ("{name", "pattern.unclosed", {"place": 1, "piece": "{name"}),
        ("Box {name {number}", "pattern.unclosed", {"place": 5, "piece": "{name"}),
        ("name}", "pattern.unopened", {"place": 5}),
        ("{}", "pattern.empty_field", {"place": 1, "name_word": "name"}),
        ("{nmae}", "pattern.unknown_field_like", {"field": "{nmae}", "near": "{name}"}),
        (
            "{name} {weight}",
            "pattern.unknown_field",
            {"field": "{weight}", **{f"{each}_word": each.value for each in Field}},
        ),
        ("{name}{any}", "pattern.nothing_between", {"first": "{name}", "second": "{any}"}),
        ("{name}{number}", "pattern.nothing_between", {"first": "{name}", "second": "{number}"}),
        ("{name} {nom}", "pattern.twice", {"field": "{nom}"}),
        ("{date} {any}", "pattern.nobody", {"name_word": "name", "number_word": "number"}),
        ("Bella", "pattern.nobody", {"name_word": "name", "number_word": "number"}),
        ("{name?} {date}", "pattern.all_optional", {}),
        ("{name}/{number}", "pattern.slash", {"place": 7, "sign": "/"}),
        ("{any} {any} {any} {name}", "pattern.too_many_any", {"most": 2, "any_word": "any"}),
        ("{name}" + "x" * 300, "pattern.too_long", {"most": 200}),
    ],
)
def test_a_pattern_that_means_nothing_says_where_and_why(text: str, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(PatternError) as caught:
        Pattern(text, Source.FOLDER)
    assert caught.value.fault.code == code
    assert dict(caught.value.fault.facts) == facts
    assert Pattern.or_none(text, Source.FOLDER) is None


def test_fields_in_another_language_make_the_same_pattern() -> None:
    english, french = (
        Pattern("{date?} {name}_{number}", Source.FOLDER),
        Pattern("{date?} {nom}_{numéro}", Source.FOLDER),
    )
    assert english == french
    assert hash(english) == hash(french)
    assert english != Pattern("{date?} {name}_{number}", Source.FILE)
    words = {Field.NAME: "nom", Field.NUMBER: "numéro", Field.DATE: "date", Field.ANY: "reste"}
    assert english.with_words(words) == "{date?} {nom}_{numéro}"


def test_no_pattern_takes_long_over_a_name() -> None:
    names = ("a " * 60, "1-" * 60, "A1 " * 40, "(" * 120, "a" * 120)
    began = thread_time()
    for text in ("{any} {name} {any} {number}", "{any}-{name}-{any}-{number}", "{any} {date?} {name} {number?} {any}"):
        for name in names:
            Pattern(text, Source.FILE).read(name)
    assert thread_time() - began < 5
