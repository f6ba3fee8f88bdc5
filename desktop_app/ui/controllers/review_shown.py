"""Brings a step of the review into the widgets: words, the person's own photos, the strip, and pictures ahead."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.imaging.thumbnails import EDGE
from desktop_app.photos.references import references
from desktop_app.photos.selection import Selection
from desktop_app.plain_text import escaped
from desktop_app.ui.look.announcing import announce
from desktop_app.ui.review.content import COVERAGE, PanelContent, SuggestionLine, confirmed_label, content_for
from desktop_app.ui.review.dogs import Dog, Dogs, content_with_dogs, first_dog
from desktop_app.ui.review.screen.side import SideContent
from desktop_app.ui.review.screen.strip import AHEAD, BEHIND, StripPhoto
from desktop_app.ui.wording import words
from desktop_app.ui.wording.dog_words import dog_words
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.keys import key_text
from desktop_app.ui.wording.review_words import review_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from desktop_app.catalog.rows import PhotoRow
    from desktop_app.catalog.values.suggestions import Box
    from desktop_app.photos.review_order import Groups
    from desktop_app.photos.review_queue import ReviewQueue, Step
    from desktop_app.ui.gallery.collection import PhotoCollection
    from desktop_app.ui.gallery.pictures import Pictures
    from desktop_app.ui.review.screen.large_pictures import LargePictures
    from desktop_app.ui.review.screen.screen import ReviewScreen

SEEN_NEXT = 60
"""Of so many photos ahead, suggestions are worked out first: by then a person is there, at whatever pace."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person sees, and so what their keys mean.

    Attributes:
        step: of the queue.
        content: what the side says of it; a suggestion that changes meanwhile does not change what a key confirms.
        confirms: what Enter decides; None where it decides nothing.
        is_back: whether it was decided before.
        dog: of several dogs the one that it is about, where that is not the first; None for the first, and for pages.
        first: the same of the first dog, as it was shown; None where this is it.
        alone: what is said of the photo before anything is said of its dogs; None where nothing was yet.
        kinds: of a page: photo id → the kind of dog with which one key labels it, for those that have one.
    """

    step: Step
    content: SideContent
    confirms: Label | None
    is_back: bool
    dog: Dog | None = None
    first: Shown | None = None
    alone: PanelContent | None = None
    kinds: Mapping[int, Label] = field(default_factory=dict)

    @property
    def photo_label(self) -> Label | None:
        """The label of the photo, which is that of its first dog, as it is shown."""
        return (self.first or self).content.content.label

    @property
    def photo_id(self) -> int:
        """Id of the photo, the first one of a page."""
        return self.step.photo_ids[0]


class ReviewPresenter(QObject):
    """Shows steps.

    Attributes:
        coverage: how often the model's short sets hold the right breed.
    """

    def __init__(
        self,
        screen: ReviewScreen,
        collection: PhotoCollection,
        thumbnails: Pictures,
        large: LargePictures,
        breed_name: words.BreedName,
        group_of: Callable[[], Groups | None],
        look_first_at: Callable[[Sequence[int]], None],
    ) -> None:
        super().__init__(screen)
        self._look_first_at = look_first_at
        self._screen, self._collection, self._breed_name = screen, collection, breed_name
        self._thumbnails, self._large, self._group_of = thumbnails, large, group_of
        self.coverage = COVERAGE
        self._ahead: list[int] = []
        thumbnails.arrived.connect(self._take_thumbnail)
        large.arrived.connect(self._take_large)
        large.detailed.connect(self._take_detail)
        large.failed.connect(lambda photo_id, _fault: screen.canvas.show_unreadable(photo_id))
        screen.canvas.detail_wanted.connect(self._want_detail)

    # One step

    def show(self, queue: ReviewQueue, shown: Step) -> Shown:
        """Show a step: photo or page, words, strip; and have the next pictures made."""
        screen = self._screen
        made = self._page(shown) if shown.is_page else self._as_it_can_be_seen(self._photo(queue, shown))
        screen.side.show_content(made.content)
        if shown.is_page:
            count, breed = len(shown.photo_ids), self._breed_name(shown.breed_id)
            title = review_words.page(count, breed)
            rows = self._collection.rows_of(shown.photo_ids)
            gone = {photo_id for photo_id in screen.grid.ids() if self._is_gone(photo_id)}
            screen.grid.show_photos([(row.photo_id, words.spoken(row, self._breed_name)) for row in rows], gone)
            screen.show_page(title)
            announce(screen.grid, title)
        else:
            self.show_photo(shown.photo_ids[0])
            self._say(made)
        self.show_strip(queue, shown)
        self.want_pictures(queue, shown)
        self._look_first_at([*shown.photo_ids, *queue.ahead(SEEN_NEXT)])
        return made

    def _is_gone(self, photo_id: int) -> bool:
        """Whether a photo is none of the session any more, or on a drive that is not there."""
        row = self._collection.get(photo_id)
        return row is None or row.missing

    def show_photo(self, photo_id: int) -> None:
        """Show a photo large, where it is not shown already."""
        canvas = self._screen.canvas
        self._screen.show_photo()
        if canvas.shown_id() != photo_id:
            canvas.show_photo(photo_id, self._thumbnails.pixmap(photo_id))
            canvas.show_dogs(first_dog(self._collection.get(photo_id)))
        self._take_large(photo_id)
        if self._large.fault(photo_id) is not None:
            canvas.show_unreadable(photo_id)

    def _say(self, made: Shown) -> None:
        row = self._collection.get(made.photo_id)
        if row is not None:
            spoken = words.spoken(row, self._breed_name)
            announce(self._screen.canvas, ". ".join(part for part in (spoken, made.content.note) if part))

    def _photo(self, queue: ReviewQueue, step: Step) -> Shown:
        photo_id = step.photo_ids[0]
        content = self._content(photo_id)
        if step.doubt is not None and not queue.is_back:
            return self._doubt(step, content)
        row = self._collection[photo_id]
        if row.label_of_another_file:
            content = replace(content, label=None)  # of what the file held before: nobody has decided about this photo
        side, confirms = self._side_of(content, row)
        return Shown(step, side, confirms, queue.is_back)

    def _side_of(self, content: PanelContent, row: PhotoRow) -> tuple[SideContent, Label | None]:
        """What the side shows of a photo, or of a dog in it, and what Enter decides."""
        confirms, text = content.label, content.confirm_text
        if confirms is None:
            sure_enough = content.confidence is not Confidence.UNSURE
            confirms = confirmed_label(row) if sure_enough else None
            label = "" if confirms is None else words.label_text(confirms, self._breed_name)
            choose = review_words.choose_keys(with_kind=content.kind is not None)
            text = self.tr("Confirm: {label}").format(label=label) if label else choose
        side = SideContent(
            content,
            self._animal(row),
            [(str(place), line) for place, line in enumerate(content.lines, start=1)],
            [self._references(line.label, row.photo_id) for line in content.lines],
            text,
            can_confirm=confirms is not None,
            offers_kind=True,
        )
        return side, confirms

    def show_dogs(self, shown: Shown, dogs: Dogs) -> Shown:
        """Show which dog of the photo is chosen; of the first one, what was shown stays.

        Where a person searches for a breed, or puts a mix together, all waits but the boxes on the photo.
        """
        self._screen.canvas.show_dogs(dogs.marks())
        self._screen.canvas.setToolTip(dog_words.tip(len(dogs.each)) if len(dogs.each) > 1 else "")
        side = self._screen.side
        if side.is_choosing and _place(shown.dog) == _place(dogs.further):
            return shown
        first = shown.first or shown
        # Not out of what is shown, which says of the dogs that were known before.
        alone = first.alone or first.content.content
        first = replace(first, alone=alone)
        said = content_with_dogs(alone, dogs, self._breed_name, self.coverage)
        if dogs.further is None:
            made = replace(first, content=replace(first.content, content=said))
        else:
            content, confirms = self._side_of(said, dogs.further.row)
            if confirms is not None:
                content = replace(content, confirm=said.confirm_text)  # which says of which dog
            made = replace(first, content=content, confirms=confirms, dog=dogs.further, first=first)
        side.show_content(made.content)
        return made

    def _as_it_can_be_seen(self, made: Shown) -> Shown:
        """Of a photo that cannot be shown nothing is confirmed: the button says what to do instead of deciding."""
        fault = self._large.fault(made.photo_id)
        if fault is None:
            return made
        text = self.tr("Not shown: {key} leaves it for later").format(key=key_text("review_later"))
        side = replace(
            made.content, confirm=text, can_confirm=False, can_choose=False, offers_kind=False, note=fault_text(fault)
        )
        return replace(made, content=side, confirms=None)

    def _doubt(self, step: Step, content: PanelContent) -> Shown:
        doubt = step.doubt
        assert doubt is not None  # noqa: S101 - asked before
        label, suggested = (words.label_text(each, self._breed_name) for each in (doubt.label, doubt.suggested))
        # The label is the marked one: it stays unless the suggestion is taken.
        lines = [("1", _plain(doubt.suggested, suggested, content)), ("K", _plain(doubt.label, label, content))]
        side = SideContent(
            content,
            self._animal(self._collection[doubt.photo_id]),
            lines,
            [self._references(line.label, doubt.photo_id) for _, line in lines],
            self.tr("Keep: {label}").format(label=label),
            can_confirm=True,
            note=review_words.against(doubt, self._breed_name),
            help=self.tr("{key} or Enter keeps the label, 1 takes the suggestion.").format(key=key_text("keep_label")),
        )
        return Shown(step, side, doubt.label, is_back=False)

    def _page(self, step: Step) -> Shown:
        breed, count = self._breed_name(step.breed_id), len(step.photo_ids)
        label = Label.breed(step.breed_id)
        kinds = Selection.of(self._collection.store, list(step.photo_ids)).of_their_kinds()
        common = set(kinds.values())
        kind = next(iter(common)) if len(common) == 1 else None
        kind_text = words.label_text(kind, self._breed_name) if kind else self.tr("Kinds") if kinds else ""
        content = self._content(step.photo_ids[0])
        content = replace(
            content, title=breed, sentence="", trust_sentence="", trust_short="", proposed_mix=None,
            label=None, confidence=Confidence.SURE, of_kind=False, kind=kind, kind_text=kind_text,
        )  # fmt: skip
        confirms = self.tr("Enter confirms all photos on this page.")
        of_kinds = self.tr("{kind} labels each with its kind of dog instead.") if kinds else ""
        leaves = self.tr("{out} leaves the marked one out: it comes singly afterwards.")
        moves = self.tr("Arrow keys move, {large} shows it large.")
        keys = {"out": key_text("review_leave_out"), "large": key_text("preview"), "kind": key_text("label_kind")}
        side = SideContent(
            content,
            words.photos(count),
            [("1", SuggestionLine(label, breed, 1.0, ""))],
            [self._references(label, *step.photo_ids)],
            review_words.confirm_page(count, breed),
            can_confirm=True,
            help="\n".join(text.format(**keys) for text in (confirms, of_kinds, leaves, moves) if text),
            can_choose=False,
            offers_kind=bool(kinds),
        )
        return Shown(step, side, label, is_back=False, kinds=kinds)

    def _content(self, photo_id: int) -> PanelContent:
        selected = Selection.of(self._collection.store, [photo_id])
        content = content_for(selected, self._breed_name, self.coverage)
        assert content is not None  # noqa: S101 - it is in the session
        return content

    def _animal(self, row: PhotoRow) -> str:
        """The animal as people call it, else the folder, which often has its name."""
        if row.animal is not None and (row.animal.name or row.animal.number):
            return " · ".join(escaped(part) for part in (row.animal.name, row.animal.number) if part)
        return escaped(row.path.parent.name)

    def _references(self, label: Label, *beside: int) -> list[tuple[int, str]]:
        """The person's own photos of a breed, none of those beside which they are shown."""
        if len(label.breed_ids) != 1:
            return []
        found = references(self._collection.store, label.breed_ids[0], beside[0], self._group_of())
        rows = self._collection.rows_of([photo_id for photo_id in found if photo_id not in beside])
        return [(row.photo_id, escaped(row.path.name)) for row in rows]

    # The strip

    def show_strip(self, queue: ReviewQueue, shown: Step) -> None:
        """Show what was before and what comes next, with the labels of now."""
        page = len(shown.photo_ids) if shown.is_page else 1
        self._ahead = queue.ahead(AHEAD)
        behind = [self._in_strip(photo_id) for photo_id in queue.behind(BEHIND)]
        present = self._in_strip(shown.photo_ids[0], page)
        self._screen.strip.show_photos(behind, present, [self._in_strip(photo_id) for photo_id in self._ahead])

    def _in_strip(self, photo_id: int, count: int = 1) -> StripPhoto:
        row = self._collection.get(photo_id)
        if row is None:
            return StripPhoto(photo_id, "", "")
        name = escaped(row.path.name)
        label = words.label_text(row.label, self._breed_name) if row.label is not None else ""
        state = row.state if row.label is not None else None
        return StripPhoto(photo_id, label, review_words.in_strip(name, label), state, count)

    # Pictures

    def cannot_be_shown(self, step: Step) -> bool:
        """Whether there is a photo to decide about of which no picture will come."""
        if step.is_page:
            return any(map(self._thumbnails.cannot_be_shown, step.photo_ids))
        return self._large.fault(step.photo_ids[0]) is not None

    def want_pictures(self, queue: ReviewQueue, shown: Step) -> None:
        """Have the shown picture made, and those that follow, before they are wanted."""
        canvas = self._screen.canvas
        behind = queue.behind(BEHIND)
        singles = list(dict.fromkeys((*(() if shown.is_page else shown.photo_ids), *self._ahead, *behind[-1:])))
        self._large.want(self._paths(singles), canvas.edge())
        own = self._screen.side.lines.shown_references()
        small = list(dict.fromkeys((*shown.photo_ids, *self._ahead, *own, *behind)))
        self._thumbnails.want(self._paths(small), EDGE)

    def want_large(self, photo_id: int) -> None:
        """One photo of a page is looked at closely."""
        self._large.want(self._paths([photo_id, *self._ahead]), self._screen.canvas.edge())

    def _paths(self, ids: Sequence[int]) -> list[tuple[int, Path]]:
        return [(row.photo_id, row.path) for row in self._collection.rows_of(ids)]

    def _take_thumbnail(self, photo_id: int) -> None:
        screen = self._screen
        if not screen.isVisible():
            return
        screen.grid.take(photo_id)
        screen.strip.repaint_photo(photo_id)
        if photo_id in screen.side.lines.shown_references():
            screen.side.lines.update_all()
        if screen.canvas.shown_id() == photo_id:
            screen.canvas.show_stand_in(photo_id, self._thumbnails.pixmap(photo_id))

    def _take_large(self, photo_id: int) -> None:
        pixmap = self._large.pixmap(photo_id)
        if pixmap is not None and self._screen.canvas.shown_id() == photo_id:
            detail = self._large.detail(photo_id)
            whole = detail is not None or self._large.is_whole(photo_id)
            self._screen.canvas.show_large(photo_id, detail or pixmap, whole=whole)

    def _take_detail(self, photo_id: int) -> None:
        detail = self._large.detail(photo_id)
        if detail is not None:
            self._screen.canvas.show_large(photo_id, detail, whole=True)

    def _want_detail(self) -> None:
        photo_id = self._screen.canvas.shown_id()
        row = None if photo_id is None else self._collection.get(photo_id)
        if row is not None:
            self._large.want_detail((row.photo_id, row.path))


def _place(dog: Dog | None) -> Box | None:
    return None if dog is None else dog.box


def _plain(label: Label, text: str, content: PanelContent) -> SuggestionLine:
    """A line of a second look, with its probability where the suggestion has one for it."""
    known = next((line for line in content.lines if line.label == label), None)
    return SuggestionLine(label, text, known.share if known else 0.0, known.share_text if known else "")
