"""Sidecars and copies of photos with keywords in them: what is there is added to, and never replaced.

A sidecar hides what stands in the photo itself from programs that read sidecars (digiKam takes XMP from it alone). So
one that is made anew begins with the packet of the photo, and one in a folder of its own with the sidecar that lies
beside the photo: whoever moves it there loses nothing.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog.on_disk import Signs
from desktop_app.exports.metadata import embedding
from desktop_app.exports.metadata.encodings import decoded
from desktop_app.exports.metadata.errors import PacketError
from desktop_app.exports.metadata.merging import EMPTY_PACKET, Keywords, holds_ours, merged
from desktop_app.exports.metadata.packets import MOST_BYTES
from desktop_app.exports.metadata.placing import SidecarError, make_folder, put, read_if_there
from desktop_app.exports.metadata.vocabulary import OWN
from desktop_app.faults import system_reason
from desktop_app.paths import openable
from desktop_app.whole_reads import read_no_more

MOST_PHOTO_BYTES = 300 << 20
# A packet that had another encoding says so, and is UTF-8 now.
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*>\s*")
# So much of a JPEG file usually holds all that stands before the picture.
_HEAD_BYTES = 128 << 10


@dataclass(frozen=True, slots=True)
class Piece:
    """What is written for one photo.

    Attributes:
        photo: its file.
        file: the sidecar.
        beside: the sidecar beside the photo, where it is another one and is there.
        copy: the copy of the photo that gets the keywords; None for none.
    """

    photo: Path
    file: Path
    beside: Path | None = None
    copy: Path | None = None


class SidecarWriter:
    """Writes sidecars and copies, one photo after the other."""

    def __init__(self, is_photo: Callable[[Path], bool]) -> None:
        """Ready to write.

        Args:
            is_photo: whether a file is a photo of the session: none is ever written to.
        """
        self._is_photo = is_photo
        self._tidied: set[Path] = set()

    def write(self, piece: Piece, keywords: Keywords) -> int:
        """Write what a photo gets; how many files that were.

        Raises:
            SidecarError: something is left as it is; the fault names the file.
            ExportError: something cannot be written; `NoRoomError` where the disk is full.
        """
        if piece.copy is not None:
            return self._write_copy(piece, piece.copy, keywords)
        return self._write_sidecar(piece, keywords)

    def _write_sidecar(self, piece: Piece, keywords: Keywords) -> int:
        there = read_if_there(piece.file, MOST_BYTES)
        if there is None and not keywords:
            return 0
        if there is None:
            source, content = self._beginning(piece)
        else:
            source, content = piece.file, there[0]
        try:
            written = merged_bytes(content, keywords)
        except PacketError as error:
            raise _named(error, source) from error
        if there is not None and written == content:
            return 0
        self._put(piece.file, written, None if there is None else there[1])
        return 1

    def _beginning(self, piece: Piece) -> tuple[Path, bytes]:
        """What a new sidecar begins with, and where that is from."""
        if piece.beside is not None:
            beside = read_if_there(piece.beside, MOST_BYTES)
            if beside is not None:
                return piece.beside, beside[0]
        return piece.photo, beginning_of_sidecar(piece.photo)

    def _write_copy(self, piece: Piece, copy: Path, keywords: Keywords) -> int:
        """A copy with keywords in it; where they cannot be put in, or the photo has a sidecar, one beside the copy."""
        if self._is_photo(copy):
            raise SidecarError("sidecar.is_photo", file=str(copy))
        original = read_if_there(piece.photo, MOST_PHOTO_BYTES)
        if original is None:
            raise SidecarError("write.source_gone", file=str(piece.photo))
        content, signs = original
        there = read_if_there(copy, MOST_PHOTO_BYTES)
        if there is not None and not self._is_copy(there[0], content):
            raise SidecarError("sidecar.other_file", file=str(copy))
        old = content if there is None else there[0]
        with_sidecar = piece.beside is not None
        try:
            new = embedding.with_keywords(old, keywords)
        except PacketError:
            new, with_sidecar = old, True
        count = 0
        if there is None or new != old:
            self._put(copy, new, None if there is None else there[1], signs.modified_ns)
            count = 1
        if with_sidecar:
            count += self._write_sidecar(piece, keywords)
        return count

    def _is_copy(self, there: bytes, photo: bytes) -> bool:
        """Whether a file is a copy of a photo, perhaps with other keywords."""
        if there == photo:
            return True
        try:
            return embedding.picture_of(there) == embedding.picture_of(photo)
        except PacketError:
            return False

    def _put(self, file: Path, content: bytes, seen: Signs | None, modified_ns: int = 0) -> None:
        if self._is_photo(file):
            raise SidecarError("sidecar.is_photo", file=str(file))
        folder = file.parent
        if folder not in self._tidied:
            make_folder(folder)
            self._tidied.add(folder)
        put(file, content, seen, modified_ns)


def merged_bytes(content: bytes, keywords: Keywords) -> bytes:
    """A sidecar with keywords, in the encoding that it has.

    Raises:
        PacketError: it is none, or cannot be added to.
    """
    encoded = decoded(content)
    text = merged(encoded.text, keywords)
    return content if text == encoded.text else encoded.written(text)


def has_ours(file: Path) -> bool:
    """Whether an earlier export wrote into a sidecar or a copy; not where that cannot be told."""
    try:
        there = read_if_there(file, MOST_PHOTO_BYTES)
        if there is None:
            return False
        content = there[0]
        packet = embedding.packet_in(content) if embedding.can_hold(content) else content
        if packet is None or len(packet) > MOST_BYTES:
            return False
        text = decoded(packet).text.rstrip("\0")
        return OWN in text and holds_ours(text)
    except (PacketError, SidecarError):
        return False


def beginning_of_sidecar(photo: Path) -> bytes:
    """What a new sidecar of a photo begins with; an empty packet where the photo has none that can be added to.

    Raises:
        SidecarError: the photo cannot be read.
    """
    try:
        text = embedding.beginning_of(_read_for_packet(photo))
        merged(text, Keywords(("a",), (("a",),)))
    except PacketError:
        return EMPTY_PACKET.encode()
    except OSError as error:
        raise SidecarError("sidecar.unreadable", file=str(photo), detail=system_reason(error)) from error
    return _DECLARATION.sub("", text).encode()


def _read_for_packet(photo: Path) -> bytes:
    """The beginning of a photo, if it holds all that is asked for; else the photo."""
    with open(openable(photo), "rb") as stream:  # noqa: PTH123 - a name that may be longer than Path can open
        content = stream.read(_HEAD_BYTES)
        if len(content) < _HEAD_BYTES:
            return content
        try:
            found = embedding.packet_in(content)
        except PacketError:  # cut short by us
            found = None
        else:
            if found is not None or not embedding.may_stand_further_on(content):
                return content
        length = os.fstat(stream.fileno()).st_size
        return content + read_no_more(stream, length - len(content), MOST_PHOTO_BYTES - len(content) - 1)


def _named(error: PacketError, file: Path) -> SidecarError:
    if error.reason == "bomb":
        return SidecarError("sidecar.bomb", file=str(file))
    if error.reason == "too_large":
        return SidecarError("sidecar.too_large", file=str(file))
    if error.reason == "strange":
        return SidecarError("sidecar.strange", file=str(file))
    return SidecarError("sidecar.not_xmp", file=str(file))
