"""Perceptual hashes: which photos show nearly the same, whatever their size, light, format and, within limits, crop.

The hash is the difference hash of N. Krawetz ("Kind of like that", 2013), as Ben Hoyt's `dhash` computes it: a photo is
reduced to 9 x 9 greys, and each bit says whether a grey is darker than its neighbour on the right (64 bits) or below
(64 bits). Why this one: docs/decisions/0023-groups.md.
"""

import numpy as np
import numpy.typing as npt
from PIL import Image

# Bits along a side; the hash has one for the row and one for the column of each place.
_SIDE = 8
FINGERPRINT_BYTES = 2 * _SIDE * _SIDE // 8
# What is larger is reduced first by whole steps, which is many times faster and moves hardly a bit.
_ENOUGH_PIXELS = 16 * (_SIDE + 1)


def fingerprint(picture: Image.Image | npt.NDArray[np.uint8]) -> bytes:
    """The perceptual hash of a photo.

    Args:
        picture: upright; RGB, as Pillow's picture or as an array of [height, width, 3] bytes.

    Returns:
        FINGERPRINT_BYTES bytes. Photos that show the same differ in few bits (`distances`), others in about half. A
        photo of one even grey has nothing but zeros.
    """
    # Not with the module: the window starts without it.
    import dhash

    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    steps = min(image.size) // _ENOUGH_PIXELS
    if steps > 1:
        image = image.reduce(steps)
    edge = _SIDE + 1
    greys = np.asarray(image.convert("L").resize((edge, edge), Image.Resampling.LANCZOS)).ravel().tolist()
    return bytes(dhash.format_bytes(*dhash.dhash_row_col(greys, size=_SIDE), size=_SIDE))


def distances(first: npt.NDArray[np.uint8], second: npt.NDArray[np.uint8]) -> npt.NDArray[np.int32]:
    """In how many bits fingerprints differ (Hamming), 0 to 8 * FINGERPRINT_BYTES.

    Args:
        first: [..., FINGERPRINT_BYTES] bytes.
        second: the same; the two are broadcast against each other.

    Returns:
        int of the broadcast shape without its last axis.
    """
    differing: npt.NDArray[np.int32] = np.bitwise_count(first ^ second).sum(axis=-1, dtype=np.int32)
    return differing
