"""From paths to animals: nested folders, one animal in several folders, two of one name."""

import pytest

from desktop_app.catalog.naming.finding import Cancelled, Finding, find_animals
from desktop_app.catalog.naming.no_animals import NoAnimal
from desktop_app.catalog.naming.patterns import Pattern, Source
from desktop_app.catalog.naming.photo_paths import PhotoPaths, stem
from desktop_app.catalog.naming.proposing import propose
from desktop_app.catalog.naming.texts import key_of
from desktop_app.catalog.values.animals import Species

HOME = "/home/ann/Pictures"


def paths_of(*folders: tuple[str, int], base: str = HOME) -> PhotoPaths:
    """So many camera files in each folder."""
    paths = [f"{base}/{folder}/IMG_{place:04}.jpg" for folder, count in folders for place in range(count)]
    return PhotoPaths(range(1, len(paths) + 1), paths, separator="/")


def files_of(*names: str) -> PhotoPaths:
    return PhotoPaths(range(1, len(names) + 1), [f"{HOME}/{name}" for name in names], separator="/")


def animals_of(finding: Finding) -> list[tuple[str, str, int]]:
    return [(each.name, each.number, len(each.places)) for each in finding.animals]


def find(photos: PhotoPaths, pattern: str, source: Source = Source.FOLDER) -> Finding:
    return find_animals(photos, Pattern(pattern, source))


@pytest.mark.parametrize(
    "folder",
    ["Bella A1200", "Bella A1200/2024-11", "2024/Bella A1200/DCIM/100CANON", "Bella A1200/Nouveau dossier/Photos"],
)
def test_the_nearest_folder_that_fits_counts(folder: str) -> None:
    assert animals_of(find(paths_of((folder, 3)), "{name} {number}")) == [("Bella", "A1200", 3)]


def test_an_animal_within_an_animal_is_its_own_where_both_have_numbers() -> None:
    found = find(paths_of(("Bella A1200", 2), ("Bella A1200/Pup A1201", 3)), "{name} {number}")
    assert animals_of(found) == [("Bella", "A1200", 2), ("Pup", "A1201", 3)]


def test_one_number_is_one_animal_wherever_its_folders_lie_and_however_it_is_spelt() -> None:
    found = find(
        paths_of(("2023/Bella A1200", 2), ("2024/BELLA a-1200", 5), ("2024/Belle A1200", 1)), "{name} {number}"
    )
    assert animals_of(found) == [("BELLA", "A1200", 8)]
    assert found.animals[0].also_called == ("Belle",)
    assert found.animals[0].sources == ["2023/Bella A1200", "2024/BELLA a-1200", "2024/Belle A1200"]


def test_one_name_with_two_numbers_is_two_animals() -> None:
    found = find(paths_of(("Bella A1200", 2), ("Bella A1300", 2)), "{name} {number}")
    assert animals_of(found) == [("Bella", "A1200", 2), ("Bella", "A1300", 2)]


def test_a_name_without_a_number_is_one_animal_within_one_folder_only() -> None:
    found = find(paths_of(("Bella", 2), ("bella (2)", 1), ("Mai/Bella", 3), ("Bella/2024-11", 4)), "{name}")
    assert animals_of(found) == [("Bella", "", 7), ("Bella", "", 3)]


def test_few_digits_are_a_number_only_together_with_the_name() -> None:
    found = find(paths_of(("Bella 117", 2), ("Rex 117", 2), ("old/Bella 117", 1), ("117", 2)), "{name} {number}")
    assert animals_of(found) == [("Bella", "117", 3), ("Rex", "117", 2)]
    assert [(each.source, each.why) for each in found.left_out] == [("117", NoAnimal.COUNT)]


def test_a_folder_that_holds_animals_is_none_itself() -> None:
    found = find(paths_of(("Lilas", 2), ("Lilas/Bella", 3), ("Lilas/Rex/2024", 3)), "{name}")
    assert animals_of(found) == [("Bella", "", 3), ("Rex", "", 3)]
    assert [(each.source, each.why, each.photos) for each in found.left_out] == [("Lilas", NoAnimal.HOLDS_OTHERS, 2)]


def test_above_a_folder_of_the_system_only_a_number_makes_an_animal() -> None:
    found = find(paths_of(("Lilas/Documents/photos", 2), ("Bella A1200/Carte SD/DCIM", 3)), "{name} {number?}")
    assert animals_of(found) == [("Bella", "A1200", 3)]
    assert [(each.source, each.photos) for each in found.left_out] == [("Lilas/Documents/photos", 2)]


def test_what_is_left_out_says_what_is_wrong_with_it() -> None:
    found = find(
        paths_of(("DCIM/100CANON", 4), ("Luna/DCIM", 2), ("2024-11", 1), ("Nouveau dossier", 3)), "{name} {number}"
    )
    assert animals_of(found) == []
    assert [(each.source, each.why, each.photos) for each in found.left_out] == [
        ("DCIM/100CANON", NoAnimal.CAMERA, 4),
        ("Luna", NoAnimal.NO_NUMBER, 2),
        ("2024-11", NoAnimal.DATE, 1),
        ("Nouveau dossier", NoAnimal.UNNAMED, 3),
    ]


@pytest.mark.parametrize(
    ("separator", "folder"),
    [
        ("/", "/home/ann"),
        ("/", "/home/ann/Desktop"),
        ("/", "/Users/ann/Pictures"),
        ("/", "/media/ann/Lilas"),
        ("/", "/run/media/ann/Lilas/DCIM/100CANON"),
        ("/", "/Volumes/Lilas/DCIM"),
        ("/", ""),
        ("\\", "C:"),
        ("\\", "C:\\Users\\Ann\\Pictures"),
        ("\\", "D:\\Utilisateurs\\Ann\\Bureau"),
        ("\\", "E:\\DCIM\\101_PANA"),
        ("\\", "\\\\nas\\Lilas\\photos"),
    ],
)
def test_homes_desktops_drives_and_shares_are_no_animals(separator: str, folder: str) -> None:
    photos = PhotoPaths([1, 2], [f"{folder}{separator}IMG_{place}.jpg" for place in (1, 2)], separator=separator)
    assert animals_of(find(photos, "{name}")) == []
    assert animals_of(find(photos, "{name}", Source.FILE)) == []
    inside = PhotoPaths([1], [f"{folder}{separator}Bella{separator}IMG_1.jpg"], separator=separator)
    assert animals_of(find(inside, "{name}")) == [("Bella", "", 1)]


def test_names_of_files_make_animals_across_folders_by_number_and_within_one_by_name() -> None:
    photos = files_of(
        "A1234_Bella_01.jpg", "A1234_Bella_02.JPG", "b/A1234 bella 3.jpeg", "A1235_Rex.png", "IMG_0001.jpg"
    )
    found = find(photos, "{number}_{name}_{any}", Source.FILE)
    assert animals_of(found) == [("Bella", "A1234", 3), ("Rex", "A1235", 1)]
    assert [(each.source, each.why, each.photos) for each in found.left_out] == [("Pictures", NoAnimal.CAMERA, 1)]
    found = find(files_of("Bella 1.jpg", "Bella 2.jpg", "b/Bella.jpg", "b/bella (2).jpg"), "{name}", Source.FILE)
    assert animals_of(found) == [("Bella", "", 2), ("Bella", "", 2)]


def test_digits_that_go_on_behind_one_name_count_photos_and_number_no_animals() -> None:
    photos = files_of(*(f"Bella_{place:04}.jpg" for place in range(1, 6)), "Rex_1234.jpg", "Luna_A1.jpg")
    found = find(photos, "{name}_{number}", Source.FILE)
    assert animals_of(found) == [("Rex", "1234", 1)]
    assert {each.why for each in found.left_out} == {NoAnimal.COUNT, NoAnimal.NO_NUMBER}
    assert animals_of(find(photos, "{name}_{number?}", Source.FILE))[0] == ("Bella", "", 5)


def test_folders_of_species_above_say_what_an_animal_is() -> None:
    found = find(
        paths_of(("Chats/Minou", 2), ("Dogs 2024/Rex", 2), ("NAC/Panpan", 2), ("Chiens et chats/X-Ray", 2)), "{name}"
    )
    assert [each.species for each in found.animals] == [Species.CAT, Species.DOG, Species.OTHER, None]


def test_folders_of_breeds_are_left_out() -> None:
    paths = [
        f"{HOME}/{folder}/{place}.jpg" for folder in ("Beagle", "n02085620-Chihuahua", "Bella") for place in range(3)
    ]
    photos = PhotoPaths(range(9), paths, breeds={key_of("beagle")}, separator="/")
    found = find(photos, "{name}")
    assert animals_of(found) == [("Bella", "", 3)]
    assert [each.why for each in found.left_out] == [NoAnimal.BREED] * 2


def test_every_photo_is_either_named_or_left_out_once() -> None:
    photos = paths_of(("Bella A1200", 5), ("Luna", 3), ("DCIM", 2), ("2024/Rex A7/DCIM", 4))
    for pattern, source in (("{name} {number}", Source.FOLDER), ("{name}", Source.FOLDER), ("{name}", Source.FILE)):
        found = find(photos, pattern, source)
        places = [place for each in found.animals for place in each.places]
        assert len(places) == len(set(places)) == found.named
        assert found.named + sum(each.photos for each in found.left_out) == len(photos) == found.photos


def test_nobody_waits_for_what_is_not_wanted_any_more() -> None:
    with pytest.raises(Cancelled):
        find_animals(paths_of(("Bella", 3)), Pattern("{name}", Source.FOLDER), lambda: True)
    answers = iter((False, True))
    with pytest.raises(Cancelled):
        # Also in the middle of a folder.
        find_animals(paths_of(("Bella", 1500)), Pattern("{name}", Source.FILE), lambda: next(answers))


@pytest.mark.parametrize(
    ("folders", "preset"),
    [
        ([(f"2024-1{each % 3} Dog{each}a A12{each:02}", 6) for each in range(12)], "date_name_number"),
        ([(f"Dog{each}a A12{each:02}", 6) for each in range(12)], "name_number"),
        ([(f"A12{each:02} Dog{each}a", 6) for each in range(12)], "number_name"),
        (
            [*((f"Dog{each}a A12{each:02}", 6) for each in range(6)), ("Luna", 9), ("2024-11 Rex", 7)],
            "whatever_there_is",
        ),
        ([("Bella", 5), ("Rex", 4), ("Luna", 9)], "whatever_there_is"),
    ],
)
def test_the_preset_that_names_most_is_proposed(folders: list[tuple[str, int]], preset: str) -> None:
    proposal = propose(paths_of(*folders))
    assert proposal is not None
    assert proposal.preset.id == preset
    assert proposal.is_worth_asking


def test_files_with_numbers_are_proposed_and_not_offered_unasked() -> None:
    proposal = propose(files_of(*(f"A12{dog:02}_Dog{dog}a_{place:02}.jpg" for dog in range(9) for place in range(5))))
    assert proposal is not None
    assert proposal.preset.id == "file_number_name"
    assert not proposal.is_worth_asking


@pytest.mark.parametrize(
    "folders",
    [
        [("DCIM/100CANON", 50), ("DCIM/101CANON", 50)],
        [("2024-11", 20), ("2024-12", 30)],
        [("Bella", 5), ("DCIM", 100)],
        [("Refuge des Lilas", 300)],
        [("Big collection", 3000), ("Another", 5000)],
    ],
)
def test_nobody_is_asked_about_folders_that_do_not_look_like_animals(folders: list[tuple[str, int]]) -> None:
    proposal = propose(paths_of(*folders))
    assert proposal is None or not proposal.is_worth_asking


def test_paths_are_shown_from_where_they_part() -> None:
    photos = paths_of(("2024/Bella", 1), ("2024/Rex/DCIM", 1))
    assert photos.root == f"{HOME}/2024"
    assert photos.shown(f"{HOME}/2024/Rex/DCIM") == "Rex/DCIM"
    assert photos.shown(f"{HOME}/2024") == "2024"
    assert paths_of(("Bella", 2)).shown(f"{HOME}/Bella") == "Bella"
    assert [stem(name) for name in ("a.b.jpg", "a", ".jpg", "Dr. Who")] == ["a.b", "a", ".jpg", "Dr"]
