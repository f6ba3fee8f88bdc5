"""Fingerprints: which photos show nearly the same, whatever their size, light, format and, within limits, crop.

A fingerprint has two parts. The first, by which all photos are compared to all, is the difference hash of N. Krawetz
("Kind of like that", 2013), as Ben Hoyt's `dhash` computes it: a photo is reduced to 9 x 9 greys, and each bit says
whether a grey is darker than its neighbour on the right (64 bits) or below (64 bits). The second, by which those are
compared that may be the same, is a tiny photo of 20 x 20 greys, that can be laid over another (`photos.alignment`).
Why these: docs/decisions/0023-groups.md.
"""

import numpy as np
import numpy.typing as npt
from PIL import Image

# Bits along a side; the hash has one for the row and one for the column of each place.
_SIDE = 8
HASH_BYTES = 2 * _SIDE * _SIDE // 8
# Greys along a side of the tiny photo, of four bits each, from the darkest to the lightest that there is in the photo.
GREYS_SIDE = 20
GREYS_BYTES = GREYS_SIDE * GREYS_SIDE // 2
FINGERPRINT_BYTES = HASH_BYTES + GREYS_BYTES
_LIGHTEST = 15
# What is larger is reduced first by whole steps, which is many times faster and moves hardly a bit.
_ENOUGH_PIXELS = 16 * (_SIDE + 1)


def fingerprint(picture: Image.Image | npt.NDArray[np.uint8]) -> bytes:
    """The fingerprint of a photo.

    Args:
        picture: upright; RGB or grey as Pillow's picture, or RGB as an array of [height, width, 3] bytes.

    Returns:
        FINGERPRINT_BYTES bytes: the hash, then the greys row by row, two a byte, the first in the upper half. Photos
        that show the same differ in few bits of the hash (`distances`), others in about half. A photo of one even grey
        has nothing but zeros.
    """
    # Not with the module: the window starts without it.
    import dhash

    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    steps = min(image.size) // _ENOUGH_PIXELS
    if steps > 1:
        image = image.reduce(steps)
    luma = image if image.mode == "L" else image.convert("L")
    edge = _SIDE + 1
    greys = np.asarray(luma.resize((edge, edge), Image.Resampling.LANCZOS)).ravel().tolist()
    return bytes(dhash.format_bytes(*dhash.dhash_row_col(greys, size=_SIDE), size=_SIDE)) + _tiny(luma)


def _tiny(luma: Image.Image) -> bytes:
    greys = np.asarray(luma.resize((GREYS_SIDE, GREYS_SIDE), Image.Resampling.BOX), np.float32).ravel()
    darkest, lightest = greys.min(), greys.max()
    whole = np.round((greys - darkest) * (_LIGHTEST / max(lightest - darkest, 1))).astype(np.uint8)
    packed: npt.NDArray[np.uint8] = whole[0::2] << 4 | whole[1::2]
    return packed.tobytes()


def distances(first: npt.NDArray[np.uint8], second: npt.NDArray[np.uint8]) -> npt.NDArray[np.int32]:
    """In how many bits the hashes of fingerprints differ (Hamming), 0 to 8 * HASH_BYTES.

    Args:
        first: [..., FINGERPRINT_BYTES] bytes.
        second: the same; the two are broadcast against each other.

    Returns:
        int of the broadcast shape without its last axis.
    """
    hashes = first[..., :HASH_BYTES] ^ second[..., :HASH_BYTES]
    differing: npt.NDArray[np.int32] = np.bitwise_count(hashes).sum(axis=-1, dtype=np.int32)
    return differing
