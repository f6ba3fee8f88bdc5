"""What is learned of labels is shown while people go on, and comes off again."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.recent import RecentSessions
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import Suggestion, SuggestionStatus
from desktop_app.jobs.labelling import LabellingState
from desktop_app.learning.borrowed import BorrowedMemories
from desktop_app.ui.controllers import learning
from desktop_app.ui.controllers.labelling import LabellingController
from desktop_app.ui.controllers.learning import LearningController
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.collection import PhotoCollection
from tests.qt.patience import PATIENCE_SECONDS
from tests.small_pack import archive_of, graph_entry, make_small_pack
from tests.unit.jobs.learning_helpers import KNOWN, NEW, look, small_background, suggested

# Photos 1 to 3 look like a breed of the pack, 4 to 9 like one that it does not know.
KINDS = (0, 1, 2, 3, 3, 3, 3, 3, 3)
STORED = {
    "means": np.float16,
    "middle": np.float32,
    "axes": np.float16,
    "variances": np.float32,
    "rest": np.float32,
    "photos": np.int32,
}


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two packs whose embeddings are wide: nothing of them is run."""
    folders = []
    for name in ("one", "other"):
        folder = make_small_pack(tmp_path_factory.mktemp(name) / "pack", name=name)
        background = small_background()
        arrays = {name: np.asarray(getattr(background, name), kind) for name, kind in STORED.items()}
        (folder / "background.npz").write_bytes(archive_of(arrays))
        manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        manifest["background"] = graph_entry(folder / "background.npz")
        (folder / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
        folders.append(folder)
    return folders[0], folders[1]


def hash_of(pack: Path) -> str:
    found: str = json.loads((pack / "model.json").read_text(encoding="utf-8"))["graph"]["sha256"]
    return found


def outcome(photo_id: int, path: Path, kind: int) -> PhotoOutcome:
    row = suggested(kind, photo_id)
    said = Suggestion(SuggestionStatus.OK, 0.99, row.ranked, look(photo_id, kind), row.confidence)
    return PhotoOutcome(photo_id, path, FileFacts(100 + photo_id, 5, f"{photo_id:064}", 640, 480), said, None)


class Bench:
    """A session that is open, its collection, and what learns of it."""

    def __init__(self, qtbot: QtBot, folder: Path, pack: Path) -> None:
        self._qtbot = qtbot
        self.root = QObject()
        self.pack = pack
        self.collection = PhotoCollection(self.root)
        self.session = SessionController(self.collection, RecentSessions(folder / "recent.json"), self.root)
        self.labelling = LabellingController(self.collection, lambda _path, _parent: pytest.fail("no job"), self.root)
        self.learning = LearningController(self.session, self.labelling, lambda: self.pack, self.root)
        self.path = self.make(folder / "dogs.pawsort")

    def make(self, path: Path) -> Path:
        with Session.create(path) as session:
            paths = [path.with_name(f"{path.stem} {place}.jpg") for place in range(len(KINDS))]
            session.add_photos(paths)
            outcomes = [outcome(1 + place, paths[place], kind) for place, kind in enumerate(KINDS)]
            session.record_outcomes(outcomes, hash_of(self.pack))
        return path

    def open(self, path: Path | None = None) -> None:
        with self._qtbot.waitSignal(self.session.opened):
            self.session.open(path or self.path)

    def label(self, *ids: int, label: Label | None = NEW) -> None:
        for photo_id in ids:
            self.session.change(LabelPhotos([photo_id], label), "a step", "A step")
        self.written()

    def written(self) -> None:
        self.until(lambda: not self.session.is_writing)

    def until(self, reached: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(reached, timeout=int(1000 * PATIENCE_SECONDS))

    def learned(self) -> list[int]:
        store = self.collection.store
        found: list[int] = store.photo_ids[store.learned > 0].tolist()
        return found

    def becomes(self, *ids: int) -> None:
        """Until these photos, and no others, show what was learned."""
        self.until(lambda: self.learned() == list(ids))

    def first(self, photo_id: int) -> str:
        said = self.collection[photo_id].suggestion
        assert said is not None
        assert said.best is not None
        return said.best.breed_id


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, packs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(learning, "memories_folder", lambda: tmp_path / "memories")
    made = Bench(qtbot, tmp_path, packs[0])
    yield made
    made.learning.shut_down()
    made.session.shut_down()


def test_three_labels_show_the_breed_on_the_other_photos_and_undo_gives_back_the_packs_own(bench: Bench) -> None:
    bench.open()
    before = {row.photo_id: row for row in bench.collection}
    bench.label(4, 5, 6)
    bench.becomes(7, 8, 9)
    assert bench.first(7) == "own:podenco"
    assert bench.learning.taught_by(7) == [4, 5, 6]
    assert [bench.first(each) for each in (1, 2, 3)] == list(KNOWN)
    bench.session.undo()
    bench.written()
    bench.becomes()
    assert [bench.collection[each] for each in (7, 8, 9)] == [before[each] for each in (7, 8, 9)]
    bench.session.redo()
    bench.written()
    bench.becomes(7, 8, 9)


def test_nothing_is_started_before_there_is_a_label(bench: Bench) -> None:
    bench.open()
    bench.label(4, label=None)
    assert bench.learning._job is None
    assert bench.learning.state.labels == 0


def test_what_was_labelled_before_is_learned_when_the_session_is_opened(bench: Bench) -> None:
    with Session.open(bench.path) as session:
        session.apply(LabelPhotos([4, 5, 6], NEW))
    bench.open()
    bench.becomes(7, 8, 9)


def test_the_switch_takes_everything_off_and_puts_it_on_again(bench: Bench) -> None:
    bench.open()
    before = {row.photo_id: row for row in bench.collection}
    bench.label(4, 5, 6)
    bench.becomes(7, 8, 9)
    bench.learning.set_on(False)
    assert bench.learned() == []
    assert bench.collection[8] == before[8]
    assert not bench.learning.state.is_on
    bench.label(1, label=NEW)
    assert bench.learned() == []
    bench.learning.set_on(True)
    bench.becomes(7, 8, 9)


def test_what_other_sessions_lend_is_learned_without_a_label_of_ones_own(bench: Bench) -> None:
    other = bench.make(bench.path.with_name("lent.pawsort"))
    with Session.open(other) as session:
        session.apply(LabelPhotos([4, 5, 6], NEW))
    memories = BorrowedMemories(learning.memories_folder())
    memories.add(other, hash_of(bench.pack))
    bench.open()
    bench.becomes(4, 5, 6, 7, 8, 9)
    assert (bench.learning.state.labels, bench.learning.state.borrowed) == (0, 3)
    assert bench.learning.taught_by(7) == []
    memories.remove("lent")
    bench.learning.memories_changed()
    bench.becomes()
    memories.add(other, hash_of(bench.pack))
    bench.learning.memories_changed()
    bench.becomes(4, 5, 6, 7, 8, 9)


def test_a_photo_that_was_lent_and_is_labelled_here_counts_once(bench: Bench) -> None:
    other = bench.make(bench.path.with_name("lent.pawsort"))
    with Session.open(other) as session:
        session.apply(LabelPhotos([4, 5], NEW))
    BorrowedMemories(learning.memories_folder()).add(other, hash_of(bench.pack))
    bench.open()
    bench.label(4, 5)
    bench.until(lambda: bench.learning.state.labels == 2)
    bench.until(lambda: not bench.learning.is_learning)
    assert bench.learning.state.borrowed == 0
    assert bench.learned() == []
    bench.label(6)
    bench.becomes(7, 8, 9)


def test_a_label_is_on_its_way_from_the_key_until_all_photos_follow(bench: Bench) -> None:
    bench.open()
    assert bench.learning.is_learning, "what is in the session is looked at in a moment"
    bench.label(4, 5)
    bench.until(lambda: not bench.learning.is_learning)
    bench.session.change(LabelPhotos([6], NEW), "a step", "A step")
    assert bench.learning.is_learning, "it is not in the file yet"
    bench.until(lambda: not bench.learning.is_learning)
    assert bench.learned() == [7, 8, 9]
    bench.session.undo()
    assert bench.learning.is_learning
    bench.until(lambda: not bench.learning.is_learning)
    assert bench.learned() == []


def test_the_first_label_is_on_its_way_before_anything_is_followed(bench: Bench) -> None:
    bench.open()
    bench.until(lambda: not bench.learning.is_learning)
    bench.session.change(LabelPhotos([4, 5, 6], NEW), "a step", "A step")
    assert bench.learning.is_learning
    bench.until(lambda: not bench.learning.is_learning)
    assert bench.learned() == [7, 8, 9]


def test_what_is_known_is_told_breed_by_breed(bench: Bench) -> None:
    told: list[object] = []
    bench.learning.learned.connect(told.append)
    bench.open()
    bench.label(4, 5, 6)
    bench.becomes(7, 8, 9)
    (breed,) = bench.learning.state.breeds
    assert (breed.breed_id, breed.labels, breed.borrowed) == ("own:podenco", 3, 0)
    assert (breed.is_known, breed.is_suggested, bench.learning.state.has_background) == (False, True, True)
    assert told[-1] == bench.learning.state


def test_a_removed_photo_teaches_no_more_and_taking_back_teaches_again(bench: Bench) -> None:
    bench.open()
    bench.label(4, 5, 6)
    bench.becomes(7, 8, 9)
    bench.session.change(RemovePhotos([5]), "a step", "A step")
    bench.written()
    bench.becomes()
    bench.session.undo()
    bench.written()
    bench.becomes(7, 8, 9)


def test_photos_of_one_animal_count_once(bench: Bench) -> None:
    bench.open()
    bench.label(4, 5, 6)
    bench.becomes(7, 8, 9)
    together = SetAnimals({-1: Animal(-1, "Bella")}, {4: -1, 5: -1, 6: -1})
    bench.session.change(together, "a step", "A step")
    bench.written()
    bench.becomes()


def test_a_new_suggestion_is_adjusted_as_it_comes(bench: Bench) -> None:
    bench.open()
    bench.label(4, 5, 6)
    bench.becomes(7, 8, 9)
    with Session.open(bench.path) as session:
        path = bench.path.with_name("new.jpg")
        added = session.add_photos([path])
        bench.collection.put(added)
        recorded = session.record_outcomes([outcome(added[0].photo_id, path, 3)], hash_of(bench.pack))
    bench.collection.put(recorded.rows)
    bench.becomes(7, 8, 9, 10)


def test_a_file_that_holds_another_photo_is_no_evidence_any_more(bench: Bench) -> None:
    bench.open()
    bench.label(4, 5, 6)
    bench.becomes(7, 8, 9)
    with Session.open(bench.path) as session:
        rows, others = session.meet({6: FileFacts(999, 9, "f" * 64, 640, 480)})
    assert others == {6}
    bench.collection.put(rows)
    bench.becomes()


def test_another_session_knows_nothing_of_it(bench: Bench) -> None:
    other = bench.make(bench.path.with_name("other.pawsort"))
    bench.open()
    bench.label(4, 5, 6)
    bench.becomes(7, 8, 9)
    bench.open(other)
    assert bench.learned() == []
    assert bench.learning.state.labels == 0
    bench.label(4)
    bench.until(lambda: bench.learning.state.labels == 1)
    assert bench.learned() == []


def test_a_session_under_another_name_is_followed_again(bench: Bench) -> None:
    bench.open()
    bench.label(4, 5, 6)
    bench.becomes(7, 8, 9)
    with bench._qtbot.waitSignal(bench.session.opened):
        assert bench.session.rename("renamed") is None
    bench.becomes(7, 8, 9)
    bench.session.undo()
    bench.written()
    bench.becomes()


def test_a_session_with_suggestions_of_another_pack_shows_those_until_the_pack_is_back(
    bench: Bench, packs: tuple[Path, Path]
) -> None:
    bench.open()
    bench.label(4, 5, 6)
    bench.becomes(7, 8, 9)
    bench.pack = packs[1]
    bench.labelling.state_changed.emit(LabellingState.LOADING)
    assert bench.learned() == []
    told: list[bool] = [bench.learning.state.rests]
    bench.labelling.state_changed.emit(LabellingState.WORKING)
    assert [*told, bench.learning.state.rests] == [True, False]
    # The small packs have one graph: what tells packs apart is that.
    assert bench.learning._followed_pack == packs[1]


def test_a_pack_that_cannot_be_read_leaves_what_the_session_shows(bench: Bench, tmp_path: Path) -> None:
    bench.open()
    bench.pack = tmp_path / "no pack"
    told: list[bool] = []
    bench.learning.learned.connect(lambda state: told.append(state.rests))
    bench.label(4, 5, 6)
    bench.until(lambda: bench.learning._rests)
    assert bench.learned() == []
    assert told[-1], "whoever shows what was learned hears of it"
    assert not bench.learning.is_learning
    bench.label(7)


def test_a_session_that_can_only_be_looked_at_is_learned_of(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with Session.open(bench.path) as session:
        session.apply(LabelPhotos([4, 5, 6], NEW))
    opened = Session._open

    def looks_only(path: Path, *, looks: bool) -> Session:
        return opened(path, looks=True)

    monkeypatch.setattr(Session, "_open", looks_only)
    bench.open()
    assert bench.session.keeping.fault is not None
    bench.becomes(7, 8, 9)


def test_many_photos_are_shown_a_part_at_a_time(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "SHOWN_AT_ONCE", 1)
    parts: list[Sequence[int]] = []
    bench.open()
    bench.collection.changed.connect(lambda positions: parts.append(positions.tolist()))
    bench.label(4, 5, 6)
    bench.becomes(7, 8, 9)
    assert all(len(part) == 1 for part in parts)


def test_labels_that_follow_each_other_fast_leave_what_a_memory_built_anew_would(bench: Bench) -> None:
    bench.open()
    for photo_id in (4, 5, 6, 7):
        bench.session.change(LabelPhotos([photo_id], NEW), "a step", "A step")
    for _ in range(3):
        bench.session.undo()
    for _ in range(2):
        bench.session.redo()
    bench.written()
    bench.becomes(7, 8, 9)
    assert bench.collection[7].learned == 3
    assert bench.collection[7].label is None
