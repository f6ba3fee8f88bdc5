"""What shelters' numbers and people's dates look like, as regular expressions for folded text.

Numbers: a letter or a few and digits (`A1234`, `DOG-0117`), a year and a count (`24-0117`, `2024-0117`), digits
(`12345678`), and microchips (15 digits, ISO 11784, also in groups of three).
"""

import re

_YEAR = r"(?:19|20)\d{2}"
_MONTH_NUMBER = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_GAP = r"[-_. ]"

MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "janv",
        "fev",
        "fevr",
        "avr",
        "juil",
        "januar",
        "februar",
        "maerz",
        "marz",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "okt",
        "dez",
    ]
)
_MONTH = f"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"

DATE = "|".join(
    (
        rf"{_YEAR}{_GAP}{_MONTH_NUMBER}(?:{_GAP}{_DAY})?|{_YEAR}{_MONTH_NUMBER}(?:{_DAY})?",
        rf"(?:0?[1-9]|[12]\d|3[01]){_GAP}(?:0?[1-9]|1[0-2]){_GAP}(?:{_YEAR}|\d{{2}})",
        rf"{_MONTH_NUMBER}{_GAP}{_YEAR}",
        rf"(?:\d{{1,2}}{_GAP}+)?{_MONTH}{_GAP}*{_YEAR}",
        rf"{_YEAR}{_GAP}*{_MONTH}(?:{_GAP}+{_DAY})?",
        rf"\d{{2}}[-.]{_MONTH_NUMBER}[-.]{_DAY}",
        _YEAR,
    )
)
_CHIP = r"\d{15}|\d{3}(?:[ .]\d{3}){4}"
_BY_YEAR = r"(?:19|20)\d{2}[-_.]\d{3,6}|\d{2}[-_.]\d{3,6}"
_LETTERED = r"[a-z]{1,4}-?\d{2,10}|[a-z] \d{3,10}"


def number_regex(fewest_digits: int, *, a_letter_behind: bool = True) -> str:
    """What is a number.

    Args:
        fewest_digits: of a number without a letter: fewer are the count of a photo, or a second Bella.
        a_letter_behind: whether one may end it (`A1234b`); not where a name follows at once.
    """
    letter = "[a-z]?" if a_letter_behind else ""
    return rf"{_CHIP}|(?:{_BY_YEAR}|{_LETTERED}){letter}|\d{{{fewest_digits},14}}"


NUMBER_SIGN = r"(?:(?:n[o°º]\.? ?|nr\.? ?|id[ :]?)(?=\d|[a-z]\d))?"
"""What is written before a number and is no part of it."""

_date = re.compile(DATE)
_number = re.compile(number_regex(3))
_nothing_else = re.compile(rf"{_BY_YEAR}|{_CHIP}")
_some_number = re.compile(rf"(?<![a-z0-9])(?:{number_regex(3)})(?![a-z0-9])")
_some_date = re.compile(rf"(?<![a-z0-9])(?:{DATE})(?![a-z0-9])")
_only_digits = re.compile(r"\d+")
_called_so = re.compile(r"[a-z]{3,4}-?\d{1,3}[a-z]?")
_word_net = re.compile(r"n\d{8}")
_BETWEEN_PARTS = re.compile(r"[-_. ]")


def is_date(folded_text: str) -> bool:
    """Whether the text is a date and nothing else."""
    return _date.fullmatch(folded_text) is not None


def is_number(folded_text: str) -> bool:
    """Whether the text alone is a number: not `Rex12`, which may be a name, and no class of ImageNet."""
    whole = _number.fullmatch(folded_text) is not None and not _word_net.fullmatch(folded_text)
    return whole and _called_so.fullmatch(folded_text) is None


def is_certain_number(folded_text: str) -> bool:
    """Whether the text can be nothing but a number: a year and a count, `24-0117`, or a microchip's."""
    return _nothing_else.fullmatch(folded_text) is not None and not is_date(folded_text)


def holds_number(folded_text: str) -> bool:
    """Whether there is something in it that may be a number."""
    return any(not is_date(found[0]) for found in _some_number.finditer(folded_text))


def holds_date(folded_text: str) -> bool:
    """Whether there is a date in it."""
    return _some_date.search(folded_text) is not None


def number_key(number: str) -> str:
    """What two ways of writing one number have in common: `a-1234` and `A1234`."""
    return _BETWEEN_PARTS.sub("", number).casefold()


def is_weak(number: str) -> bool:
    """Whether a number says who somebody is only together with a name: a few digits, or what may be a date."""
    text = number.casefold()
    return _only_digits.fullmatch(text) is not None and (len(text) <= 4 or is_date(text))


def is_class_of_imagenet(number: str) -> bool:
    """Whether it is what WordNet and ImageNet call a breed: `n02085620`."""
    return _word_net.fullmatch(number.casefold()) is not None


def is_count(number: str) -> bool:
    """Whether it may be what a camera or a person counts photos with: up to four digits."""
    return len(number) <= 4 and _only_digits.fullmatch(number) is not None
