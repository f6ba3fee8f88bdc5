"""With which options each format is written for its golden files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from desktop_app.exports.base import ExportFormat, OptionKind, OptionValue


@dataclass(frozen=True)
class Variant:
    """One way to write a format.

    Attributes:
        name: of the folder with its golden files.
        options: that are not at their defaults. `{there}` in a text stands for a table of animals that are there.
        language: of names of breeds and of words.
        ending: of the file, where the format has several kinds; "" for the first.
    """

    name: str
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    language: str = "en"
    ending: str = ""


THERE = "{there}"
"""Stands for the path of a table that the other software is said to have written: see `writing.ANIMALS_THERE`."""

FURTHER: Mapping[str, tuple[Variant, ...]] = {
    "csv": (
        Variant("spreadsheet in French", {"reader": "spreadsheet"}, "fr"),
        Variant("animals in French", {"content": "animals", "reader": "spreadsheet"}, "fr"),
        Variant("animals without breeds", {"content": "animals", "no_breed": True}),
        Variant("animals, maybe", {"content": "animals", "accept_suggestions": "maybe"}),
        Variant("labels, a row a dog", {"content": "labels", "per_dog": True}),
    ),
    "jsonl": (Variant("dogs without breeds", {"no_breed": True, "per_dog": True}),),
}
"""Beside those that each format has."""


def variants_of(export_format: ExportFormat) -> Iterator[Variant]:
    """The defaults in both languages, each other choice of each option, and what `FURTHER` adds."""
    yield Variant("default")
    yield Variant("French", language="fr")
    for option in export_format.options:
        if option.kind is OptionKind.YES_NO:
            yield Variant(f"{option.name}={'no' if option.default else 'yes'}", {option.name: not option.default})
        elif option.kind is OptionKind.CHOICE:
            for choice in option.choices:
                if choice != option.default:
                    yield Variant(f"{option.name}={choice}", {option.name: choice})
        elif option.name == "only_new":
            yield Variant("only_new", {option.name: THERE})
    yield from FURTHER.get(export_format.id, ())
