"""Kinds of dog: "terrier", "spaniel", "mountain dog" — what shelters write where nobody can tell the breed.

A kind is an entry of the book of breeds with an id that begins with `kind:`, so that labels and mixes hold kinds as they
hold breeds. Whatever must not take one for a breed asks `is_kind`. Which breeds are of which kind stands in
`assets/breeds/kinds.json`: a breed is of one kind, or of none.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop_app import paths
from desktop_app.breeds.book import DEFAULT_LANGUAGE, KIND_PREFIX, BreedFileError
from desktop_app.own_files import OwnFileError, is_name, read_json

FILE = "kinds.json"

_log = logging.getLogger(__name__)


def is_kind(breed_id: str) -> bool:
    """Whether an id of the book of breeds is that of a kind."""
    return breed_id.startswith(KIND_PREFIX)


def names_a_kind(breed_ids: Iterable[str]) -> bool:
    """Whether one of these ids, such as those of a label, is that of a kind."""
    return any(map(is_kind, breed_ids))


@dataclass(frozen=True, slots=True)
class KindOfDog:
    """One kind.

    Attributes:
        kind_id: `kind:…`, as in the book of breeds, which has its names.
        looks_like: per language what stands behind "looks like", with its article: "a spaniel".
        breeds: ids of its breeds.
    """

    kind_id: str
    looks_like: Mapping[str, str]
    breeds: tuple[str, ...]


@dataclass(frozen=True)
class Kinds:
    """All kinds, in the order of their file.

    Attributes:
        kinds: no breed is in two of them.
    """

    kinds: tuple[KindOfDog, ...] = ()

    @classmethod
    def load(cls, file: Path) -> "Kinds":
        """Read a file of kinds, of which the book of breeds reads the names.

        A file is JSON: `[{"id": "kind:…", "names": {"en": "…"}, "looks_like": {"en": "a …"}, "source": "…",
        "breeds": ["…"]}, …]`; `source` says whose grouping it is.

        Raises:
            BreedFileError: it is missing, is not of this form, or has a breed twice.
        """
        try:
            kinds = cls(tuple(_kind(entry) for entry in _entries(read_json(file))))
            every = [each for kind in kinds.kinds for each in (kind.kind_id, *kind.breeds)]
            if len(set(every)) < len(every):
                raise ValueError("a breed or a kind stands in it twice")
        except (OSError, OwnFileError, ValueError, KeyError, TypeError, AttributeError) as error:
            told = error.fault.facts.get("detail", error.fault.code) if isinstance(error, OwnFileError) else repr(error)
            raise BreedFileError("breeds.damaged", file=str(file), detail=str(told)[:200]) from error
        return kinds

    @property
    def ids(self) -> tuple[str, ...]:
        """Those of all kinds."""
        return tuple(kind.kind_id for kind in self.kinds)

    def of(self, breed_id: str) -> str | None:
        """The id of the kind that a breed is of; None for none, for breeds that nobody knows, and for kinds."""
        return self._of.get(breed_id)

    def members(self, kind_id: str) -> tuple[str, ...]:
        """The ids of the breeds that are of a kind; none where it is not known."""
        known = self._by_id.get(kind_id)
        return () if known is None else known.breeds

    def is_of(self, breed_id: str, kind_id: str) -> bool:
        """Whether a breed is of this kind."""
        return self._of.get(breed_id) == kind_id

    def looks_like(self, kind_id: str, language: str = DEFAULT_LANGUAGE) -> str:
        """What stands behind "looks like", with its article: "a spaniel"; the id where the kind is not known."""
        known = self._by_id.get(kind_id)
        if known is None:
            return kind_id
        return known.looks_like.get(language) or known.looks_like[DEFAULT_LANGUAGE]

    @cached_property
    def _of(self) -> Mapping[str, str]:
        return MappingProxyType({breed: kind.kind_id for kind in self.kinds for breed in kind.breeds})

    @cached_property
    def _by_id(self) -> Mapping[str, KindOfDog]:
        return MappingProxyType({kind.kind_id: kind for kind in self.kinds})


@cache
def bundled_kinds() -> Kinds:
    """Those that ship; none where their file cannot be read, as whoever reads the book of breeds from there is told."""
    try:
        return Kinds.load(paths.assets_folder() / "breeds" / FILE)
    except (BreedFileError, FileNotFoundError) as error:
        _log.warning("no kinds of dogs: %s", error)
        return Kinds()


def _entries(read: Any) -> list[Any]:
    if not isinstance(read, list):
        raise TypeError("it is no list")
    return read


def _kind(entry: Any) -> KindOfDog:
    kind = KindOfDog(entry["id"], {**entry["looks_like"]}, (*entry["breeds"],))
    texts = (kind.kind_id, *kind.looks_like, *kind.looks_like.values(), *kind.breeds)
    if not all(is_name(text) for text in texts) or DEFAULT_LANGUAGE not in kind.looks_like:
        raise ValueError(f"{kind.kind_id!r:.80} has a text that is none")
    if not is_kind(kind.kind_id) or names_a_kind(kind.breeds):
        raise ValueError(f"{kind.kind_id!r:.80} is no kind, or one of kinds")
    return kind
