"""Fills the disk at a random moment of everything that the app writes, and looks at what is left.

The disk is a tmpfs of a few megabytes in a mount namespace of its own (`unshare`): for root, and where people may have
namespaces. What is filled leaves a random number of pages free, so that each write meets its end somewhere else.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

from PIL import Image

from benchmarks.stopping.moments import Table, environment, is_leftover, use_pack
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.recent import RecentSessions
from desktop_app.catalog.scan import find_photos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.photos import FileFacts
from desktop_app.exports.base import Wording
from desktop_app.exports.folders import room
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from desktop_app.exports.material import Material
from desktop_app.faults import FaultError
from desktop_app.imaging.thumbnails import ThumbnailCache
from desktop_app.ui.settings import Settings

MEGABYTES = 12
PAGE = 4096
# At most so many pages are left: what is written is sometimes whole, and mostly not.
MOST_PAGES = {
    "create": 120, "correct": 60, "export": 12, "copies": 24, "settings": 2, "recent": 2, "thumbnail": 60, "label": 200,
    "window": 400,
}  # fmt: skip
# How many of a hundred moments are of which kind: those that start a program take a second each.
SHARES = {
    "create": 20, "correct": 20, "export": 10, "copies": 7, "settings": 10, "recent": 10, "thumbnail": 10, "label": 10,
    "window": 3,
}  # fmt: skip
_VARIABLE = "PAWSORT_FULL_DISK"
_LABELS: list[Label | None] = [Label.breed("n_red"), Label.mix("n_red", "n_blue"), UNKNOWN, NO_DOG, None]


def unshared() -> list[str] | None:
    """What to put before a command so that it may mount; None where nobody may."""
    program = shutil.which("unshare")
    if program is None or not sys.platform.startswith("linux"):
        return None
    for options in (["-m"], ["-Urm"]):
        command = [program, *options, "--"]
        tried = subprocess.run(
            [*command, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
        )  # fmt: skip
        if tried.returncode == 0:
            return command
    return None


class Disk:
    """A small disk, and what fills it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "none", str(place)], check=True)
        self._filler = place / "filler"

    def clear(self) -> None:
        for entry in self.place.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def fill(self, pages: int) -> None:
        """Leave so many pages free."""
        free = os.statvfs(self.place).f_bavail
        with self._filler.open("wb") as stream:
            os.posix_fallocate(stream.fileno(), 0, max(1, (free - pages)) * PAGE)

    def empty(self) -> None:
        self._filler.unlink(missing_ok=True)


class Moments:
    """One moment of each kind; each returns what came of it."""

    def __init__(self, disk: Disk, folder: Path, pack: Path, photos: Path) -> None:
        self._disk, self._folder, self._pack, self._photos = disk, folder, pack, photos

    def run(self, kind: str, seed: int) -> Table:
        chance = random.Random(seed)
        self._disk.clear()
        table = Table(f"disk full: {kind}", runs=1)
        moment: Callable[[Table, random.Random], str] = getattr(self, f"_{kind}")
        try:
            ended = moment(table, chance)
        except Exception as error:  # noqa: BLE001 - what is not a fault is wrong
            ended = f"{type(error).__name__}"
            table.tracebacks += 1
            table.faults.append(f"{kind} {seed}: {error!r}")
        table.ended[ended] += 1
        self._disk.empty()
        left = [file for file in self._disk.place.rglob("*") if is_leftover(file)]
        table.leftovers += len(left)
        table.faults += [f"{kind} {seed}, left: {file}" for file in left]
        return table

    def _fill(self, kind: str, chance: random.Random) -> None:
        self._disk.fill(chance.randint(0, MOST_PAGES[kind]))

    def _create(self, table: Table, chance: random.Random) -> str:
        self._fill("create", chance)
        path = self._disk.place / "sessions" / "Shelter.pawsort"
        try:
            Session.create(path).close()
            return "written"
        except FaultError as error:
            self._disk.empty()
            if path.parent.exists():
                left = list(path.parent.iterdir())
                table.damaged += len(left)
                table.faults += [f"create: {file.name} is left" for file in left]
            return error.fault.code

    def _correct(self, table: Table, chance: random.Random) -> str:
        path = self._disk.place / "Shelter.pawsort"
        with Session.create(path) as session:
            ids = [row.photo_id for row in session.add_photos([Path(f"/photos/{place}.jpg") for place in range(200)])]
            shown: dict[int, Label | None] = dict.fromkeys(ids)
            self._fill("correct", chance)
            ended = "written"
            for _ in range(200):
                chosen, label = chance.sample(ids, chance.choice([1, 10, 60])), chance.choice(_LABELS)
                try:
                    session.apply(LabelPhotos(chosen, label))
                except FaultError as error:
                    ended = error.fault.code
                    break
                shown |= dict.fromkeys(chosen, label)
            if chance.random() < 0.5:
                self._disk.empty()  # otherwise it is still full when the session is closed
            with contextlib.suppress(FaultError):
                session.close()
        self._disk.empty()
        self._compare(table, path, shown)
        return ended

    def _compare(self, table: Table, path: Path, shown: dict[int, Label | None]) -> None:
        try:
            with Session.open(path) as session:
                found = {row.photo_id: row.label for row in session.rows()}
                with contextlib.closing(sqlite3.connect(path)) as connection:
                    table.damaged += connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        except FaultError as error:
            table.damaged += 1
            table.faults.append(f"{path}: {error.fault}")
            found = {}
        table.shown += len(shown)
        table.found += sum(photo in found and found[photo] == label for photo, label in shown.items())

    def _export(self, table: Table, chance: random.Random) -> str:
        source = self._folder / "exported.pawsort"
        with Session.open(source) as session:
            rows = session.rows()
        target = self._disk.place / "table.csv"
        before = chance.choice([None, b"\xef\xbb\xbfphoto\nwhat was here before\n"])
        if before is not None:
            target.write_bytes(before)
        self._fill("export", chance)
        form = all_formats()[chance.choice(["csv", "jsonl"])]
        material = Material(len(rows), sum(row.label is not None for row in rows), lambda: rows)
        try:
            form.write(target, material, Wording(str, lambda fault: fault.code), {})
            return "written"
        except FaultError as error:
            table.damaged += (target.read_bytes() if target.exists() else None) != before
            return error.fault.code

    def _copies(self, table: Table, chance: random.Random) -> str:
        """Photos into folders: what is there afterwards is whole, and said to be there."""
        session, out = self._folder / "copied.pawsort", self._disk.place / "sorted"
        if not session.exists():
            with Session.create(session) as made:
                ids = [row.photo_id for row in made.add_photos(sorted(find_photos([self._photos])))]
                made.apply(LabelPhotos(ids, Label.breed("n_red")))
        contents = {photo.name: photo.read_bytes() for photo in find_photos([self._photos])}
        self._fill("copies", chance)
        try:
            # As if the disk had been filled after it was asked for its room.
            with mock.patch.object(room, "free_bytes", return_value=None):
                form = all_formats()["folders"]
                written = form.write(out, gathered(session), Wording(str, lambda fault: fault.code), {})
        except FaultError as error:
            return error.fault.code
        copies = [file for file in out.rglob("*") if file.is_file()]
        half = [file for file in copies if file.read_bytes() != contents[file.name]]
        table.damaged += len(half) + (len(copies) != written.photos)
        table.faults += [f"copies: {file.name} is not whole" for file in half]
        return "written" if not written.skipped else written.skipped[0].code

    def _settings(self, table: Table, chance: random.Random) -> str:
        def write() -> None:
            Settings.of(model_pack="x" * chance.randint(1, 3 * PAGE)).save()

        return self._own_file(table, chance, "settings", write, lambda: Settings.load().appearance.theme == "dark")

    def _recent(self, table: Table, chance: random.Random) -> str:
        recent = RecentSessions(self._disk.place / "config" / "recent.json")
        known = Path("/known.pawsort")

        def write() -> None:
            for place in range(8):
                recent.opened(Path(f"/{'x' * chance.randint(1, 200)}/{place}"))

        return self._own_file(table, chance, "recent", write, lambda: recent.photo_of(known) in (None, 7))

    def _own_file(
        self, table: Table, chance: random.Random, kind: str, write: Callable[[], None], is_whole: Callable[[], bool]
    ) -> str:
        """A small file that is there already is the old one or the new one."""
        os.environ["PAWSORT_HOME"] = str(self._disk.place)
        file = self._disk.place / "config" / f"{kind}.json"
        Settings.of(theme="dark").save()
        self._fill(kind, chance)
        before = file.read_bytes() if file.exists() else b"null"
        try:
            write()
            ended = "written"
        except OSError as error:
            ended = error.strerror or "refused"
            table.damaged += file.read_bytes() != before or not is_whole()
        if file.exists():
            json.loads(file.read_bytes())
        return ended

    def _thumbnail(self, table: Table, chance: random.Random) -> str:
        cache = ThumbnailCache(self._disk.place / "thumbnails")
        self._fill("thumbnail", chance)
        image = Image.effect_noise((256, 256), 90).convert("RGB")
        for place in range(6):
            cache.store(Path(f"/photos/{place}.jpg"), FileFacts(1, 1, "0" * 64, 256, 256, 1), image)
        kept = list((self._disk.place / "thumbnails").rglob("*.jpg"))
        for file in kept:
            with Image.open(file) as picture, contextlib.suppress(OSError):
                picture.load()
                continue
            table.damaged += 1
        return "all kept" if len(kept) == 6 else "some kept"

    def _label(self, table: Table, chance: random.Random) -> str:
        disk = self._disk.place
        home = chance.choice([disk, self._folder / "home"])
        home.mkdir(exist_ok=True)
        session = chance.choice([disk, self._folder / "elsewhere"]) / "Shelter.pawsort"
        out = (disk if session.parent != disk or chance.random() < 0.5 else self._folder / "elsewhere") / "labels.csv"
        for file in (session, out):
            file.parent.mkdir(exist_ok=True)
            file.unlink(missing_ok=True)
        self._fill("label", chance)
        variables = environment(home) | ({"TMPDIR": str(disk)} if chance.random() < 0.5 else {})
        command = [sys.executable, "-m", "desktop_app", "label", str(self._photos), "--out", str(out)]
        done = subprocess.run(
            [*command, "--session", str(session), "--model", str(self._pack)],
            env=variables, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        self._disk.empty()
        if "Traceback" in done.stderr or done.returncode not in (0, 1, 2):
            table.tracebacks += 1
            table.faults.append(done.stderr[-2000:])
        if session.exists():
            self._compare(table, session, {})
        elif session.parent.exists():
            table.leftovers += len(list(session.parent.glob("Shelter*")))
        return f"exit code {done.returncode}"

    def _window(self, table: Table, chance: random.Random) -> str:
        disk, home = self._disk.place, self._disk.place / "home"
        use_pack(home, self._pack)
        self._fill("window", chance)
        arguments = [str(chance.random())[2:8], str(self._photos), str(disk / "table.csv")]
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.stopping.window_person", *arguments],
            env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        first = process.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.5, 3))
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=60)
        output = first + output
        self._disk.empty()
        if "Traceback" in errors or process.returncode != 128 + signal.SIGTERM:
            table.tracebacks += 1
            table.faults.append(f"{process.returncode}: {errors[-2000:]}")
        for path in home.rglob("*.pawsort"):
            labels: dict[int, object] = {}
            for line in output.splitlines():
                said = json.loads(line)
                if said.get("session") == str(path):
                    labels |= {int(photo): label for photo, label in said.get("labels", {}).items()}
            self._compare(table, path, {})
            with contextlib.suppress(FaultError), Session.open(path) as session:
                known = {row.photo_id for row in session.rows()}
                table.shown += len(labels)
                table.found += sum(photo in known for photo in labels)
        return "words" if '"said"' in output else "nothing to say"


def kinds(places: range) -> Iterator[str]:
    """The kinds of the moments at these places of a long row, evenly mixed."""
    weights = [kind for kind, share in SHARES.items() for _ in range(share)]
    for place in places:
        yield weights[place * 37 % len(weights)]
