"""Names of breeds in a table reach the pack; whatever does not fit is named with its line."""

from pathlib import Path

import pytest

from desktop_app.inference.manifest import Breed
from export.graph import ExportError
from export.names import with_names
from tests.unit.export.test_packing import draft

pytestmark = pytest.mark.training

BREEDS = (
    Breed(id="own:black_cat", names={"en": "black cat"}),
    Breed(id="own:#7 Rex", names={"en": "#7 Rex"}),
    Breed(id="n02110958", names={"en": "Pug", "fr": "Carlin"}),
)


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "names.csv"
    file.write_bytes(text.encode(encoding))
    return file


def named(file: Path) -> list[dict[str, str]]:
    return [dict(breed.names) for breed in with_names(draft(breeds=BREEDS), file).breeds]


@pytest.mark.parametrize(("separator", "encoding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16")])
def test_names_in_both_languages_come_from_any_table(separator: str, encoding: str, tmp_path: Path) -> None:
    rows = [["label", "en", "fr"], ["Black_Cat", "Black cat", "Chat noir à poil"], ["#7 Rex", "", "Rex nº 7"]]
    file = table(tmp_path, "\n".join(separator.join(row) for row in rows) + "\n", encoding)
    assert named(file) == [
        {"en": "Black cat", "fr": "Chat noir à poil"},
        {"en": "#7 Rex", "fr": "Rex nº 7"},
        {"en": "Pug", "fr": "Carlin"},
    ]


def test_a_breed_of_imagenet_may_be_called_by_its_folder(tmp_path: Path) -> None:
    assert named(table(tmp_path, "label,fr\npug,Carlin beige\n"))[2] == {"en": "Pug", "fr": "Carlin beige"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("label,en,fr\nblack_cat,a,b\nsiamese,c,d\n", "line 3: the run has no breed 'siamese'"),
        ("label,en,fr\nblack_cat,a,b\nblack cat,c,d\n", "line 3: 'black cat' is named in line 2 already"),
        ("label,nom\nblack_cat,a\n", 'neither a column "en"'),
        ("name,en\nblack_cat,a\n", "label"),
    ],
)
def test_what_does_not_fit_is_named(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=said):
        with_names(draft(breeds=BREEDS), table(tmp_path, text))
