"""The installer as people use it: for one person, for everyone, over an older version, and away again."""

import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from trials.steps import StepError
from trials.windows.comparing import digests
from trials.windows.screen import screen
from trials.windows.wine import Wine

ROOT = Path(__file__).resolve().parents[2]
NAME = "Pawsort"
OLDER = "0.0.1"
UNINSTALL = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{NAME}"
OPEN_FOLDER = rf"Software\Classes\Directory\shell\{NAME}\command"
OPEN_SESSION = rf"Software\Classes\{NAME}.Session\shell\open\command"
READ_REGISTRY = """
import sys, winreg
roots = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
try:
    with winreg.OpenKey(roots[sys.argv[1]], sys.argv[2]) as key:
        print(winreg.QueryValueEx(key, sys.argv[3])[0])
except FileNotFoundError:
    pass
"""
# Left in the folder of the program, as an older version might.
LEFT_BEHIND = Path("_internal") / "left-behind.txt"
# What NSIS' uninstaller wants, to stay in its folder until it is done.
STAY = "_?="
TOO_OLD, CLOSED_FIRST = 2, 3
SECONDS_TO_LOOK, SECONDS_TO_OPEN = 40, 10
PAGES = ("welcome", "licence", "for whom", "parts", "folder")


@dataclass(frozen=True)
class Installing:
    """Installers around one bundle, and where they install.

    Attributes:
        wine: the Windows.
        bundle: the folder with `pawsort.exe`.
        folder: for the installers and pictures.
        photos: a folder of photos on a drive of the Windows.
    """

    wine: Wine
    bundle: Path
    folder: Path
    photos: Path

    @property
    def own_folder(self) -> Path:
        """Where the program is, installed for one person."""
        return self.wine.home / "AppData" / "Local" / "Programs" / NAME

    @property
    def shared_folder(self) -> Path:
        """Where it is, installed for everyone."""
        return self.wine.drive / "Program Files" / NAME

    @property
    def kept(self) -> Path:
        """Where sessions, settings and thumbnails are: `desktop_app/paths.py`."""
        return self.wine.home / "AppData" / "Local" / NAME

    def compile(self) -> str:
        """Compile two installers around the bundle: of this version, and of one that passes for an older one."""
        for setup, options in ((self.setup, ()), (self.older_setup, ("--version", OLDER, "--quick"))):
            icon = self.bundle.parents[1] / "build" / "icons" / "pawsort.ico"
            script = ROOT / "packaging" / "windows_installer.py"
            command: list[str | Path] = [sys.executable, script, self.bundle, setup, "--icon", icon]
            done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise StepError(f"the installer could not be compiled:\n{(done.stdout + done.stderr)[-2000:]}")
        return f"{self.setup.name} with {self.setup.stat().st_size / 1e6:.1f} MB"

    @property
    def setup(self) -> Path:
        """The installer of this version."""
        return self.folder / f"{NAME}-setup.exe"

    @property
    def older_setup(self) -> Path:
        """That of the older one."""
        return self.folder / f"{NAME}-{OLDER}-setup.exe"

    def refuse_old_windows(self) -> str:
        """A Windows that Qt does not run on is refused, by its version and by its build."""
        for version in ("win7", "win81"):
            self.wine.set_version(version)
            try:
                self._install(self.setup, "/CurrentUser", expect=frozenset({TOO_OLD}))
            finally:
                self.wine.set_version("win10")
            self._must(not self.own_folder.exists(), f"nothing was installed on {version}")
        with screen(self.folder) as shown:
            self.wine.set_version("win81")
            running = self.wine.start([self.setup], DISPLAY=shown.name)
            try:
                shown.wait_for("Installer Language")
                shown.press("Return")
                shown.wait_for(f"{NAME}")
                shown.picture("refused on an older Windows")
                shown.press("Return")
                running.wait(60)
            finally:
                self.wine.kill()
                self.wine.set_version("win10")
        return "Windows 7 and 8.1 are refused in words, nothing is installed"

    def for_one_person(self) -> str:
        """Silently for the user: installed, run, replaced by a newer one, sessions and settings as they were."""
        self._install(self.older_setup, "/CurrentUser", "/DESKTOP=1")
        program = self.own_folder / "pawsort.exe"
        self._must(program.is_file(), f"{program} is there")
        self._must(self._has_link("Desktop"), "an icon is on the desktop")
        self._must(
            OLDER in self._registry("HKCU", UNINSTALL, "DisplayVersion"), "the list of programs has the older one"
        )
        told = self.wine.run([program, "--version"])
        self._must(told.startswith(f"{NAME}, version "), f"it runs: {told}")
        session = self.wine.home / "Documents" / "refuge été.pawsort"
        self._label(program, session)
        (self.own_folder / LEFT_BEHIND).write_text("of an older version")
        self._open_and_close(session)
        self._must(bool(digests(self.kept)), "the window has written its settings")
        before = {**digests(session.parent), **digests(self.kept)}
        self._install(self.setup, "/CurrentUser")
        self._must(not (self.own_folder / LEFT_BEHIND).exists(), "an upgrade leaves nothing of the older version")
        self._must(
            {**digests(session.parent), **digests(self.kept)} == before, "sessions and settings are as they were"
        )
        self._must(OLDER not in self._registry("HKCU", UNINSTALL, "DisplayVersion"), "the list has the newer version")
        self._label(program, session)
        return f"installed, run, replaced; {len(before)} files of sessions and settings are as they were"

    def _open_and_close(self, session: Path) -> None:
        """The installed window, closed by a person: it writes its settings, and where it stood."""
        with screen(self.folder) as shown:
            program = self.own_folder / "pawsort-window.exe"
            running = self.wine.start([program, "--session", self.wine.path(session)], DISPLAY=shown.name)
            shown.wait_for(NAME, 180)
            time.sleep(SECONDS_TO_OPEN)
            shown.press("alt+F4")
            running.wait(120)

    def open_with(self) -> str:
        """`Open with Pawsort`, as Explorer runs it, in a window; and a session by its double click."""
        folder = self._registry("HKCU", OPEN_FOLDER, "")
        session = self._registry("HKCU", OPEN_SESSION, "")
        self._must("%1" in folder and "--session" in session, f"folders and sessions open with it: {folder}, {session}")
        document = self.wine.home / "Documents" / "refuge été.pawsort"
        pictures = []
        with screen(self.folder) as shown:
            for command, target, name in ((folder, self.photos, "a folder"), (session, document, "a session")):
                # As Explorer does: the program, then what was clicked.
                words = [word.replace("%1", self.wine.path(target)) for word in re.findall(r'"[^"]*"|\S+', command)]
                running = self.wine.start([word.strip('"') for word in words], DISPLAY=shown.name)
                shown.wait_for(NAME, 180)
                # Photos are looked at meanwhile.
                time.sleep(SECONDS_TO_LOOK)
                pictures.append(shown.picture(f"opened with Pawsort, {name}"))
                shown.press("alt+F4")
                running.wait(120)
        return ", ".join(str(picture) for picture in pictures)

    def for_everyone(self) -> str:
        """Silently for all users, beside the one of one person, run and removed."""
        self._install(self.setup, "/AllUsers")
        program = self.shared_folder / "pawsort.exe"
        self._must(program.is_file(), f"{program} is there")
        self._must(
            bool(self._registry("HKLM", UNINSTALL, "DisplayVersion")), "the list of programs of all users has it"
        )
        told = self.wine.run([program, "--version"])
        self._must(told.startswith(f"{NAME}, version "), f"it runs: {told}")
        self._remove(self.shared_folder)
        self._must(not self.shared_folder.exists(), f"{self.shared_folder} is gone")
        self._must(not self._registry("HKLM", UNINSTALL, "DisplayVersion"), "the list of programs has it no more")
        self._must((self.own_folder / "pawsort.exe").is_file(), "the one of one person is still there")
        return f"installed into {self.wine.path(self.shared_folder)}, run, removed"

    def while_open(self) -> str:
        """With the program open, an upgrade is refused and nothing of it is touched."""
        program = self.own_folder / "pawsort-window.exe"
        before = digests(self.own_folder)
        with screen(self.folder) as shown:
            running = self.wine.start([program], DISPLAY=shown.name)
            shown.wait_for(NAME, 180)
            self._install(self.setup, "/CurrentUser", expect=frozenset({CLOSED_FIRST}))
            shown.press("alt+F4")
            running.wait(120)
        self._must(digests(self.own_folder) == before, "an upgrade beside the open program touches nothing")
        return "refused with its exit code, nothing was touched"

    def pages(self) -> str:
        """The pages of the installer in both languages, as pictures; it is cancelled before it installs."""
        taken = 0
        for language, first in (("English", ()), ("French", ("Down",))):
            with screen(self.folder) as shown:
                running = self.wine.start([self.setup], DISPLAY=shown.name)
                try:
                    shown.wait_for("Installer Language")
                    shown.press(*first, "Return")
                    shown.wait_for(NAME)
                    for page in PAGES:
                        time.sleep(1.5)
                        shown.picture(f"{language}, {page}")
                        taken += 1
                        if page != PAGES[-1]:
                            shown.press("Return")
                finally:
                    self.wine.kill()
                    running.wait(60)
        return f"{taken} pictures in {self.folder}"

    def remove(self) -> str:
        """Away again: nothing of the program is left, everything of the person."""
        before = digests(self.kept)
        self._remove(self.own_folder)
        self._must(not self.own_folder.exists(), f"{self.own_folder} is gone")
        self._must(not self._registry("HKCU", UNINSTALL, "DisplayVersion"), "the list of programs has it no more")
        self._must(not self._registry("HKCU", OPEN_FOLDER, ""), "folders no longer offer it")
        self._must(not self._has_link("Desktop"), "the icon is gone from the desktop")
        self._must(digests(self.kept) == before, "sessions and settings stay")
        return f"the program is gone, {len(before)} files of the person stay"

    def _install(self, setup: Path, *options: str, expect: frozenset[int] = frozenset({0})) -> None:
        self.wine.run([setup, "/S", *options], 600, expect)
        if expect == frozenset({0}):
            self.wine.settle()

    def _remove(self, folder: Path) -> None:
        self.wine.run([folder / "uninstall.exe", "/S", f"{STAY}{self.wine.path(folder)}"], 300)
        self.wine.settle()
        # Told its folder, the uninstaller cannot take itself and that away.
        for left in (folder / "uninstall.exe", folder):
            if left.is_file():
                left.unlink()
            elif left.is_dir() and not any(left.iterdir()):
                left.rmdir()

    def _label(self, program: Path, session: Path) -> None:
        session.parent.mkdir(parents=True, exist_ok=True)
        table = self.folder / "of the installed.csv"
        places = [self.wine.path(place) for place in (self.photos, table, session)]
        options = ["--out", places[1], "--session", places[2], "--overwrite"]
        self.wine.run([program, "label", places[0], *options], 1800, frozenset({0, 1}))
        self._must(session.is_file() and table.is_file(), "the installed program labels into a table and a session")

    def _registry(self, root: str, key: str, value: str) -> str:
        """A value of the registry; empty where there is none."""
        # Not by `reg`, which prints in the code page of a console: names of people are in it.
        return self.wine.python("-X", "utf8", "-c", READ_REGISTRY, root, key, value).strip()

    def _has_link(self, place: str) -> bool:
        return (self.wine.home / place / f"{NAME}.lnk").exists()

    @staticmethod
    def _must(fact: bool, what: str) -> None:
        if not fact:
            raise StepError(f"not so: {what}")
