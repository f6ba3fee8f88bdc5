"""How often the better photo is proposed for the adoption page: real photos against spoilt versions of themselves.

Every version goes through the decoder, the measures and the bundled pack as any photo does. Printed is how often the
photo itself has the higher score than its blurred, shaken, dark, washed out or distant version; the same of photos of
other dogs, as the score must also compare photos of different things; how often the photo is proposed first of all its
versions; and whether two picks of two photos with all versions are one of each.

Usage: python -m benchmarks.picks [--photos 120] [--data FOLDER]
"""

import argparse
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from benchmarks.photos import DEFAULT_DATA
from desktop_app.catalog.evidence import PhotoEvidence
from desktop_app.catalog.values.photos import FileFacts
from desktop_app.imaging.decode import decode_photo
from desktop_app.imaging.fingerprints import FINGERPRINT_BYTES
from desktop_app.imaging.seen import with_what_is_seen
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import Picture
from desktop_app.photos.picks import goodness, proposed


def _blurred(photo: Image.Image) -> Image.Image:
    return photo.filter(ImageFilter.GaussianBlur(max(photo.size) * 0.005))


def _shaken(photo: Image.Image) -> Image.Image:
    reach = max(5, round(max(photo.size) * 0.015))
    pixels = np.asarray(photo, np.float32)
    moved = [np.roll(pixels, shift, axis=1) for shift in range(reach)]
    return Image.fromarray(np.mean(moved, axis=0).astype(np.uint8))


def _dark(photo: Image.Image) -> Image.Image:
    chance = np.random.default_rng(0)
    pixels = np.asarray(photo, np.float32) * 0.35
    return Image.fromarray((pixels + chance.normal(0, 4, pixels.shape)).clip(0, 255).astype(np.uint8))


def _washed_out(photo: Image.Image) -> Image.Image:
    return photo.point(lambda value: min(255, round(110 + value * 0.75)))


def _distant(photo: Image.Image) -> Image.Image:
    """The photo in the middle of what continues it, out of focus, 2.2 times as wide and high."""
    width, height = photo.size
    around = round(width * 0.6), round(height * 0.6)
    pixels = np.pad(np.asarray(photo), ((around[1],) * 2, (around[0],) * 2, (0, 0)), mode="symmetric")
    scene = Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(width * 0.08))
    scene.paste(photo, around)
    return scene.resize(photo.size, Image.Resampling.LANCZOS)


VERSIONS: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "blurred": _blurred,
    "shaken": _shaken,
    "dark": _dark,
    "washed out": _washed_out,
    "distant": _distant,
}


class Judge:
    """Finds out of pictures what a session would hold of them."""

    def __init__(self) -> None:
        pack = load_pack(bundled_packs()[0])
        self._classifier = Classifier(pack, "cpu")
        self._spec = pack.manifest.input

    def evidence(self, pictures: list[Image.Image]) -> tuple[PhotoEvidence, NDArray[np.float16]]:
        """The evidence of pictures, whose ids are counted from 0, and their embeddings."""
        facts, shares, embeddings = [], [], []
        for picture in pictures:
            file = BytesIO()
            picture.save(file, "JPEG", quality=92)
            decoded = decode_photo(file.getvalue(), max(self._spec.width, self._spec.height))
            facts.append(with_what_is_seen(FileFacts(0, 0, ""), decoded))
            (said,) = self._classifier.classify_photos([Picture.of(decoded, file.getvalue)])
            shares.append(np.nan if said.dog_share is None else said.dog_share)
            assert said.embedding is not None
            embeddings.append(said.embedding)
        joined = np.frombuffer(b"".join([each.fingerprint for each in facts]), np.uint8)
        found = PhotoEvidence(
            photo_ids=np.arange(len(pictures)),
            fingerprints=joined.reshape(len(pictures), FINGERPRINT_BYTES),
            has_fingerprint=np.ones(len(pictures), np.bool_),
            taken_at=np.zeros(len(pictures), np.int64),
            sharpness=np.array([each.sharpness for each in facts], np.float32),
            lightness=np.array([each.lightness for each in facts], np.float32),
            contrast=np.array([each.contrast for each in facts], np.float32),
            dog_share=np.array(shares, np.float32),
        )
        return found, np.stack(embeddings)


def part(evidence: PhotoEvidence, places: NDArray[np.intp]) -> PhotoEvidence:
    """The evidence of some of the photos, which keep their ids."""
    return PhotoEvidence(**{name: getattr(evidence, name)[places] for name in PhotoEvidence.__slots__})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--photos", type=int, default=120)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    options = parser.parse_args()
    files = sorted((options.data / "whole_photos").rglob("*.jpg"))[: options.photos]
    makers = (lambda photo: photo, *VERSIONS.values())
    pictures = [make(Image.open(file).convert("RGB")) for file in files for make in makers]
    evidence, embeddings = Judge().evidence(pictures)
    each = len(makers)
    scores = goodness(evidence).reshape(-1, each)
    print(f"{len(files)} photos, each with {each - 1} spoilt versions")
    for number, name in enumerate(VERSIONS, 1):
        itself = (scores[:, 0] > scores[:, number]).mean()
        others = (scores[:, :1] > scores[None, :, number]).mean()
        print(f"better than {name:12} {itself:6.1%} of itself   {others:6.1%} of any")
    first = one_of_each = pairs = 0
    for number in range(len(files)):
        own = np.arange(number * each, (number + 1) * each)
        first += proposed(part(evidence, own), embeddings[own], 1) == [number * each]
    for number in range(0, len(files) - 1, 2):
        both = np.arange(number * each, (number + 2) * each)
        picks = proposed(part(evidence, both), embeddings[both], 2)
        pairs += 1
        one_of_each += {pick // each for pick in picks} == {number, number + 1}
    print(f"proposed first of all its versions  {first / len(files):6.1%}")
    print(f"two picks of two photos with their versions are of both  {one_of_each / pairs:6.1%}")


if __name__ == "__main__":
    main()
