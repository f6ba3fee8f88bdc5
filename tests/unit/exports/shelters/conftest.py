"""Whom the tests of tables for shelters export, and in whose words."""

from pathlib import Path

import pytest

from desktop_app.breeds.own_vocabularies import own_file
from tests.unit.exports.shelters.herds import Herd


@pytest.fixture
def nobodys_own_words(isolated_home: Path) -> None:
    """The vocabularies as they ship."""
    assert not own_file().exists(), isolated_home


@pytest.fixture
def herd(tmp_path: Path) -> Herd:
    folder = tmp_path / "photos"
    folder.mkdir()
    return Herd(folder)
