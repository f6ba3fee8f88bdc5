"""What the statistics say with a number in it."""

from PySide6.QtCore import QObject


class StatisticsPlurals(QObject):
    """Each text with the right plural for `count`."""

    def undated(self, count: int) -> str:
        """Photos that stand on no day."""
        return self.tr("Of %Ln photo(s) it is not known when they were taken.", "", count)

    def unknown_left_out(self, count: int) -> str:
        """Labels that say nothing of the suggestion."""
        return self.tr("%Ln label(s) “unknown” are left out: that is no word against a suggestion.", "", count)

    def kinds_left_out(self, count: int) -> str:
        """Labels that say of what kind the suggested breed is."""
        return self.tr(
            "%Ln label(s) name the kind of dog that was suggested, and no breed: they are left out, "
            "since they neither confirm the breed nor contradict it.",
            "",
            count,
        )

    def decided_unseen(self, count: int) -> str:
        """Labels that were given without a suggestion."""
        return self.tr("%Ln label(s) were given without a suggestion, or before Pawsort noted it.", "", count)

    def decided_by_rules(self, count: int) -> str:
        """Labels that no person has given."""
        return self.tr("%Ln label(s) were given by a rule, not by a person.", "", count)

    def of_several_models(self, count: int) -> str:
        """That not all suggestions are of the same model."""
        return self.tr("The suggestions came from %Ln model(s).", "", count)

    def last_days(self, count: int) -> str:
        """That the chart shows not all days."""
        return self.tr("The chart shows the last %Ln day(s) of work, the table all.", "", count)


statistics_plurals = StatisticsPlurals()
