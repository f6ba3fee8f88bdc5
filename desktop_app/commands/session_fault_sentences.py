"""What is wrong with a session, or with what was asked of it: a sentence for each code, with the facts in braces."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

SESSION_SENTENCES: dict[str, str] = {
    "session.not_a_session": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} is not a Pawsort session and was left as it is. Sessions usually end in .pawsort; "
        "photos are added by dropping them on the window.",
    ),
    "session.is_a_folder": QT_TRANSLATE_NOOP(
        "Faults", "{path} is a folder, not a Pawsort session. Drop it on the window to add its photos."
    ),
    "session.newer": QT_TRANSLATE_NOOP(
        "Faults", "{path} was made by a newer Pawsort and was left as it is. Install the newest Pawsort to open it."
    ),
    "session.file_read_only": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} cannot be changed: the file is read-only. Copy the file to a folder of your own and open the copy.",
    ),
    "session.folder_read_only": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} cannot be changed: its folder is read-only. Copy the file to a folder of your own and open the copy.",
    ),
    "session.read_only": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} cannot be changed: the file or its folder is read-only. "
        "Copy the file to a folder of your own and open the copy.",
    ),
    "session.forbidden": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} may not be opened ({detail}). Ask for the right to change it, or open a copy of your own.",
    ),
    "session.damaged": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} is damaged ({kind}) and was left as it is. What can be read of it can be rescued into a new session; "
        "or open a copy from your backup.",
    ),
    "session.foreign": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} was changed by another program and was left as it is: it holds something that Pawsort did not make "
        "and that could change labels ({name}). What can be read of it can be rescued into a new session.",
    ),
    "session.vectors_damaged": QT_TRANSLATE_NOOP(
        "Faults",
        "A part of {path} is damaged: what tells which photos are alike. The labels are whole. "
        "What can be read can be rescued into a new session.",
    ),
    "session.nothing_rescued": QT_TRANSLATE_NOOP(
        "Faults",
        "Nothing can be read of {path}: no photo was found in it. Open a copy from your backup, "
        "or start a new session and drop the photos again.",
    ),
    "session.not_kept": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} did not keep the labels: another program changes it while it is open. Nothing was changed. "
        "Close that program, and open the session again.",
    ),
    "session.looking_only": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} is open for looking only: the file or its folder is read-only. "
        "Save a copy of the session, and go on in the copy.",
    ),
    "session.overwritten": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} was overwritten by another program while it was open. What is shown is no longer in it: "
        "save a copy of the session, and go on in the copy.",
    ),
    "session.withdrawn": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} may no longer be changed: the file or its folder became read-only while it was open. "
        "Save a copy of the session, and go on in the copy.",
    ),
    "session.part_damaged": QT_TRANSLATE_NOOP(
        "Faults",
        "A part of {path} is damaged ({kind}). The labels that are shown are whole. "
        "What can be read can be rescued into a new session.",
    ),
    "session.in_use": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} is open in another Pawsort window. Go on there, or close that window and try again.",
    ),
    "session.busy": QT_TRANSLATE_NOOP(
        "Faults", "{path} is busy: another program is writing to it. Close that program and try again."
    ),
    "session.disk_full": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} cannot be written: the disk is full. Free some space and do the last step again; "
        "everything before it is saved.",
    ),
    "session.gone": QT_TRANSLATE_NOOP(
        "Faults", "{path} does not exist. It may have been moved or renamed; look for it and open it there."
    ),
    "session.moved": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} is no longer there: it was moved, renamed, deleted or replaced while it was open. What is shown is not "
        "in any file of this name. Save a copy of the session, and go on in the copy.",
    ),
    "session.exists": QT_TRANSLATE_NOOP("Faults", "{path} already exists and was left as it is. Choose another name."),
    "session.unusable": QT_TRANSLATE_NOOP(
        "Faults", "{path} cannot be used ({detail}). Try again, or open another session."
    ),
    "session.failed": QT_TRANSLATE_NOOP(
        "Faults", "{path} cannot be used ({detail}). Close Pawsort, start it again, and open the session again."
    ),
    "session.not_brought_up_to_date": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} was made by an older Pawsort and could not be brought up to date ({detail}). "
        "It was left as it is: open it with the Pawsort that made it.",
    ),
    "session.closed": QT_TRANSLATE_NOOP("Faults", "{path} is closed. Open it again."),
    "session.no_such_photo": QT_TRANSLATE_NOOP(
        "Faults", "{path} has no photo number {photo}. Open the session again to see what it has."
    ),
    "session.no_such_animal": QT_TRANSLATE_NOOP(
        "Faults", "{path} has no animal number {animal}. Open the session again to see what it has."
    ),
    "session.copy_is_open": QT_TRANSLATE_NOOP(
        "Faults", "{path} is open and cannot be replaced. Choose another name for the copy."
    ),
    "history.changed_since": QT_TRANSLATE_NOOP(
        "Faults",
        "This cannot be taken back alone, because a later step changed the same photos ({photos}). "
        "Take back that step first.",
    ),
    "history.taken_back_already": QT_TRANSLATE_NOOP("Faults", "This has been taken back already."),
    "history.not_reversible": QT_TRANSLATE_NOOP("Faults", "This cannot be taken back."),
    "history.no_such_change": QT_TRANSLATE_NOOP(
        "Faults", "{path} does not know this step. Open the session again to see what was done in it."
    ),
}

PARTS: dict[str, str] = {
    "session_file": QT_TRANSLATE_NOOP("Faults", "the file as a whole"),
    "session_schema": QT_TRANSLATE_NOOP("Faults", "its order"),
    "session_photos": QT_TRANSLATE_NOOP("Faults", "the list of photos"),
    "session_suggestions": QT_TRANSLATE_NOOP("Faults", "the suggestions"),
    "session_labels": QT_TRANSLATE_NOOP("Faults", "the labels"),
    "session_history": QT_TRANSLATE_NOOP("Faults", "the history"),
    "session_animals": QT_TRANSLATE_NOOP("Faults", "the animals"),
    "session_rest": QT_TRANSLATE_NOOP("Faults", "small things about the session"),
}
"""The parts of a session in which something can be damaged."""
