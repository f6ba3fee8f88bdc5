"""Patterns that many shelters could use as they are."""

from dataclasses import dataclass

from desktop_app.catalog.naming.patterns import Source


@dataclass(frozen=True, slots=True)
class Preset:
    """A pattern that many shelters could use, with the name that shows it."""

    id: str
    pattern: str
    source: Source
    example: str


PRESETS = (
    Preset("date_name_number", "{date} {name} {number}", Source.FOLDER, "2024-11 Bella A1234"),
    Preset("name_number", "{name} {number}", Source.FOLDER, "Bella A1234"),
    Preset("number_name", "{number} {name}", Source.FOLDER, "A1234 Bella"),
    Preset("whatever_there_is", "{date?} {name} {number?}", Source.FOLDER, "2024-11 Bella · Rex A1235"),
    Preset("folder", "{name}", Source.FOLDER, "Bella"),
    Preset("file_number_name", "{number}_{name}_{any}", Source.FILE, "A1234_Bella_01.jpg"),
    Preset("file_name_number", "{name}_{number}_{any}", Source.FILE, "Bella_A1234_01.jpg"),
    Preset("file_name", "{name}", Source.FILE, "Bella 01.jpg"),
)
