"""Bring the translations up to date: `python tools/translations.py`.

Collects all texts of the interface into `desktop_app/i18n/pawsort_<language>.ts`, keeps what is translated, and writes
the `.qm` files that the app loads. English needs a file too, for its plurals. With `--check`, nothing is written and
the exit code is 1 where a text is missing. `--collect LANGUAGE FILE` only collects, into another file.
"""

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import PySide6

REPOSITORY = Path(__file__).resolve().parent.parent
FOLDER = REPOSITORY / "desktop_app" / "i18n"
LANGUAGES = ("en", "fr")


def qt_tool(name: str) -> str:
    """Where PySide6 keeps one of Qt's tools."""
    folder = Path(PySide6.__file__).parent
    return str(next(file for file in (folder / name, folder / f"{name}.exe") if file.is_file()))


def collect(language: str, target: Path) -> None:
    """Collect the texts of the interface into `target`; what it holds of translations is kept."""
    sources = sorted(str(file.relative_to(REPOSITORY)) for file in (REPOSITORY / "desktop_app").rglob("*.py"))
    plurals_only = ["-pluralonly"] if language == "en" else []
    command = [qt_tool("lupdate"), *sources, *plurals_only, "-locations", "none", "-no-obsolete", "-silent"]
    command += ["-source-language", "en", "-target-language", language, "-ts", str(target)]
    subprocess.run(command, cwd=REPOSITORY, check=True)


def compile_language(language: str) -> None:
    """Write what Qt loads."""
    source = FOLDER / f"pawsort_{language}.ts"
    subprocess.run([qt_tool("lrelease"), "-silent", str(source), "-qm", str(source.with_suffix(".qm"))], check=True)


def untranslated(file: Path) -> list[str]:
    """The texts that a language lacks, by its file."""
    tree = ElementTree.parse(file)  # noqa: S314 - our own file
    missing = []
    for message in tree.iter("message"):
        translation = message.find("translation")
        forms = [] if translation is None else [translation.text or "", *(f.text or "" for f in translation)]
        plural = message.get("numerus") == "yes"
        filled = [form for form in (forms[1:] if plural else forms[:1]) if form.strip()]
        if translation is None or translation.get("type") == "unfinished" or len(filled) < (2 if plural else 1):
            missing.append(message.findtext("source") or "")
    return missing


def main() -> int:
    """Update everything, or only look."""
    if "--collect" in sys.argv[1:]:
        collect(sys.argv[2], Path(sys.argv[3]))
        return 0
    missing = 0
    with tempfile.TemporaryDirectory(prefix="pawsort-translations-") as folder:
        for language in LANGUAGES:
            file = FOLDER / f"pawsort_{language}.ts"
            if "--check" in sys.argv[1:]:
                # A text that nobody collected yet is missing too.
                file = Path(shutil.copy(file, folder))
            collect(language, file)
            if file.parent == FOLDER:
                compile_language(language)
            for text in untranslated(file):
                print(f"{language}: not translated: {text}")
                missing += 1
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
