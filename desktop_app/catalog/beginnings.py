"""What a file is, by how it begins; its name says nothing.

The one table of it: for what somebody drops or names (`asked_for`), and for what a decoder refuses (`imaging.kinds`,
`imaging.decode_errors`), so that all of them call a file the same thing.
"""

import re

# So much of a file is asked for; what is shorter is the whole file.
HEAD_BYTES = 4096
# (offset, bytes, kind). Letters count as they are; the first that fits wins.
_SIGNS: tuple[tuple[int, bytes, str], ...] = (
    # Raw photos: Canon, Fujifilm, Olympus, Panasonic and Leica, Sigma, Minolta, Phase One, Kodak, Contax
    (6, b"HEAPCCDR", "raw"),
    (0, b"FUJIFILMCCD-RAW", "raw"),
    (0, b"IIRO", "raw"),
    (0, b"IIRS", "raw"),
    (0, b"MMOR", "raw"),
    (0, b"IIU\0", "raw"),
    (0, b"FOVb", "raw"),
    (0, b"\0MRM", "raw"),
    (0, b"ARRI", "raw"),
    (25, b"ARECOYK", "raw"),
    # Pictures of other programs
    (0, b"8BPS", "layers"),
    (0, b"gimp xcf", "layers"),
    (0, b"\xff\x0a", "jxl"),
    (0, b"\0\0\0\x0cJXL ", "jxl"),
    (0, b"II\xbc", "other_picture"),
    (0, b"\x76\x2f\x31\x01", "other_picture"),
    (0, b"#?RADIANCE", "other_picture"),
    (0, b"#?RGBE", "other_picture"),
    (0, b"DDS ", "other_picture"),
    (0, b"\0\0\x01\0", "other_picture"),
    (0, b"\0\0\x02\0", "other_picture"),
    (0, b"\xd7\xcd\xc6\x9a", "other_picture"),
    (0, b"BPG\xfb", "other_picture"),
    (0, b"qoif", "other_picture"),
    (40, b" EMF", "other_picture"),
    (0, b"AT&TFORM", "document"),
    (0, b"%PDF", "pdf"),
    (0, b"%!PS", "postscript"),
    (0, b"\xc5\xd0\xd3\xc6", "postscript"),
    # Films and sound
    (8, b"AVI ", "film"),
    (0, b"\x1aE\xdf\xa3", "film"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "film"),
    (0, b"\0\0\x01\xba", "film"),
    (0, b"\0\0\x01\xb3", "film"),
    (0, b"FLV\x01", "film"),
    (0, b"OggS", "sound"),
    (4, b"moov", "film"),
    (4, b"mdat", "film"),
    (4, b"wide", "film"),
    (4, b"free", "film"),
    (4, b"skip", "film"),
    (4, b"pnot", "film"),
    (8, b"WAVE", "sound"),
    (0, b"ID3", "sound"),
    (0, b"fLaC", "sound"),
    (0, b"#!AMR", "sound"),
    (8, b"AIFF", "sound"),
    # What holds other files
    (0, b"Rar!\x1a\x07", "zip"),
    (0, b"7z\xbc\xaf\x27\x1c", "zip"),
    (0, b"\x1f\x8b", "zip"),
    (0, b"BZh", "zip"),
    (0, b"\xfd7zXZ\0", "zip"),
    (0, b"\x28\xb5\x2f\xfd", "zip"),
    (257, b"ustar", "zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"),
    (0, b"{\\rtf", "document"),
    # Programs, and what they and systems keep beside photos
    (0, b"MZ", "program"),
    (0, b"\x7fELF", "program"),
    (0, b"\xcf\xfa\xed\xfe", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"#!/", "program"),
    (0, b"SQLite format 3\0", "database"),
    (0, b"bplist00", "side_file"),
    (0, b"\0\x05\x16\x07", "side_file"),
    (0, b"\0\x05\x16\0", "side_file"),
    (0, b"L\0\0\0\x01\x14\x02\0", "shortcut"),
    (0, b"[InternetShortcut]", "shortcut"),
    (0, b"[Desktop Entry]", "shortcut"),
)
_WORDS = (
    (b"<svg", "svg"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"<x:xmpmeta", "side_file"),
    (b"<?xpacket", "side_file"),
    (b"<plist", "side_file"),
    (b"<!doctype plist", "side_file"),
)
# Brands of films (ISO/IEC 14496-12) that are none of the still pictures'.
_STILL_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"mif2", b"avif", b"miaf"})
_SEQUENCE_BRANDS = frozenset({b"msf1", b"hevc", b"hevx", b"avis"})
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P "})
# Office programs keep their documents as ZIP archives, which begin with files of these names.
_OFFICE = (b"[Content_Types].xml", b"_rels/", b"word/", b"xl/", b"ppt/", b"docProps/", b"mimetypeapplication/vnd.")
# Phase One anywhere, Canon (CR2) in a TIFF; of other raw photos that begin as a TIFF does, only the whole file tells.
_RAW = re.compile(rb"(?:.{8})?(?:IIII.waR|MMMMRaw)|(?:II\*\0|MM\0\*).{4}CR", re.DOTALL)
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG"
TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
# What is read as a photo: (offset, bytes, kind). HEIC and AVIF are told by their brands.
_PHOTOS: tuple[tuple[int, bytes, str], ...] = (
    (0, _JPEG, "jpeg"),
    (0, _PNG, "png"),
    (8, b"WEBP", "webp"),
    (0, b"GIF8", "gif"),
    (0, b"BM", "bmp"),
    *((0, sign, "tiff") for sign in TIFF),
    (4, b"jP  ", "jpeg2000"),
    (0, b"\xff\x4f\xff\x51", "jpeg2000"),
)
_JPEG_2000_BRANDS = frozenset({b"jp2 ", b"jpx ", b"jpm ", b"mjp2"})
OTHER_KINDS = frozenset({*(kind for _, _, kind in _SIGNS), *(kind for _, kind in _WORDS)})
"""Every name that `other_kind` can give."""
PHOTO_KINDS = frozenset({*(kind for _, _, kind in _PHOTOS), "heic", "avif"})
"""Every name that `photo_kind` can give."""


def other_kind(head: bytes) -> str | None:
    """What a file is that Pawsort does not read, though a decoder might take a part of it for a photo.

    Args:
        head: the first `HEAD_BYTES` of the file.

    Returns:
        One of `OTHER_KINDS`; None for what may be a photo, or is nothing known.
    """
    if head.startswith((_JPEG, _PNG)):
        return None
    if _RAW.match(head):
        return "raw"
    for offset, sign, kind in _SIGNS:
        # Two letters are the whole of some texts, never of a program.
        if head.startswith(sign, offset) and not (sign == b"MZ" and len(head) < 64):
            return kind
    if head[4:8] == b"ftyp":
        return _kind_of_boxes(head)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "document" if any(head.startswith(name, 30) for name in _OFFICE) else "zip"
    return _kind_of_text(head)


def photo_kind(head: bytes) -> str | None:
    """As which kind of photo a file begins, whether or not the rest of it can be read.

    Args:
        head: the first `HEAD_BYTES` of the file.

    Returns:
        One of `PHOTO_KINDS`; None for anything else.
    """
    for offset, sign, kind in _PHOTOS:
        if head.startswith(sign, offset):
            return kind
    if head[4:8] != b"ftyp" or _kind_of_boxes(head) is not None:
        return None
    first = _brands(head)[0]
    return "jpeg2000" if first in _JPEG_2000_BRANDS else "avif" if first.startswith(b"avi") else "heic"


def is_burst(head: bytes) -> bool:
    """Whether a file holds a series of HEIC or AVIF pictures, as cameras keep what was taken in one go.

    Args:
        head: the first `HEAD_BYTES` of the file.
    """
    if head[4:8] != b"ftyp":
        return False
    brands = _brands(head)
    return brands[0] in _SEQUENCE_BRANDS or (bool(_SEQUENCE_BRANDS & set(brands)) and not _STILL_BRANDS & set(brands))


def _brands(head: bytes) -> list[bytes]:
    length = min(max(int.from_bytes(head[:4]), 16), HEAD_BYTES)
    return [head[8:12], *(head[place : place + 4] for place in range(16, length - 3, 4))]


def _kind_of_boxes(head: bytes) -> str | None:
    brands = _brands(head)
    if brands[0] == b"crx ":
        return "raw"
    if (_STILL_BRANDS | _SEQUENCE_BRANDS) & set(brands) and brands[0] not in (b"qt  ", b"isom", b"mp41", b"mp42"):
        return None
    if brands[0] in _JPEG_2000_BRANDS:
        return None
    if brands[0] == b"jxl ":
        return "jxl"
    return "sound" if brands[0] in _SOUND_BRANDS else "film"


def _kind_of_text(head: bytes) -> str | None:
    text = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    text = text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not text.startswith(b"<"):
        return None
    places = [(text.find(word), kind) for word, kind in _WORDS]
    found = min((place for place in places if place[0] >= 0), default=None)
    if found is not None:
        return found[1]
    return "side_file" if text.startswith(b"<?xml") else None
