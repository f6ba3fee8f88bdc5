"""Where the dogs are in the photos behind the bundled model, as the app will find them."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Box
from desktop_app.files import replacing
from desktop_app.inference.manifest import Finder, Graph, InputSpec
from desktop_app.inference.manifest_looking import CloserLook, CloserSearch
from desktop_app.inference.preprocess import Picture
from training.datasets.cache import cache_folder
from training.datasets.photos import DataError
from training.files import read_arrays
from training.fitting.photo_content import hash_of_photos, preprocessing_fingerprint
from training.networks.finders import FinderNetwork

FINDER_NAME = "dog_finder.onnx"
CLASSES = ("dog", "cat", "person", "cattle")
CHUNK = 64

Say = Callable[[str], None]
_NOWHERE = np.full(4, np.nan, np.float32)


@dataclass(frozen=True, eq=False)
class Dogs:
    """What the finder says of N photos.

    Attributes:
        parts: what the view "dog" shows of each; None where no dog was found.
        greatest: the greatest score of each class, `[N, K]`.
    """

    parts: tuple[Box | None, ...]
    greatest: NDArray[np.float64]


def require_finder(run: Path) -> Path:
    """The file of the finder in a run's folder.

    Raises:
        DataError: there is none.
    """
    file = run / FINDER_NAME
    if not file.is_file():
        raise DataError(f"{file} is missing. Make it first: `python -m export finder --out {file}`.")
    return file


def finder_of(run: Path, side: int) -> Finder:
    """The finder in a run's folder, with its rule.

    Which boxes are further dogs was chosen on one half of the photos of one dog and of several that
    `python -m benchmarks finder` judges by with the other half, and on photos put together from two.

    Args:
        run: folder of the run.
        side: of the finder's input, in pixels.

    Raises:
        DataError: there is none.
    """
    file = require_finder(run)
    return Finder(
        graph=Graph(file=FINDER_NAME, sha256=hashlib.sha256(file.read_bytes()).hexdigest(), precision="int8"),
        width=side,
        height=side,
        classes=CLASSES,
        dog=0.25,
        further=0.22,
        least=0.03,
        overlap=0.4,
        inside=0.6,
        certain=0.5,
        rivals=("cat",),
        margin=0.1,
        crop="square",
        others=2,
        closer=CloserSearch(
            looks=(
                CloserLook(across=2, share=0.6, below=0.4),
                CloserLook(across=3, share=0.4, above=0.08, below=0.25),
            )
        ),
    )


def find_dogs(run: Path, finder: Finder, spec: InputSpec, photos: Sequence[Path], say: Say) -> Dogs:
    """Look for the dogs of photos, or read what was found before.

    Args:
        run: the folder with the finder.
        finder: its rule.
        spec: the input of the pack: the app searches the picture that it decodes for that.
        photos: the files.
        say: told what is going on.
    """
    key = f"{hash_of_photos(photos)} {preprocessing_fingerprint(spec, photos)}"
    name = hashlib.sha256(f"{key} {finder.model_dump_json()}".encode()).hexdigest()[:32]
    kept = cache_folder("dogs") / f"{name}.npz"
    with suppress(OSError, ValueError, KeyError):
        return _dogs(read_arrays(kept))
    say(f"Looking for the dogs of {len(photos)} photos")
    network = FinderNetwork(run / FINDER_NAME, finder)
    parts: list[NDArray[np.float32]] = []
    greatest: list[NDArray[np.float64]] = []
    with ThreadPoolExecutor() as pool:
        for start in range(0, len(photos), CHUNK):
            pictures = list(
                pool.map(lambda path: Picture.of_file(path.read_bytes(), spec), photos[start : start + CHUNK])
            )
            found = network.dogs(pictures)
            seen = [network.part(*each) for each in zip(pictures, found, strict=True)]
            parts += [_NOWHERE if part is None else np.array(part, np.float32) for part in seen]
            greatest += [dogs.greatest for dogs in found]
    arrays: dict[str, NDArray[Any]] = {"parts": np.array(parts, np.float32), "greatest": np.array(greatest)}
    kept.parent.mkdir(parents=True, exist_ok=True)
    with replacing(kept, ending=".npz") as draft:
        np.savez(draft, allow_pickle=False, **arrays)
    return _dogs(arrays)


def _dogs(arrays: dict[str, NDArray[Any]]) -> Dogs:
    parts = tuple(None if np.isnan(part).any() else Box(*map(float, part)) for part in arrays["parts"])
    return Dogs(parts, arrays["greatest"])
