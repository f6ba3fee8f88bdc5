"""Labels alone: one row for each photo that has a label. The columns are described in `session_tables`."""

from desktop_app.catalog.rows import PhotoRow
from desktop_app.exports.base import Material
from desktop_app.exports.session_tables import LABEL_COLUMNS, SessionTable


class Labels(SessionTable):
    """What was decided, and nothing of what the model says."""

    id = "labels"
    rank = 20
    columns = ("photo", "state", *LABEL_COLUMNS)

    def count(self, material: Material) -> int:
        """How many photos have a label."""
        return material.labelled

    def has_row(self, row: PhotoRow) -> bool:
        """Whether the photo has a label."""
        return row.label is not None


FORMAT = Labels()
