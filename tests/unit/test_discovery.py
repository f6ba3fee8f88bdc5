"""Packages whose modules are found by looking."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.discovery import by_id, modules_of, one_of_each

PACKAGE = "looked_through_for_a_test"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of three modules, two of which have an `EACH`."""
    made = tmp_path / PACKAGE
    made.mkdir()
    for name, text in (("__init__", ""), ("zebra", "EACH = 3"), ("ape", "EACH = 1"), ("bear", "OTHER = 2")):
        (made / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield made
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@dataclass(frozen=True)
class Named:
    id: str


def test_modules_come_in_the_order_of_their_names(folder: Path) -> None:
    names = [module.__name__ for module in modules_of(PACKAGE, [str(folder)])]
    assert names == [f"{PACKAGE}.{name}" for name in ("ape", "bear", "zebra")]


def test_a_module_that_lacks_what_is_looked_for_is_named(folder: Path) -> None:
    with pytest.raises(ValueError, match=r"looked_through_for_a_test\.bear has no EACH"):
        one_of_each(PACKAGE, [str(folder)], "EACH", int)
    (folder / "bear.py").unlink()
    assert dict(one_of_each(PACKAGE, [str(folder)], "EACH", int)) == {"ape": 1, "zebra": 3}


def test_two_of_one_id_are_refused() -> None:
    assert list(by_id([Named("b"), Named("a")])) == ["b", "a"]
    with pytest.raises(ValueError, match="two are called 'a'"):
        by_id([Named("a"), Named("a")])
