"""No animal is made of what cameras, systems, apps and tidy people call folders and files."""

from itertools import product
from random import Random

import pytest

from desktop_app.catalog.naming.dates_and_numbers import MONTHS
from desktop_app.catalog.naming.no_animals import NoAnimal, why_no_animal, without_copy_marks
from desktop_app.catalog.naming.patterns import Found, Pattern, Source
from desktop_app.catalog.naming.presets import PRESETS
from desktop_app.catalog.naming.texts import key_of

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def dcf_folders() -> list[str]:
    """Three digits from 100 on, and five capital letters, digits or underscores, as DCF has it."""
    dice = Random(12)
    made = [
        f"{dice.randint(100, 999)}{''.join(dice.choices(CAPITALS + '0123456789_', k=4))}{dice.choice(CAPITALS + '_')}"
        for _ in range(300)
    ]
    makers = (
        "CANON",
        "_PANA",
        "APPLE",
        "MSDCF",
        "OLYMP",
        "NIKON",
        "ND750",
        "MEDIA",
        "GOPRO",
        "_FUJI",
        "EOS5D",
        "PHOTO",
    )
    return made + [f"{number}{maker}" for number, maker in product((100, 101, 999), makers)] + ["202411__", "202411_a"]


def dcf_files() -> list[str]:
    prefixes = [
        "IMG_",
        "_MG_",
        "DSC_",
        "_DSC",
        "DSCN",
        "DSCF",
        "DSCI",
        "PICT",
        "SAM_",
        "CIMG",
        "IMGP",
        "HPIM",
        "GOPR",
        "G0",
        "DJI_",
        "KIF_",
        "P101",
        "PB03",
        "R001",
        "L100",
        "IMG_E",
    ]
    made = [f"{prefix}{number:04}" for prefix, number in product(prefixes, (1, 42, 999, 9999)) if prefix != "G0"]
    return [*made, "DSC01234", "100_0001", "IMG_0001-Edit", "IMG_0001 (2)", "IMG_0001 - Copie", "img_0001", "IMG-0001"]


PHONES = (
    "PXL_20241103_123456789",
    "PXL_20241103_123456789.MP",
    "20241103_123456",
    "20241103_123456(0)",
    "20241103-123456",
    "IMG_20241103_123456",
    "IMG_20241103_123456_1",
    "IMG-20241103-WA0001",
    "MVIMG_20241103_123456",
    "1700000000000",
    "2024-11-03 12.34.56",
    "Photo 03-11-2024 12 34 56",
    "received_1234567890",
    "FB_IMG_1700000000000",
    "image (1)",
    "image0",
    "FullSizeRender",
    "unnamed",
    "WP_20130501_001",
    "B612_20241103_123456_789",
    "signal-2024-11-03-123456",
    "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
    "WhatsApp Image 2024-11-03 at 12.34.56",
    "WhatsApp Image 2024-11-03 at 12.34.56 (1)",
    "Screenshot_20241103-123456",
    "Screenshot 2024-11-03 at 12.34.56 PM",
    "Screenshot_20241103_123456_WhatsApp",
    "Capture d\u2019écran 2024-11-03 à 12.34.56",
    "Capture d'écran (12)",
    "Snapchat-1234567",
    "scan0001",
)
FOLDERS = (
    "DCIM",
    "Camera",
    "Camera Roll",
    "Camera01",
    "Caméra",
    "Kamera",
    "WhatsApp Images",
    "WhatsApp",
    "Screenshots",
    "Screenshot",
    "Captures d\u2019écran",
    "New folder",
    "New Folder (2)",
    "untitled folder",
    "untitled folder 3",
    "Nouveau dossier",
    "Nouveau dossier (3)",
    "Dossier sans titre",
    "Neuer Ordner",
    "Photos",
    "photos",
    "PHOTOS 2024",
    "Photos novembre 2024",
    "My Photos",
    "Mes photos",
    "Mes images",
    "Images",
    "Pictures",
    "My Pictures",
    "Bilder",
    "Eigene Bilder",
    "Fotos",
    "Desktop",
    "Bureau",
    "Documents",
    "Mes documents",
    "Downloads",
    "Téléchargements",
    "OneDrive",
    "Dropbox",
    "Google Drive",
    "iCloud Photos",
    "Users",
    "Utilisateurs",
    "home",
    "C:",
    "D:",
    "EOS_DIGITAL",
    "NO NAME",
    "Untitled",
    "Disque amovible",
    "Clé USB",
    "SD Card",
    "Carte SD",
    "Macintosh HD",
    "Dogs",
    "Chiens",
    "Chats",
    "Cats 2024",
    "Saturday",
    "Samedi 23",
    "Chiens adoptés",
    "Adoptables",
    "Photos de chiens",
    "Nouveaux arrivants",
    "À trier",
    "A trier",
    "To sort",
    "Divers",
    "Misc",
    "Originals",
    "Retouchées",
    "Export",
    "Backup",
    "Sauvegarde",
    "Photos iPhone",
    "Appareil photo",
    "Archives 2023",
    "Corbeille",
    "Trash",
    "Thumbnails",
    "Lightroom Exports",
    "DCIM (2)",
    "Photos - Copie",
    "Photos - Copie (2)",
    "Semaine 12",
    "Week 12",
    "Lot 3",
    "1",
    "01",
    "003",
    "0117",
    "_",
    "...",
    "A",
)


def dates() -> list[str]:
    made = [
        "2024",
        "1998",
        "2024-11",
        "2024_11",
        "2024.11",
        "202411",
        "2024-11-03",
        "20241103",
        "03-11-2024",
        "3.11.2024",
        "11-2024",
    ]
    months = [*sorted(MONTHS), "Août", "Décembre", "février"]
    for month in months:
        made += [
            month,
            f"{month} 2024",
            f"2024 {month}",
            f"3 {month} 2024",
            f"{month.upper()}_2024",
            f"{month.title()}2024",
        ]
    return [*made, "2024-11 novembre", "11 novembre"]


NONE = [*dcf_folders(), *dcf_files(), *PHONES, *FOLDERS, *dates()]
ANIMALS = (
    "Bella",
    "bella",
    "BELLA",
    "Élodie",
    "Marie-Lou",
    "Rex2",
    "Pixel",
    "Summer",
    "Noël",
    "Lucky",
    "Bella A1200",
    "A1234",
    "24-0117",
    "2024-0117",
    "12345678",
    "250268712345678",
    "250 268 712 345 678",
    "R-0117",
    "117Rocky",
    "Camille",
    "Photon",
    "Dogmatix",
    "Bella (2)",
    "Bella - copie",
    "Mister Big",
    "2024-11 Bella",
    "Бобик",
    "小白",
    "Milo 1234",
    "D\u2019Artagnan",
    "Princesse Sissi",
    "Imagine",
    "Canonne",
    "Desmond",
    "Usbek",
    "Mayo",
    "Julio",
    "Marsu",
    "Octave",
)


def test_names_of_cameras_systems_apps_and_collections_are_nobodys() -> None:
    assert [name for name in NONE if why_no_animal(name) is None] == []


def test_no_preset_makes_an_animal_of_them() -> None:
    made = []
    for preset in PRESETS:
        pattern = Pattern(preset.pattern, preset.source)
        made += [
            (preset.id, name) for name in NONE if why_no_animal(name) is None and isinstance(pattern.read(name), Found)
        ]
    assert made == []


@pytest.mark.parametrize("name", ANIMALS)
def test_names_that_animals_have_are_left_to_them(name: str) -> None:
    assert why_no_animal(name) is None


def test_case_accents_and_what_stands_between_words_make_no_difference() -> None:
    for name in FOLDERS:
        for spelt in (name.upper(), name.lower(), name.replace(" ", "_"), name.replace(" ", "-"), f" {name} "):
            assert why_no_animal(spelt) is not None, spelt


def test_folders_called_like_breeds_are_sorted_photos_and_no_animals() -> None:
    breeds = {key_of("Setter anglais"), key_of("Beagle")}
    assert why_no_animal("Setter_Anglais", breeds) is NoAnimal.BREED
    assert why_no_animal("beagle", breeds) is NoAnimal.BREED
    assert why_no_animal("n02085620-Chihuahua") is NoAnimal.BREED
    assert why_no_animal("Beagle A1200", breeds) is None


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Bella (2)", "Bella"),
        ("Bella - Copie", "Bella"),
        ("Bella - Copie (3)", "Bella"),
        ("Bella copy 2", "Bella"),
        ("Bella-edited", "Bella"),
        ("Bella A1234 - Kopie", "Bella A1234"),
        ("Copie", "Copie"),
        ("Bella (A1234)", "Bella (A1234)"),
    ],
)
def test_marks_of_copies_are_no_part_of_a_name(name: str, bare: str) -> None:
    assert without_copy_marks(name) == bare


def test_files_of_cameras_are_nobodys_under_a_pattern_for_files() -> None:
    pattern = Pattern("{name}_{number}", Source.FILE)
    assert [name for name in dcf_files() if why_no_animal(name) is None and isinstance(pattern.read(name), Found)] == []
