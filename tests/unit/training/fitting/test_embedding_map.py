"""Where photos lie on a map, and who is left out where there are too many."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from training.datasets.photos import LabelledPhoto, PhotoSet
from training.fitting.embedding_map import placed, thinned_out
from training.fitting.map_request import Method

pytestmark = pytest.mark.training


def islands(photos: int = 40, size: int = 20) -> NDArray[np.float64]:
    random = np.random.default_rng(3)
    middles = random.normal(0, 1, (3, size))
    return np.concatenate([random.normal(middle, 0.1, (photos, size)) for middle in middles])


@pytest.mark.parametrize("method", ["tsne", "pca"])
def test_what_is_alike_lies_together_and_the_same_seed_draws_the_same_map(method: Method) -> None:
    places, neighbours, how = placed(islands(), method, seed=7)
    again, _, _ = placed(islands(), method, seed=7)
    assert np.array_equal(places, again)
    assert "seed 7" in how
    assert places.min() >= 0
    assert places.max() <= 1
    assert np.ptp(places, axis=0).max() == pytest.approx(1, abs=1e-6)
    island = np.repeat([0, 1, 2], 40)
    assert (island[neighbours] == island[:, None]).all()
    assert not (neighbours == np.arange(120)[:, None]).any()  # nobody is their own neighbour
    middles = np.stack([places[island == each].mean(axis=0) for each in range(3)])
    widths = [np.linalg.norm(places[island == each] - middles[each], axis=1).max() for each in range(3)]
    apart = min(np.linalg.norm(middles[one] - middles[other]) for one, other in ((0, 1), (0, 2), (1, 2)))
    assert apart > 2 * max(widths)


@pytest.mark.parametrize("method", ["tsne", "pca"])
def test_photos_that_are_all_the_same_have_places_too(method: Method) -> None:
    places, _, _ = placed(np.ones((10, 5)), method)
    assert np.isfinite(places).all()


def test_small_breeds_stay_whole_where_photos_are_too_many() -> None:
    counts = {"beagle": 500, "kelpie": 60, "pumi": 5}
    photos = [LabelledPhoto(Path(f"{breed}/{n}.jpg"), breed) for breed, count in counts.items() for n in range(count)]
    given = PhotoSet(Path(), tuple(photos))
    chosen = thinned_out(given, 100, seed=1)
    assert Counter(photo.breed for photo in chosen.photos) == {"beagle": 48, "kelpie": 47, "pumi": 5}
    assert list(chosen.photos) == sorted(chosen.photos, key=photos.index)
    assert thinned_out(given, 565, seed=1) is given
