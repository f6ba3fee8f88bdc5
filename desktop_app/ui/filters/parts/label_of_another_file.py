"""The filter for labels that were given to another file of the same name."""

from desktop_app.ui.filters.box_part import BoxPart


class LabelOfAnotherFilePart(BoxPart):
    """A box to tick."""

    facet = "label_of_another_file"
    rank = 15

    def explained(self) -> str:
        """What the box does."""
        return self.tr("Only photos whose label was given to another file of the same name")

    def text(self, count: str) -> str:
        """What stands beside it."""
        return self.tr("Other file ({count})").format(count=count)


PART = LabelOfAnotherFilePart
