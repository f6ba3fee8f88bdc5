"""From a small Keras network to a pack: what is converted, what is checked, what is refused."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from PIL import Image

from desktop_app.inference.manifest import Breed, InputSpec, Provenance, SecondLook, Species
from desktop_app.inference.packs import load_pack
from desktop_app.inference.runtime import onnxruntime
from export.graph import ExportError, convert, output_shapes
from export.packing import check_pack, graph_entry, write_manifest, write_pack
from export.parity import compare, keras_outputs, onnx_outputs, some_photos, tensors_of_photos
from export.quantizing import quantize_graph
from training.runs.packs import PackDraft, PackDraftError, named_breeds, read_run, read_second, write_run

pytestmark = pytest.mark.training

EDGE = 16
SPEC = InputSpec(width=EDGE, height=EDGE)


def small_classifier(seed: int = 1) -> Any:
    """Everything that real ones have: pixels scaled inside, normalisation, augmentation, dropout, four outputs."""
    import keras

    keras.utils.set_random_seed(seed)
    photo = keras.Input((EDGE, EDGE, 3), dtype="uint8", name="photo")
    x = keras.layers.Rescaling(1 / 128, -1.0)(photo)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.Conv2D(8, 3, strides=2, padding="same", use_bias=False)(x)
    feature_map = keras.layers.ReLU(6.0)(keras.layers.BatchNormalization()(x))
    embedding = keras.layers.GlobalAveragePooling2D()(feature_map)
    logits = keras.layers.Dense(6, name="logits")(keras.layers.Dropout(0.5)(embedding))
    species = keras.layers.Dense(3)(keras.layers.Concatenate()([embedding, logits]))
    outputs = {"logits": logits, "species_logits": species, "embedding": embedding, "feature_map": feature_map}
    return keras.Model(photo, outputs, name="small")


def deep_classifier() -> Any:
    """Enough layers for a converter to have a choice of which constant to name first."""
    import keras

    keras.utils.set_random_seed(1)
    photo = keras.Input((EDGE, EDGE, 3), dtype="uint8", name="photo")
    x = keras.layers.Rescaling(1 / 128, -1.0)(photo)
    for _ in range(8):
        x = keras.layers.ReLU(6.0)(keras.layers.BatchNormalization()(keras.layers.Conv2D(8, 3, padding="same")(x)))
    embedding = keras.layers.GlobalAveragePooling2D()(x)
    outputs = {"logits": keras.layers.Dense(6)(embedding), "embedding": embedding, "feature_map": x}
    return keras.Model(photo, outputs, name="deep")


def draft(**changes: Any) -> PackDraft:
    provenance = Provenance(
        recipe="small", created="2026-01-01", data_set="none", data_sha256="0" * 64, weights="random", licence="none"
    )
    values: dict[str, Any] = {
        "name": "Small",
        "input": SPEC,
        "breeds": tuple(Breed(id=f"b{number}", names={"en": f"Breed {number}"}) for number in range(6)),
        "temperature": 1.5,
        "species": Species(temperature=1.0),
        "provenance": provenance,
    }
    return PackDraft(**values | changes)


@pytest.fixture(scope="module")
def classifier() -> Any:
    return small_classifier()


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    random = np.random.default_rng(2)
    for number in range(5):
        pixels = random.integers(0, 256, (30, 40, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")
    return folder


def tensors(photos: Path) -> Any:
    return tensors_of_photos(some_photos(photos, 5), SPEC)


def test_the_graph_has_the_promised_names_types_and_shapes(classifier: Any) -> None:
    graph = convert(classifier)
    photo = graph.graph.input[0]
    assert photo.name == "photo"
    assert photo.type.tensor_type.elem_type == onnx.TensorProto.UINT8
    assert photo.type.tensor_type.shape.dim[0].dim_param == "N"
    assert output_shapes(graph) == {
        "logits": ["N", 6],
        "species_logits": ["N", 3],
        "embedding": ["N", 8],
        "feature_map": ["N", 8, 8, 8],
        "head_weights": [8, 6],
    }
    assert graph.opset_import[0].version == 17
    assert not {"RandomUniform", "Dropout", "BatchNormalization"} & {node.op_type for node in graph.graph.node}


def pack_of_two(first: Any, second: Any, folder: Path) -> Path:
    """A pack whose second look is another network's."""
    folder.mkdir()
    onnx.save(convert(first), folder / "model.onnx")
    onnx.save(convert(second), folder / "second_look.onnx")
    again = SecondLook(graph=graph_entry(folder / "second_look.onnx"), below=0.5, temperature=1.0)
    spec = SPEC.model_copy(update={"second_look": again})
    write_manifest(folder, draft(input=spec), [*first.output, "head_weights"])
    return folder


def test_the_second_look_of_a_pack_is_compared_with_its_own_network(
    classifier: Any, photos: Path, tmp_path: Path
) -> None:
    second = small_classifier(seed=2)
    folder = pack_of_two(classifier, second, tmp_path / "pack")
    report = check_pack(folder, classifier, tensors(photos), second=second)
    assert report.parity is not None
    assert report.second_parity is not None
    assert report.second_parity.probability_difference <= 1e-4
    assert report.size == sum(file.stat().st_size for file in folder.glob("*.onnx"))
    with pytest.raises(ExportError, match=r"second_look\.onnx: it does not say what Keras says"):
        check_pack(folder, classifier, tensors(photos), second=small_classifier(seed=3))
    with pytest.raises(ExportError, match="more than 0 MB"):
        check_pack(folder, largest=(folder / "model.onnx").stat().st_size)


def test_a_run_keeps_the_network_of_its_second_look_until_there_is_none(classifier: Any, tmp_path: Path) -> None:
    second = small_classifier(seed=2)
    write_run(tmp_path, classifier, draft(), second)
    pixels = np.random.default_rng(3).integers(0, 256, (2, EDGE, EDGE, 3), dtype=np.uint8)
    read = keras_outputs(read_second(tmp_path), pixels)
    np.testing.assert_allclose(read["logits"], keras_outputs(second, pixels)["logits"], atol=1e-6)
    (tmp_path / "second_look.keras").write_bytes(b"cut short")
    with pytest.raises(PackDraftError, match=r"second_look\.keras: cannot be read"):
        read_second(tmp_path)
    write_run(tmp_path, classifier, draft())
    assert read_second(tmp_path) is None


def test_a_pack_is_written_whole_and_the_app_loads_it(classifier: Any, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "packs" / "small"
    report = write_pack(classifier, draft(), tensors(photos), out)
    assert sorted(file.name for file in out.iterdir()) == ["model.json", "model.onnx"]
    assert [entry.name for entry in out.parent.iterdir()] == ["small"]
    assert report.parity is not None
    assert report.parity.photos == 5
    assert report.parity.probability_difference <= 1e-4
    pack = load_pack(out)
    assert pack.manifest.temperature == 1.5
    assert pack.manifest.outputs == ("logits", "species_logits", "embedding", "feature_map", "head_weights")


def test_a_new_pack_replaces_the_old_one(classifier: Any, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "small"
    write_pack(classifier, draft(), tensors(photos), out)
    write_pack(classifier, draft(name="Second"), tensors(photos), out)
    assert load_pack(out).manifest.name == "Second"


def test_a_pack_whose_manifest_does_not_fit_is_not_written(classifier: Any, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "packs" / "small"
    with pytest.raises(ExportError, match="breeds"):
        write_pack(classifier, draft(breeds=draft().breeds[:4]), tensors(photos), out)
    with pytest.raises(ExportError, match="species"):
        write_pack(classifier, draft(species=None), tensors(photos), out)
    assert list(out.parent.iterdir()) == []


def test_a_refused_pack_leaves_the_old_one_as_it_was(classifier: Any, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "small"
    write_pack(classifier, draft(), tensors(photos), out)
    before = (out / "model.json").read_bytes()
    with pytest.raises(ExportError):
        write_pack(classifier, draft(breeds=draft().breeds[:4]), tensors(photos), out)
    assert (out / "model.json").read_bytes() == before


def test_a_graph_that_says_something_else_than_keras_is_refused(photos: Path, classifier: Any, tmp_path: Path) -> None:
    out = tmp_path / "small"
    write_pack(classifier, draft(), tensors(photos), out)
    with pytest.raises(ExportError, match="does not say what Keras says"):
        check_pack(out, small_classifier(seed=2), tensors(photos))


def test_parity_counts_what_differs(classifier: Any, photos: Path) -> None:
    expected = keras_outputs(classifier, tensors(photos))
    assert compare(expected, expected, 1.0).passed
    other = expected | {"logits": expected["logits"][:, ::-1].copy()}
    report = compare(expected, other, 1.0)
    assert report.other_order == 5
    assert report.probability_difference > 1e-4
    assert not report.passed


def test_a_missing_output_is_an_error(classifier: Any, photos: Path) -> None:
    expected = keras_outputs(classifier, tensors(photos))
    with pytest.raises(ExportError, match="embedding"):
        compare(expected, {name: value for name, value in expected.items() if name != "embedding"}, 1.0)


def test_a_changed_graph_is_noticed(classifier: Any, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "small"
    write_pack(classifier, draft(), tensors(photos), out)
    graph = onnx.load(out / "model.onnx")
    graph.doc_string = "changed"
    onnx.save(graph, out / "model.onnx")
    with pytest.raises(ExportError, match="sha256"):
        check_pack(out)


def test_batches_of_any_size_give_the_same(classifier: Any, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "small"
    write_pack(classifier, draft(), tensors(photos), out)
    pixels = tensors(photos)
    together = onnx_outputs(out / "model.onnx", pixels)
    alone = [onnx_outputs(out / "model.onnx", pixels[number : number + 1]) for number in range(5)]
    for name, values in together.items():
        np.testing.assert_allclose(values, np.concatenate([each[name] for each in alone]), atol=1e-5)


def test_models_that_are_no_classifiers_are_refused() -> None:
    import keras

    photo = keras.Input((EDGE, EDGE, 3))
    with pytest.raises(ExportError, match="dict of outputs"):
        convert(keras.Model(photo, keras.layers.Flatten()(photo), name="plain"))


def test_a_damaged_draft_is_named(classifier: Any, tmp_path: Path) -> None:
    write_run(tmp_path, classifier, draft())
    file = tmp_path / "pack.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"unknown": 1}))
    with pytest.raises(PackDraftError, match=r"pack\.json.*unknown"):
        read_run(tmp_path)


def test_photos_are_needed_for_the_check(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no photos"):
        some_photos(tmp_path, 4)
    (tmp_path / "broken.jpg").write_bytes(b"nothing")
    with pytest.raises(ExportError, match="None of the photos"):
        tensors_of_photos(some_photos(tmp_path, 4), SPEC)


def test_breeds_of_a_pack_have_names_in_both_languages() -> None:
    first, further, own = named_breeds(["n02113978", "breed:english_bulldog", "own"])
    assert first.names["en"].startswith("Mexican Hairless")
    assert first.names["fr"].startswith("Chien nu du Mexique")
    assert further.names == {"en": "English Bulldog", "fr": "Bulldog anglais"}
    assert own.names == {"en": "own"}


def test_the_weights_of_the_head_turn_the_feature_map_into_logits_also_in_8_bits(
    classifier: Any, photos: Path, tmp_path: Path
) -> None:
    plain, small = tmp_path / "plain.onnx", tmp_path / "small.onnx"
    onnx.save(convert(classifier), plain)
    quantize_graph(plain, small, tensors(photos))
    weights = []
    for file in (plain, small):
        session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
        features, head, logits = session.run(["feature_map", "head_weights", "logits"], {"photo": tensors(photos)})
        # The biases alone are left, the same for every photo.
        rest = logits - features.mean(axis=(1, 2)) @ head
        np.testing.assert_allclose(rest, np.broadcast_to(rest[:1], rest.shape), atol=1e-5 if file is plain else 0.1)
        weights.append(head)
    np.testing.assert_array_equal(weights[0], weights[1])


def test_a_network_that_resizes_its_pictures_keeps_the_name_of_the_batch_in_8_bits(
    photos: Path, tmp_path: Path
) -> None:
    """Shape inference calls the batch behind a resizing layer otherwise."""
    import keras

    photo = keras.Input((EDGE, EDGE, 3), dtype="uint8", name="photo")
    resized = keras.layers.Resizing(EDGE - 4, EDGE - 4)(keras.layers.Rescaling(1 / 128, -1.0)(photo))
    feature_map = keras.layers.ReLU(6.0)(keras.layers.Conv2D(8, 3)(resized))
    embedding = keras.layers.GlobalAveragePooling2D()(feature_map)
    outputs = {"logits": keras.layers.Dense(6)(embedding), "embedding": embedding, "feature_map": feature_map}
    plain, small = tmp_path / "plain.onnx", tmp_path / "small.onnx"
    onnx.save(convert(keras.Model(photo, outputs)), plain)
    quantize_graph(plain, small, tensors(photos))
    shapes = output_shapes(onnx.load(small))
    assert shapes == output_shapes(onnx.load(plain))
    assert shapes["feature_map"] == ["N", EDGE - 6, EDGE - 6, 8]
    assert shapes["head_weights"] == [8, 6]
    together, alone = (onnx_outputs(small, tensors(photos)[:count])["logits"] for count in (3, 1))
    np.testing.assert_allclose(together[:1], alone, atol=1e-5)


def quantized_layers(model: Any, photos: Path, folder: Path) -> dict[str, list[bool]]:
    """Which of the layers of each kind have weights of 8 bits, in their order."""
    onnx.save(convert(model), folder / "plain.onnx")
    quantize_graph(folder / "plain.onnx", folder / "small.onnx", tensors(photos))
    graph = onnx.load(folder / "small.onnx").graph
    makers = {output: node.op_type for node in graph.node for output in node.output}
    return {
        kind: [
            "DequantizeLinear" in {makers.get(name) for name in node.input[1:]}
            for node in graph.node
            if node.op_type == kind
        ]
        for kind in ("Conv", "Add", "MatMul")
    }


def test_what_is_quick_or_near_the_ends_of_the_network_stays_in_32_bits(photos: Path, tmp_path: Path) -> None:
    """Whole numbers are for the later convolutions, the sums between them, and layers of very many weights."""
    import keras

    photo = keras.Input((EDGE, EDGE, 3), dtype="uint8", name="photo")
    x = keras.layers.Rescaling(1 / 128, -1.0)(photo)
    for _ in range(17):
        before = x
        x = keras.layers.ReLU(6.0)(keras.layers.Conv2D(4, 3, padding="same")(x))
    joined = keras.layers.Conv2D(600, 1)(keras.layers.Add()([before, x]))
    embedding = keras.layers.GlobalAveragePooling2D()(joined)
    wide = keras.layers.Dense(1000, name="wide")(embedding)
    logits = keras.layers.Dense(6, name="logits")(keras.layers.Concatenate()([embedding, wide]))
    layers = quantized_layers(keras.Model(photo, {"logits": logits}, name="deep"), photos, tmp_path)
    # An eighth of eighteen convolutions, rounded down, is two. The first sum is a part of what scales the pixels.
    assert layers == {"Conv": [False, False, *[True] * 16], "Add": [False, True], "MatMul": [True, False]}


def test_heads_of_several_layers_have_no_weights_that_explain() -> None:
    import keras

    photo = keras.Input((EDGE, EDGE, 3), dtype="uint8", name="photo")
    feature_map = keras.layers.Conv2D(8, 3, strides=2)(keras.layers.Rescaling(1 / 255)(photo))
    embedding = keras.layers.GlobalAveragePooling2D()(feature_map)
    logits = keras.layers.Dense(6)(keras.layers.Dense(5, activation="relu")(embedding))
    outputs = {"logits": logits, "embedding": embedding, "feature_map": feature_map}
    graph = convert(keras.Model(photo, outputs, name="two_layers"))
    assert list(output_shapes(graph)) == ["logits", "embedding", "feature_map"]


MAKE_GRAPHS = """
import sys
from pathlib import Path
import numpy, onnx
from export.graph import convert
from export.quantizing import quantize_graph
from tests.unit.export.test_packing import EDGE, deep_classifier
folder = Path(sys.argv[1])
pictures = numpy.random.default_rng(4).integers(0, 256, (8, EDGE, EDGE, 3), dtype=numpy.uint8)
onnx.save(convert(deep_classifier()), folder / "plain.onnx")
quantize_graph(folder / "plain.onnx", folder / "small.onnx", pictures)
"""


def test_the_same_network_becomes_the_same_file_whenever_it_is_converted(tmp_path: Path, repository: Path) -> None:
    """A pack is known by its hash: made again from the same run, it is the same pack. Python orders sets by chance."""
    running = []
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", MAKE_GRAPHS, str(tmp_path / seed)]
        running.append(subprocess.Popen(command, cwd=repository, env=environment, stderr=subprocess.DEVNULL))
    assert [process.wait(timeout=300) for process in running] == [0, 0]
    for name in ("plain.onnx", "small.onnx"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
