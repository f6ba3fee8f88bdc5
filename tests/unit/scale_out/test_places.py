"""Files of places are whole or not there."""

import os
from pathlib import Path

import fsspec
import pytest

from scale_out.errors import ScaleError
from scale_out.places import Place
from scale_out.results import RUN, Results, partitions_in


def test_a_file_of_this_machine_is_written_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place.of(str(tmp_path)) / "new folder" / "a.parquet"
    place.write(b"first")

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="the disk is full"):
        place.write(b"second")
    assert place.read() == b"first"
    assert (Place.of(str(tmp_path)) / "new folder").names() == ["a.parquet"]


def test_a_store_without_whole_writes_gets_a_draft_that_is_moved() -> None:
    folder = Place.of("memory://bucket/results")
    (folder / "a.parquet").write(b"whole")
    assert (folder / "a.parquet").read() == b"whole"
    assert folder.names() == ["a.parquet"]
    fsspec.filesystem("memory").pipe("/bucket/results/.b.parquet.draft", b"hal")
    assert [each.text for each in partitions_in(folder)] == ["memory://bucket/results/a.parquet"]
    fsspec.filesystem("memory").rm("/", recursive=True)


def test_what_stands_behind_an_address_stays_behind_it() -> None:
    place = Place.of("s3://bucket/results?region=eu-west-3&endpoint_override=127.0.0.1:1") / "photos"
    assert (place.text, place.path) == (
        "s3://bucket/results/photos?region=eu-west-3&endpoint_override=127.0.0.1:1",
        "bucket/results/photos",
    )


def test_a_key_in_an_address_is_refused() -> None:
    with pytest.raises(ScaleError, match="AWS_SECRET_ACCESS_KEY"):
        Place.of("s3://key:secret@bucket/results")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no run.json"),
        (b"{", "is damaged"),
        (b"[]", "is damaged"),
        (b'{"version": 99}', "another version"),
    ],
)
def test_a_folder_that_holds_no_results_is_told(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / RUN).write_bytes(content)
    with pytest.raises(ScaleError, match=said):
        Results.of(Place.of(str(tmp_path)))
