"""The filter for photos that show several dogs."""

from desktop_app.ui.filters.box_part import BoxPart


class SeveralDogsPart(BoxPart):
    """A box to tick."""

    facet = "several_dogs"
    rank = 17

    def explained(self) -> str:
        """What the box does."""
        return self.tr("Only photos that you said show several dogs")

    def text(self, count: str) -> str:
        """What stands beside it."""
        return self.tr("Several dogs ({count})").format(count=count)


PART = SeveralDogsPart
