"""Steps of a trial: each is done once, goes on where it was, and ends in a table of outcomes."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop_app.files import write_whole

OUTCOMES = "steps.json"
PASSED, FAILED, NOT_TRIED = "passed", "FAILED", "not tried"


class StepError(Exception):
    """A step did not come to its end; the message says why and, where there is one, the way out."""


@dataclass(frozen=True)
class Step:
    """One step of a trial.

    Attributes:
        name: as the table and the command line say it.
        does: does it, and returns what came of it in a few words.
        needs: names of steps that have to have passed.
        made_of: files and folders that it is made of: where any changed since, it is done again. A step that needs one
            that was done again is done again, too.
    """

    name: str
    does: Callable[[], str]
    needs: tuple[str, ...] = ()
    made_of: tuple[Path, ...] = ()


@dataclass
class Outcome:
    """What came of a step."""

    state: str
    words: str = ""
    seconds: float = 0.0
    # Of what it was made of, and of this one time that it was done: what needs it compares the latter.
    digest: str = ""
    mark: str = ""
    earlier: bool = field(default=False, compare=False)

    def to_json(self) -> dict[str, Any]:
        """As it is kept in the file of outcomes."""
        return {name: getattr(self, name) for name in ("state", "words", "seconds", "digest", "mark")}


def run_steps(
    steps: Iterable[Step], folder: Path, say: Callable[[str], None], again: frozenset[str] = frozenset()
) -> Mapping[str, Outcome]:
    """Do what is not done yet, in order; what a failed step is needed for is not tried.

    Args:
        steps: in an order in which each comes after those that it needs.
        folder: where the outcomes are kept, and whatever the steps make.
        say: is told each step as it begins and ends.
        again: names of steps to do again, though they have passed.

    Raises:
        StepError: `again` names a step that is not there.
    """
    steps = list(steps)
    if unknown := again - {step.name for step in steps}:
        raise StepError(f"no such step: {', '.join(sorted(unknown))}; there are {', '.join(s.name for s in steps)}")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / OUTCOMES
    kept = {name: Outcome(**each) for name, each in json.loads(file.read_text()).items()} if file.is_file() else {}
    found: dict[str, Outcome] = {}
    for step in steps:
        if missing := [name for name in step.needs if found[name].state != PASSED]:
            found[step.name] = Outcome(NOT_TRIED, f"needs {', '.join(missing)}")
        else:
            found[step.name] = _done(step, kept.get(step.name), found, step.name in again, say)
        # After each: a trial that is ended goes on where it was.
        states = {**{name: each for name, each in kept.items() if name not in found}, **found}
        write_whole(file, json.dumps({name: each.to_json() for name, each in states.items()}, indent=1))
    return found


def table(outcomes: Mapping[str, Outcome]) -> str:
    """The steps and what came of them, for a screen."""
    width = max(map(len, outcomes))
    lines = []
    for name, each in outcomes.items():
        before = " (as before)" if each.earlier else ""
        lines.append(f"{name:<{width}}  {each.state:<9}  {each.seconds:>6.0f} s  {each.words}{before}")
    count = sum(each.state == PASSED for each in outcomes.values())
    return "\n".join([*lines, f"{count} of {len(outcomes)} steps passed"])


def digest_of(paths: Iterable[Path]) -> str:
    """Of names and contents, so that a step knows whether what it is made of has changed."""
    whole = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                whole.update(f"{file.relative_to(path.parent)}\0{file.stat().st_size}\0".encode())
                whole.update(file.read_bytes())
    return whole.hexdigest()


def _done(
    step: Step, before: Outcome | None, found: Mapping[str, Outcome], again: bool, say: Callable[[str], None]
) -> Outcome:
    ground = [digest_of(step.made_of), *(found[name].mark for name in step.needs)]
    digest = hashlib.sha256("\n".join(ground).encode()).hexdigest()
    if before is not None and before.state == PASSED and before.digest == digest and not again:
        say(f"{step.name}: passed before")
        return replace(before, earlier=True)
    say(f"{step.name} ...")
    began = time.monotonic()
    try:
        state, words = PASSED, step.does()
    except (StepError, OSError) as error:
        state, words = FAILED, str(error)
    seconds = time.monotonic() - began
    say(f"{step.name}: {state} in {seconds:.0f} s: {words}")
    return Outcome(state, words, round(seconds, 1), digest, mark=f"{time.time_ns()}")
