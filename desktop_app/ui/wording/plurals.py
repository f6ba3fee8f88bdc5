"""Texts with a number in them, for modules that are no QObject: lupdate knows plurals only in `tr`."""

from PySide6.QtCore import QObject

from desktop_app.ui.wording.numbers import number


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

    def look_like_it(self, few: int, everything: int) -> str:
        """How many of the selected photos look like the breed that was chosen for all of them."""
        if not few:
            text = self.tr("None of the %n selected photo(s) looks like it.", "", everything)
        else:
            text = self.tr("%n of {all} look like it.", "", few).format(all=number(everything))
        return text

    def on_screen(self, few: int, everything: int) -> str:
        """How many of the selected photos a person sees."""
        if not few:
            text = self.tr("None of the %n selected photo(s) is on screen.", "", everything)
        else:
            text = self.tr("Only %n of the {all} selected photos are on screen.", "", few)
            text = text.format(all=number(everything))
        return text

    def those(self, count: int) -> str:
        """The answer that means only those."""
        return self.tr("Those %n", "", count)

    def all_of_them(self, count: int) -> str:
        """The answer that means all of them."""
        return self.tr("All %n", "", count)

    def labels_of_other_files(self, count: int) -> str:
        """How many of the selected photos have labels that were given to what their files held before."""
        return self.tr("%n label(s) were given to other photos, which had these file names before.", "", count)

    def keep_labels(self, count: int) -> str:
        """How many labels would be given anew."""
        return self.tr("Keep %n label(s) for these photos", "", count)

    def confirm(self, count: int) -> str:
        """How many suggestions would be confirmed."""
        return self.tr("Confirm %n suggestion(s)", "", count)

    def rows(self, count: int) -> str:
        """How many rows a table gets."""
        return self.tr("%Ln row(s)", "", count)

    def columns(self, count: int) -> str:
        """How many columns a table gets."""
        return self.tr("%Ln column(s)", "", count)

    def more_files(self, count: int) -> str:
        """How many files are written beside those that are named."""
        return self.tr("And %Ln more file(s).", "", count)

    def minutes_left(self, count: int) -> str:
        """How long to wait."""
        return self.tr("about %n minute(s) left", "", count)

    def hours_left(self, count: int) -> str:
        """How long to wait."""
        return self.tr("about %n hour(s) left", "", count)


plurals = Plurals()
