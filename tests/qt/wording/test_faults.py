"""Faults in the language of the interface."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop_app.catalog.naming.patterns import Field, Pattern, PatternError, Source
from desktop_app.catalog.naming.presets import PRESETS
from desktop_app.commands.fault_sentences import SENTENCES, WORDED_FACTS, sentence
from desktop_app.commands.pack_fault_sentences import DEVICES
from desktop_app.faults import Fault
from desktop_app.i18n.loader import install_language
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from desktop_app.tables import TableError, read_table
from desktop_app.ui.wording.faults import device_text, fault_text
from desktop_app.ui.wording.naming_words import naming_words

# They are what another program or an old session said, with nothing of ours around it.
FOREIGN = ("{words}", "{detail}")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
ENGLISH_WORDS = re.compile(r"\b(the|is|was|not|and|with|of)\b")


@pytest.fixture
def french(qapp: QApplication) -> Iterator[None]:
    install_language(qapp, "fr")
    yield
    install_language(qapp, "en")


@pytest.mark.parametrize("code", [code for code, words in SENTENCES.items() if words not in FOREIGN])
def test_every_fault_is_said_in_french(code: str, french: None) -> None:
    facts = {name: f"<{name}>" for name in PLACEHOLDER.findall(SENTENCES[code])}
    said = fault_text(Fault(code, facts))
    assert said != sentence(Fault(code, facts))
    assert not ENGLISH_WORDS.search(re.sub(r"<\w+>", "", said)), said
    for fact in facts.values():
        assert fact in said


@pytest.mark.parametrize(
    "words", [words for name in ("kind", "rule", "detail") for words in WORDED_FACTS[name].values()]
)
def test_facts_that_stand_for_words_are_said_in_french(words: str, french: None) -> None:
    name, value = next(
        (name, value) for name, table in WORDED_FACTS.items() for value, known in table.items() if known == words
    )
    code = {"kind": "photo.other_kind", "rule": "pack.rule", "detail": "table.unreadable"}[name]
    said = fault_text(Fault(code, {"file": "model.json", name: value}))
    assert words not in said
    assert value not in said.split()


@pytest.mark.parametrize("text", ["", "{}", "{poids}", "{date}", "{reste} {reste} {reste} {nom}"])
def test_what_is_wrong_with_a_pattern_names_the_fields_that_a_french_person_types(text: str, french: None) -> None:
    with pytest.raises(PatternError) as caught:
        Pattern(text, Source.FOLDER)
    said = fault_text(caught.value.fault)
    assert {"nom", "reste"} & set(PLACEHOLDER.findall(said))
    assert "{name}" not in said


def test_patterns_are_shown_with_fields_that_patterns_understand(french: None) -> None:
    assert naming_words.fields() == {
        Field.NAME: "nom",
        Field.NUMBER: "numéro",
        Field.DATE: "date",
        Field.ANY: "reste",
    }
    for preset in PRESETS:
        pattern = Pattern(preset.pattern, preset.source)
        assert Pattern(pattern.with_words(naming_words.fields()), preset.source) == pattern


def test_a_document_that_was_dropped_is_explained_in_french(french: None) -> None:
    with pytest.raises(UnreadablePhotoError) as refused:
        decode_photo(b"%PDF-1.7 and so on", 260)
    assert fault_text(refused.value.fault) == "Ce n\u2019est pas une photo\u00a0; cela ressemble à un document PDF."


def test_numbers_are_written_as_the_language_writes_them(french: None) -> None:
    said = fault_text(Fault("photo.too_large", {"width": 60_000, "height": 50_000, "most": 100}))
    assert QLocale().toString(60_000) in said
    assert "60,000" not in said


def test_what_an_old_session_said_is_shown_as_it_is(french: None) -> None:
    assert fault_text(Fault("photo.said", {"words": "Something else went wrong."})) == "Something else went wrong."


def test_what_it_runs_on_is_said(qapp: QApplication) -> None:
    assert [device_text(code) for code in ("cpu", "cuda", "OddExecutionProvider")] == [
        "CPU",
        "CUDA (GPU)",
        "OddExecutionProvider",
    ]


def test_what_it_runs_on_is_said_in_french(french: None) -> None:
    assert [device_text(code) for code in DEVICES] == ["processeur", "carte graphique (CUDA)"]


def test_a_table_that_is_gone_is_said_in_french_with_its_reason(french: None, tmp_path: Path) -> None:
    with pytest.raises(TableError) as refused:
        read_table(tmp_path / "animaux.csv")
    said = fault_text(refused.value.fault)
    assert "animaux.csv ne peut pas être lu\u00a0: ce fichier ou ce dossier n\u2019existe pas." in said
