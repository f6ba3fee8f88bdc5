"""Reading the codes of a JPEG's scan one by one: slow, exact, and only where a photo is suspected of a hole.

libjpeg passes over codes that no table has, coefficients beyond the 63rd and brightnesses beyond black and white. No
encoder writes them; behind a hole they come soon, for codes are read from the wrong bit on.
"""

from array import array
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import numpy as np

from desktop_app.imaging.jpeg_structure import Scan
from desktop_app.imaging.wholeness import CutShortError

_BITS = 16
# In an entry of a table: the bits that it takes, and above them how many coefficients it goes on (or, in tables of DC
# coefficients, the bits of the difference that follows).
_LENGTH, _SHIFT = 31, 5
_END_OF_BLOCK, _NO_CODE = 128, 1000
_COEFFICIENTS = 64
_LONGEST_DIFFERENCE = 15
_ZEROS_RUN = 0xF0
# Bytes that may be read beyond the end before that is noticed: ten blocks of the longest codes.
_BEHIND = 2048
_FILLED_UP = b"\x00\xff"
# What is read of an interval: no more than takes a second or two.
_MOST = 4 << 20
# Coefficients of eight bits, and how far beyond them roundings may lead, beside half a step.
_DARKEST, _BRIGHTEST, _TOLERATED = -1024, 1016, 16


def check_codes(content: bytes, scan: Scan, units: Iterable[int]) -> None:
    """Read the codes of a scan: one of baseline coding, or the first of DC coefficients of progressive coding.

    Args:
        content: the whole file.
        scan: the scan.
        units: those of which the restart intervals are looked at.

    Raises:
        CutShortError: there is what no encoder writes.
    """
    if not all(scan.dc_codes) or (scan.last and not all(scan.ac_codes)):
        return  # the decoder has tables of its own for files without
    edges = [scan.head - 2, *scan.restarts, scan.end]
    wanted = {unit // scan.interval for unit in units} if scan.interval else {0}
    for number, (start, end) in enumerate(pairwise(edges)):
        if number in wanted:
            first = number * scan.interval
            count = min(scan.interval, scan.units - first) if scan.interval else scan.units
            _check_interval(content[start + 2 : end], scan, count)


def _check_interval(data: bytes, scan: Scan, units: int) -> None:
    whole = len(data) <= _MOST
    data = data[:_MOST].rstrip(_FILLED_UP).replace(b"\xff\x00", b"\xff")
    padded = np.frombuffer(data + b"\xff" * _BEHIND, np.uint8).astype(np.uint32)
    # Reading begins at any bit: each byte with the three that follow.
    words = array("I", (padded[:-3] << 24 | padded[1:-2] << 16 | padded[2:-1] << 8 | padded[3:]).tobytes())
    blocks = [
        (number, _table(dc, is_dc=True), _table(ac, is_dc=False) if scan.last else None)
        for number, (dc, ac, times) in enumerate(zip(scan.dc_codes, scan.ac_codes, scan.blocks, strict=True))
        for _ in range(times)
    ]
    values = [0] * len(scan.components)
    darkest = [_DARKEST - _TOLERATED - step for step in scan.first_steps]
    brightest = [_BRIGHTEST + _TOLERATED + step for step in scan.first_steps]
    steps = [step << scan.low for step in scan.first_steps]
    place = 0
    last = 8 * len(data)
    for _ in range(units):
        if place > last:
            # What fills up may have been data too: the decoder itself has counted the units.
            return
        for number, dc, ac in blocks:
            entry = dc[(words[place >> 3] >> (16 - (place & 7))) & 0xFFFF]
            place += entry & _LENGTH
            if length := entry >> _SHIFT:
                if length > _LONGEST_DIFFERENCE:
                    _refuse_before(place, last)
                    return
                difference = (words[place >> 3] >> (32 - length - (place & 7))) & ((1 << length) - 1)
                place += length
                values[number] += difference if difference >> (length - 1) else difference - (1 << length) + 1
                if not darkest[number] <= values[number] * steps[number] <= brightest[number]:
                    _refuse_before(place, last)
            if ac is None:
                continue
            coefficient = 1
            while coefficient < _COEFFICIENTS:
                entry = ac[(words[place >> 3] >> (16 - (place & 7))) & 0xFFFF]
                place += entry & _LENGTH
                coefficient += entry >> _SHIFT
            if coefficient != _COEFFICIENTS and not _END_OF_BLOCK < coefficient < 2 * _END_OF_BLOCK:
                _refuse_before(place, last)
                return
    if whole and place + 8 <= last:
        raise CutShortError("more data than units")


def _refuse_before(place: int, last: int) -> None:
    """Refuse what was read, unless it was read from behind the data."""
    if place <= last:
        raise CutShortError("codes that no encoder writes")


@lru_cache(maxsize=16)
def _table(said: bytes, *, is_dc: bool) -> list[int]:
    """The next 16 bits → the code that they begin with, as an entry."""
    table = np.full(1 << _BITS, _NO_CODE << _SHIFT | _BITS, np.int64)
    code, symbols = 0, iter(said[_BITS:])
    for length in range(1, _BITS + 1):
        for _ in range(said[length - 1] if said else 0):
            begin, end = code << (_BITS - length), (code + 1) << (_BITS - length)
            table[begin:end] = _entry(next(symbols, 0), length, is_dc=is_dc)
            code += 1
        code <<= 1
    entries: list[int] = table.tolist()
    return entries


def _entry(symbol: int, length: int, *, is_dc: bool) -> int:
    if is_dc:
        return symbol << _SHIFT | length
    run, bits = symbol >> 4, symbol & 15
    # As libjpeg: what has no bits ends the block, but for the code of sixteen zeros.
    goes_on = run + 1 if bits or symbol == _ZEROS_RUN else _END_OF_BLOCK
    return goes_on << _SHIFT | (length + bits)
