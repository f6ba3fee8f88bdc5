"""What was exported comes back: labels, animals, picks and litters of a session, in a fresh one of the same photos."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.applying import Applied
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import SetLabels
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.importing.breed_texts import BreedNames
from desktop_app.catalog.importing.cells import SUGGESTION
from desktop_app.catalog.importing.planning import ImportPlan
from desktop_app.catalog.importing.session_import import ImportWish, preview_import
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal, Species
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.commands.export_terms import terms
from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import OptionValue, Wording
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from desktop_app.exports.material import ACCEPTED
from desktop_app.exports.shared_options import ANIMALS, CONTENT, EVERYTHING, LABELS, READER
from desktop_app.exports.tables.session_tables import SessionTable
from tests.golden.session import GoldenSession

Decided = tuple[object, ...]


@pytest.fixture(scope="module")
def book(repository: Path) -> BreedBook:
    return BreedBook.load_folder(repository / "assets" / "breeds")


def ways() -> list[tuple[str, dict[str, OptionValue]]]:
    """Every table of a session, for every reader that it may be for; those with a row a photo."""
    found: list[tuple[str, dict[str, OptionValue]]] = []
    for format_id, each in all_formats().items():
        if isinstance(each, SessionTable):
            readers = [option.choices for option in each.options if option.name == READER.name] or [("",)]
            for reader in readers[0]:
                options: dict[str, OptionValue] = {READER.name: reader} if reader else {}
                found += [(format_id, {CONTENT.name: content, **options}) for content in (EVERYTHING, LABELS)]
    return found


@dataclass(frozen=True)
class Trip:
    """One way there and back."""

    plan: ImportPlan
    applied: Applied | None
    session: Path


def decided(file: Path, root: Path) -> dict[str, Decided]:
    """What people decided of each photo, by its path below `root`."""
    with Session.open(file) as session:
        return {row.path.relative_to(root).as_posix(): _of(row) for row in session.rows()}


def _of(row: PhotoRow) -> Decided:
    label = None if row.label_of_another_file else row.label
    who = None if row.animal is None else row.animal.to_json()
    when = 0 if label is None or row.decided_ns is None else row.decided_ns // 1_000_000_000
    return label, row.decided_by if label else None, when, who, row.pick, row.several_dogs


def export(session: Path, target: Path, format_id: str, options: Mapping[str, OptionValue], book: BreedBook) -> Path:
    export_format = all_formats()[format_id]
    file = target.with_suffix(export_format.kinds[0].endings[0])
    wording = Wording(lambda breed: book.name(breed, "fr"), sentence, ",", terms("fr"))
    export_format.write(file, gathered(session), wording, options)
    return file


def import_into_a_fresh_session(table: Path, photos: list[Path], file: Path, book: BreedBook) -> Trip:
    with Session.create(file) as session:
        session.add_photos(photos)
        plan = preview_import(ImportWish(table), session, BreedNames(book))
        applied = session.apply(plan.change()) if plan.changes_anything else None
    return Trip(plan, applied, file)


def photos_of(session: Path) -> list[Path]:
    with Session.open(session) as opened:
        return [row.path for row in opened.rows()]


@pytest.mark.parametrize(("format_id", "options"), ways(), ids=str)
def test_labels_animals_picks_and_litters_come_back(
    golden: GoldenSession, tmp_path: Path, book: BreedBook, format_id: str, options: dict[str, OptionValue]
) -> None:
    before = golden.state_of_photos()
    table = export(golden.file, tmp_path / "table", format_id, options, book)
    trip = import_into_a_fresh_session(table, photos_of(golden.file), tmp_path / "fresh.pawsort", book)
    wanted, found = decided(golden.file, golden.photos), decided(trip.session, golden.photos)
    if options[CONTENT.name] == LABELS:
        # Of the other photos, such a table says nothing.
        wanted = {name: each if each[0] else (None, None, 0, None, 0, False) for name, each in wanted.items()}
        found = {name: each if each[0] else (None, None, 0, None, 0, False) for name, each in found.items()}
    assert found == wanted
    assert {each.why.value for each in trip.plan.left} == {"other_file"}
    assert golden.state_of_photos() == before


@pytest.mark.parametrize("format_id", ["csv", "jsonl", "xlsx"])
def test_the_same_in_another_folder_and_undo_takes_it_all_back(
    golden: GoldenSession, tmp_path: Path, book: BreedBook, format_id: str
) -> None:
    table = export(golden.file, tmp_path / "table", format_id, {CONTENT.name: EVERYTHING}, book)
    moved = tmp_path / "elsewhere" / "Photos of 2026"
    photos = [moved / path.relative_to(golden.photos) for path in photos_of(golden.file)]
    trip = import_into_a_fresh_session(table, photos, tmp_path / "fresh.pawsort", book)
    wanted, found = decided(golden.file, golden.photos), decided(trip.session, moved)
    assert found == wanted
    assert trip.applied is not None
    with Session.open(trip.session) as session:
        undone = session.take_back(trip.applied.change_id)
        assert not session.animals()
        assert {_of(row) for row in session.rows()} == {(None, None, 0, None, 0, False)}
        session.take_back(undone.change_id)
    assert decided(trip.session, moved) == found


def test_a_second_import_finds_everything_as_it_was(golden: GoldenSession, tmp_path: Path, book: BreedBook) -> None:
    table = export(golden.file, tmp_path / "table", "csv", {CONTENT.name: EVERYTHING}, book)
    with Session.open(golden.file) as session:
        plan = preview_import(ImportWish(table, overwrite=True), session, BreedNames(book))
    assert not plan.changes_anything
    assert plan.as_it_was > 100
    assert {each.why.value for each in plan.left} == {"other_file"}


def test_a_table_of_animals_brings_back_who_they_are_where_their_pictures_are(
    golden: GoldenSession, tmp_path: Path, book: BreedBook
) -> None:
    table = export(golden.file, tmp_path / "table", "csv", {CONTENT.name: ANIMALS}, book)
    trip = import_into_a_fresh_session(table, photos_of(golden.file), tmp_path / "fresh.pawsort", book)
    wanted, found = decided(golden.file, golden.photos), decided(trip.session, golden.photos)
    with_animal = [name for name, each in found.items() if each[3] is not None]
    assert len(with_animal) > 40
    assert all(found[name][3] == wanted[name][3] for name in with_animal)
    assert not any(each[4] or each[5] for each in found.values()), "pictures are not picks"
    labelled = [name for name, each in found.items() if each[0] is not None]
    assert len(labelled) > 30
    # That a picture shows a litter, such a table does not say.
    alone = [name for name in labelled if wanted[name][0] is not None and not wanted[name][5]]
    assert {name: found[name][0] for name in alone} == {name: wanted[name][0] for name in alone}


def test_suggestions_that_were_exported_as_labels_do_not_come_back_as_labels(
    golden: GoldenSession, tmp_path: Path, book: BreedBook
) -> None:
    assert SUGGESTION == ACCEPTED
    for content in (EVERYTHING, ANIMALS):
        options: dict[str, OptionValue] = {CONTENT.name: content, "accept_suggestions": "maybe"}
        table = export(golden.file, tmp_path / content, "csv", options, book)
        trip = import_into_a_fresh_session(table, photos_of(golden.file), tmp_path / f"{content}.pawsort", book)
        wanted, found = decided(golden.file, golden.photos), decided(trip.session, golden.photos)
        assert any(each.why.value == "suggestion" for each in trip.plan.left)
        # A table of animals says it of all pictures of one that somebody has decided.
        known = {str(each[3]) for each in wanted.values() if each[0] is not None}
        for name, each in found.items():
            if each[0] is not None:
                assert wanted[name][0] is not None or (content == ANIMALS and str(wanted[name][3]) in known)


BREEDS = (
    "n02088364",
    "n02108089",
    "n02099712",
    "breed:labradoodle",
    "kind:terrier",
    "kind:poodle",
    "own:Griffon du coin",
    "own:=1+1",
    'own:Ça, "dit"',
    "own:'=1",
)
NAMES = st.text(st.sampled_from("aZé ='+@\",;\t\n0"), max_size=5)
ANIMALS_OF_ANY_KIND = st.builds(
    Animal, st.just(0), NAMES, NAMES, st.sampled_from(list(Species)), st.one_of(st.just(""), NAMES)
)
LABELS_OF_ANY_KIND = st.one_of(
    st.none(),
    st.sampled_from([UNKNOWN, NO_DOG, Label.mix()]),
    st.sampled_from(BREEDS).map(Label.breed),
    st.lists(st.sampled_from(BREEDS), min_size=2, max_size=3, unique=True).map(lambda ids: Label.mix(*ids)),
)


@settings(
    max_examples=25, derandomize=True, database=None, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    labels=st.lists(LABELS_OF_ANY_KIND, min_size=6, max_size=6),
    animals=st.lists(ANIMALS_OF_ANY_KIND, min_size=1, max_size=3),
    owners=st.lists(st.integers(-1, 2), min_size=6, max_size=6),
    picked=st.permutations(range(6)),
    several=st.lists(st.booleans(), min_size=6, max_size=6),
    format_id=st.sampled_from(["csv", "jsonl"]),
    reader=st.sampled_from(["program", "spreadsheet"]),
)
def test_whatever_was_decided_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    book: BreedBook,
    labels: list[Label | None],
    animals: list[Animal],
    owners: list[int],
    picked: list[int],
    several: list[bool],
    format_id: str,
    reader: str,
) -> None:
    folder = tmp_path_factory.mktemp("trip")
    photos = [folder / name / f"{number}.jpg" for name in ("a", "b") for number in range(3)]
    with Session.create(folder / "one.pawsort") as session:
        ids = [row.photo_id for row in session.add_photos(photos)]
        session.apply(SetLabels({photo: label for photo, label in zip(ids, labels, strict=True) if label is not None}))
        whose = {photo: -1 - owner for photo, owner in zip(ids, owners, strict=True) if 0 <= owner < len(animals)}
        used = {-1 - place: each for place, each in enumerate(animals) if -1 - place in whose.values()}
        session.apply(SetAnimals(used, whose))
        rows: dict[int, list[int]] = {}
        for place in picked[:4]:
            if ids[place] in whose:
                rows.setdefault(whose[ids[place]], []).append(ids[place])
        session.apply(SetPicks({photo: order for row in rows.values() for order, photo in enumerate(row, 1)}))
        session.apply(FlagSeveralDogs([photo for photo, flag in zip(ids, several, strict=True) if flag], several=True))
    options: dict[str, OptionValue] = {CONTENT.name: EVERYTHING}
    if format_id == "csv":
        options[READER.name] = reader
    table = export(folder / "one.pawsort", folder / "table", format_id, options, book)
    trip = import_into_a_fresh_session(table, photos, folder / "two.pawsort", book)
    assert trip.plan.left == []
    assert decided(trip.session, folder) == decided(folder / "one.pawsort", folder)
