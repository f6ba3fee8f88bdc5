"""What may be decoded at all, and how much at the same time: memory stays bounded whatever the files say."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from desktop_app.faults import Fault

if TYPE_CHECKING:
    from PIL import Image

# Phones reach 200 megapixels. Only a JPEG that is not progressive can be decoded small from the start; every other
# photo stands in memory at its full size for a moment.
MOST_PIXELS = 100_000_000
MOST_PIXELS_AT_REDUCED_SCALE = 300_000_000
# A progressive JPEG goes over the whole picture once a scan; ten is usual, thousands are an attack.
MOST_SCANS = 500

_BYTES_IN_FLIGHT = 320_000_000
_HEIC_BYTES_A_PIXEL = 9  # planes of libheif, its RGB copy, Pillow's copy
_COEFFICIENT_BYTES_A_PIXEL = 6  # what libjpeg keeps of a progressive JPEG


def too_large(width: int, height: int, *, at_reduced_scale: bool) -> Fault | None:
    """Why a picture of this size is not decoded; None where it is."""
    most = MOST_PIXELS_AT_REDUCED_SCALE if at_reduced_scale else MOST_PIXELS
    if width <= 0 or height <= 0:
        return Fault("photo.no_pixels")
    if width * height <= most:
        return None
    return Fault("photo.too_large", {"width": width, "height": height, "most": most // 1_000_000})


def decoding_bytes(image: "Image.Image", full_pixels: int) -> int:
    """About how much memory decoding takes.

    Args:
        image: opened, its reduced scale chosen, not loaded.
        full_pixels: pixels of the whole photo.
    """
    pixels = image.width * image.height
    if image.format == "HEIF":
        return pixels * _HEIC_BYTES_A_PIXEL
    picture = pixels * 4 * 2
    if image.info.get("progressive"):
        return picture + full_pixels * _COEFFICIENT_BYTES_A_PIXEL
    return picture


class MemoryBudget:
    """Lets several threads decode at once as long as they fit together; one that fits nowhere goes alone."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._used = 0
        self._freed = threading.Condition()
        self._lender: Callable[[int], None] | None = None

    def lend_from(self, lender: Callable[[int], None]) -> None:
        """Ask `lender` instead, from now on: a decoder in a process of its own spends the memory of the app.

        Args:
            lender: waits until the app has lent as many bytes; they are given back with the answer.
        """
        self._lender = lender

    @contextmanager
    def reserved(self, amount: int) -> Iterator[None]:
        """Hold `amount` bytes; waits until they are free."""
        if self._lender is not None:
            self._lender(amount)
            yield
            return
        with self._freed:
            self._freed.wait_for(lambda: self._used == 0 or self._used + amount <= self._most)
            self._used += amount
        try:
            yield
        finally:
            with self._freed:
                self._used -= amount
                self._freed.notify_all()


decoding_budget = MemoryBudget(_BYTES_IN_FLIGHT)
reading_budget = MemoryBudget(_BYTES_IN_FLIGHT)
"""Held for long files until what they are padded with is let go of."""
