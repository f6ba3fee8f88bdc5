"""However a file is called, it is the same file; what is no file of this computer is refused with its reason."""

import os
import socket
from pathlib import Path
from urllib.parse import quote

import pytest

from desktop_app.catalog import addresses
from desktop_app.catalog.addresses import is_this_computer, path_of
from desktop_app.faults import Fault
from tests.unit.catalog.catalog_helpers import write_file

HOST = "shelter-pc.example.org"
NAMES = (
    "Rex.jpg",
    "Rex and Bella.jpg",
    "épagneul.jpg",
    "e\u0301pagneul.jpg",
    "#7 Rex.jpg",
    "Rex?.jpg",
    "100% dog.jpg",
    "a%20b.jpg",
    "柴犬.jpg",
    "Rex+Bella&Co;=.jpg",
    "semi;colon.jpg",
    "'quoted'.jpg",
    'say "woof".jpg',
    "[1].jpg",
    "file:Rex.jpg",
    "http:dog.jpg",
    "~rex.jpg",
    "-rex.jpg",
    "back\\slash.jpg",
    "line\nbreak.jpg",
    "tab\there.jpg",
    "trailing space.jpg ",
)
needs_posix = pytest.mark.skipif(os.name == "nt", reason="such names cannot be on Windows")


@pytest.fixture(autouse=True)
def this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: HOST)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("the network was asked"))
    monkeypatch.setattr(socket, "gethostbyname", lambda *_: pytest.fail("the network was asked"))
    monkeypatch.setattr(socket, "getfqdn", lambda *_: pytest.fail("the network was asked"))


def ways_to_say(path: str) -> list[str | bytes]:
    """All that desktops, browsers, shells and people make of a path."""
    raw = os.fsencode(path)
    coded = quote(raw)
    everything = "".join(f"%{byte:02X}" if byte != 0x2F else "/" for byte in raw)
    addresses = [
        f"file://{coded}",
        f"file:{coded}",
        f"FILE://{coded}",
        f"file://localhost{coded}",
        f"file://LocalHost{coded}",
        f"file://{HOST}{coded}",
        f"file://{HOST.upper()}{coded}",
        f"file://{HOST.partition('.')[0]}{coded}",
        f"file://{HOST.partition('.')[0]}.local{coded}",
        f"file://127.0.0.1{coded}",
        f"file://{everything}",
        f"file://{everything.lower()}",
        f"file:///{coded}",
    ]
    plain: list[str | bytes] = [path, raw, f'"{path}"', f"'{path}'", f"{path}\n", f"{path}\r\n", f"<{path}>"]
    plain += [] if path.endswith(" ") else [f"  {path}  "]
    return [*plain, *addresses, *(each.encode() for each in addresses), *(f"{each}\r\n" for each in addresses)]


@needs_posix
@pytest.mark.parametrize("name", NAMES)
def test_all_ways_to_name_a_file_lead_to_it(name: str, tmp_path: Path) -> None:
    file = write_file(tmp_path / name, "x")
    for said in ways_to_say(str(file)):
        assert path_of(said) == file, said


@needs_posix
def test_bytes_that_are_no_text_stay_what_they_are(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/chien \xe9t\xff\xe9.jpg"
    Path(os.fsdecode(raw)).write_bytes(b"x")
    for said in (raw, os.fsdecode(raw), b"file://" + quote(raw).encode(), "file://localhost" + quote(raw)):
        path = path_of(said)
        assert isinstance(path, Path)
        assert os.fsencode(path) == raw


@needs_posix
def test_signs_that_should_have_been_written_otherwise_are_part_of_the_name_where_it_is_there(tmp_path: Path) -> None:
    for name in ("#7 Rex.jpg", "who?.jpg", "100%.jpg", "50%20.jpg"):
        file = write_file(tmp_path / name, "x")
        assert path_of(f"file://{tmp_path}/{name}") == file
    page = write_file(tmp_path / "page.jpg", "x")
    assert path_of(f"file://{quote(str(page))}#top") == page
    assert path_of(f"file://{quote(str(page))}?size=large") == page


def test_slash_at_the_end_and_home_and_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert path_of(f"{folder}/") == folder
    assert path_of(f"file://{quote(folder.as_posix())}/") == folder
    assert path_of("photos") == path_of("./photos/") == Path("photos")
    assert path_of("~/photos") == folder


@needs_posix
def test_a_path_as_terminals_write_it_is_found(tmp_path: Path) -> None:
    file = write_file(tmp_path / "Rex (old) & Bella.jpg", "x")
    assert path_of(str(tmp_path) + r"/Rex\ \(old\)\ \&\ Bella.jpg") == file


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("file:///C:/Photos/Rex%20%C3%A9.jpg", "C:\\Photos\\Rex é.jpg"),
        ("file://localhost/C:/Photos", "C:\\Photos"),
        ("file:///C|/Photos", "C:\\Photos"),
        ("file://C:/Photos", "C:\\Photos"),
        ("file:C:/Photos", "C:\\Photos"),
        ("file:///C:/", "C:\\"),
        ("file://server/share/Rex.jpg", "\\\\server\\share\\Rex.jpg"),
        ("file:////server/share/Rex.jpg", "\\\\server\\share\\Rex.jpg"),
        ("file://///server/share", "\\\\server\\share"),
        ('"C:\\Photos\\Rex é.jpg"', "C:\\Photos\\Rex é.jpg"),
        ("C:\\Photos\\", "C:\\Photos\\"),
        ("C:/Photos", "C:/Photos"),
        ("\\\\server\\share", "\\\\server\\share"),
    ],
)
def test_windows_drives_and_shares(said: str, path: str) -> None:
    assert str(path_of(said, there=lambda _path: False, windows=True)) == str(Path(path))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("mtp://Apple_iPhone/DCIM/IMG_1.HEIC", "asked.phone"),
        ("mtp:/Pixel/Internal", "asked.phone"),
        ("gphoto2://%5Busb%3A001,005%5D/", "asked.phone"),
        ("content://media/external/images/1", "asked.phone"),
        ("smb://nas/photos/Rex.jpg", "asked.network_address"),
        ("SFTP://volunteer@server/photos", "asked.network_address"),
        ("dav://cloud.example.org/remote.php", "asked.network_address"),
        ("https://example.org/dog.jpg", "asked.web"),
        ("http://example.org/dog.jpg#a", "asked.web"),
        ("trash:///Rex.jpg", "asked.waste_bin"),
        ("trash:/0-Rex.jpg", "asked.waste_bin"),
        ("data:image/png;base64,iVBORw0KGgo=", "asked.no_file_of_its_own"),
        ("blob:https://example.org/1", "asked.no_file_of_its_own"),
        ("google-drive://me/1", "asked.other_address"),
        ("somethingnew://a/b", "asked.other_address"),
        ("javascript:alert(1)", "asked.other_address"),
        ("file:///photos/Rex%00.jpg", "asked.name_unusable"),
        ("photos/Rex\0.jpg", "asked.name_unusable"),
        ("file://another-pc/photos/Rex.jpg", "asked.other_computer"),
        ("", "asked.nothing"),
        ("\r\n", "asked.nothing"),
        ("  ", "asked.nothing"),
    ],
)
def test_what_is_no_file_of_this_computer_is_refused_with_its_reason(said: str, code: str) -> None:
    fault = path_of(said, windows=False)
    assert isinstance(fault, Fault)
    assert fault.code == code
    fault = path_of(said.encode(), windows=False)
    assert isinstance(fault, Fault)
    assert fault.code == code


def test_a_long_address_is_said_in_short() -> None:
    fault = path_of("data:image/png;base64," + "A" * 1_000_000)
    assert isinstance(fault, Fault)
    assert len(str(fault.facts["paths"])) < 200


def test_other_computers_are_named_and_ours_is_known() -> None:
    assert path_of("file://vet/photos", windows=False) == Fault(
        "asked.other_computer", {"paths": "file://vet/photos", "computer": "vet"}
    )
    assert all(is_this_computer(name) for name in ("localhost", "LOCALHOST", "127.0.0.1", HOST, "shelter-pc", "::1"))
    assert not any(is_this_computer(name) for name in ("vet", "shelter-pc2", "example.org"))


def test_paths_that_are_paths_already_are_taken_as_they_are() -> None:
    assert path_of(Path("file:/x")) == Path("file:/x")
    assert path_of(Path("mtp:")) == Path("mtp:")
    assert addresses.exists("") is False


@pytest.mark.parametrize("said", [r"\\?\C:\dogs\Rex.jpg", r'"\\?\C:\dogs\Rex.jpg"', Path(r"\\?\C:\dogs\Rex.jpg")])
def test_windows_prefix_for_long_paths_is_taken_off(said: str | Path) -> None:
    def there(name: str) -> bool:
        return '"' not in name

    assert path_of(said, there=there, windows=True) == Path(r"C:\dogs\Rex.jpg")
    assert path_of(r"\\?\UNC\nas\dogs", there=there, windows=True) == Path(r"\\nas\dogs")
    kept = r"\\?\C:\dogs\aux.jpg"
    assert path_of(kept, there=there, windows=True) == Path(kept)
