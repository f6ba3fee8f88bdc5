"""A table and a session, from the file to what one change would do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.catalog.importing.breed_texts import BreedNames
from desktop_app.catalog.importing.headings import Meaning
from desktop_app.catalog.importing.planning import ImportPlan, plan
from desktop_app.catalog.importing.reading import ImportTable, read_import_table, read_rows
from desktop_app.catalog.importing.session_photos import SessionPhotos
from desktop_app.catalog.session import Session

Cancelling = Callable[[], bool]
_FREED_TOGETHER = 1_000


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What a person wants of a table.

    Attributes:
        file: the table.
        overwrite: whether labels, animals, picks and flags that are there may become others.
        chosen: what is said of columns whose headings say nothing: what they mean → how they are headed.
        folders: only photos in these are meant; any where none is named.
    """

    file: Path
    overwrite: bool = False
    chosen: Mapping[Meaning, str] = field(default_factory=dict)
    folders: Sequence[Path] = ()


def preview_import(wish: ImportWish, session: Session, names: BreedNames, cancelled: Cancelling = _never) -> ImportPlan:
    """What would become of a session; nothing, where the table lacks something (`TableHead.lacks`).

    Raises:
        Cancelled: `cancelled` said yes.
        TableError: the table cannot be read.
        SessionError: the session cannot be read.
    """
    table = read_import_table(wish.file, wish.chosen, or_ask=True)
    if table.head.lacks:
        return ImportPlan(table.head)
    made = compared(wish, table, SessionPhotos.of(session), names, cancelled)
    if isinstance(table.rows, list):
        # To free 100,000 lines in one go, the window would have to wait for a tenth of a second.
        while table.rows:
            del table.rows[-_FREED_TOGETHER:]
    return made


def compared(
    wish: ImportWish, table: ImportTable, photos: SessionPhotos, names: BreedNames, cancelled: Cancelling = _never
) -> ImportPlan:
    """The same of a table and photos that were read already.

    Raises:
        Cancelled: `cancelled` said yes.
    """
    known = names.with_those_of(photos.breed_ids)
    reading = read_rows(table, photos, known, cancelled, wish.folders)
    return plan(table.head, reading, photos, overwrite=wish.overwrite)
