"""What the review says: how far one is, what a page shows, what was decided, what deserves a second look."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop_app.catalog.values.labels import NO_DOG
from desktop_app.photos.review_order import NoOrder, ReviewOrder
from desktop_app.photos.second_look import Against, Doubt
from desktop_app.ui.wording import words
from desktop_app.ui.wording.numbers import number, percent


@dataclass(frozen=True, slots=True)
class Tally:
    """What was decided in a review.

    Attributes:
        as_suggested: photos that got the label that was suggested.
        otherwise: those that got another one.
        left: those that are still to review, where a second look interrupted it.
        later: those that were left for later.
        waiting: those that still wait for a suggestion.
        out_of_reach: undecided ones that cannot be looked at.
        more: those that got one since the review began.
        doubts: labels that deserve a second look.
        kept: labels that were kept in a second look.
        changed: labels that are others after it.
        looked_twice: whether it is a second look that has ended.
        of_filters: whether filters leave only a part of the photos.
    """

    as_suggested: int = 0
    otherwise: int = 0
    left: int = 0
    later: int = 0
    waiting: int = 0
    out_of_reach: int = 0
    more: int = 0
    doubts: int = 0
    kept: int = 0
    changed: int = 0
    looked_twice: bool = False
    of_filters: bool = False


class ReviewWords(QObject):
    """Sentences, with the right plurals."""

    def progress(self, place: int, total: int, page: int = 1) -> str:
        """Where a person stands; a page stands at several places."""
        if page > 1:
            text = self.tr("{first}–{last} of {total}")  # noqa: RUF001 - "to", as numbers have it
            return text.format(first=number(place), last=number(place + page - 1), total=number(total))
        return self.tr("{place} of {total}").format(place=number(place), total=number(total))

    def time_left(self, seconds: float | None) -> str:
        """How long the rest takes; "" while that is not known."""
        if seconds is None:
            return ""
        if seconds < 60:
            return self.tr("less than a minute left at your pace")
        if seconds < 3600:
            return self.tr("about %n minute(s) left at your pace", "", round(seconds / 60))
        return self.tr("about %n hour(s) left at your pace", "", round(seconds / 3600))

    def order_name(self, order: ReviewOrder) -> str:
        """What comes first."""
        names = {
            ReviewOrder.EASIEST: self.tr("Easiest first"),
            ReviewOrder.HARDEST: self.tr("Hardest first"),
            ReviewOrder.TEACHES_MOST: self.tr("Most useful first"),
        }
        return names[order]

    def order_hint(self, order: ReviewOrder) -> str:
        """What that means."""
        hints = {
            ReviewOrder.EASIEST: self.tr("The photos of which Pawsort is surest, those of one breed on a page"),
            ReviewOrder.HARDEST: self.tr("The photos of which Pawsort is least sure"),
            ReviewOrder.TEACHES_MOST: self.tr(
                "The photos from which Pawsort learns most: deciding about them helps most with all the others"
            ),
        }
        return hints[order]

    def no_order(self, reason: NoOrder) -> str:
        """Why nobody can say which photos are most useful."""
        reasons = {
            NoOrder.SWITCHED_OFF: self.tr("“Most useful first” is off: in the settings, Pawsort does not learn."),
            NoOrder.OTHER_PACK: self.tr(
                "“Most useful first” is off: the suggestions of this session are of another model than the one in use."
            ),
            NoOrder.NO_EMBEDDINGS: self.tr("“Most useful first” is off: this model does not say how alike photos are."),
        }
        return reasons[reason]

    def working_out(self) -> str:
        """That the order comes in a moment."""
        return self.tr("Working out which photos are most useful…")

    def cannot_tell(self) -> str:
        """That it does not come."""
        return self.tr("Nothing is known of how useful these photos are: the hardest come first")

    def scope(self, state: str, photos: int, everything: int) -> str:
        """Which photos are gone through; "" where it is all of them.

        Args:
            state: what stands above the photos that the filters show; "" for nothing.
            photos: how many the Photos screen shows.
            everything: how many there are.
        """
        if photos == everything:
            return ""
        shown = self.tr("Only the %Ln photo(s) that the filters show", "", photos)
        return f"{shown}: {state}" if state else shown

    def page(self, count: int, breed: str) -> str:
        """What stands beside a page."""
        return self.tr("All %n look like {breed}, sure", "", count).format(breed=breed)

    def confirm_page(self, count: int, breed: str) -> str:
        """The button of a page."""
        return self.tr("Confirm %n: {breed}", "", count).format(breed=breed)

    def left_out(self, count: int) -> str:
        """What becomes of photos that are left out of a page."""
        return self.tr("%n left out: shown singly, next", "", count) if count else ""

    def choose_keys(self, *, with_kind: bool = False) -> str:
        """The button of a photo whose first suggestion is not to be trusted; `with_kind` where a kind of dog may be."""
        if with_kind:
            return self.tr("1–5, K, B, M or U")  # noqa: RUF001 - "to", as numbers have it
        return self.tr("Choose 1–5, B, M or U")  # noqa: RUF001 - "to", as numbers have it

    def decided(self, tally: Tally) -> str:
        """What was decided."""
        if tally.kept + tally.changed:
            return self.kept_and_changed(tally.kept, tally.changed)
        count = tally.as_suggested + tally.otherwise
        if not count or tally.looked_twice:
            return ""
        whole = self.tr("You decided about %Ln photo(s).", "", count)
        agreed = self.tr("%Ln as suggested", "", tally.as_suggested)
        other = self.tr("%Ln otherwise", "", tally.otherwise)
        return f"{whole}\n{agreed} · {other}"

    def kept_and_changed(self, kept: int, changed: int) -> str:
        """What came of a second look."""
        texts = [self.tr("%Ln label(s) kept", "", kept), self.tr("%Ln label(s) changed", "", changed)]
        return " · ".join(texts)

    def go_on(self, count: int) -> str:
        """The button for the review that a second look interrupted."""
        return self.tr("Go on with the review: %Ln left", "", count)

    def go_through_later(self, count: int) -> str:
        """The button for photos that were left for later."""
        return self.tr("Go through the %Ln left for later", "", count)

    def add_more(self, count: int) -> str:
        """The button for photos that got their suggestion meanwhile."""
        return self.tr("Add %Ln more", "", count)

    def second_look(self, count: int) -> str:
        """The button for labels that somebody disagrees with: the model, a group, or a person's other labels."""
        return self.tr("%Ln label(s) deserve a second look", "", count)

    def waiting(self, count: int) -> str:
        """That some photos have no suggestion yet."""
        return self.tr("%Ln photo(s) are still waiting for a suggestion.", "", count) if count else ""

    def out_of_reach(self, count: int) -> str:
        """That some photos are undecided and cannot be looked at."""
        if not count:
            return ""
        return self.tr("%Ln photo(s) cannot be looked at: the file is not there, or cannot be read.", "", count)

    def against(self, doubt: Doubt, breed_name: words.BreedName) -> str:
        """Why a label deserves a second look."""
        label, suggested = (words.label_text(each, breed_name) for each in (doubt.label, doubt.suggested))
        if doubt.against is Against.GROUP:
            text = self.tr("You labelled it {label}. Photos that belong with it are labelled {suggested}.")
        elif doubt.against is Against.MEMORY and doubt.alike:
            text = self.tr(
                "You labelled it {label}. It looks more like your %Ln {suggested} photo(s).", "", doubt.alike
            )
        elif doubt.against is Against.MEMORY:
            text = self.tr("You labelled it {label}. By all that Pawsort has learned, it looks like {suggested}.")
        elif doubt.label == NO_DOG:
            # What is known so surely is that there is a dog, not which breed it looks like.
            text = self.tr("You labelled it {label}. It shows a dog, {share}; first of all it looks like {suggested}.")
        elif doubt.suggested == NO_DOG:
            text = self.tr("You labelled it {label}. It shows no dog, {share}.")
        else:
            text = self.tr("You labelled it {label}. It looks like {suggested}, {share}.")
        return text.format(label=label, suggested=suggested, share=percent(doubt.strength))

    def in_strip(self, name: str, said: str) -> str:
        """A photo of the strip, for screen readers and tool tips."""
        return f"{name}: {said}" if said else name

    def own_photos(self, names: Sequence[str]) -> str:
        """Which photos of their own stand beside a breed."""
        if not names:
            return ""
        return self.tr("Beside it: {photos}, which you labelled so.").format(photos=", ".join(names))


review_words = ReviewWords()
