"""Whether the best of many trials is better by more than chance."""

import numpy as np
import pytest
from scipy.stats import binom

from training.tuning.chance import FLIPS, gain_of_best

PHOTOS = 400


def coins(share: float, seed: int, photos: int = PHOTOS) -> np.ndarray:
    return np.random.default_rng(seed).random(photos) < share


def test_of_a_single_trial_it_is_the_exact_test_of_mcnemar() -> None:
    untuned = np.zeros(60, dtype=bool)
    untuned[:20] = True
    trial = untuned.copy()
    trial[20:31], trial[:3] = True, False  # 11 gained, 3 lost
    gain = gain_of_best(untuned, [trial])
    assert gain.flattered == pytest.approx(8 / 60)
    assert gain.chance == pytest.approx(float(binom.sf(10, 14, 0.5)), abs=0.005)
    assert gain.more_than_chance


def test_the_best_of_equal_networks_is_not_believed() -> None:
    """Twenty coins as good as the recipe: the best is ahead, and alone it would seem to be better."""
    believed, flattered = 0, []
    for seed in range(40):
        trials = [coins(0.5, 1000 * (seed + 1) + number) for number in range(20)]
        gain = gain_of_best(coins(0.5, seed), trials, seed, flips=500)
        believed += gain.more_than_chance
        flattered.append(gain.flattered)
    assert np.mean(flattered) > 0.04
    # Five of a hundred; of forty, seven and more would come in one of two hundred.
    assert believed <= 6


def test_what_is_better_is_believed_and_its_gain_is_fair() -> None:
    untuned = coins(0.4, 0)
    better = untuned | coins(0.2, 1)
    gain = gain_of_best(untuned, [coins(0.4, 2), better, coins(0.4, 3)])
    assert gain.more_than_chance
    assert gain.chance < 0.001
    assert gain.fair == pytest.approx(gain.flattered, abs=0.01)


def test_a_flattered_gain_shrinks_on_photos_that_did_not_choose() -> None:
    trials = [coins(0.5, 50 + number) for number in range(30)]
    gain = gain_of_best(coins(0.5, 7), trials)
    assert gain.fair < gain.flattered / 2


def test_a_search_of_the_recipe_alone_gains_nothing() -> None:
    gain = gain_of_best(coins(0.5, 0), [])
    assert (gain.flattered, gain.fair, gain.chance) == (0.0, 0.0, 1.0)
    assert FLIPS >= 1000
