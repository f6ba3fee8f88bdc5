"""The networks have exactly the study's parameters, and are frozen where their recipe says so."""

from pathlib import Path

import numpy as np
import pytest

from training.architectures.weights.errors import WeightsError
from training.recipes import load_recipe

pytestmark = [pytest.mark.training, pytest.mark.usefixtures("released_memory")]

STUDY = {"cnn_small": 491_167, "cnn_large": 1_270_143, "vgg16": 878_543, "efficientnet_v2s": 571_919}


@pytest.mark.parametrize("name", STUDY)
def test_trainable_parameters_are_those_of_the_study(name: str) -> None:
    from training.networks.building import build_network, describe, parameter_counts

    network = build_network(load_recipe(name), 15, "random")
    assert parameter_counts(network.model)[0] == STUDY[name]
    text = describe(network.model)
    assert f"trainable parameters: {STUDY[name]:,}" in text
    assert "logits" in text


@pytest.mark.parametrize(("name", "size"), [("cnn_small", 180), ("cnn_large", 180)])
def test_a_recipe_says_what_its_architecture_is(name: str, size: int) -> None:
    from training.architectures import ARCHITECTURES

    body = load_recipe(name).body
    assert body is not None
    assert body.image_size == size == ARCHITECTURES[name].image_size
    built = ARCHITECTURES[name].build("random", "uint8")
    assert [layer.filters for layer in built.layers if hasattr(layer, "filters")] == [each[0] for each in body.blocks]


def test_vgg_takes_bgr_centred_on_the_mean() -> None:
    from training.architectures.pretrained.vgg16 import MEAN_BGR, VggPixels

    red = np.zeros((1, 1, 1, 3), np.float32)
    red[..., 0] = 255
    centred = np.array(VggPixels()(red))[0, 0, 0]
    np.testing.assert_allclose(centred, [-MEAN_BGR[0], -MEAN_BGR[1], 255 - MEAN_BGR[2]], rtol=1e-6)


def test_unfreezing_trains_more_and_never_batch_normalisation() -> None:
    from training.networks.building import build_network, parameter_counts

    counts = []
    for layers in ("none", "1", "3", "all"):
        network = build_network(load_recipe("efficientnet_lite0", [f"unfreeze.layers={layers}"]), 15, "random")
        counts.append(parameter_counts(network.model)[0])
        assert not any("bn" in variable.path for variable in network.body.trainable_variables)
    assert counts == sorted(set(counts))
    assert counts[0] == 1280 * 15 + 15


def test_a_pre_trained_body_keeps_its_batch_statistics_while_it_is_trained() -> None:
    from training.networks.building import build_network

    network = build_network(load_recipe("efficientnet_lite0", ["unfreeze.layers=all"]), 2, "random")
    before = [np.array(each) for each in network.body.non_trainable_variables]
    network.model.compile("sgd", "categorical_crossentropy")
    pixels = np.random.default_rng(1).uniform(0, 255, (2, 224, 224, 3)).astype(np.float32)
    network.model.train_on_batch(pixels, np.eye(2, dtype=np.float32))
    after = [np.array(each) for each in network.body.non_trainable_variables]
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))


def test_deeper_blocks_learn_at_a_lower_rate() -> None:
    from training.fitting.rates import make_optimizer, rate_factors
    from training.networks.building import build_network

    recipe = load_recipe(
        "efficientnet_lite0", ["unfreeze.layers=3", "unfreeze.rate=0.5", "unfreeze.decay=0.5", "fit.optimizer=sgd"]
    )
    network = build_network(recipe, 2, "random")
    factors = rate_factors(network, recipe)
    assert set(factors.values()) == {0.5, 0.25, 0.125}
    deepest, nearest = (next(path for path, factor in factors.items() if factor == each) for each in (0.125, 0.5))
    optimizer = make_optimizer(recipe.fit, factors)
    variables = {each.path: each for each in network.body.trainable_variables}
    chosen = [variables[deepest], variables[nearest]]
    before = [np.array(each) for each in chosen]
    optimizer.apply([np.ones(each.shape, np.float32) for each in before], chosen)
    moved = [float(np.abs(np.array(each) - old).mean()) for each, old in zip(chosen, before, strict=True)]
    assert moved[1] / moved[0] == pytest.approx(4, rel=1e-3)


@pytest.mark.parametrize("name", ["vgg16", "efficientnet_v2s"])
def test_a_weights_file_that_is_not_there_says_what_to_download(name: str, tmp_path: Path) -> None:
    from training.networks.building import build_network

    with pytest.raises(WeightsError, match=r"Download https://storage\.googleapis\.com/.*notop\.h5"):
        build_network(load_recipe(name), 15, tmp_path / "missing.h5")


def test_without_network_the_error_says_where_to_put_the_weights(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from training.networks.building import build_network

    def no_network(*_: object, **__: object) -> None:
        raise OSError("no route to host")

    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr("socket.socket.connect", no_network)
    monkeypatch.setattr("socket.getaddrinfo", no_network)
    monkeypatch.setattr("keras.src.applications.vgg16.file_utils.get_file", no_network)
    with pytest.raises(
        WeightsError, match=r"put it at .*vgg16_weights_tf_dim_ordering_tf_kernels_notop\.h5 or name it"
    ):
        build_network(load_recipe("vgg16"), 15, "imagenet")


def test_a_local_weights_file_is_taken(tmp_path: Path) -> None:
    """In the format in which Keras offers the weights for download."""
    import h5py  # type: ignore[import-untyped]
    import keras
    from keras.src.legacy.saving.legacy_h5_format import save_weights_to_hdf5_group

    from training.networks.building import build_network

    made = keras.applications.VGG16(include_top=False, weights=None)
    with h5py.File(tmp_path / "vgg16_notop.h5", "w") as file:
        save_weights_to_hdf5_group(file, made)
    network = build_network(load_recipe("vgg16"), 15, tmp_path / "vgg16_notop.h5")
    ours, theirs = network.body.get_weights(), made.get_weights()
    assert len(ours) == len(theirs) == 26
    assert all(np.array_equal(one, other) for one, other in zip(ours, theirs, strict=True))


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    import keras

    from training.networks.building import build_network

    small = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
    small.save_weights(tmp_path / "small.weights.h5")
    with pytest.raises(WeightsError, match="these are not weights of vgg16"):
        build_network(load_recipe("vgg16"), 15, tmp_path / "small.weights.h5")
