"""The background of a pack: what it says of photos, that it is the same file each time, and who gets one."""

import io
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from numpy.typing import NDArray

from desktop_app.inference.classifier import Classifier
from desktop_app.inference.manifest import load_manifest
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import tensors_of_file
from desktop_app.learning.background import background_of, load_background
from export import background as making
from export.background import NoBackgroundError, TrainedOn, background_from, packed, write_background
from export.cli import main
from export.packing import with_background, write_pack
from export.parity import some_photos, tensors_of_photos
from tests.small_pack import BREEDS, make_small_pack
from tests.unit.export.test_packing import SPEC, draft, small_classifier
from training.fitting.requests import new_request
from training.fitting.run_fit import fit
from training.runs.run import REQUEST, SPLIT

pytestmark = pytest.mark.training

TINY = ("data.breeds=all", "body.image_size=32", "body.blocks=[[4, 3]]", "fit.epochs=1", "fit.steps_per_epoch=1")
Floats = NDArray[np.float64]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def embeddings(photos: int, breeds: int, dimension: int, seed: int = 3) -> tuple[Floats, NDArray[np.int64]]:
    """Of breeds that lie apart, whose photos differ in some directions more than in others."""
    chance = np.random.default_rng(seed)
    columns = np.arange(photos) % breeds
    centres = chance.normal(0, 5, (breeds, dimension))
    turned = np.linalg.qr(chance.normal(size=(dimension, dimension)))[0]
    spread = chance.normal(size=(photos, dimension)) * np.geomspace(3, 0.1, dimension)
    return centres[columns] + spread @ turned, columns


def covariance(values: Floats, columns: NDArray[np.int64]) -> Floats:
    """Of photos of one breed, pooled: as textbooks have it."""
    breeds = np.unique(columns)
    pooled = sum(np.cov(values[columns == breed].T) * ((columns == breed).sum() - 1) for breed in breeds)
    return np.asarray(pooled / (len(values) - len(breeds)))


@pytest.mark.parametrize(("photos", "dimension", "axes"), [(300, 20, 20), (300, 20, 6), (40, 60, 36), (40, 60, 10)])
def test_means_and_axes_are_those_of_the_photos(
    photos: int, dimension: int, axes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where there are fewer photos than numbers in an embedding."""
    monkeypatch.setattr(making, "AXES", axes)
    values, columns = embeddings(photos, 4, dimension)
    found = background_from(values, columns, 4)
    for breed in range(4):
        np.testing.assert_allclose(found.means[breed], values[columns == breed].mean(axis=0), rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(found.middle, values.mean(axis=0), rtol=1e-5, atol=1e-5)
    assert found.photos.tolist() == [photos // 4] * 4
    pooled = covariance(values, columns)
    assert found.variances.shape == (axes,)
    np.testing.assert_allclose(found.variances, np.linalg.eigvalsh(pooled)[::-1][:axes], rtol=1e-4)
    np.testing.assert_allclose(found.axes.T @ found.axes, np.eye(axes), atol=1e-5)
    np.testing.assert_allclose(pooled @ found.axes, found.axes * found.variances, atol=1e-4)
    # What the axes leave is spread over all other directions.
    assert found.variances.sum() + found.rest * (dimension - axes) == pytest.approx(np.trace(pooled), rel=1e-4)


def test_an_axis_has_one_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would be the other one on another computer, and what was learned there would not fit."""
    values, columns = embeddings(200, 4, 12)
    found = background_from(values, columns, 4)
    at_most = np.abs(found.axes).argmax(axis=0)
    assert (found.axes[at_most, np.arange(12)] > 0).all()
    mirrored = background_from(-values, columns, 4)
    np.testing.assert_allclose(mirrored.axes, found.axes, atol=1e-5)


def test_the_file_is_the_same_bytes_and_says_what_was_put_into_it() -> None:
    found = background_from(*embeddings(200, 4, 12), breeds=4)
    content = packed(found)
    assert packed(found) == content
    read = background_of(content, Path("background.npz"), 4, 12)
    np.testing.assert_allclose(read.means, found.means, rtol=1e-3)
    np.testing.assert_allclose(read.axes, found.axes, atol=1e-3)
    np.testing.assert_array_equal(read.variances, found.variances)
    np.testing.assert_array_equal(read.photos, found.photos)
    assert read.rest == pytest.approx(found.rest)
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        assert sorted(arrays.files) == ["axes", "means", "middle", "photos", "rest", "variances"]


def test_a_breed_of_few_photos_has_no_mean_of_its_own() -> None:
    """The mean of one photo would be that photo's embedding."""
    values, columns = embeddings(60, 3, 8)
    few = np.concatenate([np.flatnonzero(columns < 2), np.flatnonzero(columns == 2)[:4]])
    found = background_from(values[few], columns[few], 5)
    assert found.photos.tolist() == [20, 20, 0, 0, 0]
    kept = values[columns < 2]
    for breed in (2, 3, 4):
        np.testing.assert_allclose(found.means[breed], kept.mean(axis=0), rtol=1e-5, atol=1e-5)
    assert background_of(packed(found), Path("background.npz"), 5, 8).photos.sum() == 40


@pytest.mark.parametrize(
    ("values", "columns", "why"),
    [
        (np.zeros((0, 0)), np.zeros(0, np.int64), "no breed of which at least 5"),
        (np.ones((6, 3)), np.array([0, 0, 0, 1, 1, 1]), "no breed of which at least 5"),
        (np.ones((20, 3)), np.arange(20) % 2, "all alike"),
        (np.full((20, 3), np.nan), np.arange(20) % 2, "no numbers of 16 bits"),
        (np.full((20, 3), 1e6), np.arange(20) % 2, "no numbers of 16 bits"),
    ],
)
def test_photos_that_give_no_background_are_told_from_those_that_do(
    values: Floats, columns: NDArray[np.int64], why: str
) -> None:
    with pytest.raises(NoBackgroundError, match=why):
        background_from(values, columns, 2)


def test_more_photos_of_a_breed_than_needed_are_taken_evenly_and_in_any_order_the_same(tmp_path: Path) -> None:
    photos = tuple(tmp_path / f"{number:03}.jpg" for number in range(100))
    columns = np.array([0] * 90 + [1] * 10)
    chosen = TrainedOn(photos, columns).at_most(30)
    assert np.bincount(chosen.columns).tolist() == [30, 10]
    assert chosen.photos[:3] == (photos[0], photos[3], photos[6])
    order = np.random.default_rng(1).permutation(100)
    other = TrainedOn(tuple(photos[row] for row in order), columns[order]).at_most(30)
    assert other.photos == chosen.photos
    assert other.columns.tolist() == chosen.columns.tolist()


@pytest.fixture
def judged_by_colour(tiny_photos: Path, tmp_path: Path) -> tuple[Path, TrainedOn]:
    """A pack that looks twice and sets photos upright, and photos for it; one of them cannot be read."""
    spec = {"width": 16, "height": 16, "views": ["centre_square"]}
    spec |= {"second_look": {"view": "whole", "below": 0.9, "temperature": 5.0}}
    pack = make_small_pack(tmp_path / "pack", input=spec, turns=True)
    folders = sorted(folder for folder in tiny_photos.iterdir() if folder.is_dir())[: len(BREEDS)]
    photos = [(photo, column) for column, folder in enumerate(folders) for photo in sorted(folder.iterdir())]
    (tmp_path / "broken.png").write_bytes(b"no photo")
    photos.append((tmp_path / "broken.png", 0))
    return pack, TrainedOn(tuple(photo for photo, _ in photos), np.array([column for _, column in photos]))


def test_embeddings_are_those_that_the_app_keeps(judged_by_colour: tuple[Path, TrainedOn]) -> None:
    folder, trained = judged_by_colour
    assert with_background(folder, trained, folder) is None
    pack = load_pack(folder)
    assert pack.background_file == folder / "background.npz"
    found = load_background(pack.background_file, len(BREEDS), 3)
    columns = trained.columns[:-1]
    assert found.photos.tolist() == np.bincount(columns).tolist()
    tensors = np.stack([tensors_of_file(photo.read_bytes(), pack.manifest.input) for photo in trained.photos[:-1]])
    kept = np.array([suggestion.embedding for suggestion in Classifier(pack, "cpu").classify(tensors)], np.float32)
    for column in range(len(BREEDS)):
        np.testing.assert_allclose(found.means[column], kept[columns == column].mean(axis=0), rtol=2e-3)


def test_a_pack_that_is_given_a_background_is_the_same_pack(
    judged_by_colour: tuple[Path, TrainedOn], tmp_path: Path
) -> None:
    folder, trained = judged_by_colour
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    plain = load_pack(folder)
    assert with_background(folder, trained, tmp_path / "another" / "place") is None
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    made = tmp_path / "another" / "place"
    assert (made / "model.onnx").read_bytes() == before["model.onnx"]
    assert load_pack(made).pack_hash == plain.pack_hash
    assert load_pack(made).manifest.model_copy(update={"background": None}) == plain.manifest
    assert with_background(made, trained, made) is None
    assert sorted(file.name for file in made.parent.iterdir()) == ["place"]
    first = (made / "background.npz").read_bytes()
    assert with_background(folder, trained, folder) is None
    assert (folder / "background.npz").read_bytes() == first


def test_a_pack_without_photos_or_embeddings_stays_as_it_was(
    judged_by_colour: tuple[Path, TrainedOn], tmp_path: Path
) -> None:
    folder, trained = judged_by_colour
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    nothing = TrainedOn(trained.photos[-1:], trained.columns[-1:])
    assert "no breed" in str(with_background(folder, nothing, folder))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    manifest = load_manifest(folder)
    outputs = tuple(name for name in manifest.outputs if name != "embedding")
    with pytest.raises(NoBackgroundError, match="no embedding"):
        write_background(folder, manifest.model_copy(update={"outputs": outputs}), trained)


def test_a_pack_is_written_with_its_background_or_says_why_not(tiny_photos: Path, tmp_path: Path) -> None:
    photos = [photo for folder in sorted(tiny_photos.iterdir()) for photo in sorted(folder.iterdir())][:12]
    tensors = tensors_of_photos(some_photos(tiny_photos, 5), SPEC)
    network = small_classifier()
    with_one = TrainedOn(tuple(photos), np.arange(12) % 2)
    for trained, without in ((with_one, None), (None, ""), (TrainedOn((), np.zeros(0, np.int64)), "no breed")):
        report = write_pack(network, draft(), tensors, tmp_path / "out", trained=trained)
        assert (report.without_background == without) or (without and without in str(report.without_background))
        has_one = load_pack(tmp_path / "out").background_file is not None
        assert has_one == (without is None)
        assert (tmp_path / "out" / "background.npz").is_file() == has_one


@pytest.fixture(scope="module")
def fitted(tiny_photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of `fit`."""
    request = new_request("cnn_small", TINY, [tiny_photos], out=tmp_path_factory.mktemp("runs") / "fitted")
    return fit(request, lambda _: None).folder


def training_side(fitted: Path) -> int:
    return (fitted / SPLIT).read_text(encoding="utf-8").count(",training,")


def test_a_pack_of_a_run_has_the_background_of_its_training_photos(
    fitted: Path, tiny_photos: Path, tmp_path: Path
) -> None:
    packs = {
        "pack": run("pack", fitted, "--photos", tiny_photos, "--count", 5, "--out", tmp_path / "pack"),
        "quantize": run(
            *("quantize", fitted, "--data", tiny_photos, "--count", 8, "--most-loss", 1, "--out", tmp_path / "quantize")
        ),
    }
    for name, result in packs.items():
        assert result.exit_code == 0, result.output
        assert "without a background" not in result.output
        pack = load_pack(tmp_path / name)
        assert pack.background_file is not None
        found = load_background(pack.background_file, len(pack.manifest.breeds))
        assert found.photos.sum() == training_side(fitted)
        assert (found.photos >= making.FEWEST_PHOTOS).all()


def test_a_run_whose_photos_are_gone_gives_a_pack_without_and_says_so(
    fitted: Path, tiny_photos: Path, tmp_path: Path
) -> None:
    moved = shutil.copytree(fitted, tmp_path / "run")
    asked = json.loads((moved / REQUEST).read_text(encoding="utf-8"))
    (moved / REQUEST).write_text(json.dumps(asked | {"data": [str(tmp_path / "gone")]}), encoding="utf-8")
    command = ("pack", moved, "--photos", tiny_photos, "--count", 5)
    result = run(*command, "--out", tmp_path / "without")
    assert result.exit_code == 0, result.output
    said = result.output.splitlines()[-1]
    assert said.startswith("without a background, so that the app learns less from labels: ")
    assert str(tmp_path / "gone") in said
    assert load_pack(tmp_path / "without").background_file is None
    # They lie elsewhere now.
    result = run(*command, "--data", tiny_photos, "--out", tmp_path / "with")
    assert result.exit_code == 0, result.output
    assert load_pack(tmp_path / "with").background_file is not None
    # And here are other ones.
    others = tmp_path / "others"
    for folder in sorted(tiny_photos.iterdir()):
        (others / folder.name).mkdir(parents=True)
        shutil.copyfile(folder / "0.png", others / folder.name / "another.png")
    result = run(*command, "--data", others, "--out", tmp_path / "others pack")
    assert "no photos there that this network was trained on" in result.output


def test_a_run_that_does_not_say_what_it_was_trained_on_gives_a_pack_without(
    fitted: Path, tiny_photos: Path, tmp_path: Path
) -> None:
    for number, content in enumerate(("[]", '{"data": 7}', '{"data": [7]}', "{")):
        moved = shutil.copytree(fitted, tmp_path / f"run {number}")
        (moved / REQUEST).write_text(content, encoding="utf-8")
        result = run("pack", moved, "--photos", tiny_photos, "--count", 2, "--out", tmp_path / f"pack {number}")
        assert result.exit_code == 0, result.output
        assert "without a background" in result.output
        assert "request.json" in result.output


def test_an_older_pack_is_given_a_background_by_a_command(fitted: Path, tiny_photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    assert run("pack", fitted, "--photos", tiny_photos, "--count", 5, "--out", folder).exit_code == 0
    wanted = (folder / "background.npz").read_bytes()
    manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "background.npz").unlink()
    del manifest["background"]
    (folder / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
    result = run("background", folder, "--data", tiny_photos, "--split", fitted / SPLIT)
    assert result.exit_code == 0, result.output
    assert f"has a background of {training_side(fitted)} photos" in result.output
    assert (folder / "background.npz").read_bytes() == wanted
    # Without a split, all photos are meant.
    result = run("background", folder, "--data", tiny_photos, "--out", tmp_path / "all")
    assert result.exit_code == 0, result.output
    found = load_background(tmp_path / "all" / "background.npz")
    assert found.photos.sum() == sum(1 for _ in tiny_photos.rglob("*.png"))
