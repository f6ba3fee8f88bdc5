"""Numbers are written one way: as the interface language writes them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop_app.i18n.loader import install_language
from desktop_app.ui.wording import words
from desktop_app.ui.wording.numbers import number, pace, percent


@pytest.fixture
def in_language(qapp: QApplication) -> Iterator[None]:
    """Whatever a test sets is undone: English, with its plurals."""
    yield
    install_language(qapp, "en")


def test_english_writes_commas_and_points(qapp: QApplication, in_language: None) -> None:
    QLocale.setDefault(QLocale("en"))
    assert (number(1_234_567), number(1234.56, 1)) == ("1,234,567", "1,234.6")
    assert (pace(8.25), pace(12.3), pace(1234.0)) == ("8.3", "12", "1,234")
    assert words.photos(100_000) == "100,000 photos"
    assert words.photos(1) == "1 photo"


def test_french_writes_narrow_spaces_and_commas(qapp: QApplication, in_language: None) -> None:
    QLocale.setDefault(QLocale("fr"))
    install_language(qapp, "fr")
    assert re.fullmatch(r"1\s234\s567", number(1_234_567))
    assert pace(8.25) == "8,3"
    assert re.fullmatch(r"100\s000 photos", words.photos(100_000))
    assert re.fullmatch(r"62\s%", percent(0.62))
    assert re.fullmatch(r"<1\s%", percent(0.001))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_plural_writes_its_number_as_the_language_does(repository: Path, language: str) -> None:
    text = (repository / "desktop_app" / "i18n" / f"pawsort_{language}.ts").read_text(encoding="utf-8")
    forms = re.findall(r"<numerusform>([^<]*)</numerusform>", text)
    assert forms
    assert [form for form in forms if re.search(r"%n", form)] == [], "write %Ln in translations of plurals"


def test_no_other_module_turns_numbers_into_words(repository: Path) -> None:
    wrong = []
    for file in (repository / "desktop_app" / "ui").rglob("*.py"):
        if file.name != "numbers.py":
            code = file.read_text(encoding="utf-8")
            wrong += [f"{file.name}: {found}" for found in re.findall(r"\{[^{}]*:[.,]\d?[fdg%]?\}|QLocale\(\)", code)]
    assert wrong == []
