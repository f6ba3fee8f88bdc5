"""How photos look to the model, small enough to keep for 100,000 of them: what is alike, and which are most alike.

A photo has two halves. Its embedding says what is in the picture: the model's own, on the principal axes of the
session's photos (of a sample, by the randomised range finder of Halko, Martinsson, Tropp, SIAM Review 53, 2011). What
was suggested says which breeds it looks like: square roots of the probabilities, so that products are Bhattacharyya's
coefficient. Both are unit vectors; likeness is a weighted mean of their cosines. Breeds weigh more: on photos from
other sources than those that were trained on, neighbours are of one breed more often so (docs/decisions/0024).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.codes import NONE
from desktop_app.photos.seriation import CancelledError, Vectors, never, unit
from desktop_app.photos.store import PhotoStore

# Axes that are kept of an embedding, and how many photos they are learned from.
AXES, LEARNED_FROM = 96, 4_096
# More axes than wanted, and rounds, make the range finder as good as the whole decomposition.
_MORE_AXES, _ROUNDS = 16, 3
# What breeds weigh, of 1.
BREEDS_WEIGH = 0.75
PICTURES_SCALE, BREEDS_SCALE = np.sqrt(1 - BREEDS_WEIGH), np.sqrt(BREEDS_WEIGH)
# Breeds beyond so many share places (feature hashing: Weinberger and others, ICML 2009).
MOST_BREEDS = 160
# Embeddings are read, and projected, so many at a time.
PART = 2_048
_SEED = 20_240_229

ReadEmbeddings = Callable[[Sequence[int]], tuple[list[int], NDArray[np.float16]]]
"""Photo ids → those of them that have an embedding, in any order, and the embeddings `[photos, D]`."""


@dataclass(frozen=True, slots=True, eq=False)
class Suggested:
    """What was suggested for photos, out of the store, so that a thread of its own can work with it.

    Attributes:
        photo_ids: int64 `[n]`, photos that are present and were looked at.
        ranked: int32 `[n, k]`: places of breeds; -1 for none.
        probabilities: float64 `[n, k]`.
        dog_probability: float64 `[n]`, not a number where the model does not say.
    """

    photo_ids: NDArray[np.int64]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    dog_probability: NDArray[np.float64]

    @classmethod
    def of(cls, store: PhotoStore) -> "Suggested":
        """Of all photos of a session, by the pack: who is alike does not depend on what is learned of labels."""
        at = np.flatnonzero(store.present & (store.status != NONE) & (store.faults == NONE))
        at = at[np.argsort(store.photo_ids[at], kind="stable")]
        said = store.by_pack(at)
        return cls(store.photo_ids[at], said.ranked, said.probabilities, said.dog_probability)


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """How photos look to the model, weighed, in one array: of 100,000 photos it takes 100 MB, and there is one of it.

    Attributes:
        photo_ids: int64 `[n]`, rising: photos that have a suggestion and an embedding.
        vectors: float32 `[n, axes + places]`, rows of length 1: the product of two rows is how alike the photos are.
            First what is in the picture, then what it looks like.
        axes: how many there are.
    """

    photo_ids: NDArray[np.int64]
    vectors: Vectors
    axes: int

    @classmethod
    def of(cls, photo_ids: NDArray[np.int64], pictured: Vectors, breeds: Vectors) -> "Looks":
        """Weigh the two halves, float32 `[n, axes]` and `[n, places]`, each with rows of length 1."""
        vectors = np.concatenate((PICTURES_SCALE * pictured, BREEDS_SCALE * breeds), axis=1, dtype=np.float32)
        return cls(photo_ids, vectors, pictured.shape[1])

    def pictured(self, places: NDArray[np.integer]) -> Vectors:
        """float32 `[places, axes]`, rows of length 1: what is in the pictures of some photos."""
        return np.asarray(self.vectors[places, : self.axes] / PICTURES_SCALE, np.float32)

    def place(self, photo_id: int) -> int | None:
        """Where a photo is, or None."""
        place = int(np.searchsorted(self.photo_ids, photo_id))
        return place if place < len(self.photo_ids) and self.photo_ids[place] == photo_id else None

    def most_like(self, photo_id: int, most: int, least: float) -> list[int]:
        """The photos that are most like one, the most alike first, itself before all others.

        Args:
            photo_id: of the photo.
            most: how many at most, itself included.
            least: how alike they are at least, from 0 to 1.

        Returns:
            ids; none where the photo has not been looked at.
        """
        here = self.place(photo_id)
        if here is None:
            return []
        alike = self.vectors @ self.vectors[here]
        alike[here] = np.inf
        most = min(most, len(alike))
        found = np.argpartition(-alike, most - 1)[:most]
        found = found[alike[found] >= least]
        # Those that are equally alike in the order of their ids.
        found = np.sort(found)
        ids: list[int] = self.photo_ids[found[np.argsort(-alike[found], kind="stable")]].tolist()
        return ids


def looks_of(suggested: Suggested, read: ReadEmbeddings, is_cancelled: Callable[[], bool] = never) -> Looks:
    """How photos look, from what is kept of them.

    Args:
        suggested: of the photos.
        read: gives embeddings; asked for a part of them at a time, so that never all are in memory at full length.
        is_cancelled: asked between the parts.

    Raises:
        CancelledError: it was cancelled.
    """
    ids = suggested.photo_ids
    nothing = Looks(ids[:0], np.zeros((0, 2), np.float32), 1)
    if not len(ids):
        return nothing
    sample = ids
    if len(ids) > LEARNED_FROM:
        sample = np.sort(np.random.default_rng(_SEED).choice(ids, LEARNED_FROM, replace=False))
    _, learned_from = read(sample.tolist())
    if not len(learned_from):
        return nothing
    middle, axes = principal_axes(learned_from.astype(np.float32))
    count = axes.shape[1]
    vectors = np.zeros((len(ids), count + _breed_places(suggested)), np.float32)
    known = np.zeros(len(ids), np.bool_)
    for first in range(0, len(ids), PART):
        if is_cancelled():
            raise CancelledError
        some = slice(first, first + PART)
        found, embeddings = read(ids[some].tolist())
        vectors[some, count:] = BREEDS_SCALE * breed_vectors(suggested, some)
        if found:
            at = np.searchsorted(ids, found)
            vectors[at, :count] = PICTURES_SCALE * unit((embeddings.astype(np.float32) - middle) @ axes)
            known[at] = True
    # As a rule all are known, and no copy is needed.
    return Looks(ids, vectors, count) if known.all() else Looks(ids[known], vectors[known], count)


def principal_axes(embeddings: Vectors, axes: int = AXES) -> tuple[Vectors, Vectors]:
    """The mean `[D]` of embeddings `[n, D]` and the axes `[D, k]` along which they differ most, k at most `axes`."""
    middle = embeddings.mean(axis=0)
    centred = embeddings - middle
    count = min(axes + _MORE_AXES, *centred.shape)
    random = np.random.default_rng(_SEED).standard_normal((centred.shape[1], count)).astype(np.float32)
    basis = np.linalg.qr(centred.T @ (centred @ random))[0]
    for _ in range(_ROUNDS - 1):
        basis = np.linalg.qr(centred.T @ (centred @ basis))[0]
    inside = centred @ basis
    _, turned = np.linalg.eigh(inside.T @ inside)
    return middle, np.ascontiguousarray(basis @ turned[:, ::-1][:, :axes], np.float32)


def _breed_places(suggested: Suggested) -> int:
    return min(MOST_BREEDS, int(suggested.ranked.max(initial=NONE)) + 1) + 1


def breed_vectors(suggested: Suggested, some: slice = slice(None)) -> Vectors:
    """Of some photos, float32 `[some, places]`, rows of length 1: a place a breed, and the last for "no dog"."""
    places = _breed_places(suggested)
    ranked, probabilities = suggested.ranked[some], np.nan_to_num(suggested.probabilities[some])
    dog = np.nan_to_num(suggested.dog_probability[some], nan=1.0)
    shares = np.zeros((len(ranked), places), np.float32)
    rows = np.arange(len(ranked))
    for place in range(ranked.shape[1]):
        named = rows[ranked[:, place] != NONE]
        shares[named, ranked[named, place] % (places - 1)] += (dog * probabilities[:, place])[named]
    shares[:, -1] = 1 - dog
    return unit(np.sqrt(np.maximum(shares, 0)))
