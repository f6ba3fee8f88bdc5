"""What the memory has to say beside suggestions, of the photos of one session."""

import numpy as np
import pytest

from desktop_app.catalog.values.labels import Label
from desktop_app.jobs.lessons import AskedOrder, Lessons, TeachingOrder
from desktop_app.learning.cancelling import CancelledError
from desktop_app.photos.second_look import Contradicted
from tests.unit.jobs.learning_helpers import NEW, Learner

RED, GREEN = Label.breed("n_red"), Label.breed("n_green")


@pytest.fixture
def learner() -> Learner:
    """Six photos of each of two breeds of the pack, ids 1 to 12, and six of a breed that it does not know."""
    made = Learner()
    made.add([0] * 6 + [1] * 6 + [3] * 6)
    return made


def said(learner: Learner, lessons: Lessons) -> list[Contradicted | TeachingOrder]:
    """All that there is to say now."""
    learner.settle()
    found: list[Contradicted | TeachingOrder] = []
    for _ in range(100):
        if not lessons.has_more:
            return found
        lesson = lessons.go_on(learner.embeddings)
        found += [] if lesson is None else [lesson]
    raise AssertionError("it never ends")


def contradictions(learner: Learner, lessons: Lessons) -> Contradicted:
    (last,) = said(learner, lessons)
    assert isinstance(last, Contradicted)
    return last


def orders(learner: Learner, lessons: Lessons) -> list[TeachingOrder]:
    return [each for each in said(learner, lessons) if isinstance(each, TeachingOrder)]


def label_all(learner: Learner) -> None:
    for photo_id in range(1, 19):
        learner.label(photo_id, RED if photo_id < 7 else GREEN if photo_id < 13 else NEW)


def test_a_label_that_all_others_contradict_is_named_with_what_they_say_and_only_that(learner: Learner) -> None:
    lessons = Lessons(learner.photos)
    label_all(learner)
    assert contradictions(learner, lessons).photo_ids.tolist() == []
    learner.label(14, RED)
    found = contradictions(learner, lessons)
    assert (found.photo_ids.tolist(), found.labels, found.suggested) == ([14], (RED,), (NEW,))
    assert 0.9 < found.strengths[0] <= 1
    learner.label(14, NEW)
    assert contradictions(learner, lessons).photo_ids.tolist() == []
    assert not lessons.has_more, "it is said once of one memory"


def test_a_label_is_not_contradicted_by_few_or_where_it_names_a_breed_that_nobody_else_names(learner: Learner) -> None:
    lessons = Lessons(learner.photos)
    for photo_id in (1, 2, 3, 4, 5):
        learner.label(photo_id, RED)
    learner.label(6, Label.breed("own:only_once"))
    learner.label(13, NEW)
    assert contradictions(learner, lessons).photo_ids.tolist() == []


def test_in_which_order_photos_teach_is_known_without_any_label(learner: Learner) -> None:
    lessons = Lessons(learner.photos)
    asked = AskedOrder(np.arange(18, dtype=np.int32))
    lessons.ask(asked)
    (order,) = orders(learner, lessons)
    assert order.asked is asked
    assert sorted(order.photo_ids.tolist()) == list(range(1, 19)), "each once"
    assert order.photo_ids[0] >= 13, "the pack is uncertain of the breed that it does not know"
    kinds = [0 if each < 7 else 1 if each < 13 else 3 for each in order.photo_ids[:8].tolist()]
    assert len(set(kinds)) > 1, "more of what was taken teaches less"


def test_photos_of_which_nothing_is_known_are_not_in_the_order(learner: Learner) -> None:
    lessons = Lessons(learner.photos)
    del learner.looks[13]
    lessons.ask(AskedOrder(np.array((0, 12, 99), np.int32)))
    (order,) = orders(learner, lessons)
    assert order.photo_ids.tolist() == [1]


def test_a_pack_that_does_not_tell_how_photos_look_gives_no_order(learner: Learner) -> None:
    lessons = Lessons(learner.photos)
    learner.embeddings = lambda _ids: ([], np.zeros((0, 0), np.float16))  # type: ignore[method-assign, assignment]
    lessons.ask(AskedOrder(np.arange(18, dtype=np.int32)))
    (order,) = orders(learner, lessons)
    assert order.photo_ids.tolist() == []


def test_an_order_that_nobody_wants_any_more_is_not_worked_out(learner: Learner) -> None:
    lessons = Lessons(learner.photos)
    asked = AskedOrder(np.arange(18, dtype=np.int32))
    lessons.ask(asked)
    asked.cancelled.set()
    assert orders(learner, lessons) == []


def test_who_waits_for_something_else_interrupts_and_doubts_are_worked_out_again(learner: Learner) -> None:
    lessons = Lessons(learner.photos)
    label_all(learner)
    learner.label(14, RED)
    learner.settle()
    with pytest.raises(CancelledError):
        lessons.go_on(learner.embeddings, lambda: True)
    assert contradictions(learner, lessons).photo_ids.tolist() == [14]
