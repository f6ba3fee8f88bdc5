"""Animals with drawn photos, as a session would give them."""

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import Animal, Species
from desktop_app.catalog.values.labels import Label
from desktop_app.exports.material import Material


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
