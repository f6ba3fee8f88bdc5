"""What people chose after seeing suggestions."""

from PySide6.QtCore import QCoreApplication

from desktop_app.photos.agreement import Chosen, interval
from desktop_app.photos.session_statistics import SessionFigures
from desktop_app.ui.statistics.sheet import Bars, Cell, Column, Fill, Kind, Series, Sheet
from desktop_app.ui.wording import numbers, words
from desktop_app.ui.wording.statistics import statistics_plurals

translate = QCoreApplication.translate


def agreement_sheet(figures: SessionFigures) -> Sheet:
    """How often what was suggested first was chosen, by how sure the model was."""
    agreement = figures.agreement
    no_word = translate("Statistics", "Without a word")
    each = {
        no_word if word is None else words.confidence_name(word): chosen
        for word, chosen in agreement.by_confidence.items()
        if word is not None or chosen.all
    }
    # The word that says nothing stands last.
    each = {name: chosen for name, chosen in each.items() if name != no_word} | {
        name: chosen for name, chosen in each.items() if name == no_word
    }
    each[translate("Statistics", "All together")] = agreement.overall
    first, others, otherwise = (
        translate("Statistics", "The first suggestion"),
        translate("Statistics", "Another of the five"),
        translate("Statistics", "Something else"),
    )
    chosen = list(each.values())
    return Sheet(
        "you-and-the-suggestions",
        translate("Statistics", "You and the suggestions"),
        translate(
            "Statistics",
            "What people chose after seeing a suggestion, by the word of the model for it; what was learned from "
            "labels does not count here. This is agreement, not how often the model is right: whoever sees a "
            "suggestion is led by it. The line shows where the true share probably lies (95 %): few labels say little.",
        ),
        ""
        if agreement.overall.all
        else translate(
            "Statistics",
            "Nobody has decided on a photo with a suggestion yet. Confirm or correct one, and it is counted here.",
        ),
        (
            Column(translate("Statistics", "How sure"), Kind.TEXT),
            Column(translate("Statistics", "Labels")),
            *(Column(title) for title in (first, others, otherwise)),
            Column(translate("Statistics", "Agreement (%)"), Kind.PERCENT),
            Column(translate("Statistics", "At least (%)"), Kind.PERCENT),
            Column(translate("Statistics", "At most (%)"), Kind.PERCENT),
        ),
        [_row(name, one) for name, one in each.items()],
        Bars(
            list(each),
            [
                Series(first, [_share(one.first, one) for one in chosen]),
                Series(others, [_share(one.of_the_others, one) for one in chosen], Fill.HATCHED),
                Series(otherwise, [_share(one.otherwise, one) for one in chosen], Fill.EMPTY),
            ],
            translate("Statistics", "Share of the labels (%)"),
            [_end(one) for one in chosen],
            intervals=[_interval(one) for one in chosen],
            greatest=100,
        ),
        _notes(figures),
    )


def _share(count: int, chosen: Chosen) -> float:
    return 100 * count / chosen.all if chosen.all else 0.0


def _interval(chosen: Chosen) -> tuple[float, float] | None:
    if not chosen.all:
        return None
    low, high = interval(chosen.first, chosen.all)
    return 100 * low, 100 * high


def _row(name: str, chosen: Chosen) -> list[Cell]:
    counts: list[Cell] = [name, chosen.all, chosen.first, chosen.of_the_others, chosen.otherwise]
    between = _interval(chosen)
    return [*counts, *((None, None, None) if between is None else (_share(chosen.first, chosen), *between))]


def _end(chosen: Chosen) -> str:
    if not chosen.all:
        return translate("Statistics", "no labels")
    text = translate("Statistics", "{count} of {all}")
    return text.format(count=numbers.number(chosen.first), all=numbers.number(chosen.all))


def _notes(figures: SessionFigures) -> list[str]:
    agreement = figures.agreement
    notes = []
    if agreement.unknown:
        notes.append(statistics_plurals.unknown_left_out(agreement.unknown))
    if agreement.of_its_kind:
        notes.append(statistics_plurals.kinds_left_out(agreement.of_its_kind))
    if agreement.nothing_seen:
        notes.append(statistics_plurals.decided_unseen(agreement.nothing_seen))
    if agreement.by_rules:
        notes.append(statistics_plurals.decided_by_rules(agreement.by_rules))
    if agreement.packs > 1:
        notes.append(statistics_plurals.of_several_models(agreement.packs))
    return notes
