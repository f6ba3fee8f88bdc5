"""Random changes that make a picture of the training set look like what volunteers photograph, and like what arrives.

The training crops show nothing but the dog, squashed to a square, sharp and upright. Photos from a phone show the room
as well; and they arrive dark, small, compressed by a messenger, or held askew. (Those that lie on their side are turned
before they are judged, see `desktop_app.inference.turning`.) Everything here is done to one picture at a time with
Pillow, in threads, while the network is at work on the last batch.
"""

import io
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Pixels = NDArray[np.uint8]

GREY = (127, 127, 127)
# The share of photos that stay as they are, so that good photos are judged as before.
UNHARMED = 0.25
# Filters that a picture may have been made smaller with.
SHRINKING = (Image.Resampling.LANCZOS, Image.Resampling.BICUBIC, Image.Resampling.BILINEAR, Image.Resampling.BOX)
# A dog as background would be a second dog without a name: of dogs only the broad colours are left.
VAGUE = 20


@dataclass(frozen=True, eq=False)
class Picture:
    """One picture of the training set.

    Attributes:
        pixels: RGB uint8 `[h, w, 3]`.
        crop: the dog alone, without what is around it.
        proportions: width over height of the dog before it was squashed to a square; None where nothing was squashed.
    """

    pixels: Pixels
    crop: bool
    proportions: float | None = None


@dataclass(frozen=True, eq=False)
class Backgrounds:
    """What can be behind a dog.

    Attributes:
        scenes: pictures without dogs, shown as they are.
        colours: any pictures; only their broad colours are shown.
    """

    scenes: list[Pixels]
    colours: list[Pixels]

    def draw(self, random: np.random.Generator, size: int) -> Image.Image:
        """A background `size` pixels wide and high: one colour, a scene, or the colours of another picture."""
        kind = random.random()
        if kind < 0.35 or not self.scenes:
            plain = GREY if kind > 0.25 else tuple(int(value) for value in random.integers(0, 256, 3))
            return Image.new("RGB", (size, size), plain)
        if kind < 0.6:
            scene = Image.fromarray(self.scenes[random.integers(len(self.scenes))])
            return scene.resize((size, size), Image.Resampling.BILINEAR)
        other = Image.fromarray(self.colours[random.integers(len(self.colours))])
        vague = other.resize((VAGUE, VAGUE), Image.Resampling.BOX)
        return vague.resize((size, size), Image.Resampling.BICUBIC)


@dataclass(frozen=True, eq=False)
class Pictures:
    """What is looked at.

    Attributes:
        pictures: of dogs, cats and other things.
        backgrounds: what is put behind them.
    """

    pictures: list[Picture]
    backgrounds: Backgrounds

    def __len__(self) -> int:
        return len(self.pictures)


def good_and_bad(
    picture: Picture, backgrounds: Backgrounds, size: int, random: np.random.Generator, arrivals: int = 1
) -> tuple[Pixels, Pixels]:
    """One scene as a good photo, RGB uint8 `[size, size, 3]`, and as it often arrives, `[arrivals, size, size, 3]`.

    The same `random` gives the same photos. A part of them arrive as they were taken.
    """
    good = _placed(picture, backgrounds.draw(random, size), random)
    return np.asarray(good), np.stack([_arrived(good, random) for _ in range(arrivals)])


def _arrived(good: Image.Image, random: np.random.Generator) -> Pixels:
    if random.random() < UNHARMED:
        return np.asarray(good)
    return np.asarray(_degraded(_recoloured(_turned(good, random), random), random).convert("RGB"))


def _placed(picture: Picture, background: Image.Image, random: np.random.Generator) -> Image.Image:
    """Zoomed, moved, mirrored, with its own proportions or squashed, on a background: one resampling for all."""
    image = Image.fromarray(picture.pixels)
    size = background.width
    longest = max(image.size)
    width, height = image.width / longest, image.height / longest
    if picture.proportions is not None and random.random() < 0.6:
        width, height = min(1.0, picture.proportions), min(1.0, 1 / picture.proportions)
    # How large it is shown; 1 fits into the square. Whole photos have their surroundings already.
    nearest, farthest = (1.5, 0.65) if picture.crop else (1.9, 0.9)
    scale = 1.0 if random.random() < 0.3 else math.exp(random.uniform(math.log(farthest), math.log(nearest)))
    stretch = math.exp(random.uniform(-0.12, 0.12))
    width, height = width * scale * stretch, height * scale / stretch
    angle = math.radians(random.uniform(-10, 10)) if random.random() < 0.2 else 0.0
    # The middle moves as far as the picture stays inside the square, or the square inside the picture.
    middle_x = 0.5 + random.uniform(-1, 1) * abs(1 - width) / 2
    middle_y = 0.5 + random.uniform(-1, 1) * abs(1 - height) / 2
    mirror = -1 if random.random() < 0.5 else 1
    step_x, step_y = image.width / width / size, image.height / height / size
    if (shrunk := int(max(step_x, step_y))) > 1:
        # The resampling below looks at few pixels: what is made much smaller would flicker.
        full = image.size
        image = image.reduce(shrunk)
        step_x, step_y = step_x * image.width / full[0], step_y * image.height / full[1]
    cosine, sine = math.cos(angle), math.sin(angle)
    across, down = middle_x * size, middle_y * size
    # From a place on the square to the place in the picture that is shown there.
    columns = (mirror * cosine * step_x, mirror * sine * step_x)
    rows = (-sine * step_y, cosine * step_y)
    affine = (
        *columns,
        image.width / 2 - columns[0] * across - columns[1] * down,
        *rows,
        image.height / 2 - rows[0] * across - rows[1] * down,
    )
    square, way = (size, size), Image.Transform.AFFINE
    shown = image.transform(square, way, affine, Image.Resampling.BICUBIC)
    mask = Image.new("L", image.size, 255).transform(square, way, affine, Image.Resampling.NEAREST)
    return Image.composite(shown, background, mask)


def _turned(image: Image.Image, random: np.random.Generator) -> Image.Image:
    """Held askew."""
    if random.random() >= 0.25:
        return image
    return image.rotate(random.uniform(-15, 15), Image.Resampling.BICUBIC, fillcolor=GREY)


def _recoloured(image: Image.Image, random: np.random.Generator) -> Image.Image:
    """Another exposure, contrast, saturation and white balance."""
    if random.random() < 0.4:
        return image
    pixels = np.asarray(image, np.float32)
    if random.random() < 0.6:
        pixels = pixels * random.uniform(0.6, 1.45)
    if random.random() < 0.5:
        mean = pixels.mean()
        pixels = mean + (pixels - mean) * random.uniform(0.6, 1.4)
    if random.random() < 0.5:
        grey = pixels.mean(axis=2, keepdims=True)
        pixels = grey + (pixels - grey) * random.uniform(0.4, 1.5)
    if random.random() < 0.5:
        pixels = pixels * random.uniform(0.85, 1.15, 3).astype(np.float32)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _degraded(image: Image.Image, random: np.random.Generator) -> Image.Image:
    """Fewer pixels, JPEG, or a little out of focus."""
    if random.random() < 0.7:
        small = round(math.exp(random.uniform(math.log(0.17 * image.width), math.log(0.8 * image.width))))
        shrunk = image.resize((small, small), SHRINKING[random.integers(len(SHRINKING))])
        if random.random() < 0.5:
            shrunk = _as_jpeg(shrunk, int(random.integers(50, 95)))
        enlarging = Image.Resampling.BICUBIC if random.random() < 0.5 else Image.Resampling.BILINEAR
        return shrunk.resize(image.size, enlarging)
    if random.random() < 0.1:
        image = image.filter(ImageFilter.GaussianBlur(random.uniform(0.5, 2)))
    return _as_jpeg(image, int(random.integers(30, 95))) if random.random() < 0.3 else image


def _as_jpeg(image: Image.Image, quality: int) -> Image.Image:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return Image.open(stream)
