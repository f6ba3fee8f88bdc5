"""Photos of which one knows that they belong together, and what the app knows of each: for the benchmarks of groups.

Versions of a photo stand for what a camera makes of one moment and for what people make of a photo: other crops, other
exposures, other sizes, other compression. Spoilt versions stand for the bad photos of a series: blurred, dark, small,
or of a part of the dog. All of it is made anew from seeds, and nothing is written.
"""

import io
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageFilter

from desktop_app.catalog.values.suggestions import Confidence, Suggestion, SuggestionStatus
from desktop_app.imaging.decode import decode_photo
from desktop_app.imaging.fingerprints import fingerprint
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import Picture

EDGE = 640
RANKED = 5
PHOTOS_AT_ONCE = 8


def opened(path: Path) -> Image.Image:
    """A photo, upright, about as large as the app decodes it."""
    image = decode_photo(path.read_bytes(), EDGE).image
    image.thumbnail((EDGE, EDGE))
    return image


def compressed(image: Image.Image, quality: int) -> Image.Image:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=quality)
    return Image.open(written).convert("RGB")


def cropped(image: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    """Without these shares of its sides."""
    width, height = image.size
    return image.crop((int(left * width), int(top * height), int(width - right * width), int(height - bottom * height)))


def version(image: Image.Image, random: Random, most_off: float = 0.12) -> Image.Image:
    """The photo with up to `most_off` off each side, re-exposed, reduced and compressed again."""
    image = cropped(image, *(random.uniform(0, most_off) for _ in range(4)))
    image = ImageEnhance.Brightness(image).enhance(random.uniform(0.65, 1.45))
    image = ImageEnhance.Contrast(image).enhance(random.uniform(0.8, 1.2))
    scale = random.uniform(0.45, 1)
    image = image.resize((max(48, int(image.width * scale)), max(48, int(image.height * scale))))
    return compressed(image, random.randint(40, 92))


def blurred(image: Image.Image, random: Random) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(max(image.size) / random.uniform(50, 110)))


def dark(image: Image.Image, random: Random) -> Image.Image:
    darkened = np.asarray(ImageEnhance.Brightness(image).enhance(random.uniform(0.12, 0.25)), np.float32)
    noise = np.random.default_rng(random.randrange(2**32)).normal(0, 9, darkened.shape)
    return compressed(Image.fromarray(np.clip(darkened + noise, 0, 255).astype(np.uint8)), 60)


def small(image: Image.Image, random: Random) -> Image.Image:
    edge = random.randint(40, 64)
    tiny = image.copy()
    tiny.thumbnail((edge, edge))
    return compressed(tiny, 50)


def part(image: Image.Image, random: Random) -> Image.Image:
    """A window of half the width and height, anywhere."""
    left, top = random.uniform(0, 0.5), random.uniform(0, 0.5)
    return cropped(image, left, top, 0.5 - left, 0.5 - top)


SPOILT: tuple[Callable[[Image.Image, Random], Image.Image], ...] = (blurred, dark, small, part)


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What the app knows of `n` pictures.

    Attributes:
        fingerprints: uint8 `[n, FINGERPRINT_BYTES]`.
        embeddings: float16 `[n, D]`.
        logits: float16 `[n, C]`.
        ranked: int64 `[n, RANKED]`, columns of the breeds, best first.
        probabilities: float64 `[n, RANKED]`.
        dog: float64 `[n]`, probability of a dog; not a number where the pack does not say.
        confidence: of each; None for "no dog".
        breed_ids: of the columns.
    """

    fingerprints: NDArray[np.uint8]
    embeddings: NDArray[np.float16]
    logits: NDArray[np.float16]
    ranked: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    dog: NDArray[np.float64]
    confidence: list[Confidence | None]
    breed_ids: tuple[str, ...]


def pack_folder() -> Path:
    """The pack that ships, or `PAWSORT_MODEL`."""
    return Path(os.environ.get("PAWSORT_MODEL", bundled_packs()[0]))


def look(pictures: Sequence[Callable[[], Image.Image]], folder: Path | None = None) -> Looked:
    """Let a pack look at pictures, each made when its turn comes: that in `folder`, or the one of `pack_folder`."""
    pack = load_pack(folder or pack_folder())
    classifier = Classifier(pack, "cpu")
    columns = {breed.id: column for column, breed in enumerate(pack.manifest.breeds)}

    def looked(some: Sequence[Callable[[], Image.Image]]) -> list[tuple[bytes, Suggestion]]:
        images = [make() for make in some]
        said = classifier.classify_photos([Picture(image) for image in images])
        return list(zip(map(fingerprint, images), said, strict=True))

    batches = [pictures[start : start + PHOTOS_AT_ONCE] for start in range(0, len(pictures), PHOTOS_AT_ONCE)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [each for batch in pool.map(looked, batches) for each in batch]
    said = [suggestion for _, suggestion in found]
    return Looked(
        np.stack([np.frombuffer(bits, np.uint8) for bits, _ in found]),
        np.stack([each.embedding for each in said if each.embedding is not None]),
        np.stack([each.logits for each in said if each.logits is not None]),
        np.array([[columns[breed.breed_id] for breed in each.ranked[:RANKED]] for each in said]),
        np.array([[breed.probability for breed in each.ranked[:RANKED]] for each in said]),
        np.array([np.nan if each.dog_probability is None else each.dog_probability for each in said]),
        [each.confidence if each.status is SuggestionStatus.OK else None for each in said],
        tuple(columns),
    )
