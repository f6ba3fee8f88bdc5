"""The volunteer goes through single photos in the review.

What they know is the label that a careful person would give. What they read is the button, the lines, and on a page
the breed that all are said to look like.
"""

import time
from collections import Counter

from benchmarks.volunteer.desk import Desk, Seen
from benchmarks.volunteer.outcome import Outcome, check_seen, wanted_text
from benchmarks.volunteer.photos import Given
from desktop_app.ui.wording.breeds import Breeds

MOST_KEYS = 1.3
LETTERS = {"Unknown": "u", "No dog": "n"}


class ReviewVolunteer:
    """At the Review screen."""

    def __init__(self, desk: Desk, given: Given, breeds: Breeds, back_after: int) -> None:
        """Sit down.

        Args:
            desk: with Pawsort on it.
            given: the photos.
            breeds: their names.
            back_after: after so many decisions one is taken back, and made again.
        """
        self._desk, self._back_after = desk, back_after
        self._names = {str(photo): wanted_text(label, breeds) for photo, label in given.intended.items()}
        self.outcome = Outcome("review", given.intended, MOST_KEYS, desk.keys)
        self.button_places: Counter[tuple[int, ...]] = Counter()

    def go_through(self) -> Outcome:
        """Decide about all photos."""
        desk = self._desk
        desk.until(lambda seen: seen["photos"] == len(self._names) and not seen["busy"], "suggestions", 900)
        began = time.monotonic()
        desk.press("open", "F5")
        self._wait()
        done = 0
        while not self._shown()["end"]:
            shown = self._shown()
            what = " + ".join(each["photo"].rpartition("/")[2] for each in shown["photos"])
            with self.outcome.counted(desk, what):
                self._decide(shown)
            self._check()
            done += 1
            if done % self._back_after == 0:
                self._take_back()
        self.outcome.check(len(self.button_places) == 1, f"the big button moved: {sorted(self.button_places)}")
        places, steps = len(self.button_places), self.button_places.total()
        self.outcome.notes.append(f"the big button was in {places} place on {steps} photos and pages")
        check_seen(self.outcome, desk.seen)
        self.outcome.strokes = desk.strokes
        self.outcome.seconds = time.monotonic() - began
        return self.outcome

    # What is seen

    def _shown(self) -> Seen:
        shown: Seen = self._desk.seen["review"]
        return shown

    def _wait(self) -> None:
        """Until what is shown is painted."""

        def is_seen(seen: Seen) -> bool:
            shown = seen["review"]
            if shown is None:
                return False
            return shown["end"] or {each["id"] for each in shown["photos"]} <= set(seen["painted"])

        self._desk.until(is_seen, "the next photo")

    def _check(self) -> None:
        place = self._shown().get("button_place")
        if place is not None:
            self.button_places[tuple(place)] += 1

    # Deciding

    def _decide(self, shown: Seen) -> None:
        if shown["page"]:
            self._decide_page(shown)
        else:
            self._decide_photo(shown)
        self._wait()

    def _decide_page(self, shown: Seen) -> None:
        """Leave out what is something else, and confirm the rest."""
        last, at = len(shown["photos"]) - 1, 0
        for place, each in enumerate(shown["photos"]):
            if self._names[each["photo"]] != shown["lines"][0]:
                self._desk.press("move", *["Right"] * (place - at))
                self._desk.press("leave out", "x")
                at = min(place + 1, last)
        self._desk.press("confirm", "Return")

    def _decide_photo(self, shown: Seen) -> None:
        wanted = self._names[shown["photos"][0]["photo"]]
        if shown["button"] == f"Confirm: {wanted}":
            self._desk.press("confirm", "Return")
        elif wanted in shown["lines"]:
            self._desk.press("digit", str(shown["lines"].index(wanted) + 1))
        elif wanted in LETTERS:
            self._desk.press("letter", LETTERS[wanted])
        else:
            self._desk.press("letters", "b")
            self._desk.type_breed(wanted, lambda seen: seen["review"]["matches"])

    def _take_back(self) -> None:
        """Take the last step back: its photos are shown, and are decided again."""
        decided = set(self._desk.seen["relabelled"])
        self._desk.press("undo", "ctrl+z")
        self._wait()
        shown = self._shown()
        back = set() if shown["end"] else {each["id"] for each in shown["photos"]}
        self.outcome.check(back and back <= decided, f"what was taken back is not shown: {decided}, but {back}")
        left = set(decided)
        with self.outcome.again(self._desk):
            while left and not self._shown()["end"]:
                now = {each["id"] for each in self._shown()["photos"]}
                self.outcome.check(now <= left, f"others than those that were taken back come first: {now - left}")
                self._decide(self._shown())
                self._check()
                left -= now
        self.outcome.undone += 1
