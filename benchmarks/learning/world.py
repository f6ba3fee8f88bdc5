"""All photos of the protocol, looked at once, and a pack that may be made to forget some of its breeds.

No photo here was trained on by the pack: of Stanford Dogs and the whole photos the held-out sides, and other sources.
Photos of which another one shows nearly the same are told apart by `twins`: what was taught must not be asked as a
copy.
"""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.group_photos import Looked, look, opened, pack_folder
from benchmarks.held_out import of_side
from benchmarks.lesser_pack import pack_without
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.imaging.fingerprints import distances
from desktop_app.inference.manifest_rules import Thresholds
from desktop_app.inference.packs import load_pack
from desktop_app.learning.background import Background, load_background
from desktop_app.learning.looks import Looks
from desktop_app.learning.space import Space
from desktop_app.learning.vectors import Vectors
from training.bundled.photos import FURTHER_PREFIX
from training.datasets.splits import Side

ENOUGH_PHOTOS = 40
"""A breed that the pack does not know is judged where there are so many photos of it: 20 are labelled."""
DIFFERENT_BITS = 12
"""Photos whose hashes differ in no more bits, of 128, may be one photo."""

NO_BREED = -1
OTHERS, UNKNOWN, NO_DOGS = "other sources", "dogs of unknown breed, held out", "no dogs, held out"
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """n photos and what a pack says of them.

    Attributes:
        looked: what the app knows of them.
        breeds: of each, the id of its breed; "" where nobody knows.
        sources: of each, where it comes from.
        twins: int32 `[n]`: photos with the same number show nearly the same.
        pack_breeds: ids, in the order of the manifest.
        space: where photos are compared.
        vectors: of the photos in it.
        thresholds: of the pack.
        background: of the pack.
        data: the folder of the real photos.
    """

    looked: Looked
    breeds: NDArray[np.str_]
    sources: NDArray[np.str_]
    twins: NDArray[np.int32]
    pack_breeds: tuple[str, ...]
    space: Space
    vectors: Vectors
    thresholds: Thresholds
    background: Background | None
    data: Path

    def looks(self, rows: Rows) -> Looks:
        """What the memory is told of some photos."""
        said = self.looked
        return Looks(
            self.vectors.at(rows), said.ranked[rows].astype(np.int32), said.probabilities[rows], said.dog[rows]
        )  # fmt: skip

    def known_rows(self) -> Rows:
        """Photos of the breeds that the pack knows."""
        return np.flatnonzero(np.isin(self.breeds, self.pack_breeds))

    def new_breeds(self, at_least: int = ENOUGH_PHOTOS) -> list[str]:
        """Breeds that the pack does not know, with so many photos."""
        found, counts = np.unique(self.breeds, return_counts=True)
        many = zip(found.tolist(), counts.tolist(), strict=True)
        return [breed for breed, count in many if breed and breed not in self.pack_breeds and count >= at_least]

    def first(self, rows: Rows) -> NDArray[np.str_]:
        """The pack's first breed of some photos."""
        return np.asarray(np.array(self.pack_breeds)[self.looked.ranked[rows, 0]])

    def sure(self, rows: Rows) -> NDArray[np.bool_]:
        """Where the pack is sure."""
        return np.array([self.looked.confidence[row] is Confidence.SURE for row in rows.tolist()], np.bool_)

    def forgetting(self, forgotten: list[str]) -> "World":
        """As if the pack had never known these breeds: what it gave them goes to its other breeds, in proportion."""
        kept = np.array([breed not in forgotten for breed in self.pack_breeds])
        place = np.where(kept, np.cumsum(kept) - 1, NO_BREED)
        ranked = place[self.looked.ranked]
        shares = np.where(ranked >= 0, self.looked.probabilities, 0.0)
        # Five are known of each photo; the rest is spread over the others, of which some go too.
        others = 1 - self.looked.probabilities.sum(axis=1)
        left = shares.sum(axis=1) + np.maximum(others, 0) * kept.sum() / len(kept)
        order = np.argsort(ranked < 0, axis=1, kind="stable")
        shares = np.take_along_axis(shares / np.maximum(left, 1e-9)[:, None], order, axis=1)
        ranked = np.take_along_axis(ranked, order, axis=1)
        first_went = ~kept[self.looked.ranked[:, 0]]
        confidence = [None if gone else word for gone, word in zip(first_went, self.looked.confidence, strict=True)]
        looked = replace(
            self.looked, ranked=ranked, probabilities=np.where(ranked < 0, np.nan, shares), confidence=confidence
        )
        space, background = self.space, self.background
        if background is not None:
            background = replace(background, means=background.means[kept], photos=background.photos[kept])
            space = Space.of(background)
        breeds = tuple(breed for breed in self.pack_breeds if breed not in forgotten)
        vectors = space.project(self.looked.embeddings)
        return replace(
            self, looked=looked, pack_breeds=breeds, space=space, vectors=vectors, background=background
        )  # fmt: skip


def breed_of(path: Path) -> str:
    """The id that the name of a photo's folder gives: `n02085620-Chihuahua`, `american_pit_bull_terrier`."""
    folder = path.parent.name
    return folder.partition("-")[0] if folder.startswith("n0") else folder


def sources(data: Path, more_breeds: Path) -> dict[str, list[Path]]:
    """The photos, by where they come from."""
    held = {Side.VALIDATION, Side.TEST}
    return {
        "crops, held out": of_side(data, "stanford_dogs_train/", held),
        "whole photos, held out": of_side(data, "whole_photos/", held),
        OTHERS: sorted(path for path in (data / "other_sources_dev").rglob("*") if path.is_file()),
        "more breeds": sorted(path for path in more_breeds.rglob("*") if path.is_file()),
        UNKNOWN: of_side(data, "dogs_of_unknown_breed/", held),
        NO_DOGS: of_side(data, "other_animals_and_things/", held),
    }


def look_at(data: Path, more_breeds: Path) -> World:
    """Let the pack look at all photos; a few minutes.

    Args:
        data: the folder of the real photos.
        more_breeds: folders of breeds, named by ids, most of which the pack does not know.
    """
    with TemporaryDirectory() as temporary:
        folder = _without(more_breeds, Path(temporary) / "pack")
        return _looked_at(data, sources(data, more_breeds), folder)


def _without(more_breeds: Path, folder: Path) -> Path:
    """The pack as it would be if it had never heard of the breeds of these folders, but for those of the study."""
    pack = load_pack(pack_folder())
    own = {path.name for path in more_breeds.iterdir()}
    known = [breed.id for breed in pack.manifest.breeds if breed.id.removeprefix(FURTHER_PREFIX) in own - {breed.id}]
    return pack_without(pack.folder, known, folder) if known else pack.folder


def _looked_at(data: Path, found: dict[str, list[Path]], folder: Path) -> World:
    paths = [path for each in found.values() for path in each]
    looked = look([partial(opened, path) for path in paths], folder)
    pack = load_pack(folder)
    background = None
    if pack.background_file is not None:
        background = load_background(pack.background_file, len(pack.manifest.breeds), looked.embeddings.shape[1])
    dimension = looked.embeddings.shape[1]
    space = Space.without_background(dimension) if background is None else Space.of(background)
    of = [name for name, each in found.items() for _ in each]
    breeds = ["" if breed_of(path).startswith("other-") or source in (NO_DOGS, UNKNOWN) else breed_of(path)
              for path, source in zip(paths, of, strict=True)]  # fmt: skip
    return World(
        looked,
        np.array(breeds),
        np.array(of),
        twins(looked),
        tuple(breed.id for breed in pack.manifest.breeds),
        space,
        space.project(looked.embeddings),
        pack.manifest.thresholds,
        background,
        data,
    )


def twins(looked: Looked) -> NDArray[np.int32]:
    """int32 `[n]`: the smallest row of those that show nearly the same."""
    count = len(looked.fingerprints)
    found = np.arange(count, dtype=np.int32)
    hashes = looked.fingerprints
    for row in range(count):
        if found[row] == row:
            near = np.flatnonzero(distances(hashes[row : row + 1], hashes[row + 1 :]).ravel() <= DIFFERENT_BITS)
            found[row + 1 + near] = np.minimum(found[row + 1 + near], row)
    return found
