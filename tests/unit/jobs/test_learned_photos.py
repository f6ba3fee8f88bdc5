"""The memory beside a store: it follows labels, and comes off again."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.jobs import learned_photos
from desktop_app.jobs.learned_photos import LearnedPhotos
from desktop_app.photos.photo_facts import PhotoFacts
from tests.unit.jobs.learning_helpers import NEW, Learner, lent, look, small_learning_pack, suggested

RED = Label.breed("n_red")


@pytest.fixture
def learner() -> Learner:
    """Three photos of each breed of the pack, and six of a breed that it does not know: ids 10 to 15."""
    made = Learner()
    made.add([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3])
    return made


def shown(learner: Learner) -> dict[int, PhotoRow]:
    return {photo_id: learner.store.row(photo_id) for photo_id in learner.store.ids.tolist()}


def learned(learner: Learner) -> list[int]:
    found: list[int] = learner.store.photo_ids[learner.store.present & (learner.store.learned > 0)].tolist()
    return found


def teach(learner: Learner, *ids: int, label: Label = NEW) -> None:
    for photo_id in ids:
        learner.label(photo_id, label)
    learner.settle()


def test_three_labels_of_a_new_breed_change_what_is_shown_of_the_others_and_nothing_else(learner: Learner) -> None:
    before = shown(learner)
    teach(learner, 10, 11)
    assert learned(learner) == []
    teach(learner, 12)
    assert learned(learner) == [13, 14, 15]
    row = learner.store.row(13)
    assert row.suggestion is not None
    assert row.suggestion.best is not None
    assert row.suggestion.best.breed_id == "own:podenco"
    assert (row.learned, row.state, row.label) == (3, PhotoState.TO_REVIEW, None)
    for photo_id in range(1, 10):
        now, was = learner.store.row(photo_id).suggestion, before[photo_id].suggestion
        assert now is not None
        assert was is not None
        assert (now.best and now.best.breed_id, now.confidence) == (was.best and was.best.breed_id, was.confidence)


def test_undo_gives_back_to_the_last_digit_what_the_pack_said(learner: Learner) -> None:
    before = shown(learner)
    teach(learner, 10, 11, 12)
    learner.label(12, None)
    learner.settle()
    assert {each: replace(row, label_change=0) for each, row in shown(learner).items() if each not in (10, 11)} == {
        each: row for each, row in before.items() if each not in (10, 11)
    }


def test_a_switch_takes_all_of_it_off(learner: Learner) -> None:
    before = shown(learner)
    teach(learner, 10, 11, 12)
    off = learner.store.forget_learned()
    assert {13, 14, 15} <= set(learner.store.photo_ids[off].tolist())
    undecided = [each for each in before if each not in (10, 11, 12)]
    assert [shown(learner)[each] for each in undecided] == [before[each] for each in undecided]


def test_a_label_takes_the_memory_off_in_the_same_put_and_its_undo_brings_it_back(learner: Learner) -> None:
    teach(learner, 10, 11, 12)
    was = learner.store.row(13)
    learner.label(13, RED)
    assert learner.store.row(13).suggestion == suggested(3, 13)
    assert (learner.store.row(13).learned, learner.store.row(13).state) == (0, PhotoState.CONFIRMED)
    learner.label(13, None)
    back = learner.store.row(13)
    assert (back.suggestion, back.learned) == (was.suggestion, was.learned)


def test_what_changes_nothing_of_the_suggestion_does_not_let_it_flicker(learner: Learner) -> None:
    teach(learner, 10, 11, 12)
    was = learner.store.row(14)
    learner.put(replace(learner.plain(14), turned=90, arranged_by=7, pick=0))
    now = learner.store.row(14)
    assert (now.suggestion, now.learned, now.turned) == (was.suggestion, was.learned, 90)


def test_another_suggestion_of_the_pack_takes_it_off_and_is_adjusted_anew(learner: Learner) -> None:
    teach(learner, 10, 11, 12)
    other = suggested(3, 44)
    learner.put(replace(learner.plain(14), suggestion=other))
    assert (learner.store.row(14).suggestion, learner.store.row(14).learned) == (other, 0)
    learner.settle()
    assert learned(learner) == [13, 14, 15]


def test_what_was_said_of_another_suggestion_is_dropped(learner: Learner) -> None:
    for photo_id in (10, 11, 12):
        learner.label(photo_id, NEW)
    said = []
    while not (step := learner.photos.go_on(learner.embeddings)).is_last:
        said += [] if step.said is None else [step.said]
    other = suggested(0, 44)
    learner.put(replace(learner.plain(14), suggestion=other))
    for columns in said:
        learner.store.set_learned(columns)
    assert learned(learner) == [13, 15]
    assert learner.store.row(14).suggestion == other


def test_a_photo_that_comes_back_is_said_anew(learner: Learner) -> None:
    teach(learner, 10, 11, 12)
    row = learner.plain(15)
    learner.tell(learner.store.remove([15]))
    learner.label(12, None)
    learner.settle()
    learner.put(row)
    learner.settle()
    assert learned(learner) == []
    teach(learner, 12)
    assert learned(learner) == [13, 14, 15]


def test_a_removed_photo_teaches_nothing_until_it_comes_back(learner: Learner) -> None:
    teach(learner, 10, 11, 12)
    row = replace(learner.store.row(12))
    learner.tell(learner.store.remove([12]))
    learner.settle()
    assert learned(learner) == []
    learner.put(row)
    learner.settle()
    assert learned(learner) == [13, 14, 15]


def test_a_label_that_was_given_to_what_the_file_held_before_is_no_evidence(learner: Learner) -> None:
    teach(learner, 10, 11, 12)
    learner.put(replace(learner.plain(12), label=NEW, label_of_another_file=True, label_change=99))
    learner.settle()
    assert learned(learner) == []


def test_a_photo_with_several_dogs_is_no_evidence(learner: Learner) -> None:
    teach(learner, 10, 11)
    learner.put(replace(learner.plain(12), several_dogs=True, arranged_by=5))
    teach(learner, 12)
    assert learned(learner) == []


def test_labels_of_one_animal_count_once(learner: Learner) -> None:
    teach(learner, 10, 11, 12)
    positions = learner.store.positions([10, 11, 12])
    learner.store.animals[positions] = 4
    learner.tell(positions)
    learner.settle()
    assert learned(learner) == []
    breed = learner.photos.state().breeds[0]
    assert (breed.breed_id, breed.labels, breed.is_known, breed.is_suggested) == ("own:podenco", 1, False, False)


def test_a_photo_that_is_looked_at_only_now_is_adjusted_as_it_comes(learner: Learner) -> None:
    teach(learner, 10, 11, 12)
    learner.add([3, 0], first_id=50)
    learner.settle()
    assert learned(learner) == [13, 14, 15, 50]


def test_what_is_in_sight_is_said_first(learner: Learner) -> None:
    teach(learner, 10, 11)
    learner.photos.look_first_at(learner.store.positions([15]))
    learner.label(12, NEW)
    step = learner.photos.go_on(learner.embeddings)
    assert step.learned
    assert step.said is not None
    assert step.said.photo_ids.tolist() == [15]


def test_without_labels_nothing_is_read(learner: Learner) -> None:
    assert learner.photos.go_on(lambda _ids: pytest.fail("nobody asked")).said is not None
    assert learner.photos.go_on(lambda _ids: pytest.fail("nobody asked")).is_last


def test_photos_without_an_embedding_keep_what_the_pack_says(learner: Learner) -> None:
    del learner.looks[14]
    teach(learner, 10, 11, 12)
    assert learned(learner) == [13, 15]


def test_embeddings_of_another_width_than_the_packs_are_none(learner: Learner) -> None:
    learner.looks = {photo_id: vector[:48] for photo_id, vector in learner.looks.items()}
    teach(learner, 10, 11, 12)
    assert learned(learner) == []


def test_what_is_lent_is_learned_and_goes_with_what_lent_it(learner: Learner) -> None:
    learner.photos.borrow([lent([101, 102, 103], 3)])
    learner.settle()
    assert learned(learner) == [10, 11, 12, 13, 14, 15]
    assert (learner.photos.state().labels, learner.photos.state().borrowed) == (0, 3)
    learner.photos.borrow([])
    learner.settle()
    assert learned(learner) == []


def test_a_photo_that_was_lent_too_counts_once_and_what_is_decided_here_counts(learner: Learner) -> None:
    learner.photos.borrow([lent([10, 11], 3)])
    teach(learner, 10, 11)
    assert (learner.photos.state().labels, learner.photos.state().borrowed) == (2, 0)
    assert learned(learner) == []
    teach(learner, 12)
    assert learned(learner) == [13, 14, 15]


def test_who_labels_fast_leaves_no_photo_out_for_ever(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned_photos, "SAID_AT_ONCE", 4)
    learner.add([3] * 12, first_id=50)
    teach(learner, 10, 11, 12)
    said: set[int] = set()
    for photo_id in (50, 51, 52, 53, 54, 55):
        learner.label(photo_id, NEW)
        step = learner.photos.go_on(learner.embeddings)
        assert step.said is not None
        said |= {*step.said.photo_ids.tolist(), *step.said.back.tolist()}
    undecided = learner.store.photo_ids[learner.store.labels < 0]
    assert set(undecided.tolist()) <= said, "each time it goes on behind the last one"


def test_evidence_sees_photos_where_they_are_kept_and_lets_go_of_where_they_were(learner: Learner) -> None:
    teach(learner, 10, 11, 12)
    evidence = learner.photos.evidence
    assert evidence is not None
    kept = evidence.vectors.kept
    looks = learner.photos.looks(learner.store.positions([10, 11, 12]))
    assert np.array_equal(evidence.vectors.rows, looks.vectors.rows)
    assert not np.shares_memory(looks.vectors.rows, kept)
    learner.label(13, NEW)
    learner.settle()
    assert learner.photos.evidence is not None
    assert learner.photos.evidence.vectors.kept is kept, "nothing was copied"
    learner.add([0] * 40, first_id=100)
    learner.settle()
    assert learner.photos.evidence.vectors.kept is not kept, "the photos are kept elsewhere now"
    assert np.array_equal(learner.photos.evidence.vectors.rows[:3], looks.vectors.rows)


def test_another_photo_under_a_label_is_learned_before_anybody_asks_for_the_evidence(learner: Learner) -> None:
    teach(learner, 10, 11, 12)
    before = learner.photos.evidence
    learner.looks[11] = look(500, 3)
    learner.put(replace(learner.plain(11), suggestion=suggested(3, 40)))
    while learner.photos.misses_evidence:
        assert not learner.photos.go_on(learner.embeddings).learned
    assert learner.photos.go_on(learner.embeddings).learned
    now = learner.photos.evidence
    assert now is not None
    assert now is not before
    assert now.vectors.rows[1].tolist() == learner.photos.looks(learner.store.positions([11])).vectors.rows[0].tolist()
    learner.settle()


def test_a_pack_that_tells_nothing_of_its_training_photos_still_learns_what_its_breeds_are(learner: Learner) -> None:
    learner.photos = LearnedPhotos(replace(small_learning_pack(), space=None))
    learner.tell(np.arange(learner.store.size, dtype=np.int32))
    teach(learner, 1, 2, 4, 5, label=Label.breed("n_green"))
    assert learner.photos.memory is not None
    assert list(learner.photos.memory.known_breeds) == ["n_green"]
    assert not learner.photos.state().has_background


LABELS = st.sampled_from(
    [NEW, NEW, NEW, Label.breed("own:other"), RED, NO_DOG, UNKNOWN, Label.mix("n_red", "own:podenco")]
)
PHOTOS = st.integers(1, 15)


# Photos that are nowhere else, photos of the session, and both.
LENDERS = [
    lent([201, 202, 203], 3),
    lent([8, 9], 3),
    lent([10, 301], 3, Label.breed("own:other")),
    lent([1, 302], 0, NO_DOG),
]


class AsBuiltAnew(RuleBasedStateMachine):
    """Whatever happens, what is shown is what a memory built anew of what is there makes of it."""

    @initialize()
    def begin(self) -> None:
        self.learner = Learner()
        self.learner.add([0, 0, 1, 1, 2, 2, 0, 3, 3, 3, 3, 4, 4, 4, 4])
        self.gone: dict[int, PhotoRow] = {}
        self.lent = LENDERS[:0]
        self.replaced = 100

    @rule(photo_id=PHOTOS, label=LABELS)
    def label(self, photo_id: int, label: Label) -> None:
        if photo_id not in self.gone:
            self.learner.label(photo_id, label)

    @rule(photo_id=PHOTOS)
    def clear(self, photo_id: int) -> None:
        if photo_id not in self.gone:
            self.learner.label(photo_id, None)

    @rule(photo_id=PHOTOS)
    def remove(self, photo_id: int) -> None:
        if photo_id not in self.gone:
            self.gone[photo_id] = self.learner.plain(photo_id)
            self.learner.tell(self.learner.store.remove([photo_id]))

    @rule(photo_id=PHOTOS)
    def bring_back(self, photo_id: int) -> None:
        if photo_id in self.gone:
            self.learner.put(self.gone.pop(photo_id))

    @rule(photo_id=PHOTOS, kind=st.integers(0, 4))
    def replace_file(self, photo_id: int, kind: int) -> None:
        """Another photo is put in its place: it waits, and is looked at again."""
        if photo_id in self.gone:
            return
        row = self.learner.plain(photo_id)
        self.replaced += 1
        self.learner.put(replace(row, suggestion=None, label_of_another_file=row.label is not None))
        self.learner.looks[photo_id] = look(self.replaced, kind)
        row = replace(self.learner.plain(photo_id), suggestion=suggested(kind, self.replaced))
        self.learner.put(row)

    @rule(photo_id=PHOTOS, turned=st.sampled_from([0, 90]))
    def turn(self, photo_id: int, turned: int) -> None:
        if photo_id not in self.gone:
            self.learner.put(replace(self.learner.plain(photo_id), turned=turned))

    @rule(lenders=st.lists(st.sampled_from(range(len(LENDERS))), max_size=2))
    def borrow(self, lenders: list[int]) -> None:
        self.lent = [LENDERS[each] for each in lenders]
        self.learner.photos.borrow(self.lent)

    @rule(photo_ids=st.lists(PHOTOS, max_size=5))
    def look_at(self, photo_ids: list[int]) -> None:
        self.learner.photos.look_first_at(self.learner.store.positions(photo_ids))

    @rule(steps=st.integers(1, 3))
    def go_on_a_little(self, steps: int) -> None:
        """Changes come while what follows from those before is only half said."""
        for _ in range(steps):
            said = self.learner.photos.go_on(self.learner.embeddings).said
            if said is not None:
                self.learner.store.set_learned(said)

    @rule()
    def switch_off_and_on(self) -> None:
        plain = {each: self.learner.plain(each) for each in self.learner.store.ids.tolist()}
        self.learner.store.forget_learned()
        assert {each: self.learner.store.row(each) for each in plain} == plain
        fresh = Learner()
        self.learner.photos = fresh.photos
        self.learner.photos.borrow(self.lent)
        self.learner.tell(np.arange(self.learner.store.size, dtype=np.int32))

    def teardown(self) -> None:
        if hasattr(self, "learner"):
            self.is_as_built_anew()

    @rule()
    def is_as_built_anew(self) -> None:
        self.learner.settle()
        anew = Learner(looks=self.learner.looks)
        anew.photos.borrow(self.lent)
        anew.put(*(self.learner.plain(each) for each in self.learner.store.ids.tolist()))
        anew.settle()
        for photo_id in self.learner.store.ids.tolist():
            assert rounded(self.learner.store.row(photo_id)) == rounded(anew.store.row(photo_id))
        facts = PhotoFacts.of(self.learner.store, self.learner.store.positions(self.learner.store.ids))
        again = PhotoFacts.of(anew.store, anew.store.positions(self.learner.store.ids))
        assert np.array_equal(facts.pack.probabilities, again.pack.probabilities, equal_nan=True)


def rounded(row: PhotoRow) -> tuple[object, ...]:
    """Without the last digits, which differ by which photos are computed together."""
    said = row.suggestion
    assert said is not None
    ranked = [(breed.breed_id, round(breed.probability, 4)) for breed in said.ranked]
    return ranked, row.learned, said.status, said.confidence, said.breed_set, said.proposed_mix, row.state, row.label


TestAsBuiltAnew = AsBuiltAnew.TestCase
TestAsBuiltAnew.settings = settings(max_examples=20, stateful_step_count=12, deadline=None)
