"""The pack that ships is made of the right photos, and the exporter's own run of a graph takes every view."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from PIL import Image

from desktop_app.inference.manifest import Breed, InputSpec, SecondLook
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import tensors_of_file
from export.background import TrainedOn
from export.graph import ExportError, convert
from export.looking import Looked, graph_logits
from export.packing import GRAPH_NAME, SECOND_GRAPH_NAME, graph_entry
from export.ship.shipping import (
    CALIBRATION,
    SECOND_LOOK,
    _give_background,
    _seen,
    _take_graphs,
    calibration_photos,
    trained_on,
)
from tests.small_pack import make_small_pack
from tests.unit.export.test_packing import EDGE, draft, small_classifier
from training.bundled.photos import CAT, CROPS, MORE_BREEDS, NO_DOGS, OTHER_BREED, OTHER_SOURCES, BundledPhotos
from training.datasets.photos import LabelledPhoto, PhotoSet
from training.datasets.splits import Side, Split, make_split

pytestmark = pytest.mark.training


def photos_of(folder: Path, sides: list[Side]) -> tuple[BundledPhotos, Split]:
    """Of three folders the same number each, on these sides in turn."""
    photos = PhotoSet(
        folder,
        tuple(
            LabelledPhoto(folder / name / f"{number}.jpg", CAT if name == NO_DOGS else f"breed {number % 2}")
            for name in (CROPS, NO_DOGS, OTHER_SOURCES)
            for number in range(200)
        ),
    )
    every = [sides[number % len(sides)] for number in range(len(photos.photos))]
    bundled = BundledPhotos(photos, "0" * 64, list(range(len(photos.photos))))
    return bundled, make_split(photos, every, kind="three-way", seed=1, data_sha256="0" * 64)


def test_ranges_are_taken_from_photos_of_the_training_side_alone(tmp_path: Path) -> None:
    bundled, split = photos_of(tmp_path, [Side.TRAINING, Side.VALIDATION, Side.TEST])
    chosen = calibration_photos(bundled, split)
    sides = {split.sides[path.relative_to(tmp_path).as_posix()][1] for path in chosen}
    assert sides == {Side.TRAINING}
    folders = [path.parent.name for path in chosen]
    assert folders.count(NO_DOGS) == CALIBRATION[NO_DOGS]
    assert folders.count(CROPS) == 67  # all that there are on that side
    assert OTHER_SOURCES not in folders


def test_without_training_photos_there_are_no_ranges(tmp_path: Path) -> None:
    bundled, split = photos_of(tmp_path, [Side.VALIDATION, Side.TEST])
    with pytest.raises(ExportError, match="training side"):
        calibration_photos(bundled, split)


def test_the_background_is_that_of_the_breeds_on_the_training_side_alone(tmp_path: Path) -> None:
    bundled, split = photos_of(tmp_path, [Side.TRAINING, Side.VALIDATION, Side.TEST])
    breeds = draft().breeds
    # Of cats, of dogs of unknown breed and of breeds that the pack does not know, there is no mean.
    wnid = {"breed 0": breeds[4].id, "breed 1": "n_unknown"}
    photos = bundled.photos.chosen(replace(photo, wnid=wnid.get(photo.breed)) for photo in bundled.photos.photos)
    chosen = trained_on(replace(bundled, photos=photos), split, draft())
    names = [path.relative_to(tmp_path).as_posix() for path in chosen.photos]
    assert {split.sides[name] for name in names} == {("breed 0", Side.TRAINING)}
    assert {path.parent.name for path in chosen.photos} == {CROPS}
    assert chosen.columns.tolist() == [4] * len(names)
    assert len(names) == sum(
        name.startswith(CROPS) and each == ("breed 0", Side.TRAINING) for name, each in split.sides.items()
    )


def test_further_breeds_are_in_the_background_and_in_the_ranges(tmp_path: Path) -> None:
    further = [LabelledPhoto(tmp_path / MORE_BREEDS / "akita" / f"{number}.jpg", "breed:akita") for number in range(90)]
    strange = [LabelledPhoto(tmp_path / MORE_BREEDS / "barbet" / f"{number}.jpg", OTHER_BREED) for number in range(10)]
    photos = PhotoSet(tmp_path, (*further, *strange))
    sides = [*[Side.TRAINING] * 80, *[Side.TEST] * 10, *[Side.VALIDATION] * 10]
    split = make_split(photos, sides, kind="three-way", seed=1, data_sha256="0" * 64)
    bundled = BundledPhotos(photos, "0" * 64, list(range(100)))
    breeds = (*draft().breeds, Breed(id="breed:akita", names={"en": "Akita"}))
    trained = trained_on(bundled, split, draft(breeds=breeds))
    assert list(trained.photos) == [photo.path for photo in further[:80]]
    assert trained.columns.tolist() == [len(breeds) - 1] * 80
    assert trained_on(bundled, split, draft()).photos == ()
    assert len(calibration_photos(bundled, split)) == CALIBRATION[MORE_BREEDS]


def test_a_network_without_a_familiarity_is_not_shipped() -> None:
    looked = Looked(np.zeros((2, 2, 6)), np.zeros((2, 2, 3)), np.zeros(2, np.bool_), None, (None, None))
    with pytest.raises(ExportError, match="no output 'familiarity'"):
        _seen(looked, np.zeros(2, np.int64))
    known = looked._replace(familiarity=np.ones((2, 2)))
    assert _seen(known, np.zeros(2, np.int64)).chosen_on.all()
    # It was fitted to those that came with further breeds: they choose nothing.
    assert not _seen(known, np.zeros(2, np.int64), fitted=True).chosen_on.any()
    assert _seen(known, np.zeros(2, np.int64)).found is None


def test_what_ships_has_a_background_or_is_not_written(tmp_path: Path) -> None:
    pack, said = make_small_pack(tmp_path / "pack"), list[str]()
    photos = [tmp_path / f"{number}.png" for number in range(12)]
    for number, photo in enumerate(photos):
        pixels = np.random.default_rng(number).integers(0, 256, (20, 31, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(photo)
    _give_background(pack, TrainedOn(tuple(photos), np.arange(12) % 2), said.append)
    assert said == ["The background: looking at 12 photos of the training side"]
    assert load_pack(pack).background_file == pack / "background.npz"
    with pytest.raises(ExportError, match="The pack has no background: there is no breed"):
        _give_background(pack, TrainedOn(tuple(photos[:3]), np.zeros(3, np.int64)), said.append)


def test_graphs_of_a_pack_are_taken_to_the_last_byte(tmp_path: Path) -> None:
    pack, folder = make_small_pack(tmp_path / "pack"), tmp_path / "new"
    folder.mkdir()
    second = pack / SECOND_GRAPH_NAME
    second.write_bytes(b"the second network")
    plain = draft(input=InputSpec(width=EDGE, height=EDGE, second_look=SECOND_LOOK))
    assert _take_graphs(pack, folder, plain) == plain, "without a network for the second look there is none to name"
    asked = SECOND_LOOK.model_copy(update={"graph": graph_entry(second)})
    taken = _take_graphs(pack, folder, draft(input=InputSpec(width=EDGE, height=EDGE, second_look=asked)))
    for name in (GRAPH_NAME, SECOND_GRAPH_NAME):
        assert (folder / name).read_bytes() == (pack / name).read_bytes()
    assert taken.input.second_look is not None
    assert taken.input.second_look.graph == graph_entry(second, "int8")


@pytest.mark.parametrize("seed", [1, 2])
def test_every_view_of_every_photo_goes_through_its_graph(tmp_path: Path, seed: int) -> None:
    """With seed 2 another network takes the second look."""
    network, again = small_classifier(), small_classifier(seed)
    onnx.save(convert(network), tmp_path / "model.onnx")
    onnx.save(convert(again), tmp_path / "again.onnx")
    photos = [tmp_path / f"{number}.png" for number in range(11)]
    for number, photo in enumerate(photos):
        pixels = np.random.default_rng(number).integers(0, 256, (20, 31, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(photo)
    other = graph_entry(tmp_path / "again.onnx") if seed == 2 else None
    second = SecondLook(graph=other, view="whole", mirrored=True, below=0.5, temperature=1.0)
    spec = InputSpec(width=EDGE, height=EDGE, views=("centre_square",), second_look=second)
    logits, species, turned, *_ = graph_logits(tmp_path / "model.onnx", photos, draft(input=spec))
    assert logits.shape == (11, 2, 6)
    assert species.shape == (11, 2, 3)
    assert not turned.any()
    tensors = np.stack([tensors_of_file(photo.read_bytes(), spec) for photo in photos])
    looks = ((network, tensors[:, 0]), (again, tensors[:, 1, :, ::-1]))
    for view, (asked, pictures) in enumerate(looks):
        wanted = asked(pictures, training=False)
        np.testing.assert_allclose(logits[:, view], np.asarray(wanted["logits"]), atol=1e-4)
