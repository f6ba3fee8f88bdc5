"""What is said of an export while it is written. Apart from `exports`: the start of the window knows no formats."""

from PySide6.QtCore import QCoreApplication

from desktop_app.jobs.progress import LabellingProgress
from desktop_app.ui.wording import words
from desktop_app.ui.wording.numbers import number


def progress_text(progress: LabellingProgress) -> str:
    """How far it is, and how long it will take."""
    text = QCoreApplication.translate("Exports", "Writing: {done} of {total}")
    parts = [text.format(done=number(progress.done), total=number(progress.total))]
    if progress.seconds_left is not None:
        parts.append(words.duration(progress.seconds_left))
    return " · ".join(parts)
