"""What a JPEG file is made of: its scans, where their data stand, and what each of them ought to hold.

ITU-T T.81. A file is a row of segments, each behind a marker (0xFF and a byte). After the segment SOS come the
entropy-coded data of one scan; in them 0xFF is always followed by 0x00 or, where restart intervals were asked for, by
one of the markers RST0 to RST7 in turn. Whatever else follows an 0xFF ends the scan.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.imaging.wholeness import CutShortError

SOI, EOI, SOS, DHT, DQT, DRI, DNL, COM = 0xD8, 0xD9, 0xDA, 0xC4, 0xDB, 0xDD, 0xDC, 0xFE
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_ARITHMETIC = frozenset({0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
# What may stand between two scans, beside scans and the end: tables, numbers, remarks of programs.
_BETWEEN = frozenset({DHT, DQT, DRI, DNL, COM, 0xCC, *range(0xE0, 0xF0)})
_MARKER = re.compile(rb"\xff+([^\xff\x00])")
# Before a marker there may be any number of 0xFF; at the end of a scan that makes no difference. Beginning with one
# certain byte makes the search ten times as fast.
_MARKER_IN_DATA = re.compile(rb"\xff(?:\xff*[\xd0-\xd7]|[^\x00])")
_COEFFICIENTS = 64
# Added to the number of a table: those of AC coefficients. Also how many counts stand before a table's symbols.
_AC = _COUNTS = 16
_ENDS = frozenset(range(0, 0xF0, 0x10))
_HOLE_IN_STEPS = 8
# Ten blocks, each coefficient with the longest code and the longest value, each byte stuffed.
_MOST_BYTES_A_UNIT = 10 * 64 * 8
_MOST_FILLED_UP = 1 << 16


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan.

    Attributes:
        head: where its segment SOS ends and its data begin.
        end: where its data end: at a marker that is not RST, or at the end of the file.
        restarts: the places of its RST markers, in order.
        components: which components it codes, by their number in the frame.
        first, last: the coefficients that it codes, in zigzag order.
        high, low: bits by which its values are shifted; `high` is 0 where the scan is the first of its coefficients.
        interval: units (MCU) between restarts; 0 where there are none.
        units: MCU that it codes.
        zeros_are_flat: a row of zero bits means blocks without contents, so a long one is no sign of a hole.
        dc_codes, ac_codes: for each component its table as DHT says it: 16 counts, then the symbols; maybe empty.
        first_steps: for each component the step of its first coefficient; 0 where no table was met.
        blocks: for each component how many blocks of it a unit has.
    """

    head: int
    end: int
    restarts: tuple[int, ...]
    components: tuple[int, ...]
    first: int
    last: int
    high: int
    low: int
    interval: int
    units: int
    zeros_are_flat: bool
    dc_codes: tuple[bytes, ...]
    ac_codes: tuple[bytes, ...]
    first_steps: tuple[int, ...]
    blocks: tuple[int, ...]


@dataclass(slots=True)
class Frame:
    """What SOF says, and what the tables before a scan say.

    Attributes:
        progressive: coefficients come in several scans.
        arithmetic: coded arithmetically, not by Huffman's codes.
        width, height: pixels.
        sampling: for each component, how often it is sampled across and down.
        step_tables: for each component the number of its table of quantisation steps.
    """

    progressive: bool
    arithmetic: bool
    width: int
    height: int
    identities: bytes
    sampling: list[tuple[int, int]]
    step_tables: bytes

    def units_of(self, components: tuple[int, ...]) -> int:
        """How many MCU a scan of these components has."""
        widest = max(across for across, _ in self.sampling)
        highest = max(down for _, down in self.sampling)
        across, down = (1, 1)
        if len(components) == 1:
            across, down = self.sampling[components[0]]
            return -(-self.width * across // (8 * widest)) * -(-self.height * down // (8 * highest))
        return -(-self.width // (8 * widest)) * -(-self.height // (8 * highest))


class JpegReader:
    """Goes from segment to segment through a JPEG file.

    Attributes:
        frame: once its segment has been met.
        end_mark: where EOI stands; None as long as none was met.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._interval = 0
        self._codes: dict[int, bytes] = {}
        self._first_steps: dict[int, int] = {}
        self.frame: Frame | None = None
        self.end_mark: int | None = None

    def scans(self) -> Iterator[Scan]:
        """The scans in order, as long as there are any.

        Raises:
            CutShortError: segments that do not follow from each other.
        """
        place = 2
        while True:
            marker, place = self._marker(place)
            if marker is None:
                return
            if marker == EOI:
                self.end_mark = place - 2
                return
            body, end = self._segment(place)
            if marker == SOS:
                scan = self._scan(body, end)
                yield scan
                place = scan.end
                continue
            self._take(marker, body, end)
            place = end

    def _marker(self, place: int) -> tuple[int | None, int]:
        """The next marker and where its segment begins; None where the file ends first."""
        content = self._content
        if self.frame is not None and content[place : place + 1] not in (b"\xff", b""):
            raise CutShortError("no marker where one must stand")
        found = _MARKER.search(content, place)
        return (None, len(content)) if found is None else (found.group(1)[0], found.end())

    def _segment(self, place: int) -> tuple[int, int]:
        """Where the body of a segment begins and ends."""
        length = int.from_bytes(self._content[place : place + 2])
        if length < 2 or place + length > len(self._content):
            raise CutShortError("a segment is longer than the file")
        return place + 2, place + length

    def _take(self, marker: int, body: int, end: int) -> None:
        content = self._content
        if marker in _FRAMES:
            if self.frame is not None:
                raise CutShortError("two frames")
            self.frame = _frame(marker, content[body:end])
        elif marker == DRI:
            self._interval = int.from_bytes(content[body : body + 2])
        elif marker == DHT:
            self._codes |= _codes(content[body:end])
        elif marker == DQT:
            self._first_steps |= _first_steps(content[body:end])
        elif self.frame is not None and marker not in _BETWEEN:
            raise CutShortError("a marker where none can stand")

    def _scan(self, body: int, end: int) -> Scan:
        if self.frame is None:
            raise CutShortError("a scan before its frame")
        said = self._content[body:end]
        count = said[0] if said else 0
        if not 1 <= count <= 4 or len(said) < 4 + 2 * count:
            raise CutShortError("a scan without components")
        try:
            components = tuple(self.frame.identities.index(said[1 + 2 * number]) for number in range(count))
        except ValueError as error:
            raise CutShortError("a scan of a component that is not there") from error
        tables = [(said[2 + 2 * number] >> 4, said[2 + 2 * number] & 15) for number in range(count)]
        first, last, bits = said[1 + 2 * count : 4 + 2 * count]
        units = self.frame.units_of(components)
        stop, restarts = self._data(end, units)
        if not self.frame.progressive:
            first, last, bits = 0, _COEFFICIENTS - 1, 0
        return Scan(
            head=end,
            end=stop,
            restarts=restarts,
            components=components,
            first=first,
            last=last,
            high=bits >> 4,
            low=bits & 15,
            interval=self._interval,
            units=units,
            zeros_are_flat=self._zeros_are_flat(tables, first, last, bits >> 4),
            dc_codes=tuple(self._codes.get(dc, b"") for dc, _ in tables),
            ac_codes=tuple(self._codes.get(_AC + ac, b"") for _, ac in tables),
            first_steps=tuple(self._first_steps.get(self.frame.step_tables[number], 0) for number in components),
            blocks=tuple(across * down for across, down in map(self.frame.sampling.__getitem__, components))
            if count > 1
            else (1,),
        )

    def _data(self, start: int, units: int) -> tuple[int, tuple[int, ...]]:
        """Where the data of a scan end, and the restart markers in them. No scan is longer than its units can be."""
        most = start + units * _MOST_BYTES_A_UNIT + _MOST_FILLED_UP
        restarts: list[int] = []
        for found in _MARKER_IN_DATA.finditer(self._content, start, most):
            marker = self._content[found.end() - 1]
            if not 0xD0 <= marker <= 0xD7:
                return found.start(), tuple(restarts)
            restarts.append(found.end() - 2)
            if len(restarts) > units:
                raise CutShortError("more restart markers than units")
        end = min(len(self._content), most)
        return end - (self._content[end - 1] == 0xFF), tuple(restarts)

    def _zeros_are_flat(self, tables: list[tuple[int, int]], first: int, last: int, high: int) -> bool:
        """Whether the shortest code of all tables of a scan says "nothing here"."""
        if first == 0 and high:
            return True  # bare bits, one a block
        wanted = [table for table, _ in tables] if first == 0 else []
        if last > 0:
            wanted += [_AC + table for _, table in tables]
        # In progressive scans of AC coefficients there are codes for rows of blocks that end, too.
        flat = _ENDS if first else frozenset({0})
        codes = (self._codes.get(table, b"") for table in wanted)
        return all(len(said) <= _COUNTS or said[_COUNTS] in flat for said in codes)


def _frame(marker: int, said: bytes) -> Frame:
    count = said[5] if len(said) > 5 else 0
    if not 1 <= count <= 4 or len(said) < 6 + 3 * count:
        raise CutShortError("a frame without components")
    sampling = [(said[7 + 3 * number] >> 4, said[7 + 3 * number] & 15) for number in range(count)]
    if any(not 1 <= times <= 4 for pair in sampling for times in pair):
        raise CutShortError("a frame that samples its components in no way that there is")
    return Frame(
        progressive=marker in _PROGRESSIVE,
        arithmetic=marker in _ARITHMETIC,
        height=int.from_bytes(said[1:3]),
        width=int.from_bytes(said[3:5]),
        identities=said[6 : 6 + 3 * count : 3],
        sampling=sampling,
        step_tables=said[8 : 6 + 3 * count : 3],
    )


def _codes(said: bytes) -> dict[int, bytes]:
    """Table (16 is added for those of AC coefficients) → its counts of codes and their symbols.

    Raises:
        CutShortError: two codes for the same symbol, as damage leaves them. No encoder wastes one.
    """
    found = {}
    place = 0
    while place + 17 <= len(said):
        end = place + 17 + sum(said[place + 1 : place + 17])
        if end > place + 17:
            found[said[place]] = said[place + 1 : end]
            if len(set(said[place + 17 : end])) < len(said[place + 17 : end]):
                raise CutShortError("a table of codes with the same symbol twice")
        place = end
    return found


def _first_steps(said: bytes) -> dict[int, int]:
    """Table of quantisation steps → its first step.

    Raises:
        CutShortError: rows of zeros in them, as a hole leaves them. None may be zero.
    """
    found = {}
    place = 0
    while place < len(said):
        wide = said[place] >> 4
        end = place + (129 if wide else 65)
        if len(said) < end or bytes(_HOLE_IN_STEPS) in said[place + 1 : end]:
            raise CutShortError("a table of steps with zeros in it")
        found[said[place] & 15] = int.from_bytes(said[place + 1 : place + (3 if wide else 2)])
        place = end
    return found
