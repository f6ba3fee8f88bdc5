"""The dogs of a photo as plain data, and what is said of each."""

from dataclasses import replace

from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.catalog.values.suggestions import Box, SuggestionStatus
from desktop_app.imaging.regions import WHOLE
from desktop_app.jobs.reading_dogs import DogsRead
from desktop_app.ui.review.content import content_for
from desktop_app.ui.review.dogs import Dogs, content_with_dogs, dogs_of, spoken
from desktop_app.ui.wording import words
from tests.qt.dogs.dog_helpers import LEFT, RIGHT, SECOND, SMALL, THIRD, row_with_dogs
from tests.qt.ui_helpers import selection_of


def name(breed_id: str) -> str:
    return breed_id.removeprefix("n_").title()


def test_the_first_dog_is_known_at_once_and_the_others_when_they_are_read() -> None:
    row = row_with_dogs(7)
    assert [dog.box for dog in dogs_of(row, None)] == [LEFT]
    assert [dog.box for dog in dogs_of(row, DogsRead(8, (SECOND,)))] == [LEFT], "those of another photo"
    found = dogs_of(row, DogsRead(7, (SECOND, THIRD), {RIGHT: Label.breed("n_blue")}))
    assert [(dog.number, dog.of, dog.box, dog.row.label) for dog in found] == [
        (1, 3, LEFT, None),
        (2, 3, RIGHT, Label.breed("n_blue")),
        (3, 3, SMALL, None),
    ]


def test_without_a_box_there_is_no_dog_to_choose() -> None:
    row = row_with_dogs(box=None)
    assert dogs_of(row, DogsRead(1)) == ()
    assert Dogs().chosen is None
    assert row.suggestion is not None
    no_dog = replace(row, suggestion=replace(row.suggestion, status=SuggestionStatus.NO_DOG))
    assert dogs_of(no_dog, None) == ()


def test_where_a_person_says_that_it_is_one_dog_those_alone_are_beside_it_that_were_decided_about() -> None:
    row = replace(row_with_dogs(), one_dog=True)
    assert [dog.of for dog in dogs_of(row, DogsRead(1, (SECOND, THIRD)))] == [1]
    kept = dogs_of(row, DogsRead(1, (SECOND, THIRD), {SMALL: Label.breed("n_blue")}))
    assert [(dog.number, dog.box) for dog in kept] == [(1, LEFT), (2, SMALL)]


def test_a_label_of_a_dog_that_is_not_found_any_more_is_a_dog_of_its_own() -> None:
    kept = {Box(0.5, 0.5, 0.75, 0.75): NO_DOG}
    dogs = Dogs(dogs_of(row_with_dogs(box=None), DogsRead(1, (), kept)), 2)
    assert [dog.box for dog in dogs.each] == [WHOLE, Box(0.5, 0.5, 0.75, 0.75)]
    content = content_for(selection_of([row_with_dogs(box=None)]), name)
    assert content is not None
    said = content_with_dogs(content, dogs, name)
    assert said.label == NO_DOG
    assert said.lines == ()
    assert "label from before" in said.sentence


def test_suggestions_words_and_label_are_those_of_the_chosen_dog() -> None:
    row = row_with_dogs(label=Label.breed("n_red"))
    each = dogs_of(row, DogsRead(1, (SECOND,)))
    content = content_for(selection_of([row]), name)
    assert content is not None
    first, second = (content_with_dogs(content, Dogs(each, number), name) for number in (1, 2))
    assert (first.lines[0].text, second.lines[0].text) == ("Red", "Green")
    assert (first.label, second.label) == (Label.breed("n_red"), None)
    assert second.confidence is SECOND.confidence
    assert second.dog == "Dog 2 of 2 · Tab"
    assert first.dog == "2 dogs · Tab"
    assert "dog" not in first.aside, "what says it in a place of its own, the review, does not say it twice"
    assert second.label_text == "Dog 2: None yet"
    assert second.confirm_text == "Dog 2: Green"
    assert content_with_dogs(content, Dogs(each[:0]), name) == content
    assert spoken(each[1], name) == "Dog 2 of 2 chosen: looks like Green"
    assert spoken(each[0], name) == "Dog 1 of 2 chosen: label Red"


def test_the_next_dog_without_a_label_is_looked_for_all_round() -> None:
    each = dogs_of(row_with_dogs(), DogsRead(1, (SECOND, THIRD), {SMALL: NO_DOG}))
    assert Dogs(each, 2).next_undecided() == 1
    assert Dogs(each, 1).next_undecided() == 2
    assert Dogs(each, 1).next_undecided({RIGHT}) is None
    assert Dogs(each, 3).next_undecided({LEFT}) == 2


def test_how_many_dogs_there_are_is_told_of_photos_that_show_several() -> None:
    assert words.shown_dogs(row_with_dogs(dogs=2)) == 2
    assert words.shown_dogs(row_with_dogs(dogs=1)) == 0
    assert words.shown_dogs(row_with_dogs(dogs=2, label=NO_DOG)) == 0
    assert words.shown_dogs(replace(row_with_dogs(dogs=2), one_dog=True)) == 0, "whoever says one is believed"
    assert "2 dog" in words.spoken(row_with_dogs(dogs=2), name)
    assert "2 dog" in words.tooltip(row_with_dogs(dogs=2), name)
    assert "1 dog" not in words.spoken(row_with_dogs(dogs=1), name)
