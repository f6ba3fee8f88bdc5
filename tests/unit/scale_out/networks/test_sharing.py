import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scale_out.errors import ScaleError
from scale_out.networks.sharing import Team, order_of, padded_shares, require_even, share_of
from training.recipes import load_recipe
from training.recipes.schema import Recipe


def recipe_of(batch_size: int, *more: str) -> Recipe:
    return load_recipe("cnn_small", [f"fit.batch_size={batch_size}", *more])


@given(st.integers(1, 300), st.integers(1, 4), st.integers(1, 3), st.integers(1, 5), st.integers(0, 3))
def test_together_the_shares_are_the_batch_in_its_order(
    photos: int, processes: int, devices_each: int, photos_each: int, epoch: int
) -> None:
    devices = processes * devices_each
    recipe, seen = recipe_of(devices * photos_each), []
    for batch in order_of(photos, recipe, epoch):
        shares = [share_of(batch, Team(processes, number, devices)) for number in range(processes)]
        if shares[0].whole:
            assert len(batch) % devices
            assert all(np.array_equal(share.rows, batch) for share in shares)
        else:
            assert np.array_equal(np.concatenate([share.rows for share in shares]), batch)
            assert {len(share.rows) for share in shares} == {len(batch) // processes}
        seen += batch.tolist()
    assert sorted(seen) == list(range(photos))


@given(st.integers(1, 200), st.integers(1, 4), st.integers(1, 3))
def test_every_photo_to_check_on_is_looked_at_once(photos: int, processes: int, devices_each: int) -> None:
    teams = [Team(processes, number, processes * devices_each) for number in range(processes)]
    seen: list[int] = []
    for shares in zip(*(padded_shares(photos, 32, team) for team in teams), strict=True):
        assert len({len(rows) for rows, _ in shares}) == 1
        seen += np.concatenate([rows for rows, _ in shares])[: shares[0][1]].tolist()
    assert seen == list(range(photos))


@pytest.mark.training
def test_batches_come_in_the_order_of_a_training_on_one_machine() -> None:
    from training.fitting.examples import TrainingBatches

    class Numbers:
        def __len__(self) -> int:
            return 50

        def rows(self, rows: np.ndarray, random: np.random.Generator | None) -> np.ndarray:
            return rows

    recipe = recipe_of(8, "fit.steps_per_epoch=5")
    there = TrainingBatches(Numbers(), np.zeros(50, np.int64), 2, recipe, 3)
    here = list(order_of(50, recipe, 3))
    assert len(here) == len(there) == 5
    assert all(np.array_equal(here[step], there[step][0]) for step in range(5))


def test_a_batch_that_cannot_be_divided_is_told_with_sizes_that_can() -> None:
    require_even(8, 4, "processes")
    with pytest.raises(ScaleError, match=r"3 processes cannot share a batch of 8 .*batch_size=6 or .*batch_size=9"):
        require_even(8, 3, "processes")
    with pytest.raises(ScaleError, match=r"Use --set fit\.batch_size=4, or another"):
        require_even(2, 4, "devices")
