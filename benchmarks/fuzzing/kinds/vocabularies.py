"""Books of breeds, names of breeds in the words of receivers, and keyboards.

Translations (`.qm`) are no kind: Qt believes them as it believes its own libraries, and nobody but the installation
writes them.
"""

import itertools
from pathlib import Path

from benchmarks.fuzzing.example import Example, Kind
from desktop_app import paths
from desktop_app.breeds.book import BreedBook, BreedFileError
from desktop_app.breeds.own_vocabularies import all_vocabularies, listed_names, read_own, save_own
from desktop_app.breeds.vocabularies import VocabularyError, read_vocabulary, vocabulary_folder
from desktop_app.breeds.vocabulary_editing import VocabularyEdit
from desktop_app.catalog.values.labels import Label
from desktop_app.own_files import OwnFileError
from desktop_app.tables import TableError

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


def _read_vocabulary(file: Path) -> object:
    vocabulary = read_vocabulary(file)
    ids = [*vocabulary.breeds, "own:Rex"]
    found = [vocabulary.of(Label.breed(each)) for each in ids]
    found += [vocabulary.of(Label.mix(*pair)) for pair in itertools.pairwise(ids)]
    written = {name for each in found for name in (each.first, each.second) if name is not None}
    assert written <= set(vocabulary.names)
    assert all(each.first is not None for each in found) or not vocabulary.wants
    return written


def _read_own_names(file: Path) -> object:
    found, _ = all_vocabularies(file, BreedBook())
    words, told = read_own(file)
    for receiver, vocabulary in found.items():
        assert vocabulary.is_whole
        assert {name for name in vocabulary.breeds.values() if name is not None} <= set(vocabulary.names)
        if receiver in words:
            words[receiver] = VocabularyEdit(vocabulary, words[receiver], BreedBook()).own
    if told is not None:
        # One that is broken lies beside what is saved.
        assert save_own(words, file) is not None
        assert read_own(file)[1] is None
    return found


def _own_names() -> list[Example]:
    own = (
        b'{"asm3": {"breeds": {"n02088364": "Hound", "n02115641": null, "unknown": "Hound"}}, "petfinder": '
        b'{"names": ["Beagle", "Mixed Breed"], "breeds": {"own:Rex": "Beagle"}}}'
    )
    return [Example({"breeds-for-shelter-software.json": own}, "breeds-for-shelter-software.json")]


def _vocabularies() -> list[Example]:
    files = [vocabulary_folder() / f"{name}.json" for name in ("asm3", "rescuegroups")]
    return [Example({file.name: file.read_bytes()}, file.name) for file in files]


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
    "vocabulary": Kind(_vocabularies, _read_vocabulary, lambda: (VocabularyError,), ("bytes", "json", "json", "json")),
    "own_names": Kind(_own_names, _read_own_names, forms=("bytes", "json", "json", "json"), keeps_aside=True),
    "list_of_names": Kind(
        lambda: [
            Example({"names.txt": "Beagle\nÉpagneul\n".encode()}, "names.txt"),
            Example({"names.csv": "ID,BreedName\n1,Beagle\n2,Épagneul\n".encode()}, "names.csv"),
        ],
        listed_names,
        lambda: (VocabularyError, OwnFileError, TableError),
        ("bytes", "lines"),
    ),
    "keyboards": Kind(_keyboards, _read_keyboards, forms=("bytes", "json", "json")),
}
