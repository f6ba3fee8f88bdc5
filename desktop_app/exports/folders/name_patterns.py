"""How copies are called: `{animal} {count}` or whatever else a person wants of what is known of a photo."""

import re
from collections import Counter
from collections.abc import Mapping

from desktop_app.catalog.naming.texts import folded
from desktop_app.exports.folders.names import compared, safe_name
from desktop_app.faults import FaultError

ANIMAL, NUMBER, BREED, STATE, NAME, DATE, COUNT = "animal", "number", "breed", "state", "name", "date", "count"
FIELDS = (ANIMAL, NUMBER, BREED, STATE, NAME, DATE, COUNT)
"""What may stand in braces."""
_ALSO = {
    "numero": NUMBER, "race": BREED, "etat": STATE, "nom": NAME, "fichier": NAME, "file": NAME, "compte": COUNT
}  # fmt: skip
_FIELD = re.compile(r"\{([^{}]*)\}")
_LOOSE_ENDS = " -_,;"


class NamePattern:
    """A pattern for names of files, with slashes between the names of folders, if a person wants further ones."""

    def __init__(self, text: str, option: str) -> None:
        """Read a pattern.

        Args:
            text: as it was typed.
            option: for which option.

        Raises:
            FaultError: it is empty, or has a field that is not known.
        """
        if not text.strip(" /"):
            raise FaultError("export.empty_pattern", option=option, there=_listed())
        self._parts = [part for part in text.split("/") if part.strip()]
        self._fields: set[str] = set()
        for typed in _FIELD.findall(text):
            if _field(typed) is None:
                raise FaultError("export.unknown_field", option=option, field=f"{{{typed}}}", there=_listed())
            self._fields.add(_field(typed) or "")

    def has(self, field: str) -> bool:
        """Whether a field stands in it."""
        return field in self._fields

    def filled(self, values: Mapping[str, str]) -> list[str]:
        """The names of folders and, the last, of the file without its ending; what is empty leaves no gap.

        Args:
            values: by field.
        """
        return [_tidied(_FIELD.sub(lambda found: values[_field(found[1]) or NAME], part)) for part in self._parts]


class PhotoNames:
    """Gives the photos of one export their names; counts those that would be called the same."""

    def __init__(self, pattern: NamePattern) -> None:
        self._pattern = pattern
        self._counted: Counter[str] = Counter()

    def relative(self, folder: str, values: Mapping[str, str], ending: str) -> str:
        """The relative name of the next photo.

        Args:
            folder: in which it lies; "" for none.
            values: by field, without `count`.
            ending: of its file, with the dot.
        """
        names = self._in(folder, {**values, COUNT: "0"})
        if self._pattern.has(COUNT):
            key = compared("/".join(names))
            self._counted[key] += 1
            names = self._in(folder, {**values, COUNT: str(self._counted[key])})
        stem = names[-1] or values[NAME]
        return "/".join(safe_name(each) for each in (*names[:-1], stem + ending) if each)

    def _in(self, folder: str, values: Mapping[str, str]) -> list[str]:
        return [folder, *self._pattern.filled(values)]


def _field(typed: str) -> str | None:
    word = folded(typed.strip())
    return word if word in FIELDS else _ALSO.get(word)


def _tidied(text: str) -> str:
    return " ".join(text.split()).strip(_LOOSE_ENDS)


def _listed() -> str:
    return ", ".join(f"{{{field}}}" for field in FIELDS)
