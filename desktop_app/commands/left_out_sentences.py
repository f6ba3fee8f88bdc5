"""What is said of the files between the photos that are none, in English; `ui/wording` has it in every language."""

from desktop_app.catalog.kinds_of_files import FileKind, LeftOut

_NAMES = {
    FileKind.RAW: ("raw photo", "raw photos"),
    FileKind.FILM: ("film", "films"),
    FileKind.SOUND: ("sound", "sounds"),
    FileKind.DOCUMENT: ("document", "documents"),
    FileKind.ARCHIVE: ("packed file", "packed files"),
    FileKind.NOTE: ("note of a camera or photo program", "notes of cameras and photo programs"),
    FileKind.SESSION: ("Pawsort session", "Pawsort sessions"),
    FileKind.MEMORY: ("memory of Pawsort", "memories of Pawsort"),
    FileKind.SHORTCUT: ("shortcut", "shortcuts"),
    FileKind.OTHER: ("other file", "other files"),
}


def left_out_sentences(left_out: LeftOut) -> list[str]:
    """A sentence about raw photos, which people took and miss, and one about all else; none where there is nothing."""
    said = []
    if left_out.raw:
        what, them = ("raw photo was", "it") if left_out.raw == 1 else ("raw photos were", "them")
        said.append(f"{left_out.raw:,} {what} left out: export {them} as JPEG in a photo program, and add those.")
    if left_out.other_files:
        kinds = ", ".join(f"{count:,} {_NAMES[kind][count != 1]}" for kind, count in left_out.others)
        what = "file that is no photo was" if left_out.other_files == 1 else "files that are no photos were"
        said.append(f"{left_out.other_files:,} {what} left out: {kinds}.")
    return said
