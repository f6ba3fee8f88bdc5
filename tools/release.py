#!/usr/bin/env python3
"""Release by one command, which refuses where something does not fit together.

    python tools/release.py check [--tag v1.2.0]     say everything that does not fit; exit code 1 if anything
    python tools/release.py prepare 1.2.0            write the version and date into the app and the changelog
    python tools/release.py tag                      check, then tag the commit; pushing the tag starts the builds

Runs where the app's packages are installed (`make setup`, or the environment of `make package`): notices and
translations are compared with what they would be.
"""

import argparse
import datetime
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import notices
import translations

ROOT = Path(__file__).resolve().parent.parent
UNRELEASED = "## Unreleased"
GUIDES = ("docs/user_guide.md", "docs/user_guide.fr.md", "docs/installing.md", "docs/installing.fr.md")


class ReleaseError(Exception):
    """The release cannot go on; the message says why and what to do."""


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check").add_argument("--tag", help="the tag that is built; it has to name the version")
    commands.add_parser("prepare").add_argument("version")
    commands.add_parser("tag")
    arguments = parser.parse_args()
    try:
        if arguments.command == "prepare":
            prepare(ROOT, arguments.version)
            return 0
        found = list(problems(ROOT, getattr(arguments, "tag", None)))
        for problem in found:
            print(f"- {problem}", file=sys.stderr)
        if found:
            print(f"\nNot ready: {len(found)} thing(s) do not fit together.", file=sys.stderr)
            return 1
        print(f"Version {version_of(ROOT)}: everything fits together.")
        if arguments.command == "tag":
            tag(ROOT)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def problems(root: Path, tag_name: str | None = None) -> Iterator[str]:
    """Everything that does not fit together, each with the way out."""
    version = version_of(root)
    if tag_name is not None and tag_name != f"v{version}":
        yield f"the tag is {tag_name}, and desktop_app/__init__.py says {version}"
    yield from changelog_problems((root / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    yield from translation_problems()
    yield from model_problems(root)
    yield from notice_problems(root)
    for guide in GUIDES:
        if not (root / guide).is_file():
            yield f"{guide} is missing"


def version_of(root: Path) -> str:
    """The version of the app.

    Raises:
        ReleaseError: it is not three numbers.
    """
    text = (root / "desktop_app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(\d+\.\d+\.\d+)"$', text, re.MULTILINE)
    if found is None:
        raise ReleaseError('desktop_app/__init__.py must say __version__ = "1.2.3", three numbers')
    return found[1]


def changelog_problems(text: str, version: str) -> Iterator[str]:
    """The newest section has to be of this version, with a date and a content, and nothing may wait above it."""
    sections = re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    released = [(head, body) for head, body in sections if head != UNRELEASED.removeprefix("## ")]
    waiting = any("- " in body for head, body in sections if (head, body) not in released)
    if waiting:
        yield "CHANGELOG.md: something is under Unreleased; run: python tools/release.py prepare VERSION"
    newest = released[0][0] if released else "none"
    if not re.fullmatch(rf"{re.escape(version)} - \d{{4}}-\d{{2}}-\d{{2}}", newest):
        yield f'CHANGELOG.md: its newest section is "{newest}"; it has to be "{version} - <date>"'
    elif "- " not in released[0][1]:
        yield f"CHANGELOG.md: nothing is said about {version}"


def translation_problems() -> Iterator[str]:
    """Every text of the interface is collected, translated and compiled."""
    for language in translations.LANGUAGES:
        source = translations.FOLDER / f"pawsort_{language}.ts"
        for text in translations.untranslated(source):
            yield f"{source.name}: not translated: {text!r}"
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / source.name
            fresh.write_bytes(source.read_bytes())
            translations.collect(language, fresh)
            if fresh.read_text(encoding="utf-8") != source.read_text(encoding="utf-8"):
                yield f"{source.name} lacks texts of the interface; run: make translations"
            compiled = fresh.with_suffix(".qm")
            tool = [translations.qt_tool("lrelease"), "-silent", str(source), "-qm", str(compiled)]
            subprocess.run(tool, check=True)
            if compiled.read_bytes() != source.with_suffix(".qm").read_bytes():
                yield f"{source.stem}.qm is older than {source.name}; run: make translations"


def model_problems(root: Path) -> Iterator[str]:
    """Every pack is whole, and the model card speaks of exactly these packs."""
    card_file = root / "docs" / "model_card.md"
    card = card_file.read_text(encoding="utf-8") if card_file.is_file() else ""
    manifests = sorted((root / "assets" / "packs").glob("*/model.json"))
    if not manifests:
        yield "assets/packs: there is no model pack; make one with: make model"
    for file in manifests:
        manifest = json.loads(file.read_text(encoding="utf-8"))
        again = (manifest.get("input", {}).get("second_look") or {}).get("graph")
        for graph in filter(None, (manifest["graph"], again)):
            if hashlib.sha256((file.parent / graph["file"]).read_bytes()).hexdigest() != graph["sha256"]:
                yield f"{file.relative_to(root)}: {graph['file']} is not the graph that it describes; run: make model"
            if graph["sha256"][:12] not in card:
                yield f"docs/model_card.md does not speak of {file.parent.name} with the graph {graph['sha256'][:12]}…"
        background = manifest.get("background")
        if background is None:
            yield f"{file.relative_to(root)}: the pack has no background; run: make model"
        elif hashlib.sha256((file.parent / background["file"]).read_bytes()).hexdigest() != background["sha256"]:
            yield f"{file.relative_to(root)}: {background['file']} is not the one that it describes; run: make model"


def notice_problems(root: Path) -> Iterator[str]:
    """The notices name what the locks install."""
    try:
        wanted = notices.notices(root / "requirements" / "app.txt")
    except notices.LicenceError as error:
        yield f"{notices.NOTICES.name}: {error}"
        return
    if notices.NOTICES.read_text(encoding="utf-8") != wanted:
        yield f"{notices.NOTICES.name} is not what is installed; run: python tools/notices.py"


def prepare(root: Path, version: str, today: datetime.date | None = None) -> None:
    """Write a version into the app, and give what waits in the changelog its number and date.

    Raises:
        ReleaseError: the version is not three numbers, not a later one, or nothing waits.
    """
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ReleaseError(f"{version} is no version: it has to be three numbers, such as 1.2.0")
    changelog = root / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8")
    if UNRELEASED not in text:
        raise ReleaseError(f'CHANGELOG.md has no section "{UNRELEASED}": nothing to release')
    if any(_numbers(number) >= _numbers(version) for number in re.findall(r"^## (\d+\.\d+\.\d+)", text, re.MULTILINE)):
        raise ReleaseError(f"CHANGELOG.md has {version} or a later one already")
    day = today or datetime.datetime.now(datetime.UTC).date()
    changelog.write_text(text.replace(UNRELEASED, f"{UNRELEASED}\n\n## {version} - {day}", 1), encoding="utf-8")
    file = root / "desktop_app" / "__init__.py"
    code = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'__version__ = "[^"]*"', f'__version__ = "{version}"', code), encoding="utf-8")
    print(f"{version} is in desktop_app/__init__.py and CHANGELOG.md. Look at both and commit.")


def tag(root: Path) -> None:
    """Tag the commit that is checked out.

    Raises:
        ReleaseError: there are changes that no commit has, or the version has a tag already.
    """
    if _git(root, "status", "--porcelain"):
        raise ReleaseError("Some changes are in no commit (git status lists them). Commit them first.")
    name = f"v{version_of(root)}"
    if _git(root, "tag", "--list", name):
        raise ReleaseError(
            f"{name} is tagged already. Prepare the next version: python tools/release.py prepare VERSION"
        )
    _git(root, "tag", "--annotate", name, "--message", f"Pawsort {name}")
    print(f"Tagged {name}. To build and draft the release: git push origin {name}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
