"""What is said of a photo in keywords."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.commands.export_terms import terms
from desktop_app.exports.base import Wording
from desktop_app.exports.material import ACCEPTED
from desktop_app.exports.metadata.keywords import keyword, keywords_of
from desktop_app.exports.metadata.merging import EMPTY_PACKET, keywords_in, merged

NAMES = {"lab": "Labrador Retriever", "boxer": "Boxer", "own:Odd/Dog|x": "Odd/Dog|x"}
ENGLISH = Wording(NAMES.__getitem__, str, term=terms("en"))
FRENCH = Wording(NAMES.__getitem__, str, term=terms("fr"))
ROW = PhotoRow(1, Path("/photos/a.jpg"), 0, None, None, None)


def labelled(label: Label, **more: object) -> PhotoRow:
    return replace(ROW, label=label, decided_by="person", decided_ns=1, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "flat", "paths"),
    [
        (ROW, (), ()),
        (labelled(Label.breed("lab")), ("Labrador Retriever",), ("Pawsort|Looks like|Labrador Retriever",)),
        (
            labelled(Label.mix("lab", "boxer")),
            ("Mix", "Labrador Retriever", "Boxer"),
            ("Pawsort|Mix", "Pawsort|Mix|Labrador Retriever", "Pawsort|Mix|Boxer"),
        ),
        (labelled(Label.mix()), ("Mix",), ("Pawsort|Mix",)),
        (labelled(UNKNOWN), (), ("Pawsort|Looks like|Unknown",)),
        (labelled(NO_DOG), ("No dog",), ("Pawsort|State|No dog",)),
        (
            replace(ROW, animal=Animal(1, "Bella", "A1200"), pick=2, several_dogs=True),
            ("Bella A1200", "Several dogs", "Adoption page"),
            ("Pawsort|Animal|Bella A1200", "Pawsort|State|Several dogs", "Pawsort|State|Adoption page"),
        ),
        (replace(ROW, animal=Animal(1, "", "A/7")), ("A\u22157",), ("Pawsort|Animal|A\u22157",)),
        (replace(ROW, animal=Animal(1, " ", "")), (), ()),
        (labelled(Label.breed("own:Odd/Dog|x")), ("Odd\u2215Dog¦x",), ("Pawsort|Looks like|Odd\u2215Dog¦x",)),
        (labelled(Label.breed("lab"), label_of_another_file=True), (), ()),
        (
            replace(labelled(Label.breed("lab")), decided_by=ACCEPTED),
            ("Labrador Retriever",),
            ("Pawsort|Looks like|Labrador Retriever", "Pawsort|State|Not decided yet"),
        ),
    ],
)
def test_each_photo_has_the_words_that_a_person_would_look_for(
    row: PhotoRow, flat: tuple[str, ...], paths: tuple[str, ...]
) -> None:
    found = keywords_of(row, ENGLISH)
    assert found.flat == flat
    assert tuple("|".join(path) for path in found.paths) == paths


def test_the_words_are_those_of_the_persons_language() -> None:
    found = keywords_of(labelled(Label.mix("lab", "boxer"), several_dogs=True), FRENCH)
    assert found.flat == ("Croisé", "Labrador Retriever", "Boxer", "Plusieurs chiens")
    assert ("Pawsort", "État", "Plusieurs chiens") in found.paths


@pytest.mark.parametrize("label", [Label.breed("lab"), Label.mix("lab", "boxer"), UNKNOWN])
def test_without_breeds_nothing_says_what_a_dog_looks_like(label: Label) -> None:
    row = labelled(label, animal=Animal(1, "Bella"), pick=1)
    assert keywords_of(row, ENGLISH, no_breed=True).flat == ("Bella", "Adoption page")
    assert not keywords_of(labelled(label), ENGLISH, no_breed=True)


def test_names_that_no_packet_can_hold_are_made_such_as_it_can() -> None:
    strange = "a\0b\ud800\x0b\x1f<&>\"']]>\n c\ufffe"
    assert keyword(strange) == "a b <&>\"']]> c"
    words = keywords_of(replace(ROW, animal=Animal(1, strange)), ENGLISH)
    assert keywords_in(merged(EMPTY_PACKET, words)).flat == words.flat
