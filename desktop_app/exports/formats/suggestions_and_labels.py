"""Suggestions and labels: one row for every photo. The columns are described in `session_tables`."""

from desktop_app.catalog.rows import BREEDS_IN_A_ROW, PhotoRow
from desktop_app.exports.base import Material
from desktop_app.exports.session_tables import LABEL_COLUMNS, SessionTable
from desktop_app.exports.suggestion_table import JSON_COLUMNS, TRUST_COLUMNS, ranked_columns


class SuggestionsAndLabels(SessionTable):
    """All that is known of each photo."""

    id = "suggestions_and_labels"
    rank = 10
    columns = (
        *("photo", "state", "status", *TRUST_COLUMNS, *ranked_columns(BREEDS_IN_A_ROW)),
        *(*LABEL_COLUMNS, "error"),
    )
    json_columns = JSON_COLUMNS

    def count(self, material: Material) -> int:
        """All photos have a row."""
        return material.photos

    def has_row(self, row: PhotoRow) -> bool:
        """Every photo has one."""
        del row
        return True


FORMAT = SuggestionsAndLabels()
