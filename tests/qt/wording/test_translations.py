import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoState
from desktop_app.faults import Fault
from desktop_app.i18n import loader
from desktop_app.i18n.loader import install_language, interface_language
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.settings import Settings
from desktop_app.ui.wording import numbers, words

PLACEHOLDER = re.compile(r"\{\w+\}|%n")


def messages(language: str) -> Iterator[tuple[str, list[str]]]:
    tree = ElementTree.parse(loader.FOLDER / f"pawsort_{language}.ts")  # noqa: S314 - our own file
    for message in tree.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation] or [translation.text or ""]
        yield message.findtext("source") or "", forms


@pytest.fixture
def french(qapp: QApplication) -> Iterator[None]:
    install_language(qapp, "fr")
    yield
    install_language(qapp, "en")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_text_is_untranslated(repository: Path, language: str) -> None:
    command = [sys.executable, "tools/translations.py", "--check"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True)
    assert [line for line in done.stdout.splitlines() if line.startswith(language)] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_placeholders_survive_translation(language: str) -> None:
    for source, forms in messages(language):
        for form in forms:
            # %Ln is %n, written as the language writes numbers.
            kept = set(PLACEHOLDER.findall(form.replace("%Ln", "%n")))
            assert kept == set(PLACEHOLDER.findall(source)), source


def test_the_files_hold_the_texts_of_the_source(repository: Path, tmp_path: Path) -> None:
    """Whoever changes a text runs `make translations`."""
    collected = tmp_path / "pawsort_fr.ts"
    command = [sys.executable, "tools/translations.py", "--collect", "fr", str(collected)]
    subprocess.run(command, cwd=repository, check=True)
    fresh = {m.findtext("source") for m in ElementTree.parse(collected).iter("message")}  # noqa: S314 - our own file
    assert fresh == {source for source, _ in messages("fr")}


def test_french_speaks_french_with_plurals(french: None, qtbot: QtBot) -> None:
    assert words.photos(1) == "1 photo"
    assert words.photos(12) == "12 photos"
    assert numbers.percent(0.5) == "50\u00a0%"
    assert words.state_name(PhotoState.TO_REVIEW) == "À vérifier"
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettingsDialog(Settings(), parent)
    assert dialog.windowTitle() == "Réglages"


def test_english_has_plurals(qapp: QApplication) -> None:
    assert words.photos(1) == "1 photo"
    assert words.photos(0) == "0 photos"


def test_the_language_follows_the_choice_then_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert interface_language("fr") == "fr"
    assert interface_language("system") in loader.LANGUAGES
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _self: ["de-DE", "fr-CA", "en-GB"])
    assert interface_language("system") == "fr"
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _self: ["ja"])
    assert interface_language("system") == "en"
<<<<<<< HEAD
=======


# Why a photo cannot be read: said by code that knows no languages.

READERS = ("reading.py", "decode.py", "decode_errors.py", "limits.py")
KINDS = {kind for _, _, kind in (*decode_errors._BEGINNINGS, *decode_errors._OTHER_KINDS)}


def sentences_of(file: Path) -> Iterator[str]:
    """The sentences in a source file that are not documentation, with 7 or "a film" where a value stands."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            aside |= {id(part) for part in node.values}
            parts = [part.value if isinstance(part, ast.Constant) else _value_of(part) for part in node.values]
            yield "".join(map(str, parts))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield node.value


def _value_of(part: ast.expr) -> str:
    return "a film" if "kind" in ast.unparse(part) else "7"


def said_of(words: str) -> Fault:
    return Fault("photo.said", {"words": words})


def test_every_reason_of_the_readers_is_translated(repository: Path, french: None) -> None:
    folder = repository / "desktop_app" / "inference"
    said = {text for name in READERS for text in sentences_of(folder / name) if re.search(r"\w \w.*\.$", text)}
    assert len(said) >= 20
    for sentence in said:
        shown = translated_reason(said_of(sentence))
        assert shown != sentence
        assert "{" not in shown
        assert "a film" not in shown
    for kind in KINDS:
        assert kind not in translated_reason(said_of(f"This is not a photo; it looks like {kind}."))


def test_a_reason_that_nobody_translated_is_shown_as_it_is(french: None) -> None:
    assert translated_reason(said_of("Something else went wrong.")) == "Something else went wrong."


def test_a_document_that_was_dropped_is_explained_in_french(french: None) -> None:
    with pytest.raises(UnreadablePhotoError) as refused:
        decode_photo(b"%PDF-1.7 and so on", 260)
    assert (
        translated_reason(said_of(str(refused.value))) == "Ce n'est pas une photo ; cela ressemble à un document PDF."
    )
>>>>>>> h4
