"""A linear head is put at the optimum of its loss, however few the photos are."""

from pathlib import Path

import numpy as np
import pytest

from training.fitting.engine import Task, best_epoch, train
from training.fitting.examples import FeatureExamples
from training.fitting.optimum import PENALTIES, head_of, start_from_nothing
from training.fitting.requests import new_request
from training.fitting.run_fit import fit
from training.networks.building import head_model
from training.recipes import load_recipe

pytestmark = pytest.mark.training

SIZE, CLASSES = 64, 4


def few(photos_a_class: int, seed: int = 0) -> tuple[FeatureExamples, np.ndarray]:
    """Features of classes that lie apart by about their spread; the centres are always the same."""
    centres = np.random.default_rng(1).normal(0, 0.6, (CLASSES, SIZE))
    labels = np.repeat(np.arange(CLASSES), photos_a_class)
    noise = np.random.default_rng([2, seed]).normal(0, 1, (len(labels), SIZE))
    return FeatureExamples([(centres[labels] + noise).astype(np.float32)]), labels


def test_eight_photos_a_class_are_learnt_as_well_as_by_logistic_regression(tmp_path: Path) -> None:
    from sklearn.linear_model import LogisticRegressionCV

    recipe = load_recipe("efficientnet_lite0")
    training, checked, others = few(8), few(5, seed=1), few(200, seed=2)
    model = head_model(recipe, SIZE, CLASSES)
    start_from_nothing(model)
    history = train(Task(model, recipe, training, checked, {}), tmp_path)
    known = np.concatenate([training[0].features[0], checked[0].features[0]])
    theirs = LogisticRegressionCV(cv=3, max_iter=2000, use_legacy_attributes=False, l1_ratios=(0,), scoring="accuracy")
    theirs.fit(known, np.concatenate([training[1], checked[1]]))
    ours = (head_of(model).logits(others[0].features[0]).argmax(axis=1) == others[1]).mean()
    assert ours > theirs.score(others[0].features[0], others[1]) - 0.05
    assert ours > 0.8
    assert [epoch["penalty"] for epoch in history] == list(PENALTIES[: len(history)])


def test_every_step_is_nearer_to_the_photos_and_the_best_is_kept(tmp_path: Path) -> None:
    recipe = load_recipe("efficientnet_lite0", ["fit.early_stopping=none"])
    model = head_model(recipe, SIZE, CLASSES)
    start_from_nothing(model)
    history = train(Task(model, recipe, few(8), few(5, seed=1), {}), tmp_path)
    losses = [epoch["loss"] for epoch in history]
    assert losses == sorted(losses, reverse=True)
    assert len(history) == len(PENALTIES)
    best = history[best_epoch(history) - 1]
    checked = few(5, seed=1)
    assert best["val_accuracy"] == (head_of(model).logits(checked[0].features[0]).argmax(axis=1) == checked[1]).mean()


def test_a_breed_without_a_column_trains_beside_one_that_has_it(tiny_photos: Path, tmp_path: Path) -> None:
    """`kelpie` and `beagle` are among ImageNet's dogs; a class of one's own is not, and is trained all the same."""
    data = tmp_path / "photos"
    for source, name in (("beagle", "beagle"), ("kelpie", "kelpie"), ("Shih-Tzu", "our own dog")):
        (data / name).mkdir(parents=True)
        for photo in (tiny_photos / source).iterdir():
            (data / name / photo.name).write_bytes(photo.read_bytes())
    said: list[str] = []
    settings = ["fit.augmented_copies=0"]
    run = fit(new_request("efficientnet_lite0", settings, [data], out=tmp_path / "run"), said.append)
    assert run.breeds == ("beagle", "kelpie", "our own dog")
    assert "2 of them start from what ImageNet knows of them, the others from nothing" in said
    assert run.read("metrics.json")["val_accuracy"] >= 2 / 3


def test_a_run_to_the_optimum_goes_on_on_all_photos(tiny_photos: Path, tmp_path: Path) -> None:
    settings = ["fit.augmented_copies=0"]
    first = fit(new_request("efficientnet_lite0", settings, [tiny_photos], out=tmp_path / "first"), lambda _: None)
    request = new_request(str(first.folder), (), [tiny_photos], out=tmp_path / "all", all_data=True)
    whole = fit(request, lambda _: None)
    assert whole.history()[-1]["penalty"] == PENALTIES[first.read("metrics.json")["best_epoch"] - 1]
