"""The filter for photos whose labels stand behind a breed that was learned: which breed it is, and the way back."""

from PySide6.QtCore import Qt, Signal

from desktop_app.photos.facets.taught import TaughtBy
from desktop_app.ui.filters.chip_part import ChipPart


class TaughtPart(ChipPart):
    """Hidden until a person has asked beside a suggestion which labels it was learned from.

    Signals:
        back_wanted: what was shown before is to be shown again, all of it.
    """

    back_wanted = Signal()

    facet = "taught"
    rank = 6
    elided = Qt.TextElideMode.ElideRight

    def title(self) -> str:
        """What stands above the breed."""
        return self.tr("Photos that taught")

    def name(self, value: TaughtBy) -> str:
        """The breed."""
        return self.breed_name(value.breed_id)

    def explained(self) -> str:
        """What the cross does."""
        return self.tr("Go back to what was shown before (Esc)")

    def spoken(self, name: str) -> str:
        """The same for screen readers."""
        return self.tr("Photos that taught “{breed}”: go back to what was shown before").format(breed=name)

    def _go_back(self) -> None:
        self.back_wanted.emit()


PART = TaughtPart
