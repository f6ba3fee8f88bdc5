"""What tables and sessions say of photos, and what of it a head can learn from."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label, LabelKind
from scale_out.errors import ScaleError
from scale_out.heads import sources
from scale_out.heads.labels import AGAINST, Labels, key_of_content, key_of_path, read_labels
from scale_out.heads.sources import labels_in
from tests.unit.scale_out.made_embeddings import BREEDS, NAMES, content_of, embeddings, outcome, path_of

RUN = {"breeds": list(BREEDS), "names": NAMES}


def written(file: Path, rows: list[tuple[str, ...]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return file


def read(file: Path) -> Labels:
    return read_labels(str(file), labels_in(file), RUN)


def test_a_breed_is_the_packs_in_any_spelling(tmp_path: Path) -> None:
    spellings = ["Beagle", "BEAGLE", "n02088364-beagle", "American_Pit-Bull terrier", "breed:american_pit_bull_terrier"]
    rows = [(path_of(number), spelling) for number, spelling in enumerate([*spellings, "Our Own Dog"])]
    labels = read(written(tmp_path / "labels.csv", [("Path", "Breed"), *rows]))
    assert [breed.breed_id for breed in labels.breeds] == [BREEDS[1], BREEDS[2], "own:Our Own Dog"]
    found = labels.by_path.codes[labels.by_path.places(np.array([key_of_path(path) for path, _ in rows], np.uint64))]
    assert found.tolist() == [0, 0, 0, 1, 1, 2]
    assert any("'BEAGLE' (1)" in line and "are one breed" in line for line in labels.said)


def test_what_is_no_example_of_a_breed_is_counted_and_said(tmp_path: Path) -> None:
    others = ["unknown", "No dog", "mix", "Beagle x Chihuahua", "Labrador mix", "kind:spaniel", ""]
    rows = [(content_of(number), label) for number, label in enumerate(["Beagle", "Chihuahua", *others])]
    labels = read(written(tmp_path / "labels.csv", [("content_hash", "label"), *rows]))
    assert len(labels) == 2
    said = "\n".join(labels.said)
    assert "3 labels are left out: labelled as a mix" in said
    for reason in ('1 labels are left out: labelled "unknown"', 'labelled "no dog"', "no breed", "without a label"):
        assert reason in said


def test_two_labels_that_contradict_each_other_count_for_neither(tmp_path: Path) -> None:
    rows = [(path_of(0), "Beagle"), (path_of(0), "Chihuahua"), (path_of(1), "beagle"), (path_of(1), "Beagle")]
    labels = read(written(tmp_path / "labels.csv", [("path", "label"), *rows, (path_of(2), "Chihuahua")]))
    codes = dict(zip(labels.by_path.keys.tolist(), labels.by_path.codes.tolist(), strict=True))
    assert codes[key_of_path(path_of(0))] == AGAINST
    assert codes[key_of_path(path_of(1))] == 1


def test_pawsorts_own_table_gives_what_people_decided(tmp_path: Path) -> None:
    columns = ("photo", "label", "label_breed_1_id", "label_breed_1", "decided_by", "several_dogs", "dog")
    rows = [
        ("/a.jpg", "breed", BREEDS[0], "Chihuahua", "person", "no", "1"),
        ("/b.jpg", "breed", BREEDS[1], "Beagle", "person", "no", "1"),
        ("/c.jpg", "breed", BREEDS[1], "Beagle", "suggestion", "no", "1"),
        ("/d.jpg", "mix", BREEDS[1], "Beagle", "person", "no", "1"),
        ("/e.jpg", "breed", BREEDS[1], "Beagle", "person", "yes", "1"),
        ("/a.jpg", "breed", BREEDS[1], "Beagle", "person", "no", "2"),
    ]
    labels = read(written(tmp_path / "labels.csv", [columns, *rows]))
    assert sorted(labels.by_path.keys.tolist()) == sorted([key_of_path("/a.jpg"), key_of_path("/b.jpg")])
    assert len(labels.said) == 4


def test_a_table_of_suggestions_is_refused(tmp_path: Path) -> None:
    table = written(tmp_path / "labels.csv", [("photo", "status", "breed_1"), ("/a.jpg", "ok", "Beagle")])
    with pytest.raises(ScaleError, match="nobody confirmed"):
        read(table)


def test_parquet_and_large_texts_say_what_small_ones_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(path_of(number), ("Beagle", "Chihuahua", "unknown")[number % 3]) for number in range(50)]
    table = written(tmp_path / "labels.csv", [("path", "label"), *rows])
    small = list(labels_in(table))
    assert len(small) == 50
    monkeypatch.setattr(sources, "_LARGE", 10)
    assert list(labels_in(table)) == small
    arrow = pa.table({"path": [path for path, _ in rows], "label": pa.array([label for _, label in rows])})
    pq.write_table(arrow.set_column(1, "label", arrow["label"].dictionary_encode()), tmp_path / "labels.parquet")
    assert list(labels_in(tmp_path / "labels.parquet")) == small


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScaleError, match="there is no such file"):
        labels_in(tmp_path / "nothing.csv")
    with pytest.raises(ScaleError, match="no column says which photo"):
        read(written(tmp_path / "labels.csv", [("name", "label"), ("a", "Beagle")]))
    with pytest.raises(ScaleError, match="only 'Beagle' is named"):
        read(written(tmp_path / "labels.csv", [("path", "label"), ("/a.jpg", "Beagle")]))


def test_a_path_is_taken_from_beside_the_table_and_a_content_from_anywhere(tmp_path: Path) -> None:
    table = written(
        tmp_path / "labels.csv",
        [("path", "label"), ("a.jpg", "Beagle"), ("s3://photos/é.jpg", "Chihuahua"), (content_of(1), "Beagle")],
    )
    photos = [photo for photo, _, _ in labels_in(table)]
    assert photos[:2] == [(tmp_path / "a.jpg").as_posix(), "s3://photos/é.jpg"]
    assert key_of_path("s3://photos/é.jpg") == key_of_path("s3://photos/é.jpg")
    assert key_of_content(content_of(1)) == int(content_of(1)[:16], 16)


def test_a_session_names_photos_by_what_they_hold_wherever_they_lie_now(tmp_path: Path) -> None:
    file = tmp_path / "shelter.pawsort"
    given = (
        *(Label.breed(BREEDS[1]), Label.breed(BREEDS[0]), Label.mix(BREEDS[0], BREEDS[1])),
        *(Label(LabelKind.UNKNOWN), Label(LabelKind.NO_DOG)),
    )
    with Session.create(file) as session:
        for name in "abcdef":
            (tmp_path / f"{name}.jpg").write_bytes(name.encode())
        rows = session.add_photos([tmp_path / f"{name}.jpg" for name in "abcdef"])
        ids = [row.photo_id for row in rows]
        made = [outcome(photo_id, vector) for photo_id, vector in zip(ids, embeddings(6)[0], strict=True)]
        kept = [replace(each, path=row.path) for each, row in zip(made, rows, strict=True)]
        session.record_outcomes(kept, "00" * 32)
        for photo_id, label in zip(ids, given, strict=False):
            session.apply(LabelPhotos((photo_id,), label))
    before = file.read_bytes()
    breeds_and_reasons = [
        *((BREEDS[1], ""), (BREEDS[0], ""), ("", "labelled as a mix")),
        *(("", 'labelled "unknown"'), ("", 'labelled "no dog"')),
    ]
    wanted = [(content_of(each), *said) for each, said in zip(ids, breeds_and_reasons, strict=False)]
    assert list(labels_in(file)) == wanted
    assert file.read_bytes() == before
    (tmp_path / "other.pawsort").write_bytes(before[:100])
    with pytest.raises(ScaleError, match="cannot be read as a Pawsort session"):
        list(labels_in(tmp_path / "other.pawsort"))
