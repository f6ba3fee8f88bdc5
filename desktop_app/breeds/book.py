"""All breeds that a person may choose: those of the model, further ones that shelters see, and any that they type.

Kinds of dogs (`desktop_app.breeds.kinds`) stand among them, with ids of their own.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from desktop_app.faults import Fault, FaultError
from desktop_app.own_files import OwnFileError, is_name, read_json

OWN_PREFIX = "own:"
KIND_PREFIX = "kind:"
DEFAULT_LANGUAGE = "en"
# The best two ranks of a search: a name begins so.
_BEGINS_SO = 1
_NOT_A_LETTER = re.compile(r"[\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


class BreedFileError(FaultError):
    """A file of breeds that cannot be used: `breeds.*`."""


@dataclass(frozen=True, slots=True)
class BookBreed:
    """One breed: its stable id, a name per language, and what else people call it, in any language."""

    breed_id: str
    names: Mapping[str, str]
    aliases: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in `language`, or in English, or the id."""
        return self.names.get(language) or self.names.get(DEFAULT_LANGUAGE) or self.breed_id


@dataclass(frozen=True, slots=True)
class BreedMatch:
    """A hit of a search.

    Attributes:
        breed_id: stable.
        name: in the language of the search.
        found_by: the other name by which it was found ("pitbull"); None when the name itself matches.
    """

    breed_id: str
    name: str
    found_by: str | None = None

    @property
    def is_kind(self) -> bool:
        """Whether it is a kind of dog, and no breed."""
        return self.breed_id.startswith(KIND_PREFIX)


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a breed, ready to be searched: as it is written, folded with a blank before, and without blanks."""

    written: str
    words: str
    joined: str


class BreedBook:
    """The breeds, by id and by what people type."""

    def __init__(self, breeds: Iterable[BookBreed] = ()) -> None:
        self._breeds: dict[str, BookBreed] = {}
        self._names: dict[str, tuple[_Name, ...]] = {}
        self._exactly: tuple[dict[str, str], dict[str, str]] | None = None
        self._lists: dict[str, int] = {}
        self._lists_read = 0
        self.add(breeds)

    @classmethod
    def load(cls, *files: Path) -> "BreedBook":
        """Read files of breeds; where an id stands in two, the names of both are known.

        A file is JSON: `[{"id": "…", "names": {"en": "…", "fr": "…"}, "aliases": ["…"]}, …]`.

        Raises:
            BreedFileError: a file is missing or is not of this form.
        """
        book = cls()
        for file in files:
            book.add(_read(file))
        return book

    @classmethod
    def load_folder(cls, folder: Path) -> "BreedBook":
        """Read all files of breeds in a folder.

        Raises:
            BreedFileError: there is none, or one is not of the form.
        """
        files = sorted(folder.glob("*.json"))
        if not files:
            raise BreedFileError("breeds.none_there", folder=str(folder))
        return cls.load(*files)

    @classmethod
    def load_what_is_whole(cls, folder: Path) -> tuple["BreedBook", list[Fault]]:
        """Read the files of breeds in a folder that are of the form, and say why others are not read.

        The model pack brings the names of its breeds, and a person can type any: without the book the window opens too.
        """
        book, faults = cls(), []
        files = sorted(folder.glob("*.json"))
        if not files:
            faults.append(Fault("breeds.none_there", {"folder": str(folder)}))
        for file in files:
            try:
                book.add(_read(file))
            except BreedFileError as error:
                faults.append(error.fault)
        return book, faults

    def add(self, breeds: Iterable[BookBreed]) -> None:
        """Add breeds, or further names of breeds that are known (the names that are known stay)."""
        self._lists_read += 1
        self._exactly = None
        for new in breeds:
            self._lists.setdefault(new.breed_id, self._lists_read)
            breed, known = new, self._breeds.get(new.breed_id)
            if known is not None:
                aliases = dict.fromkeys([*known.aliases, *new.aliases, *new.names.values()])
                breed = BookBreed(new.breed_id, {**new.names, **known.names}, tuple(aliases))
            self._breeds[breed.breed_id] = breed
            written = dict.fromkeys([*breed.names.values(), *breed.aliases])
            self._names[breed.breed_id] = tuple(
                _Name(name, f" {folded}", folded.replace(" ", "")) for name in written if (folded := fold(name))
            )

    def add_names(self, names: Mapping[str, Mapping[str, str]]) -> bool:
        """Add the vocabulary of a model pack: breed id → language → name.

        Returns:
            whether something was not known before.
        """
        new = [
            BookBreed(breed_id, dict(languages))
            for breed_id, languages in names.items()
            if breed_id not in self or not self._knows(breed_id, languages)
        ]
        if new:
            self.add(new)
        return bool(new)

    def _knows(self, breed_id: str, languages: Mapping[str, str]) -> bool:
        written = {name.written for name in self._names[breed_id]}
        return languages.keys() <= self._breeds[breed_id].names.keys() and written.issuperset(languages.values())

    def __len__(self) -> int:
        return len(self._breeds)

    def __contains__(self, breed_id: object) -> bool:
        return breed_id in self._breeds

    def __iter__(self) -> Iterator[BookBreed]:
        return iter(self._breeds.values())

    def name(self, breed_id: str, language: str = DEFAULT_LANGUAGE) -> str:
        """The name of a breed; of one that a person typed, what they typed; the id where nothing is known."""
        known = self._breeds.get(breed_id)
        return known.name(language) if known is not None else breed_id.removeprefix(OWN_PREFIX)

    def search(self, text: str, language: str = DEFAULT_LANGUAGE, limit: int = 20) -> list[BreedMatch]:
        """Breeds for what a person has typed so far; for an empty text the first ones by name.

        Accents, upper case, hyphens and blanks do not matter. First come names that begin so, then names with a word
        that begins so, then those with words that begin like all typed words, then those with the text anywhere; in
        each the name in `language` counts more than the breed's other names, and what was added first (the breeds that
        the model knows) more than what was added later. A kind whose name begins so stands behind the first breed; it
        is the first where its name is typed in full.
        """
        typed = fold(text)
        hits, kinds = [], []
        for breed in self._breeds.values():
            name = breed.name(language)
            ranks = [
                (2 * rank + (candidate.written != name), candidate.written)
                for candidate in self._names[breed.breed_id]
                if (rank := _rank(typed, candidate)) is not None
            ]
            if ranks:
                rank, written = min(ranks, key=lambda pair: pair[0])
                found_by = None if written == name or not typed else written
                match = BreedMatch(breed.breed_id, name, found_by)
                after = self._lists_read if match.is_kind else self._lists[breed.breed_id]
                order = (rank, after, fold(name)) if typed else (0, 0, fold(name))
                begins = typed and match.is_kind and rank <= _BEGINS_SO
                (kinds if begins else hits).append((order, match))
        hits.sort(key=lambda hit: hit[0])
        kinds.sort(key=lambda hit: hit[0])
        in_full = [hit for hit in kinds if self._is_called(hit[1].breed_id, typed)]
        others = [hit for hit in kinds if hit not in in_full]
        return [match for _, match in (*in_full, *hits[:1], *others, *hits[1:])[:limit]]

    def _is_called(self, breed_id: str, typed: str) -> bool:
        """Whether its name in any language is what was typed (folded), in full."""
        return any(fold(name) == typed for name in self._breeds[breed_id].names.values())

    def exact(self, text: str) -> str | None:
        """The id of the breed that is called exactly so (accents, case and hyphens aside) in any language.

        Names count more than what breeds are called besides: a "Poodle" is the kind, and none of the three breeds.
        """
        typed = fold(text).replace(" ", "")
        if self._exactly is None:
            self._exactly = self._by_exact_name()
        names, aliases = self._exactly
        return names.get(typed) or aliases.get(typed)

    def _by_exact_name(self) -> tuple[dict[str, str], dict[str, str]]:
        """By names, and by other names, the first breed that is called so."""
        names: dict[str, str] = {}
        aliases: dict[str, str] = {}
        for breed_id, breed in self._breeds.items():
            proper = set(breed.names.values())
            for name in self._names[breed_id]:
                (names if name.written in proper else aliases).setdefault(name.joined, breed_id)
        return names, aliases

    def id_for(self, text: str) -> str:
        """The id for what a person typed: of the breed of that name, or one of its own.

        Raises:
            ValueError: the text is blank.
        """
        tidy = " ".join(text.split())
        if not tidy:
            raise ValueError("a breed needs a name")
        return self.exact(tidy) or OWN_PREFIX + tidy


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """Text without what does not matter in a search: case, accents, hyphens, apostrophes."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_LETTER.sub(" ", plain).strip()


def _rank(typed: str, name: _Name) -> int | None:
    """How well a name fits what was typed (folded): 0 is best, None is not at all."""
    if name.words.startswith(f" {typed}"):
        return 0
    if f" {typed}" in name.words:
        return 1
    if all(f" {word}" in name.words for word in typed.split()):
        return 2
    return 3 if typed.replace(" ", "") in name.joined else None


def _read(file: Path) -> list[BookBreed]:
    try:
        entries: Any = read_json(file)
        if not isinstance(entries, list):
            raise TypeError("it is no list")
        return [_breed(entry) for entry in entries]
    except (OSError, OwnFileError, ValueError, KeyError, TypeError, AttributeError) as error:
        detail = error.fault.facts.get("detail", error.fault.code) if isinstance(error, OwnFileError) else repr(error)
        raise BreedFileError("breeds.damaged", file=str(file), detail=str(detail)[:200]) from error


def _breed(entry: Any) -> BookBreed:
    breed = BookBreed(entry["id"], {**entry["names"]}, tuple(entry.get("aliases", ())))
    texts = (breed.breed_id, *breed.names, *breed.names.values(), *breed.aliases)
    if not breed.names or not all(is_name(text) for text in texts):
        raise ValueError(f"{breed.breed_id!r:.80} has an id or a name that is no text")
    return breed
