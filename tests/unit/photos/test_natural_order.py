import os

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.catalog.scan import natural_key
from desktop_app.photos.names import PhotoNames
from desktop_app.photos.natural_order import sort_text, sort_texts

# What names are made of, so that numbers meet, and letters that fold into others.
pieces = st.sampled_from(
    ["dog", "Dog", "DOG", " ", "0", "00", "7", "07", "9", "10", "-", "é", "e\u0301", "É", "ß", "SS"]
)
odd = st.sampled_from(["²", "٣", "½", "①", "İ", "ﬁ", "\x01", "\udcff", "五", "0" * 30, "9" * 200])
names = st.lists(pieces | odd | st.text(st.characters(exclude_characters="\0"), max_size=3), max_size=6).map("".join)


@given(names, names)
@example("a5", "a5²")
@example("", "0")
@example("dog 07", "Dog 7")
@example("a", "a\x01")
@example("9" * 300, "1" + "0" * 299)
def test_texts_sort_as_natural_keys_do(one: str, other: str) -> None:
    first, second = natural_key(one), natural_key(other)
    assert (sort_text(one) < sort_text(other)) == (first < second)
    assert (sort_text(one) == sort_text(other)) == (first == second)


@given(st.lists(names, max_size=8))
@example(["9" * 255 + "a", "9" * 127, "0" * 126 + "1", "dog 10", "\xff"])
def test_many_texts_are_the_texts_of_each(several: list[str]) -> None:
    assert sort_texts(several) == [sort_text(name) for name in several]


def test_a_hundred_names_stand_as_people_count() -> None:
    counted = [f"dog {number}.jpg" for number in range(100)]
    assert sorted(sorted(counted), key=sort_text) == counted


def by_natural_key(paths: list[str]) -> list[int]:
    def key(position: int) -> tuple[object, object]:
        folder, _, name = paths[position].rpartition(os.sep)
        return natural_key(folder), natural_key(name)

    return sorted(range(len(paths)), key=key)


folders = st.sampled_from(["/a 9", "/a 10", "/A 9", "/é", "/a 9/b", ""])
all_paths = st.builds(
    lambda folder, name: folder + os.sep + name, folders, names.map(lambda name: name.replace("/", ""))
)


@given(st.lists(st.lists(all_paths, max_size=30), max_size=5), st.data())
def test_names_put_in_later_stand_where_sorting_all_would_put_them(
    chunks: list[list[str]], data: st.DataObject
) -> None:
    order = PhotoNames()
    paths: list[str] = []
    folder_of = np.zeros(sum(map(len, chunks)), np.int32)
    for chunk in chunks:
        known = len(paths)
        paths += chunk
        order.learn(range(known, len(paths)), chunk, folder_of[: len(paths)])
        moved = data.draw(st.lists(st.integers(0, len(paths) - 1), unique=True, max_size=2)) if paths else []
        for position in moved:
            paths[position] = data.draw(all_paths)
        order.learn(moved, [paths[position] for position in moved], folder_of[: len(paths)])
        # Photos of one and the same path may stand either way.
        found = [paths[position] for position in order.by_name.tolist()]
        assert found == [paths[position] for position in by_natural_key(paths)]
        assert sorted(order.by_name.tolist()) == list(range(len(paths)))
        assert [order.folders[place] for place in folder_of[: len(paths)]] == [
            path.rpartition(os.sep)[0] for path in paths
        ]


def test_putting_a_few_in_does_not_sort_all(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    order = PhotoNames()
    paths = [f"/photos/{number:04}.jpg" for number in range(1000)]
    folder_of = np.zeros(1001, np.int32)
    order.learn(range(1000), paths, folder_of[:1000])
    monkeypatch.setattr(order, "_sort_all", None)
    order.learn([1000], ["/photos/500b.jpg"], folder_of)
    assert order.by_name[501] == 1000
