"""Writes a format of the golden session, and says what came of it in files that can be kept and compared."""

import difflib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from desktop_app.breeds.book import BreedBook
from desktop_app.commands.export_terms import terms
from desktop_app.commands.fault_sentences import sentence
from desktop_app.commands.format_words import EnglishCounts, note_text, preview_lines
from desktop_app.commands.formats import all_words
from desktop_app.exports.base import ExportFormat, OptionValue, Place, Preview, Wording, Written
from desktop_app.exports.gathering import gathered
from desktop_app.faults import FaultError
from tests.golden.describing import BREEDS
from tests.golden.looking import Looking
from tests.golden.session import GoldenSession
from tests.golden.variants import THERE, Variant

EXPECTED = Path(__file__).resolve().parent / "expected"
LISTING, TEXTS = "listing.txt", "texts.txt"
# With more texts than this, all of them stand in one file.
_MOST_TEXTS = 5
_MOST_LINES = 80

ANIMALS_THERE = "ANIMALCODE,ANIMALNAME,externalID,Id,ID\nA1200,Bella,A1200,A1200,A1200\nA1223,Rex,A1223,A1223,A1223\n"
"""What a table of animals that are there already looks like, under the names that any receiver gives its columns."""


def wording(language: str) -> Wording:
    """Names and words in a language; sentences in English."""
    book = BreedBook.load_folder(BREEDS)
    return Wording(
        lambda breed_id: book.name(breed_id, language), sentence, "," if language == "fr" else ".", terms(language)
    )


def target_of(export_format: ExportFormat, out: Path, options: Mapping[str, OptionValue], ending: str = "") -> Path:
    """Where a format is told to write, in a folder, which is made where it writes a file."""
    if export_format.place_with(options) is not Place.FILE:
        return out
    out.mkdir(parents=True, exist_ok=True)
    kinds = export_format.kinds
    return out / (all_words()[export_format.id].file_stem + (ending or kinds[0].endings[0]))


def settled_options(variant: Variant, folder: Path) -> dict[str, OptionValue]:
    """The options of a variant; tables that they name are made in a folder."""
    options = dict(variant.options)
    for name, value in options.items():
        if value == THERE:
            there = folder / "animals there.csv"
            there.write_text(ANIMALS_THERE, encoding="utf-8")
            options[name] = str(there)
    return options


def make(golden: GoldenSession, export_format: ExportFormat, variant: Variant, folder: Path) -> dict[str, bytes]:
    """Write a variant.

    Args:
        golden: the session.
        export_format: what is written.
        variant: how.
        folder: gets a folder with what is written.

    Returns:
        name → content of the files that are kept of it under `expected`.
    """
    out = folder / "out"
    options = settled_options(variant, folder)
    target = target_of(export_format, out, options, variant.ending)
    material, words = gathered(golden.file), wording(variant.language)
    looking = Looking(golden, out)
    try:
        with mock.patch.object(shutil, "disk_usage", _always_the_same_room):
            preview = export_format.preview_in_words(target, material, words, options)
            written = export_format.write(target, material, words, options)
    except FaultError as error:
        return {LISTING: looking.steady(f"Refused: {sentence(error.fault)}\n".encode())}
    said = [*_said_before(export_format, preview, words), *_said_afterwards(export_format, written)]
    return _kept(looking, said)


def _always_the_same_room(path: object) -> SimpleNamespace:
    return SimpleNamespace(total=10**12, used=0, free=10**12)


def _kept(looking: Looking, said: Sequence[str]) -> dict[str, bytes]:
    kept: dict[str, bytes] = {}
    lines = [*said, "What was written:"]
    texts = {}
    for name, file in looking.files():
        if (text := looking.text_of(file)) is None:
            lines.append(f"  {name}: {looking.line_of(file)}")
        else:
            texts[name] = text
            lines.append(f"  {name}: a text of {len(text.splitlines())} lines")
    kept[LISTING] = looking.steady(("\n".join(lines) + "\n").encode())
    if len(texts) <= _MOST_TEXTS:
        return kept | {f"{name}.txt" if name.endswith(".xlsx") else name: text for name, text in texts.items()}
    return kept | {TEXTS: b"".join(f"==== {name}\n".encode() + text + b"\n" for name, text in texts.items())}


def _said_before(export_format: ExportFormat, preview: Preview, words: Wording) -> list[str]:
    lines = preview_lines(preview, all_words()[export_format.id], str, EnglishCounts(), words.name_of)
    return ["What is said before:", *(f"  {'Attention: ' * line.is_warning}{line.text}" for line in lines), ""]


def _said_afterwards(export_format: ExportFormat, written: Written) -> list[str]:
    counts = ", ".join(f"{getattr(written, name)} {name}" for name in ("photos", "animals", "files", "pieces"))
    notes = [note_text(note, all_words()[export_format.id], str, EnglishCounts()) for note in written.notes]
    skipped = [f"skipped: {fault.facts.get('file', '')}: {sentence(fault)}" for fault in written.skipped]
    return ["What is said afterwards:", *(f"  {each}" for each in (counts, *notes, *skipped)), ""]


def expected_of(format_id: str, variant: Variant) -> dict[str, bytes]:
    """The golden files of a variant: name → content; none where there are none."""
    folder = EXPECTED / format_id / variant.name
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def differences(expected: Mapping[str, bytes], made: Mapping[str, bytes]) -> str:
    """What differs, as a person reads it; "" where nothing does."""
    lines: list[str] = []
    for name in sorted(expected.keys() | made.keys()):
        before, after = expected.get(name), made.get(name)
        if before is None or after is None:
            lines.append(f"{name} {'is new' if before is None else 'is not written any more'}")
        elif before != after:
            lines += difflib.unified_diff(
                _lines(before), _lines(after), f"{name} (golden)", f"{name} (now)", "", "", 1, ""
            )
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES], f"… and {len(lines) - _MOST_LINES} more lines"]
    return "\n".join(lines)


def _lines(content: bytes) -> list[str]:
    """Lines in which what cannot be seen is shown: byte order marks, carriage returns."""
    text = content.decode("utf-8", "backslashreplace")
    return [line.replace("\r", "␍").replace("\ufeff", "␂").replace("\t", "␉") for line in text.split("\n")]
