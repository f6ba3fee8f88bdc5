"""Texts with a number in them, for modules that are no QObject: lupdate knows plurals only in `tr`."""

from PySide6.QtCore import QObject

from desktop_app.catalog.kinds_of_files import FileKind, LeftOut
from desktop_app.ui.wording.keys import key_text
from desktop_app.ui.wording.numbers import number


class Plurals(QObject):
    """Each text with the right plural for `count`."""

    def photos(self, count: int) -> str:
        """How many photos."""
        return self.tr("%n photo(s)", "", count)

    def dogs(self, count: int) -> str:
        """How many dogs were found in a photo."""
        return self.tr("%n dog(s)", "", count)

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

    def no_kind(self, count: int) -> str:
        """Why nothing was labelled with a kind of dog."""
        return self.tr("No kind of dog stands out for %n photo(s): nothing was labelled.", "", count)

    def saying_kinds(self, count: int) -> str:
        """Why Enter confirms nothing of several photos of which only the kind is sure."""
        text = self.tr("Of %n photo(s) only the kind of dog is sure: {key} labels them with it.", "", count)
        return text.format(key=key_text("label_kind"))

    def without_kind(self, count: int) -> str:
        """How many of the selected photos did not get one."""
        return self.tr("%n photo(s) without a kind of dog were left as they are.", "", count)

    def confirm(self, count: int) -> str:
        """How many suggestions would be confirmed."""
        return self.tr("Confirm %n suggestion(s)", "", count)

    def rows(self, count: int) -> str:
        """How many rows a table gets."""
        return self.tr("%Ln row(s)", "", count)

    def columns(self, count: int) -> str:
        """How many columns a table gets."""
        return self.tr("%Ln column(s)", "", count)

    def files(self, count: int) -> str:
        """How many files."""
        return self.tr("%Ln file(s)", "", count)

    def animals(self, count: int) -> str:
        """How many animals."""
        return self.tr("%Ln animal(s)", "", count)

    def breeds(self, count: int) -> str:
        """How many breeds."""
        return self.tr("%Ln breed(s)", "", count)

    def whole_files(self, count: int) -> str:
        """How many files an export left that was stopped; with `{place}`."""
        return self.tr("Stopped; %Ln file(s) are whole in {place}.", "", count)

    def left_out(self, count: int) -> str:
        """How many files an export could not read or write."""
        return self.tr("%Ln file(s) were left out.", "", count)

    def learned(self, count: int, *, borrowed: bool) -> str:
        """Behind a suggestion stand so many labels: of this session, or of others among them."""
        if borrowed:
            return self.tr("learned from %Ln label(s)", "", count)
        return self.tr("learned from your %Ln label(s)", "", count)

    def minutes_left(self, count: int) -> str:
        """How long to wait."""
        return self.tr("about %n minute(s) left", "", count)

    def hours_left(self, count: int) -> str:
        """How long to wait."""
        return self.tr("about %n hour(s) left", "", count)

    def raw_left_out(self, count: int) -> str:
        """How many raw photos stood between the photos, and what to do about it."""
        return self.tr("%Ln raw photo(s) left out: export them as JPEG in a photo program, and add those.", "", count)

    def files_left_out(self, count: int, kinds: str) -> str:
        """How many files stood between the photos and are none; `kinds` says how many of what."""
        return self.tr("%Ln file(s) left out that are no photos: {kinds}.", "", count).format(kinds=kinds)

    def of_kind(self, kind: FileKind, count: int) -> str:
        """How many of one kind."""
        match kind:
            case FileKind.RAW:
                text = self.tr("%Ln raw photo(s)", "", count)
            case FileKind.FILM:
                text = self.tr("%Ln film(s)", "", count)
            case FileKind.SOUND:
                text = self.tr("%Ln sound(s)", "", count)
            case FileKind.DOCUMENT:
                text = self.tr("%Ln document(s)", "", count)
            case FileKind.ARCHIVE:
                text = self.tr("%Ln packed file(s)", "", count)
            case FileKind.NOTE:
                text = self.tr("%Ln note(s) of cameras and photo programs", "", count)
            case FileKind.SESSION:
                text = self.tr("%Ln Pawsort session(s)", "", count)
            case FileKind.MEMORY:
                text = self.tr("%Ln memory(s) of Pawsort", "", count)
            case FileKind.SHORTCUT:
                text = self.tr("%Ln shortcut(s)", "", count)
            case FileKind.OTHER:
                text = self.tr("%Ln other file(s)", "", count)
        return text


plurals = Plurals()


def left_out_text(left_out: LeftOut) -> str:
    """What stood between the photos and is none; empty where there was nothing."""
    said = []
    if left_out.raw:
        said.append(plurals.raw_left_out(left_out.raw))
    if left_out.other_files:
        kinds = ", ".join(plurals.of_kind(kind, count) for kind, count in left_out.others)
        said.append(plurals.files_left_out(left_out.other_files, kinds))
    return " ".join(said)
