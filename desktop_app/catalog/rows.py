"""A photo with all that gallery, filters and exports need to know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from desktop_app.breeds.kinds import bundled_kinds
from desktop_app.catalog.tables.animals import COLUMNS as ANIMAL_COLUMNS
from desktop_app.catalog.tables.suggestions import (
    ENTRY_BYTES,
    STATUSES,
    stored_kind,
    stored_ranked,
    stored_trust,
)
from desktop_app.catalog.values.animals import Animal, stored_animal
from desktop_app.catalog.values.boxes import stored_box
from desktop_app.catalog.values.labels import Label, LabelKind, stored_label
from desktop_app.catalog.values.stored_paths import restored_path
from desktop_app.catalog.values.suggestions import Box, Confidence, RankedBreed, SuggestedKind, SuggestionStatus
from desktop_app.faults import Fault

BREEDS_IN_A_ROW = 5
# Of these words, a kind is one that a person may want as label.
OFFERED = (Confidence.SURE, Confidence.MAYBE)


class PhotoState(StrEnum):
    """Where a photo stands between dropping and export."""

    WAITING = "waiting"
    TO_REVIEW = "to_review"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    NO_DOG = "no_dog"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class RowSuggestion:
    """The suggestion of the session's current model pack, without what only computations need.

    Attributes:
        status: `OK` or `NO_DOG`.
        dog_probability: None when the pack cannot tell.
        ranked: up to five breeds, best first.
        confidence: how much the first breed is to be trusted; None for "no dog" and for packs that cannot tell.
        breed_set: ids of the few breeds among which the right one usually is, likeliest first; may be empty.
        proposed_mix: ids of two breeds that share the probability; None where nothing is proposed.
        kind: the kind of dog that it most looks like; None for packs without kinds.
        box: where the first dog is, of which all this is said; None where nobody looked, or none was found.
        dogs: how many dogs were found; None without a box.
    """

    status: SuggestionStatus
    dog_probability: float | None
    ranked: tuple[RankedBreed, ...]
    confidence: Confidence | None = None
    breed_set: tuple[str, ...] = ()
    proposed_mix: tuple[str, str] | None = None
    kind: SuggestedKind | None = None
    box: Box | None = None
    dogs: int | None = None

    @property
    def best(self) -> RankedBreed | None:
        """The first breed, or None where nothing was ranked."""
        return self.ranked[0] if self.ranked else None

    @property
    def said_kind(self) -> SuggestedKind | None:
        """The kind that is said instead of the first breed: it is sure, and no breed is."""
        kind = self.kind
        if kind is None or kind.confidence is not Confidence.SURE or self.confidence is Confidence.SURE:
            return None
        return kind if self.status is SuggestionStatus.OK else None

    @property
    def offered_kind(self) -> SuggestedKind | None:
        """The kind that one key labels: it is likely at least, however sure a breed is."""
        kind = self.kind
        if kind is None or kind.confidence not in OFFERED or self.status is not SuggestionStatus.OK:
            return None
        return kind


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """One photo of a session.

    Attributes:
        photo_id: stays the same as long as the photo is in the session, also when its file moves.
        path: absolute.
        modified_ns: the file's last modification, nanoseconds since the epoch; 0 when it could not be asked.
        fault: why the photo is unreadable; None when it is readable or was not looked at yet.
        suggestion: of the current pack; None until there is one.
        label: what a person decided; None while nobody has.
        missing: the file was not there when the session was opened.
        decided_by: who or what decided the label; None without one.
        decided_ns: when, nanoseconds since the epoch; None without a label.
        label_change: id of the entry in the history that set or cleared the label; 0 before the first. Of two rows of
            one photo, the one with the greater has the younger decision.
        turned: degrees by which a person turned the photo.
        taken_at: when the camera took it, nanoseconds since the epoch as if its clock showed UTC; 0 when unknown.
        label_of_another_file: the label was given to what the file held before somebody put another photo in its place.
        animal: to which the photo belongs; None for none.
        pick: its place among the animal's photos for the adoption page, from 1; 0 for none.
        several_dogs: a person says that it shows several dogs.
        one_dog: a person says that it shows one dog, whatever was found.
        arranged_by: id of the entry in the history that last changed one of these four; 0 before the first.
        learned: how many labels stand behind the first breed of the suggestion; 0 where it is the word of the pack.
        borrowed: whether labels of other sessions are among them.
    """

    photo_id: int
    path: Path
    modified_ns: int
    fault: Fault | None
    suggestion: RowSuggestion | None
    label: Label | None
    missing: bool = False
    decided_by: str | None = None
    decided_ns: int | None = None
    label_change: int = 0
    turned: int = 0
    taken_at: int = 0
    label_of_another_file: bool = False
    animal: Animal | None = None
    pick: int = 0
    several_dogs: bool = False
    arranged_by: int = 0
    learned: int = 0
    borrowed: bool = False
    one_dog: bool = False

    @property
    def dogs(self) -> int | None:
        """How many dogs it shows, as far as that is known: at least two where a person says several."""
        none = self.fault is not None or self.state is PhotoState.NO_DOG
        found = None if self.suggestion is None or none else self.suggestion.dogs
        if self.several_dogs:
            return max(found or 0, 2)
        return 1 if self.one_dog else found

    @property
    def decided_at(self) -> datetime | None:
        """When the label was decided, in UTC."""
        return None if self.decided_ns is None else datetime.fromtimestamp(self.decided_ns / 1e9, UTC)

    @property
    def own_label(self) -> Label | None:
        """What was decided of this very photo; None where nothing was, or of what the file held before."""
        return None if self.label_of_another_file else self.label

    @property
    def state(self) -> PhotoState:
        """Where the photo stands. A label for this file counts more than anything that the machine says."""
        if self.label is None or self.label_of_another_file:
            if self.fault is not None:
                return PhotoState.UNREADABLE
            return PhotoState.WAITING if self.suggestion is None else PhotoState.TO_REVIEW
        if self._confirms():
            return PhotoState.CONFIRMED
        return PhotoState.NO_DOG if self.label.kind is LabelKind.NO_DOG else PhotoState.CORRECTED

    def _confirms(self) -> bool:
        label, suggestion = self.label, self.suggestion
        if label is None or suggestion is None:
            return False
        if suggestion.status is SuggestionStatus.NO_DOG:
            return label.kind is LabelKind.NO_DOG
        best = suggestion.best
        if best is None or label.kind is not LabelKind.BREED:
            return False
        # Who says "hound" of what looks like a Beagle corrects nothing, nor of what is said to look like a hound.
        (breed_id,) = label.breed_ids
        if (kind := suggestion.said_kind) is not None and kind.kind_id == breed_id:
            return True
        return breed_id == best.breed_id or bundled_kinds().is_of(best.breed_id, breed_id)


# The columns that `row_from` reads, in its order. `:pack` is the id of the current pack.
SELECT_ROWS = f"""
SELECT photo.photo_id, photo.path, photo.modified_ns, photo.fault,
       suggestion.status, suggestion.dog_probability, substr(suggestion.ranked, 1, {BREEDS_IN_A_ROW * ENTRY_BYTES}),
       suggestion.confidence, suggestion.breed_set, suggestion.proposed_mix,
       suggestion.kind, suggestion.kind_probability, suggestion.kind_confidence, suggestion.box, suggestion.dogs,
       label.kind, label.breed_ids, label.decided_by, label.decided_ns,
       label.change_id, photo.turned, photo.taken_at, label.content_hash <> photo.content_hash,
       photo.pick, photo.several_dogs, photo.one_dog, photo.arranged_by,
       {", ".join(f"animal.{c}" for c in ANIMAL_COLUMNS.split(", "))}
FROM present_photos AS photo
LEFT JOIN suggestions AS suggestion ON suggestion.pack_id = :pack AND suggestion.photo_id = photo.photo_id
LEFT JOIN labels AS label ON label.photo_id = photo.photo_id
LEFT JOIN animals AS animal ON animal.animal_id = photo.animal_id
"""  # noqa: S608 - a number and names of columns


def row_from(columns: tuple[Any, ...], breeds: Sequence[str]) -> PhotoRow:
    """The row that one result of `SELECT_ROWS` stands for; `breeds` are those of `tables.breeds.names`."""
    photo_id, path, modified_ns, fault = columns[:4]
    kind, breed_ids, by, at_ns, change_id, turned, taken_at, of_another = columns[15:23]
    pick, several_dogs, one_dog, arranged_by, *animal = columns[23:]
    label = None
    if kind is None:
        by = at_ns = None
    else:
        label = stored_label(kind, breed_ids)
    why = None if fault is None else stored_fault(fault)
    return PhotoRow(
        photo_id=photo_id,
        path=restored_path(path),
        modified_ns=modified_ns,
        fault=why,
        suggestion=_suggestion_from(columns[4:15], breeds),
        label=label,
        decided_by=by,
        decided_ns=at_ns,
        label_change=change_id or 0,
        turned=turned or 0,
        taken_at=taken_at or 0,
        label_of_another_file=label is not None and bool(of_another),
        animal=None if animal[0] is None else known_animal(*animal),
        pick=pick or 0,
        several_dogs=bool(several_dogs),
        one_dog=bool(one_dog),
        arranged_by=arranged_by or 0,
    )


def _suggestion_from(columns: tuple[Any, ...], breeds: Sequence[str]) -> RowSuggestion | None:
    status, dog_probability, ranked, *said = columns
    if status is None:
        return None
    *said, box, dogs = said
    return RowSuggestion(
        STATUSES[status],
        dog_probability,
        stored_ranked(ranked, breeds),
        *stored_trust(said[:3], breeds),
        stored_kind(said[3:], breeds),
        None if box is None else stored_box(box),
        dogs,
    )


known_animal = lru_cache(maxsize=1024)(stored_animal)
"""As `stored_animal`: an animal has several photos."""


@lru_cache(maxsize=1024)
def stored_fault(text: str) -> Fault:
    """The fault that a session keeps as text; in one session, few differ."""
    return Fault.from_json(text)
