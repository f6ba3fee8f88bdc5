"""What people decided in sessions joins the photos of the results, by content, and training can read the table."""

import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.dog_labels import LabelDogs
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.commands.label import label_photos
from scale_out.commands.export import export
from scale_out.places import Place
from scale_out.results import Results
from tests.scale_out_results import PHOTOS_MADE, as_if_in_a_store, labelled, make_photos, replace_photo, rows_of
from tests.small_pack import make_small_pack
from training.datasets.labelled_tables import read_labelled_table


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_pack(tmp_path_factory.mktemp("pack") / "small", finder={})


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, pack: Path) -> Results:
    photos = make_photos(tmp_path_factory.mktemp("taken") / "photos")
    return labelled([photos], Place.of(str(tmp_path_factory.mktemp("labelled") / "results")), pack)
