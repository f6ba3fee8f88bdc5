"""Which animals the photos of a session are, by the names of their folders or files."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from desktop_app.catalog.naming import generic_words
from desktop_app.catalog.naming.dates_and_numbers import is_weak, number_key
from desktop_app.catalog.naming.no_animals import NoAnimal, why_no_animal
from desktop_app.catalog.naming.patterns import Found, Pattern, Source
from desktop_app.catalog.naming.photo_paths import PhotoPaths, stem
from desktop_app.catalog.naming.texts import key_of, words_of
from desktop_app.catalog.values.animals import Species

# Below these folders stand those of people, and drives: never an animal's.
_HOMES = frozenset(("home", "users", "utilisateurs", "benutzer"))
_DRIVES = frozenset(("volumes", "media", "mnt"))


@dataclass(slots=True)
class FoundAnimal:
    """One animal that names speak of.

    Attributes:
        name: as most of its photos have it.
        number: likewise.
        species: None where nothing says so.
        note: None where nothing says so.
        places: of its photos in `PhotoPaths`.
        sources: the folders or files that were read, as they are shown.
        also_called: other names under the same number.
        is_from_table: whether somebody wrote it down for this; what names of folders say is less sure.
    """

    name: str
    number: str
    places: list[int] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    species: Species | None = None
    note: str | None = None
    also_called: tuple[str, ...] = ()
    is_from_table: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A folder, a file or a line of a table that makes no animal.

    Attributes:
        source: as it is shown.
        why: a `NoAnimal`, or what the reader of tables says.
        photos: how many stay without an animal because of it.
        line: of the table; 0 where it is none.
    """

    source: str
    why: str
    photos: int
    line: int = 0


@dataclass(slots=True)
class Finding:
    """What was found.

    Attributes:
        animals: in order of their first photos.
        left_out: in order of their first photos.
        photos: of the session.
    """

    animals: list[FoundAnimal] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    photos: int = 0

    @property
    def named(self) -> int:
        """How many photos get an animal."""
        return sum(len(animal.places) for animal in self.animals)


class Cancelled(Exception):  # noqa: N818 - it is no error
    """Nobody wants the result any more."""


def find_animals(photos: PhotoPaths, pattern: Pattern, cancelled: Callable[[], bool] = lambda: False) -> Finding:
    """Read the names of all photos.

    Of nested folders the nearest one that fits counts: `Bella A1200/2024-11/DCIM/…`. Photos of one number are of one
    animal; without a number, those of one name in one folder.

    Args:
        photos: the session's.
        pattern: how the names are written.
        cancelled: asked now and then.

    Raises:
        Cancelled: `cancelled` said yes.
    """
    reader = _Reader(photos, pattern, cancelled)
    if pattern.source is Source.FOLDER:
        reader.read_folders()
    else:
        reader.read_files()
    return reader.finding()


class _Reader:
    """Gathers what names say."""

    def __init__(self, photos: PhotoPaths, pattern: Pattern, cancelled: Callable[[], bool]) -> None:
        self._photos, self._pattern, self._cancelled = photos, pattern, cancelled
        self._species: dict[str, Species | None] = {}
        self._animals: dict[tuple[str, ...], _Gathered] = {}
        self._left_out: dict[tuple[str, str], int] = {}
        self._names: dict[tuple[str, bool], Found | NoAnimal] = {}

    def finding(self) -> Finding:
        """What was gathered."""
        left_out = [LeftOut(source, why, count) for (source, why), count in self._left_out.items()]
        return Finding([each.animal() for each in self._animals.values()], left_out, len(self._photos))

    # Folders

    def read_folders(self) -> None:
        """The nearest folder that fits, for each photo."""
        nearest = {folder.path: self._nearest(folder.path) for folder in self._photos.folders}
        fitting = {found[0]: found[1] for found in nearest.values() if isinstance(found[1], Found)}
        holders = self._holders(fitting)
        for folder in self._photos.folders:
            path, found = nearest[folder.path]
            if isinstance(found, Found) and path in holders:
                found = NoAnimal.HOLDS_OTHERS
            if isinstance(found, Found):
                self._add(found, path, folder.places, self._photos.shown(path))
            else:
                self._leave(self._photos.shown(path), found, len(folder.places))

    def _nearest(self, folder: str) -> tuple[str, Found | NoAnimal]:
        """The folder that fits, and what it says; where none does, the one that says best why."""
        parts = self._photos.parts(folder)
        most = _people_and_drives(parts)
        first: tuple[str, NoAnimal] | None = None
        below_system = False
        for end in range(len(parts), most, -1):
            self._stop_if_cancelled()
            path = self._photos.separator.join(parts[:end])
            found = self._read_name(parts[end - 1])
            if isinstance(found, Found):
                if below_system and (not found.number or is_weak(found.number)):
                    break  # whatever lies above Documents: only a number makes sure that it is an animal's
                return path, found
            below_system |= found is NoAnimal.SYSTEM
            # Rex/DCIM: what is wrong with "Rex" says more than that cameras call folders DCIM.
            if first is None or (first[1] in _KINDS and found not in _KINDS and len(parts) - end < 2):
                first = path, found
        return first or (folder, NoAnimal.SYSTEM)

    def _holders(self, fitting: dict[str, Found]) -> set[str]:
        """Folders that have others with animals in them, so that they are shelters or years rather than animals."""
        holders = set()
        for path in fitting:
            parts = self._photos.parts(path)
            for end in range(1, len(parts)):
                above = self._photos.separator.join(parts[:end])
                if above in fitting and (not fitting[above].number or is_weak(fitting[above].number)):
                    holders.add(above)
        return holders

    # Files

    def read_files(self) -> None:
        """The name of each photo's file."""
        for folder in self._photos.folders:
            read = []
            for step, place in enumerate(folder.places):
                if step % 1000 == 0:
                    self._stop_if_cancelled()
                read.append((place, self._read_name(stem(self._photos.names[place]))))
            counted = self._counted(found for _, found in read)
            inside = self._photos.shown(folder.path)
            for step, (place, found) in enumerate(read):
                if step % 1000 == 0:
                    self._stop_if_cancelled()
                name, said = self._photos.names[place], found
                if isinstance(found, Found) and key_of(found.name) in counted and self._pattern.may_be_count(found):
                    said = self._read_name(stem(name), counts=True)
                    said = NoAnimal.COUNT if isinstance(said, NoAnimal) else said
                if isinstance(said, Found):
                    self._add(said, folder.path, [place], name)
                else:
                    self._leave(name if said in _SAYS_ITS_NAME else inside, said, 1)

    def _counted(self, read: Iterable[Found | NoAnimal]) -> set[str]:
        """Names behind which several few-digit numbers stand in one folder: these count the photos of one animal."""
        numbers: dict[str, set[str]] = {}
        for found in read:
            if isinstance(found, Found) and self._pattern.may_be_count(found):
                numbers.setdefault(key_of(found.name), set()).add(found.number)
        return {name for name, each in numbers.items() if len(each) > 1}

    # Both

    def _read_name(self, name: str, *, counts: bool = False) -> Found | NoAnimal:
        known = self._names.get((name, counts))
        if known is None:
            known = self._photos.why_no_animal(name) or self._pattern.read(name, counts=counts)
            self._names[name, counts] = known
        return known

    def _add(self, found: Found, path: str, places: Sequence[int], source: str) -> None:
        is_folder = self._pattern.source is Source.FOLDER
        parent = path.rpartition(self._photos.separator)[0] if is_folder else path
        key = identity(found, parent)
        gathered = self._animals.get(key)
        if gathered is None:
            if parent not in self._species:
                self._species[parent] = species_of(self._photos.parts(parent))
            gathered = self._animals[key] = _Gathered(found, self._species[parent])
        gathered.add(found, places, source)

    def _leave(self, source: str, why: NoAnimal, photos: int) -> None:
        key = source, why.value
        self._left_out[key] = self._left_out.get(key, 0) + photos

    def _stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise Cancelled


class _Gathered:
    """What several names say of one animal."""

    def __init__(self, first: Found, species: Species | None) -> None:
        self._number, self._species = first.number, species
        self._names: Counter[str] = Counter()
        self._places: list[int] = []
        self._sources: dict[str, None] = {}

    def add(self, found: Found, places: Sequence[int], source: str) -> None:
        self._names[found.name] += len(places)
        self._places.extend(places)
        self._sources[source] = None

    def animal(self) -> FoundAnimal:
        names = [name for name, _ in self._names.most_common() if name] if len(self._names) > 1 else list(self._names)
        others = {key_of(name): name for name in reversed(names[1:]) if key_of(name) != key_of(names[0])}
        return FoundAnimal(
            names[0] if names else "",
            self._number,
            self._places,
            list(self._sources),
            self._species,
            also_called=tuple(reversed(others.values())),
        )


# What kinds of names are none, whatever the pattern is.
_KINDS = frozenset(
    (
        NoAnimal.CAMERA,
        NoAnimal.APP,
        NoAnimal.DATE,
        NoAnimal.COUNT,
        NoAnimal.UNNAMED,
        NoAnimal.COLLECTION,
        NoAnimal.SYSTEM,
        NoAnimal.NO_NAME,
    )
)
# Files of cameras come by the hundred: their folder stands for them.
_SAYS_ITS_NAME = frozenset(NoAnimal) - _KINDS


def identity(found: Found, parent: str) -> tuple[str, ...]:
    """What photos of one animal have in common.

    A number, whatever the name beside it; where that is only a few digits or may be a date, both; a name alone within
    one folder.
    """
    if found.number and is_weak(found.number):
        return "weak", number_key(found.number), key_of(found.name)
    if found.number:
        return "number", number_key(found.number)
    return "name", parent, key_of(found.name)


def species_of(parts: Sequence[str]) -> Species | None:
    """What the folders above an animal say of its species, the nearest first: "Chats", "Dogs 2024"."""
    for part in reversed(parts):
        said = set(words_of(part))
        for known, species in (
            (generic_words.CATS, Species.CAT),
            (generic_words.DOGS, Species.DOG),
            (generic_words.OTHERS, Species.OTHER),
        ):
            if said & known and why_no_animal(part) is NoAnimal.COLLECTION:
                others = (generic_words.CATS | generic_words.DOGS) - known
                return None if said & others else species
    return None


def _people_and_drives(parts: Sequence[str]) -> int:
    """How many of the first folders are a drive, a network's share or somebody's home, and never an animal."""
    folded = [part.lower() for part in parts]
    if parts[0].endswith(":"):
        most = 1
    elif parts[:2] == ["", ""]:
        most = 4  # \\server\share
    else:
        most = 1 if parts[0] == "" else 0
    for place, name in enumerate(folded[: most + 2]):
        if name in _HOMES and place <= most:
            return max(most, place + 2)
        if name in _DRIVES and place <= most + (folded[most : most + 1] == ["run"]):
            # /media/ann/CARD and /Volumes/CARD
            return max(most, place + (2 if name == "volumes" else 3 if name == "media" else 2))
    return most
