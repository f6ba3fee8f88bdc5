"""Every fault that the source can produce has a sentence, made of the facts that come with it."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from desktop_app.catalog.beginnings import OTHER_KINDS, PHOTO_KINDS
from desktop_app.catalog.naming.patterns import Field
from desktop_app.catalog.version_4 import fault_of_words
from desktop_app.commands import (
    app_fault_sentences,
    export_fault_sentences,
    pack_fault_sentences,
    pattern_fault_sentences,
    photo_fault_sentences,
)
from desktop_app.commands.fault_sentences import _TABLES, SENTENCES, WORDED_FACTS, sentence
from desktop_app.commands.pack_fault_sentences import RULES
from desktop_app.commands.pattern_fault_sentences import FIELDS
from desktop_app.commands.photo_fault_sentences import KINDS
from desktop_app.commands.session_fault_sentences import SESSION_SENTENCES
from desktop_app.faults import Fault

SOURCE = Path(__file__).resolve().parents[3] / "desktop_app"
CODE = re.compile(r"[a-z]+(\.[a-z0-9_]+)+")


@dataclass(frozen=True)
class Made:
    """A place in the source where a fault is made; no code where it is not written there, no facts likewise."""

    place: str
    code: str | None
    facts: frozenset[str] | None


def trees() -> dict[Path, ast.Module]:
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(SOURCE.rglob("*.py"))}


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def fault_errors(modules: dict[Path, ast.Module]) -> dict[str, ast.ClassDef]:
    """`FaultError` and all classes below it, by name."""
    classes = [node for tree in modules.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = {node.name: node for node in classes if node.name == "FaultError"}
    while more := {
        node.name: node
        for node in classes
        if node.name not in found and any(name_of(base) in found for base in node.bases)
    }:
        found |= more
    return found


def made_by(call: ast.Call, place: str) -> Made:
    first = call.args[0] if call.args else None
    code = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
    facts: frozenset[str] | None = frozenset(str(keyword.arg) for keyword in call.keywords)
    if any(keyword.arg is None for keyword in call.keywords):
        facts = None
    if name_of(call.func) == "Fault":
        given = call.args[1] if len(call.args) > 1 else ast.Dict(keys=[], values=[])
        keys = given.keys if isinstance(given, ast.Dict) else [None]
        names = [key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
        facts = frozenset(names) if len(names) == len(keys) else None
    return Made(place, code, facts)


def all_made() -> Iterator[Made]:
    modules = trees()
    errors = fault_errors(modules)
    for file, tree in modules.items():
        if file == SOURCE / "faults.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Fault", *errors}:
                yield made_by(node, f"{file.relative_to(SOURCE)}:{node.lineno}")
    # There, classes hand codes on; what it makes of other people's exceptions stands in its functions.
    for function in modules[SOURCE / "faults.py"].body:
        for node in ast.walk(function) if isinstance(function, ast.FunctionDef) else ():
            if isinstance(node, ast.Call) and name_of(node.func) == "Fault":
                yield made_by(node, f"faults.py:{node.lineno}")


MADE = list(all_made())


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def test_the_source_is_really_searched() -> None:
    codes = {made.code for made in MADE}
    parts = ("file.empty", "photo.too_large", "folder.gone", "pack.wrong_hash", "pack.rule", "provider.no_cuda_build")
    wholes = ("network.not_run", "write.disk_full", "breeds.damaged", "app.unforeseen", "session.damaged")
    assert {*parts, *wholes} <= codes
    assert len(MADE) > 90


def test_codes_and_facts_are_written_where_a_fault_is_made() -> None:
    """Else nobody could go over all of them."""
    assert [made.place for made in MADE if made.code is None or made.facts is None] == []


@pytest.mark.parametrize("made", MADE, ids=lambda made: f"{made.place} {made.code}")
def test_every_fault_has_a_sentence_made_of_its_facts(made: Made) -> None:
    assert made.code is not None
    assert CODE.fullmatch(made.code)
    assert made.code in SENTENCES
    assert placeholders(SENTENCES[made.code]) <= set(made.facts or ())


def test_no_sentence_is_left_without_a_fault() -> None:
    # What earlier versions said is kept as they said it, where no code is known for it.
    kept = {"photo.said"}
    assert json.loads(fault_of_words("Said long ago."))["code"] in kept
    assert set(SENTENCES) - {made.code for made in MADE} - set(SESSION_SENTENCES) == kept


def test_no_code_has_two_sentences_and_no_sentence_two_codes() -> None:
    assert sum(len(table) for table in _TABLES) == len(SENTENCES)
    plain = [words for words in SENTENCES.values() if words not in ("{words}", "{detail}")]
    assert sorted(plain) == sorted(set(plain))


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_one_and_says_only_words(code: str) -> None:
    words = SENTENCES[code]
    assert words.endswith(".") or code.startswith("folder.") or words == "{words}"
    assert "Error" not in words


def test_every_kind_and_every_rule_that_can_be_meant_has_words() -> None:
    assert OTHER_KINDS | PHOTO_KINDS | {"burst"} == set(KINDS)
    sources = sorted((SOURCE / "inference").glob("manifest*.py"))
    rules = {
        node.args[0].value
        for source in sources
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and name_of(node.func) == "MisfitError" and isinstance(node.args[0], ast.Constant)
    }
    assert rules == set(RULES)
    assert {field.value for field in Field} == set(FIELDS)
    assert set(WORDED_FACTS) == {"kind", "rule", "detail", *(f"{field}_word" for field in FIELDS)}


def test_every_table_is_among_those_that_are_asked() -> None:
    modules = (
        *(app_fault_sentences, export_fault_sentences, pack_fault_sentences, pattern_fault_sentences),
        photo_fault_sentences,
    )
    tables = [table for module in modules for name, table in vars(module).items() if name.endswith("_SENTENCES")]
    assert all(any(table is known for known in _TABLES) for table in tables)


def test_numbers_kinds_and_odd_names_are_said_as_people_write_them() -> None:
    too_large = Fault("photo.too_large", {"width": 60_000, "height": 50_000, "most": 100})
    assert sentence(too_large) == (
        "The photo is too large: 60,000 by 50,000 pixels, more than 100 megapixels. Save it in a smaller size."
    )
    assert sentence(Fault("photo.other_kind", {"kind": "pdf"})) == "This is not a photo; it looks like a PDF document."
    assert "{strange}" in sentence(Fault("write.is_folder", {"file": "/a/{strange}"}))


def test_a_fault_of_another_version_is_shown_with_its_facts() -> None:
    assert sentence(Fault("photo.of_tomorrow", {"file": "/a.jpg"})) == "photo.of_tomorrow (file: /a.jpg)"
    assert sentence(Fault("photo.of_tomorrow")) == "photo.of_tomorrow"


def test_no_fault_takes_what_the_system_says_for_a_reason() -> None:
    """It is English in the middle of a French sentence: `system_reason` knows a word for it."""
    told = {
        file.relative_to(SOURCE).as_posix()
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "strerror" and name_of(node.value) != "os"
    }
    # The command line speaks English; the scratch folder's error is another one of the system's.
    assert told == {"faults.py", "cli.py", "catalog/scratch.py"}
