"""Where photos stand."""

from PySide6.QtCore import QCoreApplication

from desktop_app.photos.session_statistics import SessionFigures
from desktop_app.ui.look.theme import state_colour
from desktop_app.ui.statistics.sheet import Bars, Column, Kind, Series, Sheet
from desktop_app.ui.wording import numbers, words

translate = QCoreApplication.translate


def photos_sheet(figures: SessionFigures) -> Sheet:
    """Photos by state."""
    states = list(figures.states)
    counts = [figures.states[state] for state in states]
    shares = [100 * count / figures.photos if figures.photos else 0.0 for count in counts]
    names = [words.state_name(state) for state in states]
    photos = translate("Statistics", "Photos")
    return Sheet(
        "photos-by-state",
        translate("Statistics", "Where photos stand"),
        translate(
            "Statistics",
            "Each photo is counted once. Confirmed: you chose what the model suggests first, without what was learned "
            "from labels. Corrected: you chose something else.",
        ),
        "" if figures.photos else translate("Statistics", "There are no photos yet. Add some, and come back."),
        (
            Column(translate("Statistics", "State"), Kind.TEXT),
            Column(photos),
            Column(translate("Statistics", "Share (%)"), Kind.PERCENT),
        ),
        list(zip(names, counts, shares, strict=True)),
        Bars(
            names,
            [Series(photos, counts, colours=[state_colour(state).name() for state in states])],
            photos,
            [
                f"{numbers.number(count)} · {numbers.percent(share / 100)}"
                for count, share in zip(counts, shares, strict=True)
            ],
        ),
    )
