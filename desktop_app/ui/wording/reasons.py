"""Why a photo cannot be read, in the language of the interface.

What reads the photos knows no languages: it says why in English, and so it stands in the session and in tables. Here
are its sentences once more, to be translated; a test compares the two.
"""

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from desktop_app.faults import Fault
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

SENTENCES = (
    QT_TRANSLATE_NOOP("Reasons", "The file is empty."),
    QT_TRANSLATE_NOOP("Reasons", "The file is not there: it was moved, renamed or deleted."),
    QT_TRANSLATE_NOOP("Reasons", "You may not read this file: ask whoever owns it for permission."),
    QT_TRANSLATE_NOOP("Reasons", "This is a folder, not a photo."),
    QT_TRANSLATE_NOOP("Reasons", "This is a device or a pipe, not a photo."),
    QT_TRANSLATE_NOOP("Reasons", "This is a link to a file that is not there."),
    QT_TRANSLATE_NOOP("Reasons", "This link leads in a circle, back to itself."),
    QT_TRANSLATE_NOOP("Reasons", "The file's name is too long for this system: give it a shorter one."),
    QT_TRANSLATE_NOOP("Reasons", "The file's name cannot be used on this system: give it another one."),
    QT_TRANSLATE_NOOP(
        "Reasons", "The disk or card reports an error on this file: copy it again from where it came from."
    ),
    QT_TRANSLATE_NOOP("Reasons", "The file is longer than {megabytes} MB: that is no photo."),
    QT_TRANSLATE_NOOP("Reasons", "The file cannot be read ({detail})."),
    QT_TRANSLATE_NOOP(
        "Reasons", "This file is cut short: only part of the photo is there. Copy it again from where it came from."
    ),
    QT_TRANSLATE_NOOP("Reasons", "The photo is damaged and cannot be shown. Copy it again from where it came from."),
    QT_TRANSLATE_NOOP("Reasons", "The photo is damaged: it claims to be stored in far too many layers."),
    QT_TRANSLATE_NOOP("Reasons", "The photo has no pixels: its width or height is zero."),
    QT_TRANSLATE_NOOP(
        "Reasons",
        "The photo is too large: {width} by {height} pixels, more than {most} megapixels. Save it in a smaller size.",
    ),
    QT_TRANSLATE_NOOP(
        "Reasons",
        "There is not enough memory for this photo: close other programs, or save it in a smaller size.",
    ),
    QT_TRANSLATE_NOOP("Reasons", "The file unpacks to far more than a photo needs, so it was not opened."),
    QT_TRANSLATE_NOOP(
        "Reasons",
        "The file begins like {kind} but is damaged or cut short. Copy it again from where it came from.",
    ),
    QT_TRANSLATE_NOOP("Reasons", "This is not a photo; it looks like {kind}."),
    QT_TRANSLATE_NOOP("Reasons", "This is not a photo, or one of a kind that Pawsort does not know."),
)
KINDS = (
    QT_TRANSLATE_NOOP("Reasons", "a JPEG photo"),
    QT_TRANSLATE_NOOP("Reasons", "a PNG photo"),
    QT_TRANSLATE_NOOP("Reasons", "a WebP photo"),
    QT_TRANSLATE_NOOP("Reasons", "a GIF picture"),
    QT_TRANSLATE_NOOP("Reasons", "a HEIC photo"),
    QT_TRANSLATE_NOOP("Reasons", "an AVIF photo"),
    QT_TRANSLATE_NOOP("Reasons", "a BMP picture"),
    QT_TRANSLATE_NOOP("Reasons", "a TIFF picture"),
    QT_TRANSLATE_NOOP("Reasons", "a JPEG 2000 picture"),
    QT_TRANSLATE_NOOP("Reasons", "a PDF document"),
    QT_TRANSLATE_NOOP("Reasons", "a film"),
    QT_TRANSLATE_NOOP("Reasons", "a ZIP archive or an office document"),
    QT_TRANSLATE_NOOP("Reasons", "a drawing (SVG)"),
    QT_TRANSLATE_NOOP("Reasons", "a web page"),
    QT_TRANSLATE_NOOP("Reasons", "a PostScript document"),
)
_PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")


def translated_reason(fault: Fault) -> str:
    """The reason in the language of the interface; as it was said, where the sentence is not known."""
    said = str(fault.facts.get("words", fault.code))
    for sentence in SENTENCES:
        found = _pattern(sentence).fullmatch(said)
        if found:
            parts = {name: _translated(part) if part in KINDS else part for name, part in found.groupdict().items()}
            return _translated(sentence).format(**parts)
    return said


def _translated(text: str) -> str:
    return QCoreApplication.translate("Reasons", text)


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_PLACEHOLDER.sub(r"(?P<\1>.+)", re.escape(sentence)))
