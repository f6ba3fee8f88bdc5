"""The filter for photos that were picked for the adoption page."""

from desktop_app.ui.filters.box_part import BoxPart


class PicksPart(BoxPart):
    """A box to tick."""

    facet = "picks"
    rank = 16

    def explained(self) -> str:
        """What the box does."""
        return self.tr("Only photos that were picked for the adoption page")

    def text(self, count: str) -> str:
        """What stands beside it."""
        return self.tr("Picks ({count})").format(count=count)


PART = PicksPart
