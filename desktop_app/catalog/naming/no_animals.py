"""Names of folders and files that are no animals': of cameras, systems, apps and of people who sort photos.

Cameras: the folders and files of DCF (JEITA CP-3461: `100CANON`, `IMG_0001`), and what phones write today.
"""

import re
from collections.abc import Collection
from enum import StrEnum

from desktop_app.catalog.naming import generic_words as words
from desktop_app.catalog.naming.dates_and_numbers import MONTHS, is_certain_number, is_count, is_date
from desktop_app.catalog.naming.texts import BETWEEN_WORDS, composed, folded, key_of, words_of


class NoAnimal(StrEnum):
    """Why a name is no animal's.

    The first are kinds of names that are none. The others say what is wrong with one that might be: it does not fit the
    pattern, it says nothing that could be a name, what looks like a number counts photos, other animals lie in it.
    """

    CAMERA = "camera"
    APP = "app"
    DATE = "date"
    COUNT = "count"
    UNNAMED = "unnamed"
    COLLECTION = "collection"
    SYSTEM = "system"
    BREED = "breed"
    NO_NUMBER = "no_number"
    NO_DATE = "no_date"
    OTHER_SHAPE = "other_shape"
    NO_NAME = "no_name"
    HOLDS_OTHERS = "holds_others"


_GAP = f"[{BETWEEN_WORDS}]"
_COPY = "|".join(words.COPY_MARKS)
_COPIES = rf"(?:{_GAP}*(?:\(\d{{1,3}}\)|{_GAP}(?:{_COPY})(?:{_GAP}+\d{{1,3}}\)?)?))+"
_copies = re.compile(rf"{_COPIES}{_GAP}*$")

# Of folders: three digits and five signs, and Apple's by month. In capitals, so that nobody's 117Rocky is one.
_DCF_FOLDER = re.compile(r"[1-9]\d{2}(?=[A-Z0-9_]*[A-Z_])[A-Z0-9_]{5}|20\d{4}_[a-z_]")
_MAKERS_FOLDER = re.compile(
    r"\d{3}_?(?:canon|_?pana|nikon|nd\d{3}|nc[a-z0-9]+|d\d{3,4}|eos\w+|msdcf|olymp|fuji|pentx|ricoh|leica|apple|andro|media|"
    r"gopro|dji\w*|photo|casio|kodak|sssn?g?|sam\w*|sigma|hasbl|sharp|imaging|burst|cloud|goback|gback)_?",
)
_CAMERA_FILE = re.compile(
    rf"""(?:
    _?(?:img|mg|imge|dsc[nfit]?|dscpdc|sam|pict|pic|imgp|cimg|hpim|dcp|gopr|g[hx]\d{{2}}|gp\d{{2}}|dji|kif|mvi|mov|vid|pxl|
       mvimg|csc|sdc|sta|stb|stc|stp|eos|scan|image|photo|foto|bild|burst|wp|cam|pano|night|portrait|save|lrm|lrg|screen|
       received|fb_img|inshot|picsart|collage|beauty|film|file|unnamed|resized|cropped|export|snapseed|dcim|ep|dc|im|fh|yi|
       hdr|raw|video|snapchat|camphoto|polish|capture)
       {_GAP}*(?:e(?=\d{{4}}))?(?:\d[\d{BETWEEN_WORDS}]*)(?:{_GAP}*(?:wa|mp|hdr|pano|portrait|night|ultra|bokeh|burst|cover|
       original|lr|dxo|e|p|mv|raw|top|iphone|edit)\d*)*
    | img{_GAP}+[0-9]{{8}}{_GAP}+wa\d+
    | p[0-9a-c]\d{{6}} | r00\d{{5}} | l10\d{{5}} | [0-9]{{3}}_\d{{4}}
    | \d{{8}}{_GAP}\d{{4,9}}.*
    | [0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}.* | [0-9a-f]{{20,64}} | \d{{10}}(?:\d{{3}})?-?
    | fullsizerender.* | unnamed | image | img | photo | tempimage\w*
    )""",
    re.VERBOSE,
)
_TIME = re.compile(rf"{_GAP}+(?:at|a|um)?{_GAP}*\d{{1,2}}[-.:h ]\d{{2}}(?:[-.:m ]\d{{2}})?(?:{_GAP}*[ap]m)?{_GAP}*$")
_DRIVE = re.compile(r"[a-z]:")
_BREED_ID = re.compile(r"n\d{8}\b.*")


def without_copy_marks(text: str) -> str:
    """Without what systems and programs put behind the name of a copy: ` (2)`, ` - copie`, `-edited`."""
    low = folded(text)
    if not low.endswith(")") and not any(mark in low for mark in words.COPY_MARKS):
        return text
    found = _copies.search(low)
    return text[: found.start()] if found and found.start() else text


def why_no_animal(name: str, breeds: Collection[str] = ()) -> NoAnimal | None:
    """Whether a name is one of those that are never an animal's.

    Args:
        name: of a folder, or of a file without its ending.
        breeds: keys (`key_of`) of names that are breeds': folders of sorted photos are called so.
    """
    text = without_copy_marks(composed(name).strip())
    low = folded(text)
    if _DCF_FOLDER.fullmatch(text) or _MAKERS_FOLDER.fullmatch(low) or _CAMERA_FILE.fullmatch(low):
        return NoAnimal.CAMERA
    without_time = _TIME.sub("", low)
    if is_date(low) or is_date(without_time) or low in MONTHS:
        return NoAnimal.DATE
    if (breeds and key_of(text) in breeds) or _BREED_ID.fullmatch(low):
        return NoAnimal.BREED
    if _DRIVE.fullmatch(low):
        return NoAnimal.SYSTEM
    if is_certain_number(low):
        return None
    return _why_by_words(words_of(without_time))


def _why_by_words(all_words: list[str]) -> NoAnimal | None:
    """Where all words are those of cameras, systems, apps and collections, what kind they are."""
    if not all_words:
        return NoAnimal.NO_NAME
    digits = [word for word in all_words if word.isdecimal()]
    if len(digits) == len(all_words):
        return NoAnimal.COUNT if all(map(is_count, digits)) else None
    said = [
        word for word in all_words if not word.isdecimal() and word not in words.LITTLE_WORDS and word not in MONTHS
    ]
    if not said:
        # "A" is a letter of the alphabet of folders; "novembre 2024 a" a month.
        return NoAnimal.DATE if any(word in MONTHS for word in all_words) else NoAnimal.NO_NAME
    if not all(_is_generic(word) for word in said):
        return None
    if len(all_words) == 1 and said[0] in words.NAMES_TOO:
        return None
    of_programs = any(_stem(word) in words.PROGRAMS or word in words.APPS for word in said)
    if not of_programs and any(len(digit) > 4 and not is_date(digit) for digit in digits):
        return None  # Dog 12345678
    return next(
        reason
        for known, reason in (
            (words.APPS, NoAnimal.APP),
            (words.UNNAMED, NoAnimal.UNNAMED),
            (words.CAMERAS, NoAnimal.CAMERA),
            (words.COLLECTIONS, NoAnimal.COLLECTION),
            (words.SYSTEM, NoAnimal.SYSTEM),
        )
        if any(word in known or _stem(word) in known for word in said)
    )


def _stem(word: str) -> str:
    """A word without the digits that count it: `photos2`, `camera01`."""
    return word.rstrip("0123456789") or word


def _is_generic(word: str) -> bool:
    return word in words.GENERIC or _stem(word) in words.GENERIC


def has_letters(text: str) -> bool:
    """Whether it holds at least one letter, of whatever script."""
    return any(sign.isalpha() for sign in text)
