"""A head from partitions is the head from memory, and nothing is dropped without a word."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from scale_out.cli import main
from scale_out.errors import ScaleError
from scale_out.heads.fitting import Wish
from scale_out.heads.whole import Request, fit_labelled
from tests.unit.scale_out.made_embeddings import (
    PACK_HASH,
    SIZE,
    content_of,
    embeddings,
    outcome,
    path_of,
    write_results,
)
from training.networks.exact_heads import PhotosInBlocks, fit_exactly
from training.networks.heads import LinearHead, fit_linear_head

WORDS = ("chihuahua", "Beagle", "American pit bull terrier")


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `results` of 900 photos and `labels.csv`."""
    folder = tmp_path_factory.mktemp("labelled")
    vectors, classes = embeddings(900)
    write_results(folder / "results", [outcome(number, vector) for number, vector in enumerate(vectors)])
    write_labels(folder / "labels.csv", classes)
    return folder


def write_labels(file: Path, classes: np.ndarray) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("path", "label"), *((path_of(n), WORDS[c]) for n, c in enumerate(classes))])


def in_memory(penalty: float, weights: bool = False) -> tuple[LinearHead, LinearHead]:
    """The head of the same photos in memory: at its minimum, and as the training finds it in 32 bits."""
    vectors, classes = embeddings(900)
    trained = np.array([int(content_of(number)[:8], 16) >= 0.2 * 2**32 for number in range(900)])
    features, labels = vectors[trained].astype(np.float32), classes[trained]
    start = LinearHead(np.zeros((SIZE, 3), np.float32), np.zeros(3, np.float32))
    counts = np.bincount(labels)
    each = (len(labels) / (3 * counts))[labels] if weights else np.ones(len(labels))
    photos = PhotosInBlocks(lambda: [(features, labels, each)], float(each.sum()))
    exact = fit_exactly(photos, photos.moments(), start, penalty=penalty)
    return exact, fit_linear_head(features, labels, start, penalty=penalty, photo_weights=each, iterations=2000)


@pytest.mark.parametrize(("processes", "balanced"), [(1, False), (3, False), (2, True)])
def test_the_head_from_partitions_is_the_head_from_memory(
    labelled: Path, tmp_path: Path, processes: int, balanced: bool
) -> None:
    wish = Wish(balanced=balanced)
    request = Request(str(labelled / "results"), labelled / "labels.csv", tmp_path / "run", wish, processes=processes)
    fitted = fit_labelled(request, lambda _: None)
    exact, usual = in_memory(fitted.metrics["penalty"], balanced)
    assert np.abs(fitted.head.kernel - exact.kernel).max() < 1e-5
    assert np.abs(fitted.head.bias - exact.bias).max() < 1e-5
    # That of the training is the same but for where 32 bits let it end.
    np.testing.assert_allclose(fitted.head.kernel, usual.kernel, atol=2e-2)
    with np.load(tmp_path / "run" / "head.npz") as stored:
        np.testing.assert_array_equal(stored["kernel"], fitted.head.kernel)
        assert stored["kernel"].dtype == np.float32


def test_the_folder_says_what_an_exporter_needs(labelled: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    arguments = ["fit", str(labelled / "results"), "--labels", str(labelled / "labels.csv"), "--out", str(out)]
    told = CliRunner().invoke(main, arguments)
    assert told.exit_code == 0, told.output
    about = json.loads((out / "head.json").read_text(encoding="utf-8"))
    assert about["pack_hash"] == PACK_HASH
    assert [breed["name"] for breed in about["breeds"]] == ["Chihuahua", "Beagle", "American Pit Bull Terrier"]
    metrics = json.loads((out / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["val_accuracy"] > 0.8
    assert 0.2 < about["temperature"] < 3
    assert metrics["training_photos"] + metrics["validation_photos"] == 900
    assert sorted(each.name for each in tmp_path.iterdir()) == ["run"]
    again = CliRunner().invoke(main, arguments)
    assert again.exit_code == 1
    assert "there is something in it already" in again.output


def test_all_that_is_left_out_is_counted_aloud(tmp_path: Path) -> None:
    vectors, classes = embeddings(300)
    outcomes = [outcome(number, vector) for number, vector in enumerate(vectors)]
    outcomes[5] = outcome(5, None)
    # Copies: 10 of 11 with the same label, 12 of 13 with another.
    classes[10], classes[12], classes[13] = classes[11], 0, 1
    outcomes[10], outcomes[12] = (outcome(n, vectors[n], content_of(n + 1)) for n in (10, 12))
    outcomes += [outcome(number, vectors[number - 300]) for number in range(300, 304)]
    write_results(tmp_path / "results", outcomes)
    write_labels(tmp_path / "labels.csv", classes)
    with (tmp_path / "labels.csv").open("a", encoding="utf-8") as stream:
        stream.write("/photos/elsewhere.jpg,Beagle\n/photos/300.jpg,unknown\n/photos/301.jpg,a single dog\n")
    said: list[str] = []
    request = Request(str(tmp_path / "results"), tmp_path / "labels.csv", tmp_path / "run", Wish())
    fitted = fit_labelled(request, said.append)
    for line in (
        "1 labels name a photo that is not in the results",
        "3 photos of the results have no label",
        "1 labelled photos have no embedding, as when they are unreadable",
        "1 photos are copies of others, to the last byte, and count once",
        "2 photos are left out: labels of them, or of copies of them, contradict each other",
        "1 breeds are left out, with fewer than 2 photos to train on: a single dog",
    ):
        assert line in said, said
    assert fitted.metrics["training_photos"] + fitted.metrics["validation_photos"] == 300 - 1 - 1 - 2
    assert set(said) >= set(json.loads((tmp_path / "run" / "head.json").read_text(encoding="utf-8"))["left_out"])


def test_results_without_labels_of_their_own_are_told(labelled: Path, tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("path,label\n/other/a.jpg,Beagle\n/other/b.jpg,Chihuahua\n", encoding="utf-8")
    request = Request(str(labelled / "results"), tmp_path / "labels.csv", tmp_path / "run", Wish())
    with pytest.raises(ScaleError, match="No photo of the results has a label"):
        fit_labelled(request, lambda _: None)
    assert not (tmp_path / "run").exists()


def test_what_cannot_be_is_told_before_anything_slow(labelled: Path, tmp_path: Path) -> None:
    told = {
        "work": Request(str(labelled / "results"), labelled / "labels.csv", tmp_path / "run", Wish(), work=tmp_path),
        "results": Request(str(tmp_path), labelled / "labels.csv", tmp_path / "run", Wish()),
    }
    with pytest.raises(ScaleError, match="--work is a folder of this machine"):
        fit_labelled(told["work"], lambda _: None, "auto")
    with pytest.raises(ScaleError, match=r"there is no run\.json"):
        fit_labelled(told["results"], lambda _: None)
    write_results(tmp_path / "empty", [], partitions=0)
    request = Request(str(tmp_path / "empty"), labelled / "labels.csv", tmp_path / "run", Wish())
    with pytest.raises(ScaleError, match="no partition is finished yet"):
        fit_labelled(request, lambda _: None)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_killed_while_it_fits_it_leaves_nothing(labelled: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    places = [str(labelled / "results"), "--labels", str(labelled / "labels.csv"), "--out", str(tmp_path / "run")]
    command = [sys.executable, "-m", "scale_out", "fit", *places, "--work", str(work)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("penalty"):
                break
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
    time.sleep(0.1)
    assert not (tmp_path / "run").exists()
    assert list(work.iterdir()) == []
