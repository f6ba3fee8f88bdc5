"""`python -m export finder`: the same file each time, of the very detector that it is meant for."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from click.testing import CliRunner
from PIL import Image

from desktop_app.inference.runtime import onnxruntime
from export.cli import main
from export.finder import making
from export.finder.anchors import FITTED, boxes_of
from export.quantizing import FIRST
from tests.unit.export.finder.small_detector import small_detector
from training.bundled.photos import COMMITTED_SPLIT, FINDER
from training.datasets.splits import Side, read_split

PHOTOS = 5
# In front of the first grid: 172 pixels become 11.
STRIDES = 4


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few photos, and a small detector."""
    random = np.random.default_rng(2)
    photos = [tmp_path / f"{number}.png" for number in range(PHOTOS)]
    for photo in photos:
        Image.fromarray(random.integers(0, 256, (200, 240, 3), np.uint8)).save(photo)
    monkeypatch.setattr(making, "calibration_photos", lambda _: photos)
    monkeypatch.setattr(making, "read_detector", lambda _: small_detector(len(FITTED.grids), STRIDES))
    return tmp_path


def test_the_same_file_comes_out_wherever_it_is_made(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "one" / "finder.onnx", tmp_path / "two" / "finder.onnx"
    size = making.make_finder(data, first)
    monkeypatch.chdir(tmp_path)
    making.make_finder(data, second)
    assert first.read_bytes() == second.read_bytes()
    assert size == first.stat().st_size
    assert [file.name for file in first.parent.iterdir()] == ["finder.onnx"]


def test_all_but_the_first_convolutions_and_the_heads_are_8_bits_wide(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "finder.onnx"
    making.make_finder(data, file)
    graph = onnx.load(file).graph
    makers = {output: node.op_type for node in graph.node for output in node.output}
    wide = [node.name for node in graph.node if node.op_type == "Conv" and node.input[1] not in makers]
    # Those that round what goes from one of the first convolutions to the next are none of the detector's.
    wide = [name for name in wide if "_rounding_" not in name]
    heads = [f"{kind}_{number}" for number in range(len(FITTED.grids)) for kind in ("box", "class")]
    assert sorted(wide) == sorted([*(f"conv_{number}" for number in range(FIRST)), *heads])
    assert [[size.dim_param or size.dim_value for size in graph.input[0].type.tensor_type.shape.dim]] == [
        ["N", FITTED.side, FITTED.side, 3]
    ]
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    boxes, scores = session.run(["boxes", "scores"], {"photo": np.zeros((2, FITTED.side, FITTED.side, 3), np.uint8)})
    assert boxes.shape[:2] == scores.shape[:2] == (2, len(boxes_of(FITTED)))
    assert scores.shape[2] == 4
    assert 0 <= boxes.min() <= boxes.max() <= 1


def test_calibration_photos_are_of_the_training_side_and_none_twice() -> None:
    data = Path("data")
    sides = read_split(COMMITTED_SPLIT).sides
    names = [photo.relative_to(data).as_posix() for photo in making.calibration_photos(data)]
    assert len(set(names)) == len(names) == sum(making.CALIBRATION.values())
    assert {sides[name][1] for name in names} == {Side.TRAINING}


@pytest.mark.parametrize(("content", "word"), [(None, "is missing"), (b"another model", "is another file")])
def test_another_file_than_the_detector_is_refused_and_an_old_finder_stays(
    content: bytes | None, word: str, tmp_path: Path
) -> None:
    detector, out = tmp_path / FINDER, tmp_path / "finder.onnx"
    out.write_bytes(b"old")
    detector.parent.mkdir()
    if content is not None:
        detector.write_bytes(content)
    result = CliRunner().invoke(main, ["finder", "--data", str(tmp_path), "--out", str(out)])
    assert result.exit_code == 1
    assert word in result.output
    assert FINDER.name in result.output
    assert out.read_bytes() == b"old"


def test_a_photo_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "read_detector", lambda _: small_detector(len(FITTED.grids), STRIDES))
    out = tmp_path / "finder.onnx"
    result = CliRunner().invoke(main, ["finder", "--data", str(tmp_path), "--out", str(out)])
    assert result.exit_code == 1
    assert making.calibration_photos(tmp_path)[0].name in result.output
    assert not out.exists()
