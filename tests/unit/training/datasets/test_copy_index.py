"""Of many photos few are compared with each other, and no copy is missed for it."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from training.datasets import copy_index
from training.datasets.copy_index import CopyIndex, mirrored_points, points_of, standardised

LEAST = 0.90


@pytest.fixture(scope="module")
def thumbnails() -> NDArray[np.uint8]:
    """2,000 soft pictures; the last 200 are copies of the first, darker, noisy, every second one mirrored."""
    random = np.random.default_rng(5)
    blobs = random.integers(0, 256, (1_800, 6, 6), dtype=np.uint8)
    own = np.stack([np.asarray(Image.fromarray(blob).resize((32, 32), Image.Resampling.BICUBIC)) for blob in blobs])
    copies = own[:200] * 0.8 + random.normal(0, 6, (200, 32, 32)) + 20
    copies[::2] = copies[::2, :, ::-1]
    return np.concatenate([own, np.clip(copies, 0, 255).astype(np.uint8)])


def every_pair(thumbnails: NDArray[np.uint8], *, mirrored: bool) -> set[tuple[int, int]]:
    others = standardised(thumbnails[:, :, ::-1] if mirrored else thumbnails)
    rows, columns = np.nonzero(np.triu(standardised(thumbnails) @ others.T, 1) >= LEAST)
    return set(zip(rows.tolist(), columns.tolist(), strict=True))


def proposed(thumbnails: NDArray[np.uint8], *, mirrored: bool) -> set[tuple[int, int]]:
    points = points_of(list(thumbnails))
    index = CopyIndex(points, LEAST)
    found: set[tuple[int, int]] = set()
    for asked, others in index.candidates(mirrored_points(points) if mirrored else points):
        found |= {(min(pair), max(pair)) for pair in zip(asked.tolist(), others.tolist(), strict=True)}
    return found


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("most_in_one_cell", [100, 32_768])
def test_all_that_correlates_is_proposed_in_one_cell_and_in_many(
    thumbnails: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch, mirrored: bool, most_in_one_cell: int
) -> None:
    monkeypatch.setattr(copy_index, "MOST_IN_ONE_CELL", most_in_one_cell)
    wanted = every_pair(thumbnails, mirrored=mirrored)
    assert len(wanted) >= 100
    assert wanted <= proposed(thumbnails, mirrored=mirrored)


def test_few_of_many_photos_are_looked_at(thumbnails: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch) -> None:
    """Four of 44 cells: what is far away is not even compared, so not all is found, and copies still are."""
    monkeypatch.setattr(copy_index, "MOST_IN_ONE_CELL", 100)
    monkeypatch.setattr(copy_index, "CELLS_LOOKED_AT", 4)
    points = points_of(list(thumbnails))
    everything_is_alike = CopyIndex(points, -1.0)
    compared = sum(len(asked) for asked, _ in everything_is_alike.candidates(points))
    assert compared < 0.2 * len(points) ** 2
    assert {(copy - 1_800, copy) for copy in range(1_801, 2_000, 2)} <= proposed(thumbnails, mirrored=False)


def test_points_promise_never_less_than_the_correlation(thumbnails: NDArray[np.uint8]) -> None:
    points, pictures = points_of(list(thumbnails[::7])), standardised(thumbnails[::7])
    assert (points @ points.T >= pictures @ pictures.T - 1e-5).all()
    turned = points_of(list(thumbnails[::7, :, ::-1]))
    np.testing.assert_allclose(mirrored_points(points), turned, atol=1e-4)


def test_flat_photos_are_like_nothing() -> None:
    thumbnails = [np.full((32, 32), grey, np.uint8) for grey in (0, 0, 9, 255)]
    points = points_of(thumbnails)
    assert not points.any()
    assert list(CopyIndex(points, LEAST).candidates(points)) == []
    assert list(CopyIndex(points_of([]), LEAST).candidates(points)) == []
