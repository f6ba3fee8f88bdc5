"""The volunteer decides animal by animal: makes animals of the names of folders, then goes from row to row.

What they know is which dog each photo shows. What they read is the row: what it looks like, which photos differ.
"""

import time
from collections import Counter

from benchmarks.volunteer.desk import Desk, Seen
from benchmarks.volunteer.outcome import Outcome, check_seen, wanted_text
from benchmarks.volunteer.photos import Given
from desktop_app.ui.wording.breeds import Breeds

MOST_KEYS = 0.35
MOST_STEPS = 20
NAMES = "Animals from names…"
# How xdotool calls keys that a button names.
KEYS = {"Shift+Enter": "shift+Return"}


class AnimalsVolunteer:
    """At the Animals screen."""

    def __init__(self, desk: Desk, given: Given, breeds: Breeds, back_after: int) -> None:
        """Sit down.

        Args:
            desk: with Pawsort on it.
            given: the folders.
            breeds: their names.
            back_after: so many rows are decided before one is taken back, and decided again.
        """
        self._desk, self._given, self._back_after = desk, given, back_after
        self._names = {str(photo): wanted_text(label, breeds) for photo, label in given.intended.items()}
        self.outcome = Outcome("animals", given.intended, MOST_KEYS, desk.keys)

    def go_through(self) -> Outcome:
        """Make the animals and decide all rows."""
        desk, animals = self._desk, {photo.parent.name for photo in self._given.intended}
        desk.until(lambda seen: seen["photos"] == len(self._names) and not seen["busy"], "suggestions", 900)
        began = time.monotonic()
        self._make_animals(animals)
        done = 0
        while self._rows()["undecided"]:
            title = self._rows()["row"]["title"]
            for _ in range(MOST_STEPS):
                if self._is_at_another(title):
                    break
                with self.outcome.counted(desk, title):
                    self._decide(self._rows())
            else:
                raise RuntimeError(f"no way to decide {title}: {self._rows()}")
            done += 1
            if done % self._back_after == 0:
                self._take_back()
        check_seen(self.outcome, desk.seen)
        self.outcome.strokes = desk.strokes
        self.outcome.seconds = time.monotonic() - began
        return self.outcome

    def _make_animals(self, animals: set[str]) -> None:
        desk = self._desk
        desk.press("open", "ctrl+2")
        desk.until(lambda seen: seen["animals"] and (seen["animals"]["row"] or seen["focus"] == NAMES), "the screen")
        # Photos that are nearly the same are rows already; where there are none, Enter is for this.
        desk.press("names", "Return" if desk.seen["focus"] == NAMES else "shift+F2")
        seen = desk.until(lambda seen: (seen["names"] or {}).get("ready"), "the animals that there would be")
        self.outcome.check(set(seen["names"]["names"]) == animals, f"animals would be {seen['names']['names']}")
        desk.press("names", "Return")
        desk.until(lambda seen: self._is_seen(seen, len(animals)), "the rows")

    # What is seen

    def _rows(self) -> Seen:
        rows: Seen = self._desk.seen["animals"]
        return rows

    @staticmethod
    def _is_seen(seen: Seen, undecided: int | None = None) -> bool:
        """Whether there is a row with all its photos on the screen, and the keys are its own."""
        rows, painted = seen["animals"], set(seen["painted"])
        if rows is None or seen["names"] is not None or (undecided is not None and rows["undecided"] != undecided):
            return False
        row = rows["row"]
        return row is not None and all(each["id"] in painted for each in row["squares"] if each["seen"])

    def _is_at_another(self, title: str) -> bool:
        rows = self._rows()
        return not rows["undecided"] or rows["row"] is None or rows["row"]["title"] != title or rows["row"]["decided"]

    def _wait(self) -> None:
        """For all photos of the row, and of the next one."""
        self._desk.until(lambda seen: not seen["animals"]["undecided"] or self._is_seen(seen), "the photos of a row")

    # Deciding

    def _decide(self, rows: Seen) -> None:
        """One thing about the row: where it shows another dog too, that photo first."""
        row = rows["row"]
        if row["hidden"]:
            self._desk.press("open row", "o")
            return self._wait()
        still = [(place, each) for place, each in enumerate(row["squares"]) if not each["decided"]]
        wanted = Counter(self._names[each["photo"]] for each in row["squares"]).most_common(1)[0][0]
        others = [place for place, each in still if self._names[each["photo"]] != wanted]
        if others:
            self._decide_photo(others[-1], len(row["squares"]), self._names[row["squares"][others[-1]]["photo"]])
        elif row["says"].partition(" · ")[0] == f"looks like {wanted}":
            # As the buttons of the row say it.
            if any(each["differs"] for _, each in still):
                self._desk.press("all of the row", KEYS.get(row["all_key"], row["all_key"].lower()))
            else:
                self._desk.press("confirm", "Return")
        else:
            if rows["photo"] is not None and len(still) > 1:
                self._desk.press("move", "Escape")
            self._choose(wanted)
        return self._wait()

    def _decide_photo(self, place: int, count: int, wanted: str) -> None:
        """Go to a photo of the row, and say what it is."""
        here = self._rows()["photo"]
        if here is None:
            # Into the strip from the nearer end.
            keys = ["Right"] * (place + 1) if place + 1 <= count - place else ["Left"] * (count - place)
        else:
            keys = ["Right" if place > here else "Left"] * abs(place - here)
        self._desk.press("move", *keys)
        self._choose(wanted)

    def _choose(self, wanted: str) -> None:
        """By a digit where a line below the rows has it, else by its name."""
        lines = self._rows()["lines"]
        if wanted in lines:
            self._desk.press("digit", str(lines.index(wanted) + 1))
        elif wanted in ("Unknown", "No dog"):
            self._desk.press("letter", wanted[0].lower())
        else:
            self._desk.press("letters", "b")
            self._desk.type_breed(wanted, lambda seen: seen["animals"]["matches"])

    def _take_back(self) -> None:
        """Take the last step back: its photos are where one is, in sight, and to decide again; it is decided again."""
        decided = set(self._desk.seen["relabelled"])
        self._desk.press("undo", "ctrl+z")
        self._wait()
        row = self._rows()["row"]
        again = {each["id"] for each in row["squares"] if each["seen"] and not each["decided"]}
        self.outcome.check(decided <= again, f"what was taken back is not in sight: {row['title']}, {decided - again}")
        self.outcome.check(row["in_sight"], f"the row that was taken back is out of sight: {row['title']}")
        self.outcome.check(self._desk.seen["said"], "that something was taken back is not said")
        title = row["title"]
        with self.outcome.again(self._desk):
            while not self._is_at_another(title):
                self._decide(self._rows())
        self.outcome.undone += 1
