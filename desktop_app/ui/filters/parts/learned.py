"""The filter for photos whose suggestion was learned from labels."""

from desktop_app.ui.filters.box_part import BoxPart


class LearnedPart(BoxPart):
    """A box to tick."""

    facet = "learned"
    rank = 14

    def explained(self) -> str:
        """What the box does."""
        return self.tr("Only photos whose suggestion was learned from labels, and that are still to review")

    def text(self, count: str) -> str:
        """What stands beside it."""
        return self.tr("Learned ({count})").format(count=count)


PART = LearnedPart
