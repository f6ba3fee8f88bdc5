"""A pattern says where in a name of a folder or a file the animal's name and number stand: `{date} {name} {number}`.

Forgiving: whatever stands between words in the pattern may be anything that stands between words in the name (spaces,
underscores, hyphens); case and accents do not count; what programs put behind copies and what counts photos is passed
over. First a name is read as strictly as it is written, so that `{number}_{name}_{any}` finds "Marie-Lou" in
`A1234_Marie-Lou_01`.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, Self

from desktop_app.catalog.naming.dates_and_numbers import (
    DATE,
    NUMBER_SIGN,
    holds_date,
    holds_number,
    is_class_of_imagenet,
    is_count,
    is_date,
    is_number,
    is_weak,
    number_regex,
)
from desktop_app.catalog.naming.no_animals import NoAnimal, has_letters, why_no_animal, without_copy_marks
from desktop_app.catalog.naming.texts import BETWEEN_WORDS, composed, folded, tidied, words_of
from desktop_app.faults import FaultError


class Field(StrEnum):
    """What a pattern finds."""

    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    ANY = "any"


class Source(StrEnum):
    """Whose names a pattern is for."""

    FOLDER = "folder"
    FILE = "file"


FIELD_WORDS: Mapping[str, Field] = {
    "name": Field.NAME,
    "nom": Field.NAME,
    "number": Field.NUMBER,
    "numero": Field.NUMBER,
    "id": Field.NUMBER,
    "no": Field.NUMBER,
    "nr": Field.NUMBER,
    "date": Field.DATE,
    "any": Field.ANY,
    "reste": Field.ANY,
    "rest": Field.ANY,
    "*": Field.ANY,
}
"""What may stand in braces, folded."""

MOST_SIGNS = 200
"""A pattern that is longer is none: nobody's folder is called so."""

MOST_SIGNS_OF_A_NAME = 120
"""Longer names are read by no pattern: what can be read in many ways takes long."""

MOST_ANY = 2

_GAPS = re.compile(f"[{BETWEEN_WORDS}]+")
_GAP = f"[{BETWEEN_WORDS}]"
# From its first sign to its last: nothing is gained by looking for a part of it, and much time is lost.
_WHOLE_GAP = f"(?<!{_GAP}){_GAP}++"
# What counts photos: at the end of a file's name, apart or right behind a word.
_COUNTER = re.compile(rf"(?:{_GAP}+\(?\d{{1,4}}\)?|(?<=[a-z]{{2}})\d{{1,3}})$")
# Two that may stand side by side: where the one ends, the other cannot go on.
_SIDE_BY_SIDE = {(Field.DATE, Field.NAME), (Field.NAME, Field.DATE), (Field.NUMBER, Field.NAME)}
_FEWEST_DIGITS = {Source.FOLDER: 3, Source.FILE: 4}


class PatternError(FaultError):
    """A pattern that means nothing: `pattern.*`, with `place` (from 1) and the piece that is wrong.

    Facts that end in `_word` name a `Field`: a person reads what they would type for it.
    """


class Found(NamedTuple):
    """Who a name says it is.

    Attributes:
        name: as a person would write it; "" where there is only a number.
        number: "" where there is only a name.
    """

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A field, or text that stands as it is.

    Attributes:
        text: as it was typed, without braces.
        field: None for text.
        optional: whether the name also fits without it: `{number?}`.
    """

    text: str
    field: Field | None = None
    optional: bool = False


class Pattern:
    """A pattern that means something.

    Attributes:
        text: as it was typed.
        source: whose names it is for.
        tokens: its parts, in order.
    """

    def __init__(self, text: str, source: Source) -> None:
        """Read a pattern.

        Raises:
            PatternError: it means nothing; the fault says where and why.
        """
        self.text, self.source = text, source
        self.tokens = tuple(_tokens(composed(text)))
        _check(self.tokens)
        self._fields = [token for token in self.tokens if token.field is not None]
        self._needed = {token.field for token in self._fields if not token.optional}
        self._regexes = [re.compile(_regex(self.tokens, source, strict=strict)) for strict in (True, False)]

    @property
    def has_number(self) -> bool:
        """Whether it looks for a number."""
        return any(token.field is Field.NUMBER for token in self._fields)

    @property
    def needs_number(self) -> bool:
        """Whether a name without a number does not fit."""
        return Field.NUMBER in self._needed

    def read(self, name: str, *, counts: bool = False) -> Found | NoAnimal:
        """Who a name says it is, or why nobody.

        Args:
            name: of a folder, or of a file without its ending; not one that `why_no_animal` knows.
            counts: whether few digits at the end are known to count photos, so that they are no number.
        """
        text = composed(name)
        if len(text) > MOST_SIGNS_OF_A_NAME:
            return NoAnimal.OTHER_SHAPE
        for variant in self._variants(text, counts):
            low = folded(variant)
            for regex in self._regexes:
                found = regex.match(low)
                if found is not None:
                    return self._taken(variant, found)
        return self._why_not(folded(text))

    def _variants(self, text: str, counts: bool) -> list[str]:
        """The name as it is, and without what only tells copies and photos apart; what is likelier first."""
        bare = without_copy_marks(text)
        found = [text, bare]
        if self.source is Source.FILE:
            without_count = _COUNTER.sub("", folded(bare))
            if without_count:
                shorter = bare[: len(without_count)]
                found.append(shorter if shorter == bare else without_copy_marks(shorter))
        if counts:
            return found[-1:]
        # A name takes whatever follows it; a number or a date does not, and may itself look like what counts photos.
        return list(dict.fromkeys(found[::-1] if self._fields[-1].field is not Field.NUMBER else found))

    def _taken(self, text: str, found: re.Match[str]) -> Found | NoAnimal:
        groups = found.groupdict()
        name = tidied(text[slice(*found.span("name"))]) if groups.get("name") else ""
        number = text[slice(*found.span("number"))] if groups.get("number") else ""
        if is_class_of_imagenet(number):
            return NoAnimal.BREED
        if number and is_date(folded(number)) and not (name and len(number) == 8):
            return NoAnimal.OTHER_SHAPE if holds_number(folded(composed(text))) else NoAnimal.NO_NUMBER
        if name and not number and is_number(folded(name)):
            name, number = "", name
        if name and (not has_letters(name) or self._is_generic(name, number)):
            if not has_letters(name) and not number:
                return NoAnimal.NO_NAME
            name = ""
        if not name and (not number or is_weak(number)):
            return NoAnimal.COUNT if number else NoAnimal.NO_NAME
        return Found(name, number)

    @staticmethod
    def _is_generic(name: str, number: str) -> bool:
        # With a number of its own, an animal may be called April.
        why = why_no_animal(name)
        return why is not None and not (number and why is NoAnimal.DATE and len(words_of(name)) == 1)

    def _why_not(self, low: str) -> NoAnimal:
        if Field.NUMBER in self._needed and not holds_number(low):
            return NoAnimal.NO_NUMBER
        if Field.DATE in self._needed and not holds_date(low):
            return NoAnimal.NO_DATE
        return NoAnimal.OTHER_SHAPE

    def may_be_count(self, found: Found) -> bool:
        """Whether the number that was found may count photos instead."""
        return self.source is Source.FILE and bool(found.name) and is_count(found.number)

    def with_words(self, words: Mapping[Field, str]) -> str:
        """The pattern with its fields in another language."""
        return "".join(
            token.text if token.field is None else f"{{{words[token.field]}{'?' * token.optional}}}"
            for token in self.tokens
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pattern):
            return NotImplemented
        same_words = self.with_words(_OWN_WORDS) == other.with_words(_OWN_WORDS)
        return same_words and self.source is other.source

    def __hash__(self) -> int:
        return hash((self.with_words(_OWN_WORDS), self.source))

    @classmethod
    def or_none(cls, text: str, source: Source) -> Self | None:
        """The pattern, or None where the text means nothing."""
        try:
            return cls(text, source)
        except PatternError:
            return None


_OWN_WORDS = {field: field.value for field in Field}


def _tokens(text: str) -> Iterator[Token]:
    if len(text) > MOST_SIGNS:
        raise PatternError("pattern.too_long", most=MOST_SIGNS)
    start = 0
    while start < len(text):
        opening = text.find("{", start)
        plain = text[start:] if opening < 0 else text[start:opening]
        if "}" in plain:
            raise PatternError("pattern.unopened", place=start + plain.index("}") + 1)
        slash = next((sign for sign in plain if sign in "/\\"), None)
        if slash:
            raise PatternError("pattern.slash", place=start + plain.index(slash) + 1, sign=slash)
        if plain:
            yield Token(plain)
        if opening < 0:
            return
        closing, again = text.find("}", opening), text.find("{", opening + 1)
        if closing < 0 or 0 <= again < closing:
            piece = text[opening:again] if again >= 0 else text[opening:]
            raise PatternError("pattern.unclosed", place=opening + 1, piece=piece.rstrip())
        yield _field(text[opening + 1 : closing], opening + 1)
        start = closing + 1


def _field(typed: str, place: int) -> Token:
    word = folded(typed.strip())
    optional = word.endswith("?")
    word = word.removesuffix("?").strip()
    field = FIELD_WORDS.get(word)
    if field is None:
        if not word:
            raise PatternError("pattern.empty_field", place=place, name_word=Field.NAME.value)
        near = difflib.get_close_matches(word, FIELD_WORDS, 1)
        if near:
            raise PatternError("pattern.unknown_field_like", field=f"{{{typed}}}", near=f"{{{near[0]}}}")
        raise PatternError(
            "pattern.unknown_field",
            field=f"{{{typed}}}",
            name_word=Field.NAME.value,
            number_word=Field.NUMBER.value,
            date_word=Field.DATE.value,
            any_word=Field.ANY.value,
        )
    return Token(typed.strip().removesuffix("?").strip(), field, optional)


def _check(tokens: tuple[Token, ...]) -> None:
    fields = [token for token in tokens if token.field is not None]
    if not any(token.text.strip() or token.field for token in tokens):
        raise PatternError("pattern.empty", name_word=Field.NAME.value, number_word=Field.NUMBER.value)
    if sum(token.field is Field.ANY for token in fields) > MOST_ANY:
        raise PatternError("pattern.too_many_any", most=MOST_ANY, any_word=Field.ANY.value)
    seen: set[Field] = set()
    for token in fields:
        if token.field in seen and token.field is not Field.ANY:
            raise PatternError("pattern.twice", field=f"{{{token.text}}}")
        seen.add(token.field or Field.ANY)
    if not seen & {Field.NAME, Field.NUMBER}:
        raise PatternError("pattern.nobody", name_word=Field.NAME.value, number_word=Field.NUMBER.value)
    for first, second in pairwise(tokens):
        if first.field and second.field and (first.field, second.field) not in _SIDE_BY_SIDE:
            raise PatternError("pattern.nothing_between", first=f"{{{first.text}}}", second=f"{{{second.text}}}")
    if all(token.optional for token in fields if token.field in (Field.NAME, Field.NUMBER)):
        raise PatternError("pattern.all_optional")


def _regex(tokens: tuple[Token, ...], source: Source, *, strict: bool) -> str:
    """The whole pattern; a piece that may be missing takes what stands between it and its neighbour with it."""
    pieces: list[str] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.field is None:
            pieces.append(_text_regex(token.text, strict, at_an_end=place in (0, len(tokens) - 1)))
        else:
            piece = _field_regex(tokens, place, source, strict)
            if token.optional or token.field is Field.ANY:
                piece, place = _optional(tokens, place, piece, pieces, strict)
            pieces.append(piece)
        place += 1
    return f"^{_GAP}*+{''.join(pieces)}{_GAP}*+$"


def _optional(tokens: tuple[Token, ...], place: int, piece: str, pieces: list[str], strict: bool) -> tuple[str, int]:
    """A field that may be missing, with the gap before or, at the beginning, behind it; and where it ends."""
    before = tokens[place - 1] if place else None
    if before is not None and before.field is None and _GAPS.fullmatch(before.text):
        return f"(?:{pieces.pop()}{piece})?", place
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is None and behind is not None and behind.field is None and _GAPS.fullmatch(behind.text):
        return f"(?:{piece}{_text_regex(behind.text, strict, at_an_end=False)})?", place + 1
    return f"(?:{piece})?", place


def _text_regex(text: str, strict: bool, *, at_an_end: bool) -> str:
    low, pieces, start = folded(text), [], 0
    for gap in _GAPS.finditer(low):
        pieces.append(re.escape(low[start : gap.start()]))
        pieces.append(re.escape(gap[0]) if strict else f"{_GAP}*+" if at_an_end else _WHOLE_GAP)
        start = gap.end()
    return "".join(pieces) + re.escape(low[start:])


def _field_regex(tokens: tuple[Token, ...], place: int, source: Source, strict: bool) -> str:
    before = tokens[place - 1] if place else None
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    touches_before = before is not None and before.field is not None
    touches_behind = behind is not None and behind.field is not None
    bounds = ("" if touches_before else "(?<![a-z0-9])", "" if touches_behind else "(?![a-z0-9])")
    match tokens[place].field:
        case Field.NUMBER:
            number = number_regex(_FEWEST_DIGITS[source], a_letter_behind=not touches_behind)
            return f"{bounds[0]}{NUMBER_SIGN}(?P<number>{number}){bounds[1]}"
        case Field.DATE:
            return f"{bounds[0]}(?P<date>{DATE}){bounds[1] if not touches_behind else '(?![0-9])'}"
        case Field.NAME:
            text = "+" if strict else "+?"
            return f"(?P<name>{_signs_before(behind, strict)}{text})"
        case _:
            return ".*"


def _signs_before(behind: Token | None, strict: bool) -> str:
    """What a name is made of: read strictly, without the sign that ends it in the pattern."""
    gap = _GAPS.match(folded(behind.text)) if behind is not None and behind.field is None else None
    return f"[^{re.escape(gap[0][0])}]" if strict and gap else "."
