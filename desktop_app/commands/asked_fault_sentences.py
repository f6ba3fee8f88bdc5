"""What is said of what somebody dropped, pasted, typed or had opened, where it is neither photo, folder nor session."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

ASKED_SENTENCES: dict[str, str] = {
    "asked.not_found": QT_TRANSLATE_NOOP(
        "Faults", "Not found: {paths}. Check the name, or drop the photos on the window."
    ),
    "asked.no_answer": QT_TRANSLATE_NOOP(
        "Faults",
        "{paths} cannot be reached: its drive does not answer. Connect the drive or the network again, then try once "
        "more.",
    ),
    "asked.nothing": QT_TRANSLATE_NOOP(
        "Faults", "There was no file in it. Drop photos, folders with photos, or a Pawsort session."
    ),
    "asked.text": QT_TRANSLATE_NOOP(
        "Faults", "That was text and no file. Drop photos, folders with photos, or a Pawsort session."
    ),
    "asked.picture": QT_TRANSLATE_NOOP(
        "Faults", "That was a picture without a file. Save it in a folder first, then add the file."
    ),
    "asked.name_unusable": QT_TRANSLATE_NOOP(
        "Faults", "{paths} cannot be the name of a file on this computer. Drop the photos on the window."
    ),
    "asked.other_computer": QT_TRANSLATE_NOOP(
        "Faults",
        "{paths} is on another computer ({computer}). Connect its folder as a drive, or copy the photos to a folder "
        "of this computer first, then add that folder.",
    ),
    "asked.phone": QT_TRANSLATE_NOOP(
        "Faults",
        "{paths} is on a phone or a camera that cannot be read directly. Copy the photos to a folder of this computer "
        "first, then add that folder.",
    ),
    "asked.network_address": QT_TRANSLATE_NOOP(
        "Faults",
        "{paths} is on the network, under an address and not as a drive. Connect it as a drive, or copy the photos to "
        "a folder of this computer first, then add that folder.",
    ),
    "asked.web": QT_TRANSLATE_NOOP(
        "Faults",
        "{paths} is on the web, and Pawsort makes no connection. Save the photos in a folder of this computer first, "
        "then add that folder.",
    ),
    "asked.waste_bin": QT_TRANSLATE_NOOP(
        "Faults", "{paths} is in the waste bin. Put the photos back into their folder first, then add that folder."
    ),
    "asked.no_file_of_its_own": QT_TRANSLATE_NOOP(
        "Faults", "{paths} is no file. Save the picture in a folder of this computer first, then add the file."
    ),
    "asked.other_address": QT_TRANSLATE_NOOP(
        "Faults",
        "{paths} is an address that Pawsort cannot read. Copy the photos to a folder of this computer first, then add "
        "that folder.",
    ),
    "asked.raw": QT_TRANSLATE_NOOP(
        "Faults",
        "Left out: {paths}. Raw photos cannot be shown; export them as JPEG in your photo program, and add those.",
    ),
    "asked.film": QT_TRANSLATE_NOOP("Faults", "Left out: {paths}. Films are no photos; add photos instead."),
    "asked.sound": QT_TRANSLATE_NOOP("Faults", "Left out: {paths}. Sounds are no photos; add photos instead."),
    "asked.document": QT_TRANSLATE_NOOP(
        "Faults", "Left out: {paths}. Documents are no photos; save the photos that are in them as files first."
    ),
    "asked.table": QT_TRANSLATE_NOOP(
        "Faults",
        "Left out: {paths}. Tables are no photos. Open the session with the photos that they name, then choose File, "
        "Import labels (without a window: pawsort import).",
    ),
    "asked.memory": QT_TRANSLATE_NOOP(
        "Faults",
        "Left out: {paths}. That is what was learned in another session, and no photo. Choose Labels, What Pawsort has "
        "learned (without a window: pawsort label --memory).",
    ),
    "asked.note": QT_TRANSLATE_NOOP(
        "Faults", "Left out: {paths}. Cameras and photo programs write these beside photos; add the photos themselves."
    ),
    "asked.archive": QT_TRANSLATE_NOOP(
        "Faults", "Left out: {paths}. These are packed; unpack them first, then add the folder that comes out."
    ),
    "asked.shortcut": QT_TRANSLATE_NOOP(
        "Faults", "Left out: {paths}. Shortcuts only lead somewhere; add the file or folder they lead to."
    ),
    "asked.one_session_at_a_time": QT_TRANSLATE_NOOP(
        "Faults", "Not opened: {paths}. One session is open at a time; open the others with File, Open session."
    ),
}
