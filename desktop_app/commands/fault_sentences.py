"""The one English sentence for each fault: what happened and what to do. Windows translate it.

A fact is a number, a name, a text from elsewhere (`detail`), or a word that stands for words (`kind`, `rule`).
"""

import shlex
from collections.abc import Callable, Mapping

from desktop_app.commands.app_fault_sentences import (
    APP_SENTENCES,
    FOLDER_SENTENCES,
    OWN_FILE_SENTENCES,
    TABLE_SENTENCES,
    WHERE_SENTENCES,
    WRITING_SENTENCES,
)
from desktop_app.commands.asked_fault_sentences import ASKED_SENTENCES
from desktop_app.commands.export_fault_sentences import EXPORT_SENTENCES
from desktop_app.commands.feed_fault_sentences import FEED_SENTENCES
from desktop_app.commands.memory_fault_sentences import MEMORY_DETAILS, MEMORY_SENTENCES
from desktop_app.commands.pack_fault_sentences import DEVICES, PACK_SENTENCES, PROVIDER_SENTENCES, RULES
from desktop_app.commands.pattern_fault_sentences import FIELDS, PATTERN_SENTENCES
from desktop_app.commands.photo_fault_sentences import KINDS, PHOTO_SENTENCES
from desktop_app.commands.reason_sentences import REASONS
from desktop_app.commands.session_fault_sentences import PARTS, SESSION_SENTENCES
from desktop_app.commands.sidecar_fault_sentences import SIDECAR_SENTENCES
from desktop_app.faults import Fact, Fault
from desktop_app.plain_text import escaped

# More than that no language of Qt writes.
_MOST = 2**63
_TABLES = (
    PHOTO_SENTENCES,
    FOLDER_SENTENCES,
    PACK_SENTENCES,
    PROVIDER_SENTENCES,
    WRITING_SENTENCES,
    WHERE_SENTENCES,
    EXPORT_SENTENCES,
    TABLE_SENTENCES,
    PATTERN_SENTENCES,
    APP_SENTENCES,
    ASKED_SENTENCES,
    OWN_FILE_SENTENCES,
    SESSION_SENTENCES,
    FEED_SENTENCES,
    SIDECAR_SENTENCES,
    MEMORY_SENTENCES,
)
SENTENCES: Mapping[str, str] = {code: words for table in _TABLES for code, words in table.items()}
WORDED_FACTS: Mapping[str, Mapping[str, str]] = {
    "kind": KINDS | PARTS,
    "rule": RULES,
    "detail": REASONS | MEMORY_DETAILS,
    **dict.fromkeys(("name_word", "number_word", "date_word", "any_word"), FIELDS),
}
"""Facts whose values stand for words, by their name; a value that is not among them is shown as it is."""


def sentence(fault: Fault) -> str:
    """The fault in English."""
    return worded(fault, str, "{:,}".format)


def with_the_way_out(fault: Fault) -> str:
    """The fault in English, with what a person would type next where there is such a thing."""
    if fault.code == "session.damaged":
        return f"{sentence(fault)} To rescue it: pawsort rescue {shlex.quote(str(fault.facts['path']))}"
    return f"{sentence(fault)} (--overwrite)" if fault.code == "where.exists" else sentence(fault)


def device(code: str) -> str:
    """What a network runs on, in English; ONNX Runtime's own name where Pawsort has none."""
    return DEVICES.get(code, code)


def worded(fault: Fault, translate: Callable[[str], str], number: Callable[[int], str]) -> str:
    """The fault in words, in whatever language.

    Args:
        fault: a code that has no sentence is shown with its facts: better than nothing.
        translate: an English text → the same in another language.
        number: a whole number → how the language writes it.
    """
    words = SENTENCES.get(fault.code)
    if words is None:
        facts = escaped(", ".join(f"{name}: {fact}" for name, fact in fault.facts.items()))
        return f"{fault.code} ({facts})" if facts else fault.code

    def fact_text(name: str, fact: Fact) -> str:
        if isinstance(fact, int) and abs(fact) < _MOST:
            return number(fact)
        known = WORDED_FACTS.get(name, {}).get(str(fact))
        return escaped(str(fact)) if known is None else translate(known)

    # Faults are also kept in sessions, where a wrong byte may take a fact away.
    return translate(words).format_map(_Facts((name, fact_text(name, fact)) for name, fact in fault.facts.items()))


def naming_its_file(fault: Fault, said: str) -> str:
    """The words of a fault, behind the file that it is about where they do not name it; in any language."""
    file = escaped(str(fault.facts.get("file", "")))
    return f"{file}: {said}" if file and file not in said else said


class _Facts(dict[str, str]):
    """Facts for a sentence; what is missing shows as such."""

    def __missing__(self, name: str) -> str:
        return "…"
