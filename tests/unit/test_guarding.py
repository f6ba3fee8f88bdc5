"""What a spreadsheet would compute is guarded, and comes back as it was."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.guarding import guarded, unguarded


@pytest.mark.parametrize(
    "text", ["=1+1", "+33 6", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", '=cmd|" /C calc"!A0', "'=1", "''-"]
)
def test_text_that_would_be_computed_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Bella", "1=1", " =1", "'", "'t Hoen", "é=", "a\n=1"])
def test_other_text_stays(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


@given(st.text())
@example("'=1")
@example("''''@")
@example("'\t")
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
