"""What stands between photos and is none: by its name alone, since nothing of it is read.

And which folders and files no person put there: those of systems, network drives and photo programs.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Self

MEMORY_SUFFIX = ".pawsort-memory"
"""What memories are called (`learning.memory_file`)."""
_BEGINS_AN_ARCHIVE, _FIRST_NAME, _NAME_OF_MEMORY = b"PK\x03\x04", 30, b"memory.json"


def begins_a_memory(begin: bytes) -> bool:
    """Whether a file of which these are the first 64 bytes, or more, is a memory: an archive that begins so."""
    name = begin[_FIRST_NAME : _FIRST_NAME + len(_NAME_OF_MEMORY)]
    return begin.startswith(_BEGINS_AN_ARCHIVE) and name == _NAME_OF_MEMORY


class FileKind(StrEnum):
    """What stands beside photos, in the order in which it is said."""

    RAW = "raw"
    FILM = "film"
    SOUND = "sound"
    DOCUMENT = "document"
    ARCHIVE = "archive"
    NOTE = "note"
    SESSION = "session"
    MEMORY = "memory"
    SHORTCUT = "shortcut"
    OTHER = "other"


# What cameras make of the sensor's own data (makers' manuals; the list that dcraw and its successors read).
RAW_EXTENSIONS = frozenset(
    {
        *(".3fr", ".ari", ".arw", ".bay", ".cap", ".cr2", ".cr3", ".crw", ".dcr", ".dcs", ".dng", ".drf", ".eip"),
        *(".erf", ".fff", ".gpr", ".iiq", ".k25", ".kdc", ".mdc", ".mef", ".mos", ".mrw", ".nef", ".nrw", ".orf"),
        *(".ori", ".pef", ".ptx", ".pxn", ".r3d", ".raf", ".raw", ".rw2", ".rwl", ".rwz", ".sr2", ".srf", ".srw"),
        ".x3f",
    }
)
_ENDINGS: dict[FileKind, str] = {
    FileKind.FILM: ".mov .mp4 .m4v .avi .mkv .mts .m2ts .3gp .3g2 .mpg .mpeg .wmv .webm .flv .asf .insv .lrv .mpv .mod "
    ".tod .vob .ogv .qt",
    FileKind.SOUND: ".mp3 .m4a .wav .aac .ogg .opus .flac .amr .wma .aif .aiff",
    FileKind.DOCUMENT: ".pdf .doc .docx .odt .rtf .txt .md .xls .xlsx .xlsm .ods .csv .tsv .json .jsonl .ndjson .xml "
    ".ppt .pptx .odp .pages .numbers .key .html .htm .mht .eml .msg .epub .svg .svgz .ai .eps .ps .psd .psb .xcf "
    ".indd .cdr .pub",
    FileKind.ARCHIVE: ".zip .rar .7z .tar .gz .tgz .bz2 .tbz .tbz2 .xz .txz .zst .tzst .lz .lzma .cab .iso .dmg .jar "
    ".sitx .z",
    # What cameras, phones and photo programs write beside a photo: changes, places, thumbnails of films.
    FileKind.NOTE: ".aae .xmp .thm .pp3 .dop .cos .cop .nksc .nka .on1 .rwdat .gpx .nmea .log .ctg .ind .mrk .sav "
    ".lrcat .lrprev .dat",
    FileKind.SESSION: ".pawsort",
    FileKind.MEMORY: MEMORY_SUFFIX,
    FileKind.SHORTCUT: ".lnk .desktop .webloc .url .fileloc .inetloc",
}
_KIND_OF_ENDING: dict[str, FileKind] = {
    **{ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()},
    **dict.fromkeys(RAW_EXTENSIONS, FileKind.RAW),
}

# Folders that systems, network drives and programs keep for themselves, in lower case. All that begin with a dot are
# hidden and need no name here (`.@__thumb`, `.Trash-1000`, `.picasaoriginals`, `.dtrash`, `.stversions`, …).
_SERVICE_FOLDERS = frozenset(
    {
        # Synology: thumbnails and metadata, recycle bins, snapshots, working folders (DSM's own documentation).
        *("@eadir", "#eadir", "#recycle", "#snapshot", "@tmp", "@sharebin", "@sharesnap", "@synoresource"),
        *("@synoeastream", "@synologydrive", "@synodrive", "@synologycloudsync", "@database", "@quarantine"),
        # QNAP, Asustor, TerraMaster, Zyxel, Buffalo, Netgear, Western Digital, Thecus.
        *("@recycle", "@recently-snapshot", "@__thumb", "@__qini", "@__desc", "@__comments", "@transcode"),
        *("recycle bin", "trashbox", "#trash", "nas_recycle_bin", "_nas_recycle_"),
        # Snapshots that file servers show as folders (NetApp, Windows, ZFS).
        *("~snapshot", "~snapshots"),
        # Windows.
        *("$recycle.bin", "recycler", "recycled", "system volume information", "msocache", "$windows.~bt"),
        *("$winreagent", "thumbcache"),
        # macOS, also on drives of others.
        *("__macosx", "network trash folder", "temporary items", "thevolumesettingsfolder", "desktop db", "desktop df"),
        # Linux; Android; cameras' thumbnails of their films.
        *("lost+found", "lost.dir", "thmbnl", "avchdtn"),
        # What Nextcloud and ownCloud keep beside the files themselves.
        *("files_trashbin", "files_versions", "files_encryption"),
        # Picasa before 2009 is told below. Others: Zoner, XnView, ACDSee, ThumbsPlus, iPod, Capture One.
        *("zbthumbnails", "xnviewthumbs", "[originals]", "ipod photo cache", "captureone"),
        *("bridgecache", "adobe bridge cache", "@synophoto"),
    }
)
# Folders that are one thing to a person, whose insides belong to a program: what is in them is no photo of its own.
_SERVICE_ENDINGS = (".lrdata", ".lrcat-data", ".thumbnails", ".imovielibrary", ".fcpbundle", ".theater")
# Photo libraries of Apple, which look like one file on a Mac and like a folder anywhere else: the photos are in the
# folders of the originals, all others hold smaller copies.
_APPLE_LIBRARIES = (".photoslibrary", ".aplibrary", ".photolibrary", ".migratedphotolibrary", ".migratedaplibrary")
_APPLE_ORIGINALS = frozenset({"originals", "masters"})
# Where a server keeps its previews of everybody's photos; the name ends with its own id.
_NEXTCLOUD = re.compile(r"appdata_oc[0-9a-z]{8,}")
# In iPhoto's library: its "Modified" and "Data" hold edited and small copies.
_IPHOTO = re.compile(r"iphoto library", re.IGNORECASE)
# What an app keeps for itself on a phone's card.
_ANDROIDS_OWN = frozenset({"data", "obb"})
# Small copies that a network drive or a music player made, under the ending of a photo.
_SERVICE_FILES = re.compile(r"SYNO(PHOTO|FILE|VIDEO)_(THUMB|FILM)|AlbumArt(_\{|Small\.)", re.IGNORECASE)
# And what nobody would miss, so that nobody is told of it.
_NOT_WORTH_SAYING = frozenset(
    {
        *("thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "picasa.ini", "icon\r", "autorun.inf"),
        *("zbthumbnail.info", "pspbrwse.jbf", "albumdata.xml", "folder.htt", "iconcache.db", "thumb.db", "image.db"),
        *("nikon001.dsc", "dcim.dat", "sonyalbum.ini", "descript.ion", "fotothumbs.db"),
    }
)
_NOT_WORTH_SAYING_ENDINGS = (
    ".pawsort-wal",
    ".pawsort-shm",
    ".pawsort-journal",
    ".pawsort.lock",
    ".tmp",
    ".part",
    ".crdownload",
    "~",
)


def is_service_folder(name: str, parent: str = "") -> bool:
    """Whether a folder is one that a system or a program keeps for itself, so that no photo in it is a person's.

    Only by name: nothing is read. Not asked of a folder that somebody names.

    Args:
        name: of the folder.
        parent: name of the folder that it is in.
    """
    folded, above = name.casefold(), parent.casefold()
    if folded.startswith(".") or folded in _SERVICE_FOLDERS or folded.endswith(_SERVICE_ENDINGS):
        return True
    if _NEXTCLOUD.fullmatch(folded):
        return True
    if above.endswith(_APPLE_LIBRARIES) or _IPHOTO.fullmatch(above):
        return folded not in _APPLE_ORIGINALS
    return above == "android" and folded in _ANDROIDS_OWN


def is_service_file(name: str) -> bool:
    """Whether a file that is called like a photo is a small copy that a system made."""
    return name.startswith(".") or _SERVICE_FILES.match(name) is not None


def holds_picasas_originals(name: str, files: Iterable[str]) -> bool:
    """Whether a folder called so is where Picasa, before 2009, put photos aside that it had changed.

    Args:
        name: of the folder.
        files: names of what is beside it; such a folder is only Picasa's where `Picasa.ini` is.
    """
    return name.casefold() == "originals" and any(file.casefold() in ("picasa.ini", ".picasa.ini") for file in files)


def kind_of_name(name: str) -> FileKind | None:
    """What a file is that is not called like a photo; None for what is not worth a word."""
    folded = name.casefold()
    if folded.startswith(("._", ".")) or folded in _NOT_WORTH_SAYING or folded.endswith(_NOT_WORTH_SAYING_ENDINGS):
        return None
    return _KIND_OF_ENDING.get(PurePath(folded).suffix, FileKind.OTHER)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Files that a search met and left out, because they are no photos.

    Attributes:
        counts: how many of each kind, in the order of `FileKind`; only of kinds that there are.
    """

    counts: tuple[tuple[FileKind, int], ...] = ()

    @classmethod
    def of(cls, counted: Mapping[FileKind, int]) -> Self:
        """The counts of a search."""
        return cls(tuple((kind, counted[kind]) for kind in FileKind if counted.get(kind)))

    @property
    def raw(self) -> int:
        """Raw photos: people took them, and want to know that they are not among the others."""
        return dict(self.counts).get(FileKind.RAW, 0)

    @property
    def others(self) -> tuple[tuple[FileKind, int], ...]:
        """What is no photo at all."""
        return tuple((kind, count) for kind, count in self.counts if kind is not FileKind.RAW)

    @property
    def other_files(self) -> int:
        """How many of those there are."""
        return sum(count for _, count in self.others)
