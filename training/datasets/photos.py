"""What training works on: photos with one breed each."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.commands.fault_sentences import sentence
from desktop_app.faults import FaultError

WNID_AND_BREED = re.compile(r"^(n\d{8})-(.+)$")
_BYTE_THAT_IS_NO_TEXT = re.compile(r"\\ud(c[89a-f][0-9a-f])")


class DataError(Exception):
    """Data that cannot be used as it is; the message names the file or folder and the way out."""


def said(error: Exception) -> str:
    """What an exception says to a person: training words the app's faults in English."""
    return sentence(error.fault) if isinstance(error, FaultError) else str(error)


def plain_name(breed: str) -> str:
    """A name reduced to what its spellings share: lower case, words apart by one space ("Shih-Tzu" → "shih tzu").

    An accent is the same whether it is part of its letter or a sign behind it (macOS writes the latter).
    """
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", breed).casefold())
    return " ".join(re.sub(r"[\W_]+", " ", composed).split()) or composed.strip()


def with_bytes_restored(name: str) -> str:
    """A file's name out of a text file, where bytes of it that are no text are written as what they are in Python.

    So does the app's writer (`desktop_app.files.encoded`).
    """
    return _BYTE_THAT_IS_NO_TEXT.sub(lambda match: chr(int(f"d{match[1]}", 16)), name)


def counted(count: int, what: str) -> str:
    """A number of things in words: "1 photo", "1,200 photos"."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


@dataclass(frozen=True, slots=True)
class LabelledPhoto:
    """A photo and the one breed it is labelled with.

    Attributes:
        path: the photo's file.
        breed: name of the breed as the data states it, without a WordNet id before it ("Chihuahua", "Shih-Tzu").
        wnid: WordNet id of the breed ("n02085620") where the data states it or the name is one of the 120.
        animal: which animal it shows, where the data says so; None where nobody knows. Photos of one animal are as
            good as copies: they stay on one side of a split.
    """

    path: Path
    breed: str
    wnid: str | None = None
    animal: str | None = None


@dataclass(frozen=True, slots=True)
class PhotoSet:
    """Labelled photos that belong together.

    Attributes:
        root: what paths are written relative to, in split files and reports.
        photos: in a fixed order (by breed, then by path).
        empty_breeds: breeds that have a folder and no photo in it.
        left_out: what whoever uses the photos has to be told, a sentence each: of those that are not among them, and
            of breeds that were written in several ways.
        no_examples: photos of which a person says that they are no example of one breed (a mix, "unknown", "no dog",
            several dogs): where another set has them with a breed, they are left out.
    """

    root: Path
    photos: tuple[LabelledPhoto, ...]
    empty_breeds: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    no_examples: frozenset[Path] = frozenset()

    def __len__(self) -> int:
        return len(self.photos)

    @property
    def breeds(self) -> tuple[str, ...]:
        """The breeds that have photos, in alphabetical order regardless of case: the order of a network's outputs."""
        return tuple(sorted({photo.breed for photo in self.photos}, key=lambda breed: (breed.casefold(), breed)))

    def breed_numbers(self, breeds: Sequence[str] | None = None) -> list[int]:
        """For each photo, the position of its breed in `breeds` (default: `self.breeds`).

        Raises:
            KeyError: a photo has a breed that is not among them.
        """
        position = {breed: number for number, breed in enumerate(self.breeds if breeds is None else breeds)}
        return [position[photo.breed] for photo in self.photos]

    def counts(self) -> dict[str, int]:
        """Photos a breed, most first."""
        return dict(Counter(photo.breed for photo in self.photos).most_common())

    def wnids(self) -> dict[str, str | None]:
        """The WordNet id of each breed, None where it has none."""
        return {photo.breed: photo.wnid for photo in self.photos}

    def name_of(self, photo: LabelledPhoto) -> str:
        """The photo's path relative to the root, with forward slashes: the same on every system."""
        return relative_name(photo.path, self.root)

    def chosen(self, photos: Iterable[LabelledPhoto]) -> "PhotoSet":
        """The same set with only these photos."""
        return replace(self, photos=tuple(photos), empty_breeds=())

    def only_breeds(self, breeds: Sequence[str]) -> "PhotoSet":
        """The photos of these breeds, however they are spelled ("Shih tzu", "n02086240-Shih-Tzu", "n02086240").

        Raises:
            DataError: a breed has no photo in this set.
        """
        ours = {plain_name(breed): breed for breed in self.breeds}
        ours |= {wnid: breed for breed, wnid in self.wnids().items() if wnid}
        found: dict[str, str | None] = {}
        for name in breeds:
            wnid, breed = match.groups() if (match := WNID_AND_BREED.match(name)) else ("", name)
            found[name] = ours.get(wnid) or ours.get(plain_name(breed)) or ours.get(name)
        if missing := [name for name, breed in found.items() if breed is None]:
            raise DataError(f"{self.root}: no photos of {', '.join(missing)}. The breeds there: {_some(self.breeds)}.")
        wanted = set(found.values())
        return self.chosen(photo for photo in self.photos if photo.breed in wanted)

    def require_trainable(self, fewest: int = 2) -> None:
        """Make sure that every breed has photos enough to be trained on and checked.

        Raises:
            DataError: an empty breed, a breed with fewer than `fewest` photos, or fewer than two breeds.
        """
        if self.empty_breeds:
            raise DataError(
                f"{self.root}: no photos for {_some(self.empty_breeds)}. Put photos there, or remove the empty folder."
            )
        few = [breed for breed, count in self.counts().items() if count < fewest]
        if few:
            raise DataError(
                f"{self.root}: fewer than {fewest} photos of {_some(few)}. "
                "Training and checking need at least one each: add photos, or leave the breed out (--breeds)."
            )
        if len(self.breeds) < 2:
            raise DataError(f"{self.root}: {len(self.breeds)} breeds with photos; telling breeds apart takes two.")


def relative_name(path: Path, root: Path) -> str:
    """`path` relative to `root` with forward slashes; as it is when it lies elsewhere."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def content_sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal.

    Raises:
        DataError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}).") from error


def data_sha256(labels_and_hashes: Iterable[tuple[str, str]]) -> str:
    """One hash for a set of labelled photos: of each photo's breed and content, not of names or order."""
    lines = sorted(f"{breed}\t{content}" for breed, content in labels_and_hashes)
    return hashlib.sha256("\n".join(lines).encode(errors="surrogatepass")).hexdigest()


def _some(names: Sequence[str], most: int = 6) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
