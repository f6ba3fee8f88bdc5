"""Tables for sites, and their pictures, in a folder: what is replaced, what stays, and what a person types."""

from pathlib import Path

import pytest
from PIL import Image

from desktop_app.catalog.values.labels import Label
from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import CancelledError, Wording
from desktop_app.exports.shelters.feeds import FeedError
from desktop_app.exports.shelters.pictures import is_prepared_picture
from tests.golden.session import GoldenSession
from tests.unit.exports.shelters.herds import FEEDS, Herd, exported, feed, notes, planned, table

pytestmark = pytest.mark.usefixtures("nobodys_own_words")

BEAGLE = Label.breed("n02088364")


# Pictures and files


def test_pictures_are_small_marked_and_numbered_without_gaps(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", *[BEAGLE] * 8)
    herd.rows[1].path.write_bytes(herd.rows[1].path.read_bytes()[:300])
    Image.new("RGB", (1500, 900)).save(herd.rows[0].path)
    written = exported("petfinder", herd, tmp_path / "out", picture_size="600")
    photos = tmp_path / "out" / "photos"
    assert sorted(path.name for path in photos.iterdir()) == [f"A1-{place}.jpg" for place in range(1, 6)]
    assert all(is_prepared_picture(path.read_bytes()) for path in photos.iterdir())
    with Image.open(photos / "A1-1.jpg") as picture:
        assert picture.size == (600, 360)
    assert [fault.facts["file"] for fault in written.skipped] == [str(herd.rows[1].path)]
    assert written.photos == 5


def test_rescuegroups_names_only_pictures_that_are_there(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", BEAGLE, BEAGLE)
    herd.rows[0].path.unlink()
    foreign = tmp_path / "out" / "pictures" / "A1-1.jpg"
    foreign.parent.mkdir(parents=True)
    Image.new("RGB", (9, 9)).save(foreign)
    before = foreign.read_bytes()
    written = exported("rescuegroups", herd, tmp_path / "out")
    assert foreign.read_bytes() == before, "a photo that somebody put there is never replaced"
    assert table("rescuegroups", tmp_path / "out")[0].get("photo1", "") == ""
    assert len(written.skipped) == 2


def test_second_export_replaces_its_own_files_and_tells_of_pictures_that_are_left_over(
    herd: Herd, tmp_path: Path
) -> None:
    herd.add("A1", BEAGLE, BEAGLE)
    herd.add("A2", BEAGLE)
    exported("adoptapet", herd, tmp_path / "out")
    herd.rows[:] = [row for row in herd.rows if row.photo_id != 2]
    (tmp_path / "out" / "photos" / "mine.jpg").write_bytes(herd.rows[0].path.read_bytes())
    preview = planned("adoptapet", herd, tmp_path / "out")
    assert sorted(path.name for path in preview.replaces) == ["A1-1.jpg", "A2-1.jpg", "import.cfg", "pets.csv"]
    assert notes(preview)["older_pictures"] == "A1-2.jpg"
    written = exported("adoptapet", herd, tmp_path / "out")
    assert written.skipped == ()
    assert len(list((tmp_path / "out").rglob("*"))) == 3 + 4


def test_cancelled_export_leaves_whole_pictures_and_the_table_that_was_there(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", *[BEAGLE] * 4)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "pets.csv").write_text("before", encoding="utf-8")

    class Enough:
        def advance(self, done: int, total: int) -> None:
            assert total == 5
            if done == 2:
                raise CancelledError

    written = feed("rescuegroups").write(tmp_path / "out", herd.material, Wording(str, sentence), {}, Enough())
    assert written.is_cancelled
    assert (written.animals, written.files, written.pieces) == (0, 0, 2)
    assert (tmp_path / "out" / "pets.csv").read_text(encoding="utf-8") == "before"
    for picture in (tmp_path / "out" / "pictures").iterdir():
        Image.open(picture).load()


def test_photos_are_as_they_were_afterwards(golden: GoldenSession, tmp_path: Path) -> None:
    from desktop_app.exports.gathering import gathered

    before = golden.state_of_photos()
    for format_id in FEEDS:
        exported(format_id, gathered(golden.file), tmp_path / format_id, picture_exif="without_place")
    assert golden.state_of_photos() == before
    assert not any(b"GPS" in file.read_bytes() for file in tmp_path.glob("*/p*/*.jpg"))


# What a person types


def test_status_is_never_blank(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", BEAGLE)
    with pytest.raises(FeedError) as refused:
        planned("rescuegroups", herd, tmp_path / "out", status=" \n")
    assert (refused.value.fault.code, refused.value.fault.facts["option"]) == ("feed.status", "status")


@pytest.mark.parametrize("typed", ["", "../pets.csv", "a/b.csv", "nul", "what?.csv"])
def test_table_has_a_name_that_is_one(typed: str, herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", BEAGLE)
    with pytest.raises(FeedError) as refused:
        planned("rescuegroups", herd, tmp_path / "out", file_name=typed)
    assert refused.value.fault.facts == {"name": typed, "option": "file_name"}


def test_table_is_called_as_the_account_of_the_shelter_wants_it(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", BEAGLE)
    assert planned("rescuegroups", herd, tmp_path, file_name=" Refuge_42.CSV ").files[0].file.name == "Refuge_42.CSV"
    assert planned("petfinder", herd, tmp_path, shelter_id=" on123 ").files[0].file.name == "ON123.csv"
    assert "no_shelter_id" in notes(planned("petfinder", herd, tmp_path, shelter_id=""))
    with pytest.raises(FeedError):
        planned("petfinder", herd, tmp_path, shelter_id="N/94")


def test_table_of_the_shelter_that_cannot_be_read_is_said_under_its_option(herd: Herd, tmp_path: Path) -> None:
    herd.add("A1", BEAGLE)
    for content, code in ((None, "table.unreadable"), ("Name\nBella\n", "table.no_number_column")):
        if content is not None:
            (tmp_path / "shelter.csv").write_text(content, encoding="utf-8")
        with pytest.raises(FeedError) as refused:
            planned("petfinder", herd, tmp_path / "out", details=str(tmp_path / "shelter.csv"))
        assert (refused.value.fault.code, refused.value.fault.facts["option"]) == (code, "details")
