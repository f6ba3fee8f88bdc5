"""A share of the labelled photos: its features in a flat file, and sums over them, block by block.

Partitions are read once. What is labelled goes as it is (16 bits) into a file that has no name, so that nothing is left
of it however the process ends; each look at the photos then reads that file with plain reads. To unpack the partitions
again for each look takes longer than the look with all its sums, of a million photos three times as long (`python -m
benchmarks scale_heads` measures it), and a file that is mapped into memory would count as memory until the system
takes it back.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.special import log_softmax

from scale_out.heads.labels import AGAINST, NONE, Codes, Keyed, Keys, Labels, key_of_content, key_of_path
from scale_out.places import Place
from scale_out.results import batches_of
from training.networks.exact_heads import Block, Doubles, PhotosInBlocks, moments_of_block

LEFT_OUT, TRAINING, VALIDATION = 0, 1, 2
# Rows in memory at once: of 1,280 features 20 MB in 64 bits.
ROWS = 2_048
_COLUMNS = ("path", "content_hash", "embedding")

Floats = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Gathered:
    """What a shard found in a partition.

    Attributes:
        keys: of the photos with a label and features, by their content, `[N]`.
        codes: their breeds, or `AGAINST`, `[N]`.
        without_label: how many photos have none.
        without_features: how many have a label, and no embedding (as of photos that are unreadable).
    """

    keys: Keys
    codes: Codes
    without_label: int
    without_features: int


class Shard:
    """Some of the partitions, on the machine that reads them.

    `gather` comes first, then `assign`; all else after these.
    """

    def __init__(self, size: int, work: Path | None = None) -> None:
        """Make its file.

        Args:
            size: of an embedding, D.
            work: folder for what the work needs, as on a large disk; None for the system's.

        Raises:
            OSError: the folder cannot be written.
        """
        self._size = size
        self._file = tempfile.TemporaryFile(dir=work, buffering=0)  # noqa: SIM115 - open as long as the shard
        self._met: tuple[NDArray[np.bool_], NDArray[np.bool_]] | None = None
        self._labels: Codes = np.zeros(0, np.int32)
        self._sides: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self._weights: Doubles = np.ones(1)
        self._half = np.empty((ROWS, size), np.float16)

    def gather(self, partition: Place, labels: Labels) -> Gathered:
        """Read a partition, and keep the features of what is labelled, behind those of the partitions before.

        Raises:
            ScaleError: it cannot be read.
            OSError: the disk is full.
        """
        if self._met is None:
            self._met = np.zeros(len(labels.by_content.keys), bool), np.zeros(len(labels.by_path.keys), bool)
        keys: list[Keys] = [np.zeros(0, np.uint64)]
        codes: list[Codes] = [np.zeros(0, np.int32)]
        without_label = without_features = 0
        for batch in batches_of(partition, _COLUMNS, ROWS):
            row_keys, row_codes = _labelled(batch, labels, self._met)
            has_label = row_codes != NONE
            there = pc.and_(pc.is_valid(batch.column("embedding")), pc.is_valid(batch.column("content_hash")))
            good = has_label & np.asarray(there)
            features = _features(batch.filter(pa.array(good)).column("embedding"), self._size)
            finite = np.isfinite(features).all(axis=1)
            good[good] = finite
            self._append(features[finite])
            keys.append(row_keys[good])
            codes.append(row_codes[good])
            without_label += int((~has_label).sum())
            without_features += int((has_label & ~good).sum())
        return Gathered(np.concatenate(keys), np.concatenate(codes), without_label, without_features)

    def met(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]] | None:
        """Which labels met a photo, by content and by path, `[L]` and `[M]`; None where there was nothing to read."""
        return self._met

    def _append(self, features: NDArray[np.float16]) -> None:
        left = np.ascontiguousarray(features).reshape(-1).view(np.uint8).data
        while len(left):
            left = left[self._file.write(left) :]

    def assign(self, labels: Codes, sides: NDArray[np.uint8], weights: Doubles) -> None:
        """Say what the photos are for.

        Args:
            labels: columns of the head, `[N]` in the order of `Gathered`.
            sides: `TRAINING`, `VALIDATION` or `LEFT_OUT`, `[N]`.
            weights: how much a training photo of each breed counts, `[C]`.
        """
        self._labels, self._sides, self._weights = labels, sides, weights

    def blocks(self, side: int) -> Iterator[Block]:
        """The photos of a side, in their order; features are valid until the next block."""
        for first in range(0, len(self._labels), ROWS):
            rows = slice(first, first + ROWS)
            there = self._sides[rows] == side
            if not there.any():
                continue
            labels = self._labels[rows][there]
            weights = self._weights[labels] if side == TRAINING else np.ones(len(labels))
            yield self._read(first, len(there))[there], labels, weights

    def _read(self, first: int, count: int) -> NDArray[np.float16]:
        self._file.seek(first * self._size * 2)
        wanted = self._half[:count].reshape(-1).view(np.uint8).data
        while len(wanted):
            read = self._file.readinto(wanted)
            if not read:
                raise OSError("the file of the features is shorter than it was written")
            wanted = wanted[read:]
        return self._half[:count]

    def sums(self, parameters: Doubles, smoothing: float) -> tuple[float, Doubles]:
        """Loss and gradient of the training photos, by their weights and not divided."""
        return PhotosInBlocks(lambda: self.blocks(TRAINING), 1.0).sums(parameters, smoothing)

    def moments(self, every: int) -> tuple[Doubles, float]:
        """Sum of the products of features, and the weight, of each `every`-th block of the training photos."""
        total, weight = np.zeros((self._size + 1, self._size + 1)), 0.0
        for number, (features, _, weights) in enumerate(self.blocks(TRAINING)):
            if number % every == 0:
                total += moments_of_block(features, weights)
                weight += float(weights.sum())
        return total, weight

    def judged(self, parameters: Doubles) -> tuple[float, int, int]:
        """Of the validation photos the sum of their losses in nats; how often the right breed is first, or in five."""
        loss, first, five = 0.0, 0, 0
        for features, labels, _ in self.blocks(VALIDATION):
            logs = log_softmax(_logits(features, parameters), axis=1)
            right = logs[np.arange(len(labels)), labels]
            better = (logs > right[:, None]).sum(axis=1)
            loss -= float(right.sum())
            first, five = first + int((better == 0).sum()), five + int((better < 5).sum())
        return loss, first, five

    def logits(self, parameters: Doubles, chosen: NDArray[np.bool_]) -> tuple[NDArray[np.float32], Codes]:
        """Logits `[n, C]` and labels `[n]` of some of the photos, those of `chosen` `[N]`."""
        found, taught, start = [], [], 0
        places = np.flatnonzero(chosen)
        for first in range(0, len(self._labels), ROWS):
            end = int(np.searchsorted(places, first + ROWS))
            rows, start = places[start:end], end
            if len(rows):
                features = self._read(first, min(ROWS, len(self._labels) - first))[rows - first]
                found.append(_logits(features, parameters).astype(np.float32))
                taught.append(self._labels[rows])
        empty = np.zeros((0, parameters.shape[1]), np.float32)
        return np.concatenate([empty, *found]), np.concatenate([np.zeros(0, np.int32), *taught])


def _logits(features: Floats, parameters: Doubles) -> Doubles:
    return np.asarray(features.astype(np.float64) @ parameters[:-1] + parameters[-1])


def _labelled(
    batch: pa.RecordBatch, labels: Labels, met: tuple[NDArray[np.bool_], NDArray[np.bool_]]
) -> tuple[Keys, Codes]:
    """Of each row the key by which copies are known, and its breed, `NONE` or `AGAINST`."""
    paths = batch.column("path").to_pylist()
    contents = batch.column("content_hash").to_pylist()
    # A photo whose file was never read has no content, and no features either.
    keys = np.array([0 if each is None else key_of_content(each) for each in contents], np.uint64)
    by_content = _met(labels.by_content, keys, met[0])
    if not len(labels.by_path.keys):
        return keys, by_content
    by_path = _met(labels.by_path, np.array([key_of_path(each) for each in paths], np.uint64), met[1])
    alone = np.where(by_content == NONE, by_path, by_content)
    agree = (by_content == NONE) | (by_path == NONE) | (by_content == by_path)
    return keys, np.where(agree, alone, AGAINST).astype(np.int32)


def _met(labels: Keyed, keys: Keys, met: NDArray[np.bool_]) -> Codes:
    """Breeds of photos, `NONE` where they have no label; `met` is told which labels these are."""
    places = labels.places(keys)
    there = places >= 0
    codes = np.full(len(keys), NONE, np.int32)
    codes[there] = labels.codes[places[there]]
    met[places[there]] = True
    return codes


def _features(column: pa.Array, size: int) -> NDArray[np.float16]:
    """Embeddings of which none is missing, `[N, D]`."""
    found: NDArray[np.float16] = column.flatten().to_numpy(zero_copy_only=False).reshape(-1, size)
    return found
