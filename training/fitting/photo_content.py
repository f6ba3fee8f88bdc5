"""What the cache knows photos by: their content, and what decoding makes of it."""

import errno
import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.preprocess import tensors_of_file


def digests_of_photos(photos: Sequence[Path]) -> list[bytes]:
    """SHA-256 of the content of each file.

    Raises:
        OSError: a file cannot be read; it is named.
    """
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda file: hashlib.sha256(file.read_bytes()).digest(), photos))


def content_of(path: Path, digest: bytes) -> bytes:
    """The bytes of a file that had a digest before.

    Raises:
        OSError: it cannot be read, or holds something else by now.
    """
    content = path.read_bytes()
    if hashlib.sha256(content).digest() != digest:
        raise OSError(errno.EAGAIN, "was changed while it was looked at; try again", str(path))
    return content


def hash_of_photos(photos: Sequence[Path]) -> str:
    """SHA-256 over the content of the files in their order; their names and folders do not matter."""
    return hash_of_digests(digests_of_photos(photos))


def hash_of_digests(digests: Sequence[bytes]) -> str:
    """`hash_of_photos`, where the digests are known."""
    return hashlib.sha256(b"".join(digests)).hexdigest()


def decoding_name(spec: InputSpec) -> str:
    """What a photo's pixels depend on beside its content: the same name, the same pixels.

    Size, resize policy and views; what decoding and resizing do to made-up photos; and the versions of the libraries
    that decode, for what no made-up photo shows.
    """
    shape = [spec.width, spec.height, spec.resize, *spec.all_views]
    libraries = " ".join(f"{name} {version(name)}" for name in ("pillow", "pi-heif"))
    return f"{shape} {preprocessing_fingerprint(spec)} {libraries}"


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
