"""`python -m export finder`: from the detector to `dog_finder.onnx`, in 8 bits."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from desktop_app.files import write_whole
from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.preprocess import tensors_of_file
from export.finder.anchors import FITTED
from export.finder.building import body_of, build
from export.finder.reading import COLUMNS, read_detector
from export.graph import ExportError
from export.quantizing import FIRST, quantize_graph
from training.bundled.photos import COMMITTED_SPLIT, CROPS, FINDER, MORE_BREEDS, NO_DOGS, UNKNOWN_DOGS, WHOLE
from training.datasets.splits import Side, read_split

# Photos of the training side that the ranges of activations are taken from. The finder sees whole photos, with and
# without dogs; crops stand for photos that a dog fills.
CALIBRATION = {CROPS: 40, WHOLE: 56, MORE_BREEDS: 60, UNKNOWN_DOGS: 50, NO_DOGS: 50}


def make_finder(data: Path, out: Path) -> int:
    """Make the finder of the detector and photos in `data`, and put it into the file `out`.

    The same bytes come out each time.

    Returns:
        bytes of the file.

    Raises:
        ExportError: something is missing or is another file; nothing was written.
        OSError: a file cannot be read or written.
    """
    plain = build(read_detector(data / FINDER), FITTED, list(COLUMNS.values()))
    tensors = calibration_tensors(data, FITTED.side)
    with tempfile.TemporaryDirectory(prefix="pawsort-finder-") as folder:
        source, target = Path(folder) / "float32.onnx", Path(folder) / "int8.onnx"
        onnx.save(plain, source)
        if not quantize_graph(source, target, tensors, in_8_bits=body_of(plain, FIRST)):
            raise ExportError("The finder begins in a way that cannot be made exact (export/same_everywhere.py).")
        content = target.read_bytes()
    write_whole(out, content)
    return len(content)


def calibration_photos(data: Path) -> list[Path]:
    """Photos of the training side, spread evenly over each folder."""
    sides = read_split(COMMITTED_SPLIT).sides
    chosen: list[Path] = []
    for folder, count in CALIBRATION.items():
        every = [name for name, (_, side) in sides.items() if side is Side.TRAINING and name.startswith(f"{folder}/")]
        chosen += [data / every[number * len(every) // count] for number in range(count)]
    return chosen


def calibration_tensors(data: Path, side: int) -> NDArray[np.uint8]:
    """What the finder is given of them, uint8 `[N, side, side, 3]`.

    Raises:
        ExportError: a photo is missing or cannot be read.
    """
    spec = InputSpec(width=side, height=side, resize="squash", views=("whole",))

    def tensor(photo: Path) -> NDArray[np.uint8]:
        try:
            return tensors_of_file(photo.read_bytes(), spec)
        except (OSError, UnreadablePhotoError) as error:
            raise ExportError(f"{photo}: the finder cannot be made without this photo ({error}).") from error

    with ThreadPoolExecutor() as pool:
        return np.concatenate(list(pool.map(tensor, calibration_photos(data))))
