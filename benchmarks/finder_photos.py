"""Photos of one dog, of several, and put together from two of one dog: always the same ones."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from PIL import Image

from desktop_app.catalog.values.suggestions import Box
from desktop_app.imaging.decode import decode_photo
from training.bundled.photos import BOXES, MORE_BREEDS, OTHER_SOURCES, UNKNOWN_DOGS, WHOLE
from training.datasets.duplicates import read_boxes

LIST = Path(__file__).with_name("several_dogs.txt")
FOLDERS = (OTHER_SOURCES, WHOLE, UNKNOWN_DOGS, MORE_BREEDS)
# Of photos of one dog and of several, in the order of their names: which half the rule was chosen with, and which it is
# judged by.
CHOSEN_WITH, JUDGED_BY = 0, 1
SEED = 1337
HEIGHT = 400
# How much of the frame's shorter side a dog takes that is pasted onto another's photo, and how much it may hide.
SMALLEST, LARGEST, MOST_HIDDEN = 0.25, 0.5, 0.2
# Crops that somebody squashed are no photos of a dog in a room.
CROP = (224, 224)


def one_and_several(data: Path, half: int) -> tuple[list[Path], list[Path]]:
    """The whole photos of one dog, and those of several, of one half."""
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    listed = {line.removeprefix("? "): line.startswith("? ") for line in lines}
    every = sorted(path for folder in FOLDERS for path in (data / folder).rglob("*") if path.is_file())
    named = {path.relative_to(data).as_posix(): path for path in every}
    one = [path for name, path in named.items() if name not in listed and _is_whole(path)]
    several = [path for name, path in named.items() if listed.get(name) is False]
    return one[half::2], several[half::2]


def stanford_boxes(data: Path, photos: Sequence[Path]) -> dict[Path, Box]:
    """The boxes of the dogs in whole photos of Stanford Dogs, as far as they show one dog."""
    boxes = read_boxes(data / BOXES)
    found = {}
    for photo in photos:
        if len(boxes.get(photo.stem, ())) == 1:
            x, y, across, down = boxes[photo.stem][0]
            with Image.open(photo) as image:
                width, height = image.size
            found[photo] = Box(x / width, y / height, (x + across) / width, (y + down) / height)
    return found


def side_by_side(photos: Sequence[Path], count: int) -> Iterator[Image.Image]:
    """Two photos of the same height beside each other."""
    random = Random(SEED)
    for _ in range(count):
        pair = [_picture(path) for path in random.sample(photos, 2)]
        sized = [photo.resize((max(1, round(photo.width * HEIGHT / photo.height)), HEIGHT)) for photo in pair]
        both = Image.new("RGB", (sized[0].width + sized[1].width, HEIGHT))
        both.paste(sized[0], (0, 0))
        both.paste(sized[1], (sized[0].width, 0))
        yield both


def one_small(boxes: Mapping[Path, Box], count: int) -> Iterator[Image.Image]:
    """A dog cut out by its box, small in the corner of another dog's photo in which it hides the least of that one."""
    random = Random(SEED)
    made = 0
    while made < count:
        first, second = random.sample(list(boxes), 2)
        both, small = _picture(first), _picture(second)
        small = small.crop(_pixels(boxes[second], small))
        scale = random.uniform(SMALLEST, LARGEST) * min(both.size) / max(small.size)
        small = small.resize((max(1, round(small.width * scale)), max(1, round(small.height * scale))))
        right, bottom = both.width - small.width, both.height - small.height
        dog = _pixels(boxes[first], both)
        corners = [(x, y) for x in (0, right) for y in (0, bottom)]
        hidden, corner = min((_hidden(dog, *corner, *small.size), corner) for corner in corners)
        if hidden <= MOST_HIDDEN:
            both.paste(small, corner)
            made += 1
            yield both


def _hidden(dog: tuple[int, int, int, int], x: int, y: int, width: int, height: int) -> float:
    """How much of a dog's box (left, top, right, bottom) lies below a picture that is pasted there."""
    left, top, right, bottom = dog
    across, down = min(right, x + width) - max(left, x), min(bottom, y + height) - max(top, y)
    return max(0, across) * max(0, down) / ((right - left) * (bottom - top))


def _pixels(box: Box, image: Image.Image) -> tuple[int, int, int, int]:
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    width, height = image.size
    return round(left * width), round(top * height), round(right * width), round(bottom * height)


def _picture(path: Path) -> Image.Image:
    return decode_photo(path.read_bytes(), HEIGHT).image


def _is_whole(path: Path) -> bool:
    with Image.open(path) as image:
        return image.size != CROP
