"""What the interface asks about breeds, in the language it speaks."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.breeds.book import BreedBook, BreedMatch
from desktop_app.breeds.kinds import is_kind
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


def marked(breed_id: str, name: str) -> str:
    """A name as it stands in a list of breeds, where a kind of dog is told apart: "Spaniel · kind of dog"."""
    if not is_kind(breed_id):
        return name
    return QCoreApplication.translate("Words", "{name} · kind of dog").format(name=name)
