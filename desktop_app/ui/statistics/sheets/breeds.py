"""Which breeds there are."""

from PySide6.QtCore import QCoreApplication

from desktop_app.photos.session_statistics import SessionFigures
from desktop_app.ui.statistics.sheet import Bars, Cell, Column, Fill, Kind, Series, Sheet
from desktop_app.ui.wording import numbers, words
from desktop_app.ui.wording.breeds import marked

translate = QCoreApplication.translate

MOST_IN_CHART = 20


def breeds_sheet(figures: SessionFigures, breed_name: words.BreedName) -> Sheet:
    """The most frequent breeds as a chart, all of them as a table."""
    labelled, mixed, looks_like, animals = (
        translate("Statistics", "Labelled"),
        translate("Statistics", "In mixes"),
        translate("Statistics", "Looks like it, undecided"),
        translate("Statistics", "Animals decided"),
    )
    rows: list[list[Cell]] = [
        [marked(one.breed_id, breed_name(one.breed_id)), one.photos, one.in_mixes, one.suggested, one.animals]
        for one in figures.breeds
    ]
    rows += [
        [words.label_text(label, breed_name), count, None, None, None] for label, count in figures.other_labels.items()
    ]
    shown = figures.breeds[:MOST_IN_CHART]
    notes = []
    if len(figures.breeds) > MOST_IN_CHART:
        text = translate("Statistics", "The chart shows the {few} most frequent of {all} breeds, the table all.")
        notes.append(text.format(few=numbers.number(MOST_IN_CHART), all=numbers.number(len(figures.breeds))))
    return Sheet(
        "breeds",
        translate("Statistics", "Breeds"),
        translate(
            "Statistics",
            "How often each breed, or kind of dog, was chosen for photos, and how many undecided photos look like it. "
            "Nobody can tell a breed from a photo for certain.",
        ),
        ""
        if rows
        else translate(
            "Statistics", "No breed has been suggested or chosen yet. Wait for the suggestions, or label a photo."
        ),
        (
            Column(translate("Statistics", "Breed"), Kind.TEXT),
            *(Column(title) for title in (labelled, mixed, looks_like, animals)),
        ),
        rows,
        Bars(
            [marked(one.breed_id, breed_name(one.breed_id)) for one in shown],
            [
                Series(labelled, [one.photos for one in shown]),
                Series(mixed, [one.in_mixes for one in shown], Fill.HATCHED),
                Series(looks_like, [one.suggested for one in shown], Fill.EMPTY),
            ],
            translate("Statistics", "Photos"),
            [numbers.number(one.photos + one.in_mixes + one.suggested) for one in shown],
        ),
        notes,
    )
