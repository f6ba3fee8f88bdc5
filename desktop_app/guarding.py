"""Text that a spreadsheet would compute when it opens a table of text, made harmless and taken back.

A cell that begins with "=" or the like is a formula wherever CSV is opened, and a formula can call programs or send
what stands in other cells away (OWASP, "CSV Injection"). An apostrophe in front keeps it a text. Only where text is all
there is: a cell of a workbook says itself that it is text.
"""

import re

# Signs that begin a formula, as typed on any keyboard, and white space that some programs drop before they look.
_COMPUTED = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
GUARD = "'"


def is_computed(text: str) -> bool:
    """Whether a spreadsheet would compute a cell with this text."""
    return _COMPUTED.match(text) is not None


def guarded(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would compute it.

    One that begins with apostrophes and such a sign gets another, so that `unguarded` gives back every text.
    """
    return GUARD + text if is_computed(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text
