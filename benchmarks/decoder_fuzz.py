"""Damaged photos of every format, to see which decoders die of them: the app itself must survive them all.

Photos are drawn in each format that Pillow can write, and real ones taken where they are; bytes are flipped, numbers
made extreme, pieces cut, doubled and exchanged. Every one is decoded in a process of its own, also those formats that
the app decodes itself: what the table says decides which formats are `apart` (docs/decisions/0016-decoders-apart.md).

Usage: python -m benchmarks.decoder_fuzz [--minutes 10] [--seed 1] [--keep FOLDER]

The exit code is 1 when something else than a picture or a fault came back, or memory went over 1 GB.
"""

import argparse
import hashlib
import io
import random
import struct
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.photos import DEFAULT_DATA
from desktop_app.faults import Fault
from desktop_app.imaging.apart.kinds import APART
from desktop_app.imaging.apart.pool import DecoderPool

SMALLEST_SIDES = (64, 300, 4000)
MOST_RESIDENT = 1_000_000_000
LARGEST_SEED = 1_500_000
DRAWN = Path(__file__).resolve().parent.parent / "packaging" / "photos"
ENDINGS = {
    "HEIF": (".heic", ".heif", ".hif"),
    "AVIF": (".avif",),
    "TIFF": (".tif", ".tiff"),
    "WEBP": (".webp",),
    "JPEG2000": (".jp2", ".j2k"),
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "GIF": (".gif",),
    "BMP": (".bmp",),
}
WRITTEN: dict[str, list[dict[str, object]]] = {
    "AVIF": [{"quality": 40}, {"quality": 80, "subsampling": "4:4:4"}],
    "TIFF": [
        {"compression": name} for name in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg", "zstd", "lzma")
    ],
    "WEBP": [{"quality": 60}, {"lossless": True}],
    "JPEG2000": [{"irreversible": True}, {"quality_mode": "dB", "quality_layers": [30, 45]}, {"tile_size": (64, 64)}],
    "JPEG": [{"quality": 80}, {"quality": 80, "progressive": True}],
    "PNG": [{}],
    "GIF": [{}],
    "BMP": [{}],
}


@dataclass
class Tally:
    """What became of one format's photos."""

    tried: int = 0
    pictures: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    longest: float = 0.0
    resident: int = 0
    surprises: list[str] = field(default_factory=list)


def seeds(name: str, data: Path) -> list[bytes]:
    """Whole photos of a format."""
    # Whole ones: the others end their decoder as they are.
    found = [file.read_bytes() for file in sorted(DRAWN.glob("drawn*")) if file.suffix.lower() in ENDINGS[name]]
    real = (file for file in sorted((data / "decoder_files").rglob("*")) if file.suffix.lower() in ENDINGS[name])
    found += [file.read_bytes() for file in real if file.is_file() and file.stat().st_size <= LARGEST_SEED]
    generator = np.random.default_rng(1)
    for options in WRITTEN.get(name, []):
        for mode, shape in (("RGB", (97, 131, 3)), ("L", (64, 200)), ("RGBA", (80, 80, 4))):
            coarse = generator.integers(0, 255, shape, dtype=np.uint8)
            picture = Image.fromarray(coarse).convert("RGB" if name == "JPEG" and mode == "RGBA" else mode)
            stream = io.BytesIO()
            try:
                picture.save(stream, name, **options)
            except (OSError, ValueError, KeyError):
                continue
            found.append(stream.getvalue())
    return found


def mutated(content: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A photo with one to a dozen changes, more of them near its beginning, where its structure is."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 6, 12))):
        if len(changed) < 16:
            break
        place = int(len(changed) * chance.random() ** chance.choice((1, 2, 4)))
        place = min(place, len(changed) - 9)
        length = chance.choice((1, 2, 4, 16, 64, 512))
        what = chance.randrange(8)
        if what == 0:
            changed[place] ^= 1 << chance.randrange(8)
        elif what == 1:
            changed[place : place + length] = chance.randbytes(min(length, len(changed) - place))
        elif what == 2:
            number = chance.choice((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFF, len(changed)))
            struct.pack_into(chance.choice(("<I", ">I")), changed, place, number & 0xFFFFFFFF)
        elif what == 3:
            struct.pack_into(
                chance.choice(("<H", ">H")), changed, place, chance.choice((0, 1, 2, 0xFF, 0x7FFF, 0xFFFF))
            )
        elif what == 4:
            del changed[place : place + length]
        elif what == 5:
            changed[place:place] = changed[place : place + length] * chance.choice((1, 2, 50))
        elif what == 6:
            other = chance.choice(others)
            begin = chance.randrange(len(other))
            changed[place : place + length] = other[begin : begin + length]
        else:
            changed[place] = chance.randrange(256)
    if chance.random() < 0.05:
        del changed[chance.randrange(len(changed) + 1) :]
    return bytes(changed)


def resident(process_id: int) -> int:
    """The most memory that a process ever had; 0 where that cannot be told."""
    try:
        lines = Path(f"/proc/{process_id}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def fuzz(name: str, seconds: float, seed: int, keep: Path | None) -> Tally:
    """Decode damaged photos of a format for as long."""
    chance, tally, pool = random.Random(f"{seed} {name}"), Tally(), DecoderPool()
    whole = seeds(name, DEFAULT_DATA)
    smallest: dict[str, int] = {}
    began = time.monotonic()
    try:
        while whole and time.monotonic() - began < seconds:
            content = mutated(chance.choice(whole), whole, chance)
            started = time.monotonic()
            answer = pool.decode(content, chance.choice(SMALLEST_SIDES))
            took = time.monotonic() - started
            tally.tried += 1
            tally.longest = max(tally.longest, took)
            tally.resident = max([tally.resident, *map(resident, pool.process_ids())])
            if not isinstance(answer, Fault):
                tally.pictures += 1
                continue
            tally.faults[answer.code] += 1
            notable = answer.code.startswith("photo.decoder") or took > 5
            if keep is not None and notable and len(content) < smallest.get(answer.code, 1 << 30):
                smallest[answer.code] = len(content)
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{name}-{answer.code}-{hashlib.sha256(content).hexdigest()[:8]}").write_bytes(content)
    except Exception as error:  # noqa: BLE001 - what this looks for
        tally.surprises.append(repr(error))
    finally:
        pool.close()
    tally.seconds = time.monotonic() - began
    return tally


def run(minutes: float, seed: int, keep: Path | None = None) -> int:
    """Go through all formats and print the table; the number of things that must not be.

    Args:
        minutes: for all of them together.
        seed: another one damages photos in other ways.
        keep: where photos are kept at which a decoder stopped, the smallest of each kind.
    """
    print("| format | apart | photos | pictures | faults | stopped | too long | out of memory | longest | memory |")
    print("| --- " * 10 + "|")
    wrong = 0
    for name in ENDINGS:
        tally = fuzz(name, minutes * 60 / len(ENDINGS), seed, keep)
        counts = [tally.faults[f"photo.{code}"] for code in ("decoder_stopped", "decoder_too_long", "out_of_memory")]
        cells = [tally.tried, tally.pictures, tally.faults.total(), *counts]
        print(f"| {name} | {'yes' if name in APART else 'no'} | " + " | ".join(f"{cell:,}" for cell in cells)
              + f" | {tally.longest:.1f} s | {tally.resident / 1e6:,.0f} MB |", flush=True)  # fmt: skip
        for surprise in tally.surprises:
            print(f"  {name}: {surprise}")
        wrong += len(tally.surprises) + (tally.resident > MOST_RESIDENT)
        wrong += sum(counts[:2]) if name not in APART else 0
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where to keep photos at which a decoder stopped")
    options = parser.parse_args()
    return 1 if run(options.minutes, options.seed, options.keep) else 0


if __name__ == "__main__":
    sys.exit(main())
