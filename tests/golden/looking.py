"""What a written file is, in words that are the same on every system, whatever encodes pictures there."""

import base64
import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop_app.catalog import schema
from desktop_app.catalog.session import Session
from tests.golden.drawing import upright
from tests.golden.session import GoldenSession
from tests.golden.sheets import described_workbook

PHOTOS, OUT = "{photos}", "{out}"
"""Stand for the root of the photos, and for the folder into which is exported."""

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")
_IN_TEXT = re.compile(rb"data:image/[a-z]+;base64,([A-Za-z0-9+/=]+)")
_KEYWORD = re.compile(r"<rdf:li[^>]*>([^<]*)</rdf:li>")
# Of 256 steps: JPEG is off by less, another photo, or one that lies on its side, by more.
_SAME = 12.0
_NUMBERS = range(1, 256)
_SIDE = 24
# What Pillow makes greys of (ITU-R 601-2).
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


class Looking:
    """Looks at what was made of one golden session."""

    def __init__(self, golden: GoldenSession, out: Path) -> None:
        """Look.

        Args:
            golden: that was exported.
            out: the folder into which it was.
        """
        self._out = out
        self._photos = {file.read_bytes(): file for file in sorted(golden.photos.rglob("*")) if file.is_file()}
        self._linked = {self._id(file): file for file in self._photos.values()}
        self._golden = golden
        self._names = list(self._replaced())

    def files(self) -> Iterator[tuple[str, Path]]:
        """What was written into the folder and beside photos: path, with slashes; the file. In the order of names."""
        found = {file.relative_to(self._out).as_posix(): file for file in self._out.rglob("*") if file.is_file()}
        known = set(self._photos.values())
        beside = {
            self._name(file): file for file in self._golden.photos.rglob("*") if file.is_file() and file not in known
        }
        return iter(sorted((found | beside).items()))

    def text_of(self, file: Path) -> bytes | None:
        """The content of a file of text, with paths and pictures replaced; None for another file."""
        if file.suffix.lower() == ".xlsx":
            return self.steady(described_workbook(file).encode())
        content = file.read_bytes()
        return None if content.startswith((*_PICTURES, schema.MAGIC)) else self.steady(content)

    def steady(self, text: bytes) -> bytes:
        """Text without what depends on the folder, the system and what encodes pictures."""
        for found, steady in self._names:
            text = text.replace(found, steady)
        return _IN_TEXT.sub(lambda found: b"{" + self._picture(base64.b64decode(found[1])).encode() + b"}", text)

    def line_of(self, file: Path) -> str:
        """What a file is that is no text."""
        if (linked := self._linked.get(self._id(file))) is not None:
            return f"the file {self._name(linked)} itself"
        content = file.read_bytes()
        if content.startswith(schema.MAGIC):
            return _session_in_words(file)
        if (original := self._photos.get(content)) is not None:
            return f"the bytes of {self._name(original)}"
        return self._picture(content) if content.startswith(_PICTURES) else f"{len(content)} bytes"

    def _picture(self, content: bytes) -> str:
        picture = Image.open(io.BytesIO(content))
        exif = picture.getexif()
        said = [f"{picture.format} {picture.mode} {picture.width} x {picture.height}", self._shown(picture)]
        if len(exif):
            said.append("EXIF " + " ".join(f"{tag:04x}" for tag in sorted(exif)))
        if exif.get_ifd(0x8825):
            said.append("place")
        if "icc_profile" in picture.info:
            said.append("profile")
        if "comment" in picture.info:
            said.append(f"comment {picture.info['comment'].decode(errors='replace')!r}")
        if (packet := picture.info.get("xmp")) is not None:
            # The same ones stand there for several programs.
            keywords = list(dict.fromkeys(_KEYWORD.findall(packet.decode())))
            said.append("keywords " + json.dumps(keywords, ensure_ascii=False))
        return ", ".join(said)

    @staticmethod
    def _shown(picture: Image.Image) -> str:
        """Which of the drawn photos it is, and how it lies, as it would be shown without a look at its EXIF."""
        try:
            seen = np.asarray(picture.convert("RGB").resize((_SIDE, _SIDE)), np.float32)
        except OSError:
            return "torn"
        shown = _all_shown(picture.width >= picture.height)
        # A grey photo is nearest to the one that it was made of.
        for in_grey in ("", " in grey"):
            if in_grey:
                seen, shown = ((each @ _LUMA)[..., None] for each in (seen, shown))
            off = np.abs(shown - seen).mean(axis=(2, 3, 4))
            quarters, place = np.unravel_index(off.argmin(), off.shape)
            if off[quarters, place] <= _SAME:
                return f"photo {_NUMBERS[place]}{in_grey}" + (f" turned left by {90 * quarters}" if quarters else "")
        return "none of the photos"

    def _name(self, photo: Path) -> str:
        return f"{PHOTOS}/{photo.relative_to(self._golden.photos).as_posix()}"

    def _replaced(self) -> Iterator[tuple[bytes, bytes]]:
        """Each path as it may be written, and what is written in its place; long ones first."""
        steady = [(self._out, OUT), (self._golden.photos, PHOTOS), (self._golden.file, "{session}")]
        steady += [(file, self._name(file)) for file in self._all_photos()]
        for path, name in sorted(steady, key=lambda pair: -len(str(pair[0]))):
            for written in _WRITTEN:
                yield written(str(path)).encode(), written(name).encode()
            yield quote(path.as_posix()).encode(), quote(name, safe="/{}").encode()

    def _all_photos(self) -> Iterator[Path]:
        with Session.open(self._golden.file) as session:
            yield from (row.path for row in session.rows())

    @staticmethod
    def _id(file: Path) -> tuple[int, int]:
        seen = file.stat()
        return seen.st_dev, seen.st_ino


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _in_csv(text: str) -> str:
    return text.replace('"', '""')


def _as_it_is(text: str) -> str:
    return text


_WRITTEN: tuple[Callable[[str], str], ...] = (_as_it_is, _in_json, escape, _in_csv)


@cache
def _all_shown(is_wide: bool) -> NDArray[np.float32]:
    """All drawn photos in a picture that is wide or high, `[4, N, side, side, 3]`: turned left by so many quarters."""
    across = (120, 90) if is_wide else (90, 120)
    shown = [
        upright(number, across if quarters % 2 == 0 else across[::-1]).rotate(90 * quarters, expand=True)
        for quarters in range(4)
        for number in _NUMBERS
    ]
    small = [np.asarray(each.resize((_SIDE, _SIDE)), np.float32) for each in shown]
    return np.stack(small).reshape(4, len(_NUMBERS), _SIDE, _SIDE, 3)


def _session_in_words(file: Path) -> str:
    """What is in a session; its bytes depend on the version of SQLite."""
    with Session.open(file) as session:
        rows = session.rows()
    labels = sum(row.label is not None for row in rows)
    animals = len({row.animal.animal_id for row in rows if row.animal is not None})
    return f"a session of {len(rows)} photos, {labels} labels, {animals} animals"
