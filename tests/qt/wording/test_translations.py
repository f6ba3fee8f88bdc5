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
from desktop_app.i18n import loader
from desktop_app.i18n.loader import install_language, interface_language
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.settings import Settings
from desktop_app.ui.wording import numbers, words

PLACEHOLDER = re.compile(r"\{\w+\}|%n")
# Fields of names of files have names in French too, which the French of their help tells besides.
ALSO_IN_FRENCH = {"{numero}", "{race}", "{etat}", "{compte}"}


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
            kept = set(PLACEHOLDER.findall(form.replace("%Ln", "%n"))) - ALSO_IN_FRENCH
            # A form for one may say "it" instead of "1 photo".
            one = {"%n"} if len(forms) > 1 and form == forms[0] else set()
            assert kept | one == set(PLACEHOLDER.findall(source.replace("%Ln", "%n"))) | one, source


def test_the_files_hold_the_texts_of_the_source(repository: Path, tmp_path: Path) -> None:
    """Whoever changes a text runs `make translations`."""
    collected = tmp_path / "pawsort_fr.ts"
    command = [sys.executable, "tools/translations.py", "--collect", "fr", str(collected)]
    subprocess.run(command, cwd=repository, check=True)
    fresh = {m.findtext("source") for m in ElementTree.parse(collected).iter("message")}  # noqa: S314 - our own file
    assert fresh == {source for source, _ in messages("fr")}


def test_french_keeps_its_marks_with_their_words() -> None:
    """No line begins with a colon, and one kind of apostrophe is used."""
    wrong = re.compile(r" [?!:;»]|« |\w'\w|\w[?!](?:\s|$)|\.\.\.")
    found = []
    for source, translation in messages("fr"):
        found += [(source, form) for form in translation if wrong.search(form)]
    assert found == []


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
