"""Where `pawsort label` writes: nothing that is there is replaced unseen, photos and sessions not at all."""

from pathlib import Path

import pytest
from PIL import Image

from desktop_app.catalog.session import Session
from tests.e2e.label_helpers import Pawsort, rows_of

pytestmark = pytest.mark.end_to_end


@pytest.mark.parametrize("out", [["--out", "labels.csv"], ["--out", "labels"], [], ["--out", "export 24.11"]])
def test_a_table_that_is_there_is_replaced_only_when_told(pawsort: Pawsort, photos: Path, out: list[str]) -> None:
    for name in ("labels.csv", "export 24.11.csv"):
        (pawsort.folder / name).write_text("my own", encoding="utf-8")
    result = pawsort.label("photos", *out, code=2)
    assert "is there already and was left as it is" in result.stderr
    assert "--overwrite" in result.stderr
    table = pawsort.folder / ("export 24.11.csv" if "export 24.11" in out else "labels.csv")
    assert table.read_text(encoding="utf-8") == "my own"
    pawsort.label("photos", *out, "--overwrite")
    assert len(rows_of(table)) == 12
    assert {file.name for file in pawsort.folder.iterdir()} == {"photos", "labels.csv", "export 24.11.csv"}


def test_a_photo_or_a_session_is_not_replaced_whatever_is_told(pawsort: Pawsort, photos: Path) -> None:
    hidden, session = pawsort.folder / "hidden.csv", pawsort.folder / "session.csv"
    called_a_session = pawsort.folder / "dog.pawsort"
    for file in (hidden, called_a_session):
        Image.new("RGB", (9, 9)).save(file, "JPEG")
    Session.create(session).close()
    before = {file: file.read_bytes() for file in (hidden, session, called_a_session)}
    for option, file in (("--out", hidden), ("--out", session), ("--session", called_a_session)):
        result = pawsort.label("photos", option, file.name, "--overwrite", code=2)
        assert file.name in result.stderr
    assert {file: file.read_bytes() for file in before} == before


def test_a_session_gets_its_ending_and_is_gone_on_with_under_any_name(pawsort: Pawsort, photos: Path) -> None:
    pawsort.label("photos", "--session", "St. Roch")
    (pawsort.folder / "St. Roch.pawsort").rename(pawsort.folder / "older")
    for name in ("older", "St. Roch"):
        pawsort.label("photos", "--session", name, "--overwrite")
        assert not (pawsort.folder / "older.pawsort").exists()
    with Session.open(pawsort.folder / "older") as old, Session.open(pawsort.folder / "St. Roch.pawsort") as new:
        assert len(old.rows()) == len(new.rows()) == 12
