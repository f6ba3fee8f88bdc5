"""Whole and torn JPEGs, made from whole ones: what copying, bad cards and rescue programs make of photos."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image

CODINGS: dict[str, dict[str, object]] = {
    "baseline": {},
    "baseline, own tables": {"optimize": True},
    "baseline, full colour": {"subsampling": 0},
    "progressive": {"progressive": True},
    "restart by row": {"restart_marker_rows": 1},
    "restart by 12 units": {"restart_marker_blocks": 12},
    "progressive, restart": {"progressive": True, "restart_marker_rows": 2},
}
SECTORS = (16, 64, 200, 512, 1024, 4096, 16384, 65536)
EOI = b"\xff\xd9"


@dataclass(frozen=True, slots=True)
class Case:
    """One file: what was done to it, its content, and whether all of the photo is in it."""

    what: str
    content: bytes
    whole: bool


def drawn_photo(seed: int, width: int = 640, height: int = 480) -> Image.Image:
    """A made-up picture with what photos have: sky, edges, fur, grain."""
    numbers = np.random.default_rng(seed)
    picture = np.zeros((height, width, 3))
    for cells, strength in ((4, 70), (16, 45), (64, 25), (160, 14)):
        coarse = numbers.normal(0, strength, (cells * height // width + 2, cells, 3)).clip(-255, 255)
        for channel in range(3):
            layer = Image.fromarray(coarse[..., channel].astype(np.float32))
            picture[..., channel] += np.asarray(layer.resize((width, height), Image.Resampling.BICUBIC))
    picture[: height // 4] = np.linspace(60, 110, height // 4)[:, None, None]
    picture += 110 + numbers.normal(0, 4, picture.shape)
    return Image.fromarray(picture.clip(0, 255).astype(np.uint8))


def coded(image: Image.Image, coding: str, quality: int = 88) -> bytes:
    """The picture as a JPEG of one of the codings, with EXIF that has a thumbnail's end mark in it."""
    buffer = BytesIO()
    thumbnail = BytesIO()
    image.resize((80, 60)).save(thumbnail, "JPEG")
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0" + thumbnail.getvalue()
    image.save(buffer, "JPEG", quality=quality, exif=exif, **CODINGS[coding])
    return buffer.getvalue()


def data_start(content: bytes) -> int:
    """Where the data of the first scan begin."""
    place = 2
    while content[place + 1] != 0xDA:
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return place + 2 + int.from_bytes(content[place + 2 : place + 4])


def header_cases(content: bytes, seed: int) -> Iterator[Case]:
    """The content with holes in what stands before its data: tables of codes and steps, the frame, the scan.

    Foreign numbers in a table of steps are left out: nothing says which were there. A table of codes that is lost as a
    whole too: decoders have the standard ones.
    """
    dice = random.Random(seed)
    place = 2
    while place < data_start(content):
        length = 2 + int.from_bytes(content[place + 2 : place + 4])
        name = {0xDB: "steps", 0xC0: "frame", 0xC2: "frame", 0xC4: "codes", 0xDA: "scan"}.get(content[place + 1])
        for _ in range(4 if name else 0):
            size = dice.choice((10, 16, 24, 40))
            if size < length:
                at = place + dice.randrange(length - size)
                for what, middle in (("zeros", bytes(size)), ("random bytes", dice.randbytes(size)), ("nothing", b"")):
                    if name != "steps" or what != "random bytes":
                        yield Case(f"{name}, {what} at {at}", content[:at] + middle + content[at + size :], False)
        yield Case(f"cut before the segment at {place}", content[:place] + EOI, False)
        place += length


def whole_cases(content: bytes, other: bytes) -> Iterator[Case]:
    """What people's files look like that have all of their photo."""
    assert content.endswith(EOI)
    yield Case("as it is", content, True)
    yield Case("no end mark", content[:-2], True)
    yield Case("half an end mark", content[:-1], True)
    for what, more in (
        ("zeros", bytes(5000)),
        ("zeros to a sector", bytes(-len(content) % 4096)),
        ("0xFF", b"\xff" * 700),
        ("text", b"SEFH made by a camera" * 40),
        ("another photo", other),
        ("half another photo", other[: len(other) // 2]),
        ("random bytes", random.Random(7).randbytes(900)),
    ):
        yield Case(f"{what} after the end", content + more, True)
    yield Case("zeros for the end mark", content[:-2] + bytes(1000), True)
    yield Case("filled up before the end mark", content[:-2] + b"\xff\xff\xff" + EOI, True)


def torn_cases(content: bytes, other: bytes, seed: int, places: int = 12) -> Iterator[Case]:
    """The content cut, and with holes, at random places of its data."""
    dice = random.Random(seed)
    start = data_start(content)
    foreign = other[data_start(other) :]
    for _ in range(places):
        cut = dice.randrange(start, len(content) - 16)
        kept = content[:cut]
        yield Case(f"cut at {cut}", kept, False)
        yield Case(f"cut at {cut}, end mark", kept + EOI, False)
        yield Case(f"cut at {cut}, end mark in the middle", kept + EOI + content[cut:], False)
        yield Case(f"cut at {cut}, half an end mark", kept + b"\xff", False)
        yield Case(f"cut at {cut}, zeros to the old length", kept + bytes(len(content) - cut), False)
        yield Case(f"cut at {cut}, zeros and end mark", kept + bytes(len(content) - cut - 2) + EOI, False)
        yield Case(f"cut at {cut}, 0xFF to the old length", kept + b"\xff" * (len(content) - cut), False)
        yield Case(f"cut at {cut}, another file goes on", kept + foreign[cut % len(foreign) :], False)
        yield Case(f"cut at {cut}, another photo from its beginning", kept + other, False)
        for length in SECTORS:
            if length * 4 > len(content) - start:
                continue
            hole = dice.randrange(start, len(content) - 16 - length)
            if length >= 512:
                hole = max(-(-start // length) * length, hole // length * length)
            before, after = content[:hole], content[hole + length :]
            stranger = foreign[hole % (len(foreign) - length) :][:length]
            for what, middle in (
                ("zeros", bytes(length)),
                ("0xFF", b"\xff" * length),
                ("random bytes", dice.randbytes(length)),
                ("another photo's data", stranger),
                ("another photo's beginning", other[:length]),
                ("text", (b"volunteers sort photos of dogs; " * 200)[:length]),
            ):
                yield Case(f"{length} of {what} at {hole}", before + middle + after, False)
            yield Case(f"{length} taken out at {hole}", before + after, False)
            yield Case(f"{length} twice at {hole}", before + content[hole : hole + length] * 2 + after, False)
