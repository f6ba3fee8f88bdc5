"""Breeds in the words of those who receive them: each shelter system has its own list, and takes no other name.

A vocabulary is one file of `assets/breeds/vocabularies`: the names of the receiver, which of them each of our breeds
gets, what is written where nobody knows, and, for whoever keeps the file up, where all that comes from. What a person
wants otherwise stands in a file of their own (`own_vocabularies`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from desktop_app.breeds.book import OWN_PREFIX, BreedBook, fold
from desktop_app.faults import Fault, FaultError
from desktop_app.own_files import OwnFileError, is_name, read_json
from desktop_app.paths import assets_folder

UNKNOWN, MIX_OF_UNKNOWN = "unknown", "mix_of_unknown"
"""Stand among the ids of breeds where it is said what is called how: a dog whose breed nobody knows, and a mix of
nobody knows what."""
# What lists of shelters call a dog of which nobody can say more, in the languages of Pawsort; folded.
_CALLED_MIXED = (
    *("mixed breed", "mixed breed medium", "crossbreed", "cross breed", "mixed", "mix", "unknown"),
    *("race croisee", "croise", "batard", "race inconnue"),
)
MOST_NAMES = 5_000


class VocabularyError(FaultError):
    """A file with the words of a receiver that cannot be used: `breeds.*`."""


class Decided(Protocol):
    """A label, as far as it is about breeds."""

    @property
    def kind(self) -> str:
        """`breed`, `mix`, `unknown` or `no_dog`."""
        ...

    @property
    def breed_ids(self) -> tuple[str, ...]:
        """One for a breed; none, two or three for a mix."""
        ...


@dataclass(frozen=True, slots=True)
class Mapped:
    """A label in the words of a receiver.

    Attributes:
        first: the breed; None where the receiver wants nothing to be written.
        second: of a mix.
        is_mix: whether the dog is called a mix.
        missing: ids of the breeds of the label for which the receiver has no name.
        unsaid: ids of those that have one, and no place: the receiver knows two breeds a dog.
    """

    first: str | None
    second: str | None = None
    is_mix: bool = False
    missing: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()

    @property
    def says_all(self) -> bool:
        """Whether every breed of the label is in it."""
        return not self.missing and not self.unsaid


@dataclass(frozen=True)
class Vocabulary:
    """The words of one receiver.

    Attributes:
        id: of the receiver, as in the names of formats.
        title: what it is called; a name, never translated.
        names: its breeds, in its own order.
        breeds: id of ours → its name; None where it has none.
        unknown: what is written for a dog whose breed nobody knows; None where nothing is.
        mix_of_unknown: for a mix of nobody knows what.
        crosses: id of ours that is a cross → the two breeds that are written where the cross has no name.
        near: ids of ours whose name there is a wider one, or one that a person may want otherwise.
        mixed_as_second: whether a mix of which one breed has a name says `mix_of_unknown` as the second.
        wants: `UNKNOWN` and `MIX_OF_UNKNOWN`, where the receiver takes no dog without a name.
    """

    id: str
    title: str
    names: tuple[str, ...]
    breeds: Mapping[str, str | None]
    unknown: str | None
    mix_of_unknown: str | None
    crosses: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    near: frozenset[str] = frozenset()
    mixed_as_second: bool = False
    wants: frozenset[str] = frozenset()

    @cached_property
    def _spelt(self) -> Mapping[str, str]:
        """Folded name → name as the receiver writes it."""
        return {fold(name): name for name in reversed(self.names)}

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.names)

    def spelling(self, text: str) -> str | None:
        """A name as the receiver writes it, of one that differs in case, accents or hyphens at most; None for none."""
        return text if text in self._known else self._spelt.get(fold(text))

    def name(self, what: str) -> str | None:
        """What the receiver calls a breed of ours (or `UNKNOWN`, `MIX_OF_UNKNOWN`); None where it has no name.

        A breed that a person typed has one where the list has what they typed.
        """
        if what == UNKNOWN:
            return self.unknown
        if what == MIX_OF_UNKNOWN:
            return self.mix_of_unknown
        if what in self.breeds:
            return self.breeds[what]
        return self.spelling(what.removeprefix(OWN_PREFIX)) if what.startswith(OWN_PREFIX) else None

    def written(self, what: str) -> tuple[str, ...]:
        """What is written for a breed of ours: its name, the two of a cross, or nothing."""
        name = self.name(what)
        return (name,) if name is not None else self.crosses.get(what, ())

    def of(self, label: Decided | None, *, no_breed: bool = False) -> Mapped:
        """A label in the words of the receiver; of no label, or of "no dog", as of an unknown breed.

        Args:
            label: what was decided.
            no_breed: whether the breed is to be left out: then it is what is written where nobody knows.
        """
        if label is None or no_breed or label.kind not in ("breed", "mix"):
            return Mapped(self.unknown)
        is_mix = label.kind == "mix"
        missing = tuple(each for each in label.breed_ids if not self.written(each))
        known = [each for each in label.breed_ids if each not in missing]
        if not is_mix:
            names = self.written(label.breed_ids[0])
            if not names:
                return Mapped(self.unknown, missing=missing)
            return Mapped(names[0], names[1] if len(names) > 1 else None, len(names) > 1)
        if not known:
            return Mapped(self.mix_of_unknown, None, is_mix=True, missing=missing)
        first = self.written(known[0])[0]
        # Two breeds may have one name there, and would pass for no mix.
        others = {each: name for each in known[1:] if (name := self.written(each)[0]) != first}
        second, unsaid = next(iter(others.values()), None), tuple(others)[1:]
        if second is None and self.mixed_as_second and self.mix_of_unknown != first:
            second = self.mix_of_unknown
        return Mapped(first, second, is_mix=True, missing=missing, unsaid=unsaid)

    def with_changes(self, changes: Mapping[str, str | None]) -> "Vocabulary":
        """The vocabulary with other names for some breeds (or `UNKNOWN`, `MIX_OF_UNKNOWN`); None says: no name.

        Raises:
            ValueError: a name is not one of the receiver's, or one is taken away that the receiver wants.
        """
        for what, name in changes.items():
            if name is not None and name not in self._known:
                raise ValueError(f"{self.title} has no breed {name!r:.80}")
            if name is None and not self.may_be_nameless(what):
                raise ValueError(f"{self.title} wants a name for {what}")
        breeds = {what: name for what, name in changes.items() if what not in (UNKNOWN, MIX_OF_UNKNOWN)}
        return replace(
            self,
            breeds={**self.breeds, **breeds},
            unknown=changes.get(UNKNOWN, self.unknown),
            mix_of_unknown=changes.get(MIX_OF_UNKNOWN, self.mix_of_unknown),
            crosses={cross: names for cross, names in self.crosses.items() if cross not in breeds},
            near=self.near - breeds.keys(),
        )

    def may_be_nameless(self, what: str) -> bool:
        """Whether nothing may stand there: a breed without a name becomes what nobody knows, and that may need one."""
        return what not in self.wants

    @property
    def is_whole(self) -> bool:
        """Whether it has all names that the receiver wants; a shelter's own list may call them as nobody foresees."""
        return all(self.name(what) is not None for what in self.wants)

    def with_names(self, names: Iterable[str], book: BreedBook) -> "Vocabulary":
        """The vocabulary with a shelter's own list in place of the receiver's: what is called alike keeps its name.

        A name of the new list goes to the breed that had it (case and accents aside), and else to the breed of ours
        that is called so in any language.

        What the receiver wants is looked for among the words that such lists have for it; where it is not found,
        the vocabulary is not whole.

        Raises:
            ValueError: there are no names, or too many, or one is no text.
        """
        listed = tuple(dict.fromkeys(names))
        if not 0 < len(listed) <= MOST_NAMES or not all(is_name(name) for name in listed):
            raise ValueError(f"{len(listed)} names, or one that is no text")
        spelt = {fold(name): name for name in reversed(listed)} | {name: name for name in listed}

        def listed_as(name: str | None) -> str | None:
            return name and (spelt.get(name) or spelt.get(fold(name)))

        breeds = {what: listed_as(name) for what, name in self.breeds.items()}
        for name in listed:
            ours = book.exact(name)
            if ours is not None and breeds.get(ours) is None:
                breeds[ours] = name
        mixed = next((spelt[word] for word in _CALLED_MIXED if word in spelt), None)
        return replace(
            self,
            names=listed,
            breeds=breeds,
            unknown=self.unknown and (listed_as(self.unknown) or mixed),
            mix_of_unknown=self.mix_of_unknown and (listed_as(self.mix_of_unknown) or mixed),
            crosses={cross: pair for cross, pair in self.crosses.items() if set(pair) <= set(listed)},
            near=frozenset(what for what in self.near if breeds.get(what)),
        )


def vocabulary_folder() -> Path:
    """Where the vocabularies are that ship with Pawsort."""
    return assets_folder() / "breeds" / "vocabularies"


def shipped_vocabularies(folder: Path | None = None) -> tuple[dict[str, Vocabulary], list[Fault]]:
    """The vocabularies that ship, by id, and why others are not read.

    Args:
        folder: where they are; that of the installation when left out.
    """
    found, faults = {}, []
    for file in sorted((folder or vocabulary_folder()).glob("*.json")):
        try:
            found[file.stem] = read_vocabulary(file)
        except VocabularyError as error:
            faults.append(error.fault)
    return found, faults


def read_vocabulary(file: Path) -> Vocabulary:
    """Read a file of `assets/breeds/vocabularies`.

    Raises:
        VocabularyError: it is of another form, or names a breed that is not in its own list.
    """
    try:
        return _vocabulary(file.stem, read_json(file))
    except (OSError, OwnFileError, ValueError, KeyError, TypeError, AttributeError) as error:
        detail = error.fault.facts.get("detail", error.fault.code) if isinstance(error, OwnFileError) else repr(error)
        raise VocabularyError("breeds.damaged", file=str(file), detail=str(detail)[:200]) from error


def _vocabulary(receiver: str, read: Any) -> Vocabulary:
    names = tuple(read["names"])
    breeds, crosses, near = {**read["breeds"]}, {**read["crosses"]}, frozenset({**read["near"]})
    texts = (read["title"], *names, *breeds)
    if not names or len(set(names)) != len(names) or not all(is_name(text) for text in texts):
        raise ValueError("a name is no text, or stands twice")
    pairs = {cross: _pair(pair) for cross, pair in crosses.items()}
    used = {*breeds.values(), read[UNKNOWN], read[MIX_OF_UNKNOWN], *(name for pair in pairs.values() for name in pair)}
    if not used - {None} <= set(names):
        raise ValueError(f"not in the list: {sorted(used - {None} - set(names))[:3]}")
    if not near <= breeds.keys() or type(read["mixed_as_second"]) is not bool:
        raise ValueError("of another form")
    unknown, mix = read[UNKNOWN], read[MIX_OF_UNKNOWN]
    if (unknown is None) != (mix is None):
        raise ValueError("it wants a name for one of two things that nobody knows")
    wants = frozenset(what for what, name in ((UNKNOWN, unknown), (MIX_OF_UNKNOWN, mix)) if name is not None)
    return Vocabulary(receiver, read["title"], names, breeds, unknown, mix, pairs, near, read["mixed_as_second"], wants)


def _pair(read: Any) -> tuple[str, str]:
    first, second = read
    return first, second
