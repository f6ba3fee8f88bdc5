"""Files that are no photos, and photos that are not read, are called what they are."""

import io
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop_app.catalog.asked_for import kind_of_file
from desktop_app.catalog.beginnings import HEAD_BYTES, is_burst, photo_kind
from desktop_app.catalog.kinds_of_files import FileKind
from desktop_app.commands.fault_sentences import sentence
from desktop_app.imaging.decode import decode_photo
from desktop_app.imaging.kinds import kind_of_no_photo
from tests.unit.imaging.test_decode import encoded, reason

LONG, SHORT, BYTE, TEXT = 4, 3, 1, 2
Entry = tuple[int, int, int | tuple[int, ...] | bytes]


class TiffMaker:
    """Writes the directories of a TIFF by hand, as cameras do: a preview first, what the sensor saw elsewhere."""

    def __init__(self, order: str = "<") -> None:
        self._order = order
        self._content = bytearray((b"II*\0" if order == "<" else b"MM\0*") + b"\0\0\0\0")

    def add(self, data: bytes) -> int:
        place = len(self._content)
        self._content += data + b"\0" * (len(data) % 2)
        return place

    def directory(self, *entries: Entry, following: int = 0) -> int:
        body = struct.pack(self._order + "H", len(entries))
        for tag, kind, value in sorted(entries):
            letter = {LONG: "I", SHORT: "H", BYTE: "B", TEXT: "s"}[kind]
            values = value if isinstance(value, tuple) else (value,)
            packed = value if isinstance(value, bytes) else struct.pack(f"{self._order}{len(values)}{letter}", *values)
            count = len(packed) if isinstance(value, bytes) else len(values)
            field = packed.ljust(4, b"\0") if len(packed) <= 4 else struct.pack(self._order + "I", self.add(packed))
            body += struct.pack(self._order + "HHI", tag, kind, count) + field
        return self.add(body + struct.pack(self._order + "I", following))

    def done(self, first: int) -> bytes:
        struct.pack_into(self._order + "I", self._content, 4, first)
        return bytes(self._content)


def preview(maker: TiffMaker, *more: Entry, make: bytes = b"NIKON CORPORATION\0", following: int = 0) -> int:
    """A directory with a small picture that Pillow can read."""
    pixels = maker.add(np.full((12, 16, 3), 90, np.uint8).tobytes())
    plain: tuple[Entry, ...] = (
        (256, LONG, 16),
        (257, LONG, 12),
        (258, SHORT, (8, 8, 8)),
        (259, SHORT, 1),
        (262, SHORT, 2),
        (273, LONG, pixels),
        (277, SHORT, 3),
        (278, LONG, 12),
        (279, LONG, 12 * 16 * 3),
    )
    named: tuple[Entry, ...] = ((271, TEXT, make),) if make else ()
    return maker.directory(*plain, *named, *more, following=following)


def sensor(maker: TiffMaker, *, compression: int = 1, photometric: int = 32803) -> int:
    """A directory of what the sensor saw."""
    data = maker.add(bytes(400))
    sizes: tuple[Entry, ...] = ((254, LONG, 0), (256, LONG, 6000), (257, LONG, 4000), (258, SHORT, 14))
    return maker.directory(*sizes, (259, SHORT, compression), (262, SHORT, photometric), (273, LONG, data))


def raw_in_sub_directory(order: str, compression: int, photometric: int = 32803, make: bytes = b"NIKON\0") -> bytes:
    maker = TiffMaker(order)
    below = sensor(maker, compression=compression, photometric=photometric)
    return maker.done(preview(maker, (254, LONG, 1), (330, LONG, below), make=make))


def dng(order: str) -> bytes:
    maker = TiffMaker(order)
    return maker.done(preview(maker, (50706, BYTE, (1, 4, 0, 0)), make=b""))


def raw_in_chain() -> bytes:
    maker = TiffMaker("<")
    return maker.done(preview(maker, make=b"Samsung\0", following=sensor(maker, compression=32770, photometric=1)))


def canon_cr2() -> bytes:
    maker = TiffMaker("<")
    maker.add(b"CR\x02\0\0\0\0\0")
    return maker.done(preview(maker, make=b"Canon\0"))


def preview_alone(make: bytes) -> bytes:
    """Nothing says "sensor", but the first picture is a smaller version of one below."""
    maker = TiffMaker("<")
    below = sensor(maker, compression=7, photometric=2)
    return maker.done(preview(maker, (254, LONG, 1), (330, LONG, below), make=make))


RAW = {
    "NEF": raw_in_sub_directory(">", 34713),
    "NEF, not packed": raw_in_sub_directory("<", 1),
    "ARW": raw_in_sub_directory("<", 32767, make=b"SONY\0"),
    "PEF": raw_in_sub_directory(">", 65535, make=b"PENTAX Corporation\0"),
    "linear DNG": raw_in_sub_directory("<", 7, 34892, make=b"Apple\0"),
    "DNG": dng("<"),
    "DNG, other order": dng(">"),
    "SRW": raw_in_chain(),
    "CR2": canon_cr2(),
    "3FR": preview_alone(b"Hasselblad\0"),
    "DCR": preview_alone(b"EASTMAN KODAK COMPANY\0"),
    "CR3": b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom" + bytes(400),
    "CRW": b"II\x1a\0\0\0HEAPCCDR" + bytes(400),
    "RAF": b"FUJIFILMCCD-RAW 0201FF383501" + bytes(400),
    "ORF": b"IIRO\x08\0\0\0" + bytes(400),
    "ORF, other": b"IIRS\x08\0\0\0" + bytes(400),
    "ORF, other order": b"MMOR\0\0\0\x08" + bytes(400),
    "RW2": b"IIU\0\x18\0\0\0" + bytes(400),
    "X3F": b"FOVb\0\0\x02\0" + bytes(400),
    "MRW": b"\0MRM\0\0\x01\0" + bytes(400),
    "IIQ": b"IIII\x04waR" + bytes(400),
    "IIQ in a TIFF": b"II*\0\x08\0\0\0IIII\x04waR" + bytes(400),
}


def packed(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


OTHERS = {
    "jxl": [b"\xff\x0a" + bytes(50), b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(50)],
    "layers": [b"8BPS\0\x01" + bytes(50), b"gimp xcf v011\0" + bytes(50)],
    "other_picture": [b"II\xbc\x01" + bytes(50), b"\0\0\x01\0\x01\0" + bytes(50), b"#?RADIANCE\n"],
    "pdf": [b"%PDF-1.4\n"],
    "postscript": [b"%!PS-Adobe-3.0 EPSF-3.0\n", b"\xc5\xd0\xd3\xc6" + bytes(50)],
    "film": [
        b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(50),
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(50),
        b"\0\0\0\x18ftypisom\0\0\0\0isomavc1" + bytes(50),
        b"\0\0\0\x14ftyp3gp4\0\0\0\x003gp4" + bytes(50),
        b"RIFF\0\0\0\0AVI LIST",
        b"\x1aE\xdf\xa3" + bytes(50),
        b"\0\0\0\x08wide\0\0\0\0mdat" + bytes(50),
        b"\0\0\x01\xba" + bytes(50),
    ],
    "sound": [b"RIFF\0\0\0\0WAVEfmt ", b"ID3\x04" + bytes(50), b"\0\0\0\x14ftypM4A \0\0\0\0M4A " + bytes(50)],
    "zip": [
        packed("photos/Rex.jpg"),
        b"Rar!\x1a\x07\0" + bytes(50),
        b"7z\xbc\xaf\x27\x1c" + bytes(50),
        b"\x1f\x8b\x08",
    ],
    "document": [
        packed("[Content_Types].xml", "word/document.xml"),
        packed("_rels/.rels"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50),
        b"{\\rtf1\\ansi dogs}",
    ],
    "svg": [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b'<?xml version="1.0"?>\n<!-- a --><svg></svg>'],
    "html": [b"<!DOCTYPE html><html>", b"\xef\xbb\xbf\n<html lang='fr'>", "<html>".encode("utf-16")],
    "side_file": [
        b'<?xml version="1.0"?><!DOCTYPE plist PUBLIC ""><plist><dict><key>adjustmentData</key></dict></plist>',
        b"bplist00" + bytes(50),
        b"\0\x05\x16\x07" + bytes(50),
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    ],
    "shortcut": [b"[InternetShortcut]\r\nURL=x", b"[Desktop Entry]\nURL=x", b"L\0\0\0\x01\x14\x02\0" + bytes(50)],
    "program": [b"MZ\x90\0" + bytes(100), b"\x7fELF" + bytes(50), b"#!/bin/sh\n"],
    "database": [b"SQLite format 3\0" + bytes(100)],
}


@pytest.mark.parametrize("name", RAW)
def test_a_raw_photo_is_called_so_and_its_preview_never_passes_for_it(name: str) -> None:
    fault = reason(RAW[name])
    assert (fault.code, dict(fault.facts)) == ("photo.export_first", {"kind": "raw"})
    assert "raw photo" in sentence(fault)
    assert "JPEG" in sentence(fault)


def test_previews_of_the_made_up_raw_photos_could_be_read() -> None:
    """Else the test above would show nothing."""
    for name in ("NEF", "ARW", "DNG", "SRW", "CR2", "3FR"):
        with Image.open(BytesIO(RAW[name])) as image:
            image.load()
            assert image.size == (16, 12)


def test_the_raw_photo_of_the_field_is_called_so(photos_folder: Path) -> None:
    assert reason((photos_folder / "field_cases/kinds/canon.cr3").read_bytes()).facts["kind"] == "raw"


@pytest.mark.parametrize(("kind", "number"), [(kind, n) for kind, files in OTHERS.items() for n in range(len(files))])
def test_other_files_are_called_what_they_are(kind: str, number: int) -> None:
    assert dict(reason(OTHERS[kind][number]).facts) == {"kind": kind}


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg", "group4"])
@pytest.mark.parametrize("make", [None, "Canon", "NIKON CORPORATION", "Hewlett-Packard"])
def test_tiffs_stay_photos_whoever_made_them(compression: str | None, make: str | None) -> None:
    image = Image.new("1" if compression == "group4" else "RGB", (60, 40), 1)
    content = encoded(image, "TIFF", compression=compression, tiffinfo={271: make} if make else {})
    assert decode_photo(content, 20).image.size[0] >= 20


def test_tiff_of_several_pages_and_one_with_uniform_pixels_stay_photos() -> None:
    pages = [Image.new("RGB", (size, 30), (73, 73, 73)) for size in (40, 60, 20)]
    content = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:], tiffinfo={271: "Canon"})
    assert decode_photo(content, 20).width == 40
    assert decode_photo(encoded(Image.new("L", (64, 64), 0x49), "TIFF"), 20).width == 64


def test_a_tiff_with_a_smaller_version_of_itself_stays_a_photo() -> None:
    maker = TiffMaker("<")
    below = preview(maker, (254, LONG, 1))
    assert decode_photo(maker.done(preview(maker, (330, LONG, below))), 8).width == 16


def test_directories_in_a_circle_or_cut_off_end() -> None:
    maker = TiffMaker("<")
    place = preview(maker)
    content = bytearray(maker.done(place))
    content[-4:] = struct.pack("<I", place)
    assert kind_of_no_photo(bytes(content)) is None
    for length in range(8, len(content), 7):
        assert kind_of_no_photo(bytes(content[:length])) is None


@pytest.mark.parametrize("brands", [b"msf1\0\0\0\0msf1hevc", b"hevc\0\0\0\0hevcmsf1", b"hevx\0\0\0\0msf1"])
def test_a_burst_that_cannot_be_read_is_called_so(brands: bytes) -> None:
    content = struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + b"\0\0\0\x10moov" + bytes(80)
    assert is_burst(content)
    fault = reason(content)
    assert (fault.code, fault.facts["kind"]) == ("photo.export_first", "burst")


def test_still_photos_of_the_same_family_are_no_burst(photos_folder: Path) -> None:
    for file in (photos_folder / "decoder_files").rglob("*.hei?"):
        assert not is_burst(file.read_bytes()), file
        assert kind_of_no_photo(file.read_bytes()) is None, file


# What asking for a file by name refuses, and what a decoder calls the same content.
AS_ASKED = {
    "raw": FileKind.RAW,
    "film": FileKind.FILM,
    "sound": FileKind.SOUND,
    "zip": FileKind.ARCHIVE,
    "shortcut": FileKind.SHORTCUT,
    "side_file": FileKind.NOTE,
    **dict.fromkeys(("document", "pdf", "postscript", "svg", "html", "layers"), FileKind.DOCUMENT),
    # Rows, which say what they are.
    **dict.fromkeys(("jxl", "other_picture", "program", "database"), None),
}
# What only the whole of a TIFF tells is found out when it is read.
TOLD_BY_ALL_OF_IT = ("NEF", "ARW", "PEF", "DNG", "SRW", "3FR", "DCR")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        *((kind, content) for kind, files in OTHERS.items() for content in files),
        *(("raw", content) for name, content in RAW.items() if not any(part in name for part in TOLD_BY_ALL_OF_IT)),
    ],
)
def test_what_is_asked_for_and_what_is_decoded_are_called_the_same(kind: str, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a file of no ending"
    file.write_bytes(content)
    assert kind_of_file(file) is AS_ASKED[kind]
    assert kind_of_no_photo(content) == kind


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "JPEG2000", "AVIF"])
def test_what_is_read_as_a_photo_is_added_whatever_it_is_called(format_name: str, tmp_path: Path) -> None:
    content = encoded(Image.new("RGB", (48, 48), "red"), format_name)
    assert decode_photo(content, 8).width == 48
    for name in ("Rex", "Rex.pdf", "Rex.mov", "Rex.zip", "Rex.aae"):
        (tmp_path / name).write_bytes(content)
        assert kind_of_file(tmp_path / name) is None
    assert photo_kind(content[:HEAD_BYTES]) == format_name.lower()
