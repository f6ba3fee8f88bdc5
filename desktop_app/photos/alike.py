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
        """Of all photos of a session."""
        at = np.flatnonzero(store.present & (store.status != NONE) & (store.faults == NONE))
        at = at[np.argsort(store.photo_ids[at], kind="stable")]
        return cls(store.photo_ids[at], store.ranked[at], store.probabilities[at], store.dog_probability[at])


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """How photos look to the model.

    Attributes:
        photo_ids: int64 `[n]`, rising: photos that have a suggestion and an embedding.
        pictured: float32 `[n, axes]`, rows of length 1: what is in the picture.
        breeds: float32 `[n, places]`, rows of length 1: what it looks like.
    """

    photo_ids: NDArray[np.int64]
    pictured: Vectors
    breeds: Vectors

    def vectors(self) -> Vectors:
        """float32 `[n, axes + places]`, rows of length 1: the product of two rows is how alike the photos are."""
        axes = self.pictured.shape[1]
        vectors = np.empty((len(self.photo_ids), axes + self.breeds.shape[1]), np.float32)
        # Weighed where they are to stand: at full precision, all at once would take twice what comes of it.
        np.multiply(self.pictured, np.sqrt(1 - BREEDS_WEIGH), out=vectors[:, :axes], casting="same_kind")
        np.multiply(self.breeds, np.sqrt(BREEDS_WEIGH), out=vectors[:, axes:], casting="same_kind")
        return vectors

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
        alike = (1 - BREEDS_WEIGH) * (self.pictured @ self.pictured[here])
        alike += BREEDS_WEIGH * (self.breeds @ self.breeds[here])
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
    if not len(ids):
        nothing = np.zeros((0, 1), np.float32)
        return Looks(ids, nothing, nothing)
    sample = ids
    if len(ids) > LEARNED_FROM:
        sample = np.sort(np.random.default_rng(_SEED).choice(ids, LEARNED_FROM, replace=False))
    _, learned_from = read(sample.tolist())
    if not len(learned_from):
        nothing = np.zeros((0, 1), np.float32)
        return Looks(ids[:0], nothing, nothing)
    middle, axes = principal_axes(learned_from.astype(np.float32))
    pictured = np.zeros((len(ids), axes.shape[1]), np.float32)
    known = np.zeros(len(ids), np.bool_)
    for first in range(0, len(ids), PART):
        if is_cancelled():
            raise CancelledError
        found, embeddings = read(ids[first : first + PART].tolist())
        if found:
            at = np.searchsorted(ids, found)
            pictured[at] = unit((embeddings.astype(np.float32) - middle) @ axes)
            known[at] = True
    breeds = breed_vectors(suggested)
    # As a rule all are known, and no copies are needed.
    return Looks(ids, pictured, breeds) if known.all() else Looks(ids[known], pictured[known], breeds[known])


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


def breed_vectors(suggested: Suggested) -> Vectors:
    """float32 `[n, places]`, rows of length 1: a place a breed, and the last for "no dog"."""
    ranked, probabilities = suggested.ranked, np.nan_to_num(suggested.probabilities)
    dog = np.nan_to_num(suggested.dog_probability, nan=1.0)
    breeds = min(MOST_BREEDS, int(ranked.max(initial=NONE)) + 1)
    shares = np.zeros((len(ranked), breeds + 1), np.float32)
    rows = np.arange(len(ranked))
    for place in range(ranked.shape[1]):
        named = rows[ranked[:, place] != NONE]
        shares[named, ranked[named, place] % breeds] += (dog * probabilities[:, place])[named]
    shares[:, -1] = 1 - dog
    # Without a copy for each step: of 100,000 photos, one takes 50 MB.
    np.sqrt(np.maximum(shares, 0, out=shares), out=shares)
    return unit(shares)
