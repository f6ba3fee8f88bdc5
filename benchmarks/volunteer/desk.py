"""Where the volunteer sits: a display, a keyboard whose keys are counted, and Pawsort in a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop_app.ui.settings import Settings

TOOLS = ("Xvfb", "xdotool")
SCREEN = "1366x768x24"
PATIENCE = 120.0
LOOK_EVERY = 0.01
SETTINGS = "settings.json"
Seen = dict[str, Any]
# As a keyboard without accents has it.
KEYS = {" ": "space", "-": "minus", "'": "apostrophe", "(": "parenleft", ")": "parenright", ".": "period"}


class Desk:
    """Shows what is on the screen, and presses keys.

    Attributes:
        keys: how often each kind of key was pressed; a key that is held for another counts too.
        strokes: how often any key was pressed, whatever was held meanwhile.
        seen: what was seen last.
    """

    def __init__(self, app: "subprocess.Popen[bytes]", environment: dict[str, str]) -> None:
        self._app, self._environment = app, environment
        self.strokes = 0
        self.keys: Counter[str] = Counter()
        self.seen: Seen = {}

    def look(self) -> Seen:
        """What is on the screen now."""
        assert self._app.stdin is not None
        assert self._app.stdout is not None
        self._app.stdin.write(b"look\n")
        self._app.stdin.flush()
        line = self._app.stdout.readline()
        if not line:
            raise RuntimeError(f"Pawsort ended with {self._app.wait(PATIENCE)}")
        self.seen = json.loads(line)
        if not self.seen["active"]:
            # What a window manager does for every window that opens, or is left.
            self._xdotool("windowfocus", str(self.seen["window"]))
        return self.seen

    def until(self, is_so: Callable[[Seen], object], what: str, patience: float = PATIENCE) -> Seen:
        """Wait until something is seen."""
        end = time.monotonic() + patience
        while not (is_so(self.look()) and self.seen["active"]):
            if time.monotonic() > end:
                raise TimeoutError(f"never came: {what}; seen: {json.dumps(self.seen, indent=1)}")
            time.sleep(LOOK_EVERY)
        return self.seen

    def press(self, kind: str, *keys: str) -> Seen:
        """Press keys one after the other, each once what the one before did is there; returns what is seen then."""
        for key in keys:
            self._xdotool("key", key)
            self.strokes += 1
            self.keys[kind] += 1 + key.count("+")
            self.until(lambda seen: seen["keys"] >= self.strokes and not seen["writing"], f"the key {key}")
        return self.seen

    def type_breed(self, name: str, matches: Callable[[Seen], list[str] | None]) -> None:
        """Type a breed's name, until it is the first one in the list, and take it."""
        for letter in name.lower():
            self.press("letters", KEYS.get(letter, letter))
            if (matches(self.seen) or [""])[0].partition(" (")[0] == name:
                break
        assert (matches(self.seen) or [""])[0].partition(" (")[0] == name, f"{name} is not offered"
        self.press("letters", "Return")

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True)


@contextmanager
def display() -> Iterator[str]:
    """A display of its own, which keeps its keyboard when a program leaves it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-noreset", "-nolisten", "tcp", "-screen", "0", SCREEN]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def desk(folder: Path, home: Path, settings: Settings | None = None) -> Iterator[Desk]:
    """Pawsort with a folder of photos, started as a person does, in a home of its own; closed by Ctrl+Q in the end.

    Args:
        folder: of the photos.
        home: an empty folder for the app's own files, which is made.
        settings: what was set there before; nothing, as at the first start, when left out.
    """
    config = home / "config"
    config.mkdir(parents=True)
    if settings is not None:
        (config / SETTINGS).write_text(settings.model_dump_json(), encoding="utf-8")
    with display() as number:
        environment = os.environ | {"DISPLAY": number, "QT_QPA_PLATFORM": "xcb", "LANGUAGE": "en", "LANG": "C.UTF-8"}
        environment |= {"HOME": str(home), "PAWSORT_HOME": str(home)}
        app = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.volunteer.watched", str(folder)],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        try:
            yield Desk(app, environment)
            subprocess.run(["xdotool", "key", "ctrl+q"], env=environment, check=True)
            app.wait(PATIENCE)
        finally:
            app.kill()
            app.wait()
