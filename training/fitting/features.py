"""Frozen features: what a backbone says of every photo, computed once and kept on disk, photo by photo.

Head training then takes seconds. A photo that is added to a set is the only one that is computed, whatever else is in
the set, and one that is in two sets is computed once. Everything that decides the numbers is part of the key, so
nothing stale is ever read: the photo's content, the backbone with its weights, what the preprocessing does to pixels,
the augmentation and its copy, and the part of the photo that is looked at.
"""

import errno
import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop_app.catalog.values.suggestions import Box
from desktop_app.commands.fault_sentences import sentence
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.preprocess import Picture, photo_tensors, pixels_of, tensors_of_file
from training.architectures.base import Architecture, WeightSource
from training.datasets.cache import cache_folder
from training.fitting.former_features import FormerFeatures, former_features
from training.fitting.photo_content import content_of, decoding_name, digests_of_photos
from training.growing_rows import GrowingRows
from training.networks.heads import body_for

CHUNK = 512
BATCH = 32

Embed = Callable[[NDArray[np.uint8]], NDArray[np.float32]]
"""A frozen backbone: pixels uint8 `[N, H, W, 3]` to embeddings `[N, D]`."""

Progress = Callable[[int, int, float], None]
"""Called with photos done, photos in all, and an estimate of the seconds left."""


class Augmentation(Protocol):
    """A random change of a picture before it is resized; its name stands for all its settings."""

    name: str

    def __call__(self, image: Image.Image, random: np.random.Generator) -> Image.Image:
        """Another picture, of any size; the one given stays as it is."""


@dataclass(frozen=True)
class Backbone:
    """A frozen network.

    Attributes:
        name: stands for the network and its weights; part of the key.
        size: of the embedding.
        embed: pixels to embeddings; never in training mode.
    """

    name: str
    size: int
    embed: Embed


@dataclass(frozen=True)
class FeatureRequest:
    """What is to be computed.

    Attributes:
        photos: the files, in the order of the rows.
        spec: size, resize policy and views; each of `all_views` is one entry of the second axis.
        augmentation: applied to the upright picture; None for the photos as they are.
        copy: which augmented copy; other numbers give other random changes.
        seed: of the random changes. They follow from it, the copy and the photo alone, not from the other photos.
        parts: what the view "dog" shows of each photo, None where no dog was found; empty where there is no such view.
            The augmentation is then applied to that part alone.
    """

    photos: Sequence[Path]
    spec: InputSpec
    augmentation: Augmentation | None = None
    copy: int = 0
    seed: int = 1337
    parts: Sequence[Box | None] = ()


@dataclass(frozen=True, eq=False)
class FrozenFeatures:
    """The result.

    Attributes:
        values: float32 `[photos, views, D]`, read-only; mapped into memory where the rows lie side by side, as those of
            one set do. Not-a-number where a photo is unreadable.
        unreadable: row → why.
        folder: where they are kept, with those of all other photos that were looked at in the same way.
    """

    values: NDArray[np.float32]
    unreadable: dict[int, str]
    folder: Path


def keras_backbone(
    architecture: Architecture, weights: WeightSource = "imagenet", *, edge: int | None = None
) -> Backbone:
    """The frozen body of `architecture`, run with `training=False`.

    Args:
        architecture: of the network.
        weights: of the network.
        edge: side of the pictures that it is given, in pixels, where that is not the network's own: it resizes them.
    """
    import tensorflow as tf

    model = body_for(architecture, weights, edge)
    size = int(model.output["embedding"].shape[-1])
    digest = hashlib.sha256(b"".join(np.ascontiguousarray(value).tobytes() for value in model.get_weights()))

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    def run(pixels: Any) -> Any:
        return model(pixels, training=False)["embedding"]

    resized = "" if edge in (None, architecture.image_size) else f"-{edge}"
    return Backbone(
        f"{architecture.name}{resized}-{digest.hexdigest()[:16]}", size, lambda pixels: run(tf.constant(pixels)).numpy()
    )


def frozen_features(
    backbone: Backbone, request: FeatureRequest, cache: Path | None = None, progress: Progress | None = None
) -> FrozenFeatures:
    """Compute the features of the photos that are new; an interrupted computation goes on where it stopped.

    Args:
        backbone: the frozen network.
        request: the photos and what to do with them.
        cache: folder of the cache; `cache_folder("features")` by default.
        progress: called after every chunk.

    Raises:
        OSError: a photo's file is missing, or changes while it is looked at, or the cache cannot be written.
    """
    root = cache or cache_folder("features")
    rows = _rows_of(backbone, request, root)
    digests = digests_of_photos(request.photos)
    keys = [photo_key(digest, part) for digest, part in zip(digests, _parts(request), strict=True)]
    if missing := _missing(rows, keys):
        former = former_features(backbone.name, backbone.size, request, digests, root)
        if former is not None:
            _take_over(rows, former, keys, missing)
            missing = _missing(rows, keys)
        _compute(backbone, request, rows, keys, digests, missing, progress)
    return _read(rows, keys)


def photo_key(digest: bytes, part: Box | None = None) -> bytes:
    """What a photo, or a part of it, is kept under: 32 bytes.

    Args:
        digest: SHA-256 of its content.
        part: what is looked at; None for what the views say.
    """
    if part is None:
        return digest
    return hashlib.sha256(digest + np.array(part, "<f8").tobytes()).digest()


def _rows_of(backbone: Backbone, request: FeatureRequest, root: Path) -> GrowingRows:
    augmented = request.augmentation is not None
    # Everything that decides the numbers, beside the photo itself.
    about = {
        "backbone": backbone.name,
        "size": backbone.size,
        "decoding": decoding_name(request.spec),
        "augmentation": request.augmentation.name if request.augmentation else None,
        "copy": request.copy if augmented else 0,
        "seed": request.seed if augmented else 0,
    }
    name = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:32]
    shape = (len(request.spec.all_views), backbone.size)
    return GrowingRows(root / f"photos-{name}", np.dtype("<f4"), shape, about)


def _parts(request: FeatureRequest) -> Sequence[Box | None]:
    return request.parts or [None] * len(request.photos)


def _missing(rows: GrowingRows, keys: Sequence[bytes]) -> list[int]:
    """Rows of the request to compute; of several photos with the same content, the first."""
    unreadable = rows.unreadable()
    there = rows.positions(keys) >= 0
    first = {key: row for row, key in reversed(list(enumerate(keys))) if not there[row] and key not in unreadable}
    return sorted(first.values())


def _take_over(rows: GrowingRows, former: FormerFeatures, keys: Sequence[bytes], missing: Sequence[int]) -> None:
    """Add what was kept in the form before this one, in which sets and not photos had a place of their own."""
    found = [row for row in missing if row < former.done and str(row) not in former.unreadable]
    for start in range(0, len(found), CHUNK):
        block = found[start : start + CHUNK]
        rows.add([keys[row] for row in block], former.values[block])
    rows.add_unreadable({keys[int(row)]: why for row, why in former.unreadable.items()})


def _read(rows: GrowingRows, keys: Sequence[bytes]) -> FrozenFeatures:
    positions = rows.positions(keys)
    values = rows.take(positions)
    absent = np.flatnonzero(positions < 0).tolist()
    unreadable: dict[int, str] = {}
    if absent:
        why = rows.unreadable()
        if any(keys[row] not in why for row in absent):
            raise OSError(errno.EIO, "what was just written cannot be read", str(rows.folder))
        unreadable = {row: why[keys[row]] for row in absent}
        values.flags.writeable = True
        values[absent] = np.nan
        values.flags.writeable = False
    return FrozenFeatures(values, unreadable, rows.folder)


def _compute(
    backbone: Backbone,
    request: FeatureRequest,
    rows: GrowingRows,
    keys: Sequence[bytes],
    digests: Sequence[bytes],
    missing: Sequence[int],
    progress: Progress | None,
) -> None:
    total, started = len(request.photos), time.monotonic()
    for start in range(0, len(missing), CHUNK):
        computed: list[int] = []
        values: list[NDArray[np.float32]] = []
        for some, tensors, unreadable in _batches(request, keys, digests, missing[start : start + CHUNK]):
            rows.add_unreadable({keys[row]: why for row, why in unreadable.items()})
            count, views = tensors.shape[:2]
            if count:
                embeddings = backbone.embed(tensors.reshape(count * views, *tensors.shape[2:]))
                values.append(embeddings.reshape(count, views, backbone.size))
                computed += some
        if values:
            rows.add([keys[row] for row in computed], np.concatenate(values))
        done = min(start + CHUNK, len(missing))
        if progress:
            left = len(missing) - done
            progress(total - left, total, (time.monotonic() - started) / done * left)


def _batches(
    request: FeatureRequest, keys: Sequence[bytes], digests: Sequence[bytes], rows: Sequence[int]
) -> Iterator[tuple[list[int], NDArray[np.uint8], dict[int, str]]]:
    """Decode in threads, one batch ahead of the network."""
    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    with ThreadPoolExecutor() as pool:

        def begin(batch: Sequence[int]) -> list[Future[NDArray[np.uint8]]]:
            return [pool.submit(_tensors, request, row, keys[row], digests[row]) for row in batch]

        waiting = begin(batches[0])
        for number, batch in enumerate(batches):
            current = waiting
            if number + 1 < len(batches):
                waiting = begin(batches[number + 1])
            read, tensors, unreadable = [], [], {}
            for row, future in zip(batch, current, strict=True):
                try:
                    tensors.append(future.result())
                    read.append(row)
                except UnreadablePhotoError as error:
                    unreadable[row] = sentence(error.fault)
            shape = (0, len(request.spec.all_views), request.spec.height, request.spec.width, 3)
            yield read, np.stack(tensors) if tensors else np.empty(shape, np.uint8), unreadable


def _tensors(request: FeatureRequest, row: int, key: bytes, digest: bytes) -> NDArray[np.uint8]:
    spec, part = request.spec, _parts(request)[row]
    content = content_of(request.photos[row], digest)
    if request.augmentation is None:
        return tensors_of_file(content, spec, part)
    image = decode_photo(content, max(spec.width, spec.height)).image
    random = np.random.default_rng([request.seed, request.copy, *np.frombuffer(key, "<u4").tolist()])
    if part is not None:
        picture = Picture.of_file(content, spec).sharp(spec, [part])
        image = picture.crop(pixels_of(part, *picture.size))
        spec = spec.model_copy(update={"views": ("whole",) * len(spec.views)})
    return photo_tensors(request.augmentation(image, random), spec)
