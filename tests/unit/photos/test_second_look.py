from dataclasses import replace

import numpy as np

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.photos.references import references
from desktop_app.photos.review_queue import ReviewQueue
from desktop_app.photos.second_look import NO_CONTRADICTIONS, Against, Contradicted, Doubt, doubts
from desktop_app.photos.store import PhotoStore
from tests.photo_rows import make_row
from tests.unit.photos.photo_helpers import learned_columns, store_of

RED, GREEN, PIT_BULL = Label.breed("n_red"), Label.breed("n_green"), Label.breed("breed:pit_bull")


def learn(store: PhotoStore, breeds: dict[int, str]) -> None:
    """Let the memory suggest these breeds."""
    store.set_learned(learned_columns(store, breeds))


def looked_at_twice(*rows: PhotoRow, groups: tuple[int, ...] = ()) -> list[Doubt]:
    return doubts(store_of(*rows), np.array(groups, np.int32) if groups else None)


def keep_all(queue: ReviewQueue) -> list[int]:
    """Keep every label; the first photos of what was shown."""
    seen = []
    while (step := queue.present) is not None:
        seen.append(step.photo_ids[0])
        queue.decide()
    return seen


def test_a_label_that_the_model_calls_very_unlikely_deserves_a_second_look() -> None:
    found = looked_at_twice(make_row(1, "n_red", 0.94, label=GREEN), make_row(2, "n_red", 0.94, label=RED))
    assert found == [Doubt(1, GREEN, RED, Against.MODEL, 0.94)]


def test_a_model_that_is_not_sure_or_gives_the_label_its_due_does_not_speak_against_it() -> None:
    assert looked_at_twice(make_row(1, "n_red", 0.79, label=GREEN)) == []
    assert looked_at_twice(make_row(1, "n_red", 0.88, label=GREEN)) == [], "0.06 is left for the label's breed"


def test_mixes_unknown_dogs_and_breeds_that_the_model_never_names_are_left_alone() -> None:
    labels = (Label.mix("n_green", "n_blue"), Label.mix(), UNKNOWN, PIT_BULL)
    assert looked_at_twice(*(make_row(each, "n_red", 0.99, label=label) for each, label in enumerate(labels, 1))) == []


def test_a_dog_where_there_is_none_and_none_where_there_is_one() -> None:
    found = looked_at_twice(
        make_row(1, "n_red", 0.6, dog=0.01, label=RED),
        make_row(2, "n_red", 0.6, dog=0.99, label=NO_DOG),
        make_row(3, "n_red", 0.6, dog=0.9, label=NO_DOG),
    )
    assert {(doubt.photo_id, doubt.suggested) for doubt in found} == {(1, NO_DOG), (2, RED)}
    assert {doubt.strength for doubt in found} == {0.99}, "how surely there is a dog, or none"


def test_labels_of_rules_and_of_other_files_are_not_asked_about() -> None:
    of_rule = replace(make_row(1, "n_red", 0.99, label=GREEN), decided_by="a rule")
    of_another = replace(make_row(2, "n_red", 0.99, label=GREEN), label_of_another_file=True)
    assert looked_at_twice(of_rule, of_another, make_row(3, label=RED)) == []


def test_the_odd_label_of_a_group_deserves_a_second_look() -> None:
    rows = [make_row(each, "n_red", 0.5, label=GREEN if each == 3 else RED) for each in range(1, 6)]
    found = looked_at_twice(*rows, groups=(0, 0, 0, -1, -1))
    assert [(doubt.photo_id, doubt.suggested, doubt.against) for doubt in found] == [(3, RED, Against.GROUP)]
    assert looked_at_twice(*rows) == []


def test_of_two_photos_with_two_labels_the_less_likely_one_is_asked_about() -> None:
    found = looked_at_twice(make_row(1, "n_red", 0.7, label=RED), make_row(2, "n_red", 0.7, label=GREEN), groups=(4, 4))
    assert [(doubt.photo_id, doubt.suggested) for doubt in found] == [(2, RED)]


def test_of_many_twos_each_is_judged_by_itself() -> None:
    labels = (RED, GREEN, NO_DOG, UNKNOWN, PIT_BULL)
    pairs = [(one, other) for one in labels for other in labels if one != other]
    rows = [make_row(each, "n_red", 0.7, dog=0.9, label=label) for each, label in enumerate(sum(pairs, ()), 1)]
    of_groups = tuple(place // 2 for place in range(len(rows)))
    found = {doubt.photo_id: doubt for doubt in looked_at_twice(*rows, groups=of_groups)}
    # What the model gives each label; of equal ones the second is asked about.
    assert rows[0].suggestion is not None
    given = {Label.breed(each.breed_id): each.probability for each in rows[0].suggestion.ranked}
    given = {label: given.get(label, 0.0) for label in labels} | {NO_DOG: 1 - 0.9}
    for place, (one, other) in enumerate(pairs):
        odd = 0 if given[one] < given[other] else 1
        assert found[2 * place + 1 + odd].label == (one, other)[odd]
        assert 2 * place + 2 - odd not in found


def contradicting(*said: tuple[int, Label, Label, float]) -> Contradicted:
    """The memory's word: photo, its label, what the others say, how strongly."""
    ids, labels, others, strengths = zip(*said, strict=True)
    return Contradicted(np.array(ids, np.int64), labels, others, np.array(strengths))


def test_what_the_memory_contradicts_deserves_a_second_look_and_says_how_many_labels_speak_against_it() -> None:
    rows = [make_row(each, "n_red", 0.5, label=PIT_BULL if each < 5 else GREEN) for each in range(1, 6)]
    found = doubts(store_of(*rows), None, contradicting((5, GREEN, PIT_BULL, 0.9)))
    assert found == [Doubt(5, GREEN, PIT_BULL, Against.MEMORY, 0.9, alike=4)]


def test_of_a_photo_that_nobody_else_labelled_so_the_memory_names_no_labels() -> None:
    found = doubts(store_of(make_row(1, label=GREEN)), None, contradicting((1, GREEN, PIT_BULL, 0.9)))
    assert [doubt.alike for doubt in found] == [0]


def test_one_photo_has_one_doubt_the_models_before_the_groups_before_the_memorys() -> None:
    rows = [
        make_row(each, "n_red", 0.94 if each == 1 else 0.5, label=GREEN if each < 4 else RED) for each in range(1, 8)
    ]
    memory = contradicting(*((each, GREEN, RED, 0.99) for each in (1, 2, 3)))
    found = doubts(store_of(*rows), np.array((0, 1, -1, 0, 1, 1, 0), np.int32), memory)
    assert {doubt.photo_id: doubt.against for doubt in found} == {
        1: Against.MODEL, 2: Against.GROUP, 3: Against.MEMORY
    }  # fmt: skip
    assert [doubt.photo_id for doubt in found] == [3, 1, 2], "the strongest first, whoever speaks"


def test_what_the_memory_said_of_another_label_or_of_no_label_is_nothing_now() -> None:
    store = store_of(make_row(1, label=RED), make_row(2), make_row(3, label=PIT_BULL))
    late = contradicting(
        (1, GREEN, PIT_BULL, 0.9), (2, GREEN, RED, 0.9), (3, GREEN, PIT_BULL, 0.9), (9, GREEN, RED, 0.9)
    )
    assert doubts(store, None, late) == []
    assert doubts(store, None, NO_CONTRADICTIONS) == []
    of_rule = replace(make_row(4, "n_red", 0.5, label=GREEN), decided_by="a rule")
    assert doubts(store_of(of_rule), None, contradicting((4, GREEN, RED, 0.9))) == []


def test_a_breed_that_the_memory_alone_suggests_is_none_that_the_model_speaks_against() -> None:
    store = store_of(make_row(1, "n_red", 0.94, label=PIT_BULL), make_row(2, "n_red", 0.5))
    learn(store, {2: "breed:pit_bull"})
    assert store.row(2).suggestion.best.breed_id == "breed:pit_bull"  # type: ignore[union-attr]
    assert doubts(store) == [], "the model was never asked about that breed"


def test_a_doubt_that_the_memory_has_no_more_is_passed_over_and_the_others_stay() -> None:
    rows = [make_row(each, "n_red", 0.94 if each == 3 else 0.5, label=GREEN) for each in range(1, 5)]
    memory = contradicting(*((each, GREEN, RED, 1 - each / 10) for each in (1, 2, 4)))
    store = store_of(*rows)
    queue = ReviewQueue.of_doubts(store, doubts(store, None, memory))
    shown = queue.present
    assert shown is not None
    queue.drop_doubts({4})
    seen = keep_all(queue)
    assert seen[0] == shown.photo_ids[0], "what is shown stays under the hand"
    assert seen == [shown.photo_ids[0], *(each for each in (1, 3, 4) if each != shown.photo_ids[0] and each != 1)]


def test_keeping_goes_on_and_taking_the_suggestion_back_brings_the_doubt_back() -> None:
    store = store_of(*(make_row(each, "n_red", 0.99, label=GREEN) for each in (1, 2)))
    queue = ReviewQueue.of_doubts(store, doubts(store))
    first = queue.present
    assert first is not None
    assert first.doubt is not None
    queue.decide()
    store.put([replace(store.row(1), label=RED, label_change=5)])
    assert queue.present is not None
    assert queue.present.photo_ids == (2,)
    store.put([replace(store.row(1), label=GREEN, label_change=6)])
    queue.take_back([1])
    assert queue.present == first
    assert queue.left() == 2


def referring(store: PhotoStore, beside: int, groups: tuple[int, ...] = ()) -> list[int]:
    return references(store, "n_red", beside, np.array(groups, np.int32) if groups else None)


def test_references_are_photos_that_a_person_confirmed_the_plainest_first_and_never_the_photo_itself() -> None:
    rows = [make_row(each, "n_red", each / 10, label=RED) for each in range(1, 6)]
    rows += [make_row(8, "n_red", 0.9, label=GREEN), make_row(9, "n_red", 0.9)]
    rows += [replace(make_row(7, "n_red", 0.95, label=RED), decided_by="a rule")]
    store = store_of(*rows)
    assert referring(store, 9) == [5, 4]
    assert referring(store, 5) == [4, 3]
    assert references(store, "n_blue", 9) == []


def test_references_are_no_near_duplicates_of_the_photo_or_of_each_other() -> None:
    rows = [make_row(each, "n_red", each / 10, label=RED) for each in range(1, 6)] + [make_row(6, "n_red")]
    assert referring(store_of(*rows), 6, groups=(1, 0, 0, 1, 2, 2)) == [4, 3]
