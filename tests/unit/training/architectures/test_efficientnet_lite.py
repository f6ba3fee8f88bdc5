"""EfficientNet-Lite: the network that Google published, with its weights."""

from pathlib import Path

import numpy as np
import pytest

from training.architectures.weights import WeightsError, find_efficientnet_lite, read_legacy_state, write_named_arrays

pytestmark = pytest.mark.training


@pytest.mark.parametrize(("variant", "depth", "last"), [(0, 16, 320), (1, 21, 320), (2, 21, 352)])
def test_blocks_are_scaled_as_published(variant: int, depth: int, last: int) -> None:
    from training.architectures.efficientnet_lite import blocks

    found = blocks(variant)
    assert len(found) == depth
    assert (found[0].filters_in, found[0].expansion, found[-1].filters_out) == (32, 1, last)


@pytest.mark.parametrize(
    ("variant", "size", "grid", "parameters"), [(0, 224, 7, 4_694_024), (1, 240, 8, 5_470_344), (2, 260, 9, 6_150_168)]
)
def test_the_network_has_the_published_size_and_shapes(variant: int, size: int, grid: int, parameters: int) -> None:
    from training.architectures.efficientnet_lite import build_efficientnet_lite

    model = build_efficientnet_lite(variant, "random", imagenet_logits=True)
    # What the file of weights holds, but for the counters of batches that PyTorch keeps.
    state = read_legacy_state(find_efficientnet_lite(variant))
    assert model.count_params() == sum(value.size for value in state.values() if value.ndim) == parameters
    assert model.inputs[0].shape == (None, size, size, 3)
    assert model.output["feature_map"].shape == (None, grid, grid, 1280)
    assert model.output["embedding"].shape == (None, 1280)
    assert model.output["imagenet_logits"].shape == (None, 1000)


def test_whole_numbers_and_floats_of_pixels_give_the_same() -> None:
    from training.architectures.efficientnet_lite import build_efficientnet_lite

    pixels = np.random.default_rng(0).integers(0, 256, (1, 224, 224, 3), dtype=np.uint8)
    whole = build_efficientnet_lite(0)(pixels, training=False)["embedding"]
    floats = build_efficientnet_lite(0, input_dtype="float32")(pixels.astype(np.float32), training=False)["embedding"]
    np.testing.assert_allclose(whole, floats, rtol=1e-5, atol=1e-5)


def test_weights_of_another_variant_are_refused() -> None:
    from training.architectures.efficientnet_lite import build_efficientnet_lite

    with pytest.raises(WeightsError, match="not weights of efficientnet_lite0"):
        build_efficientnet_lite(0, find_efficientnet_lite(2))


def test_a_network_that_was_trained_further_is_built_again_from_its_own_file(tmp_path: Path) -> None:
    from training.architectures.efficientnet_lite import build_efficientnet_lite, imagenet_head, named_state

    model, head = build_efficientnet_lite(0), imagenet_head(0)
    for layer in ("_conv_stem", "_blocks.1._depthwise_conv", "_blocks.3._bn1"):
        model.get_layer(layer).set_weights([value + 0.01 for value in model.get_layer(layer).get_weights()])
    file = tmp_path / "refined.npz"
    write_named_arrays(file, named_state(model, head))
    again = build_efficientnet_lite(0, file)
    for one, other in zip(model.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    for one, other in zip(head, imagenet_head(0, file), strict=True):
        np.testing.assert_array_equal(one, other)
    with pytest.raises(WeightsError, match="not weights of efficientnet_lite1"):
        build_efficientnet_lite(1, file)


def test_random_weights_have_no_imagenet_classifier() -> None:
    from training.architectures.efficientnet_lite import imagenet_head

    with pytest.raises(WeightsError, match="ImageNet"):
        imagenet_head(0, "random")


@pytest.mark.photos
def test_the_converted_network_knows_the_dogs(photos_folder: Path) -> None:
    """The official weights reach 0.87 to 0.88 on these crops; a mistake in the conversion shows at once."""
    from desktop_app.inference.manifest import InputSpec
    from desktop_app.inference.preprocess import tensors_of_file
    from training.architectures.efficientnet_lite import build_efficientnet_lite
    from training.datasets.imagenet import imagenet_columns

    columns = imagenet_columns()
    breeds = sorted((photos_folder / "whole_photos").iterdir())
    photos = [sorted(folder.iterdir())[0] for folder in breeds]
    labels = np.array([columns[folder.name.split("-")[0]] for folder in breeds])
    spec = InputSpec(width=224, height=224)
    pixels = np.concatenate([tensors_of_file(photo.read_bytes(), spec) for photo in photos])
    model = build_efficientnet_lite(0, imagenet_logits=True)
    logits = np.concatenate(
        [model(pixels[start : start + 20], training=False)["imagenet_logits"] for start in range(0, 120, 20)]
    )
    among_breeds = logits[:, labels].argmax(axis=1)
    assert (among_breeds == np.arange(120)).mean() >= 0.82
