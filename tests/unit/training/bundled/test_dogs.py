"""Where the dogs are in the photos behind the bundled model."""

from pathlib import Path

import numpy as np
import pytest

from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.preprocess import Picture, dog_part
from tests.small_finder import GROUND, QUARTERS, RED_DOG, SIDE, finder_graph, photo_of
from training.bundled import dogs
from training.bundled.dogs import CLASSES, FINDER_NAME, find_dogs, finder_of
from training.datasets.photos import DataError
from training.networks.finders import FinderNetwork

SPEC = InputSpec(width=64, height=64, views=("dog",))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a run with a finder: what is red in a quarter of a photo is a dog."""
    monkeypatch.setenv("PAWSORT_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / FINDER_NAME).write_bytes(finder_graph(columns=len(CLASSES)))
    return folder


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """A dog in each quarter, none, and a wide photo."""
    files = [tmp_path / f"{number}.png" for number in range(6)]
    for number, file in enumerate(files[:4]):
        photo_of(*(RED_DOG if quarter == number else GROUND for quarter in range(4)), side=80).save(file)
    photo_of(*[GROUND] * 4, side=80).save(files[4])
    photo_of(RED_DOG, GROUND, GROUND, GROUND, side=80).resize((160, 80)).save(files[5])
    return files


def quiet(_line: str) -> None:
    """Says nothing."""


def test_the_part_that_is_looked_at_is_that_of_the_first_dog(
    run: Path, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # More photos than are looked at together.
    monkeypatch.setattr(dogs, "CHUNK", 4)
    finder, said = finder_of(run, SIDE), list[str]()
    found = find_dogs(run, finder, SPEC, photos, said.append)
    assert said == ["Looking for the dogs of 6 photos"]
    shapes = [(80, 80)] * 5 + [(160, 80)]
    for part, box, shape in zip(found.parts, (*QUARTERS, None, QUARTERS[0]), shapes, strict=True):
        if box is None:
            assert part is None
        else:
            assert part == pytest.approx(dog_part(box, *shape, finder), abs=1e-6)
    assert found.greatest.shape == (6, len(CLASSES))
    np.testing.assert_allclose(found.greatest[:, 0], np.array([180, 180, 180, 180, 20, 180]) / 255, atol=0.03)


def test_it_is_what_the_app_finds(run: Path, photos: list[Path]) -> None:
    finder = finder_of(run, SIDE)
    found = find_dogs(run, finder, SPEC, photos, quiet)
    pictures = [Picture.of_file(photo.read_bytes(), SPEC) for photo in photos]
    told = FinderNetwork(run / FINDER_NAME, finder).dogs(pictures)
    np.testing.assert_array_equal(found.greatest, [each.greatest for each in told])
    assert [part is None for part in found.parts] == [each.first is None for each in told]


def test_what_was_found_before_is_read_again(run: Path, photos: list[Path]) -> None:
    finder, said = finder_of(run, SIDE), list[str]()
    first = find_dogs(run, finder, SPEC, photos, quiet)
    second = find_dogs(run, finder, SPEC, photos, said.append)
    assert said == []
    assert second.parts == first.parts
    np.testing.assert_array_equal(second.greatest, first.greatest)


def test_other_photos_another_rule_and_a_damaged_file_are_looked_at_anew(run: Path, photos: list[Path]) -> None:
    finder, said = finder_of(run, SIDE), list[str]()
    first = find_dogs(run, finder, SPEC, photos, said.append)
    find_dogs(run, finder, SPEC, photos[::-1], said.append)
    wider = find_dogs(run, finder.model_copy(update={"margin": 0.3}), SPEC, photos, said.append)
    assert len(said) == 3
    assert wider.parts != first.parts
    photo_of(*[GROUND] * 4, side=80).save(photos[0])
    assert find_dogs(run, finder, SPEC, photos, said.append).parts[0] is None
    assert len(said) == 4
    for kept in (run.parent / "cache").rglob("*.npz"):
        kept.write_bytes(b"cut short")
    assert find_dogs(run, finder, SPEC, photos, said.append).parts[1:] == first.parts[1:]
    assert len(said) == 5


def test_a_missing_finder_is_named_with_the_way_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"dog_finder\.onnx is missing.*python -m export finder --out"):
        finder_of(tmp_path, SIDE)


def test_the_rule_knows_its_graph(run: Path) -> None:
    before = finder_of(run, SIDE)
    (run / FINDER_NAME).write_bytes(finder_graph(columns=len(CLASSES)) + b"\0")
    assert finder_of(run, SIDE).graph.sha256 != before.graph.sha256
    assert (before.width, before.height, before.classes) == (SIDE, SIDE, CLASSES)
