"""What came of an afternoon: keys, labels, and what was seen on the way."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.volunteer.desk import Desk, Seen
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.ui.wording.breeds import Breeds

MOST_NAMED = 12
# What is pressed before anything is decided, and what is pressed only to try the way back.
BEFORE, WAY_BACK = {"open", "names"}, {"undo", "again"}


@dataclass
class Outcome:
    """Of one part.

    Attributes:
        name: of the part.
        intended: photo → the label that it should end with.
        most_keys: a photo.
        keys: how often each kind of key was pressed; Shift, held for Enter, is one more.
        strokes: how often any key was pressed, whatever was held meanwhile.
        notes: what else was found to hold, in words.
        needed: photo, or row, → how many keys it took.
        wrong: what did not hold, in words.
        right: how many labels in the session file are the intended ones.
        undone: how often something was taken back, and done again.
        seconds: from the first key to the last.
    """

    name: str
    intended: dict[Path, Label]
    most_keys: float
    keys: Counter[str] = field(default_factory=Counter)
    strokes: int = 0
    notes: list[str] = field(default_factory=list)
    needed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wrong: list[str] = field(default_factory=list)
    right: int = 0
    undone: int = 0
    seconds: float = 0.0

    def _a_photo(self, without: Collection[str] = ()) -> float:
        return sum(count for kind, count in self.keys.items() if kind not in without) / len(self.intended)

    @property
    def a_photo(self) -> float:
        """Keys a photo from opening the screen to the end, without those that were pressed to try the way back."""
        return self._a_photo(WAY_BACK)

    @property
    def deciding(self) -> float:
        """Keys a photo for deciding alone: also without those that lead there."""
        return self._a_photo(BEFORE | WAY_BACK)

    @property
    def is_well(self) -> bool:
        """Whether all holds."""
        return not self.wrong and self.right == len(self.intended) and self.a_photo <= self.most_keys

    def check(self, holds: object, what: str) -> None:
        """Note what does not hold."""
        if not holds:
            self.wrong.append(what)

    @contextmanager
    def counted(self, desk: Desk, what: str) -> Iterator[None]:
        """Count the keys that something takes."""
        before = desk.keys.total()
        yield
        self.needed[what] += desk.keys.total() - before

    def take_labels(self, session: Path) -> None:
        """Read the session file, after the app has ended."""
        with Session.open(session) as opened:
            labels = {row.path: row.label for row in opened.rows()}
        self.right = sum(labels.get(photo) == label for photo, label in self.intended.items())
        self.check(labels.keys() == self.intended.keys(), "the session has other photos")
        for photo, label in self.intended.items():
            if labels.get(photo) != label:
                self.wrong.append(f"{photo.parent.name}/{photo.name} is {labels.get(photo)}, not {label}")

    def lines(self) -> Iterator[str]:
        """What is printed."""
        photos, back = len(self.intended), sum(self.keys[kind] for kind in WAY_BACK)
        keys, before = self.keys.total() - back, sum(self.keys[kind] for kind in BEFORE)
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(self.keys.items()))
        yield f"{photos} photos, {keys} keys: {self.a_photo:.3f} a photo (at most {self.most_keys})"
        yield f"{keys - before} for deciding: {self.deciding:.3f} a photo; {before} to get there ({kinds})"
        if back:
            yield (
                f"with {back} more, {self.undone} steps were taken back, seen again and decided again: "
                f"{self._a_photo():.3f} a photo; {self.strokes / photos:.3f} where Shift and Ctrl do not count"
            )
        yield from self.notes
        yield f"{self.right} of {photos} labels in the session file are the intended ones; {self.seconds:.0f} s"
        more = sorted((count, what) for what, count in self.needed.items() if count > 1)[::-1]
        named = [f"{what} {count}" for count, what in more[:MOST_NAMED]]
        rest = [f"and {len(more) - MOST_NAMED} with 2 or more"] if len(more) > MOST_NAMED else []
        yield f"{len(more)} needed more than one key: {', '.join([*named, *rest]) or 'none'}"
        yield from (f"WRONG: {what}" for what in self.wrong)


def wanted_text(label: Label, breeds: Breeds) -> str:
    """How the screen calls a label."""
    if label in (UNKNOWN, NO_DOG):
        return "Unknown" if label == UNKNOWN else "No dog"
    return breeds.name(label.breed_ids[0])


def check_seen(outcome: Outcome, seen: Seen) -> None:
    """No photo got a label that was not painted when the key was pressed."""
    outcome.check(not seen["unseen"], f"labelled unseen: {seen['unseen']}")
