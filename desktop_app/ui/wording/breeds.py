"""What the interface asks about breeds, in the language it speaks."""

from dataclasses import dataclass

from desktop_app.breeds.book import BreedBook, BreedMatch
from desktop_app.plain_text import escaped


@dataclass(frozen=True, slots=True)
class Breeds:
    """Names and search over every breed that the app knows.

    Attributes:
        book: all breeds.
        language: of the interface, "en" or "fr".
    """

    book: BreedBook
    language: str = "en"

    def name(self, breed_id: str) -> str:
        """The display name; the id itself where it is not known."""
        return escaped(self.book.name(breed_id, self.language))

    def search(self, text: str, limit: int) -> list[BreedMatch]:
        """The breeds that fit, best first; accents and case do not matter."""
        return self.book.search(text, self.language, limit)

    def own(self, text: str) -> str | None:
        """The id of a breed that a person typed and no list has; None when a list has it or there is no text."""
        if not text.strip() or self.book.exact(text) is not None:
            return None
        return self.book.id_for(text)
