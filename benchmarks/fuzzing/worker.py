"""The process that reads spoilt files of one kind: it may crash, hang or grow, and says after each case how it stands.

    python -m benchmarks.fuzzing.worker KIND SEED SECONDS FOLDER

In FOLDER lie `case`, the files as they are read at the moment; `beat`, touched before each of them; `counts.json`; and
`findings`, what went wrong, made smaller.
"""

import contextlib
import json
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.fuzzing.example import Example, Kind
from benchmarks.fuzzing.kinds import all_kinds
from benchmarks.fuzzing.mutations import changed
from benchmarks.fuzzing.trying import Outcome, tried

SAID_EVERY = 0.5
SMALLER_SECONDS = 2.0
KEPT_OF_A_PLACE = 2


class Worker:
    """Spoils, reads, counts."""

    def __init__(self, name: str, seed: str, folder: Path) -> None:
        self.kind, self.chance, self.folder = all_kinds()[name], random.Random(f"{name} {seed}"), folder
        self.counts: Counter[str] = Counter()
        self.places: Counter[str] = Counter()
        (folder / "findings").mkdir(exist_ok=True)
        # What readers keep for themselves lies here, and is neither a person's nor that of the last case.
        os.environ["PAWSORT_HOME"] = str(folder / "home")
        os.environ["PAWSORT_CACHE"] = str(folder / "cache")

    def work(self, seconds: float) -> None:
        self._beat()
        examples = self.kind.examples()
        for example in examples:
            outcome = tried(self.kind, example, self.folder / "case")
            if outcome.result != "read":
                raise SystemExit(f"a whole example is not read: {outcome}")
        self._say()
        deadline = time.monotonic() + seconds
        said = time.monotonic()
        while time.monotonic() < deadline:
            self._beat()
            spoilt = changed(self.kind, self.chance.choice(examples), self.chance, examples)
            outcome = tried(self.kind, spoilt, self.folder / "case")
            self.counts["cases"] += 1
            self.counts[outcome.result] += 1
            if outcome.result in ("foreign", "changed"):
                self._keep(spoilt, outcome)
            if time.monotonic() - said > SAID_EVERY:
                self._say()
                said = time.monotonic()
        self._say()

    def _beat(self) -> None:
        (self.folder / "beat").touch()

    def _say(self) -> None:
        draft = self.folder / "counts.part"
        draft.write_text(json.dumps({"counts": self.counts, "places": self.places}), encoding="utf-8")
        draft.replace(self.folder / "counts.json")

    def _keep(self, spoilt: Example, outcome: Outcome) -> None:
        self.places[outcome.place] += 1
        if self.places[outcome.place] > KEPT_OF_A_PLACE:
            return
        smaller = self._smaller(spoilt, outcome)
        name = f"{len(list((self.folder / 'findings').iterdir())):03}"
        target = self.folder / "findings" / name
        target.mkdir()
        smaller.write(target)
        (target / "WHY.txt").write_text(f"{smaller.name}\n{outcome.place}\n{outcome.detail}\n", encoding="utf-8")

    def _smaller(self, spoilt: Example, outcome: Outcome) -> Example:
        """The same with as much left out as the same fault allows."""
        best, deadline = spoilt, time.monotonic() + SMALLER_SECONDS
        size = max(1, len(best.content) // 2)
        while size and time.monotonic() < deadline:
            place = 0
            while place < len(best.content) and time.monotonic() < deadline:
                less = best.changed(best.content[:place] + best.content[place + size :])
                self._beat()
                again = tried(self.kind, less, self.folder / "case")
                if (again.result, again.place) == (outcome.result, outcome.place):
                    best = less
                else:
                    place += size
            size //= 2
        return best


def _quietly(kind: Kind, seconds: float, worker: Worker) -> None:
    """Decoders of C write to the terminal by themselves."""
    del kind
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stderr(nowhere):
        worker.work(seconds)


def main() -> None:
    name, seed, seconds, folder = sys.argv[1:]
    worker = Worker(name, seed, Path(folder))
    _quietly(worker.kind, float(seconds), worker)


if __name__ == "__main__":
    main()
