"""Version, model and licences."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app import __version__
from desktop_app.ui.dialogs.fitting import fit
from desktop_app.ui.look.icons import application_icon


class AboutDialog(QDialog):
    """What Pawsort is made of."""

    def __init__(self, model: str, documents: dict[str, Path], parent: QWidget) -> None:
        """Show it.

        Args:
            model: what the status bar says about the model.
            documents: title → a text file, for the licences; missing files are left out.
            parent: in the sense of Qt.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Pawsort"))
        fit(self, QSize(640, 480))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(16)
        picture = QLabel(self)
        picture.setPixmap(application_icon().pixmap(64, 64))
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        text = QLabel(
            self.tr("<b>Pawsort {version}</b><br>Sorts the photos of animal shelters: suggests which breeds a dog "
                    "looks like, a person decides.<br><br>Model: {model}<br>Licence: Apache 2.0. "
                    "Nothing leaves this computer.")
            .format(version=__version__, model=model or self.tr("not loaded yet")), self)  # fmt: skip
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.RichText)
        head.addWidget(text, 1)
        layout.addLayout(head)
        self._tabs = tabs = QTabWidget(self)
        for title, file in documents.items():
            if file.is_file():
                page = QPlainTextEdit(file.read_text(encoding="utf-8"), tabs)
                page.setReadOnly(True)
                page.setAccessibleName(title)
                tabs.addTab(page, title)
        tabs.setAccessibleName(self.tr("Documents"))
        tabs.setVisible(tabs.count() > 0)
        layout.addWidget(tabs, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def documents(self) -> list[str]:
        """The titles of the texts it shows."""
        return [self._tabs.tabText(place) for place in range(self._tabs.count())]
