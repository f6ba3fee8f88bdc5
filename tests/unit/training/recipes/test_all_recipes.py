"""Every recipe trains on real photos, exports, and the app labels a folder with its pack."""

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from training.fitting.requests import new_request
from training.fitting.run_fit import fit
from training.recipes import named_recipes

pytestmark = [pytest.mark.training, pytest.mark.photos, pytest.mark.usefixtures("released_memory")]

BREEDS = ("n02085620-Chihuahua", "n02088364-beagle")


@pytest.fixture(scope="module")
def few_photos(photos_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("few")
    for breed in BREEDS:
        (root / breed).mkdir()
        for photo in sorted((photos_folder / "stanford_dogs_train" / breed).iterdir())[:6]:
            shutil.copy(photo, root / breed)
    return root


@pytest.mark.parametrize("name", sorted(named_recipes()))
def test_a_recipe_trains_exports_and_labels(name: str, few_photos: Path, tmp_path: Path) -> None:
    from desktop_app.cli import pawsort
    from export.packing import write_pack
    from export.parity import some_photos, tensors_of_photos
    from training.runs.packs import read_run

    settings = [
        "fit.epochs=1",
        "fit.steps_per_epoch=2",
        "fit.batch_size=2",
        "fit.cached_features=false",
        "fit.warmup_epochs=0",
    ]
    run = fit(new_request(name, settings, [few_photos], out=tmp_path / "run", weights=Path("random")), lambda _: None)
    assert run.finished

    model, draft = read_run(run.folder)
    photos = tensors_of_photos(some_photos(few_photos, 4), draft.input)
    report = write_pack(model, draft, photos, tmp_path / "pack")
    assert report.parity is not None
    assert report.parity.passed

    table = tmp_path / "labels.csv"
    done = CliRunner().invoke(
        pawsort, ["label", str(few_photos), "--model", str(tmp_path / "pack"), "--out", str(table), "--provider", "cpu"]
    )
    assert done.exit_code == 0, done.output
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12
    assert {row["breed_1_id"] for row in rows} <= {breed[:9] for breed in BREEDS}
    for row in rows:
        assert float(row["probability_1"]) + float(row["probability_2"]) == pytest.approx(1, abs=1e-3)
