"""What exports for shelters read: tables of other software, and photos of which pictures for websites are made."""

from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image

from benchmarks.fuzzing.example import Example, Kind
from desktop_app.catalog.rows import PhotoRow
from desktop_app.exports.shelters.details import read_details
from desktop_app.exports.shelters.only_new import known_animals
from desktop_app.exports.shelters.pictures import PictureError, PictureExif, PictureStyle, prepared
from desktop_app.tables import TableError

FORMS = ("bytes", "lines", "lines", "lines")
ENGLISH = b'Code,Name,Sex,Size,Age,Born,Altered,Description\nA1,Bella,F,Large,3 years,2023-01-31,Yes,"Likes, walks"\n'
FRENCH = "Numéro;Nom;Sexe;Taille;Âge;OK chats\n12;Élan;Mâle;Moyen;8 mois;oui\n".encode("cp1252")
PLACE = "Rue de la Paix"
_STYLE = PictureStyle(longest_side=48, exif=PictureExif.WITHOUT_PLACE)


class ToldError(Exception):
    """A picture for a website tells where its photo was taken."""


def _tables() -> list[Example]:
    return [Example({"shelter.csv": content}, "shelter.csv") for content in (ENGLISH, FRENCH)]


def _photos() -> list[Example]:
    exif = Image.Exif()
    exif.update({270: PLACE, 271: "Paw", 274: 6, 306: "2026:03:04 05:06:07"})
    exif.get_ifd(ExifTags.IFD.Exif).update({36867: "2026:03:04 05:06:07", 34855: 200, 37500: PLACE.encode()})
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 51.0, 30.0), 29: "2026:03:04"})
    made = []
    for name in ("jpeg", "png", "webp"):
        stream = BytesIO()
        Image.new("RGB", (64, 48), (200, 60, 20)).save(stream, name.upper(), exif=exif)
        made.append(Example({f"photo.{name}": stream.getvalue()}, f"photo.{name}"))
    return made


def _prepare(file: Path) -> object:
    picture = prepared(PhotoRow(1, file, 0, None, None, None), _STYLE)
    if PLACE.encode() in picture or Image.open(BytesIO(picture)).getexif().get_ifd(ExifTags.IFD.GPSInfo):
        raise ToldError
    return picture


KINDS = {
    "shelter_details": Kind(_tables, read_details, lambda: (TableError,), FORMS),
    "known_animals": Kind(_tables, known_animals, lambda: (TableError,), FORMS),
    "picture": Kind(_photos, _prepare, lambda: (PictureError,)),
}
