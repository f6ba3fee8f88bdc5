"""Every path comes back as it was, and one file is one photo."""

import ntpath
import re
import sys
from pathlib import Path

import pytest

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.stored_paths import path_key, readable_path, restored_path, stored_path

NAMES = [
    "Лайка.jpg",
    "柴犬.jpg",
    "كلب.jpg",
    "Épagneul.jpg",
    "E\u0301pagneul.jpg",
    "🐕 1.jpg",
    " x .jpg",
    "a'b;--.jpg" if sys.platform == "win32" else "a'b\"c;--.jpg",
]
# As Linux has them; Windows and macOS refuse to make such a name.
NOT_UNICODE = b"hund_\xe4\xff.jpg".decode(errors="surrogateescape")


@pytest.mark.parametrize(
    "name",
    [
        *NAMES,
        pytest.param(
            NOT_UNICODE,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not Unicode"),
        ),
    ],
)
def test_names_in_any_script_survive_the_session(session: Session, tmp_path: Path, name: str) -> None:
    photo = tmp_path / name
    photo.write_bytes(b"x")
    session.add_photos([photo])
    session.close()
    with Session.open(session.path) as again:
        (row,) = again.rows()
        assert row.path == photo
        assert row.path.read_bytes() == b"x"
        assert again.add_photos([photo]) == []


@pytest.mark.parametrize("name", ["a b?c#d%41.pawsort", "Тест 柴犬.pawsort", "no ending", "x;DROP--'\".pawsort"])
def test_a_session_may_be_called_anything(tmp_path: Path, name: str) -> None:
    path = tmp_path / "über & co?mode=ro" / name
    if sys.platform == "win32":  # which forbids some of the signs that have a meaning in addresses and in SQL
        path = tmp_path / "über & co#mode=ro" / re.sub('[?"]', "", name)
    with Session.create(path) as session:
        session.add_photos([tmp_path / "a.jpg"])
    with Session.open(path) as session:
        assert len(session.rows()) == 1
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path]


def test_names_that_are_unicode_are_kept_as_text() -> None:
    assert stored_path(Path("/a/柴犬.jpg")) == str(Path("/a/柴犬.jpg").absolute())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not Unicode")
def test_names_that_are_not_unicode_are_kept_as_bytes() -> None:
    stored = stored_path(Path("/a") / NOT_UNICODE)
    assert stored == b"/a/hund_\xe4\xff.jpg"
    assert restored_path(stored) == Path("/a") / NOT_UNICODE
    assert readable_path(stored) == "/a/hund_\ufffd\ufffd.jpg"


def test_upper_case_makes_another_photo_where_the_system_tells_them_apart() -> None:
    same = path_key(Path("/A/x.jpg")) == path_key(Path("/a/X.JPG"))
    assert same == (sys.platform == "win32")


def test_macos_spellings_of_an_accent_are_one_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    composed, decomposed = Path("/Épagneul.jpg"), Path("/E\u0301pagneul.jpg")
    assert path_key(composed) != path_key(decomposed)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert path_key(composed) == path_key(decomposed)


def test_windows_spellings_of_a_path_are_one_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.catalog.values.stored_paths.os.path", ntpath)
    monkeypatch.setattr(ntpath, "abspath", ntpath.normpath)
    monkeypatch.setattr(sys, "platform", "win32")
    spellings = (r"C:\Hunde\Rex.jpg", "c:/hunde/REX.JPG", r"C:\Hunde\.\Rex.jpg", r"\\?\C:\Hunde\Rex.jpg")
    assert len({path_key(Path(name)) for name in spellings}) == 1
    assert stored_path(Path(spellings[-1])) == spellings[0]
    shares = (r"\\nas\Hunde\Rex.jpg", r"\\?\UNC\nas\hunde\rex.jpg")
    assert len({path_key(Path(name)) for name in shares}) == 1
    assert path_key(Path(r"\\?\C:\Hunde\Rex.jpg.")) != path_key(Path(spellings[0])), "another file"
