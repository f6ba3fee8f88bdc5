"""What single cells of a table say: yes and no, places among picks, moments, and labels as Pawsort writes them."""

import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime

from desktop_app.breeds.book import OWN_PREFIX
from desktop_app.catalog.changes.base import PERSON
from desktop_app.catalog.importing.breed_texts import BreedNames, Said
from desktop_app.catalog.importing.headings import BREED_IDS, BREEDS, Headings, Meaning
from desktop_app.catalog.importing.left_alone import Why
from desktop_app.catalog.naming.finding import identity
from desktop_app.catalog.naming.patterns import Found
from desktop_app.catalog.naming.texts import as_written, key_of, sound, yes_or_no
from desktop_app.catalog.values.labels import Decision, Label, LabelKind
from desktop_app.guarding import unguarded
from desktop_app.tables import Row

SUGGESTION = "suggestion"
"""Who decided, in a table, where an export took a suggestion for a label: nobody has."""

# How it is called where a row is an animal.
_ACCEPTED = "accepted"

PICKED = 1_000_000
"""A place for picks that have none: in the order of the rows, behind all that have one."""


class CellError(ValueError):
    """A cell that is not understood."""

    def __init__(self, why: Why, said: str = "") -> None:
        super().__init__(why.value)
        self.why, self.said = why, said


class Cells:
    """The cells of one row, by what they mean."""

    def __init__(self, row: Row, headings: Headings, *, is_guarded: bool = True) -> None:
        """Take the cells that mean something.

        Args:
            row: of a table.
            headings: of it.
            is_guarded: whether an apostrophe before what begins like a formula is no part of the text.
        """
        values = row.values
        self._cells = {meaning: text for meaning, heading in headings.columns.items() if (text := values[heading])}
        self._is_own, self._is_guarded = headings.is_own, is_guarded

    def __getitem__(self, meaning: Meaning) -> str:
        """What stands there, without spaces around it; "" where there is no such column."""
        return self._raw(meaning).strip()

    def _raw(self, meaning: Meaning) -> str:
        """The cell as it is; the apostrophe that guards what begins like a formula is taken away."""
        text = self._cells.get(meaning, "")
        return unguarded(text) if self._is_guarded else text

    def typed(self, meaning: Meaning) -> str:
        """A name, number or note: of Pawsort's own tables with every sign, of others as a person would write it."""
        if self._is_own:
            return sound(self._raw(meaning))
        return as_written(self[meaning]) if meaning is Meaning.NAME else sound(self[meaning])

    def owner(self) -> tuple[str, ...] | None:
        """What all rows of one animal have in common; None where the row speaks of none.

        Raises:
            CellError: it speaks of one that has neither name nor number.
        """
        if self[Meaning.ANIMAL]:
            return "animal", self[Meaning.ANIMAL]
        name, number = self.typed(Meaning.NAME), self.typed(Meaning.NUMBER)
        if not (name or number):
            if self._is_own and self[Meaning.SPECIES]:
                raise CellError(Why.NAMELESS_ANIMAL)
            return None
        if self._is_own:
            # Shelters give one number twice; Pawsort knows whom it has written.
            return "own", name, number, self[Meaning.SPECIES], self.typed(Meaning.NOTE)
        # The table is one list: a name without a number is one animal, wherever its photos lie.
        return identity(Found(name, number), "")

    def flag(self, meaning: Meaning) -> bool | None:
        """Yes or no; None for an empty cell.

        Raises:
            CellError: it is neither.
        """
        text = self[meaning]
        said = yes_or_no(text)
        if text and said is None:
            raise CellError(Why.NEITHER_YES_NOR_NO, text)
        return said

    def pick(self) -> int | None:
        """A place among the picks, from 1; `PICKED` for one without; None for no pick.

        Raises:
            CellError: it is none.
        """
        text = self[Meaning.PICK]
        number = re.fullmatch(r"(\d{1,6})(?:[.,]0+)?", text)
        if number:
            return int(number[1]) or None
        try:
            return PICKED if self.flag(Meaning.PICK) else None
        except CellError as error:
            raise CellError(Why.NOT_A_PLACE, text) from error

    @property
    def dog(self) -> int:
        """Which dog of its photo the row is about, where each has a row; else the first one."""
        text = self[Meaning.DOG].removesuffix(".0")
        return int(text) if text.isdecimal() else 1

    @property
    def is_of_another_file(self) -> bool:
        """Whether Pawsort wrote that the label was given to what the file held before."""
        return yes_or_no(self[Meaning.OTHER_FILE]) is True

    @property
    def is_suggestion(self) -> bool:
        """Whether Pawsort wrote that nobody has decided this: whoever exported it took suggestions for labels."""
        return self[Meaning.DECIDED_BY] == SUGGESTION or self[Meaning.STANDING] == _ACCEPTED

    def decision(self, now_ns: int) -> Decision:
        """How the label came about: as Pawsort wrote it, else by a person, now. Its suggestion nobody has seen here."""
        by = sound(self[Meaning.DECIDED_BY]) if self._is_own else ""
        at = _moment(self[Meaning.DECIDED_AT]) if self._is_own else None
        return Decision(by or PERSON, now_ns if at is None or at > now_ns else at, None)

    def of_label(self) -> tuple[str | None, ...]:
        """All cells that say something of the label: where they are the same, the label is."""
        return tuple(map(self._cells.get, _OF_LABEL))

    def label(self, names: BreedNames) -> tuple[Said, str]:
        """The label that the row gives, and how it is written there.

        Raises:
            CellError: it is not understood.
        """
        kind, breeds = key_of(self[Meaning.LABEL]), [self[each] for each in BREEDS]
        ids = [self[each] for each in BREED_IDS]
        if self._is_own and kind in _OWN_KINDS:
            said = " ".join([self[Meaning.LABEL], *filter(None, breeds)])
            return Said(self._own_label(_OWN_KINDS[kind], ids, breeds, names)), said
        if any(ids):
            found = [_breed(breed_id, name, names) for breed_id, name in zip(ids, breeds, strict=True)]
            named = [each for each in found if each]
            return names.mix_of(named) if len(named) > 1 else Said(Label.breed(named[0])), ", ".join(named)
        texts = [each for each in (breeds if any(breeds) else [self[Meaning.LABEL]]) if each]
        return self._foreign_label(texts, names), ", ".join(texts)

    def _own_label(self, kind: LabelKind, ids: list[str], breeds: list[str], names: BreedNames) -> Label:
        found = [_breed(breed_id, name, names) for breed_id, name in zip(ids, breeds, strict=True)]
        try:
            return Label(kind, tuple(each for each in found if each))
        except ValueError as error:
            raise CellError(Why.HALF_A_LABEL, " ".join([self[Meaning.LABEL], *filter(None, breeds)])) from error

    def _foreign_label(self, texts: list[str], names: BreedNames) -> Said:
        try:
            is_mix = self.flag(Meaning.IS_MIX)
        except CellError:
            is_mix = None  # "Mix" may head a column of anything
        if not texts:
            return Said(Label.mix()) if is_mix else Said()
        # ASM3 writes the first breed again where there is no second one.
        texts = list(dict.fromkeys(texts))
        said = names.read(texts[0]) if len(texts) == 1 else names.mix_of(texts)
        if said.trouble is not None:
            raise CellError(Why(said.trouble.value), said.part or ", ".join(texts))
        if is_mix and said.label is not None and said.label.kind is LabelKind.BREED:
            return Said(Label.mix(), lost=said.label.breed_ids[0])
        return said


_OF_LABEL = (Meaning.LABEL, *BREEDS, *BREED_IDS, Meaning.IS_MIX)
_OWN_KINDS: Mapping[str, LabelKind] = {key_of(kind.value): kind for kind in LabelKind}


def _breed(breed_id: str, name: str, names: BreedNames) -> str:
    """The id of a breed that Pawsort wrote with its name; "" for none.

    Raises:
        CellError: somebody has written another name beside the id, or nobody knows either.
    """
    called = names.called(name) if name else ()
    if breed_id in names.ids or breed_id.startswith(OWN_PREFIX):
        is_called_so = not name or breed_id in called or name == breed_id.removeprefix(OWN_PREFIX)
        # What the breeds of a model pack are called that is not here, nobody knows.
        if is_called_so or not (called or breed_id in names.in_book):
            return breed_id
        raise CellError(Why.BREED_AND_ID, name)
    if len(called) == 1:
        return called[0]
    if breed_id or name:
        raise CellError(Why.SEVERAL_BREEDS if called else Why.UNKNOWN_BREED, name or breed_id)
    return ""


def _moment(text: str) -> int | None:
    """Nanoseconds since the epoch; None for what is no moment after it.

    Without a time zone it stands in UTC: spreadsheets know none, and Pawsort writes UTC into them.
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    seconds = (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).timestamp()
    return int(seconds * 1_000_000) * 1_000 if seconds > 0 else None


def now_ns() -> int:
    """This moment, nanoseconds since the epoch."""
    return time.time_ns()
