"""Names as they are compared: without case and accents, and without what only stands between words."""

import re
import unicodedata
from functools import lru_cache

BETWEEN_WORDS = "\\s_\\-\u2010-\u2015\u00b7.,;:+#()\\[\\]{}~=|@!'\u2019\u00b4`&"
"""What stands between words in names of files and folders, for a class of signs in a regular expression."""

_BETWEEN = re.compile(f"[{BETWEEN_WORDS}]+")
# Of names that are no Unicode: a session keeps no such text.
_NOT_TEXT = re.compile("[\ud800-\udfff]")
_LIGATURES = {"œ": "o", "æ": "a", "ø": "o", "ł": "l", "đ": "d", "ß": "s"}


def composed(text: str) -> str:
    """The text with each accent on its letter: macOS writes them apart."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Without case and accents, sign for sign: what is found in it stands at the same place of the text.

    Args:
        text: composed.
    """
    return text.lower() if text.isascii() else "".join(map(_folded_sign, text))


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    lower = sign.lower()[:1]
    return _LIGATURES.get(lower) or unicodedata.normalize("NFD", lower)[:1] or sign


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word for word in _BETWEEN.split(folded(composed(text))) if word]


_YES = frozenset({"yes", "y", "true", "1", "x", "oui", "o", "vrai", "ja"})
_NO = frozenset({"no", "n", "false", "0", "non", "faux", "nein"})


@lru_cache(maxsize=1 << 14)
def key_of(text: str) -> str:
    """What two spellings of a name have in common: case, accents, and what stands between the words do not count."""
    return " ".join(words_of(text))


def yes_or_no(text: str) -> bool | None:
    """What people and programs write into a column that asks for it; None for whatever else stands there."""
    key = key_of(text)
    return True if key in _YES else False if key in _NO else None


def sound(text: str) -> str:
    """The text as a session can keep it."""
    return _NOT_TEXT.sub("\ufffd", text)


def tidied(text: str) -> str:
    """A name out of a file's or a folder's, as a person would write it: without underscores and loose ends."""
    text = re.sub(r"[\s_]+", " ", sound(composed(text)))
    return (
        text.strip(" -\u2010\u2011\u2012\u2013\u2014\u2015.,;:+#~=|@!&`\u00b4")
        .removeprefix("(")
        .removesuffix(")")
        .strip()
    )


def as_written(text: str) -> str:
    """A name that a person wrote down as one, with all its signs; "" where it is nothing but signs between words."""
    name = re.sub(r"\s+", " ", sound(composed(text))).strip()
    return name if key_of(name) else ""
