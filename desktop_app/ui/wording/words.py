"""How the interface says things: states, labels, suggestions, probabilities. The only place with such wording."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import Label, LabelKind
from desktop_app.catalog.values.suggestions import Confidence, SuggestedKind, SuggestionStatus
from desktop_app.photos import picks
from desktop_app.photos.arrangement import Section
from desktop_app.plain_text import escaped
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.keys import key_text
from desktop_app.ui.wording.kinds import kind_like
from desktop_app.ui.wording.numbers import number, percent
from desktop_app.ui.wording.plain import tip
from desktop_app.ui.wording.plurals import plurals

BreedName = Callable[[str], str]

# What the services call themselves, in every language.
SITES = {"petfinder": "Petfinder", "adoptapet": "Adopt-a-Pet", "rescuegroups": "RescueGroups"}


def state_name(state: PhotoState) -> str:
    """The state in one or two words."""
    return {
        PhotoState.WAITING: QCoreApplication.translate("Words", "Waiting"),
        PhotoState.TO_REVIEW: QCoreApplication.translate("Words", "To review"),
        PhotoState.CONFIRMED: QCoreApplication.translate("Words", "Confirmed"),
        PhotoState.CORRECTED: QCoreApplication.translate("Words", "Corrected"),
        PhotoState.NO_DOG: QCoreApplication.translate("Words", "No dog"),
        PhotoState.UNREADABLE: QCoreApplication.translate("Words", "Unreadable"),
    }[state]


def state_meaning(state: PhotoState) -> str:
    """What the state means, where a word may puzzle; "" otherwise."""
    return {
        PhotoState.CONFIRMED: QCoreApplication.translate("Words", "The label is what the model by itself suggests."),
        PhotoState.CORRECTED: QCoreApplication.translate(
            "Words",
            "The label is something else than the model by itself suggests, also where Pawsort had learned it from "
            "other labels.",
        ),
    }.get(state, "")


def not_there() -> str:
    """That the file of a photo is not where it was."""
    return QCoreApplication.translate("Words", "File not there")


def of_another_file() -> str:
    """That a label was given to what a file held before."""
    return QCoreApplication.translate("Words", "Label of another file")


def confidence_name(confidence: Confidence) -> str:
    """How sure the first suggestion is, in a word."""
    return {
        Confidence.SURE: QCoreApplication.translate("Words", "Sure"),
        Confidence.MAYBE: QCoreApplication.translate("Words", "Maybe"),
        Confidence.UNSURE: QCoreApplication.translate("Words", "Unsure"),
    }[confidence]


def confidence_meaning(confidence: Confidence) -> str:
    """What the word means, in a sentence."""
    return {
        Confidence.SURE: QCoreApplication.translate(
            "Words",
            "Sure: suggestions with this word are very seldom wrong, if it is a dog of a breed that the model knows.",
        ),
        Confidence.MAYBE: QCoreApplication.translate(
            "Words", "Maybe: the first breed is often right, but not often enough to rely on it. Look for yourself."
        ),
        Confidence.UNSURE: QCoreApplication.translate(
            "Words",
            "Unsure: many breeds are possible, or the dog is unlike those that the model has learnt from. "
            "Perhaps nobody can tell the breed from this photo.",
        ),
    }[confidence]


def filter_title(state: PhotoState | str | None) -> str:
    """What stands above photos that are narrowed to a state; "" where they are not."""
    if state is None:
        return ""
    return state_name(state) if isinstance(state, PhotoState) else not_there()


def section_title(section: Section, breed_name: BreedName, count: str) -> str:
    """What stands above photos that stand together."""
    if section.joined:
        name = QCoreApplication.translate("Words", "Came since")
    elif isinstance(section.key, Label):
        name = label_text(section.key, breed_name)
    elif isinstance(section.key, PhotoState):
        name = state_name(section.key)
    else:
        name = section.key or QCoreApplication.translate("Words", "No suggestion")
    return f"{name} · {count}"


def nothing_matches() -> str:
    """What is said where the filters let nothing through."""
    text = QCoreApplication.translate("Words", "No photo matches the filters.\nPress {key} to show all photos.")
    return text.format(key=key_text("clear_filters"))


def said_kind(row: PhotoRow) -> SuggestedKind | None:
    """The kind of dog that is said of a photo instead of a breed; None where a breed is, or a person has decided."""
    if row.label is not None or row.fault is not None or row.suggestion is None:
        return None
    return row.suggestion.said_kind


def shown_confidence(row: PhotoRow) -> Confidence | None:
    """The word that stands beside a photo; None where a person has decided, or the model does not say."""
    if row.label is not None or row.fault is not None or row.suggestion is None:
        return None
    kind = row.suggestion.said_kind
    return row.suggestion.confidence if kind is None else kind.confidence


def kind_sure() -> str:
    """The word of a photo that says a kind of dog: short, as it stands on a tile and in the filter."""
    return QCoreApplication.translate("Words", "Kind sure")


def shown_confidence_name(row: PhotoRow) -> str:
    """The word that stands beside a photo, by which the filter finds it; "" without one."""
    confidence = shown_confidence(row)
    if confidence is None:
        return ""
    return confidence_name(confidence) if said_kind(row) is None else kind_sure()


def shown_confidence_meaning(row: PhotoRow) -> str:
    """What that word means for the photo, in a sentence; "" without one."""
    confidence = shown_confidence(row)
    if confidence is None:
        return ""
    return confidence_meaning(confidence) if said_kind(row) is None else kind_meaning()


def looks_like_kind(kind_id: str, *, begins: bool = False) -> str:
    """That a dog looks like one of a kind; `begins` a line with it."""
    if begins:
        return QCoreApplication.translate("Words", "Looks like {kind}").format(kind=kind_like(kind_id))
    return QCoreApplication.translate("Words", "looks like {kind}").format(kind=kind_like(kind_id))


def sure_of_the_kind() -> str:
    """How far to trust a suggestion that is a kind of dog."""
    return QCoreApplication.translate("Words", "Sure of the kind, not of the breed")


def of_the_kind() -> str:
    """The same behind the word "sure"."""
    return QCoreApplication.translate("Words", "of the kind, not of the breed")


def kind_meaning() -> str:
    """What that means, in a sentence."""
    return QCoreApplication.translate(
        "Words",
        "Sure of the kind, not of the breed: the kind of dog is very seldom wrong, the breeds below often are.",
    )


def is_learned(row: PhotoRow) -> bool:
    """Whether what is shown of a photo was learned from labels; a label, and "no dog", say more."""
    suggestion = row.suggestion
    shown = row.label is None and row.fault is None and suggestion is not None
    return shown and row.learned > 0 and suggestion is not None and suggestion.status is not SuggestionStatus.NO_DOG


def shown_dogs(row: PhotoRow) -> int:
    """How many dogs were found in a photo, where that is worth saying: several, and nobody said one; 0 otherwise."""
    suggestion = row.suggestion
    if suggestion is None or row.one_dog or row.fault is not None or suggestion.status is SuggestionStatus.NO_DOG:
        return 0
    is_none = row.label is not None and row.label.kind is LabelKind.NO_DOG
    return 0 if is_none or (suggestion.dogs or 0) < 2 else suggestion.dogs or 0


def learned(row: PhotoRow) -> str:
    """Behind the first breed of a photo stand so many labels; "" where it is the word of the model."""
    return plurals.learned(row.learned, borrowed=row.borrowed) if is_learned(row) else ""


def photos(count: int) -> str:
    """So many photos, with the right plural."""
    return plurals.photos(count)


def label_text(label: Label, breed_name: BreedName) -> str:
    """What a person decided, in words."""
    if label.kind is LabelKind.BREED:
        return breed_name(label.breed_ids[0])
    if label.kind is LabelKind.MIX:
        if not label.breed_ids:
            return QCoreApplication.translate("Words", "Mix, breeds unknown")
        return QCoreApplication.translate("Words", "Mix: {breeds}").format(
            breeds=" + ".join(breed_name(breed_id) for breed_id in label.breed_ids)
        )
    if label.kind is LabelKind.UNKNOWN:
        return QCoreApplication.translate("Words", "Unknown breed")
    return QCoreApplication.translate("Words", "No dog")


def headline(row: PhotoRow, breed_name: BreedName) -> str:
    """The line that matters most about a photo: its label, else what it looks like, else why there is nothing."""
    if row.label is not None:
        return label_text(row.label, breed_name)
    if row.fault is not None:
        return QCoreApplication.translate("Words", "Cannot be read")
    if row.suggestion is None:
        return QCoreApplication.translate("Words", "No suggestion yet")
    if row.suggestion.status is SuggestionStatus.NO_DOG:
        return QCoreApplication.translate("Words", "No dog")
    if (kind := row.suggestion.said_kind) is not None:
        return kind_like(kind.kind_id)
    return first_breed(row, breed_name)


def first_breed(row: PhotoRow, breed_name: BreedName) -> str:
    """The breed that a photo looks most like, however little that is to be trusted."""
    if row.suggestion is None:
        return ""
    best = row.suggestion.ranked[0] if row.suggestion.ranked else None
    return breed_name(best.breed_id) if best else QCoreApplication.translate("Words", "Nothing it knows")


def looks_like(row: PhotoRow) -> str:
    """The small line above the headline: whose word it is."""
    if row.label is not None:
        return QCoreApplication.translate("Words", "Label")
    if row.suggestion is None:
        return ""
    if row.suggestion.status is SuggestionStatus.NO_DOG:
        return QCoreApplication.translate("Words", "Suggestion")
    return QCoreApplication.translate("Words", "Looks like")


def last_line(row: PhotoRow) -> str:
    """The small line below the headline: what is wrong with a photo, else where it stands."""
    if row.missing:
        return not_there()
    if row.label_of_another_file:
        return of_another_file()
    return fault_text(row.fault) if row.fault is not None and row.label is None else state_name(row.state)


def best_probability(row: PhotoRow) -> float | None:
    """Probability of what is suggested: the kind that is said, else the first breed, or "no dog"; None without one."""
    suggestion = row.suggestion
    if suggestion is None:
        return None
    if suggestion.status is SuggestionStatus.NO_DOG:
        return None if suggestion.dog_probability is None else 1 - suggestion.dog_probability
    if (kind := said_kind(row)) is not None:
        return kind.probability
    return suggestion.ranked[0].probability if suggestion.ranked else None


def dog_sentence(row: PhotoRow) -> str:
    """What the suggestion says about there being a dog at all."""
    suggestion = row.suggestion
    if suggestion is None or suggestion.dog_probability is None:
        return ""
    if suggestion.status is SuggestionStatus.NO_DOG:
        text = QCoreApplication.translate("Words", "Probably no dog in this photo (a dog: {percent})")
    else:
        text = QCoreApplication.translate("Words", "Shows a dog: {percent}")
    return text.format(percent=percent(suggestion.dog_probability))


def spoken(row: PhotoRow, breed_name: BreedName) -> str:
    """What a screen reader says of a photo in the gallery."""
    parts = [escaped(row.path.name), state_name(row.state)]
    if row.missing:
        parts.append(not_there())
    if row.label_of_another_file:
        parts.append(of_another_file())
    parts += marks(row)
    if row.label is not None:
        parts.append(QCoreApplication.translate("Words", "label: {label}").format(label=headline(row, breed_name)))
    elif row.fault is not None:
        parts.append(fault_text(row.fault))
    elif row.suggestion is not None:
        probability = best_probability(row)
        if row.suggestion.status is SuggestionStatus.NO_DOG:
            looks = QCoreApplication.translate("Words", "probably no dog")
        elif (kind := said_kind(row)) is not None:
            looks = looks_like_kind(kind.kind_id)
        else:
            looks = QCoreApplication.translate("Words", "looks like {breed}").format(breed=headline(row, breed_name))
        parts.append(looks if probability is None else f"{looks}, {percent(probability)}")
        confidence = shown_confidence(row)
        if confidence is not None:
            parts.append(confidence_name(confidence) if said_kind(row) is None else sure_of_the_kind())
        if is_learned(row):
            parts.append(learned(row))
    return ", ".join(parts)


def marks(row: PhotoRow) -> list[str]:
    """What the signs on a photo mean: that it is a pick, that it shows several dogs, how many were found in it."""
    meanings = []
    if row.pick == 1:
        meanings.append(QCoreApplication.translate("Words", "cover of the adoption page"))
    elif row.pick:
        meanings.append(pick_meaning(row.pick))
    if row.several_dogs:
        meanings.append(QCoreApplication.translate("Words", "several dogs"))
    if dogs := shown_dogs(row):
        meanings.append(plurals.dogs(dogs))
    return meanings


def pick_meaning(place: int) -> str:
    """What a pick behind the cover is, and who would take it, where not everybody would."""
    takers = picks.takers(place)
    if len(takers) == len(picks.PICKS_OF):
        text = QCoreApplication.translate("Words", "pick {place} for the adoption page")
    elif takers:
        text = QCoreApplication.translate("Words", "pick {place}: would go to {sites} only")
    else:
        text = QCoreApplication.translate("Words", "pick {place}: more than any site takes")
    return text.format(place=number(place), sites=", ".join(SITES[service] for service in takers))


def duration(seconds: float) -> str:
    """A time to wait, roughly."""
    if seconds < 60:
        return QCoreApplication.translate("Words", "less than a minute left")
    if seconds < 3600:
        return plurals.minutes_left(round(seconds / 60))
    return plurals.hours_left(round(seconds / 3600))


def tooltip(row: PhotoRow, breed_name: BreedName) -> str:
    """Everything about a photo that its tile may have cut short."""
    lines = [escaped(str(row.path)), f"{state_name(row.state)}: {headline(row, breed_name)}"]
    if row.missing:
        lines.append(not_there())
    if row.label_of_another_file:
        lines.append(of_another_file())
    lines += marks(row)
    if row.fault is not None:
        lines.append(fault_text(row.fault))
    elif row.suggestion is not None and row.suggestion.ranked:
        first = row.suggestion.ranked[0]
        looks = QCoreApplication.translate("Words", "looks like {breed}")
        if row.label is not None:
            looks = QCoreApplication.translate("Words", "the model by itself: {breed}")
        if (kind := row.suggestion.said_kind) is not None:
            of_kind = looks.format(breed=breed_name(kind.kind_id))
            lines.append(
                f"{looks_like_kind(kind.kind_id) if row.label is None else of_kind}, {percent(kind.probability)}"
            )
            looks = QCoreApplication.translate("Words", "first breed: {breed}")
        lines.append(f"{looks.format(breed=breed_name(first.breed_id))}, {percent(first.probability)}")
        if is_learned(row):
            lines.append(learned(row))
        lines += [meaning] if (meaning := shown_confidence_meaning(row)) else []
    return tip("\n".join(lines))
