"""EfficientNet-Lite 0, 1 and 2 in 32 and in 8 bits: bytes, CPU time a photo, accuracy. `python -m benchmarks sizes`.

The heads are the ImageNet classes of the 120 breeds, so nothing is trained; photos are looked at once, by their centre
square. The graphs of the pack that ships (or of `PAWSORT_MODEL`) stand beside them, each looking once too. Takes
some minutes: three networks are quantised.
"""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from numpy.typing import NDArray

from benchmarks.accuracy import DEV
from benchmarks.held_out import of_side
from benchmarks.photos import DEFAULT_DATA
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import tensors_of_file
from desktop_app.inference.runtime import onnxruntime
from training.datasets.breeds import stanford_breeds
from training.datasets.splits import Side

CALIBRATE, ROUNDS = 32, 40
FOLDERS = ("stanford_dogs_train/", "whole_photos/", "dogs_of_unknown_breed/", "other_animals_and_things/")


def graphs(data: Path, folder: Path) -> dict[str, tuple[Path, int]]:
    """Write the six graphs; name → file and side of the input."""
    from export.graph import convert
    from export.quantizing import quantize_graph
    from training.architectures import ARCHITECTURES
    from training.datasets.imagenet import columns_of
    from training.networks.heads import build_classifier, columns_head

    files: dict[str, tuple[Path, int]] = {}
    calibration: list[Path] = []
    for each in FOLDERS:
        photos = of_side(data, each, {Side.TRAINING})
        calibration += photos[:: max(1, len(photos) // CALIBRATE)]
    for variant in (0, 1, 2):
        network = ARCHITECTURES[f"efficientnet_lite{variant}"]
        assert network.imagenet_head
        head = columns_head(network.imagenet_head("imagenet"), columns_of(sorted(stanford_breeds())))
        plain = folder / f"lite{variant}.onnx"
        onnx.save(convert(build_classifier(network, head)), plain)
        quantize_graph(plain, folder / f"lite{variant}-8.onnx", tensors(calibration, network.image_size))
        files[f"lite{variant}, 32 bits"] = plain, network.image_size
        files[f"lite{variant}, 8 bits"] = folder / f"lite{variant}-8.onnx", network.image_size
    return files


def tensors(photos: list[Path], side: int) -> NDArray[np.uint8]:
    """The centre squares, uint8 `[N, side, side, 3]`."""
    spec = InputSpec(width=side, height=side, views=("centre_square",))
    return np.concatenate([tensors_of_file(photo.read_bytes(), spec) for photo in photos])


def main() -> int:
    data = Path(os.environ.get("PAWSORT_DATA", DEFAULT_DATA)).resolve()
    breeds = sorted(stanford_breeds())
    photos = [path for path in sorted((data / DEV).rglob("*")) if path.parent.name.partition("-")[0] in breeds]
    labels = np.array([breeds.index(path.parent.name.partition("-")[0]) for path in photos])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    with TemporaryDirectory() as folder:
        files = graphs(data, Path(folder))
        pack = load_pack(Path(os.environ["PAWSORT_MODEL"]) if "PAWSORT_MODEL" in os.environ else bundled_packs()[0])
        if tuple(breed.id for breed in pack.manifest.breeds) == tuple(breeds):
            files[pack.folder.name] = pack.graph_file, pack.manifest.input.width
            if pack.second_graph_file:
                files[f"{pack.folder.name}, second look"] = pack.second_graph_file, pack.manifest.input.width
        sessions = {name: onnxruntime.InferenceSession(file, options) for name, (file, _) in files.items()}
        seen = {side: tensors(photos, side) for _, side in files.values()}
        times: dict[str, list[float]] = {name: [] for name in files}
        for number in range(ROUNDS):
            for name, (_, side) in files.items():
                started = time.process_time()
                sessions[name].run(["logits"], {"photo": seen[side][number : number + 1]})
                times[name].append(time.process_time() - started)
        reference = min(times["lite0, 32 bits"])
        for name, (file, side) in files.items():
            logits = np.concatenate([sessions[name].run(["logits"], {"photo": photo[None]})[0] for photo in seen[side]])
            right = float((logits.argmax(axis=1) == labels).mean())
            size, took = file.stat().st_size / 1e6, min(times[name])
            print(f"{name}: {size:.1f} MB, {took * 1000:.1f} ms, {took / reference:.2f} x lite0, top-1 {right:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
