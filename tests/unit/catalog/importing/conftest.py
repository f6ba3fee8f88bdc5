from pathlib import Path

import pytest

from desktop_app.breeds.book import BookBreed, BreedBook
from desktop_app.catalog.importing.breed_texts import BreedNames


@pytest.fixture(scope="session")
def book(repository: Path) -> BreedBook:
    """The breeds that ship."""
    return BreedBook.load_folder(repository / "assets" / "breeds")


@pytest.fixture(scope="session")
def names(book: BreedBook) -> BreedNames:
    return BreedNames(book)


@pytest.fixture
def few() -> BreedNames:
    """Two breeds that share what people call them, and one that is called like a mix."""
    return BreedNames(
        BreedBook(
            [
                BookBreed("toy", {"en": "Toy Poodle", "fr": "Caniche toy"}, ("Poodle",)),
                BookBreed("big", {"en": "Standard Poodle"}, ("Poodle", "Royal Poodle")),
                BookBreed("doodle", {"en": "Labradoodle"}, ("Labrador Poodle cross",)),
                BookBreed("lab", {"en": "Labrador Retriever"}, ("Labrador", "Lab")),
            ]
        )
    )
