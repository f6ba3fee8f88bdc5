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
# Keys for each mark of the bars.
BAR = 3


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
        needed: photo, or row, → how often which kind of key was pressed for it.
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
    needed: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong: list[str] = field(default_factory=list)
    right: int = 0
    undone: int = 0
    seconds: float = 0.0

    @property
    def total(self) -> int:
        """All keys from opening the screen to the end."""
        return self.keys.total()

    @property
    def a_photo(self) -> float:
        """The same for each photo: whatever a key was for, it counts."""
        return self.total / len(self.intended)

    @property
    def is_well(self) -> bool:
        """Whether all holds."""
        return not self.wrong and self.right == len(self.intended) and self.a_photo <= self.most_keys

    def check(self, holds: object, what: str) -> None:
        """Note what does not hold."""
        if not holds:
            self.wrong.append(what)

    @contextmanager
    def again(self, desk: Desk) -> Iterator[None]:
        """What is done now was done before, and was taken back: its keys are named so, and count like all others."""
        before = desk.keys.copy()
        yield
        pressed = desk.keys - before
        desk.keys -= pressed
        desk.keys["again"] += pressed.total()

    @contextmanager
    def counted(self, desk: Desk, what: str) -> Iterator[None]:
        """Count the keys that something takes."""
        before = desk.keys.copy()
        yield
        self.needed[what] += desk.keys - before

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
        """What is printed of it alone: what each kind of key was for, and what needed more than one."""
        photos = len(self.intended)
        yield f"{photos} photos, {self.total} keys, every one counted: {self.a_photo:.3f} a photo"
        yield from (f"    {kind:14} {count:4} {'#' * -(-count // BAR)}" for kind, count in self.keys.most_common())
        yield f"{self.undone} steps were taken back, seen again and decided again; {self.strokes} strokes of keys"
        yield from self.notes
        yield f"{self.right} of {photos} labels in the session file are the intended ones; {self.seconds:.0f} s"
        more = sorted(((keys.total(), what) for what, keys in self.needed.items() if keys.total() > 1), reverse=True)
        yield f"{len(more)} of {len(self.needed)} needed more than one key"
        for count, what in more[:MOST_NAMED]:
            yield f"    {what}: {count} ({', '.join(f'{kind} {of}' for kind, of in self.needed[what].most_common())})"
        yield from (f"WRONG: {what}" for what in self.wrong)


def table(outcomes: Collection[tuple[int, Outcome]]) -> Iterator[str]:
    """One line for each part and seed.

    Args:
        outcomes: each with its seed.
    """
    yield f"{'part':9} {'seed':>4} {'photos':>6} {'keys':>5} {'a photo':>8} {'at most':>8} {'right':>6} {'undone':>6}"
    for seed, each in outcomes:
        kept = "" if each.is_well else "  does not hold"
        yield (
            f"{each.name:9} {seed:4} {len(each.intended):6} {each.total:5} {each.a_photo:8.3f} {each.most_keys:8} "
            f"{each.right:6} {each.undone:6}{kept}"
        )


def wanted_text(label: Label, breeds: Breeds) -> str:
    """How the screen calls a label."""
    if label in (UNKNOWN, NO_DOG):
        return "Unknown" if label == UNKNOWN else "No dog"
    return breeds.name(label.breed_ids[0])


def check_seen(outcome: Outcome, seen: Seen) -> None:
    """No photo got a label that was not painted when the key was pressed."""
    outcome.check(not seen["unseen"], f"labelled unseen: {seen['unseen']}")
