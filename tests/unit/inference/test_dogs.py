"""Suggestions for photos in which dogs are looked for."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desktop_app.catalog.values.suggestions import Confidence, Suggestion, SuggestionStatus
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.decisions import log_odds, softmax
from desktop_app.inference.explaining import CELLS
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import Picture
from tests.small_finder import BLUE_DOG, CAT, GROUND, QUARTERS, RED_DOG, photo_of
from tests.small_pack import BREEDS, EDGE, make_small_pack

RED, GREEN, BLUE = BREEDS
SPEC = {"width": EDGE, "height": EDGE, "views": ["dog"]}
RULES = {"dog": 0.3, "sure": {"probability": 0.9}, "maybe": {"probability": 0.4}}
# At its edges, a part of a photo is mixed with what is beside it.
NEAR = 6
TWICE = {"view": "dog", "mirrored": True, "below": 0.99, "temperature": 10.0}


def classifier(
    folder: Path, *, careful: bool = False, finder: dict[str, Any] | None = None, **changes: Any
) -> Classifier:
    values = {"input": SPEC, "thresholds": RULES} | changes
    return Classifier(load_pack(make_small_pack(folder, finder=finder or {}, **values)), "cpu", careful=careful)


def said(by: Classifier, image: Image.Image) -> Suggestion:
    return by.classify_photos([Picture(image)])[0]


def breeds(suggestion: Suggestion) -> list[str]:
    """The first breeds of all dogs of a photo."""
    first = suggestion.ranked[0].breed_id
    return [first, *(dog.ranked[0].breed_id for dog in suggestion.further_dogs)]


def test_a_suggestion_is_about_the_dog_and_not_about_the_sofa(tmp_path: Path) -> None:
    sofa = photo_of((30, 130, 30), RED_DOG, (30, 130, 30), (30, 130, 30))
    found = said(classifier(tmp_path / "finds"), sofa)
    assert found.status is SuggestionStatus.OK
    assert (breeds(found), found.box, found.dogs) == ([RED], QUARTERS[1], 1)
    assert found.confidence is Confidence.SURE
    assert found.dog_share == pytest.approx(0.25)
    assert found.embedding is not None
    assert found.embedding.tolist() == pytest.approx(RED_DOG, abs=NEAR), "it is the dog's"
    plain = Classifier(load_pack(make_small_pack(tmp_path / "plain")), "cpu")
    assert said(plain, sofa).ranked[0].breed_id == GREEN
    assert (said(plain, sofa).box, said(plain, sofa).dogs, said(plain, sofa).further_dogs) == (None, None, ())


def test_each_dog_has_its_own_suggestion(tmp_path: Path) -> None:
    found = said(classifier(tmp_path), photo_of(BLUE_DOG, GROUND, RED_DOG))
    assert (breeds(found), found.dogs, found.box) == ([RED, BLUE], 2, QUARTERS[2])
    (further,) = found.further_dogs
    assert further.box == QUARTERS[0]
    assert further.confidence is Confidence.SURE
    assert [breed.breed_id for breed in further.ranked] == [BLUE, RED, GREEN]


def test_a_further_dog_that_is_none_from_near_by_is_left_out(tmp_path: Path) -> None:
    bright = (255, 240, 255)
    by = classifier(tmp_path, finder={"rivals": []})
    assert breeds(said(by, photo_of(RED_DOG, bright))) == [RED]
    assert breeds(said(by, photo_of(RED_DOG, CAT))) == [RED, GREEN]
    assert breeds(said(classifier(tmp_path / "rivals"), photo_of(RED_DOG, CAT))) == [RED]


def test_where_the_first_box_shows_no_dog_the_next_one_that_does_comes_first(tmp_path: Path) -> None:
    # As red as can be, and too bright for a dog.
    balloon = (255, 200, 230)
    photo = photo_of(balloon, BLUE_DOG, GROUND, RED_DOG)
    plain = classifier(tmp_path / "plain", finder={"rivals": []})
    assert said(plain, photo).status is SuggestionStatus.NO_DOG
    rule = {"rivals": [], "others": 2}
    found = said(classifier(tmp_path / "rather", finder=rule), photo)
    assert found.status is SuggestionStatus.OK
    assert found.box == QUARTERS[3]
    assert breeds(found) == [RED, BLUE], "what showed no dog is none of the further ones"
    assert found.embedding is not None
    assert found.embedding.tolist() == pytest.approx(RED_DOG, abs=NEAR)
    one = said(classifier(tmp_path / "one", finder=rule | {"others": 1}), photo_of(balloon, RED_DOG))
    assert (one.box, one.dogs) == (QUARTERS[1], 1)


def test_where_no_box_shows_a_dog_the_photo_is_as_it_was(tmp_path: Path) -> None:
    photo = photo_of((255, 200, 230), (250, 210, 220))
    plain = said(classifier(tmp_path / "plain", finder={"rivals": []}), photo)
    found = said(classifier(tmp_path / "others", finder={"rivals": [], "others": 3}), photo)
    assert found.status is SuggestionStatus.NO_DOG
    assert found.ranked == plain.ranked


def test_the_first_dog_stays_first_where_it_shows_one(tmp_path: Path) -> None:
    photo = photo_of(BLUE_DOG, GROUND, RED_DOG)
    plain = said(classifier(tmp_path / "plain"), photo)
    found = said(classifier(tmp_path / "others", finder={"others": 3}), photo)
    assert (found.box, found.ranked, found.further_dogs) == (plain.box, plain.ranked, plain.further_dogs)


def test_a_photo_without_a_dog_has_no_box(tmp_path: Path) -> None:
    nothing, bright = photo_of(), Image.new("RGB", (64, 64), (250, 250, 250))
    by = classifier(tmp_path)
    assert (said(by, nothing).status, said(by, nothing).box) == (SuggestionStatus.OK, None)
    found = said(by, bright)
    assert (found.status, found.box, found.further_dogs, found.dog_share) == (SuggestionStatus.NO_DOG, None, (), None)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_boxes_are_those_of_the_photo_as_it_lies(tmp_path: Path, quarters: int) -> None:
    """The sky is bright, and belongs on top: what the network sees of the dog it sees upright."""
    by = classifier(tmp_path, turns=True, explains=True)
    sky = np.asarray(photo_of(RED_DOG)).copy()
    sky[:8, :32] += 60
    upright = said(by, Image.fromarray(sky))
    lying = Image.fromarray(np.rot90(sky, quarters))
    found = said(by, lying)
    assert upright.box == QUARTERS[0]
    assert found.box == [QUARTERS[2], QUARTERS[3], QUARTERS[1]][quarters - 1]
    assert [breed.probability for breed in found.ranked] == pytest.approx(
        [breed.probability for breed in upright.ranked], abs=1e-3
    )
    np.testing.assert_allclose(
        by.explain_photo(Picture(lying), RED),
        np.rot90(by.explain_photo(Picture(Image.fromarray(sky)), RED), quarters),
        atol=0.02,
    )


def test_heat_lies_on_the_dog_that_is_meant(tmp_path: Path) -> None:
    spec = SPEC | {"second_look": TWICE}
    by = classifier(tmp_path, explains=True, input=spec)
    half = CELLS // 2
    image = photo_of(BLUE_DOG, GROUND, RED_DOG)
    # The left side of the dog is redder.
    image.paste((250, 0, 0), (0, 32, 16, 64))
    first = by.explain_photo(Picture(image), RED)
    assert np.unravel_index(first.argmax(), first.shape)[0] > half
    assert first[half + 1 :, : half // 2 - 2].min() > 0.5
    assert first[: half - 1].max() == first[:, half + 1 :].max() == 0
    other = by.explain_photo(Picture(image), BLUE, QUARTERS[0])
    assert other[: half - 1, : half - 1].min() > 0.9
    assert other[half + 1 :].max() == 0


def test_the_second_look_is_at_the_dog_too(tmp_path: Path) -> None:
    spec = SPEC | {"second_look": TWICE | {"below": 0.9999}}
    by = classifier(tmp_path, input=spec, other_looks_again=True)
    image = photo_of(GROUND, (150, 110, 100))
    image.paste((150, 110, 100), (28, 0, 64, 36))
    shown = {breed.breed_id: breed.probability for breed in said(by, image).ranked}
    # Red for the first network is blue for the other, green is red, and blue is green.
    by_hand = (softmax(np.array([15.0, 11, 10])) + softmax(np.array([11.0, 10, 15]))) / 2
    assert [shown[breed] for breed in BREEDS] == pytest.approx(by_hand.tolist(), abs=1e-3)


def test_a_finder_that_saves_time_is_asked_where_a_first_look_leaves_a_photo_open(tmp_path: Path) -> None:
    by = classifier(tmp_path, finder={"asked": "unsure", "below": 0.9})
    asked: list[int] = []
    run = by.networks.find

    def counted(pictures: Any, names: list[str]) -> Any:
        asked.append(len(pictures))
        return run(pictures, names)

    by._looking._find = counted
    clear, unclear = photo_of(*[(130, 20, 20)] * 4), photo_of(RED_DOG, (0, 100, 0), (0, 90, 0), GROUND)
    found = by.classify_photos([Picture(each) for each in (clear, unclear, clear)])
    assert asked == [1]
    assert [each.box for each in found] == [None, QUARTERS[0], None]
    assert [each.ranked[0].breed_id for each in found] == [RED, RED, RED]
    assert found[1].ranked[0].probability > 0.99
    assert found[1].embedding is not None
    assert found[1].embedding.tolist() == pytest.approx(RED_DOG, abs=NEAR)
    alone = by.classify_photos([Picture(unclear)])[0]
    assert (alone.ranked, alone.box) == (found[1].ranked, found[1].box)


def test_who_looks_carefully_looks_for_every_dog_with_both_networks(tmp_path: Path) -> None:
    spec = SPEC | {"second_look": TWICE, "careful": {"temperature": 20.0}}
    values: dict[str, Any] = {"input": spec, "other_looks_again": True, "finder": {"asked": "unsure", "below": 0.1}}
    image = photo_of(BLUE_DOG, GROUND, RED_DOG)
    usual = said(classifier(tmp_path / "usual", **values), image)
    careful = said(classifier(tmp_path / "careful", careful=True, **values), image)
    assert (usual.dogs, careful.dogs) == (None, 2)
    # Of four looks two are by the other network, for which red is blue, and blue is green; all at this temperature.
    powers = np.exp(np.array([180, 0, 0]) / 20)
    once = powers / powers.sum()
    by_hand = dict(zip(BREEDS, ((once + once[[2, 1, 0]]) / 2).tolist(), strict=True))
    assert {breed.breed_id: breed.probability for breed in careful.ranked} == pytest.approx(by_hand, abs=1e-4)
    assert {breed.breed_id for breed in careful.further_dogs[0].ranked[:2]} == {BLUE, GREEN}
    assert careful.embedding is not None
    assert careful.embedding.tolist() == pytest.approx(RED_DOG, abs=NEAR), "as without care: embeddings are compared"


def test_kinds_are_told_of_every_dog(tmp_path: Path) -> None:
    kinds = [{"id": "kind:warm", "breeds": [RED, GREEN]}, {"id": "kind:cool", "breeds": [BLUE]}]
    by = classifier(tmp_path, kinds=kinds, thresholds=RULES | {"kind": {"sure": 0.9, "maybe": 0.5}})
    found = said(by, photo_of(BLUE_DOG, GROUND, RED_DOG))
    assert found.kind is not None
    assert (found.kind.kind_id, found.kind.confidence) == ("kind:warm", Confidence.SURE)
    assert found.kind.probability == pytest.approx(1, abs=1e-6)
    (further,) = found.further_dogs
    assert further.kind is not None
    assert further.kind.kind_id == "kind:cool"
    bright = said(by, Image.new("RGB", (64, 64), (250, 250, 250)))
    assert bright.kind is not None
    assert bright.kind.confidence is None
    assert said(classifier(tmp_path / "none"), photo_of(RED_DOG)).kind is None


def test_what_the_finder_says_counts_for_and_against_a_dog(tmp_path: Path) -> None:
    evidence = {"bias": 0.0, "species": 1.0, "found": {"dog": 1.0, "cat": -2.0}}
    by = classifier(tmp_path, thresholds=RULES | {"evidence": evidence})
    plain = classifier(tmp_path / "plain")
    # Too bright for a dog, but the finder is sure; and the other way round.
    dog = photo_of((250, 180, 180), *[(200, 200, 220)] * 3)
    cat = photo_of((140, 250, 0), *[GROUND] * 3)
    assert [said(plain, each).status.value for each in (dog, cat)] == ["no_dog", "ok"]
    assert [said(by, each).status.value for each in (dog, cat)] == ["ok", "no_dog"]
    before, after = (said(each, dog).dog_probability for each in (plain, by))
    assert before is not None
    weighed = log_odds(np.array([before, 250 / 255, 200 / 255])) @ [1, 1, -2]
    # What is squashed mixes a little at the edges of the quarters.
    assert after == pytest.approx(1 / (1 + np.exp(-weighed)), abs=0.05)


def test_many_photos_are_the_same_as_one_by_one(tmp_path: Path) -> None:
    spec = SPEC | {"second_look": TWICE}
    by = classifier(tmp_path, input=spec, turns=True, explains=True)
    random = np.random.default_rng(5)
    colours = [GROUND, RED_DOG, BLUE_DOG, CAT, (90, 60, 60)]
    pictures = [Picture(photo_of(*(colours[i] for i in random.integers(0, 5, 4)))) for _ in range(12)]
    together = by.classify_photos(pictures)
    alone = [by.classify_photos([picture])[0] for picture in pictures]
    for one, other in zip(together, alone, strict=True):
        assert (one.ranked, one.box, one.further_dogs, one.dog_share) == (
            other.ranked,
            other.box,
            other.further_dogs,
            other.dog_share,
        )
    assert {found.dogs for found in together} >= {1, 2}
    assert by.classify_photos([]) == []
