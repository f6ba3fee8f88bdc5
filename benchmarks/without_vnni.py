"""What the pack says on processors without VNNI, the instructions for 8 bits. `python -m benchmarks without_vnni`.

There ONNX Runtime adds pairs of products in 16 bits, which can saturate. QEMU's emulated processor has AVX2 but neither
AVX-512 nor VNNI, so the same graph is run under `qemu-x86_64` (7.2 or newer; Debian: `apt-get install qemu-user`) and
as usual, and the answers to photos from other sources are compared. It takes seconds a photo: `PAWSORT_PHOTOS` says how
many of them are looked at, spread evenly; `PAWSORT_MODEL` names another pack.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos import DEFAULT_DATA
from desktop_app.inference.runtime import onnxruntime

DEV = "other_sources_dev"
PROCESSES = 2


def logits_of(graph: Path, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The logits `[N, C]` of pictures, one after the other, on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    return np.concatenate([session.run(["logits"], {"photo": picture[None]})[0] for picture in pictures])


def emulated(qemu: str, graph: Path, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The same, computed by a processor without VNNI."""
    with TemporaryDirectory() as folder:
        running = []
        for number, part in enumerate(np.array_split(pictures, PROCESSES)):
            given, found = (Path(folder) / f"{name}{number}.npy" for name in ("given", "found"))
            np.save(given, part)
            command = [qemu, "-cpu", "max", sys.executable, "-m", "benchmarks.without_vnni", *map(str, (given, found))]
            running.append((subprocess.Popen([*command, str(graph)]), found))
        codes = [process.wait() for process, _ in running]
        if any(codes):
            raise SystemExit("the emulated runs ended with an error, see above")
        return np.concatenate([np.load(found) for _, found in running])


def main() -> int:
    if len(sys.argv) == 4:
        given, found, graph = map(Path, sys.argv[1:])
        np.save(found, logits_of(graph, np.load(given)))
        return 0
    return compare()


def compare() -> int:
    """Run both ways and print the differences."""
    # Not needed, and slow to import, where the emulated processor runs this file.
    from benchmarks.pack import breed_of_folder
    from desktop_app.inference.bundled import bundled_packs
    from desktop_app.inference.looking import mirrored
    from desktop_app.inference.packs import load_pack
    from desktop_app.inference.preprocess import tensors_of_file

    qemu = shutil.which("qemu-x86_64")
    if qemu is None:
        print("qemu-x86_64 is not installed (Debian: apt-get install qemu-user)")
        return 1
    pack = load_pack(Path(os.environ.get("PAWSORT_MODEL", bundled_packs()[0])))
    data = Path(os.environ.get("PAWSORT_DATA", DEFAULT_DATA)).resolve()
    photos = sorted(path for path in (data / DEV).rglob("*") if path.is_file())
    count = min(len(photos), int(os.environ.get("PAWSORT_PHOTOS", len(photos))))
    photos = [photos[number * len(photos) // count] for number in range(count)]
    breeds = [breed.id for breed in pack.manifest.breeds]
    shown = [breed_of_folder(path.parent.name) for path in photos]
    labels = np.array([breeds.index(breed_id) if breed_id in breeds else -1 for breed_id in shown])
    tensors = np.stack([tensors_of_file(path.read_bytes(), pack.manifest.input) for path in photos])
    looks = {"the first look": (pack.graph_file, tensors[:, 0])}
    rule = pack.manifest.input.second_look
    if rule and pack.second_graph_file:
        view = tensors[:, -1]
        looks["the second look, at every photo"] = pack.second_graph_file, mirrored(view) if rule.mirrored else view
    for what, (graph, pictures) in looks.items():
        print(f"{len(photos)} photos from other sources, {what}")
        _differences(logits_of(graph, pictures), emulated(qemu, graph, pictures), labels)
    return 0


def _differences(usual: NDArray[np.float32], without: NDArray[np.float32], labels: NDArray[np.int64]) -> None:
    apart = np.abs(usual - without)
    print(f"  the same first suggestion      {(usual.argmax(axis=1) == without.argmax(axis=1)).mean():.3f}")
    print(f"  greatest difference of a logit {apart.max():.3f}, median {np.median(apart):.4f}")
    known = labels >= 0
    for name, logits in {"as usual": usual, "without VNNI": without}.items():
        right = (logits.argmax(axis=1) == labels)[known]
        print(f"  top-1 {name:24} {right.mean():.3f} of {int(known.sum())} of breeds that it knows")


if __name__ == "__main__":
    sys.exit(main())
