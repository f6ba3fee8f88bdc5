"""Text that strangers wrote, as it may be shown: names of files, folders, sessions and breeds say only what they are.

A name may hold what a terminal obeys (colours, moving about, ringing), what ends a line, and what turns the reading of
everything around it; none of it is visible, so it is shown by its number. Letters of all scripts stay as they are.
"""

import re

# Control signs and halves of signs; ends of lines and paragraphs; what turns the direction; what nobody sees. Not the
# two joiners: Persian and Hindi are wrong without them, and so are families of emoji.
_NOT_TO_BE_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
    "\u200b\u2060-\u2064\u180e\ufeff\ufff9-\ufffb\U000e0001]"
)


def escaped(text: str) -> str:
    r"""The text with what is not to be obeyed written out: a line feed as `\n`, a colour as `\x1b[31m`.

    For eyes alone: what is written this way cannot be told from a name in which a backslash stands.
    """
    if text.isascii() and text.isprintable():
        return text
    return _NOT_TO_BE_OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def without_orders(text: str, instead: str) -> str:
    """The text with a sign of your own for each that is not to be obeyed: for what becomes the name of a file."""
    return _NOT_TO_BE_OBEYED.sub(instead, text)
