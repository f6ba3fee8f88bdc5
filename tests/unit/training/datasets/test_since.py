"""What became of photos since they were split is counted aloud, and stops nothing that can go on."""

import shutil
from pathlib import Path

import pytest

from training.datasets.photos import DataError
from training.datasets.preparing import SplitRequest, split_photos
from training.datasets.readers import read_data
from training.datasets.since import of_side, split_now
from training.datasets.splits import Side, Split, make_split, read_split, write_split

BOTH = (Side.TRAINING, Side.VALIDATION)


@pytest.fixture
def photos(tiny_photos: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_photos, tmp_path / "photos"))


def split_of(root: Path) -> Split:
    return split_photos(SplitRequest([root]), lambda _line: None)[0]


def now(root: Path, split: Split) -> tuple[Split, list[str]]:
    said: list[str] = []
    return split_now(read_data(root), split, said.append, BOTH), said


def test_data_that_stayed_as_they_were_are_not_talked_about(photos: Path) -> None:
    split = split_of(photos)
    assert now(photos, split) == (split, [])


def test_photos_that_were_added_are_on_no_side_and_counted_with_their_breeds(photos: Path) -> None:
    split = split_of(photos)
    (photos / "pumi").mkdir()
    for name in ("beagle/new.png", "pumi/a.png", "pumi/b.png"):
        (photos / name).write_bytes((photos / "beagle" / "0.png").read_bytes() + b"another")
    found, (line,) = now(photos, split)
    assert found == split
    assert "3 photos of 2 breeds were added since the split, or left out of it, and are on no side, such as " in line


def test_photos_that_are_gone_are_counted_and_the_first_are_named(photos: Path) -> None:
    split = split_of(photos)
    gone = [name for name in split.sides if name.startswith("kelpie/")][:4]
    for name in gone:
        (photos / name).unlink()
    found, (line,) = now(photos, split)
    assert f"4 photos of the split are not there any more: {', '.join(gone[:3])} …" in line
    assert set(found.sides) == set(split.sides) - set(gone)
    left = [name for name, (_, side) in split.sides.items() if side is Side.VALIDATION and name not in gone]
    read = read_data(photos)
    assert [read.name_of(each) for each in of_side(read, found, Side.VALIDATION).photos] == left


@pytest.mark.parametrize("remembers", [True, False])
def test_a_photo_in_another_folder_stays_on_its_side_under_its_new_breed(photos: Path, remembers: bool) -> None:
    (photos / "beagle" / "0.png").rename(photos / "beagle" / "only.png")
    split, old = split_of(photos), "beagle/only.png"
    side = split.sides[old][1]
    if not remembers:
        split = Split(split.kind, split.seed, split.data_sha256, split.sides)
    # Without contents it is known by its name, as long as that is there once.
    new = "kelpie/moved.png" if remembers else "kelpie/only.png"
    (photos / old).rename(photos / new)
    found, (lies, labelled) = now(photos, split)
    assert found.sides[new] == ("kelpie", side)
    assert f"1 photo of the split lies elsewhere now and stays on its side, such as {old}, now {new}" in lies
    assert f"1 photo has another breed than when the data were split, such as {new}: beagle then, kelpie" in labelled


def test_another_spelling_is_not_another_breed(photos: Path) -> None:
    split = split_of(photos)
    spelled = {name: (breed.upper(), side) for name, (breed, side) in split.sides.items()}
    found, said = now(photos, Split(split.kind, split.seed, "", spelled))
    assert (found.sides, said) == (split.sides, [])


def test_a_side_or_a_breed_with_nothing_left_is_an_error(photos: Path) -> None:
    split = split_of(photos)
    for name, (_, side) in split.sides.items():
        if side is Side.VALIDATION:
            (photos / name).unlink()
    with pytest.raises(DataError, match="none of the 6 validation photos of the split is there, such as "):
        now(photos, split)
    shutil.rmtree(photos / "kelpie")
    with pytest.raises(DataError, match="no training photo of kelpie is left of those that the split names"):
        split_now(read_data(photos), split, lambda _line: None, [Side.TRAINING])


def test_breeds_that_were_not_asked_for_are_not_missed(photos: Path) -> None:
    split = split_of(photos)
    some = read_data(photos).only_breeds(["beagle", "kelpie"])
    said: list[str] = []
    found = split_now(some, split, said.append, BOTH, some_breeds=True)
    assert {breed for breed, _ in found.sides.values()} == {"beagle", "kelpie"}
    assert said == []


def test_a_photo_that_is_called_like_a_comment_comes_back_as_it_was_written(photos: Path, tmp_path: Path) -> None:
    for number, name in enumerate(("#7 Rex.png", "# seed: 5.png", "# kind: none.png", "=1+1.png", "-a.png", " b .png")):
        (photos / "beagle" / f"{number}.png").rename(photos / name)
    # They begin their lines: as a table has photos that lie beside it.
    names = sorted(path.name for path in photos.glob("*.png"))
    table = photos / "labels of ours.csv"
    rows = "".join(f'"{name}",beagle\n' for name in names) + "".join(f"kelpie/{n}.png,kelpie\n" for n in range(10))
    table.write_text("path,label\n" + rows)
    read = read_data(table)
    sides = [Side.VALIDATION if number % 5 == 0 else Side.TRAINING for number in range(len(read))]
    split = make_split(read, sides, kind="study", seed=1337, contents=["ab"] * len(read))
    write_split(split, tmp_path / "s.csv")
    assert read_split(tmp_path / "s.csv") == split
    assert (split.seed, split.kind) == (1337, "study")


def test_a_split_that_excel_kept_is_still_one(photos: Path, tmp_path: Path) -> None:
    """With semicolons in every line, in Windows' encoding."""
    (photos / "beagle").rename(photos / "Épagneul")
    split, file = split_of(photos), tmp_path / "s.csv"
    write_split(split, file)
    lines = [
        f"{line};;;" if line.startswith("# ") else line.replace(",", ";") for line in file.read_text().splitlines()
    ]
    file.write_bytes("\r\n".join(lines).encode("cp1252"))
    assert read_split(file) == split
