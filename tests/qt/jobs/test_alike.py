"""What is alike, worked out in the background from a real session."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import SameDog
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus
from desktop_app.faults import Fault
from desktop_app.jobs.alike import AlikeJob
from desktop_app.photos.alike import Suggested
from desktop_app.photos.same_dog import Question, Units
from desktop_app.photos.store import PhotoStore
from tests.qt.patience import PATIENCE_SECONDS

DOGS, EACH = 6, 2


@pytest.fixture
def job(qtbot: QtBot) -> Iterator[AlikeJob]:
    made = AlikeJob()
    yield made
    assert made.close(PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six dogs with two photos each; those of one dog are not added one after the other."""
    random = np.random.default_rng(0)
    dogs = random.random((DOGS, 32)) * 3
    path = tmp_path_factory.mktemp("alike") / "dogs.pawsort"
    with Session.create(path) as session:
        rows = session.add_photos([path.parent / f"{place}.jpg" for place in range(DOGS * EACH)])
        session.use_pack("a" * 64)
        outcomes = []
        for place, row in enumerate(rows):
            vector = (dogs[place % DOGS] + random.random(32) / 10).astype(np.float16)
            said = Suggestion(SuggestionStatus.OK, 1.0, (RankedBreed(f"n_{place % 2}", 0.9),), embedding=vector)
            outcomes.append(PhotoOutcome(row.photo_id, row.path, FileFacts(1, 1, f"{place:064x}"), said, None))
        session.record_outcomes(outcomes, "a" * 64)
    return path


def store_of(file: Path) -> PhotoStore:
    store = PhotoStore()
    with Session.open(file, or_look=True) as session:
        store.load(session.columns())
    return store


def test_order_likes_and_questions_come_from_one_reading_of_the_embeddings(
    qtbot: QtBot, job: AlikeJob, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(file)
    read: list[int] = []
    whole = Session.embeddings_of

    def counted(session: Session, ids: Sequence[int]) -> tuple[list[int], NDArray[np.float16]]:
        read.append(len(ids))
        return whole(session, ids)

    monkeypatch.setattr(Session, "embeddings_of", counted)
    with qtbot.waitSignal(job.ordered) as ordered:
        started = job.order(file, Suggested.of(store))
    assert ordered.args[0] == started
    dogs = ((ordered.args[1] - 1) % DOGS).tolist()
    assert sorted(ordered.args[1].tolist()) == list(range(1, DOGS * EACH + 1))
    assert [dogs.index(dog) % EACH for dog in dict.fromkeys(dogs)] == [0] * DOGS, "two by two"
    assert read == [12, 12], "a sample, then all"
    with qtbot.waitSignal(job.found) as found:
        job.find(file, Suggested.of(store), 3)
    assert found.args[1][:2] == [3, 9]
    with qtbot.waitSignal(job.asked) as asked:
        job.ask(file, Suggested.of(store), Units.of(store))
    questions: list[Question] = asked.args[1]
    assert {each.pair for each in questions} == {(place, place + DOGS) for place in range(1, DOGS + 1)}
    assert read == [12, 12, 12], "the whole embeddings of those that may be asked about"


def test_answers_in_the_file_are_not_asked_for_again(qtbot: QtBot, job: AlikeJob, file: Path, tmp_path: Path) -> None:
    answered = tmp_path / "answered.pawsort"
    with Session.open(file) as session:
        session.save_copy(answered)
    with Session.open(answered) as session:
        session.apply(SetAnimals({}, {}, {(2, 8): SameDog.NO, (3, 9): SameDog.NOT_SURE}))
    store = store_of(answered)
    with qtbot.waitSignal(job.asked) as asked:
        job.ask(answered, Suggested.of(store), Units.of(store))
    assert {each.pair for each in asked.args[1]} == {(1, 7), (4, 10), (5, 11), (6, 12)}


def test_what_was_cancelled_says_nothing_and_a_file_that_is_gone_is_said(
    qtbot: QtBot, job: AlikeJob, file: Path
) -> None:
    store = store_of(file)
    said: list[int] = []
    for signal in (job.ordered, job.found, job.failed):
        signal.connect(lambda job_id, _what: said.append(job_id))
    cancelled = job.order(file, Suggested.of(store))
    job.cancel(cancelled)
    job.forget()
    with qtbot.waitSignal(job.failed) as failed:
        gone = job.order(file.with_name("gone.pawsort"), Suggested.of(store))
    assert failed.args[0] == gone
    assert isinstance(failed.args[1], Fault)
    assert cancelled not in said or said[0] == cancelled, "it may have been done before"
    assert said[-1] == gone
