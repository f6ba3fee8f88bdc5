"""What of a session is evidence, and what is not."""

from pathlib import Path

import numpy as np
import pytest

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.photos import FileFacts
from desktop_app.learning.session_labels import SessionLabels, read_labels
from tests.unit.learning.travel_helpers import NAME, OTHER_PACK, PACK, PODENCO, embeddings_of, make_session

NAMES = ("1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg")
GIVEN = (PODENCO, Label.mix("n1", "n2"), UNKNOWN, None, NO_DOG)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "Bella.pawsort"
    make_session(made, dict(zip(NAMES, GIVEN, strict=True)), embeddings_of(len(NAMES)))
    return made


def read(file: Path, pack_hash: str = PACK) -> SessionLabels:
    with Session.open(file) as session:
        return read_labels(session, pack_hash, NAME)


def test_all_kinds_of_labels_are_evidence_with_what_the_pack_said(file: Path) -> None:
    found = read(file)
    looks = found.looks
    assert found.photo_ids.tolist() == [1, 2, 3, 5]
    assert looks.embeddings.tolist() == embeddings_of(5)[[0, 1, 2, 4]].tolist()
    assert looks.breed_ids == ("n1", "n2", "own:Podenco mix")
    assert looks.breeds.tolist() == [[2, -1, -1], [0, 1, -1], [-1, -1, -1], [-1, -1, -1]]
    assert looks.pack_breed_ids == ("n1", "n2")
    assert looks.ranked.tolist() == [[0, 1, -1, -1, -1]] * 4
    assert looks.probabilities[:, :2].tolist() == [[0.5, 0.25]] * 4
    assert looks.dog.tolist() == [0.75] * 4
    assert (looks.pack_hash, looks.pack_name) == (PACK, NAME)
    assert found.left_out == 0


def test_a_label_that_is_taken_back_is_none(file: Path) -> None:
    with Session.open(file) as session:
        session.apply(LabelPhotos((1,), None))
    assert read(file).photo_ids.tolist() == [2, 3, 5]


def test_a_label_of_another_file_is_none(file: Path) -> None:
    with Session.open(file) as session:
        session.meet({1: FileFacts(100, 9, "f" * 64, 40, 30, 1)})
    found = read(file)
    assert found.photo_ids.tolist() == [2, 3, 5]
    assert found.left_out == 1


def test_a_label_of_several_dogs_is_none(file: Path) -> None:
    with Session.open(file) as session:
        session.apply(FlagSeveralDogs((2,), True))
    assert read(file).photo_ids.tolist() == [1, 3, 5]


def test_an_embedding_that_is_no_number_is_none(tmp_path: Path) -> None:
    vectors = embeddings_of(2)
    vectors[0, 1] = np.nan
    make_session(tmp_path / "a.pawsort", {"1.jpg": PODENCO, "2.jpg": PODENCO}, vectors)
    assert read(tmp_path / "a.pawsort").photo_ids.tolist() == [2]


def test_a_name_that_no_memory_can_have_is_left_out(tmp_path: Path) -> None:
    labels = {"1.jpg": Label.breed("own:a\x1b[2J"), "2.jpg": Label.breed("own:" + "a" * 300), "3.jpg": PODENCO}
    make_session(tmp_path / "a.pawsort", labels, embeddings_of(3))
    assert read(tmp_path / "a.pawsort").photo_ids.tolist() == [3]


def test_labels_of_one_animal_count_once(tmp_path: Path) -> None:
    ids = make_session(tmp_path / "a.pawsort", dict.fromkeys(NAMES, PODENCO), embeddings_of(5))
    with Session.open(tmp_path / "a.pawsort") as session:
        animals = {-1: Animal(-1, "Bella"), -2: Animal(-2, "Rex")}
        session.apply(SetAnimals(animals, {ids[0]: -1, ids[1]: -1, ids[2]: -1, ids[3]: -2}))
    looks = read(tmp_path / "a.pawsort").looks
    assert len(looks) == 5
    assert looks.counts() == {"own:Podenco mix": 3}


def test_the_same_photo_twice_counts_once(tmp_path: Path) -> None:
    vectors = embeddings_of(3)
    vectors[1] = vectors[0]
    make_session(tmp_path / "a.pawsort", dict.fromkeys(NAMES[:3], PODENCO), vectors)
    assert read(tmp_path / "a.pawsort").looks.counts() == {"own:Podenco mix": 2}


def test_what_another_pack_saw_is_found_where_the_session_knows_it(file: Path) -> None:
    before = read(file).looks
    with Session.open(file) as session:
        session.use_pack(OTHER_PACK)
    assert not len(read(file, OTHER_PACK).looks)
    after = read(file).looks
    assert after.marks() == before.marks()
    assert after.ranked.tolist() == before.ranked.tolist()
    assert after.probabilities[:, :2].tolist() == before.probabilities[:, :2].tolist()


def test_a_session_without_labels_gives_none(tmp_path: Path) -> None:
    Session.create(tmp_path / "a.pawsort").close()
    assert len(read(tmp_path / "a.pawsort").looks) == 0
