"""Texts of people in tables for sites."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exports.shelters.listing_texts import (
    as_html,
    as_plain_text,
    harmless,
    one_line,
    quoted_table,
)
from desktop_app.guarding import is_computed

NOTE = "First line.\nSecond <b>line</b> & more.\r\n\r\nA paragraph;\twith a tab,\x0band what Word writes.\u2028End.\n\n"


def test_description_keeps_its_lines_as_the_receiver_takes_them() -> None:
    assert as_html(NOTE) == (
        "First line.<br>Second &lt;b&gt;line&lt;/b&gt; &amp; more.<br><br>A paragraph; with a tab,<br>"
        "and what Word writes.<br>End."
    )
    assert as_plain_text(NOTE, "&#10;") == (
        "First line.&#10;Second <b>line</b> & more.&#10;&#10;A paragraph; with a tab,&#10;"
        "and what Word writes.&#10;End."
    )
    assert as_html("") == as_plain_text(" \n ", "&#10;") == ""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("\tFleur\nde Lys", "Fleur de Lys"),
        ("  Œdipe  d'Aubigné ", "Œdipe d'Aubigné"),
        ("Bisou 🐕❤️", "Bisou 🐕❤️"),
        ("\u202emoc.live\u202c", "moc.live"),
        ("a\ud800b", "a\ufffdb"),
        ("كلب שלום", "كلب שלום"),
    ],
)
def test_name_is_what_people_see_of_it_in_one_line(typed: str, name: str) -> None:
    assert one_line(typed) == name


@pytest.mark.parametrize("text", ["=1+1", "+33 6 12", "-Moins", "@home", '=HYPERLINK("http://example.invalid")'])
def test_what_a_spreadsheet_would_compute_gets_a_blank_in_front(text: str) -> None:
    assert is_computed(text)
    assert harmless(text) == f" {text}"
    assert not is_computed(harmless(text))


def test_every_cell_is_quoted_and_every_row_is_one_line() -> None:
    table = quoted_table(("a", "b"), [{"a": 'Rocky "the Rock", Jr.'}, {"a": "é;", "b": "2"}])
    assert table.decode("utf-8") == '"a","b"\n"Rocky ""the Rock"", Jr.",""\n"é;","2"\n'
    assert quoted_table(("a",), [{"a": "1"}], header=False) == b'"1"\n'


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_whatever_people_type_is_read_back_as_the_same_cells(texts: list[tuple[str, str]]) -> None:
    rows = [{"name": harmless(one_line(name)), "text": harmless(as_html(text))} for name, text in texts]
    table = quoted_table(("name", "text"), rows).decode("utf-8")
    assert table.count("\n") == len(rows) + 1
    assert list(csv.DictReader(io.StringIO(table, newline=""), strict=True)) == rows
    assert not any(is_computed(cell) for row in rows for cell in row.values())
