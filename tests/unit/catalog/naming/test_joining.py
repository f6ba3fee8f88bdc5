"""Photos that are added when there are animals already: whose they are is found out, for a person to be asked."""

import os

from desktop_app.catalog.naming.patterns import Source
from desktop_app.catalog.naming.session_names import SessionNames
from desktop_app.catalog.values.animals import Animal

BELLA, REX = Animal(1, "Bella", "A1234"), Animal(2, "Rex", "A1235")


def never() -> bool:
    return False


def names(folders: dict[str, tuple[int, int | None]]) -> SessionNames:
    """So many photos in each folder, of an animal or of none; ids from 1."""
    paths = [
        os.path.normpath(f"/refuge/{folder}/IMG_{place}.jpg")
        for folder, (count, _) in folders.items()
        for place in range(count)
    ]
    owners = [owner for count, owner in folders.values() for _ in range(count)]
    return SessionNames(list(range(1, len(paths) + 1)), paths, owners, lambda: {1: BELLA, 2: REX})


def test_photos_in_folders_of_animals_join_them_and_new_folders_become_new_ones() -> None:
    session = names(
        {"Bella A1234": (3, 1), "Rex A1235": (3, 2), "Bella A1234/2025": (2, None), "Luna A1300": (2, None)}
    )
    joining = session.joining(range(7, 11), never)
    assert joining is not None
    assert [(animal.name, animal.animal_id > 0) for animal in joining.animals] == [("Bella", True), ("Luna", False)]
    assert joining.photos == 4


def test_photos_that_a_person_left_without_an_animal_are_not_asked_about() -> None:
    session = names({"Bella A1234": (3, 1), "Rex A1235": (3, 2), "Rex A1235/": (1, None), "DCIM": (2, None)})
    assert session.joining([8, 9], never) is None, "a camera's folder is nobody's"
    assert session.joining([7], never) is not None


def test_names_of_files_count_where_they_name_an_animal_that_there_is() -> None:
    files = [
        os.path.normpath(f"/refuge/{name}_0{place}.jpg") for name in ("A1234_Bella", "A1235_Rex") for place in range(3)
    ]
    owners = [1, 1, None, None, None, None]
    later = SessionNames(list(range(1, 7)), files, owners, lambda: {1: BELLA}).joining([3], never)
    assert later is not None
    assert [animal.animal_id for animal in later.animals] == [1]
    unknown = SessionNames(list(range(1, 7)), files, [9, 9, 9, None, None, None], lambda: {9: Animal(9, "Max")})
    assert unknown.joining([4, 5, 6], never) is None
    assert unknown.proposal(never, {Source.FILE}) is not None
