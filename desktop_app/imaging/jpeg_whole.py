"""Decoding a JPEG so that it shows whether all of its data were there.

libjpeg fills whatever is missing with grey and skips whatever is too much, and Pillow does not pass on that it did. But
both can be seen from outside, at no cost: the decoder is given a scan's data up to its end and, instead of the marker
that follows, a few bytes of filling. Where all units (MCU) of the scan have been decoded, it now looks for a marker and
swallows each byte at once; where units are missing, it is hungry for data and leaves bytes until it has enough of them
for a unit. And where it looks for a marker before the data end, there are more data than units: so it is behind a hole,
because codes read from the wrong bit on give another number of units.
"""

from io import BytesIO
from itertools import pairwise
from typing import Any

from PIL import Image, ImageFile

from desktop_app.imaging.jpeg_codes import check_codes
from desktop_app.imaging.jpeg_seams import suspicious_units
from desktop_app.imaging.jpeg_structure import Frame, JpegReader, Scan
from desktop_app.imaging.wholeness import CutShortError

DECODER = "jpeg_whole"
"""The name under which Pillow finds this decoder."""

# As data these are codes that no table has: they yield next to nothing while the decoder looks ahead (eight bytes).
_FILLING = b"\xff\x00" * 8
_SINGLE = b"\x00"
_SINGLES = 3
# Data that may stand between the last unit and the marker: encoders that round up, or that fill up a sector.
_FILLED_UP = b"\x00\xff"
# Intervals shorter than this are decoded at one go, whatever they hold.
_WORTH_A_LOOK = 32
# Runs of zero bytes that no photo has, where zero bits do not stand for blocks without contents. In refinements libjpeg
# gathers up to 1000 bits (125 bytes) of coefficients that stay as they are, before it writes them with one code.
_HOLE, _HOLE_IN_DC, _HOLE_IN_REFINEMENT = bytes(16), bytes(32), bytes(192)
# Beyond this many restart intervals each is so short that whatever is worth the name of a hole swallows markers.
_MOST_INTERVALS = 2500
_EOI = b"\xff\xd9"
_BLOCK = 1 << 20
_MOST_LEFT = 4 << 20


class WholeJpegDecoder(ImageFile.PyDecoder):
    """Pillow's decoder for JPEG, fed so that missing and superfluous data show.

    Raises from `decode`:
        CutShortError: not all of the photo is there.
    """

    _pulls_fd = True

    def decode(self, buffer: Image.DecoderInput) -> tuple[int, int]:  # noqa: ARG002 - it is given none
        """Decode the whole file, which `fd` holds in memory."""
        if not isinstance(self.fd, BytesIO):
            raise TypeError("a JPEG is decoded from memory")
        content = self.fd.getvalue()
        inner: Any = Image.core.jpeg_decoder(self.mode, *self.args)  # type: ignore[attr-defined]
        try:
            inner.setimage(self.im, self.state.extents())
            feeding = _Feeding(inner, content)
            error = feeding.run()
            if self.im is not None and feeding.suspected is not None and not error:
                _check_steps(Image.Image()._new(self.im), content, *feeding.suspected)
            return -1, error
        finally:
            inner.cleanup()


def watch(image: ImageFile.ImageFile) -> None:
    """Let an opened JPEG be decoded by `WholeJpegDecoder`; its reduced scale must be chosen already."""
    image.tile = [tile._replace(codec_name=DECODER) for tile in image.tile]


class _Feeding:
    """Gives a file to the decoder, and looks what it does with it."""

    def __init__(self, inner: Any, content: bytes) -> None:
        self._inner = inner
        self._content = content
        self._view = memoryview(content)
        self._place = 0  # of the file, up to here, the decoder was given
        self._left = b""  # what it was given and did not take yet
        self._done = False
        self._error = 0
        self.suspected: tuple[Frame, Scan] | None = None
        """The scan of which the brightness of all blocks comes, where one scan holds that."""

    def run(self) -> int:
        """Feed the file; returns Pillow's code of an error, 0 where there was none."""
        reader = JpegReader(self._content)
        missing: dict[tuple[int, int], int] = {}
        for scan in reader.scans():
            if reader.frame is None or reader.frame.arithmetic:
                self._offer(self._content)
                return self._error
            _check_restarts(self._content, scan)
            _check_holes(self._content, scan, progressive=reader.frame.progressive)
            self._give(scan.head)
            self._feed_scan(scan, progressive=reader.frame.progressive)
            if scan.first == 0 and not scan.high and len(scan.components) == len(reader.frame.sampling):
                self.suspected = reader.frame, scan
            missing |= {
                (component, number): scan.low
                for component in scan.components
                for number in range(scan.first, scan.last + 1)
            }
            if self._done:
                break
        wanted = len(reader.frame.sampling) * 64 if reader.frame else 1
        if len(missing) < wanted or any(missing.values()):
            raise CutShortError("scans are missing")
        self._offer(_EOI)
        return self._error

    def _feed_scan(self, scan: Scan, *, progressive: bool) -> None:
        edges = [scan.head, *scan.restarts, scan.end]
        most_filled_up = len(_hole(scan, progressive=progressive))
        if len(edges) > _MOST_INTERVALS:
            self._give(scan.restarts[-1])
            edges = edges[-2:]
        for number, (start, end) in enumerate(pairwise(edges)):
            # An interval but the first begins with the marker that the decoder waits for.
            first = start + 2 if number or start != scan.head else start
            self._feed_interval(first, end, most_filled_up=end if scan.zeros_are_flat else most_filled_up)
            if self._done and end != scan.end:
                raise CutShortError("more data than units")

    def _feed_interval(self, start: int, end: int, *, most_filled_up: int) -> None:
        core = self._end_of_units(start, end)
        self._give(core - 1 - _SINGLES)
        swallowed = True
        for place in range(max(start, core - 1 - _SINGLES), core - 1):
            swallowed = self._swallows(place) and swallowed
        if swallowed and core - start > _WORTH_A_LOOK:
            raise CutShortError("more data than units")
        self._give(min(end, core + most_filled_up))
        self._offer(_FILLING)
        for _ in range(_SINGLES):
            self._offer(_SINGLE)
            if self._left:
                raise CutShortError("units are missing")
        self._place = end

    def _end_of_units(self, start: int, end: int) -> int:
        """Where the data of an interval end, but for what fills it up."""
        step = 64
        while True:
            begin = max(start, end - step)
            kept = len(self._content[begin:end].rstrip(_FILLED_UP))
            if kept or begin == start:
                return begin + kept
            step *= 4

    def _swallows(self, place: int) -> bool:
        """Give one byte more; whether the decoder takes it at once (never the first half of 0xFF00)."""
        self._give(place + 1)
        return not self._left or (self._content[place] == 0xFF and len(self._left) == 1)

    def _give(self, end: int) -> None:
        """Give the file up to a place."""
        while self._place < end:
            block = min(end, self._place + _BLOCK)
            self._offer(self._view[self._place : block])
            self._place = block

    def _offer(self, data: bytes | memoryview) -> None:
        if self._done:
            return
        given = b"".join((self._left, data)) if self._left else data
        taken, self._error = self._inner.decode(given)
        self._done = taken < 0
        self._left = b"" if self._done else bytes(given[taken:])
        if len(self._left) > _MOST_LEFT:
            raise CutShortError("no marker where one must stand")


def _check_restarts(content: bytes, scan: Scan) -> None:
    """Each restart marker must stand where it must: they count 0 to 7, again and again."""
    wanted = -(-scan.units // scan.interval) - 1 if scan.interval else 0
    if len(scan.restarts) != wanted:
        raise CutShortError("restart markers are missing")
    if any(content[place + 1] - 0xD0 != number & 7 for number, place in enumerate(scan.restarts)):
        raise CutShortError("restart markers out of order")


def _hole(scan: Scan, *, progressive: bool) -> bytes:
    """The shortest run of zero bytes that is no photo's, where zero bits do not stand for blocks without contents."""
    if scan.high:
        return _HOLE_IN_REFINEMENT
    return _HOLE_IN_DC if progressive and scan.first == 0 else _HOLE


def _check_holes(content: bytes, scan: Scan, *, progressive: bool) -> None:
    if scan.zeros_are_flat:
        return
    found = content.find(_hole(scan, progressive=progressive), scan.head, scan.end)
    if found >= 0 and content[found : scan.end].strip(_FILLED_UP):
        raise CutShortError("a hole in the data")


def _check_steps(pixels: Image.Image, content: bytes, frame: Frame, scan: Scan) -> None:
    """Look for the traces that a hole leaves in the pixels, and only where there are any, at the codes one by one."""
    scale = 1
    while pixels.width < -(-frame.width // scale):
        scale *= 2
    across, down = (1, 1) if len(scan.components) == 1 else map(max, zip(*frame.sampling, strict=True))
    units = suspicious_units(pixels, (8 * across // scale, 8 * down // scale), scan.interval)
    if units:
        check_codes(content, scan, units)


Image.register_decoder(DECODER, WholeJpegDecoder)
