"""One answer to "what was asked for", whoever asks: the table of it."""

import os
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from desktop_app.catalog.asked_for import AskedFor, asked_for, in_short, kind_of_file
from desktop_app.catalog.kinds_of_files import FileKind
from desktop_app.catalog.offered import COPIED_FILES, URI_LIST, Offered
from desktop_app.catalog.session import Session
from desktop_app.faults import Fault
from tests.unit.catalog.catalog_helpers import write_file

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
FILM = b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"
TIFF = b"II*\x00\x08\x00\x00\x00"

# Name, content, what becomes of it where it is named itself: "" is added, a word is why it is refused.
FILES = (
    ("Rex.jpg", JPEG, ""),
    ("Rex.JPEG", b"", ""),
    ("film called a photo.jpg", FILM, ""),
    ("scan.dat", JPEG, ""),
    ("IMG_0001", HEIC, ""),
    ("photo of a pdf.pdf", JPEG, ""),
    ("thumbnail.thm", JPEG, ""),
    ("unknown.xyz", b"something", ""),
    ("no ending", b"something", ""),
    ("live.MOV", FILM, "asked.film"),
    ("cut.mov", b"", "asked.film"),
    ("old.avi", b"RIFF\0\0\0\0AVI LIST", "asked.film"),
    ("web.webm", b"\x1aE\xdf\xa3\0\0", "asked.film"),
    ("film of another name.bin", FILM, "asked.film"),
    ("voice.m4a", b"\0\0\0\x14something", "asked.sound"),
    ("letter.pdf", b"%PDF-1.7", "asked.document"),
    ("letter", b"%PDF-1.7", "asked.document"),
    ("letter.docx", b"PK\x03\x04\x14\0", "asked.document"),
    ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "asked.document"),
    ("notes.txt", b"Rex is shy", "asked.document"),
    ("photos.zip", b"PK\x03\x04\x14\0", "asked.archive"),
    ("photos", b"PK\x03\x04\x14\0", "asked.archive"),
    ("photos.rar", b"Rar!\x1a\x07\x01\0", "asked.archive"),
    ("photos.7z", b"7z\xbc\xaf\x27\x1c\0\x04", "asked.archive"),
    ("photos.tar", b"\0" * 257 + b"ustar\x0000", "asked.archive"),
    ("photos.tar.gz", b"\x1f\x8b\x08", "asked.archive"),
    ("IMG_1.CR3", b"\0\0\0\x18ftypcrx \0\0\0\x01", "asked.raw"),
    ("IMG_1.CR2", TIFF, "asked.raw"),
    ("DSC_1.NEF", TIFF, "asked.raw"),
    ("DSC_1.ARW", TIFF, "asked.raw"),
    ("phone.dng", b"MM\0*\0\0\0\x08", "asked.raw"),
    ("DSCF1.RAF", b"FUJIFILMCCD-RAW 0201", "asked.raw"),
    ("scan of the vet.tif", TIFF, ""),
    ("scan without ending", TIFF, ""),
    ("IMG_1.AAE", b"<?xml version", "asked.note"),
    ("IMG_1.xmp", b"<x:xmpmeta", "asked.note"),
    ("photos.lnk", b"L\0\0\0\x01\x14\x02\0", "asked.shortcut"),
    ("photos.desktop", b"[Desktop Entry]\nURL=", "asked.shortcut"),
    ("site.url", b"[InternetShortcut]\r\nURL=", "asked.shortcut"),
    ("site.webloc", b"<?xml version", "asked.shortcut"),
)


@pytest.mark.parametrize(("name", "content", "code"), FILES, ids=[name for name, _, _ in FILES])
def test_a_file_that_is_named_itself_is_looked_at_unless_it_is_evidently_no_photo(
    name: str, content: bytes, code: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    for said in (str(file), file.as_uri(), file, f'"{file}"'):
        asked = asked_for([said])
        assert asked == (AskedFor(refused=(Fault(code, {"paths": str(file)}),)) if code else AskedFor(to_add=(file,)))
    assert file.read_bytes() == content


def test_sessions_are_known_by_their_content(tmp_path: Path) -> None:
    session, nameless = tmp_path / "May.pawsort", tmp_path / "copy of May"
    Session.create(session).close()
    nameless.write_bytes(session.read_bytes())
    folder = tmp_path / "Photos.pawsort"
    folder.mkdir()
    no_session = write_file(tmp_path / "broken.pawsort", "something else")
    asked = asked_for([str(session), nameless.as_uri(), folder, f"{folder}/", no_session])
    assert asked.sessions == (session, nameless, no_session), "whoever opens the last one says why it is none"
    assert asked.to_add == (folder, folder)
    assert asked.refused == ()


def test_a_session_that_is_open_is_still_one(tmp_path: Path) -> None:
    with Session.create(tmp_path / "May.pawsort") as session:
        assert asked_for([session.path]).sessions == (session.path,)
        assert kind_of_file(session.path) is FileKind.SESSION


def test_what_is_good_is_taken_and_the_rest_is_named(tmp_path: Path) -> None:
    photo, folder = write_file(tmp_path / "Rex.jpg", "x"), tmp_path / "more"
    folder.mkdir()
    asked = asked_for(["mtp://phone/DCIM", str(photo), "https://example.org/a.jpg", folder, tmp_path / "gone.jpg", ""])
    assert asked.to_add == (photo, folder)
    assert [fault.code for fault in asked.refused] == [
        *("asked.phone", "asked.web", "asked.not_found", "asked.nothing"),
    ]


def test_few_are_named_and_the_rest_is_counted() -> None:
    refused = [Fault("asked.film", {"paths": f"{number}.mov"}) for number in range(12)]
    refused += [
        Fault("asked.other_computer", {"paths": f"file://{pc}/a", "computer": pc}) for pc in ("vet", "nas", "vet")
    ]
    films, vet, nas = in_short(refused)
    assert films == Fault("asked.film", {"paths": "0.mov, 1.mov, 2.mov, …", "things": 12})
    assert vet.facts["computer"] == "vet"
    assert nas == Fault("asked.other_computer", {"paths": "file://nas/a", "computer": "nas"})
    assert in_short([]) == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert asked_for([tmp_path / "pipe"]).to_add == (tmp_path / "pipe",)


def test_all_files_of_a_card_are_not_all_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [write_file(tmp_path / f"{number}.mov", "x") for number in range(300)]
    opened: list[object] = []
    real_open = os.open

    def counted(file: str, flags: int, mode: int = 0o777) -> int:
        opened.append(file)
        return real_open(file, flags, mode)

    monkeypatch.setattr(os, "open", counted)
    asked = asked_for(files)
    assert len(asked.refused) == 300
    assert len(opened) <= 400


def test_a_drive_that_does_not_answer_keeps_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, asleep, behind = (write_file(tmp_path / name, "x") for name in ("a.jpg", "b.jpg", "c.jpg"))
    wakes = threading.Event()
    really = os.path.lexists

    def lexists(path: str) -> bool:
        if path == str(asleep):
            wakes.wait(30)
        return really(path)

    monkeypatch.setattr(os.path, "lexists", lexists)
    began = time.monotonic()
    try:
        asked = asked_for([good, str(asleep), behind], 0.3)
    finally:
        wakes.set()
    assert time.monotonic() - began < 5
    assert asked.to_add == (good,)
    assert asked.refused == tuple(Fault("asked.no_answer", {"paths": str(path)}) for path in (asleep, behind))


def test_a_slow_drive_is_waited_for_as_long_as_it_gets_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [write_file(tmp_path / f"{number}.jpg", "x") for number in range(8)]
    really = os.path.lexists

    def slowly(path: str) -> bool:
        time.sleep(0.1)
        return really(path)

    monkeypatch.setattr(os.path, "lexists", slowly)
    assert asked_for(files, 0.4) == AskedFor(to_add=tuple(files))


# What is dropped and pasted


def offered(uri_list: bytes = b"", **rest: object) -> Offered:
    return Offered({URI_LIST: uri_list} if uri_list else {}, **rest)  # type: ignore[arg-type]


def test_lists_of_addresses_are_read_whatever_their_line_ends_and_bytes(tmp_path: Path) -> None:
    one, two = write_file(tmp_path / "a b.jpg", "x"), write_file(tmp_path / "#7 é.jpg", "x")
    for end in (b"\r\n", b"\n", b"\r", b"\r\n\r\n"):
        listed = end.join([b"# comment", one.as_uri().encode(), two.as_uri().encode(), b""]) + b"\0"
        assert offered(listed).asked_for() == AskedFor(to_add=(one, two))
    if os.name != "nt":
        raw = os.fsencode(tmp_path) + b"/\xe9.jpg"
        Path(os.fsdecode(raw)).write_bytes(b"x")
        # What a toolkit makes of it is not asked.
        asked = offered(b"file://" + quote(raw).encode(), urls=["file:///nonsense"]).asked_for()
        assert [os.fsencode(path) for path in asked.to_add] == [raw]


@pytest.mark.parametrize("verb", [b"copy\n", b"cut\n", b""])
@pytest.mark.parametrize("name", COPIED_FILES)
def test_files_that_were_copied_in_a_file_manager(name: str, verb: bytes, tmp_path: Path) -> None:
    photo = write_file(tmp_path / "Rex.jpg", "x")
    assert Offered({name: verb + photo.as_uri().encode()}).asked_for() == AskedFor(to_add=(photo,))


def test_text_is_taken_where_it_is_paths_and_refused_in_words_where_it_is_not(tmp_path: Path) -> None:
    one, two = write_file(tmp_path / "a.jpg", "x"), write_file(tmp_path / "b.jpg", "x")
    assert offered(text=f"{one}\n{two}\n").asked_for() == AskedFor(to_add=(one, two))
    assert offered(text=f"copy\n{one.as_uri()}").asked_for() == AskedFor(to_add=(one,))
    assert offered(text="Rex is a good dog.\nHe likes cats.").asked_for() == AskedFor(refused=(Fault("asked.text"),))
    (fault,) = offered(text="https://example.org/dog.jpg").asked_for().refused
    assert fault.code == "asked.web"
    (fault,) = offered(text="/photos/gone.jpg").asked_for().refused
    assert fault.code == "asked.not_found"


def test_pixels_without_a_file_and_nothing_at_all_are_refused_in_words() -> None:
    assert offered(has_picture=True, text="").asked_for() == AskedFor(refused=(Fault("asked.picture"),))
    assert offered().asked_for() == AskedFor(refused=(Fault("asked.nothing"),))
    assert offered(text="  \n").asked_for() == AskedFor(refused=(Fault("asked.nothing"),))
    (fault,) = offered(b"https://example.org/dog.jpg\r\n", has_picture=True).asked_for().refused
    assert fault.code == "asked.web", "a picture dragged out of a browser has an address"
