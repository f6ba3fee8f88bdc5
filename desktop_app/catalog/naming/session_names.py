"""The photos of one session, as they were when somebody asked: whose they would be by a pattern, or by a table."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.naming.assigning import Assignment, assign
from desktop_app.catalog.naming.finding import Finding, find_animals
from desktop_app.catalog.naming.patterns import Pattern, Source
from desktop_app.catalog.naming.photo_paths import PhotoPaths
from desktop_app.catalog.naming.proposing import Proposal, propose
from desktop_app.catalog.naming.tables import NamingTable, find_in_table, read_naming_table
from desktop_app.catalog.values.animals import Animal

Cancelling = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class NamingPreview:
    """What would become of the session.

    Attributes:
        finding: the animals, and what is left out.
        assignment: what would be different.
        photos: of the session.
        without: how many photos would still have no animal.
        table: from which it is; None for names.
    """

    finding: Finding = field(default_factory=Finding)
    assignment: Assignment = field(default_factory=Assignment)
    photos: int = 0
    without: int = 0
    table: NamingTable | None = None

    @property
    def staying(self) -> int:
        """How many photos that were found keep another animal."""
        return sum(line.staying for line in self.assignment.lines)

    def change(self) -> SetAnimals:
        """It, as one step that can be taken back."""
        return SetAnimals(self.assignment.animals, self.assignment.photos)


@dataclass(frozen=True, slots=True)
class Joining:
    """Photos that came later, and whose they would be.

    Attributes:
        preset_id: of the pattern that says so.
        animals: that they would join, in order of their first photos; those that are new among them.
        photos: how many of the photos that came later would get an animal.
    """

    preset_id: str
    animals: list[Animal]
    photos: int


class SessionNames:
    """Made where the photos are shown, used where nobody waits: by one thread at a time."""

    def __init__(
        self,
        photo_ids: Sequence[int],
        paths: Sequence[str],
        animal_of: Sequence[int | None],
        known: Callable[[], Mapping[int, Animal]],
        breeds: Collection[str] = (),
    ) -> None:
        """Take what is known of the photos.

        Args:
            photo_ids: of all photos.
            paths: of their files, absolute.
            animal_of: the id of the animal to which each belongs; None for none.
            known: asked once for the session's animals, by id; it may take a while.
            breeds: keys (`texts.key_of`) of names that are breeds'.
        """
        self._photo_ids, self._paths, self._animal_of = photo_ids, paths, animal_of
        # Counted by the list itself, which takes a hundredth of asking each: the dialog opens with it.
        self._without_animal = self._animal_of.count(None)
        self._ask_known, self._breeds = known, breeds

    def __len__(self) -> int:
        return len(self._photo_ids)

    @cached_property
    def photos(self) -> PhotoPaths:
        """The photos by folder."""
        return PhotoPaths(self._photo_ids, self._paths, breeds=self._breeds)

    @cached_property
    def known(self) -> Mapping[int, Animal]:
        """The animals that the session has."""
        return self._ask_known()

    @property
    def with_animal(self) -> int:
        """How many photos belong to an animal already."""
        return len(self._animal_of) - self._without_animal

    def by_pattern(self, pattern: Pattern, cancelled: Cancelling, *, take_all: bool = False) -> NamingPreview:
        """Whose the photos are by their names; `take_all` as for `assign`.

        Raises:
            Cancelled: `cancelled` said yes.
        """
        return self._preview(find_animals(self.photos, pattern, cancelled), take_all)

    def by_table(self, file: Path, cancelled: Cancelling, *, take_all: bool = False) -> NamingPreview:
        """Whose the photos are by a table.

        Raises:
            Cancelled: `cancelled` said yes.
            TableError: the table cannot be read, or says nothing of photos and animals.
        """
        table = read_naming_table(file)
        return self._preview(find_in_table(table, self.photos, cancelled), take_all, table)

    def proposal(self, cancelled: Cancelling, sources: Collection[Source] = frozenset(Source)) -> Proposal | None:
        """The pattern that fits best.

        Raises:
            Cancelled: `cancelled` said yes.
        """
        return propose(self.photos, cancelled, sources)

    def joining(self, came_later: Collection[int], cancelled: Cancelling) -> Joining | None:
        """Whose photos are, by their names, that came when there were animals already; None where nothing says so.

        Names of files count only where they name an animal that there is: of others nobody has asked.

        Args:
            came_later: ids of the photos. What a person left without an animal before is not asked about.
            cancelled: asked now and then.

        Raises:
            Cancelled: `cancelled` said yes.
        """
        wanted = set(came_later)
        for source in Source:
            proposal = self.proposal(cancelled, {source})
            if proposal is None or (source is Source.FOLDER and not proposal.is_worth_asking):
                continue
            made = self._preview(proposal.finding, take_all=False).assignment
            owners = [animal for photo, animal in made.photos.items() if photo in wanted and animal is not None]
            lines = [line for line in made.lines if line.animal.animal_id in set(owners)]
            if lines and (source is Source.FOLDER or not all(line.is_new for line in lines)):
                return Joining(proposal.preset.id, [line.animal for line in lines], len(owners))
        return None

    def best_preset(self, cancelled: Cancelling) -> str | None:
        """The id of the preset that fits best; names of files are asked only where folders say little.

        Raises:
            Cancelled: `cancelled` said yes.
        """
        by_folders = self.proposal(cancelled, {Source.FOLDER})
        if by_folders is not None and by_folders.is_worth_asking:
            return by_folders.preset.id
        by_files = self.proposal(cancelled, {Source.FILE})
        found = [each for each in (by_folders, by_files) if each is not None]
        return max(found, key=lambda each: each.score).preset.id if found else None

    def _preview(self, finding: Finding, take_all: bool, table: NamingTable | None = None) -> NamingPreview:
        assignment = assign(finding, self._photo_ids, self.known, self._animal_of, take_all=take_all)
        without = sum(
            animal is None and photo_id not in assignment.photos
            for photo_id, animal in zip(self._photo_ids, self._animal_of, strict=True)
        )
        return NamingPreview(finding, assignment, len(self._photo_ids), without, table)
