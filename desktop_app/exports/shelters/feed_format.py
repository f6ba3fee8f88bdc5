"""What the formats for sites have in common: a table with a row an animal, and a folder of pictures beside it."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from desktop_app.breeds.vocabularies import Vocabulary
from desktop_app.exports.base import (
    UNWATCHED,
    ExportFormat,
    Family,
    Note,
    OptionValue,
    Place,
    PlannedFile,
    Preview,
    Watch,
    Wording,
    Written,
    named,
)
from desktop_app.exports.folders.folder_writer import FolderWriter
from desktop_app.exports.folders.placing import planned_replacements
from desktop_app.exports.material import Material
from desktop_app.exports.shelters.feeds import (
    Feed,
    FeedError,
    FeedRow,
    FeedRules,
    gathered_feed,
    picture_style,
)
from desktop_app.exports.shelters.pictures import BEGINNING, PictureStyle, is_prepared_picture, prepared_in_order
from desktop_app.exports.shelters.vocabularies import words_of
from desktop_app.faults import Fault
from desktop_app.paths import openable

Chosen = Mapping[str, OptionValue]
MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of the table, once its pictures are there.

    Attributes:
        animal: which, with all that is said of it.
        pictures: names of its pictures, without their folder, in order.
    """

    animal: FeedRow
    pictures: tuple[str, ...]


class ShelterFeed(ExportFormat):
    """A format for a site that is fed with tables.

    Attributes:
        rules: what the site takes.
        pictures_folder: where its pictures lie, below the folder that is written to.
    """

    family = Family.SHELTER
    place = Place.FOLDER
    rules: ClassVar[FeedRules]
    pictures_folder: ClassVar[str]

    @abstractmethod
    def table_name(self, chosen: Chosen) -> str:
        """What the table is called.

        Raises:
            FeedError: what a person typed is no name for it.
        """

    @abstractmethod
    def columns(self, feed: Feed, chosen: Chosen) -> tuple[str, ...]:
        """The columns of the table, in order."""

    @abstractmethod
    def table(self, columns: tuple[str, ...], rows: Sequence[ListedRow], chosen: Chosen) -> bytes:
        """The table itself."""

    def further_files(self, columns: tuple[str, ...], chosen: Chosen) -> Mapping[str, bytes]:
        """What lies beside the table: name → content."""
        del columns, chosen
        return {}

    def own_notes(self, vocabulary: Vocabulary, chosen: Chosen) -> Iterator[Note]:
        """What a person should know of this site, before anything of this session."""
        del vocabulary, chosen
        yield Note("deletes", is_warning=True)

    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """What would be written, who would not be in it, and what the site does then."""
        chosen = self.settled(options)
        table = self.table_name(chosen)
        vocabulary, notes = words_of(self.id)
        feed = gathered_feed(material, vocabulary, self.rules, chosen)
        columns = self.columns(feed, chosen)
        pictures = [self._relative(name) for row in feed.rows for name in _planned(row)]
        names = [table, *self.further_files(columns, chosen), *pictures]
        nobody = () if feed.rows else (Note("nobody", is_warning=True),)
        said = (*self.own_notes(vocabulary, chosen), *nobody, *feed.notes, *notes, *self._older(target, pictures))
        return Preview(
            files=(PlannedFile(target / table, len(feed.rows), columns),),
            notes=tuple(sorted(said, key=lambda note: not note.is_warning)),
            unmapped=feed.unmapped,
            pieces=len(names) - 1,
            examples=tuple(names[1 : 1 + MOST_EXAMPLES]),
            replaces=planned_replacements(target, names, is_prepared_picture) if feed.rows else (),
        )

    def write(
        self,
        target: Path,
        material: Material,
        wording: Wording,
        options: Mapping[str, OptionValue],
        watch: Watch = UNWATCHED,
    ) -> Written:
        """Write the pictures, and then the table: what it names is there.

        Raises:
            FeedError: no animal goes out: an empty table would delete all there are.
        """
        del wording
        chosen = self.settled(options)
        table = self.table_name(chosen)
        feed = gathered_feed(material, words_of(self.id)[0], self.rules, chosen)
        if not feed.rows:
            raise FeedError("feed.no_animals")
        columns = self.columns(feed, chosen)
        further = self.further_files(columns, chosen)
        total = sum(len(row.pictures) for row in feed.rows) + len(further) + 1
        skipped: list[Fault] = []
        photos, names = 0, [*further, table]
        with FolderWriter(target, watch, total, is_own_picture=is_prepared_picture) as writer:
            listed = self._pictured(writer, feed.rows, picture_style(chosen), skipped)
            photos = sum(len(row.pictures) for row in listed)
            for name, content in {**further, table: self.table(columns, listed, chosen)}.items():
                writer.put(name, content, exactly=True)
        tables = sum(writer.is_whole(name) for name in names)
        written = writer.written(photos, animals=len(feed.rows) if writer.is_whole(table) else 0, files=tables)
        return replace(written, skipped=(*skipped, *written.skipped))

    def _pictured(
        self, writer: FolderWriter, rows: Sequence[FeedRow], style: PictureStyle, skipped: list[Fault]
    ) -> list[ListedRow]:
        """Make the pictures, one animal after the other; the first that can be made is its first."""
        names: dict[int, list[str]] = {place: [] for place in range(len(rows))}
        wanted = [(place, photo) for place, row in enumerate(rows) for photo in row.pictures]
        for (place, _photo), made in zip(wanted, prepared_in_order([photo for _, photo in wanted], style), strict=True):
            if isinstance(made, Fault):
                skipped.append(made)
                continue
            name = rows[place].picture_name(len(names[place]) + 1)
            if writer.put(self._relative(name), made, exactly=True) is not None:
                names[place].append(name)
        writer.settle()
        there = [tuple(name for name in given if writer.is_whole(self._relative(name))) for given in names.values()]
        return [ListedRow(row, given) for row, given in zip(rows, there, strict=True)]

    def _relative(self, name: str) -> str:
        return f"{self.pictures_folder}/{name}"

    def _older(self, target: Path, pictures: Sequence[str]) -> Iterator[Note]:
        """Pictures of an export before that are not of this one: the site would take them for an animal's."""
        meant = set(pictures)
        there = sorted((target / self.pictures_folder).glob("*.jpg"))
        older = [file.name for file in there if self._relative(file.name) not in meant and _is_ours(file)]
        if older:
            yield Note("older_pictures", {"files": len(older), "names": named(older)}, is_warning=True)


def _planned(row: FeedRow) -> Iterator[str]:
    return (row.picture_name(place) for place in range(1, len(row.pictures) + 1))


def _is_ours(file: Path) -> bool:
    try:
        with open(openable(file), "rb") as stream:  # noqa: PTH123 - a name that may be longer than Path can open
            return is_prepared_picture(stream.read(BEGINNING))
    except OSError:
        return False
