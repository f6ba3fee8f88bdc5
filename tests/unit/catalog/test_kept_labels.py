"""What was kept in a second look is known after a restart; a broken file costs no more than asking again."""

from pathlib import Path

import pytest

from desktop_app.catalog.kept_labels import MOST_SESSIONS, KeptLabels
from tests.strange_files import STRANGE_JSON


def test_each_session_has_its_own_and_only_the_latest_are_remembered(tmp_path: Path) -> None:
    file = tmp_path / "config" / "kept_labels.json"
    for number in range(MOST_SESSIONS + 1):
        KeptLabels(file).keep(tmp_path / f"{number}.pawsort", [(number, 1), (number, 2)])
    kept = KeptLabels(file)
    assert kept.of(tmp_path / "7.pawsort") == {(7, 1), (7, 2)}
    assert kept.of(tmp_path / "0.pawsort") == set()
    kept.keep(tmp_path / "7.pawsort", [(9, 9)])
    assert kept.of(tmp_path / "7.pawsort") == {(9, 9)}


STRANGE = {**STRANGE_JSON, "no path": b'[{"kept": []}]', "no marks": b'[{"path": "/a", "kept": [[1, true]]}]'}


@pytest.mark.parametrize("content", STRANGE.values(), ids=STRANGE)
def test_a_strange_file_is_kept_aside_and_begins_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kept_labels.json"
    file.write_bytes(content)
    kept = KeptLabels(file)
    assert kept.of(tmp_path / "a.pawsort") == set()
    kept.keep(tmp_path / "a.pawsort", [(1, 2)])
    assert kept.of(tmp_path / "a.pawsort") == {(1, 2)}
    assert [each.read_bytes() for each in tmp_path.iterdir() if each != file] == [content]
