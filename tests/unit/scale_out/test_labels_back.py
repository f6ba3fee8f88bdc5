"""What people decided in sessions joins the photos of the results, by content, and training can read the table."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.catalog.values.photos import FileFacts
from scale_out.commands.export import export
from scale_out.places import Place
from scale_out.results import Results
from scale_out.tables.labels import GivenLabel, GivenLabels
from tests.scale_out_results import PHOTOS_MADE, as_if_in_a_store, labelled, make_photos, rows_of
from tests.small_pack import make_small_pack
from training.datasets.labelled_tables import read_labelled_table


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_pack(tmp_path_factory.mktemp("pack") / "small", finder={})


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, pack: Path) -> Results:
    photos = make_photos(tmp_path_factory.mktemp("taken") / "photos")
    return labelled([photos], Place.of(str(tmp_path_factory.mktemp("labelled") / "results")), pack)


@pytest.fixture
def review(tmp_path: Path, results: Results) -> Path:
    """A folder with two sessions: photos 00 to 04 and 05 to 09 in one, the others in the other."""
    run(results.folder, "--sessions", tmp_path / "review", "--photos", 10)
    return tmp_path / "review"


def run(*arguments: object, code: int = 0) -> str:
    ended = CliRunner().invoke(export, [str(each) for each in arguments])
    assert ended.exit_code == code, ended.output
    return ended.output


def decide(session: Path, **labels: Label) -> None:
    """Label photos by the number with which their names begin, as a person does in the window."""
    with Session.open(session) as opened:
        ids = {row.path.name[:2]: row.photo_id for row in opened.rows()}
        for number, label in labels.items():
            opened.apply(LabelPhotos([ids[number.removeprefix("n")]], label))


def labels_in(table: Path) -> dict[str, str]:
    """Name of a photo → its label in the table, in a few words."""
    return {
        Path(row["photo"]).name: " ".join(
            filter(None, (row["label"], row["label_breed_1_id"], row["label_breed_2_id"]))
        )
        for row in rows_of(table)
        if row["label"]
    }


def test_labels_come_back_to_their_photos_and_to_exact_copies(tmp_path: Path, results: Results, review: Path) -> None:
    blue_mix, own = Label.mix("n_red", "n_blue"), Label.breed("own:=Yard dog")
    decide(review / "review-0001.pawsort", n00=Label.breed("n_green"), n01=blue_mix, n02=NO_DOG, n03=own)
    decide(review / "review-0002.pawsort", n10=Label.breed("n_blue"))
    before = {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in review.iterdir()}
    said = run(results.folder, "--out", tmp_path / "a.csv", "--labels", review)
    assert {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in review.iterdir()} == before
    assert "5 labels were read" in said
    assert "6 photos have a label." in said
    assert labels_in(tmp_path / "a.csv") == {
        "00.png": "breed n_green",
        "11 copy.png": "breed n_green",
        "01.png": "mix n_red n_blue",
        "02.png": "no_dog",
        "03.png": "breed own:=Yard dog",
        "10 two.png": "breed n_blue",
    }
    rows = {Path(row["photo"]).name: row for row in rows_of(tmp_path / "a.csv")}
    assert len(rows) == PHOTOS_MADE
    assert (rows["00.png"]["label_breed_1"], rows["03.png"]["label_breed_1"]) == ("Green", "'=Yard dog")
    assert (rows["00.png"]["decided_by"], rows["00.png"]["label_session"]) == ("person", "review-0001.pawsort")
    assert rows["00.png"]["decided_at"].endswith("+00:00")
    assert rows["04.png"]["label_session"] == ""


def test_each_format_has_them_and_alone_if_wanted(tmp_path: Path, results: Results, review: Path) -> None:
    decide(review / "review-0001.pawsort", n05=Label.breed("n_red"))
    for name in ("a.parquet", "a.csv", "dogs.csv", "a.jsonl"):
        more = ["--per-dog"] if name == "dogs.csv" else []
        run(results.folder, "--out", tmp_path / name, "--labels", review, "--labelled-only", *more)
    (row,) = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert (row["path"][-6:], row["label"], row["label_breed_1_id"]) == ("05.png", "breed", "n_red")
    assert labels_in(tmp_path / "a.csv") == labels_in(tmp_path / "dogs.csv") == {"05.png": "breed n_red"}
    assert '"label_breed_1_id": "n_red"' in (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    run(results.folder, "--out", tmp_path / "all.parquet", "--labels", review)
    everything = pq.read_table(tmp_path / "all.parquet")
    assert (everything.num_rows, everything.column("label").null_count) == (PHOTOS_MADE, PHOTOS_MADE - 1)


def test_a_session_that_is_open_in_the_app_is_read(
    tmp_path: Path, results: Results, review: Path, repository: Path
) -> None:
    environment = os.environ | {"PYTHONPATH": str(repository)}
    with Session.open(review / "review-0001.pawsort") as session:
        session.apply(LabelPhotos([session.rows()[0].photo_id], Label.breed("n_red")))
        asked = ["export", str(results.folder), "--out", str(tmp_path / "a.csv"), "--labels", str(review)]
        command = [sys.executable, "-m", "scale_out", *asked]
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)
        session.apply(LabelPhotos([session.rows()[1].photo_id], Label.breed("n_red")))
    assert labels_in(tmp_path / "a.csv") == {"00.png": "breed n_red", "11 copy.png": "breed n_red"}


def test_the_later_of_two_labels_counts_and_is_said(tmp_path: Path, results: Results, review: Path) -> None:
    run(results.folder, "--sessions", tmp_path / "second", "--photos", 10)
    decide(review / "review-0001.pawsort", n00=Label.breed("n_red"), n01=Label.breed("n_red"))
    decide(tmp_path / "second" / "review-0001.pawsort", n00=Label.breed("n_blue"), n01=Label.breed("n_red"))
    # However they are named.
    for number, order in enumerate(([review, tmp_path / "second"], [tmp_path / "second", review])):
        asked = [part for each in order for part in ("--labels", each)]
        said = run(results.folder, "--out", tmp_path / f"{number}.csv", *asked)
        assert "1 photos have labels that disagree" in said
        assert labels_in(tmp_path / f"{number}.csv") == {
            "00.png": "breed n_blue",
            "01.png": "breed n_red",
            "11 copy.png": "breed n_blue",
        }


def test_exact_copies_with_two_labels_are_one_disagreement_and_none_is_lost(
    tmp_path: Path, results: Results, review: Path
) -> None:
    decide(review / "review-0001.pawsort", n00=Label.breed("n_red"))
    decide(review / "review-0002.pawsort", n11=Label.breed("n_blue"))
    said = run(results.folder, "--out", tmp_path / "a.csv", "--labels", review)
    assert labels_in(tmp_path / "a.csv") == {"00.png": "breed n_blue", "11 copy.png": "breed n_blue"}
    assert "2 labels were read" in said
    assert "1 photos have labels that disagree" in said
    assert "not in the results" not in said


def test_a_label_of_another_file_does_not_join(tmp_path: Path, results: Results, review: Path) -> None:
    session = review / "review-0001.pawsort"
    with Session.open(session) as opened:
        (photo, other) = opened.rows()[4:6]
        opened.meet({photo.photo_id: FileFacts(7, 7, hashlib.sha256(b"another photo").hexdigest())})
        opened.apply(LabelPhotos([photo.photo_id, other.photo_id], Label.breed("n_red")))
    said = run(results.folder, "--out", tmp_path / "a.csv", "--labels", session)
    assert labels_in(tmp_path / "a.csv") == {other.path.name: "breed n_red"}
    assert "1 photos have no label, since theirs was given to another file" in said
    assert "not in the results" not in said


def test_a_label_stays_with_the_content_it_was_given_to(tmp_path: Path, results: Results, review: Path) -> None:
    """The file was replaced after the person had decided: the results still have what was seen."""
    session = review / "review-0001.pawsort"
    decide(session, n04=Label.breed("n_red"))
    with Session.open(session) as opened:
        opened.meet({opened.rows()[4].photo_id: FileFacts(7, 7, hashlib.sha256(b"another photo").hexdigest())})
    run(results.folder, "--out", tmp_path / "a.csv", "--labels", session)
    assert labels_in(tmp_path / "a.csv") == {"04.png": "breed n_red"}


def test_where_the_content_is_unknown_the_path_decides(tmp_path: Path, results: Results) -> None:
    photos = Path(results.run["sources"][0])
    with Session.create(tmp_path / "own.pawsort") as session:
        rows = session.add_photos([photos / "06.png", tmp_path / "elsewhere.png"])
        session.apply(LabelPhotos([row.photo_id for row in rows], Label.breed("n_red")))
    said = run(results.folder, "--out", tmp_path / "a.csv", "--labels", tmp_path / "own.pawsort")
    assert labels_in(tmp_path / "a.csv") == {"06.png": "breed n_red"}
    assert "1 labels are of photos that are not in the results" in said


def test_a_photo_that_could_not_be_read_has_the_label_that_was_given_at_its_path() -> None:
    labels = GivenLabels()
    seen = hashlib.sha256(b"what the person saw").digest()
    for at_ns, breed in enumerate(("n_red", "n_blue")):
        labels._put("/a.jpg", GivenLabel(Label.breed(breed), "person", at_ns, False, "a.pawsort", seen))
    given = labels.of("/a.jpg", None)
    assert given is not None
    assert given.label == Label.breed("n_blue")
    assert list(labels.told()) == [
        "1 photos have a label.",
        "1 photos have labels that disagree: the later one counts.",
    ]


def test_labels_of_photos_in_a_store_find_back_to_their_addresses(tmp_path: Path, results: Results) -> None:
    moved = as_if_in_a_store(results, tmp_path / "moved", "s3://bucket/shelter")
    with Session.create(tmp_path / "own.pawsort") as session:
        rows = session.add_photos([tmp_path / "drive" / "07.png"])
        session.apply(LabelPhotos([rows[0].photo_id], Label.breed("n_red")))
    asked = ("--labels", tmp_path / "own.pawsort", "--photos-at", f"s3://bucket/shelter={tmp_path / 'drive'}")
    run(moved.folder, "--out", tmp_path / "a.csv", *asked)
    (row,) = [row for row in rows_of(tmp_path / "a.csv") if row["label"]]
    assert row["photo"] == "s3://bucket/shelter/07.png"


def test_labels_of_other_dogs_are_counted_and_their_photo_is_of_several(
    tmp_path: Path, results: Results, review: Path
) -> None:
    with Session.open(review / "review-0002.pawsort") as session:
        row = next(row for row in session.rows() if row.path.name == "10 two.png")
        (dog,) = session.further_dogs(row.photo_id)
        session.apply(LabelDog(row.photo_id, dog.box, Label.breed("n_green")))
        session.apply(LabelPhotos([row.photo_id], Label.breed("n_red")))
    said = run(results.folder, "--out", tmp_path / "a.csv", "--labels", review)
    assert "1 labels of dogs beside the first one are not in the table" in said
    (told,) = [each["several_dogs"] for each in rows_of(tmp_path / "a.csv") if each["label"]]
    assert told == "yes"


def test_training_reads_the_table(tmp_path: Path, results: Results, review: Path) -> None:
    beagle, mix = Label.breed("n02088364"), Label.mix("n02088364", "n02085620")
    decide(review / "review-0001.pawsort", n00=beagle, n01=Label.breed("own:Yard dog"), n02=mix)
    for name in ("a.csv", "a.jsonl"):
        run(results.folder, "--out", tmp_path / name, "--labels", review)
        read = read_labelled_table(tmp_path / name)
        assert {(each.path.name, each.breed, each.wnid) for each in read.photos} == {
            ("00.png", "beagle", "n02088364"),
            ("01.png", "Yard dog", None),
            ("11 copy.png", "beagle", "n02088364"),
        }


def test_what_is_no_session_of_this_version_is_refused(tmp_path: Path, results: Results, review: Path) -> None:
    (tmp_path / "no.pawsort").write_text("nothing")
    (tmp_path / "empty").mkdir()
    with closing(sqlite3.connect(review / "review-0001.pawsort")) as connection:
        connection.execute("PRAGMA user_version = 99")
    said = {
        tmp_path / "no.pawsort": "is no session",
        tmp_path / "empty": "no folder with sessions",
        tmp_path / "missing": "no folder with sessions",
        review: "another version",
    }
    for named, why in said.items():
        assert why in run(results.folder, "--out", tmp_path / "a.csv", "--labels", named, code=1)
    assert not (tmp_path / "a.csv").exists()
