"""Memories: what labels taught, written by whomever, and those that the app borrowed."""

import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.fuzzing.example import Example, Kind
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus
from desktop_app.learning.borrowed import BorrowedMemories
from desktop_app.learning.combining import combined
from desktop_app.learning.labelled_looks import LabelledLooks, PackWords
from desktop_app.learning.memory_file import MemoryFileError, read_memory, write_memory

PACK = "a" * 64
_LABELS = (Label.breed("own:Podenco mix"), Label.mix("n1", "n2"), Label.mix(), UNKNOWN, NO_DOG, Label.breed("n1"))


@cache
def _memory() -> bytes:
    said = [Suggestion(SuggestionStatus.OK, 0.9, (RankedBreed("n1", 0.6), RankedBreed("n2", 0.3)))] * len(_LABELS)
    vectors = np.random.default_rng(0).normal(size=(len(_LABELS), 8)).astype(np.float16)
    units = np.array([0, 1, 2, 3, 4, 0], np.int64)
    looks = LabelledLooks.of((PACK, "Lite 2"), _LABELS, vectors, units, PackWords.of(said))
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "a.pawsort-memory"
        write_memory(file, looks)
        return file.read_bytes()


def _examples() -> list[Example]:
    return [Example({"a.pawsort-memory": _memory(), "photo.jpg": b"a neighbour"}, "a.pawsort-memory")]


def _read(file: Path) -> object:
    looks = read_memory(file)
    assert np.isfinite(looks.embeddings).all()
    assert sum(looks.counts().values()) <= 3 * len(looks)
    return combined([looks, looks])


def _read_borrowed(file: Path) -> object:
    kept = BorrowedMemories(file.parent)
    return [kept.looks(each.name) for each in kept.all()]


KINDS = {
    "memory": Kind(_examples, _read, lambda: (MemoryFileError,)),
    "borrowed_memory": Kind(_examples, _read_borrowed, keeps_aside=True),
}
