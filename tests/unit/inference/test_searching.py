"""Dogs that are small in their photos are searched for from nearer by."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pydantic import ValidationError

from desktop_app.catalog.values.suggestions import Box
from desktop_app.inference.decisions import Outputs
from desktop_app.inference.finding import FoundDogs
from desktop_app.inference.manifest_looking import CloserLook, CloserSearch
from desktop_app.inference.preprocess import Picture
from desktop_app.inference.searching import find_dogs, tiles
from tests.small_finder import finder

SIDE = 100
WIDE, NARROW = CloserLook(across=2, share=0.6, below=0.4), CloserLook(across=3, share=0.4, below=0.4)
RED, GREEN = (200, 0, 0), (0, 200, 0)


class RedFinder:
    """Finds what is red, and is the surer the larger it is in the picture; what is green is a cat."""

    def __init__(self) -> None:
        self.looked: list[int] = []

    def __call__(self, pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
        assert names == ["boxes", "scores"]
        self.looked.append(len(pictures))
        boxes, scores = np.zeros((len(pictures), 2, 4)), np.zeros((len(pictures), 2, 3))
        for photo, picture in enumerate(pictures):
            for of in (0, 1):
                rows, columns = np.nonzero(picture[..., of] > 100)
                if len(rows):
                    ends = (rows.min(), columns.min(), rows.max() + 1, columns.max() + 1)
                    boxes[photo, of] = np.array(ends) / SIDE
                    scores[photo, of, of] = min(1.0, 2.5 * (columns.max() + 1 - columns.min()) / SIDE)
        return {"boxes": boxes, "scores": scores}


def rule(**changes: Any) -> CloserSearch:
    return CloserSearch.model_validate({"looks": (WIDE, NARROW)} | changes)


def search(image: Image.Image, closer: CloserSearch | None, **changes: Any) -> tuple[FoundDogs, list[int]]:
    """The dogs of a picture, and how many pictures were looked at together."""
    run = RedFinder()
    told = finder(width=SIDE, height=SIDE, dog=0.25, further=0.25, **changes).model_copy(update={"closer": closer})
    (found,) = find_dogs(run, [Picture(image)], told)
    return found, run.looked


def photo(*dogs: tuple[int, int, int, int], colour: tuple[int, int, int] = RED) -> Image.Image:
    """A photo of 200 by 200 pixels with dogs (left, top, right, bottom) in it."""
    image = Image.new("RGB", (200, 200), (20, 20, 20))
    for dog in dogs:
        image.paste(colour, dog)
    return image


def close_to(box: Box | None) -> Any:
    return pytest.approx(box, abs=0.015)


def test_a_dog_that_is_large_enough_is_looked_for_once() -> None:
    found, looked = search(photo((20, 20, 120, 120)), rule())
    assert looked == [1]
    assert found.boxes == (close_to(Box(0.1, 0.1, 0.6, 0.6)),)


def test_a_small_dog_is_found_in_a_tile_and_its_box_is_that_in_the_photo() -> None:
    image = photo((110, 130, 128, 150))
    assert search(image, None)[0].boxes == ()
    found, looked = search(image, rule())
    assert looked == [1, 4, 9]
    assert found.boxes == (close_to(Box(0.55, 0.65, 0.64, 0.75)),)
    assert found.greatest[0] == pytest.approx(2.5 * 0.09 / 0.4, abs=0.03)


def test_the_next_round_is_left_out_where_one_is_enough() -> None:
    found, looked = search(photo((24, 30, 46, 50)), rule())
    assert looked == [1, 4]
    assert found.boxes == (close_to(Box(0.12, 0.15, 0.23, 0.25)),)


def test_where_nothing_is_like_a_dog_the_search_ends() -> None:
    image = photo((110, 130, 128, 150))
    # 0.225 in the whole photo, 0.375 in a tile.
    assert search(image, rule(looks=(WIDE, NARROW.model_copy(update={"above": 0.38}))))[1] == [1, 4]
    assert search(image, rule(looks=(WIDE, NARROW.model_copy(update={"above": 0.36}))))[1] == [1, 4, 9]
    assert search(image, rule(looks=(WIDE.model_copy(update={"above": 0.23}), NARROW)))[1] == [1]


def test_what_was_found_in_the_whole_photo_stays_where_nearer_by_there_is_nothing_more() -> None:
    image = photo((90, 10, 115, 190))
    assert search(image, None)[0].boxes == (close_to(Box(0.45, 0.05, 0.575, 0.95)),)
    assert search(image, rule())[0].boxes == (close_to(Box(0.45, 0.05, 0.575, 0.95)),)


def test_a_part_of_something_at_the_edge_of_a_tile_is_no_dog() -> None:
    # So high that it leaves every tile, and so narrow that the whole photo shows none.
    image = photo((100, 8, 112, 192))
    assert search(image, rule())[0].boxes == ()
    # The edge of the photo hides nothing that a tile could show.
    found, _ = search(photo((188, 20, 200, 40)), rule())
    assert found.boxes == (close_to(Box(0.94, 0.1, 1, 0.2)),)


def test_several_small_dogs_are_several_and_one_in_two_tiles_is_one() -> None:
    found, _ = search(photo((4, 4, 22, 22), (4, 150, 22, 168)), rule(looks=(NARROW,)))
    assert sorted(found.boxes) == [close_to(Box(0.02, 0.02, 0.11, 0.11)), close_to(Box(0.02, 0.75, 0.11, 0.84))]
    found, _ = search(photo((90, 90, 108, 108)), rule())
    assert found.boxes == (close_to(Box(0.45, 0.45, 0.54, 0.54)),)


def test_evidence_is_that_of_all_that_was_looked_at() -> None:
    found, _ = search(photo((110, 130, 128, 150), colour=GREEN), rule())
    assert found.boxes == ()
    assert found.greatest == pytest.approx([0, 2.5 * 0.09 / 0.4, 0], abs=0.03)


def test_only_the_photos_that_need_it_are_looked_at_again() -> None:
    run = RedFinder()
    told = finder(width=SIDE, height=SIDE, dog=0.25, further=0.25).model_copy(update={"closer": rule()})
    images = [photo((20, 20, 120, 120)), photo((24, 30, 46, 50)), photo((0, 0, 100, 50))]
    found = find_dogs(run, [Picture(image) for image in images], told)
    assert run.looked == [3, 4]
    assert [len(dogs.boxes) for dogs in found] == [1, 1, 1]


def test_many_tiles_are_looked_at_a_few_at_a_time() -> None:
    fine = CloserLook(across=5, share=0.25, below=0.4)
    found, looked = search(photo((110, 130, 120, 140)), rule(looks=(fine,)))
    assert looked == [1, 9, 9, 7]
    assert found.boxes == (close_to(Box(0.55, 0.65, 0.6, 0.7)),)


def test_tiles_reach_from_edge_to_edge() -> None:
    assert list(tiles(WIDE)) == [(0, 0, 0.6), (0, 0.4, 0.6), (0.4, 0, 0.6), (0.4, 0.4, 0.6)]
    places = np.array(list(tiles(NARROW)))
    assert len(places) == 9
    assert places[:, :2].max() + 0.4 == pytest.approx(1)
    assert sorted(set(places[:, 0].round(3))) == [0, 0.3, 0.6]


@pytest.mark.parametrize(
    "wrong",
    [
        {"looks": []},
        {"looks": [{"across": 1, "share": 0.5, "below": 0.4}]},
        {"looks": [{"across": 9, "share": 0.5, "below": 0.4}]},
        {"looks": [{"across": 2, "share": 0.0, "below": 0.4}]},
        {"looks": [{"across": 2, "share": 0.5}]},
        {"looks": [{"across": 2, "share": 0.5, "below": 1.5}]},
        {"edge": -0.1},
        {"more": 1},
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rule(**wrong)
