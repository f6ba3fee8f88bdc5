"""What is said of a photo in keywords: words that a person finds in the lists and trees of other programs.

All paths begin with the same trunk, so that they stand together and apart from what people typed themselves. What a dog
looks like stands under "Looks like", never as what it is; a mix has each of its breeds under "Mix".
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.labels import Label, LabelKind
from desktop_app.exports.base import Wording
from desktop_app.exports.dogs_beside import DogBeside
from desktop_app.exports.material import ACCEPTED
from desktop_app.exports.metadata.merging import Keywords

TRUNK = "Pawsort"
# What XML cannot say at all (https://www.w3.org/TR/xml/#charsets), and what only moves about.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Between the parts of a path in one program or the other, wherever it stands: signs that look like them are none.
_NO_SEPARATORS = str.maketrans({"|": "¦", "/": "\u2215", "\\": "\u2216"})


def keywords_of(row: PhotoRow, wording: Wording, *, no_breed: bool = False, dogs: Sequence[DogBeside] = ()) -> Keywords:
    """The keywords of a photo: whoever looks for a breed finds all photos with such a dog.

    Args:
        row: the photo; an accepted suggestion counts as its label, and is marked as undecided.
        wording: for names and words.
        dogs: beside the first one; what was decided of them has keywords too.
        no_breed: whether what the dog looks like is left out.
    """
    others = () if no_breed else [dog.label for dog in dogs if dog.label is not None]
    said = list(_said(row, wording, no_breed, others))
    flat = dict.fromkeys(path[-1] for path, is_flat in said if is_flat and path[-1])
    paths = dict.fromkeys(tuple(part for part in path if part) for path, _ in said)
    return Keywords(tuple(flat), tuple((TRUNK, *path) for path in paths))


@lru_cache(maxsize=4096)
def keyword(text: str) -> str:
    """A text as one keyword: on one line, without what XML or a path cannot hold."""
    tidy = " ".join(_NOT_XML.sub(" ", unicodedata.normalize("NFC", text)).split())
    return tidy.translate(_NO_SEPARATORS)


def _said(
    row: PhotoRow, wording: Wording, no_breed: bool, others: Sequence[Label]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Paths below the trunk, and whether their last word is a keyword of its own."""

    def word(code: str) -> str:
        return keyword(wording.term(code))

    label = row.own_label
    if label is not None and not no_breed:
        yield from _looks_like(label, wording.name_of, word)
    for other in others:
        yield from _looks_like(other, wording.name_of, word)
    if row.animal is not None:
        name = keyword(f"{row.animal.name} {row.animal.number}")
        if name:
            yield (word("animal"), name), True
    if label is not None and label.kind is LabelKind.NO_DOG:
        yield (word("state"), word("no_dog")), True
    if row.several_dogs:
        yield (word("state"), word("several_dogs")), True
    if row.pick:
        yield (word("state"), word("pick")), True
    if row.decided_by == ACCEPTED and not no_breed:
        yield (word("state"), word("undecided")), False


def _looks_like(
    label: Label, name_of: Callable[[str], str], word: Callable[[str], str]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    names = [keyword(name_of(breed_id)) for breed_id in label.breed_ids]
    if label.kind is LabelKind.BREED:
        yield (word("breed"), names[0]), True
    elif label.kind is LabelKind.UNKNOWN:
        yield (word("breed"), word("unknown")), False  # alone, nobody would know what is
    elif label.kind is LabelKind.MIX:
        yield (word("mix"),), True
        for name in names:
            yield (word("mix"), name), True
