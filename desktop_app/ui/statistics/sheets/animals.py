"""Where animals stand."""

from PySide6.QtCore import QCoreApplication

from desktop_app.catalog.rows import PhotoState
from desktop_app.photos.session_statistics import AnimalState, SessionFigures
from desktop_app.ui.look.theme import state_colour
from desktop_app.ui.statistics.sheet import Bars, Column, Kind, Series, Sheet
from desktop_app.ui.wording import numbers

translate = QCoreApplication.translate

COLOURS = {
    AnimalState.UNDECIDED: PhotoState.TO_REVIEW,
    AnimalState.PARTLY: PhotoState.TO_REVIEW,
    AnimalState.DISAGREE: PhotoState.CORRECTED,
    AnimalState.DECIDED: PhotoState.CONFIRMED,
}


def animals_sheet(figures: SessionFigures) -> Sheet:
    """Animals by state."""
    names = {
        AnimalState.UNDECIDED: translate("Statistics", "Undecided"),
        AnimalState.PARTLY: translate("Statistics", "Some photos left"),
        AnimalState.DISAGREE: translate("Statistics", "Labels disagree"),
        AnimalState.DECIDED: translate("Statistics", "Decided"),
    }
    counts = [figures.animals.get(state, 0) for state in names]
    everything = sum(counts)
    shares = [100 * count / everything if everything else 0.0 for count in counts]
    animals = translate("Statistics", "Animals")
    return Sheet(
        "animals-by-state",
        translate("Statistics", "Where animals stand"),
        translate(
            "Statistics",
            "An animal is decided when all its photos have a label, and the same one. Photos of several dogs, and "
            "unreadable ones, do not count.",
        ),
        ""
        if everything
        else translate(
            "Statistics", "No photo belongs to an animal yet. Give photos to animals, and they are counted here."
        ),
        (
            Column(translate("Statistics", "State"), Kind.TEXT),
            Column(animals),
            Column(translate("Statistics", "Share (%)"), Kind.PERCENT),
        ),
        list(zip(names.values(), counts, shares, strict=True)),
        Bars(
            list(names.values()),
            [Series(animals, counts, colours=[state_colour(COLOURS[state]).name() for state in names])],
            animals,
            [
                f"{numbers.number(count)} · {numbers.percent(share / 100)}"
                for count, share in zip(counts, shares, strict=True)
            ],
        ),
    )
