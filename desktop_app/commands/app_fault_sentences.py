"""What is said where a file cannot be written, a folder not searched, and about what concerns Pawsort as a whole."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WRITING_SENTENCES: dict[str, str] = {
    "write.in_use": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is in use by another program and could not be replaced. The new table is in {other}; "
        "close the other program and rename it.",
    ),
    "write.appeared": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} was made by another program in the meantime and was left as it is. The new table is in {other}.",
    ),
    "write.disk_full": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} could not be written: the disk is full. Free some space, or choose a place on another disk.",
    ),
    "write.forbidden": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} could not be written: you may not write there, or another program has it open. Choose "
        "another folder, or close that program.",
    ),
    "write.is_folder": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} could not be written: it is a folder. Give the name of a file.",
    ),
    "write.no_folder": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} could not be written: the folder {folder} does not exist. Make it, or choose another one.",
    ),
    "write.name_too_long": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} could not be written: the name is too long. Choose a shorter one.",
    ),
    "write.failed": QT_TRANSLATE_NOOP("Faults", "{file} could not be written: {detail}. Choose another place."),
    "write.lost_signs": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} has question marks instead of letters that its encoding does not have; cells with such letters: "
        "{cells}. Export it as UTF-8 to keep them.",
    ),
    "write.cells_cut": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} lacks the ends of some texts: a cell of a spreadsheet has 32,767 signs at most; texts that are longer: "
        "{cells}. Export it as CSV to keep them.",
    ),
    "columns.unknown": QT_TRANSLATE_NOOP("Faults", 'There is no column "{column}". Its columns are: {there}.'),
    "write.reader_ended": QT_TRANSLATE_NOOP(
        "Faults",
        "The program that reads the table has ended, so the rest was not written.",
    ),
    "write.output_full": QT_TRANSLATE_NOOP(
        "Faults",
        "The table could not be written: the disk is full. Free some space, or choose a place on another disk.",
    ),
    "write.output": QT_TRANSLATE_NOOP("Faults", "The table could not be written: {detail}. Choose another place."),
    # Of many files in one folder, each on its own
    "write.held": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is in use by another program, or may not be replaced, and was left as it is. Close that program and "
        "export again.",
    ),
    "write.came_between": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} was made by another program in the meantime and was left as it is. Export again to have both.",
    ),
    "write.not_replaced": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is there already and was left as it is: it is a photo, a session or a folder, or nobody agreed that it "
        "is replaced. Choose another folder.",
    ),
    "write.file_in_the_way": QT_TRANSLATE_NOOP(
        "Faults", "{folder} is needed as a folder and is a file. Rename the file, or choose another place."
    ),
    "write.source_gone": QT_TRANSLATE_NOOP(
        "Faults", "{file} is not there: it was moved, renamed or deleted. Bring it back and export again."
    ),
    "write.source_no_file": QT_TRANSLATE_NOOP("Faults", "{file} is no file any more. Bring the photo back."),
    "write.source_changed": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is not the file that Pawsort looked at: another program changed it. Open the session in Pawsort, look "
        "at the photo, and export again.",
    ),
    "write.source_unreadable": QT_TRANSLATE_NOOP(
        "Faults", "{file} cannot be read: {detail}. Copy it again from where it came from, and export again."
    ),
    "write.no_room": QT_TRANSLATE_NOOP(
        "Faults",
        "{folder} has room for {free} MB, and the photos need {megabytes} MB. Free some space, or choose a place on "
        "another disk.",
    ),
}

TABLE_SENTENCES: dict[str, str] = {
    "table.unreadable": QT_TRANSLATE_NOOP("Faults", "{file} cannot be read: {detail}. Check the name, and try again."),
    "table.not_text": QT_TRANSLATE_NOOP("Faults", "{file} is no text. Save it as CSV in the spreadsheet first."),
    "table.locked": QT_TRANSLATE_NOOP(
        "Faults", "{file} is locked with a password. Open it, and save a copy without a password."
    ),
    "table.other_spreadsheet": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is no Excel workbook of today, whatever its name says. Open it in the program that made it, and save "
        "it as an Excel workbook (.xlsx) or as CSV.",
    ),
    "table.damaged_workbook": QT_TRANSLATE_NOOP(
        "Faults", "{file} is a damaged workbook. Open it in a spreadsheet, and save it again."
    ),
    "table.too_large": QT_TRANSLATE_NOOP(
        "Faults", "{file} is too large a table. Keep only the rows and columns that are needed, and save it again."
    ),
    "table.reader_stopped": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} cannot be read: it is damaged, or has a cell very far away from all others. Open it in a spreadsheet, "
        "save it as CSV, and choose that file.",
    ),
    "table.reader_too_long": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} was not read within {seconds} seconds. Open it in a spreadsheet, save it as CSV, and choose that file.",
    ),
    "table.no_heading": QT_TRANSLATE_NOOP(
        "Faults", "{file} has no heading. The first line of a table names its columns."
    ),
    "table.damaged": QT_TRANSLATE_NOOP(
        "Faults", "{file} cannot be read at line {line}: {detail}. A quote may be missing there or further up."
    ),
    "table.row_too_long": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} has {cells} cells in line {line}, and {columns} columns. Put cells that have separators in them "
        "into quotes, or save the table again from a spreadsheet.",
    ),
    "table.no_column": QT_TRANSLATE_NOOP(
        "Faults", '{file} has no column "{column}". Its columns are: {there}. Name one of them so.'
    ),
    "table.no_photo_column": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} does not say which photos are meant. Call one column photo or folder. Its columns are: {there}.",
    ),
    "table.no_animal_column": QT_TRANSLATE_NOOP(
        "Faults", "{file} names no animals. Call one column name or number. Its columns are: {there}."
    ),
    "table.names_no_photos": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} does not say which photos are meant. Call one column photo or folder, or name animals that the "
        "session has. Its columns are: {there}.",
    ),
    "table.decides_nothing": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} has nothing to import: no column of breeds, animals or picks that somebody decided. Call one column "
        "breed, for example. Its columns are: {there}.",
    ),
    "table.column_twice": QT_TRANSLATE_NOOP(
        "Faults", '{file} has two columns "{column}". Give one of them another name.'
    ),
}

# After a colon, behind the name of the folder.
FOLDER_SENTENCES: dict[str, str] = {
    "folder.gone": QT_TRANSLATE_NOOP("Faults", "it is not there: it was moved, renamed or deleted"),
    "folder.forbidden": QT_TRANSLATE_NOOP("Faults", "you may not look into it; ask whoever owns it for permission"),
    "folder.link_loop": QT_TRANSLATE_NOOP("Faults", "links in it lead in a circle"),
    "folder.name_too_long": QT_TRANSLATE_NOOP("Faults", "its name is too long"),
    "folder.disk_error": QT_TRANSLATE_NOOP(
        "Faults", "the disk or card reports an error; copy its photos again from where they came from"
    ),
    "folder.unreadable": "{detail}",
}

APP_SENTENCES: dict[str, str] = {
    "app.out_of_memory": QT_TRANSLATE_NOOP("Faults", "There is not enough memory. Close other programs and try again."),
    "app.not_there": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is not there, or its folder is not. Check whether it was moved or renamed, and try again.",
    ),
    "app.forbidden": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} may not be read or written. Ask whoever owns it for permission, or choose another place.",
    ),
    "app.disk_full": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} could not be written: the disk is full. Free some space and try again.",
    ),
    "app.file": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: {detail}. Check that the folder exists, may be written to and has free space.",
    ),
    "app.system": QT_TRANSLATE_NOOP(
        "Faults",
        "The computer reports: {detail}. Check that the disk is there and has free space, and try again.",
    ),
    "app.unforeseen": QT_TRANSLATE_NOOP(
        "Faults",
        "Pawsort could not finish this ({kind}: {detail}). Try again; what was done before is saved.",
    ),
    "app.surprise": QT_TRANSLATE_NOOP(
        "Faults",
        "Something went wrong ({kind}: {detail}). Your labels are saved; close and open Pawsort if it goes on.",
    ),
    "app.folder_not_shown": QT_TRANSLATE_NOOP(
        "Faults",
        "{folder} cannot be opened. It may have been moved or renamed.",
    ),
    "app.memory_of_this_session": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is the session that is open: what you label here counts already. Choose another session.",
    ),
    "breeds.none_there": QT_TRANSLATE_NOOP("Faults", "{folder} has no file of breeds. Install Pawsort again."),
    "breeds.damaged": QT_TRANSLATE_NOOP("Faults", "{file} is not a file of breeds ({detail}). Install Pawsort again."),
    "breeds.own_names_damaged": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is damaged ({detail}); what can be read of your names of breeds for shelter software is in use. Mend "
        "it in an editor, or save those names anew: then the damaged file is kept beside it.",
    ),
    "breeds.own_names_unknown": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: some names are not in the list of {receiver}, and Pawsort goes on with those it came with: {names}.",
    ),
    "breeds.own_names_not_saved": QT_TRANSLATE_NOOP(
        "Faults",
        "Your names of breeds could not be saved in {file}: {detail}. Make room, or ask for the right to write there.",
    ),
    "breeds.no_names_listed": QT_TRANSLATE_NOOP(
        "Faults", "{file} lists no names of breeds. It needs one name a line, or a column called BreedName or Name."
    ),
    "usage.not_found": QT_TRANSLATE_NOOP(
        "Faults", "{path} does not exist. Check the name, and give a photo or a folder that is there."
    ),
    "usage.no_session_to_import_into": QT_TRANSLATE_NOOP(
        "Faults",
        "{path} does not exist. Make the session first (pawsort label FOLDER --session {path}), or give --add-photos "
        "to make it of the photos that the table names.",
    ),
    "usage.no_photo_of_table_found": QT_TRANSLATE_NOOP(
        "Faults",
        "None of the photos that {file} names was found on this computer, so no session was made. Name the folder in "
        "which they are now with --folder.",
    ),
    "usage.session_among_photos": QT_TRANSLATE_NOOP(
        "Faults", "{path} is a Pawsort session, not a photo. Name it with --session to keep the suggestions in it."
    ),
    "usage.nothing_left": QT_TRANSLATE_NOOP(
        "Faults", "Nothing is left to look at. Give photos, or folders with photos."
    ),
    "usage.table_exists": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is there already and was left as it is. Give another name with --out, or --overwrite to replace it.",
    ),
}

WHERE_SENTENCES: dict[str, str] = {
    "export.option": QT_TRANSLATE_NOOP("Faults", "Something that was chosen cannot be used here: {detail}."),
    "where.photo": QT_TRANSLATE_NOOP(
        "Faults", "{file} is a photo or is called like one, and photos are never written to. Give another name."
    ),
    "where.session": QT_TRANSLATE_NOOP(
        "Faults", "{file} is a Pawsort session, and a table never replaces one. Give another name."
    ),
    "where.not_a_session": QT_TRANSLATE_NOOP(
        "Faults", "{file} is there already and is not a Pawsort session. Give another name."
    ),
    "where.not_a_memory": QT_TRANSLATE_NOOP(
        "Faults", "{file} is there already and is not a memory. Give another name."
    ),
    "where.in_use": QT_TRANSLATE_NOOP(
        "Faults", "{file} is a session that is open in a Pawsort window. Give another name, or close it there first."
    ),
    "where.name_of_windows": QT_TRANSLATE_NOOP(
        "Faults",
        "Windows keeps the name of {file} for itself, and nobody would find the file there. Give another name.",
    ),
    "where.folder": QT_TRANSLATE_NOOP("Faults", "{file} is a folder. Give the name of a file."),
    "where.file_in_the_way": QT_TRANSLATE_NOOP(
        "Faults", "{file} is a file, and this export writes into a folder. Give the name of a folder."
    ),
    "where.exists": QT_TRANSLATE_NOOP(
        "Faults", "{file} is there already. Choose another name, or say that it may be replaced."
    ),
    "where.report_exists": QT_TRANSLATE_NOOP(
        "Faults", "{file} is there already, and a report replaces nothing. Give another name."
    ),
    "where.no_folder": QT_TRANSLATE_NOOP(
        "Faults", "The folder {folder} does not exist. Make it, or choose another one."
    ),
    "where.unreadable": QT_TRANSLATE_NOOP(
        "Faults", "{file} is there already, and it cannot be seen what it is. Give another name."
    ),
}

OWN_FILE_SENTENCES: dict[str, str] = {
    "own.settings_kept_aside": QT_TRANSLATE_NOOP(
        "Faults",
        "The settings were damaged; what could be read of them is in use. The damaged file is kept as {kept}.",
    ),
    "own.settings_unusable": QT_TRANSLATE_NOOP(
        "Faults", "The settings in {file} cannot be read; Pawsort goes on with the usual ones."
    ),
    "own.window_kept_aside": QT_TRANSLATE_NOOP(
        "Faults",
        "What the window remembers of its place and sizes was damaged. The damaged file is kept as {kept}.",
    ),
    "own.window_unusable": QT_TRANSLATE_NOOP(
        "Faults", "What the window remembers of its place and sizes cannot be read in {file}."
    ),
    "own.recent_kept_aside": QT_TRANSLATE_NOOP(
        "Faults",
        "The list of recent sessions was damaged and begins anew; the sessions are where they were. The damaged file "
        "is kept as {kept}.",
    ),
    "own.recent_unusable": QT_TRANSLATE_NOOP(
        "Faults", "The list of recent sessions cannot be read in {file}; the sessions are where they were."
    ),
    "own.keyboards_damaged": QT_TRANSLATE_NOOP(
        "Faults", "{file} is damaged: keys are named as on an American keyboard. Install Pawsort again."
    ),
    "own.damaged": QT_TRANSLATE_NOOP("Faults", "{file} is damaged: {detail}."),
    "own.unreadable": QT_TRANSLATE_NOOP("Faults", "{file} cannot be opened: {detail}."),
    "own.too_large": QT_TRANSLATE_NOOP("Faults", "{file} has more than {bytes} bytes and was not read."),
    "own.no_file": QT_TRANSLATE_NOOP("Faults", "{file} is no file but a folder, a pipe or a device."),
}
