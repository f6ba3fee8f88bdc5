# ruff: noqa: RUF001 - signs as people write them
"""The forty animals of the golden session: what shelters have, and what breaks tables, files and names."""

from desktop_app.catalog.values.animals import Species
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN
from desktop_app.catalog.values.suggestions import Confidence
from tests.golden.describing import (
    Described,
    Drawn,
    Photo,
    maybe,
    mix,
    no_dog_seen,
    of_kind,
    one,
    several,
    sure,
    unsure,
)

BEAGLE, BOXER, HUSKY, SHEPHERD = "Beagle", "Boxer", "Siberian Husky", "German Shepherd Dog"
LABRADOR, COLLIE, MALINOIS = "Labrador Retriever", "Border Collie", "Belgian Malinois"
RAGUSA = "own:Bruno du Jura, dit « Ragusa »"
FORMULA = "own:=cmd|' /C calc'!A0"

# What was decided: breeds, mixes, unknown, no dog.
DECIDED = (
    Described(
        "Bella A1200",
        "A1200",
        "Bella",
        (
            Photo("1.jpg", sure(BEAGLE), one(BEAGLE), pick=2),
            Photo("2.jpg", sure(BEAGLE), one(BEAGLE)),
            Photo("3.jpg", maybe(BEAGLE, "Harrier"), one(BEAGLE), pick=1, drawn=Drawn(size=(90, 120))),
            Photo("4.jpg", of_kind(unsure(BOXER, BEAGLE), "mastiff", Confidence.MAYBE), one(BEAGLE), pick=3),
        ),
        "Good with children.",
    ),
    Described(
        "Rex A1201",
        "A1201",
        "Rex",
        (
            Photo("1.jpg", maybe(SHEPHERD, HUSKY, proposes_mix=True), mix(SHEPHERD, HUSKY)),
            Photo("2.jpg", sure(HUSKY), mix(SHEPHERD, HUSKY), goodness=0.9),
        ),
    ),
    Described(
        "Luna A1202",
        "A1202",
        "Luna",
        (Photo("Luna.JPG", unsure(LABRADOR, BOXER, "Pug"), mix(LABRADOR, "American Pit Bull Terrier", "Chow Chow")),),
    ),
    Described("Max A1203", "A1203", "Max", (Photo("1.jpg", unsure(BOXER), mix()), Photo("2.jpg", label=mix()))),
    Described("Ruby A9", "A9", "Ruby", (Photo("1.jpg", unsure("Vizsla"), UNKNOWN), Photo("2.jpg", label=UNKNOWN))),
    # Of two breeds that are one to many a receiver.
    Described(
        "Pixel A10", "A10", "Pixel", (Photo("1.jpg", maybe("Toy Poodle"), mix("Toy Poodle", "Miniature Poodle")),)
    ),
    # Breeds that other vocabularies do not have.
    Described("Dingo A1205", "A1205", "Sydney", (Photo("1.jpg", sure("Dingo"), one("Dingo")),)),
    Described("Dhole A1206", "A1206", "Kali", (Photo("1.jpg", label=mix("Dhole", "Basenji")),)),
    Described("Wild A1207", "A1207", "Savannah", (Photo("1.jpg", label=mix("African Hunting Dog", "Dingo")),)),
    Described("Painted A1208", "A1208", "Kruger", (Photo("1.jpg", label=one("African Hunting Dog")),)),
    # Breeds that people typed.
    Described("Formula A1210", "=A1210", "Calc", (Photo("1.jpg", label=mix(BEAGLE, FORMULA)),)),
    Described("Own A1211", "A1211", "Plus", (Photo("1.jpg", label=one('own:+Podenco;\t"x", -1\n@home')),)),
    # Every photo: no dog, though it is called one.
    Described("Leash A1212", "A1212", "Ghost", (Photo("1.jpg", no_dog_seen(), NO_DOG), Photo("2.jpg", label=NO_DOG))),
    Described(
        "Mimi C77", "C77", "Mimi", (Photo("1.jpg", no_dog_seen(), NO_DOG, pick=1),), "Chatte stérilisée", Species.CAT
    ),
    Described("Panpan R5", "R5", "Panpan", (Photo("1.jpg", no_dog_seen()),), "A rabbit.", Species.OTHER),
)

# How animals are called, and what is said of them.
CALLED = (
    Described(
        "Œdipe A1220",
        "A1220",
        "Œdipe d’Aubigné, dit « le Grand »",
        (Photo("À l'été, n° 1.jpg", sure("Briard"), mix("Briard", RAGUSA)),),
        "Trouvé à Nîmes ; « très câlin » avec les enfants, n’aime pas l'orage – 12 €.",
    ),
    Described(
        "Rocky, Jr; (2) A1222",
        "A1222",
        'Rocky "the Rock", Jr.; 2nd',
        (Photo("a, b; c.jpg", sure(BOXER), one(BOXER)),),
        "He said \"no\", then; sat, 'quietly'. 50 % <b>gentle</b> & calm",
    ),
    # The same name, a name that differs in case alone, the same number, a number that differs in case alone.
    Described("Rex A1223", "A1223", "Rex", (Photo("1.jpg", sure("Rottweiler"), one("Rottweiler")),)),
    Described("rex (small) A1224", "A1224", "rex", (Photo("1.jpg", label=one("Miniature Pinscher")),)),
    Described("Milo A1223", "A1223", "Milo", (Photo("1.jpg", label=one("Pug")),)),
    Described("Bella b a1200", "a1200", "BELLA", (Photo("1.jpg", label=one("Greyhound")),)),
    Described("Sans numero", "", "Sans Numéro", (Photo("1.jpg", sure(COLLIE), one(COLLIE)),)),
    Described("A1227", "A1227", "", (Photo("1.jpg", label=one("Kooikerhondje")),)),
    Described("Neither", "", "", (Photo("1.jpg", label=mix(COLLIE, LABRADOR)),)),
    Described(
        "Fleur A1228",
        "A1228",
        "\tFleur\nde Lys",
        (Photo("1.jpg", label=one("Chihuahua")),),
        "First line.\nSecond line.\r\n\r\nA paragraph;\twith a tab,\x0band what Word writes for a new line.\n",
    ),
    Described(
        "Emoji 🐕 A1229",
        "A1229",
        "Bisou 🐕❤️",
        (Photo("🐾.jpg", sure(HUSKY), one(HUSKY)),),
        "👩‍👩‍👧‍👦 loves families 👍🏽 🇫🇷",
    ),
    Described(
        "كلب שלום A1230",
        "A1230",
        "كلب שלום",
        (Photo("صورة.jpg", label=one("Saluki")),),
        "בעל \u202emoc.live\u202c, then left to right",
    ),
    Described(
        "=1+1 A1231",
        "A1231",
        '=HYPERLINK("http://example.invalid","Click")',
        (Photo("=2+2.jpg", sure(BEAGLE), one(BEAGLE)),),
        "=1+1",
    ),
    Described("+33 A1232", "A1232", "+33 6 12 34 56 78", (Photo("+1.jpg", label=one(BOXER)),), "+1 each week"),
    Described("-Moins A1233", "-1233", "-Moins", (Photo("-1.jpg", label=one("Pug")),), "- walks\n- sleeps"),
    Described("@home A1234", "A1234", "@home", (Photo("@1.jpg", label=one("Boxer")),), "@everyone\r=1+1"),
    Described(
        "Long A1235",
        "A1235-2026-11-FOURRIERE-DEPARTEMENTALE-DE-LA-HAUTE-GARONNE",
        "Jean-Philippe-Alexandre-Maximilien de la Tour-Saint-Germain-des-Prés",
        (Photo("1.jpg", label=one("Great Dane")),),
        "Un chien très long. " * 20,
    ),
)

# Undecided ones, several dogs, and photos that are not as they seem.
OPEN = (
    Described("Sure A1240", "A1240", "Salsa", (Photo("1.jpg", sure(BEAGLE)), Photo("2.jpg", sure(BEAGLE, BOXER)))),
    Described("Maybe A1241", "A1241", "Mambo", (Photo("1.jpg", maybe(MALINOIS, SHEPHERD)),)),
    # Its only label was given to what the file held before.
    Described(
        "Unsure A1242",
        "A1242",
        "Ulysse",
        (Photo("1.jpg", unsure(BOXER, "Pug")), Photo("2.jpg", sure(BOXER), one(BOXER), replaced=True)),
    ),
    Described(
        "Torn A1243",
        "A1243",
        "Déchirée",
        (
            Photo("1.jpg", fault="photo.cut_short", drawn=Drawn(torn=True)),
            Photo("2.jpg", sure(COLLIE), one(COLLIE), drawn=Drawn(gone=True)),
            Photo("3.jpg"),
        ),
    ),
    # People said different things of its photos.
    Described(
        "Two minds A1244",
        "A1244",
        "Janus",
        (
            Photo("1.jpg", sure(BEAGLE), one(BEAGLE)),
            Photo("2.jpg", sure(BOXER), one(BOXER)),
            Photo("3.jpg", unsure(BOXER)),
        ),
    ),
    # Nothing is known of any of them: every photo shows several dogs, though one has a label.
    Described(
        "Litter A1245",
        "A1245",
        "Litter of Luna",
        (
            Photo(
                "1.jpg",
                several(of_kind(sure(LABRADOR), "retriever"), of_kind(maybe(BOXER), "mastiff")),
                one(LABRADOR),
                several_dogs=True,
                pick=1,
                dogs=(mix(BOXER, FORMULA),),
            ),
            Photo("2.jpg", several(maybe(LABRADOR), sure("Pug"), unsure(BOXER), sure(COLLIE)), several_dogs=True),
        ),
    ),
    # More picks than any receiver takes; the first one shows several dogs, one is unreadable, one was taken out.
    Described(
        "Star A1246",
        "A1246",
        "Étoile",
        (
            *(Photo(f"{place}.jpg", sure(HUSKY), one(HUSKY), pick=9 - place) for place in range(1, 8)),
            Photo("8.jpg", sure(BEAGLE), one(BEAGLE), pick=1, several_dogs=True),
            Photo("9.jpg", pick=9, fault="photo.cut_short", drawn=Drawn(torn=True)),
            Photo("10.jpg", sure(BOXER), one(BOXER), pick=10, removed=True),
        ),
    ),
    # Photos as phones and programs write them. Nobody picked any.
    Described(
        "Phone A1247",
        "A1247",
        "Pixelle",
        (
            Photo("IMG_0001.JPG", sure(MALINOIS), one(MALINOIS), goodness=0.7, drawn=Drawn(orientation=6, place=True)),
            Photo(
                "IMG_0002.jpeg", sure(MALINOIS), one(MALINOIS), goodness=0.8, drawn=Drawn(orientation=3, profile=True)
            ),
            Photo(
                "IMG_0003.jpg",
                sure(MALINOIS),
                one(MALINOIS),
                turned=90,
                goodness=0.9,
                drawn=Drawn(orientation=8, place=True),
            ),
            Photo("IMG_0004.png", sure(MALINOIS), one(MALINOIS), goodness=0.6, drawn=Drawn(kind="PNG", mode="RGBA")),
            Photo("IMG_0005.jpg", sure(MALINOIS), one(MALINOIS), goodness=0.4, drawn=Drawn(mode="L")),
            Photo("IMG_0006.jpg", sure(MALINOIS), one(MALINOIS), turned=270, goodness=0.3, drawn=Drawn(mode="CMYK")),
            Photo("IMG_0007.webp", sure(MALINOIS), one(MALINOIS), goodness=0.2, drawn=Drawn(kind="WEBP")),
            Photo(
                "IMG_0008.jpg", sure(MALINOIS), one(MALINOIS), goodness=1.0, drawn=Drawn(size=(1800, 1350), place=True)
            ),
        ),
    ),
)

ANIMALS = DECIDED + CALLED + OPEN

STRAYS = (
    Photo("Van, Tuesday/IMG_0001.JPG", sure(BEAGLE), one(BEAGLE)),
    Photo(
        "Van, Tuesday/IMG_0002.JPG",
        several(sure(COLLIE), unsure("Vizsla"), sure(BEAGLE)),
        dogs=(None, one(BEAGLE)),
    ),
    Photo("Van, Tuesday/IMG_0003.JPG", no_dog_seen(), NO_DOG),
    Photo("Van, Tuesday/=IMG 4.JPG"),
    Photo("stray.jpg", maybe(BOXER, BEAGLE), mix(BOXER, BEAGLE), pick=1),
)
"""Photos that belong to no animal, by their paths under the root."""
