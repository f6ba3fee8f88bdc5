"""What the side panel says about the selected photos. No widget: easy to test."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.catalog.on_disk import lies_in
from desktop_app.catalog.rows import PhotoRow, PhotoState, RowSuggestion
from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, SuggestedKind, SuggestionStatus
from desktop_app.photos.selection import Selection
from desktop_app.plain_text import escaped
from desktop_app.ui.wording import numbers, words
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.kinds import kind_like
from desktop_app.ui.wording.plurals import plurals

LINES = 5
# Of the sets of a session whose model is not loaded yet.
COVERAGE = 0.9


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """One bar of the panel.

    Attributes:
        label: what choosing the line decides.
        text: the breed, or "No dog".
        share: length of the bar, 0 to 1.
        share_text: what stands at its end.
    """

    label: Label
    text: str
    share: float
    share_text: str


@dataclass(frozen=True, slots=True)
class PanelContent:
    """Everything the panel shows beside the photo itself.

    Attributes:
        title: file name, or how many photos are selected.
        place: the folder, or what applies to all of them.
        heading: what stands above the bars.
        lines: the bars; numbered 1 to 5 for the keys.
        aside: what the suggestion says about there being a dog, where that is short and plain.
        sentence: the same where it is not; or why there is no suggestion.
        confirm_text: the words on the big button; empty when there is nothing to confirm or go on from.
        label_text: the label in words.
        state: the state's icon; None for several photos in different states.
        label: the label that all selected photos share, else None.
        confidence: how sure the suggestion for a single photo is; None where the model does not say.
        trust_sentence: what follows from that: the few breeds that it may be, or to look for oneself.
        trust_short: the same in fewer words, where the breeds are those that stand first; else empty.
        proposed_mix: a mix that the suggestion speaks for and that is not the label yet; None for none.
        mix_sentence: that in words.
        learned: how many labels stand behind the first breed; "" where it is the word of the model.
        of_kind: whether it is the kind of dog that is said, and sure, and no breed.
        kind: the kind with which one key labels, that of all selected photos that have one; None where they have
            several, or none.
        kind_text: what that key gives, in words; "" where no photo has a kind.
        has_kinds: whether the suggestions of the session tell kinds, so that there is a place for that.
        notice: what is the matter with the file, or with the label because of it; "" for nothing.
        keep_text: the words of the way out of that; "" where there is none.
        dog: which of several dogs all this is about, and the key that leads on; "" where there are no others.
        dog_tip: how another one is chosen; "" likewise.
    """

    title: str
    place: str
    heading: str
    lines: tuple[SuggestionLine, ...]
    aside: str
    sentence: str
    confirm_text: str
    label_text: str
    state: PhotoState | None
    label: Label | None
    confidence: Confidence | None = None
    trust_sentence: str = ""
    trust_short: str = ""
    proposed_mix: Label | None = None
    mix_sentence: str = ""
    learned: str = ""
    of_kind: bool = False
    kind: Label | None = None
    kind_text: str = ""
    has_kinds: bool = False
    notice: str = ""
    keep_text: str = ""
    dog: str = ""
    dog_tip: str = ""


def confirmed_label(row: PhotoRow) -> Label | None:
    """The label that confirming a photo's first suggestion gives it; None when there is nothing to confirm."""
    if row.suggestion is None or row.fault is not None:
        return None
    if row.suggestion.status is SuggestionStatus.NO_DOG:
        return NO_DOG
    return Label.breed(row.suggestion.ranked[0].breed_id) if row.suggestion.ranked else None


def proposed_mix(row: PhotoRow) -> Label | None:
    """The mix that a photo's suggestion speaks for; None where it does not, or where that is the label already."""
    if row.suggestion is None or row.suggestion.proposed_mix is None or row.fault is not None:
        return None
    mix = Label.mix(*row.suggestion.proposed_mix)
    return None if mix == row.label else mix


def content_for(selected: Selection, breed_name: words.BreedName, coverage: float = COVERAGE) -> PanelContent | None:
    """What the panel shows for the selected photos; None for no photo.

    Args:
        selected: the selected photos.
        breed_name: id → name.
        coverage: how often the model's short sets hold the right breed.
    """
    row = selected.first
    if row is None:
        return None
    if len(selected) > 1:
        return _many(selected, breed_name)
    root = _missing_root(row, selected.store.missing_roots)
    return _one(row, breed_name, coverage, root, has_kinds=selected.store.has_kinds)


def content_of(
    row: PhotoRow, breed_name: words.BreedName, coverage: float = COVERAGE, *, has_kinds: bool = False
) -> PanelContent:
    """What the panel shows for one photo, or for one dog in it, whose row it is given (`review.dogs`)."""
    return _one(row, breed_name, coverage, "", has_kinds=has_kinds)


def _missing_root(row: PhotoRow, roots: Iterable[str]) -> str:
    """The drive or folder because of which a photo is missing; "" where there is none."""
    return next((root for root in roots if row.missing and lies_in(row.path, root)), "")


def _notice(row: PhotoRow, root: str) -> str:
    translate = QCoreApplication.translate
    said = []
    if root:
        text = translate(
            "PanelContent", "{folder} is not there. Connect the drive, and the photo comes back by itself."
        )
        said.append(text.format(folder=escaped(root)))
    if row.label_of_another_file:
        said.append(translate("PanelContent", "The label was given to another photo, which had this file name before."))
    return "\n".join(said)


def _trust_sentence(suggestion: RowSuggestion, breed_name: words.BreedName, coverage: float) -> str:
    translate = QCoreApplication.translate
    if len(suggestion.breed_set) > 1 and suggestion.confidence is not Confidence.SURE:
        text = translate(
            "PanelContent", "Looks like one of: {breeds} ({percent} of the time the right one is among them)"
        )
        names = ", ".join(breed_name(breed_id) for breed_id in suggestion.breed_set)
        return text.format(breeds=names, percent=numbers.percent(coverage))
    if suggestion.confidence is Confidence.MAYBE:
        return translate("PanelContent", "One breed stands out. Look for yourself.")
    if suggestion.confidence is Confidence.UNSURE:
        return translate("PanelContent", "Many breeds are possible. Look for yourself.")
    return ""


def _trust_short(suggestion: RowSuggestion, coverage: float) -> str:
    breeds = suggestion.breed_set
    first = [breed.breed_id for breed in suggestion.ranked[: min(LINES, len(breeds))]]
    if len(breeds) < 2 or suggestion.confidence is Confidence.SURE or set(first) != set(breeds):
        return ""
    text = QCoreApplication.translate("PanelContent", "One of the first {count} ({percent} of the time)")
    return text.format(count=numbers.number(len(breeds)), percent=numbers.percent(coverage))


def _mix_sentence(mix: Label | None, breed_name: words.BreedName) -> str:
    if mix is None:
        return ""
    first, second = (breed_name(breed_id) for breed_id in mix.breed_ids)
    text = QCoreApplication.translate("PanelContent", "Looks like a mix of {first} and {second}")
    return text.format(first=first, second=second)


def _heading(row: PhotoRow, kind: SuggestedKind | None) -> str:
    if row.label is None or row.suggestion is None:
        if kind is not None:
            return words.looks_like_kind(kind.kind_id, begins=True)
        return QCoreApplication.translate("PanelContent", "Looks like")
    # A decided photo is confirmed or corrected by this, whatever was learned from labels.
    if kind is not None:
        text = QCoreApplication.translate("PanelContent", "The model by itself: {kind}")
        return text.format(kind=kind_like(kind.kind_id))
    return QCoreApplication.translate("PanelContent", "The model by itself")


def _one(
    row: PhotoRow, breed_name: words.BreedName, coverage: float, missing_root: str, *, has_kinds: bool
) -> PanelContent:
    translate = QCoreApplication.translate
    suggestion = row.suggestion
    lines: tuple[SuggestionLine, ...] = ()
    readable = suggestion if row.fault is None else None
    said = readable.said_kind if readable else None
    offered = readable.offered_kind if readable else None
    heading = _heading(row, said)
    aside, sentence = words.dog_sentence(row), ""
    if row.fault is not None:
        sentence = translate("PanelContent", "This photo cannot be read. {reason}")
        sentence = sentence.format(reason=fault_text(row.fault))
    elif suggestion is None and row.missing and not missing_root:
        sentence = translate("PanelContent", "The file is not there: it was moved, renamed or deleted. "
                             "Add its new folder, and the photo is found again.")  # fmt: skip
    elif suggestion is None:
        sentence = translate("PanelContent", "Suggestions follow as soon as the photo has been looked at.")
    else:
        lines = tuple(_line(breed, breed_name) for breed in suggestion.ranked[:LINES])
        if suggestion.status is SuggestionStatus.NO_DOG:
            aside, sentence = "", aside
            heading = translate("PanelContent", "If there is a dog after all, it looks like")
        elif said is not None:
            # That it shows a dog goes without saying.
            aside = numbers.percent(said.probability)
    no_label = translate("PanelContent", "None yet")
    mix = proposed_mix(row)
    folder = escaped(str(row.path.parent))
    return PanelContent(
        title=escaped(row.path.name),
        # At the end: where there is no room, the beginning of the folder is left out.
        place=f"{folder} · {words.not_there()}" if row.missing else folder,
        heading=heading,
        lines=lines,
        aside=aside,
        sentence=sentence,
        confirm_text=_confirm_text(row, breed_name),
        label_text=no_label if row.label is None else words.label_text(row.label, breed_name),
        state=row.state,
        label=row.label,
        confidence=readable.confidence if readable else None,
        trust_sentence=_trust_sentence(readable, breed_name, coverage) if readable else "",
        trust_short=_trust_short(readable, coverage) if readable else "",
        proposed_mix=mix,
        mix_sentence=_mix_sentence(mix, breed_name),
        learned=words.learned(row),
        of_kind=said is not None,
        kind=None if offered is None else Label.breed(offered.kind_id),
        kind_text="" if offered is None else breed_name(offered.kind_id),
        has_kinds=has_kinds,
        notice=_notice(row, missing_root),
    )


def _line(breed: RankedBreed, breed_name: words.BreedName) -> SuggestionLine:
    label = Label.breed(breed.breed_id)
    return SuggestionLine(label, breed_name(breed.breed_id), breed.probability, numbers.percent(breed.probability))


def _confirm_text(row: PhotoRow, breed_name: words.BreedName) -> str:
    """What the large button says; nothing where there is nothing to confirm."""
    translate = QCoreApplication.translate
    if row.label is not None and row.label_of_another_file:
        return translate("PanelContent", "Keep the label for this photo")
    if row.label is not None:
        return translate("PanelContent", "Keep the label and go on")
    label = confirmed_label(row)
    if label is None:
        return ""
    return translate("PanelContent", "Confirm: {label}").format(label=words.label_text(label, breed_name))


def _many(selected: Selection, breed_name: words.BreedName) -> PanelContent:
    translate = QCoreApplication.translate
    count = len(selected)
    lines = tuple(
        SuggestionLine(label, words.label_text(label, breed_name), times / count, words.photos(times))
        for label, times in selected.suggestions()[:LINES]
    )
    to_confirm = len(selected.to_confirm)
    labels = dict(selected.labels())
    common = next(iter(labels)) if len(labels) == 1 else None
    if common is not None:
        label_text = words.label_text(common, breed_name)
    elif len(labels) > 1:
        label_text = plurals.different_labels(count - labels.get(None, 0))
    else:
        label_text = translate("PanelContent", "None yet")
    kinds = dict(selected.kinds())
    kind = next(iter(kinds)) if len(kinds) == 1 else None
    states = selected.states()
    marked = len(selected.of_another_file)
    return PanelContent(
        title=plurals.photos_selected(count),
        place=translate("PanelContent", "Your choice counts for all."),
        heading=translate("PanelContent", "They look like"),
        lines=lines,
        aside="",
        sentence="",
        confirm_text=plurals.confirm(to_confirm) if to_confirm else "",
        label_text=label_text,
        state=states.pop() if len(states) == 1 else None,
        label=common,
        kind=kind,
        kind_text=words.label_text(kind, breed_name) if kind else translate("PanelContent", "Kinds") if kinds else "",
        has_kinds=selected.store.has_kinds,
        notice=plurals.labels_of_other_files(marked) if marked else "",
        keep_text=plurals.keep_labels(marked) if marked else "",
    )
