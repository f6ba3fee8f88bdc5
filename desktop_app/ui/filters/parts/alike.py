"""The filter for photos that are most like one: which one it is, and the way back."""

from desktop_app.photos.facets.alike import AlikeTo
from desktop_app.plain_text import escaped
from desktop_app.ui.filters.chip_part import ChipPart


class AlikePart(ChipPart):
    """Hidden until a person has asked in the gallery for more like a photo."""

    facet = "alike"
    rank = 5

    def title(self) -> str:
        """What stands above the photo's name."""
        return self.tr("Most like")

    def name(self, value: AlikeTo) -> str:
        """The photo's name."""
        return escaped(value.name)

    def explained(self) -> str:
        """What the cross does."""
        return self.tr("Show all photos again, not only those that are most like this one (Esc)")

    def spoken(self, name: str) -> str:
        """The same for screen readers."""
        return self.tr("Most like {file}: show all photos again").format(file=name)


PART = AlikePart
