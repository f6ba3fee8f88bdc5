"""What speaks against a label is said with the figure that belongs to it."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.photos.second_look import Against, Doubt
from desktop_app.ui.wording.breeds import Breeds
from desktop_app.ui.wording.review_words import review_words

RED, GREEN = Label.breed("n_red"), Label.breed("n_green")


@pytest.mark.parametrize(
    ("label", "suggested", "against", "said"),
    [
        (GREEN, RED, Against.MODEL, "You labelled it Green Hound. It looks like Red Setter, 97%."),
        (NO_DOG, RED, Against.MODEL,
         "You labelled it No dog. It shows a dog, 97%; first of all it looks like Red Setter."),
        (GREEN, NO_DOG, Against.MODEL, "You labelled it Green Hound. It shows no dog, 97%."),
        (GREEN, RED, Against.GROUP,
         "You labelled it Green Hound. Photos that belong with it are labelled Red Setter."),
        (NO_DOG, RED, Against.GROUP, "You labelled it No dog. Photos that belong with it are labelled Red Setter."),
        (GREEN, RED, Against.MEMORY,
         "You labelled it Green Hound. By all that Pawsort has learned, it looks like Red Setter."),
    ],
)  # fmt: skip
def test_what_speaks_against_a_label(
    breeds: Breeds, qapp: QApplication, label: Label, suggested: Label, against: Against, said: str
) -> None:
    assert review_words.against(Doubt(1, label, suggested, against, 0.97), breeds.name) == said


@pytest.mark.parametrize(("alike", "photos"), [(1, "1 Red Setter photo"), (14, "14 Red Setter photos")])
def test_a_persons_other_labels_are_counted_where_they_speak_against_one(
    breeds: Breeds, qapp: QApplication, alike: int, photos: str
) -> None:
    doubt = Doubt(1, GREEN, RED, Against.MEMORY, 0.97, alike)
    said = review_words.against(doubt, breeds.name)
    assert said == f"You labelled it Green Hound. It looks more like your {photos}."
