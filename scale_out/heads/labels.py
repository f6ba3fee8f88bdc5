"""Labels of photos as short numbers: of a million of them twelve megabytes, whatever their paths and names are."""

import hashlib
import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.files import encoded
from desktop_app.inference.manifest_rules import MOST_BREEDS
from scale_out.errors import ScaleError
from scale_out.heads.sources import Said
from training.datasets.breeds import breed_of_id, breed_of_label
from training.datasets.photos import plain_name

_CONTENT_HASH = re.compile(r"[0-9a-fA-F]{64}")
_OF_THE_APP = ("breed:", "own:")
NONE = -1
# Of a photo with two labels that contradict each other.
AGAINST = -2

Keys = NDArray[np.uint64]
Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Breed:
    """A breed that photos are labelled with.

    Attributes:
        breed_id: the app's: that of the pack where the pack knows it, else its WordNet id, or `own:` and its name.
        name: as most of the labels write it.
        wnid: WordNet id; None where it has none.
    """

    breed_id: str
    name: str
    wnid: str | None


@dataclass(frozen=True, eq=False)
class Keyed:
    """Numbers of breeds by keys.

    Attributes:
        keys: sorted, none twice, `[L]`.
        codes: of the breed; `AGAINST` where labels contradict each other, `[L]`.
    """

    keys: Keys
    codes: Codes

    @classmethod
    def of(cls, keys: Keys, codes: Codes) -> "Keyed":
        """Labels in any order, some of them given twice."""
        order = np.argsort(keys, kind="stable")
        keys, codes = keys[order], codes[order]
        firsts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, np.int64)
        if len(firsts) < len(keys):
            agree = np.minimum.reduceat(codes, firsts) == np.maximum.reduceat(codes, firsts)
            keys, codes = keys[firsts], np.where(agree, codes[firsts], AGAINST).astype(np.int32)
        return cls(keys, codes)

    def places(self, keys: Keys) -> NDArray[np.int64]:
        """Where keys stand, `NONE` for those that are not there."""
        if not len(self.keys):
            return np.full(len(keys), NONE)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, places, NONE)


@dataclass(frozen=True, eq=False)
class Labels:
    """All labels of a source.

    Attributes:
        by_content: those that name a photo by its content.
        by_path: those that name it by its path.
        breeds: what the codes mean.
        said: sentences about what is no example of a breed, and about breeds in several spellings.
    """

    by_content: Keyed
    by_path: Keyed
    breeds: tuple[Breed, ...]
    said: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.by_content.keys) + len(self.by_path.keys)


def key_of_content(content_hash: str) -> int:
    """The first 64 bits of a content's SHA-256: two of a million photos share them once in thirty million times."""
    return int(content_hash[:16], 16)


def key_of_path(path: str) -> int:
    """64 bits of a path's hash; an accent is the same whether it is part of its letter or a sign behind it."""
    text = unicodedata.normalize("NFC", path)
    return int.from_bytes(hashlib.blake2b(encoded(text), digest_size=8).digest(), "big")


def read_labels(source: str, said: Iterable[Said], run: Mapping[str, Any]) -> Labels:
    """Take in labels one by one.

    Args:
        source: where they come from, for sentences.
        said: of each photo what was said, as `sources.labels_in` reads it.
        run: of the results: the breeds that their pack knows, `breeds` and `names`.

    Raises:
        ScaleError: no photo has a breed, all have the same one, or there are more breeds than a pack may have.
    """
    keys, codes = {True: array("Q"), False: array("Q")}, {True: array("i"), False: array("i")}
    spellings: dict[str, int] = {}
    counts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for photo, label, reason in said:
        if reason:
            others[reason] += 1
            continue
        by_content = _CONTENT_HASH.fullmatch(photo) is not None
        counts[label] += 1
        keys[by_content].append(key_of_content(photo) if by_content else key_of_path(photo))
        codes[by_content].append(spellings.setdefault(label, len(spellings)))
        if len(spellings) > MOST_BREEDS:
            raise ScaleError(f"{source}: more than {MOST_BREEDS:,} breeds. Is the column of the labels the right one?")
    breeds, of_spelling, joined = _breeds_of(counts, run)
    if len(breeds) < 2:
        what = f"only {breeds[0].name!r}" if breeds else "no breed at all"
        raise ScaleError(f"{source}: {what} is named there, and a head tells one breed from another. Add labels.")
    lines = [f"{source}: {count:,} labels are left out: {reason}" for reason, count in sorted(others.items())]
    table = np.array([of_spelling[spelling] for spelling in spellings], np.int32)
    keyed = {
        kind: Keyed.of(np.frombuffer(keys[kind], np.uint64), table[np.frombuffer(codes[kind], np.int32)])
        for kind in (True, False)
    }
    return Labels(keyed[True], keyed[False], breeds, (*lines, *joined))


def _breeds_of(
    counts: Mapping[str, int], run: Mapping[str, Any]
) -> tuple[tuple[Breed, ...], dict[str, int], list[str]]:
    """Breeds by the ids of their pack, then by name; the number of each spelling's; sentences about spellings.

    Names are one breed as `training.datasets.spelling` has it, which needs all photos in memory; and where the pack
    calls a breed by them.
    """
    ids: dict[str, str] = {}
    for breed_id in run["breeds"]:
        name, wnid = breed_of_id(breed_id)
        for known in (wnid, plain_name(name), plain_name(run.get("names", {}).get(breed_id, name))):
            if known:
                ids.setdefault(known, breed_id)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    wnids: dict[str, str | None] = {}
    of_spelling: dict[str, str] = {}
    for spelling, count in counts.items():
        name, wnid = breed_of_id(spelling) if spelling.startswith(_OF_THE_APP) else breed_of_label(spelling)
        key = (ids.get(wnid) if wnid else None) or ids.get(plain_name(name)) or wnid or f"own:{plain_name(name)}"
        found[key][name] += count
        wnids[key] = wnids.get(key) or wnid or breed_of_id(key)[1]
        of_spelling[spelling] = key
    order = {breed_id: place for place, breed_id in enumerate(run["breeds"])}
    keys = sorted(found, key=lambda key: (order.get(key, len(order)), key))
    names = {key: min(each, key=lambda name: (-each[name], name)) for key, each in found.items()}
    breeds = tuple(
        Breed(key if key in order or wnids[key] else f"own:{names[key]}", names[key], wnids[key]) for key in keys
    )
    places = {key: place for place, key in enumerate(keys)}
    joined = [_in_words(names[key], found[key]) for key in keys if len(found[key]) > 1]
    return breeds, {spelling: places[key] for spelling, key in of_spelling.items()}, joined


def _in_words(name: str, found: Mapping[str, int]) -> str:
    ways = [f"{spelling!r} ({count:,})" for spelling, count in sorted(found.items())]
    return f"{', '.join(ways[:-1])} and {ways[-1]} are one breed, and called {name!r}"


def names_of(breeds: Sequence[Breed], most: int = 6) -> str:
    """Some of them by name, for a sentence."""
    names = ", ".join(breed.name for breed in breeds[:most])
    return names + (f" and {len(breeds) - most} more" if len(breeds) > most else "")
