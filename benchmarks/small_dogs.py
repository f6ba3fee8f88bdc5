"""Photos in which the dog is small: held-out photos of dogs, zoomed out onto held-out photos of other things."""

from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.held_out import of_side
from desktop_app.imaging.decode import decode_photo
from training.datasets.splits import Side

# The photo of the dog takes such shares of the frame's sides; the dog itself takes less.
SHARES = (0.5, 0.35)
FRAME = (960, 720)
SEED = 1337


def small_dogs(data: Path, folder: Path) -> list[tuple[Path, str]]:
    """Put the photos together.

    Args:
        data: the folder with the photos.
        folder: for what is made.

    Returns:
        each file, and the WordNet id of its dog.
    """
    held = {Side.VALIDATION, Side.TEST}
    dogs = of_side(data, "whole_photos/", held)
    scenes = [path for path in of_side(data, "other_animals_and_things/", held) if path.parent.name != "cat"]
    random = np.random.default_rng(SEED)
    made = []
    for number, dog in enumerate(dogs):
        for share in SHARES:
            scene = picture(scenes[int(random.integers(len(scenes)))]).resize(FRAME, Image.Resampling.BICUBIC)
            inset = picture(dog)
            inset.thumbnail((round(FRAME[0] * share), round(FRAME[1] * share)), Image.Resampling.LANCZOS)
            room = FRAME[0] - inset.width, FRAME[1] - inset.height
            scene.paste(inset, (int(random.integers(room[0] + 1)), int(random.integers(room[1] + 1))))
            file = folder / f"{number:03d}-{share}.jpg"
            scene.save(file, quality=92)
            made.append((file, dog.parent.name.partition("-")[0]))
    return made


def picture(path: Path) -> Image.Image:
    """A photo, upright."""
    return decode_photo(path.read_bytes(), max(FRAME)).image.convert("RGB")
