"""What is said where a table for a site cannot be made."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

FEED_SENTENCES: dict[str, str] = {
    "feed.no_animals": QT_TRANSLATE_NOOP(
        "Faults",
        "Nothing was written: no animal would stand in the table, and an empty table deletes all animals there. Give "
        "the animals their numbers in Animals first.",
    ),
    "feed.only_new": QT_TRANSLATE_NOOP(
        "Faults",
        "Nothing was written: {format} takes no new animals alone, since the site deletes all that are missing from a "
        "table. Export all of them.",
    ),
    "feed.file_name": QT_TRANSLATE_NOOP(
        "Faults", "“{name}” cannot be the name of a file. Type the name that the import account waits for."
    ),
    "feed.status": QT_TRANSLATE_NOOP(
        "Faults", "Type the status that the animals have at RescueGroups: Available, for example."
    ),
    "feed.shelter_id": QT_TRANSLATE_NOOP(
        "Faults", "“{name}” is no shelter ID of Petfinder: it has two letters and a number, like NJ94."
    ),
    "table.no_number_column": QT_TRANSLATE_NOOP(
        "Faults", "{file} has no column with the numbers of animals. Call one “number”. Its columns are: {there}."
    ),
}
