"""Ways to spoil a file: byte by byte, value by value, line by line."""

import json
import random
from collections.abc import Sequence
from typing import Any

from benchmarks.fuzzing.example import Example, Kind

LONGEST = 2_000_000
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 2**64 - 1)
STRANGE_TEXTS = (
    "", " ", "\0", "a\0b", "\n", "\r", "\x1b[2J", "../../etc/passwd", "/", "C:\\CON", "%s%n", "{0}", "\ud800", "\udce9",
    "\u202e", "a" * 300, "a" * 70_000, "nan", "1e999", "-0", "é", "e\u0301", "<b>", "&", "//host/share/a", "NULL",
)  # fmt: skip
STRANGE_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, -(2**63), 10**400, 0.5, -0.0, 1e308, 5e-324,
    float("nan"), float("inf"), float("-inf"), [], {}, [[]], [None], {"": None}, {"a": {}}, *STRANGE_TEXTS,
)  # fmt: skip
_TOKENS = (
    b"\0",
    b"[",
    b"{",
    b'"',
    b"\\u",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\r",
    b"\n",
    b";",
    b",",
    b"\t",
    b"=",
    b"#",
)


def changed(kind: Kind, example: Example, chance: random.Random, others: Sequence[Example]) -> Example:
    """An example spoilt once or several times."""
    if kind.change is not None and chance.random() < 0.5:
        example = kind.change(example, chance)
    content = example.content
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        form = chance.choice(kind.forms)
        if form == "json":
            content = change_json(content, chance)
        elif form == "lines":
            content = change_lines(content, chance)
        else:
            content = change_bytes(content, chance, [other.content for other in others])
    return example.changed(content[:LONGEST])


def change_bytes(content: bytes, chance: random.Random, others: Sequence[bytes] = ()) -> bytes:
    """Flip, cut, double, insert, or splice with another file."""
    data, size = bytearray(content), len(content)
    place = chance.randrange(size + 1)
    # Headers decide more than what follows.
    if chance.random() < 0.4:
        place = chance.randrange(min(size, 200) + 1)
    end = min(size, place + chance.choice((1, 2, 4, 8, 60, 4_000)))
    way = chance.randrange(9)
    if way == 0 and place < size:
        data[place] ^= 1 << chance.randrange(8)
    elif way == 1:
        data[place:end] = chance.randbytes(end - place)
    elif way == 2:
        width = chance.choice((1, 2, 4, 8))
        number = chance.choice(_NUMBERS) & ((1 << 8 * width) - 1)
        data[place : place + width] = number.to_bytes(width, chance.choice(("big", "little")))
    elif way == 3:
        del data[place:end]
    elif way == 4:
        data[place:place] = data[place:end] * chance.choice((1, 2, 50))
    elif way == 5:
        data[place:place] = chance.choice(_TOKENS) * chance.choice((1, 1, 3, 2_000))
    elif way == 6:
        del data[place:]
    elif way == 7 and others:
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        data[place:end] = other[start : start + max(1, end - place)]
    else:
        data[place:end] = bytes(end - place)
    return bytes(data)


def change_lines(content: bytes, chance: random.Random) -> bytes:
    """Leave out, double, swap or spoil a line, or a word of it."""
    lines = content.split(b"\n")
    place = chance.randrange(len(lines))
    way = chance.randrange(6)
    if way == 0:
        del lines[place]
    elif way == 1:
        lines[place:place] = [lines[place]] * chance.choice((1, 2, 500))
    elif way == 2:
        chance.shuffle(lines)
    elif way == 3:
        strange = chance.choice(STRANGE_TEXTS).encode("utf-8", "surrogatepass")
        lines[place] = lines[place] + strange if chance.random() < 0.5 else strange
    elif way == 4:
        words = lines[place].replace(b"=", b",").split(b",")
        words[chance.randrange(len(words))] = chance.choice(STRANGE_TEXTS).encode("utf-8", "surrogatepass")
        lines[place] = b",".join(words)
    else:
        lines[place] = b"[" * chance.choice((1, 20, 5_000)) + lines[place]
    return b"\n".join(lines)


def change_json(content: bytes, chance: random.Random) -> bytes:
    """Put something else in the place of one value, or leave a key out; what is no JSON is changed byte by byte."""
    try:
        value = json.loads(content) if len(content) < LONGEST // 20 else None
    except (ValueError, RecursionError):
        value = None
    if value is None:
        return change_bytes(content, chance)
    if chance.random() < 0.02:
        return b"[" * chance.choice((40, 900, 100_000)) + content
    value = _with_something_else(value, chance)
    try:
        return json.dumps(value).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):
        return change_bytes(content, chance)


def _with_something_else(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict | list) and value and chance.random() < 0.85:
        made: Any = dict(value) if isinstance(value, dict) else list(value)
        key: Any = chance.choice(list(made)) if isinstance(made, dict) else chance.randrange(len(made))
        way = chance.random()
        if way < 0.1:
            del made[key]
        elif way < 0.2 and isinstance(made, dict):
            made[chance.choice(STRANGE_TEXTS)] = made.pop(key)
        elif way < 0.25 and isinstance(made, list):
            made[key:key] = [made[key]] * chance.choice((1, 3, 2_000))
        else:
            made[key] = _with_something_else(made[key], chance)
        return made
    return chance.choice(STRANGE_VALUES)
