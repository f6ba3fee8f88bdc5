"""Texts with a number in them, for modules that are no QObject: lupdate knows plurals only in `tr`."""

from PySide6.QtCore import QObject


class Plurals(QObject):
    """Each text with the right plural for `count`."""

    def photos(self, count: int) -> str:
        """How many photos."""
        return self.tr("%n photo(s)", "", count)

    def photos_selected(self, count: int) -> str:
        """How many photos are selected."""
        return self.tr("%n photo(s) selected", "", count)

    def different_labels(self, count: int) -> str:
        """How many of the selected photos have labels, where not all have the same."""
        return self.tr("Labels on %n photo(s)", "", count)

    def confirm(self, count: int) -> str:
        """How many suggestions would be confirmed."""
        return self.tr("Confirm %n suggestion(s)", "", count)

    def minutes_left(self, count: int) -> str:
        """How long to wait."""
        return self.tr("about %n minute(s) left", "", count)

    def hours_left(self, count: int) -> str:
        """How long to wait."""
        return self.tr("about %n hour(s) left", "", count)


plurals = Plurals()
