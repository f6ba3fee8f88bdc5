"""Of thousands of photos that cameras called the same, the one that is meant is found as among few."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.catalog.naming import references
from desktop_app.catalog.naming.photo_paths import PhotoPaths
from desktop_app.catalog.naming.references import Ambiguous, References

PARTS = st.sampled_from(["a", "b", "A", "dcim", "é"])
FOLDERS = st.lists(PARTS, min_size=1, max_size=4).map("/".join)
NAMES = st.sampled_from(["1.jpg", "1.JPG", "2.jpg"])


def answer(photos: References, text: str) -> int | str | None:
    try:
        return photos.photo(text)
    except Ambiguous:
        return "ambiguous"


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(
    paths=st.sets(st.tuples(FOLDERS, NAMES), min_size=1, max_size=25),
    asked=st.lists(st.tuples(st.sampled_from(["", "/", "D:\\"]), FOLDERS, NAMES), min_size=1, max_size=5),
    alone=st.booleans(),
)
def test_what_is_found_does_not_depend_on_how_many_are_called_so(
    paths: set[tuple[str, str]], asked: list[tuple[str, str, str]], alone: bool
) -> None:
    photos = PhotoPaths(range(len(paths)), [f"/home/{folder}/{name}" for folder, name in sorted(paths)], separator="/")
    texts = [name if alone else f"{root}{folder}/{name}" for root, folder, name in asked]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(references, "_FEW", 10**9)
        one_by_one = [answer(References(photos), text) for text in texts]
        patch.setattr(references, "_FEW", 1)
        narrowed = References(photos)
        assert [answer(narrowed, text) for text in texts] == one_by_one
        assert [answer(narrowed, text) for text in texts] == one_by_one
