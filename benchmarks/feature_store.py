"""What one photo more costs, and how fast the features of many photos are read.

    python -m benchmarks feature_store [--data FOLDER] [--photos 2000] [--many 100000]

Real photos go through EfficientNet-Lite0 once; then one more, another order and fewer, and what the network is asked
for is counted. Reading is timed with many made-up rows, beside the form before this one: a whole set as one matrix.
"""

import argparse
import tempfile
import time
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos import DEFAULT_DATA
from training.growing_rows import GrowingRows
from training.networks.quiet import load_tensorflow

SIZE = 1_280
CHUNK = 512


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--photos", type=int, default=2_000)
    parser.add_argument("--many", type=int, default=100_000, help="rows that are read")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as name:
        read_many(Path(name) / "many", options.many)
        one_more(Path(name) / "cache", options.data, options.photos)


def read_many(folder: Path, count: int) -> None:
    """Times of adding, finding and reading rows."""
    random = np.random.default_rng(0)
    keys = [bytes(key) for key in random.integers(0, 256, (count, 32), dtype=np.uint8)]
    rows = GrowingRows(folder, np.dtype("<f4"), (1, SIZE), {})
    started = time.perf_counter()
    for start in range(0, count, CHUNK):
        block = keys[start : start + CHUNK]
        rows.add(block, random.random((len(block), 1, SIZE), np.float32))
    print(f"{count:,} rows of {SIZE} numbers: added in {time.perf_counter() - started:.1f} s")
    for what, wanted in (
        ("as they lie", keys),
        ("one new in the middle", [*keys[: count // 2], keys[-1], *keys[count // 2 : -1]]),
    ):
        started = time.perf_counter()
        total = _sum(rows.take(rows.positions(wanted)))
        print(f"read {what}: {time.perf_counter() - started:.2f} s, checksums included ({total:.0f})")
    values = np.array(rows.take(np.arange(count)))
    np.save(folder / "set.npy", values)
    del values
    started = time.perf_counter()
    total = _sum(np.load(folder / "set.npy", mmap_mode="r"))
    print(f"read as one matrix, as before: {time.perf_counter() - started:.2f} s ({total:.0f})")


def _sum(values: NDArray[np.float32]) -> float:
    return float(sum(values[start : start + CHUNK].sum(dtype=np.float64) for start in range(0, len(values), CHUNK)))


def one_more(cache: Path, data: Path, count: int) -> None:
    """How many photos the network is asked for."""
    load_tensorflow()
    from desktop_app.catalog.scan import find_photos
    from training.architectures import ARCHITECTURES
    from training.fitting.features import Backbone, FeatureRequest, frozen_features, keras_backbone
    from training.fitting.pixels import input_spec

    network, asked = keras_backbone(ARCHITECTURES["efficientnet_lite0"]), [0]

    def embed(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        asked[0] += len(pixels)
        return network.embed(pixels)

    paths = sorted(islice(find_photos([data / "stanford_dogs_train"]), count + 1))
    few = paths[: count // 2] + paths[count // 2 + 1 :]
    for what, photos in (
        (f"{len(few):,} photos", few),
        ("one more, in the middle", paths),
        ("the same", paths),
        ("another order", paths[::-1]),
        ("every second", paths[::2]),
    ):
        asked[0], started = 0, time.perf_counter()
        request = FeatureRequest(photos, input_spec(224, "squash"))
        frozen_features(Backbone(network.name, network.size, embed), request, cache)
        print(f"{what}: {asked[0]:,} computed, {time.perf_counter() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main()
