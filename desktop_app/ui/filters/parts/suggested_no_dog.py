"""The filter for photos in which the model sees no dog."""

from desktop_app.ui.filters.box_part import BoxPart


class SuggestedNoDogPart(BoxPart):
    """A box to tick."""

    facet = "suggested_no_dog"
    rank = 30

    def explained(self) -> str:
        """What the box does."""
        return self.tr("Only photos with the suggestion “no dog”")

    def text(self, count: str) -> str:
        """What stands beside it."""
        return self.tr("No dog? ({count})").format(count=count)


PART = SuggestedNoDogPart
