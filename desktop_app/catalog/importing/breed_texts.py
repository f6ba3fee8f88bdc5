"""What people write in a column of breeds: names in any language, mixes, and that nobody knows."""

import re
from collections.abc import Iterable, Set
from copy import copy
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from desktop_app.breeds.book import OWN_PREFIX, BreedBook, fold
from desktop_app.breeds.kinds import bundled_kinds, is_kind
from desktop_app.breeds.vocabularies import shipped_vocabularies
from desktop_app.catalog.values.labels import MOST_BREEDS_IN_A_MIX, NO_DOG, UNKNOWN, Label

_UNKNOWN = frozenset({
    "unknown", "unknown breed", "breed unknown", "not known", "unidentified", "undetermined", "inconnu", "inconnue",
    "race inconnue", "indetermine", "indeterminee", "race indeterminee", "non identifie", "non identifiee",
    "non determine", "non determinee",
})  # fmt: skip
_NO_DOG = frozenset({
    "no dog", "not a dog", "none a dog", "pas de chien", "pas un chien", "aucun chien", "sans chien",
})  # fmt: skip
# A mix, and nothing of what.
_MIX = frozenset({
    "mix", "mixed", "mixed breed", "mixedbreed", "mix breed", "mixed breeds", "breed mix", "cross", "crossbreed",
    "cross breed", "crossbred", "cross bred", "mongrel", "mutt", "mix breeds unknown", "mix of unknown breeds",
    "croise", "croisee", "croisement", "chien croise", "race croisee", "races melangees", "metis", "metisse",
    "batard", "batarde", "corniaud", "sans race", "x", "croise races inconnues", "croise de races inconnues",
})  # fmt: skip
# Beside names of breeds they say that it is a mix.
_BEFORE = (
    "mix of", "mixed breed", "mixed", "cross of", "cross", "crossbreed", "mix", "chien croise", "chienne croisee",
    "x", "croise", "croisee", "croisement de", "croisement", "croises", "melange de", "melange", "batard", "corniaud",
)  # fmt: skip
_BEHIND = ("mixed breed", "cross breed", "crossbreed", "mix", "mixed", "cross", "x", "croise", "croisee")
# Between two breeds these say that it is a mix of them.
_OF_MIXES = (
    r"\s+(?:crois[\u00e9e]e?|crossed|cross)\s+(?:(?:with|avec)\s+)?(?:(?:une?|an?)\s+)?|\s+x\s+|\s*[\u00d7/+]\s*"
)
# These say so only beside a word for it: a photo of a Beagle and a Boxer is of two dogs.
_OF_LISTS = _OF_MIXES + r"|\s*[&;,|]\s*|\s+(?:and|et|with|avec)\s+"
# What stands in brackets is of one breed: "Terrier (Unknown Type, Small)". A cell may hold a page, so
# nobody looks far ahead.
_OUTSIDE_OF_BRACKETS = r"(?![^()]{0,80}\))"
_MIXES, _LISTS = (
    re.compile(f"(?:{pattern}){_OUTSIDE_OF_BRACKETS}", re.IGNORECASE) for pattern in (_OF_MIXES, _OF_LISTS)
)
_LABELLED_MIX = re.compile(r"^\s*(?:mix|crois[ée]e?)\s*:\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_WITH_BRACKETS = re.compile(r"(.+?)\s*\(([^()]*)\)\s*")
# What sites write behind a kind of dog: "Terrier (Unknown Type, Small)".
_OF_UNKNOWN_TYPE = "unknown type"
# Around the name of a kind of dog these say no more than that.
_OF_A_TYPE = re.compile(r"(?:chien\s+)?(?:(?:de|of)\s+)?type\s{1,3}(.{1,80})|(.{1,80}?)[\s-]{1,3}type", re.IGNORECASE)
# How unlike what is offered may be.
_ALIKE = 0.75
_ALIKE_BEGINNING = 0.88
_ALIKE_KIND = 0.88
_SHORTEST_PART = 4
MOST_NEAR = 3


class Trouble(StrEnum):
    """Why a text is not understood as a label."""

    UNKNOWN_BREED = "unknown_breed"
    SEVERAL_BREEDS = "several_breeds"
    TOO_MANY_BREEDS = "too_many_breeds"


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says.

    Attributes:
        label: None where it is not understood.
        trouble: why it is not.
        part: of the text that is not understood.
        lost: the one breed of a mix that is named alone, and that a label has no place for.
    """

    label: Label | None = None
    trouble: Trouble | None = None
    part: str = ""
    lost: str = ""


class BreedNames:
    """The names of breeds as they were when it was made, for any thread.

    Attributes:
        ids: of all breeds that are known.
        in_book: of those whose names are.
    """

    def __init__(self, book: BreedBook) -> None:
        """Take all names that a book of breeds knows, and those that receivers have for its breeds."""
        self._names: dict[str, dict[str, None]] = {}
        self._aliases: dict[str, dict[str, None]] = {}
        self._without_brackets: dict[str, dict[str, None]] = {}
        self._of_receivers: dict[str, dict[str, None]] = {}
        self._written: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self.ids = self.in_book = frozenset(breed.breed_id for breed in book)
        for breed in book:
            for name in breed.names.values():
                self._learn(self._names, name, breed.breed_id)
                self._learn(self._without_brackets, _IN_BRACKETS.sub("", name), breed.breed_id)
            for alias in breed.aliases:
                self._learn(self._aliases, alias, breed.breed_id)
        self._learn_from_receivers()
        self._said: dict[str, Said] = {}

    def _learn_from_receivers(self) -> None:
        for vocabulary in shipped_vocabularies()[0].values():
            # A name that is a wider one there says less than the breed.
            exact = ((what, name) for what, name in vocabulary.breeds.items() if what not in vocabulary.near)
            # Of a breed and its kind with one name, the kind is meant: the name says no more.
            for breed_id, name in sorted(exact, key=lambda each: not is_kind(each[0])):
                if name is None or breed_id not in self.ids:
                    continue
                known = self._of_receivers.setdefault(_joined(name), {})
                if not any(map(is_kind, known)):
                    known[breed_id] = None

    def with_those_of(self, in_session: Iterable[str]) -> "BreedNames":
        """The same, with the breeds that a session names: the name of one that a person typed is in its id."""
        more = copy(self)
        more._names, more._written = dict(self._names), dict(self._written)
        more.ids = self.ids.union(in_session)
        more._said = {}
        for breed_id in more.ids - self.ids:
            # A name that the book knows by now is that breed's.
            if breed_id.startswith(OWN_PREFIX) and not self._called_in_book(breed_id.removeprefix(OWN_PREFIX)):
                more._learn(more._names, breed_id.removeprefix(OWN_PREFIX), breed_id)
        return more

    def _learn(self, into: dict[str, dict[str, None]], name: str, breed_id: str) -> None:
        key = _joined(name)
        if key:
            into.setdefault(key, {})[breed_id] = None
            (self._kinds if is_kind(breed_id) else self._written).setdefault(key, name)

    def called(self, text: str) -> tuple[str, ...]:
        """The ids of the breeds that are called exactly so (accents, case and hyphens aside).

        The names of breeds count more than what else they are called, both more than a name without what stands in
        brackets behind it, and all of these more than what Pawsort writes for the breed to shelter software and sites.
        Several where shelters call several breeds so: a "Poodle" is of one of three sizes.
        """
        return self._called_in_book(text) or tuple(self._of_receivers.get(_joined(text), ()))

    def _called_in_book(self, text: str) -> tuple[str, ...]:
        key = _joined(text)
        for names in (self._names, self._aliases, self._without_brackets):
            if key in names:
                return tuple(names[key])
        return ()

    def _meant(self, text: str) -> tuple[str, ...]:
        """As `called`, also where brackets behind a name say it once more, which one, or that nobody knows which."""
        called, in_two = self.called(text), _WITH_BRACKETS.fullmatch(text)
        if called:
            return called
        if in_two is None:
            return self._of_a_type(text)
        first, again = self.called(in_two[1]), self.called(in_two[2])
        if (first and again == first) or fold(in_two[2]).startswith(_OF_UNKNOWN_TYPE):
            return first
        kinds, kind = bundled_kinds(), first[0] if len(first) == 1 else ""
        of_kind = tuple(each for each in again if kinds.is_of(each, kind))
        if of_kind:  # "Hound (Beagle)" is a Beagle, "Pit Bull Terrier (Pitbull)" the same word twice
            return first if _joined(in_two[2]) in _joined(in_two[1]) else of_kind
        if len(first) == 1 and first[0] in again:
            return first
        return self.called(f"{in_two[2]} {in_two[1]}")  # "Poodle (Miniature)"

    def _of_a_type(self, text: str) -> tuple[str, ...]:
        """The kind where a text says "spaniel type", « type berger »; of a breed, that would be a guess."""
        found = _OF_A_TYPE.fullmatch(text.strip())
        called = self.called(found[1] or found[2]) if found is not None else ()
        return called if all(map(is_kind, called)) else ()

    def near(self, text: str) -> tuple[str, ...]:
        """Ids of a few breeds whose names are like a text that is not understood."""
        wanted = _joined(text)
        found = dict.fromkeys(self.called(text))
        alike = get_close_matches(wanted, self._written, MOST_NEAR, _ALIKE)
        # Words that name kinds are in many a text: "chien" of a pointing dog.
        found.update(dict.fromkeys(self.called(next(iter(get_close_matches(wanted, self._kinds, 1, _ALIKE_KIND)), ""))))
        # A "Setter" is one of several; of a long name, the beginning is spelled wrongly too ("Jack Russel").
        is_part = not found and len(wanted) >= _SHORTEST_PART
        longer = [key for key in self._written if is_part and wanted in key]
        beginnings = {key[: len(wanted)]: key for key in self._written} if is_part and not longer else {}
        misspelt = [beginnings[each] for each in get_close_matches(wanted, beginnings, MOST_NEAR, _ALIKE_BEGINNING)]
        for key in (*alike, *longer, *misspelt):
            found.update(dict.fromkeys(self.called(self._written[key])))
        return tuple(found)[:MOST_NEAR]

    def read(self, text: str) -> Said:
        """What a text says; "" says nothing.

        Nothing is guessed: every name must be one that is known, letter by letter, and of one breed only.
        """
        known = self._said.get(text)
        if known is None:
            known = self._said[text] = self._read(text)
        return known

    def _read(self, text: str) -> Said:
        if text in self.ids:
            return Said(Label.breed(text))
        # Of a page of blanks in a cell, patterns would look at each many times.
        text = " ".join(text.split())
        folded = fold(text)
        if not folded:
            return Said() if set(text.strip()) <= set("-\u2013\u2014/.") else Said(None, Trouble.UNKNOWN_BREED, text)
        for words, label in ((_UNKNOWN, UNKNOWN), (_NO_DOG, NO_DOG), (_MIX, Label.mix())):
            if _is_one_of(words, text):
                return self._mix_in_brackets(text) if words is _MIX else Said(label)
        called = self._meant(text) or self.called(_turned_round(text))
        if len(called) == 1:
            return Said(Label.breed(called[0]))
        mixed = self._read_mix(text)
        if mixed is not None:
            return mixed
        return Said(None, Trouble.SEVERAL_BREEDS if called else Trouble.UNKNOWN_BREED, text.strip())

    def _mix_in_brackets(self, text: str) -> Said:
        """A mix that says behind its word of what it is, "Mix (Terrier / Poodle)", or not: "Mixed Breed (Medium)"."""
        in_two = _WITH_BRACKETS.fullmatch(text)
        said = Said() if in_two is None else self.mix_of(_LISTS.split(in_two[2]))
        return said if said.label is not None else Said(Label.mix())

    def _read_mix(self, text: str) -> Said | None:
        """The same of what is no name of a breed; None where nothing says that it is a mix."""
        rest, is_mix = _without_mix_words(text)
        called = self.called(rest)
        # "Black and Tan Coonhound mix": what may stand between two breeds may stand in a name.
        split = (_LISTS if is_mix else _MIXES).split(rest)
        parts = [rest] if called else [part.strip() for part in split if part.strip()]
        if len(parts) < 2 and not is_mix:
            return None
        return self.mix_of(parts)

    def mix_of(self, parts: Iterable[str]) -> Said:
        """A mix of the breeds that are called so, one text a breed; "unknown" and "mix" say nothing of it."""
        found: dict[str, None] = {}
        for part in parts:
            text, _ = _without_mix_words(part)
            if _says_nothing(part) or _says_nothing(text):
                continue
            called = (text.strip(),) if text.strip() in self.ids else self._meant(text)
            if len(called) != 1:
                return Said(None, Trouble.SEVERAL_BREEDS if called else Trouble.UNKNOWN_BREED, text.strip())
            found[called[0]] = None
        if len(found) > MOST_BREEDS_IN_A_MIX:
            return Said(None, Trouble.TOO_MANY_BREEDS)
        if len(found) == 1:
            return Said(Label.mix(), lost=next(iter(found)))
        return Said(Label.mix(*found))


def _is_one_of(words: Set[str], text: str) -> bool:
    """Whether a text is one of these, also with brackets behind it: "Mixed Breed (Medium)"."""
    return fold(text) in words or fold(_IN_BRACKETS.sub("", text)) in words


def _says_nothing(text: str) -> bool:
    """Whether a part of a mix names no breed."""
    return not fold(text) or _is_one_of(_UNKNOWN, text) or _is_one_of(_MIX, text)


def _turned_round(text: str) -> str:
    """Sorted by kind, as in "Retriever, Labrador": the other way round; "" where it is not."""
    kind, comma, which = text.partition(",")
    return f"{which} {kind}" if comma and "," not in which else ""


def _joined(text: str) -> str:
    return fold(text).replace(" ", "")


def _without_mix_words(text: str) -> tuple[str, bool]:
    """A text without what says that it is a mix before or behind the breeds, and whether that was there."""
    rest, is_mix = _LABELLED_MIX.sub("", text).strip(), bool(_LABELLED_MIX.match(text))
    for pattern in (_BEFORE_WORDS, _BEHIND_WORDS):
        shorter = pattern.sub("", rest, count=1).strip()
        if shorter != rest and shorter:
            rest, is_mix = shorter, True
    return rest, is_mix


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of these, the longest first, however their accents are written."""
    spelled = [
        r"[\s-]+".join(word.replace("e", "[e\u00e9\u00e8]").replace("a", "[a\u00e2]") for word in each.split())
        for each in sorted(words, key=len, reverse=True)
    ]
    return f"(?:{'|'.join(spelled)})"


_BEFORE_WORDS = re.compile(rf"^{_any_of(_BEFORE)}[\s:,/-]+", re.IGNORECASE)
_BEHIND_WORDS = re.compile(rf"[\s,-]+\(?{_any_of(_BEHIND)}\)?\s*$", re.IGNORECASE)
