"""Pictures of the training set become photos as they are taken, and as they arrive."""

import numpy as np
import pytest

from training.refining.changes import UNHARMED, Backgrounds, Picture, good_and_bad

SIZE = 64
RED, BLUE = (220, 30, 30), (30, 30, 220)


def plain(colour: tuple[int, int, int], width: int = 40, height: int = 40) -> np.ndarray:
    return np.full((height, width, 3), colour, np.uint8)


def pairs(picture: Picture, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    backgrounds = Backgrounds([plain(BLUE)], [plain(BLUE)])
    every = [good_and_bad(picture, backgrounds, SIZE, np.random.default_rng([3, number])) for number in range(count)]
    return [(good, bad) for good, (bad,) in every]


def shown(photo: np.ndarray) -> np.ndarray:
    """Where the red picture is."""
    return np.asarray((photo[..., 0] > 150) & (photo[..., 2] < 90))


def test_the_same_chance_gives_the_same_photos() -> None:
    picture = Picture(np.random.default_rng(1).integers(0, 256, (50, 40, 3), dtype=np.uint8), True, 0.7)
    first, second = pairs(picture, 12), pairs(picture, 12)
    for (good, bad), (good_again, bad_again) in zip(first, second, strict=True):
        np.testing.assert_array_equal(good, good_again)
        np.testing.assert_array_equal(bad, bad_again)
    assert any((first[0][0] != other[0]).any() for other in first[1:])


def test_one_scene_arrives_in_several_ways() -> None:
    picture = Picture(np.random.default_rng(1).integers(0, 256, (50, 40, 3), dtype=np.uint8), False)
    backgrounds = Backgrounds([plain(BLUE)], [plain(BLUE)])
    good, bad = good_and_bad(picture, backgrounds, SIZE, np.random.default_rng(5), arrivals=6)
    assert good.shape == (SIZE, SIZE, 3)
    assert bad.shape == (6, SIZE, SIZE, 3)
    assert len({each.tobytes() for each in bad}) > 3


def test_photos_have_the_size_of_the_network_and_keep_the_dog_in_sight() -> None:
    for good, bad in pairs(Picture(plain(RED), True, 1.0), 60):
        assert good.shape == bad.shape == (SIZE, SIZE, 3)
        assert good.dtype == bad.dtype == np.uint8
        # At the smallest two thirds of the square a side, less what a turn and a stretch take.
        assert shown(good).mean() > 0.25


def test_a_share_of_the_photos_arrives_as_it_was_taken() -> None:
    noise = Picture(np.random.default_rng(1).integers(0, 256, (SIZE, SIZE, 3), dtype=np.uint8), False)
    same = [bool((good == bad).all()) for good, bad in pairs(noise, 300)]
    # Some changes are mild enough to change nothing, so a little more than that share.
    assert UNHARMED - 0.08 < np.mean(same) < UNHARMED + 0.2


@pytest.mark.parametrize("proportions", [0.5, 2.0])
def test_crops_that_were_squashed_get_their_proportions_back(proportions: float) -> None:
    ratios = []
    for good, _ in pairs(Picture(plain(RED), True, proportions), 80):
        rows, columns = shown(good).any(axis=1).sum(), shown(good).any(axis=0).sum()
        if max(rows, columns) < SIZE:  # all of it is in sight
            ratios.append(columns / rows)
    restored = [ratio for ratio in ratios if abs(np.log(ratio / proportions)) < abs(np.log(ratio))]
    # The others stay square on purpose: photos arrive squashed, too.
    assert 0.3 < len(restored) / len(ratios) < 0.9
    assert np.median(restored) == pytest.approx(proportions, rel=0.3)


def test_a_picture_is_made_smaller_without_flicker() -> None:
    stripes = np.zeros((400, 400, 3), np.uint8)
    stripes[:, ::2] = 255
    for good, _ in pairs(Picture(stripes, False), 20):
        middle = good[SIZE // 3 : -SIZE // 3, SIZE // 3 : -SIZE // 3].astype(float)
        assert middle.std() < 40  # stripes one pixel wide become grey, not broad stripes
