"""Books of breeds and keyboards.

Translations (`.qm`) are no kind: Qt believes them as it believes its own libraries, and nobody but the installation
writes them.
"""

from pathlib import Path

from benchmarks.fuzzing.example import Example, Kind
from desktop_app import paths
from desktop_app.breeds.book import BreedBook, BreedFileError

BOOK = (
    b'[{"id": "n02088364", "names": {"en": "Beagle", "fr": "Beagle"}, "aliases": ["B"]},'
    b' {"id": "breed:pit_bull", "names": {"en": "Pit Bull"}, "aliases": []}]'
)


def _read_book(file: Path) -> object:
    whole, faults = BreedBook.load_what_is_whole(file.parent)
    assert len(faults) <= 1
    book = BreedBook.load(file)
    found = (len(whole), book.search("be", "fr"), book.exact("Pit Bull"), book.id_for("Rex"))
    assert all(book.name(breed.breed_id, "fr") for breed in book)
    return found


def _read_keyboards(file: Path) -> object:
    from desktop_app.ui.wording import keyboards

    before = paths.assets_folder
    paths.assets_folder = lambda: file.parent  # type: ignore[assignment]
    try:
        for kept in (keyboards._table, keyboards._digits):
            kept.cache_clear()
        keyboard = keyboards.Keyboard("fr_FR")
        keyboard.saw(keyboards.Press("a", 38))
        return (keyboard.cap("?"), keyboard.digits_need_shift(), keyboard.meanings(keyboards.Press("&", 10)))
    finally:
        paths.assets_folder = before
        for kept in (keyboards._table, keyboards._digits):
            kept.cache_clear()


def _keyboards() -> list[Example]:
    return [Example({"keyboards.json": (paths.assets_folder() / "keyboards.json").read_bytes()}, "keyboards.json")]


KINDS = {
    "breeds": Kind(
        lambda: [Example({"breeds.json": BOOK}, "breeds.json")],
        _read_book,
        lambda: (BreedFileError,),
        ("bytes", "json", "json", "json"),
    ),
    "keyboards": Kind(_keyboards, _read_keyboards, forms=("bytes", "json", "json")),
}
