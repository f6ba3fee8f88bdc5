"""Smoke test of an installed or frozen Pawsort, on every system: needs nothing but Python and the app.

    python packaging/smoke.py --app dist/pawsort/pawsort
    python packaging/smoke.py --app /usr/bin/pawsort --root CLEAN_ROOT       (Linux, as root: inside a clean root)

The app runs in an empty home, without a screen, with no Python on its PATH. It is copied somewhere else first, under a
name with a space and accents; on Linux as root, the source tree and every Python of the machine are hidden from it too.
What it does is in `self_test.py`: photos are dropped on the window, one suggestion is corrected, the table exported,
the help opened, the session opened again. The unfrozen app (the Python that runs this script, or --reference) does the
same; suggestions and tables have to be equal to the last digit. `--many 100` compares as many photos. For a minute the
frozen app is watched from outside: nothing may leave, and no file be written but its own (`watching.py`).
"""

import argparse
import contextlib
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import watching

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DATA = Path(os.environ.get("PAWSORT_DATA", ROOT.parent / "shared" / "data"))
BREEDS = str(len(json.loads(min(ROOT.glob("assets/packs/*/model.json")).read_text("utf-8"))["breeds"]))
DRAWN = HERE / "photos"
# A HEIC photo of which the decoder dies: a row like any other, whose fault says so.
DEADLY = "ends its decoder.heic"
SECONDS = 600
# A minute together: telemetry of one library has been seen to wait for nine seconds.
WINDOW_STAYS, COMMAND_STAYS = 35.0, 25.0


class SmokeError(Exception):
    """Something is not as it should be; the message says what."""


@dataclass
class App:
    """A way to start Pawsort.

    Attributes:
        window: the program with the window.
        command: the program for the command line.
        root: the clean root that it runs in.
        hide: folders that it must not see.
        variables: of its environment, and nothing else.
    """

    window: list[str]
    command: list[str]
    root: Path | None = None
    hide: list[Path] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)

    def run(
        self, program: list[str], arguments: Sequence[str], folder: Path, before: Sequence[str] = (), stay: float = 0.0
    ) -> subprocess.CompletedProcess[str]:
        """Run it; the names of files are seen from inside the root.

        Args:
            program: the window or the command.
            arguments: its own.
            folder: for its home.
            before: what watches it, with its arguments.
            stay: seconds for which nobody reads what it prints; it must not have ended by then.
        """
        home = folder / "home"
        home.mkdir(exist_ok=True)
        variables = {name: self.inside(home) for name in ("HOME", "USERPROFILE", "PAWSORT_HOME")}
        variables |= {"PATH": self.inside(folder / "nothing"), "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
        # What a workbook is made of lies in the system's temporary folder until it is whole.
        temporary = folder / "temporary"
        temporary.mkdir(exist_ok=True)
        variables["TMPDIR"] = self.inside(temporary)
        for name in ("SYSTEMROOT", "TEMP", "TMP"):
            if name in os.environ:
                variables[name] = os.environ[name]
        command = [*before, *self._prefix(), *program, *arguments]
        with subprocess.Popen(
            command, env=variables | self.variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            encoding="utf-8", errors="replace", cwd=None if self.root else folder,
        ) as process:  # fmt: skip
            time.sleep(stay)
            ended = process.poll() is not None
            try:
                output, errors = process.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        done = subprocess.CompletedProcess(command, process.returncode, output, errors)
        if stay and ended and not done.returncode:
            raise SmokeError(f"it was to be watched for {stay:.0f} s and ended sooner: {' '.join(command)}")
        if done.returncode:
            raise SmokeError(f"exit code {done.returncode}: {' '.join(command)}\n{done.stdout}\n{done.stderr}")
        return done

    def inside(self, file: Path) -> str:
        """The name of a file as the app sees it."""
        return str(file) if self.root is None else f"/{file.relative_to(self.root)}"

    def _prefix(self) -> list[str]:
        if self.root is not None:
            return [shutil.which("chroot") or "/usr/sbin/chroot", str(self.root)]
        if not self.hide:
            return []
        covered = " && ".join(f"mount -t tmpfs none '{folder}'" for folder in self.hide)
        shell = f'export PATH=/usr/sbin:/usr/bin:/sbin:/bin && {covered} && PATH="$0" exec "$@"'
        return ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", shell, "/nothing"]


def main() -> int:
    """Run everything; 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--app", type=Path, required=True, help="the program `pawsort`, or Pawsort.app")
    parser.add_argument("--root", type=Path, help="a clean root in which --app is installed")
    parser.add_argument("--reference", default=sys.executable, help="the Python of the unfrozen app")
    parser.add_argument("--many", type=int, default=0, help="how many more photos to compare")
    arguments = parser.parse_args()
    base = arguments.root / "tmp" if arguments.root else None
    with tempfile.TemporaryDirectory(prefix="pawsort-smoke-", dir=base) as name:
        try:
            _smoke(arguments, Path(name).resolve())
        except (SmokeError, subprocess.TimeoutExpired) as error:
            print(f"\nFAILED: {error}", file=sys.stderr)
            return 1
    print("Smoke test passed.")
    return 0


def _smoke(arguments: argparse.Namespace, folder: Path) -> None:
    photos = _photos(folder / "photos à trier")
    frozen = _frozen(arguments, folder)
    reference = App([arguments.reference, str(HERE / "entry.py")], [arguments.reference, str(HERE / "entry.py")],
                    variables={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"})  # fmt: skip
    homes = {"frozen": folder / "one", "unfrozen": folder / "two"}
    for home in homes.values():
        home.mkdir()
    version = frozen.run(frozen.command, ["--version"], homes["frozen"]).stdout.strip()
    _say(f"starts: {version}")
    seen = _window(frozen, photos, homes["frozen"])
    _check_origin(seen, arguments.root)
    _check_deadly(seen)
    expected = _window(reference, photos, homes["unfrozen"])
    _same("suggestions in the window", seen["photos"], expected["photos"])
    _say(f"the window suggests the same as the unfrozen app's, to the last digit: {len(photos)} photos")
    _session_again(frozen, seen, homes["frozen"])
    _label(frozen, reference, photos, homes)
    _check_nothing_queued(homes)
    _watch(frozen, photos, folder / "three")
    if arguments.many and not DATA.is_dir():
        _say(f"no more photos to compare: {DATA} is not there (PAWSORT_DATA names it)")
    elif arguments.many:
        _label(frozen, reference, _many(folder / "many", arguments.many), homes)


def _frozen(arguments: argparse.Namespace, folder: Path) -> App:
    program: Path = arguments.app
    if program.suffix == ".app":
        program = program / "Contents" / "MacOS" / "pawsort"
    if arguments.root:
        return App([str(program)], [str(program)], arguments.root.resolve())
    if not program.is_file():
        raise SmokeError(f"{program} is not there; build it with `make package`")
    # The folder that holds everything: Pawsort.app, or the one with `_internal` in it.
    bundle = next((above for above in program.parents if above.suffix == ".app"), program.parent)
    moved = folder / "installé ailleurs" / bundle.name
    shutil.copytree(bundle, moved, symlinks=True)
    command = moved / program.relative_to(bundle)
    window = command.with_name(command.name.replace("pawsort", "pawsort-window"))
    hide = _folders_to_hide() if sys.platform.startswith("linux") and os.geteuid() == 0 else []
    _say(f"runs in {moved}" + (f"; hidden from it: {', '.join(map(str, hide))}" if hide else ""))
    return App([str(window if window.is_file() else command)], [str(command)], hide=hide)


def _folders_to_hide() -> list[Path]:
    """The source tree, and every Python of this machine."""
    prefixes = {Path(sys.base_prefix), Path("/usr"), Path("/usr/local")}
    pythons = {folder for prefix in prefixes for folder in (prefix / "lib").glob("python3*") if folder.is_dir()}
    return [ROOT, *sorted(pythons)]


def _photos(folder: Path) -> list[Path]:
    """Real photos where they are (JPEG, HEIC, turned); otherwise the drawn ones that come with this script."""
    folder.mkdir()
    wanted = [
        *sorted((DATA / "phone_photos").glob("*.jpg"))[:4],
        *sorted((DATA / "decoder_files").rglob("*.heic"))[:3],
        *sorted((DATA / "decoder_files" / "exif_orientation_examples").rglob("*_[368].jpg"))[:3],
        *sorted((DATA / "other_sources_dev").rglob("*.jpg"))[:6],
    ]
    if not wanted:
        _say(f"no real photos in {DATA}; taking the drawn ones")
    for place, photo in enumerate([*wanted, *sorted(DRAWN.glob("*.*"))]):
        shutil.copyfile(photo, folder / f"{place:02} {photo.name}")
    found = sorted(folder.iterdir())
    kinds = {photo.suffix.lower() for photo in found}
    if not {".jpg", ".heic"} <= kinds:
        raise SmokeError(f"the photos to test with lack a kind: {sorted(kinds)}")
    return found


def _many(folder: Path, count: int) -> list[Path]:
    """Photos from all corners of the data."""
    folder.mkdir()
    endings = {".jpg", ".jpeg", ".heic", ".png", ".webp"}
    found = sorted(file for file in DATA.rglob("*") if file.suffix.lower() in endings)
    if len(found) < count:
        raise SmokeError(f"{DATA} has {len(found)} photos; {count} were asked for")
    for place in range(count):
        photo = found[place * len(found) // count]
        shutil.copyfile(photo, folder / f"{place:03} {photo.name}")
    return sorted(folder.iterdir())


def _window(app: App, photos: list[Path], folder: Path) -> dict[str, Any]:
    """Drive the window; returns its report."""
    began = time.monotonic()
    report = _self_test(app, [app.inside(photo) for photo in photos], folder)
    exported = list(csv.DictReader(report["exported"].splitlines()))
    corrected = [row for row in exported if row["state"] == "corrected"]
    if len(exported) != len(photos) or len(corrected) != 1 or not corrected[0]["label_breed_1"]:
        raise SmokeError(f"the exported table is not right:\n{report['exported']}")
    if report["workbook"] != ["Épagneul.jpg"]:
        raise SmokeError(f"the workbook is not right: {report['workbook']}")
    if report["statistics"].get("you-and-the-suggestions", 0) < 3:
        raise SmokeError(f"the statistics are not right: {report['statistics']}")
    if not 0 < report["screens"]["animals"] <= len(photos) or not 0 < report["screens"]["review"] < len(photos):
        raise SmokeError(f"the screens are not right: {report['screens']}")
    if report["learned of"] != 1:
        raise SmokeError(f"one label should have been learned of, not {report['learned of']}")
    states = {entry["state"] for entry in report["photos"].values()}
    kind = "frozen" if report["frozen"] else "unfrozen"
    _say(f"the {kind} window, in {time.monotonic() - began:.0f} s: {len(report['photos'])} photos "
         f"({', '.join(sorted(states))}), {report['corrected']['photo']} corrected, {len(exported)} rows exported, "
         f"help: {report['help']}, status bar: {report['status bar']}")  # fmt: skip
    return report


def _self_test(app: App, arguments: list[str], folder: Path) -> dict[str, Any]:
    file = folder / "report.json"
    file.unlink(missing_ok=True)
    app.run(app.window, ["--self-test", app.inside(file), *arguments], folder)
    report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return report


def _session_again(app: App, before: dict[str, Any], folder: Path) -> None:
    after = _self_test(app, ["--session", before["session"]], folder)
    _same("the session, opened again", after["photos"], before["photos"])
    _same("what it has learned of", {"labels": after["learned of"]}, {"labels": before["learned of"]})
    _say("the session, opened again, has every suggestion and the corrected label")


def _label(frozen: App, reference: App, photos: list[Path], homes: dict[str, Path]) -> None:
    """Compare `pawsort label` on the same photos."""
    tables = []
    for app, home in ((frozen, homes["frozen"]), (reference, homes["unfrozen"])):
        out = home / "labels.jsonl"
        source = [app.inside(photos[0].parent)]
        try:
            app.run(app.command, ["label", *source, "--out", app.inside(out), "--overwrite", "--top", BREEDS], home)
        except SmokeError as error:
            # 1 says that some photos were unreadable, which the data has on purpose.
            if "exit code 1:" not in str(error):
                raise
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        tables.append({Path(row.pop("photo")).name: row for row in rows})
    if len(tables[0]) != len(photos):
        raise SmokeError(f"`pawsort label` wrote {len(tables[0])} rows for {len(photos)} photos")
    _same("`pawsort label`", _without_folders(tables[0]), _without_folders(tables[1]))
    suggested = sum(row.get("status") != "unreadable" for row in tables[0].values())
    _say(f"`pawsort label`: {len(photos)} photos, {suggested} with all {BREEDS} probabilities equal to the last digit")


def _watch(app: App, photos: list[Path], folder: Path) -> None:
    """Nothing leaves the machine, as the system sees it, and no file is written but the app's own and its output."""
    folder.mkdir()
    many = folder / "photos"
    many.mkdir()
    # So many rows that the table does not fit into a pipe that nobody reads: the command waits, and is watched.
    for place in range(max(len(photos), 60)):
        photo = photos[place % len(photos)]
        shutil.copyfile(photo, many / f"{place:02}{photo.suffix}")
    window = ["--self-test", app.inside(folder / "report.json"), "--stay", str(WINDOW_STAYS)]
    command = ["label", app.inside(many), "--out", "-", "--top", BREEDS]
    for name, program, arguments, stay in (
        ("the window", app.window, [*window, *map(app.inside, photos)], WINDOW_STAYS),
        ("`pawsort label`", app.command, command, COMMAND_STAYS),
    ):
        how, watched = _watched(app, program, arguments, folder, stay)
        # Hiding folders from the app is watched too, and `mount` notes what it mounts.
        of_mount = [Path("/run/mount")] if app.hide else []
        outside = watched.written_outside([folder, Path(app.inside(folder)), *of_mount])
        if watched.internet or outside:
            raise SmokeError("\n".join([f"{name} did what it must not:", *watched.internet, *outside]))
        _say(
            f"{name}, watched for {stay:.0f} s by {how}: nothing leaves"
            + (", " + _own(watched) if watched.written else "")
        )


def _own(watched: watching.Watched) -> str:
    return f"{len(set(watched.written))} files and folders written, all its own"


def _watched(
    app: App, program: list[str], arguments: list[str], folder: Path, stay: float
) -> tuple[str, watching.Watched]:
    """How it was watched, and what was seen."""
    report, watched = folder / "watched", watching.Watched(folder)
    tracer, why = watching.strace() if sys.platform.startswith("linux") else (None, "")
    counted = watching.before_counted(report) if tracer is None else None
    with contextlib.ExitStack() as stack:
        if tracer is not None:
            before, how = watching.before_traced(tracer, report), "strace"
        elif counted is not None:
            before, how = counted, f"counting what leaves a namespace, files NOT WATCHED ({why})"
        else:
            before, how = [], "asking for its connections, files NOT WATCHED"
            watched.internet = stack.enter_context(watching.looking_at_connections("pawsort"))
        try:
            app.run(program, arguments, folder, before, stay)
        except SmokeError as error:
            # 1 says that some photos were unreadable, which the data has on purpose.
            if "exit code 1:" not in str(error) or program is not app.command:
                raise
    if tracer is not None:
        watched = watching.read_trace(report, folder)
    elif counted is not None:
        watched = watching.read_counts(report, folder)
    return how, watched


def _check_nothing_queued(homes: dict[str, Path]) -> None:
    """ONNX Runtime would leave a queue of what it reports (docs/decisions/0012-no-telemetry.md)."""
    for kind, home in homes.items():
        queued = sorted(str(file.relative_to(home)) for file in home.rglob(".onnxruntime/*"))
        if queued:
            raise SmokeError(f"the {kind} app leaves what it wants to report: {', '.join(queued)}")
    _say("no home holds anything that waits to be sent")


def _without_folders(rows: dict[str, Any]) -> dict[str, Any]:
    """Why a photo is unreadable may name the file, which lies elsewhere in a root."""
    return {name: {key: value for key, value in row.items() if key != "error"} for name, row in rows.items()}


def _check_origin(report: dict[str, Any], root: Path | None) -> None:
    """Code may come from the bundle alone; libraries from it or from the system's own folders."""
    bundle = report["bundle"]
    if not report["frozen"] or not bundle:
        raise SmokeError("this is not the frozen app")
    # A name that is no absolute path is of a module inside another's archive.
    foreign = [file for file in report["modules"].values() if Path(file).is_absolute() and not file.startswith(bundle)]
    foreign += [place for place in report["search path"] if not place.startswith(bundle)]
    system = ("/lib", "/usr/lib")
    foreign += [file for file in report["libraries"] if not file.startswith((bundle, *system))]
    foreign += [name for name in report["libraries"] if "python" in Path(name).name and not name.startswith(bundle)]
    if foreign:
        raise SmokeError("loaded from outside its folder: " + ", ".join(foreign))
    borrowed = [Path(file).name for file in report["libraries"] if not file.startswith(bundle)]
    _say(f"{len(report['modules'])} modules, all from {bundle}" + (" inside the root" if root else ""))
    if borrowed:
        _say(f"system libraries in use: {', '.join(borrowed)}")


def _check_deadly(report: dict[str, Any]) -> None:
    """The photo that ends its decoder is shown with the others, and the decoder is another program of the bundle."""
    faults = [entry["fault"] for name, entry in report["photos"].items() if name.endswith(DEADLY)]
    if faults != ['{"code": "photo.decoder_stopped"}']:
        raise SmokeError(f"a photo that ends its decoder should be unreadable for that: {faults}")
    _say(f"{DEADLY} ended its decoder, and nothing else")


def _same(what: str, found: Any, expected: Any) -> None:
    if found == expected:
        return
    for name in expected:
        if found.get(name) != expected[name]:
            raise SmokeError(f"{what}: {name} differs:\n  {found.get(name)}\n  {expected[name]}")
    raise SmokeError(f"{what}: {sorted(set(found) - set(expected))} should not be there")


def _say(text: str) -> None:
    print(f"- {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
