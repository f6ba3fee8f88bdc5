"""Why the system refused, and what is wrong with a text: said within the sentences of faults, as their `detail`.

No capital and no full stop: they stand behind a colon or in brackets.
"""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

REASONS: dict[str, str] = {
    "system.not_there": QT_TRANSLATE_NOOP("Faults", "there is no such file or folder"),
    "system.forbidden": QT_TRANSLATE_NOOP("Faults", "access is not allowed"),
    "system.read_only": QT_TRANSLATE_NOOP("Faults", "nothing can be written to this disk"),
    "system.disk_full": QT_TRANSLATE_NOOP("Faults", "the disk is full"),
    "system.disk_error": QT_TRANSLATE_NOOP("Faults", "the disk or card reports an error"),
    "system.is_folder": QT_TRANSLATE_NOOP("Faults", "it is a folder"),
    "system.exists": QT_TRANSLATE_NOOP("Faults", "there is a file of this name already"),
    "system.name_too_long": QT_TRANSLATE_NOOP("Faults", "the name is too long"),
    "system.link_loop": QT_TRANSLATE_NOOP("Faults", "links lead in a circle"),
    "system.in_use": QT_TRANSLATE_NOOP("Faults", "another program uses it"),
    "system.many_files": QT_TRANSLATE_NOOP("Faults", "too many files are open"),
    "system.file_too_large": QT_TRANSLATE_NOOP("Faults", "the file would be too large for this disk"),
    "system.out_of_memory": QT_TRANSLATE_NOOP("Faults", "there is not enough memory"),
    "system.closed": QT_TRANSLATE_NOOP("Faults", "what it goes to has been closed"),
    "system.drive_away": QT_TRANSLATE_NOOP("Faults", "its drive does not answer"),
    "text.quote_open": QT_TRANSLATE_NOOP("Faults", "a quote is not closed"),
    "text.after_quote": QT_TRANSLATE_NOOP("Faults", "something stands behind a closing quote"),
    "text.long_cell": QT_TRANSLATE_NOOP("Faults", "a cell is too long"),
    "text.no_json": QT_TRANSLATE_NOOP("Faults", "this is no JSON"),
    "text.too_deep": QT_TRANSLATE_NOOP("Faults", "it is nested too deeply"),
    "text.no_object": QT_TRANSLATE_NOOP("Faults", "this is no JSON object"),
}
