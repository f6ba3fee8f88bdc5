"""What Windows itself has to bring, and how it is said where it does not."""

import sys
from types import SimpleNamespace

import pytest

from desktop_app import cli, windows_system
from desktop_app.windows_system import UNICODE_FUNCTION, lacks_unicode, sentence


def no_library(_name: str) -> SimpleNamespace:
    raise OSError("not found")


def test_a_windows_without_its_converters_is_told_from_one_that_has_them() -> None:
    assert lacks_unicode(no_library)
    assert not lacks_unicode(lambda _name: SimpleNamespace(**{UNICODE_FUNCTION: None}))


def test_the_library_of_another_program_under_that_name_does_not_count() -> None:
    assert lacks_unicode(lambda _name: SimpleNamespace(ucnv_open_73=None))


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows, Windows is asked")
def test_other_systems_lack_nothing() -> None:
    assert not lacks_unicode()


def test_it_is_said_in_both_languages_with_the_way_out() -> None:
    english, french = sentence("en"), sentence("fr")
    assert english != french
    for said in (english, french):
        assert "icuuc.dll" in said
        assert "1809" in said
    assert "update Windows" in english
    assert "mettez Windows à jour" in french
    assert sentence("de") == english


@pytest.mark.parametrize(("lacks", "words"), [(True, "version 1809"), (False, "no libEGL here")])
def test_why_there_is_no_window_is_said_on_the_console_and_in_a_box(
    lacks: bool, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(name: str, *_rest: object) -> object:
        raise ImportError("no libEGL here", name=name)

    told: list[str] = []
    monkeypatch.setattr(windows_system, "lacks_unicode", lambda: lacks)
    monkeypatch.setattr(windows_system, "tell", told.append)
    monkeypatch.setattr(sys, "argv", ["pawsort-window"])
    # Asked for a name that it has not, the module cannot be imported from: as where a library of Qt is missing.
    monkeypatch.setitem(sys.modules, "desktop_app.app", SimpleNamespace(__getattr__=refuse))
    monkeypatch.setattr(cli, "refuse_without_a_screen", lambda: None)
    with pytest.raises(SystemExit) as ended:
        cli.open_window()
    assert ended.value.code == 1
    if lacks:
        assert words in capsys.readouterr().err
        assert words in told[0]
    else:
        assert told[0].endswith("pawsort label FOLDER works without a window.")
