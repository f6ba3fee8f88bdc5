"""A map of photos: what a network finds alike lies close together.

Embeddings are brought to length 1, then to 50 dimensions by principal components, and from there to two by t-SNE (van
der Maaten and Hinton 2008, "Visualizing Data using t-SNE"; scikit-learn's, begun from the first two components as Kobak
and Berens 2019, arXiv:1812.09430 do). What lies close together on such a map is alike; how far apart two islands lie,
and how large they are, says nothing.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from training.architectures import ARCHITECTURES
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet
from training.datasets.preparing import prepared_photos, without_unreadable
from training.datasets.readers import read_data
from training.fitting.features import Backbone, FeatureRequest, frozen_features, keras_backbone
from training.fitting.features import Progress as FeatureProgress
from training.fitting.map_request import MapRequest, Method, checked_network, run_of
from training.fitting.pixels import input_spec
from training.networks.building import image_size, weight_source
from training.recipes.schema import Recipe
from training.runs.packs import RunKind, read_run, require_kind
from training.runs.run import NETWORK

DIMENSIONS = 50
NEIGHBOURS = 10
FEWEST_PHOTOS = 8
_ROUNDS = 750
_TSNE_SECONDS_A_PHOTO = 0.005


@dataclass(frozen=True, eq=False)
class EmbeddingMap:
    """Photos with their places.

    Attributes:
        photos: those that are on the map.
        places: float32 `[N, 2]`, from 0 to 1; the longer side of the map is 1.
        neighbours: int `[N, K]`, the photos that are most alike to each, the nearest first.
        how: in a sentence, how the map was made.
        left_out: how many photos of the data are not on it, for want of room.
    """

    photos: PhotoSet
    places: NDArray[np.float32]
    neighbours: NDArray[np.int64]
    how: str
    left_out: int


def embedding_map(
    request: MapRequest, say: Callable[[str], None], looking: Callable[[int, int], None], computing: FeatureProgress
) -> EmbeddingMap:
    """Look at photos and find a place for each.

    Args:
        request: what to do.
        say: told which photos are left out, and what takes long.
        looking: called with photos looked at and photos in all.
        computing: called while features are computed.

    Raises:
        DataError: the data cannot be read, or there are too few photos.
        RecipeError, WeightsError, PackDraftError: the network cannot be used.
    """
    recipe = checked_network(request.network)
    photos = read_data(*request.data) if request.breeds == "all" else prepared_photos(request.data, request.breeds)
    for line in photos.left_out:
        say(line)
    photos, _ = without_unreadable(photos, say, looking)
    if len(photos) < FEWEST_PHOTOS:
        raise DataError(f"{photos.root}: {len(photos)} photos; a map takes {FEWEST_PHOTOS} or more.")
    chosen = thinned_out(photos, request.most, request.seed)
    features = _embeddings(request, recipe, [photo.path for photo in chosen.photos], computing)
    if request.method == "tsne":
        say(f"placing {len(chosen):,} photos with t-SNE: {_minutes(len(chosen))}, more on a busy machine")
    places, neighbours, how = placed(features, request.method, request.perplexity, request.seed)
    return EmbeddingMap(
        chosen, places, neighbours, f"{run_of(request.network) or recipe.name}; {how}", len(photos) - len(chosen)
    )


def thinned_out(photos: PhotoSet, most: int, seed: int) -> PhotoSet:
    """At most so many photos: a breed gives up photos by chance, and only while it has more than others."""
    if len(photos) <= most:
        return photos
    random = np.random.default_rng(seed)
    by_breed: dict[str, list[LabelledPhoto]] = defaultdict(list)
    for row in random.permutation(len(photos)):
        photo = photos.photos[int(row)]
        by_breed[photo.breed].append(photo)
    rounds = max(len(members) for members in by_breed.values())
    in_turn = [members[turn] for turn in range(rounds) for members in by_breed.values() if turn < len(members)]
    kept = set(in_turn[:most])
    return photos.chosen(photo for photo in photos.photos if photo in kept)


def placed(
    features: NDArray[np.floating], method: Method, perplexity: float = 30.0, seed: int = 1337
) -> tuple[NDArray[np.float32], NDArray[np.int64], str]:
    """Two dimensions out of many.

    Args:
        features: `[N, D]`.
        method: see `MapRequest`.
        perplexity: lowered where there are too few photos for it.
        seed: of the approximations of both methods.

    Returns:
        Places float32 `[N, 2]` from 0 to 1, the nearest photos `[N, K]`, and how it was done, in words.
    """
    # With one thread: sums of several come in another order each time, and so would the map.
    with threadpool_limits(1):
        return _placed(features, method, perplexity, seed)


def _placed(
    features: NDArray[np.floating], method: Method, perplexity: float, seed: int
) -> tuple[NDArray[np.float32], NDArray[np.int64], str]:
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE
    from sklearn.neighbors import NearestNeighbors

    plain = np.asarray(features, dtype=np.float32)
    plain = plain / np.maximum(np.linalg.norm(plain, axis=1, keepdims=True), 1e-12)
    count = len(plain)
    dimensions = min(DIMENSIONS, count - 1, plain.shape[1])
    with np.errstate(invalid="ignore"):  # photos that are all the same have no variance to be shared out
        fewer = PCA(dimensions, svd_solver="randomized", random_state=seed).fit_transform(plain)
    near = NearestNeighbors(n_neighbors=min(NEIGHBOURS, count - 1)).fit(fewer)
    neighbours = np.asarray(near.kneighbors(return_distance=False), dtype=np.int64)
    if method == "pca" or not fewer[:, :2].std(axis=0).all():
        return _scaled(fewer[:, :2]), neighbours, f"the first two principal components (seed {seed})"
    used = min(perplexity, (count - 1) / 3)
    tsne = TSNE(perplexity=used, init="pca", random_state=seed, max_iter=_ROUNDS)
    how = f"{dimensions} principal components, then t-SNE (perplexity {used:.3g}, {_ROUNDS} rounds, seed {seed})"
    return _scaled(tsne.fit_transform(fewer)), neighbours, how


def _scaled(places: NDArray[np.floating]) -> NDArray[np.float32]:
    low, high = places.min(axis=0), places.max(axis=0)
    side = max(float((high - low).max()), 1e-12)
    return np.asarray((places - (low + high) / 2) / side + 0.5, dtype=np.float32)


def _minutes(photos: int) -> str:
    seconds = photos * _TSNE_SECONDS_A_PHOTO
    return "seconds" if seconds < 45 else "about a minute" if seconds < 90 else f"about {round(seconds / 60)} minutes"


def _embeddings(
    request: MapRequest, recipe: Recipe, paths: Sequence[Path], progress: FeatureProgress
) -> NDArray[np.float32]:
    run = run_of(request.network)
    if run is not None:
        require_kind(run, RunKind.FIT)
        model, draft = read_run(run)
        backbone, spec = _backbone_of_run(run, model), draft.input
    else:
        backbone = keras_backbone(ARCHITECTURES[recipe.architecture], weight_source(recipe, request.weights))
        spec = input_spec(image_size(recipe), recipe.data.resize)
    features = frozen_features(backbone, FeatureRequest(paths, spec), progress=progress)
    return np.asarray(features.values[:, 0])


def _backbone_of_run(run: Path, model: Any) -> Backbone:
    import tensorflow as tf

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    def look(pixels: Any) -> Any:
        return model(pixels, training=False)["embedding"]

    with (run / NETWORK).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = int(model.output["embedding"].shape[-1])
    return Backbone(f"run-{digest[:32]}", size, lambda pixels: np.asarray(look(tf.constant(pixels))))
