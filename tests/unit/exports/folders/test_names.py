"""Names of files that every system takes."""

from pathlib import PurePath

import pytest

from desktop_app.exports.folders.names import (
    LONGEST_NAME_BYTES,
    compared,
    numbered,
    safe_name,
    safe_relative,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bella A1200", "Bella A1200"),
        ("Labrador + Beagle (mix)", "Labrador + Beagle (mix)"),
        ("AC/DC", "AC_DC"),
        ('Rex "le grand" <3>: a|b?*\\', "Rex _le grand_ _3__ a_b___"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("ends in dots...", "ends in dots"),
        ("  about \u00a0 ", "about"),
        (".hidden", "_hidden"),
        ("..", "_"),
        ("...", "_"),
        ("", "_"),
        (" ", "_"),
        ("con", "con_"),
        ("NUL.jpg", "NUL_.jpg"),
        ("Com1 .tar.gz", "Com1_.tar.gz"),
        ("LPT\u00b2", "LPT\u00b2_"),
        ("conifer.jpg", "conifer.jpg"),
        ("Zoe\u0301", "Zo\u00e9"),
        ("gnp\u202e.jpg", "gnp_.jpg"),
        ("bell\a\x1b[31m", "bell__[31m"),
        ("no Unicode \udce9.jpg", "no Unicode _.jpg"),
        ("🐕‍🦺 Waldi", "🐕‍🦺 Waldi"),
    ],
)
def test_a_name_becomes_one_that_all_systems_take(text: str, name: str) -> None:
    assert safe_name(text) == name
    assert safe_name(name) == name, "and stays"


@pytest.mark.parametrize(
    "text", ["a" * 300 + ".jpeg", "犬" * 100 + ".JPG", "Bella. " + "von " * 80, "é" * 71 + "..x.jpg"]
)
def test_long_names_are_cut_and_keep_their_ending(text: str) -> None:
    name = safe_name(text)
    assert len(name.encode()) <= LONGEST_NAME_BYTES
    assert safe_name(name) == name
    if text.lower().endswith((".jpg", ".jpeg")):
        assert PurePath(name).suffix == PurePath(text).suffix
    second = numbered(f"Beagle/{name}", 2)
    assert len(second.rpartition("/")[2].encode()) <= LONGEST_NAME_BYTES
    assert second != f"Beagle/{name}"


def test_a_relative_name_leads_nowhere_but_down() -> None:
    assert safe_relative("Beagle/Bella 1.jpg") == "Beagle/Bella 1.jpg"
    assert safe_relative("../../etc/passwd") == "_/_/etc/passwd"
    assert safe_relative("/etc//passwd") == "etc/passwd"
    assert safe_relative("C:\\Windows") == "C__Windows"
    assert safe_relative("//") == "_"


def test_further_files_of_a_name_are_counted() -> None:
    assert [numbered("Beagle/Bella.tar.jpg", count) for count in (1, 2, 10)] == [
        "Beagle/Bella.tar.jpg",
        "Beagle/Bella.tar (2).jpg",
        "Beagle/Bella.tar (10).jpg",
    ]


def test_names_are_one_where_some_system_takes_them_for_one() -> None:
    assert compared("BEAGLE/Zo\u00e9.JPG") == compared("beagle/zoe\u0301.jpg")
    assert compared("Beagle/a.jpg") != compared("Beagle/b.jpg")
