"""The columns of labels in a table, called as in the app's own tables of sessions (`exports.tables.session_cells`)."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pyarrow as pa

from desktop_app import paths
from desktop_app.breeds.book import BreedBook
from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import Wording
from desktop_app.exports.tables.session_cells import BREED_COLUMNS, NO, YES, label_cells
from desktop_app.exports.tables.text_tables import Cell
from scale_out.results import Results
from scale_out.tables.labels import GivenLabel

SESSION = "label_session"
COLUMNS = ("label", *BREED_COLUMNS, "decided_by", "decided_at", "several_dogs", SESSION)


def names_of(results: Results) -> Callable[[str], str]:
    """Breed id → English name: as the pack calls it, else as the book of breeds does."""
    book = BreedBook.load_folder(paths.assets_folder() / "breeds")
    known: dict[str, str] = results.run["names"]
    return lambda breed_id: known.get(breed_id) or book.name(breed_id)


def cells_of(given: GivenLabel | None, name_of: Callable[[str], str]) -> dict[str, Cell]:
    """The cells of a photo's label; none without one."""
    if given is None:
        return {}
    decided_at = datetime.fromtimestamp(given.decided_ns / 1e9, UTC)
    return label_cells(given.label, Wording(name_of, sentence)) | {
        "decided_by": given.decided_by,
        "decided_at": decided_at.isoformat(timespec="seconds"),
        "several_dogs": YES if given.several_dogs else NO,
        SESSION: given.session,
    }


def arrays_of(labels: Sequence[GivenLabel | None], name_of: Callable[[str], str]) -> list[pa.Array]:
    """The same as columns, in the order of `COLUMNS`; rows without a label are null."""
    cells = [cells_of(each, name_of) for each in labels]
    return [pa.array([each.get(name) for each in cells], pa.string()) for name in COLUMNS]
