"""Animals with drawn photos, as a session would give them."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import Animal, Species
from desktop_app.catalog.values.labels import Label
from desktop_app.commands.export_terms import terms
from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import OptionValue, Preview, Wording, Written
from desktop_app.exports.formats import all_formats
from desktop_app.exports.material import Material
from desktop_app.exports.shelters.feed_format import ShelterFeed


@dataclass
class Herd:
    """Animals, added one by one, with photos below a folder."""

    folder: Path
    rows: list[PhotoRow] = field(default_factory=list)
    animals: int = 0

    def add(
        self,
        number: str,
        *labels: Label | None,
        name: str = "",
        note: str = "",
        species: Species = Species.DOG,
    ) -> Animal:
        """One animal, with a photo for each label, that is picked in this order; None for a photo without a label."""
        self.animals += 1
        animal = Animal(self.animals, name, number, species, note)
        for pick, label in enumerate(labels, start=1):
            photo_id = len(self.rows) + 1
            path = self.folder / f"{photo_id}.jpg"
            Image.new("RGB", (48, 32), (photo_id * 20 % 250, 90, 90)).save(path, "JPEG")
            decided_by = None if label is None else "person"
            self.rows.append(
                PhotoRow(photo_id, path, 0, None, None, label, decided_by=decided_by, animal=animal, pick=pick)
            )
        return animal

    @property
    def material(self) -> Material:
        """All of them."""
        labelled = sum(row.label is not None for row in self.rows)
        return Material(len(self.rows), labelled, lambda: self.rows)


FEEDS = ("rescuegroups", "adoptapet", "petfinder")
TABLES = {"rescuegroups": "pets.csv", "adoptapet": "pets.csv", "petfinder": "NJ94.csv"}
NAMED: Mapping[str, Mapping[str, OptionValue]] = {"petfinder": {"shelter_id": "nj94"}, "adoptapet": {"header": True}}
ID = {"rescuegroups": "externalID", "adoptapet": "Id", "petfinder": "ID"}


def feed(format_id: str) -> ShelterFeed:
    found = all_formats()[format_id]
    assert isinstance(found, ShelterFeed)
    return found


def exported(format_id: str, herd: Herd | Material, out: Path, **options: OptionValue) -> Written:
    material = herd.material if isinstance(herd, Herd) else herd
    wording = Wording(str, sentence, term=terms("en"))
    return feed(format_id).write(out, material, wording, {**NAMED.get(format_id, {}), **options})


def table(format_id: str, out: Path) -> list[dict[str, str]]:
    text = (out / TABLES[format_id]).read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def planned(format_id: str, herd: Herd | Material, out: Path, **options: OptionValue) -> Preview:
    material = herd.material if isinstance(herd, Herd) else herd
    return feed(format_id).preview(out, material, {**NAMED.get(format_id, {}), **options})


def notes(preview: Preview) -> dict[str, object]:
    return {note.code: note.facts.get("names", "") for note in preview.notes}
