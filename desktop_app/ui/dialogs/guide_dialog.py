"""The user guide, shown in the app: no browser, no network."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from desktop_app.ui.dialogs.fitting import fit

IMAGE_WIDTH = 640


class GuideDialog(QDialog):
    """A Markdown file with its pictures."""

    def __init__(self, guide: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("User guide"))
        fit(self, QSize(780, 680))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 12)
        self.page = QTextBrowser(self)
        self.page.setAccessibleName(self.windowTitle())
        # Links lead around in the page, never out of the app.
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(lambda link: self.page.scrollToAnchor(link.fragment()))
        self.page.setSearchPaths([str(guide.parent)])
        self.page.document().setDocumentMargin(24)
        self.page.setMarkdown(guide.read_text(encoding="utf-8"))
        self._fit_pictures()
        layout.addWidget(self.page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.setContentsMargins(0, 0, 14, 0)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _fit_pictures(self) -> None:
        block = self.page.document().begin()
        while block.isValid():
            place = block.begin()
            while not place.atEnd():
                fragment = place.fragment()
                if fragment.charFormat().isImageFormat():
                    picture = fragment.charFormat().toImageFormat()
                    picture.setWidth(IMAGE_WIDTH)
                    cursor = self.page.textCursor()
                    cursor.setPosition(fragment.position())
                    cursor.setPosition(fragment.position() + fragment.length(), cursor.MoveMode.KeepAnchor)
                    cursor.setCharFormat(picture)
                place += 1
            block = block.next()
