"""Frozen features: what a backbone says of every photo of a set, computed once and kept on disk.

Head training then takes seconds. Everything that decides the numbers is part of the key, so nothing stale is ever
read: the photos' content, the backbone with its weights, what the preprocessing does to pixels, the augmentation and
its copy.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop_app.catalog.values.suggestions import Box
from desktop_app.commands.fault_sentences import sentence
from desktop_app.files import write_whole
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.preprocess import Picture, photo_tensors, pixels_of, tensors_of_file
from training.architectures.base import Architecture, WeightSource
from training.datasets.cache import cache_folder
from training.files import mapped_array, read_json_file
from training.networks.heads import body_for

FEATURES_NAME = "features.npy"
STATE_NAME = "state.json"
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
        seed: of the random changes.
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
        values: float32 `[photos, views, D]`, memory-mapped and read-only; not-a-number where a photo is unreadable.
        unreadable: row → why.
        folder: where they are kept.
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
    """Compute features, or read those that were computed before; an interrupted computation goes on where it stopped.

    Args:
        backbone: the frozen network.
        request: the photos and what to do with them.
        cache: folder of the cache; `cache_folder("features")` by default.
        progress: called after every chunk.

    Raises:
        OSError: a photo's file is missing, or the cache cannot be written.
    """
    folder = (cache or cache_folder("features")) / features_key(backbone, request)
    folder.mkdir(parents=True, exist_ok=True)
    shape = (len(request.photos), len(request.spec.all_views), backbone.size)
    state = _read_state(folder, shape)
    if state["done"] < len(request.photos):
        _compute(backbone, request, folder, state, progress)
    values = np.load(folder / FEATURES_NAME, mmap_mode="r")
    return FrozenFeatures(values, {int(row): why for row, why in state["unreadable"].items()}, folder)


def features_key(backbone: Backbone, request: FeatureRequest) -> str:
    """The name of the cache folder: a hash of everything that decides the numbers."""
    augmented, spec = request.augmentation is not None, request.spec
    parts = {
        "photos": hash_of_photos(request.photos),
        "backbone": backbone.name,
        # What the pixels depend on; when a view is looked at plays no part.
        "spec": [spec.width, spec.height, spec.resize, *spec.all_views],
        "preprocessing": preprocessing_fingerprint(spec, request.photos),
        "augmentation": request.augmentation.name if request.augmentation else None,
        "copy": request.copy if augmented else 0,
        "seed": request.seed if augmented else 0,
        **({"parts": [None if part is None else list(part) for part in request.parts]} if request.parts else {}),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def hash_of_photos(photos: Sequence[Path]) -> str:
    """SHA-256 over the content of the files in their order; their names and folders do not matter."""
    total = hashlib.sha256()
    with ThreadPoolExecutor() as pool:
        for digest in pool.map(lambda file: hashlib.sha256(file.read_bytes()).digest(), photos):
            total.update(digest)
    return total.hexdigest()


def preprocessing_fingerprint(spec: InputSpec, photos: Sequence[Path] = ()) -> str:
    """What the preprocessing does to pixels, as a hash: it changes when decoding or resizing does.

    Taken from three made-up photos and from up to 32 of `photos`, spread evenly; unreadable ones do not count.
    """
    contents = [_made_up_photo(*shape) for shape in ((1600, 1200, 1), (224, 224, 1), (300, 500, 6))]
    contents += [file.read_bytes() for file in photos[:: max(1, len(photos) // 32)]]
    total = hashlib.sha256()
    for content in contents:
        with suppress(UnreadablePhotoError):
            total.update(tensors_of_file(content, spec).tobytes())
    return total.hexdigest()[:16]


def _made_up_photo(width: int, height: int, orientation: int) -> bytes:
    small = np.random.default_rng(7).integers(0, 256, (height // 20, width // 20, 3), dtype=np.uint8)
    image = Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stream = BytesIO()
    image.save(stream, "JPEG", quality=90, exif=exif)
    return stream.getvalue()


def _read_state(folder: Path, shape: tuple[int, ...]) -> dict[str, Any]:
    # Damaged, it is computed anew: it is only a cache.
    with suppress(OSError, ValueError, KeyError, TypeError):
        state: dict[str, Any] = read_json_file(folder / STATE_NAME)
        values = mapped_array(folder / FEATURES_NAME)
        if values.shape == shape and values.dtype == np.float32 and _is_sound(state, shape[0]):
            return state
    np.lib.format.open_memmap(folder / FEATURES_NAME, "w+", np.float32, shape).flush()
    return {"done": 0, "unreadable": {}}


def _is_sound(state: Any, rows: int) -> bool:
    done, unreadable = state["done"], state["unreadable"]
    return (
        isinstance(done, int)
        and 0 <= done <= rows
        and isinstance(unreadable, dict)
        and all(row.isdecimal() and int(row) < rows and isinstance(why, str) for row, why in unreadable.items())
    )


def _write_state(folder: Path, state: dict[str, Any]) -> None:
    write_whole(folder / STATE_NAME, json.dumps(state), durable=False)


def _compute(
    backbone: Backbone, request: FeatureRequest, folder: Path, state: dict[str, Any], progress: Progress | None
) -> None:
    values = np.lib.format.open_memmap(folder / FEATURES_NAME, "r+")
    total, started, before = len(request.photos), time.monotonic(), state["done"]
    for start in range(before, total, CHUNK):
        end = min(start + CHUNK, total)
        for rows, tensors, unreadable in _batches(request, start, end):
            state["unreadable"] |= unreadable
            count, views = tensors.shape[:2]
            if count:
                embeddings = backbone.embed(tensors.reshape(count * views, *tensors.shape[2:]))
                values[rows] = embeddings.reshape(count, views, backbone.size)
            for row in unreadable:
                values[int(row)] = np.nan
        # The features first: a state that is ahead of them would hide a hole.
        values.flush()
        state["done"] = end
        _write_state(folder, state)
        if progress:
            progress(end, total, (time.monotonic() - started) / (end - before) * (total - end))


def _batches(
    request: FeatureRequest, start: int, end: int
) -> Iterator[tuple[list[int], NDArray[np.uint8], dict[str, str]]]:
    """Decode in threads, one batch ahead of the network."""
    with ThreadPoolExecutor() as pool:
        starts = list(range(start, end, BATCH))
        waiting = [pool.submit(_tensors, request, row) for row in range(start, min(start + BATCH, end))]
        for number, first in enumerate(starts):
            current = waiting
            if number + 1 < len(starts):
                following = starts[number + 1]
                waiting = [pool.submit(_tensors, request, row) for row in range(following, min(following + BATCH, end))]
            rows, tensors, unreadable = [], [], {}
            for row, future in enumerate(current, first):
                try:
                    tensors.append(future.result())
                    rows.append(row)
                except UnreadablePhotoError as error:
                    unreadable[str(row)] = sentence(error.fault)
            shape = (0, len(request.spec.all_views), request.spec.height, request.spec.width, 3)
            yield rows, np.stack(tensors) if tensors else np.empty(shape, np.uint8), unreadable


def _tensors(request: FeatureRequest, row: int) -> NDArray[np.uint8]:
    content, spec = request.photos[row].read_bytes(), request.spec
    part = request.parts[row] if request.parts else None
    if request.augmentation is None:
        return tensors_of_file(content, spec, part)
    image = decode_photo(content, max(spec.width, spec.height)).image
    random = np.random.default_rng([request.seed, request.copy, row])
    if part is not None:
        picture = Picture.of_file(content, spec).sharp(spec, [part])
        image = picture.crop(pixels_of(part, *picture.size))
        spec = spec.model_copy(update={"views": ("whole",) * len(spec.views)})
    return photo_tensors(request.augmentation(image, random), spec)
