"""What the window says about photos' files: drives that are away, and other photos under the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.photos.facets.state import MISSING
from desktop_app.plain_text import escaped
from desktop_app.ui.wording.numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.ui.window.parts import WindowParts

# What is found in pieces is said once.
GATHER_MS = 400
# More drives than that are named in one message: a message for each would hide the photos.
MOST_DRIVES = 2
OTHER_FILE = "label_of_another_file"


class FileMessages(QObject):
    """Listens to `PresenceController`. What is no longer true is taken away."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._bar = window.messages
        self._drives: list[str] = []
        self._others, self._labelled = 0, 0
        self._others_text = ""
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self._say_others)
        presence = window.presence
        presence.drives_missing.connect(self._show_drives)
        presence.files_missing.connect(self._files_missing)
        presence.drive_back.connect(self._drive_back)
        presence.others_found.connect(self._others_found)
        window.files.exporting.changed_since.connect(self._changed_since)
        window.session.opened.connect(self._start_afresh)
        self._show_drives(presence.missing_drives)

    # Drives

    def _show_drives(self, missing: Mapping[str, int]) -> None:
        wanted = self._drive_texts(missing)
        for text in self._drives:
            if text not in wanted:
                self._bar.take_away(text)
        # What a person has closed stays closed, until there is something else to say.
        for text in wanted:
            if text not in self._drives:
                self._bar.show_message("warning", text, (self.tr("Show them"), self._show_missing))
        self._drives = wanted

    def _drive_texts(self, missing: Mapping[str, int]) -> list[str]:
        if len(missing) > MOST_DRIVES:
            text = self.tr("%n photo(s) are on {drives} drives or folders that are not there, {folder} among them. "
                           "Connect the drives, and the photos come back by themselves; or add the folders where they "
                           "are now.", "", sum(missing.values()))  # fmt: skip
            return [
                text.format(drives=number(len(missing)), folder=escaped(max(missing, key=lambda root: missing[root])))
            ]
        return [
            self.tr("The drive or folder {folder} is not there: %n photo(s). Connect it, and they come back by "
                    "themselves; or add the folder where they are now.", "", count).format(folder=escaped(root))
            for root, count in missing.items()
        ]  # fmt: skip

    def _files_missing(self, count: int) -> None:
        text = self.tr("%n photo(s) are not where they were. Add the folder where they are now, and they are found "
                       "again.", "", count)  # fmt: skip
        self._bar.show_message("information", text, (self.tr("Show them"), self._show_missing))

    def _drive_back(self, root: str, count: int) -> None:
        if count:
            text = self.tr("{folder} is there again: %n photo(s) are back.", "", count)
            self._window.status.say(text.format(folder=escaped(root)))

    def _show_missing(self) -> None:
        self._window.sidebar.choose("state", MISSING)

    # Other photos under the same names

    def _start_afresh(self) -> None:
        self._others = self._labelled = 0
        self._others_text = ""

    def _others_found(self, changed: int, labelled: int) -> None:
        self._others += changed
        self._labelled += labelled
        self._gather.start()

    def _say_others(self) -> None:
        self._bar.take_away(self._others_text)
        text = self.tr("%n file(s) hold another photo than before: new suggestions follow.", "", self._others)
        if self._labelled:
            if self._labelled == self._others:
                kept = self.tr("Their label(s) are kept and marked as given to another file.", "", self._labelled)
            else:
                kept = self.tr("%n of them have a label; it is kept and marked as given to another file.", "",
                               self._labelled)  # fmt: skip
            self._others_text = f"{text} {kept}"
            self._bar.show_message("warning", self._others_text, (self.tr("Show them"), self._show_others))
        else:
            self._others_text = text
            self._bar.show_message("information", text)

    def _show_others(self) -> None:
        self._window.sidebar.choose(OTHER_FILE, value=True)

    def _changed_since(self, changed: int, labelled: int) -> None:
        text = self.tr("The files of %n photo(s) that were exported hold other photos than before: look at them, and "
                       "export once more.", "", changed)  # fmt: skip
        actions = ((self.tr("Show them"), self._show_others),) if labelled else ()
        self._bar.show_message("warning", text, *actions)
