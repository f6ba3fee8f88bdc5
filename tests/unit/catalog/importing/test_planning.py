"""What a table changes, and what it may not: whatever somebody has decided stays, unless they say otherwise."""

from pathlib import Path

import pytest

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.importing.breed_texts import BreedNames
from desktop_app.catalog.importing.planning import ImportPlan
from desktop_app.catalog.importing.session_import import ImportWish, preview_import
from desktop_app.catalog.naming.finding import Cancelled
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal, Species
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from tests.unit.catalog.catalog_helpers import PACK, outcome, write_file
from tests.unit.catalog.importing.importing_helpers import add_photos, left, plan_of

BEAGLE, BOXER = Label.breed("n02088364"), Label.breed("n02108089")
Photos = dict[str, int]


@pytest.fixture
def photos(session: Session, tmp_path: Path) -> Photos:
    return add_photos(session, tmp_path / "Shelter")


def labels(session: Session) -> dict[int, Label | None]:
    return {row.photo_id: row.label for row in session.rows()}


def do(session: Session, plan: ImportPlan) -> int:
    return session.apply(plan.change()).change_id


# Which photos are meant


def test_photos_are_meant_by_path_of_any_computer_by_name_by_folder_and_by_their_animal(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    session.apply(SetAnimals({-1: Animal(-1, "Lone", "L9")}, {photos["Lone/9.jpg"]: -1}))
    plan = plan_of(
        session,
        names,
        "photo,folder,number,breed\n"
        r"D:\Dogs\Rex\1.jpg,,,Beagle"
        "\n3.jpg,,,Boxer\n,Bella,,unknown\n,,l9,no dog\n",
    )
    assert {name: plan.labels.get(photo_id) for name, photo_id in photos.items()} == {
        "Bella/1.jpg": UNKNOWN,
        "Bella/2.jpg": UNKNOWN,
        "Rex/1.jpg": BEAGLE,
        "Rex/2.jpg": None,
        "Rex/3.jpg": BOXER,
        "Lone/9.jpg": NO_DOG,
    }
    assert left(plan) == []


def test_who_is_not_in_the_session_or_cannot_be_told_apart_is_listed(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    rows = "1.jpg,Beagle,\ngone.jpg,Boxer,\n,Boxer,Z9\n,Boxer,\ngone.jpg,,\n"
    plan = plan_of(session, names, "photo,breed,number\n" + rows)
    assert left(plan) == [
        *((2, "several_photos", ""), (3, "not_in_session", ""), (4, "no_such_animal", ""), (5, "no_photo", ""))
    ]
    assert not plan.changes_anything
    assert plan.troubles == 4


def test_folders_narrow_which_photos_are_meant(
    session: Session, names: BreedNames, photos: Photos, tmp_path: Path
) -> None:
    rex = tmp_path / "Shelter" / "Rex"
    plan = plan_of(session, names, "photo,breed\n1.jpg,Beagle\n9.jpg,Boxer\n", folders=(rex,))
    assert plan.labels == {photos["Rex/1.jpg"]: BEAGLE}
    assert left(plan) == [(3, "not_in_session", "")]


def test_a_row_of_a_photo_counts_more_than_one_of_its_folder(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    plan = plan_of(session, names, "photo,folder,breed\n,Bella,Beagle\nBella/2.jpg,,Boxer\n")
    assert plan.labels == {photos["Bella/1.jpg"]: BEAGLE, photos["Bella/2.jpg"]: BOXER}


# Labels


def test_what_is_decided_stays_and_is_listed_unless_it_may_be_overwritten(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    session.apply(LabelPhotos([photos["Rex/1.jpg"], photos["Rex/2.jpg"]], BOXER))
    text = "photo,breed\nRex/1.jpg,Beagle\nRex/2.jpg,Boxer\nRex/3.jpg,Beagle\n"
    plan = plan_of(session, names, text)
    assert plan.labels == {photos["Rex/3.jpg"]: BEAGLE}
    assert (left(plan), plan.kept, plan.troubles, plan.as_it_was) == ([(2, "keeps_label", "Beagle")], 1, 0, 1)
    plan = plan_of(session, names, text, overwrite=True)
    assert plan.labels == {photos["Rex/1.jpg"]: BEAGLE, photos["Rex/3.jpg"]: BEAGLE}
    assert (plan.replaced, left(plan)) == (1, [])


def test_what_is_decided_between_the_question_and_the_answer_stays_too(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    plan = plan_of(session, names, "photo,breed\nRex/1.jpg,Beagle\nRex/2.jpg,Beagle\n")
    session.apply(LabelPhotos([photos["Rex/1.jpg"]], UNKNOWN))
    do(session, plan)
    found = labels(session)
    assert (found[photos["Rex/1.jpg"]], found[photos["Rex/2.jpg"]]) == (UNKNOWN, BEAGLE)


def test_rows_that_contradict_each_other_are_both_left_alone(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    plan = plan_of(
        session,
        names,
        "photo,breed,several dogs,pick,name\n"
        "Rex/1.jpg,Beagle,yes,1,Rex\nRex/1.jpg,Boxer,no,2,Max\nRex/2.jpg,Boxer,,,\nRex/2.jpg,boxer,,,\n",
    )
    assert plan.labels == {photos["Rex/2.jpg"]: BOXER}
    assert [plan.picks, plan.flags, plan.animals.photos] == [{}, {}, {}]
    whys = {"two_flags", "two_labels", "two_animals", "two_places"}
    assert {line: {why for at, why, _ in left(plan) if at == line} for line in (2, 3)} == {2: whys, 3: whys}


def test_empty_cells_change_nothing(session: Session, names: BreedNames, photos: Photos) -> None:
    ids = [photos["Rex/1.jpg"]]
    session.apply(LabelPhotos(ids, BOXER))
    session.apply(SetAnimals({-1: Animal(-1, "Rex", "R1", note="shy")}, dict.fromkeys(ids, -1)))
    session.apply(SetPicks({ids[0]: 1}))
    session.apply(FlagSeveralDogs(ids, several=True))
    text = "photo,breed,name,number,note,pick,several dogs\nRex/1.jpg,,,,,,\nRex/1.jpg,-,,,,,\n"
    for overwrite in (False, True):
        plan = plan_of(session, names, text, overwrite=overwrite)
        assert not plan.changes_anything
        assert left(plan) == []


def test_a_label_from_a_table_is_a_persons_decision_on_no_suggestion(
    session: Session, names: BreedNames, tmp_path: Path
) -> None:
    file = write_file(tmp_path / "a.jpg", "a")
    (row,) = session.add_photos([file])
    session.record_outcomes([outcome(row.photo_id, file)], PACK)
    do(session, plan_of(session, names, "photo,breed\na.jpg,Beagle\n"))
    seen = session.seen_decisions()
    assert (seen.by_person.tolist(), seen.status.tolist(), seen.packs.tolist()) == ([True], [-1], [-1])
    assert session.row(row.photo_id).label == BEAGLE


def test_a_breed_that_is_lost_in_a_mix_is_told_once_and_no_more_afterwards(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    text = "photo,breed\nRex/1.jpg,Boxer mix\n"
    plan = plan_of(session, names, text)
    assert plan.labels == {photos["Rex/1.jpg"]: Label.mix()}
    assert left(plan) == [(2, "breed_of_mix_lost", "Boxer mix")]
    do(session, plan)
    assert left(plan_of(session, names, text)) == []


def test_two_columns_of_breeds_and_one_for_mixes_as_shelter_software_has_them(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    plan = plan_of(
        session,
        names,
        "photo,breed1,breed2,mix\nRex/1.jpg,Beagle,Boxer,Yes\nRex/2.jpg,Beagle,Beagle,No\n"
        "Rex/3.jpg,Beagle,,Yes\nBella/1.jpg,Beagle,Beagel,Yes\n",
    )
    assert plan.labels == {
        photos["Rex/1.jpg"]: Label.mix("n02088364", "n02108089"),
        photos["Rex/2.jpg"]: BEAGLE,
        photos["Rex/3.jpg"]: Label.mix(),
    }
    assert left(plan) == [(4, "breed_of_mix_lost", "Beagle"), (5, "unknown_breed", "Beagel")]


def test_what_is_said_of_a_folder_is_not_said_of_litters_and_photos_without_a_dog(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    session.apply(FlagSeveralDogs([photos["Rex/1.jpg"]], several=True))
    session.apply(LabelPhotos([photos["Rex/2.jpg"]], NO_DOG))
    plan = plan_of(session, names, "folder,breed\nRex,Beagle\n", overwrite=True)
    assert plan.labels == {photos["Rex/3.jpg"]: BEAGLE}


# Pawsort's own tables

OWN = "photo,label,label_breed_1_id,label_breed_1,decided_by,decided_at,label_of_another_file\n"


def test_suggestions_and_labels_of_other_files_are_no_labels(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    rows = "Rex/1.jpg,breed,n02088364,Beagle,suggestion,,no\nRex/2.jpg,breed,n02088364,Beagle,person,,yes\n"
    plan = plan_of(session, names, OWN + rows)
    assert not plan.labels
    assert left(plan) == [(2, "suggestion", "breed Beagle"), (3, "other_file", "breed Beagle")]
    assert plan.troubles == 1


def test_who_decided_and_when_comes_along_and_nothing_is_decided_in_the_future(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    rows = (
        "Rex/1.jpg,unknown,,,person,2024-05-06T07:08:09+00:00,no\n"
        "Rex/2.jpg,unknown,,,rule of Ann,,no\nRex/3.jpg,unknown,,,,2999-01-01T00:00:00+00:00,no\n"
    )
    do(session, plan_of(session, names, OWN + rows))
    found = {row.photo_id: row for row in session.rows()}
    first, late = found[photos["Rex/1.jpg"]], found[photos["Rex/3.jpg"]]
    assert first.decided_at is not None
    assert (first.decided_by, first.decided_at.isoformat()) == ("person", "2024-05-06T07:08:09+00:00")
    assert found[photos["Rex/2.jpg"]].decided_by == "rule of Ann"
    assert late.decided_at is not None
    assert late.decided_at.year < 2999


def test_a_name_that_was_typed_over_is_not_the_breed_of_the_id_beside_it(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    plan = plan_of(
        session,
        names,
        OWN
        + "Rex/1.jpg,breed,n02088364,Boxer,person,,no\nRex/2.jpg,breed,,boxer,person,,no\n"
        + "Rex/3.jpg,breed,n02108089,Boxeur,person,,no\nBella/1.jpg,mix,n02088364,Beagle,person,,no\n"
        + "Bella/2.jpg,breed,,,person,,no\n",
    )
    assert plan.labels == {photos["Rex/2.jpg"]: BOXER}
    assert [why for _, why, _ in left(plan)] == ["breed_and_id", "breed_and_id", "half_a_label", "half_a_label"]


def test_breeds_that_a_person_typed_come_back_without_the_guard_of_spreadsheets(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    plan = plan_of(session, names, OWN + "Rex/1.jpg,breed,own:=SUM(A1),'=SUM(A1),person,,no\n")
    assert plan.labels == {photos["Rex/1.jpg"]: Label.breed("own:=SUM(A1)")}


# Animals


def test_photos_keep_their_animal_unless_it_may_be_overwritten(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    session.apply(SetAnimals({-1: Animal(-1, "Max", "M1")}, {photos["Rex/1.jpg"]: -1}))
    text = "photo,name,number\nRex/1.jpg,Rex,R1\nRex/2.jpg,Rex,R1\n"
    plan = plan_of(session, names, text)
    assert plan.animals.photos.keys() == {photos["Rex/2.jpg"]}
    assert left(plan) == [(2, "keeps_animal", "Rex")]
    plan = plan_of(session, names, text, overwrite=True)
    assert plan.animals.photos.keys() == {photos["Rex/1.jpg"], photos["Rex/2.jpg"]}
    assert plan.moved == 1


def test_what_is_known_of_an_animal_stays_and_the_rest_is_added(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    session.apply(SetAnimals({-1: Animal(-1, "Rex", "R1", note="shy")}, {photos["Rex/1.jpg"]: -1}))
    session.apply(SetAnimals({-1: Animal(-1, "Bella")}, {photos["Bella/1.jpg"]: -1}))
    rows = "Rex/1.jpg,Rex,R1,cat,bold\nBella/1.jpg,Bella,B1,dog,old\nRex/2.jpg,Rex,R1,,\n"
    plan = plan_of(session, names, "photo,name,number,species,note\n" + rows)
    assert list(plan.animals.animals.values()) == [Animal(2, "Bella", "B1", note="old")]
    assert left(plan) == [(2, "keeps_details", "Rex")]
    plan = plan_of(session, names, "photo,name,number,species,note\n" + rows, overwrite=True)
    assert plan.animals.animals[1] == Animal(1, "Rex", "R1", Species.CAT, "bold")


def test_an_animal_without_name_and_number_is_known_by_its_id_alone(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    heading = "photo,label_of_another_file,animal_id,animal_name,animal_species\n"
    plan = plan_of(session, names, heading + "Rex/1.jpg,,7,,dog\nRex/2.jpg,,7,,dog\nRex/3.jpg,,8,,cat\n")
    assert plan.new_animals == 2
    assert plan.animals.photos[photos["Rex/1.jpg"]] == plan.animals.photos[photos["Rex/2.jpg"]]
    plan = plan_of(session, names, heading + "Rex/1.jpg,,,,dog\nRex/2.jpg,,,,dog\nRex/3.jpg,,,,\n")
    assert not plan.changes_anything
    assert left(plan) == [(2, "nameless_animal", ""), (3, "nameless_animal", "")]


# Picks


@pytest.mark.parametrize(
    ("there", "table", "overwrite", "after"),
    [
        ((), "Rex/3.jpg,2\nRex/1.jpg,1\n", False, ("Rex/1.jpg", "Rex/3.jpg")),
        ((), "Rex/3.jpg,yes\nRex/1.jpg,yes\n", False, ("Rex/3.jpg", "Rex/1.jpg")),
        (("Rex/1.jpg",), "Rex/1.jpg,1\nRex/2.jpg,2\n", False, ("Rex/1.jpg", "Rex/2.jpg")),
        (("Rex/1.jpg",), "Rex/2.jpg,1\n", False, ("Rex/1.jpg",)),
        (("Rex/1.jpg", "Rex/2.jpg"), "Rex/2.jpg,1\n", True, ("Rex/2.jpg", "Rex/1.jpg")),
        (("Rex/1.jpg", "Rex/2.jpg"), "Rex/3.jpg,1\n", True, ("Rex/3.jpg", "Rex/1.jpg", "Rex/2.jpg")),
    ],
)
def test_picks_stand_in_one_row_and_those_that_are_there_stay_in_front(
    session: Session,
    names: BreedNames,
    photos: Photos,
    there: tuple[str, ...],
    table: str,
    overwrite: bool,
    after: tuple[str, ...],
) -> None:
    ids = [photos[name] for name in ("Rex/1.jpg", "Rex/2.jpg", "Rex/3.jpg")]
    session.apply(SetAnimals({-1: Animal(-1, "Rex")}, dict.fromkeys(ids, -1)))
    if there:
        session.apply(SetPicks({photos[name]: place for place, name in enumerate(there, 1)}))
    plan = plan_of(session, names, "photo,pick\n" + table, overwrite=overwrite)
    if plan.changes_anything:
        do(session, plan)
    picks = {row.photo_id: row.pick for row in session.rows() if row.pick}
    assert picks == {photos[name]: place for place, name in enumerate(after, 1)}
    assert bool(plan.kept) == (after == there)


def test_photos_that_join_an_animal_do_not_bring_a_second_cover(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    session.apply(SetAnimals({-1: Animal(-1, "Rex", "R1")}, {photos["Rex/1.jpg"]: -1}))
    session.apply(SetPicks({photos["Rex/1.jpg"]: 1, photos["Rex/2.jpg"]: 1}))
    do(session, plan_of(session, names, "photo,number\nRex/2.jpg,R1\n"))
    picks = {row.photo_id: row.pick for row in session.rows() if row.pick}
    assert picks == {photos["Rex/1.jpg"]: 1, photos["Rex/2.jpg"]: 2}


def test_a_photo_that_keeps_another_animal_is_no_pick_of_the_one_in_the_table(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    session.apply(SetAnimals({-1: Animal(-1, "Max")}, {photos["Rex/1.jpg"]: -1}))
    plan = plan_of(session, names, "photo,name,pick\nRex/1.jpg,Rex,1\nRex/2.jpg,Rex,2\n")
    assert plan.picks == {photos["Rex/2.jpg"]: 1}
    assert [why for _, why, _ in left(plan)] == ["keeps_animal", "pick_of_another"]


def test_cells_that_are_no_place_and_neither_yes_nor_no_are_listed(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    plan = plan_of(session, names, "photo,pick,several dogs,species,name\nRex/1.jpg,first,perhaps,dragon,Rex\n")
    assert left(plan) == [
        *((2, "not_a_place", "first"), (2, "neither_yes_nor_no", "perhaps"), (2, "unknown_species", "dragon"))
    ]


# One step


def what(rows: list[PhotoRow]) -> list[tuple[object, ...]]:
    """What may be decided of each photo."""
    return [(row.photo_id, row.label, row.decided_ns, row.animal, row.pick, row.several_dogs) for row in rows]


def test_one_undo_takes_all_of_it_back_and_redo_does_it_again(
    session: Session, names: BreedNames, photos: Photos
) -> None:
    before = what(session.rows())
    text = "photo,breed,name,number,pick,several dogs\nRex/1.jpg,Beagle,Rex,R1,1,\nRex/2.jpg,,Rex,R1,2,yes\n"
    done = do(session, plan_of(session, names, text))
    after = what(session.rows())
    (entry,) = session.history()
    assert (entry.kind, entry.who, entry.photos) == ("imported", "person", 2)
    assert entry.change is not None
    assert entry.change.to_json()["source"] == "table.csv"
    undone = session.take_back(done)
    assert what(session.rows()) == before
    session.take_back(undone.change_id)
    assert what(session.rows()) == after


def test_importing_twice_changes_nothing_the_second_time(session: Session, names: BreedNames, photos: Photos) -> None:
    text = "photo,breed,name,pick,several dogs\nRex/1.jpg,Beagle,Rex,1,\nRex/2.jpg,Boxer x Beagle,Rex,2,yes\n"
    do(session, plan_of(session, names, text))
    plan = plan_of(session, names, text)
    assert not plan.changes_anything
    assert left(plan) == []
    assert plan.as_it_was == 7


def test_who_does_not_want_it_any_more_gets_nothing(
    session: Session, names: BreedNames, photos: Photos, tmp_path: Path
) -> None:
    file = write_file(tmp_path / "t.csv", "photo,breed\nRex/1.jpg,Beagle\n")
    with pytest.raises(Cancelled):
        preview_import(ImportWish(file), session, names, lambda: True)
