"""`pawsort label --memory`, `pawsort memory` and `pawsort export --memory`: what labels taught travels."""

import contextlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from benchmarks.lesser_pack import pack_without
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.rows import RowSuggestion
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.inference.bundled import bundled_packs
from desktop_app.jobs.learned_photos import LearnedPhotos, Step
from desktop_app.jobs.learning_pack import learning_pack
from desktop_app.learning.memory_file import read_memory, write_memory
from desktop_app.photos.photo_facts import PhotoFacts
from desktop_app.photos.store import PhotoStore
from tests.e2e.label_helpers import Pawsort, rows_of
from tests.small_pack import make_small_pack
from tests.unit.learning.travel_helpers import make_looks

pytestmark = pytest.mark.end_to_end
PODENCO = Label.breed("own:Podenco mix")
TAUGHT = 6


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of colours, with a background."""
    return make_small_pack(tmp_path_factory.mktemp("pack"), name="Mean colour", background=True)


@pytest.fixture
def taught(pawsort: Pawsort, photos: Path) -> Path:
    """A session with six photos, of three colours, that somebody gave a breed of their own."""
    session = pawsort.folder / "Bella.pawsort"
    pawsort.label(photos, "--session", session, "--out", "spring.csv")
    with Session.open(session) as opened:
        opened.apply(LabelPhotos(tuple(row.photo_id for row in opened.rows())[:TAUGHT], PODENCO))
    return session


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack that ships, but for two breeds that it does not know."""
    folder = tmp_path_factory.mktemp("shipped") / "pack"
    return pack_without(bundled_packs()[0], ("breed:akita", "breed:dalmatian"), folder)


@pytest.fixture
def dalmatians(photos_folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Folders of eight and of six photos of a breed that the pack does not know."""
    found = sorted((photos_folder / "more_breeds_train" / "dalmatian").iterdir())
    folders = tmp_path / "spring", tmp_path / "summer"
    for folder, some in zip(folders, (found[:8], found[20:26]), strict=True):
        folder.mkdir()
        for file in some:
            shutil.copy(file, folder / file.name)
    return folders


def test_what_people_said_of_a_breed_is_suggested_elsewhere(
    pawsort: Pawsort, dalmatians: tuple[Path, Path], shipped: Path
) -> None:
    """With the pack that ships: labelled, written, carried away, used, exported."""
    spring, summer = dalmatians
    by = ("--model", shipped)
    session, memory = pawsort.folder / "spring.pawsort", pawsort.folder / "shelter.pawsort-memory"
    assert pawsort.run("label", spring, "--session", session, "--out", "spring.csv", *by).returncode == 0
    with Session.open(session) as opened:
        opened.apply(LabelPhotos(tuple(row.photo_id for row in opened.rows()), PODENCO))
    before = session.read_bytes()
    made = pawsort.run("memory", session, "--out", "shelter")
    assert made.returncode == 0, made.stderr
    assert "Memory: 8 labels of 1 breed" in made.stderr
    assert session.read_bytes() == before
    assert all(file.name.encode() not in memory.read_bytes() for file in spring.iterdir())
    done = pawsort.run("label", summer, "--memory", memory, "--session", "summer.pawsort", "--out", "with.jsonl", *by)
    assert done.returncode == 0, done.stderr
    assert "Memory: 8 labels of 1 breed from shelter.pawsort-memory." in done.stderr
    rows = [json.loads(line) for line in (pawsort.folder / "with.jsonl").read_text(encoding="utf-8").splitlines()]
    learned = [row for row in rows if row["learned"]]
    assert len(learned) >= 4
    assert {(row["breed_1_id"], row["breed_1"]) for row in learned} == {("own:Podenco mix", "Podenco mix")}
    assert all(1 <= row["learned"] <= 8 for row in learned)
    with Session.open(pawsort.folder / "summer.pawsort") as opened:
        said = [breed.breed_id for row in opened.rows() if row.suggestion for breed in row.suggestion.ranked]
        assert said
        assert "own:Podenco mix" not in said, "a session keeps what the pack says"
        opened.apply(LabelPhotos((1,), PODENCO))
    wanted = ("export", "summer.pawsort", "--format", "csv", "--option", "content=everything", "--out")
    assert pawsort.run(*wanted, "plain.csv").returncode == 0
    exported = pawsort.run(*wanted, "with.csv", "--memory", session, "--accept-suggestions", "maybe", *by)
    assert exported.returncode == 0, exported.stderr
    plain, shown = rows_of(pawsort.folder / "plain.csv"), rows_of(pawsort.folder / "with.csv")
    assert shown[0] == plain[0], "what somebody has decided keeps what the pack said"
    assert {row["learned"] for row in plain} == {""}
    of_export = {row["photo"]: row["learned"] for row in shown[1:]}
    assert of_export == {row["photo"]: str(row["learned"] or "") for row in rows[1:]}, "as the other way"
    accepted = [row for row in shown if row["decided_by"] == "suggestion" and row["learned"]]
    assert accepted
    assert {row["label_breed_1_id"] for row in accepted} == {"own:Podenco mix"}


def test_a_memory_is_replaced_only_where_that_is_asked_for_and_grows(pawsort: Pawsort, taught: Path) -> None:
    file = pawsort.folder / "shelter.pawsort-memory"
    assert pawsort.run("memory", taught, "--out", file).returncode == 0
    content = file.read_bytes()
    again = pawsort.run("memory", taught, file, "--out", file)
    assert again.returncode == 2
    assert "--overwrite" in again.stderr
    assert file.read_bytes() == content
    assert pawsort.run("memory", taught, file, "--out", file, "--overwrite").returncode == 0
    told = pawsort.run("memory", file)
    assert told.returncode == 0
    assert "Memory: 3 labels of 1 breed" in told.stderr, "what is in both counts once, and so does what is there twice"
    with Session.open(taught) as opened:
        ids = [row.photo_id for row in opened.rows()]
        opened.apply(LabelPhotos(tuple(ids[1:2]), Label.mix()))
        opened.apply(FlagSeveralDogs(ids[:1], several=True))
    fewer = " ".join(pawsort.run("memory", taught).stderr.split())
    assert f"Bella.pawsort: {TAUGHT - 1} labels of 1 breed; 1 more is left out (of photos with several dogs" in fewer
    assert "1 mix of unknown breeds" in fewer
    letter = pawsort.folder / "letter.pawsort-memory"
    letter.write_text("Dear shelter", encoding="utf-8")
    refused = pawsort.run("memory", taught, "--out", letter, "--overwrite")
    assert refused.returncode == 2
    assert "is not a memory" in refused.stderr
    assert letter.read_text(encoding="utf-8") == "Dear shelter"


def test_what_cannot_be_used_is_said_before_anything_begins(pawsort: Pawsort, taught: Path, photos: Path) -> None:
    letter, empty = pawsort.folder / "letter.txt", pawsort.folder / "empty.pawsort"
    letter.write_text("Dear shelter", encoding="utf-8")
    Session.create(empty).close()
    other = make_small_pack(pawsort.folder / "other", name="Other colours", explains=True)
    file = pawsort.folder / "shelter.pawsort-memory"
    assert pawsort.run("memory", taught, "--out", file, "--model", pawsort.pack).returncode == 0
    damaged = pawsort.folder / "damaged.pawsort-memory"
    damaged.write_bytes(file.read_bytes()[:-40])
    of_other_width = pawsort.folder / "width.pawsort-memory"
    write_memory(of_other_width, make_looks([PODENCO], [0], pack=(read_memory(file).pack_hash, "Mean colour")))
    spoilt = pawsort.folder / "spoilt.pawsort"
    shutil.copy(taught, spoilt)
    with contextlib.closing(sqlite3.connect(spoilt)) as connection, connection:
        connection.execute("UPDATE embeddings SET vector = substr(vector, 1, 2)")
    for memory, words in (
        (of_other_width, "its embeddings have 4 numbers instead of 3"),
        (spoilt, "its embeddings have 1 numbers instead of 3"),
        (letter, "neither a memory nor a Pawsort session"),
        (empty, "has not made suggestions"),
        (pawsort.folder / "gone", "does not exist"),
        (damaged, "is damaged"),
    ):
        done = pawsort.label(photos, "--memory", memory, code=2)
        assert words in " ".join(done.stderr.split())
        assert memory.name in done.stderr
    for memory in (file, taught):
        shutil.copytree(other, pawsort.folder / "in use", dirs_exist_ok=True)
        done = pawsort.run("label", photos, "--memory", memory, "--model", pawsort.folder / "in use")
        assert done.returncode == 2
        assert "the pack in use is Other colours" in " ".join(done.stderr.split())
    assert not (pawsort.folder / "labels.csv").exists()


def test_the_window_and_the_command_line_say_the_same(pawsort: Pawsort, photos_folder: Path, shipped: Path) -> None:
    """Of real photos beside labels of breeds, of a mix and of none, with an animal, by the pack that ships."""
    folder, session, by = pawsort.folder / "dogs", pawsort.folder / "dogs.pawsort", ("--model", shipped)
    folder.mkdir()
    for breed in ("akita", "azawakh", "dalmatian"):
        for place, file in enumerate(sorted((photos_folder / "more_breeds_train" / breed).iterdir())[:10]):
            shutil.copy(file, folder / f"{breed} {place}{file.suffix}")
    assert pawsort.run("label", folder, "--session", session, "--out", "plain.csv", *by).returncode == 0
    with Session.open(session) as opened:
        ids = {row.path.stem: row.photo_id for row in opened.rows()}
        for stem, label in {
            **{f"dalmatian {place}": PODENCO for place in range(5)},
            **{f"akita {place}": Label.breed("breed:akita") for place in range(4)},
            "akita 4": Label.mix("breed:akita", "own:Podenco mix"),
            "azawakh 0": UNKNOWN,
            "azawakh 1": NO_DOG,
        }.items():
            opened.apply(LabelPhotos((ids[stem],), label))
        opened.apply(SetAnimals({-1: Animal(-1, "Bella")}, {ids["akita 0"]: -1, ids["akita 1"]: -1}))
    shown = _shown_in_the_window(session, shipped)
    assert pawsort.run("memory", session, "--out", "taught").returncode == 0
    for memory in (session, pawsort.folder / "taught.pawsort-memory"):
        assert pawsort.run("label", folder, "--memory", memory, "--out", "with.csv", "--overwrite", *by).returncode == 0
        rows = {Path(row["photo"]).stem: row for row in rows_of(pawsort.folder / "with.csv")}
        learned = [stem for stem in shown if rows[stem]["learned"]]
        assert len(learned) >= 8
        for stem, (suggestion, count) in shown.items():
            row, ranked = rows[stem], suggestion.ranked
            assert row["learned"] == str(count or ""), stem
            assert (row["status"], row["confidence"]) == (suggestion.status.value, suggestion.confidence or ""), stem
            assert float(row["dog_probability"]) == pytest.approx(suggestion.dog_probability, abs=1e-4)
            assert row["breed_1_id"] == ranked[0].breed_id
            for number, said in enumerate(ranked, start=1):
                assert float(row[f"probability_{number}"]) == pytest.approx(said.probability, abs=1e-4), stem


def _shown_in_the_window(session: Path, pack: Path) -> dict[str, tuple[RowSuggestion, int]]:
    """What a window shows of the photos that nobody has decided, by name, and how many labels stand behind it."""
    store, photos = PhotoStore(), LearnedPhotos(learning_pack(pack))
    with Session.open(session, or_look=True) as opened:
        store.load(opened.columns())
        photos.take(PhotoFacts.of(store, store.positions(store.ids)))
        step = Step()
        while not step.is_last:
            step = photos.go_on(lambda ids: opened.embeddings(photos.pack.pack_hash, ids))
            if step.said is not None:
                store.set_learned(step.said)
    rows = (store.row(photo_id) for photo_id in store.ids.tolist())
    return {row.path.stem: (row.suggestion, row.learned) for row in rows if row.label is None and row.suggestion}
