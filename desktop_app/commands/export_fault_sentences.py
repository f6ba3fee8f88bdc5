"""What is said of options of an export that mean nothing, or do not go together."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

EXPORT_SENTENCES: dict[str, str] = {
    "export.empty_pattern": QT_TRANSLATE_NOOP(
        "Faults", "Write how the files are to be called. Each of these stands for what is known of the photo: {there}."
    ),
    "export.unknown_field": QT_TRANSLATE_NOOP("Faults", "{field} means nothing here. There are: {there}."),
    "export.no_breed_folders": QT_TRANSLATE_NOOP(
        "Faults",
        "Without breeds, there are no folders of breeds. Sort the photos by animal or by state, or keep the breeds.",
    ),
    "export.no_breed_names": QT_TRANSLATE_NOOP(
        "Faults",
        "Without breeds, no breed stands in the names of files. Take it out of the pattern, or keep the breeds.",
    ),
    "export.no_session_file": QT_TRANSLATE_NOOP(
        "Faults", "The session has no file that could be copied. Export folders or a table."
    ),
    "where.holds_photos": QT_TRANSLATE_NOOP(
        "Faults", "{folder} holds photos of this session, and copies would come between them. Choose another folder."
    ),
}
