"""The photos that a network was trained on are found whatever their breeds are called in the data."""

from pathlib import Path

from desktop_app.inference.manifest import load_manifest
from export.trained_photos import photos_of_split
from training.datasets.photos import LabelledPhoto, PhotoSet
from training.datasets.splits import Side, Split
from training.evaluation.judging import breed_names


def test_breeds_in_other_spellings_are_those_of_the_pack(repository: Path) -> None:
    pack = load_manifest(repository / "assets" / "packs" / "pawsort")
    spelled = ("BEAGLE", "Shih Tzu", "Mexican hairless", "no breed of this pack")
    photos = PhotoSet(
        Path("data"), tuple(LabelledPhoto(Path(f"data/{number}.jpg"), breed) for number, breed in enumerate(spelled))
    )
    split = Split("study", 1337, "", {f"{number}.jpg": (breed, Side.TRAINING) for number, breed in enumerate(spelled)})
    for known in (split, None):
        found = photos_of_split(photos, known, pack, {Side.TRAINING})
        names = [breed_names(pack)[column] for column in found.columns]
        assert names == ["beagle", "Shih-Tzu", "Mexican_hairless"]
        assert [path.name for path in found.photos] == ["0.jpg", "1.jpg", "2.jpg"]
