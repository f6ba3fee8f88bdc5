"""Which part of a photo is shown where one zooms to a dog: its box with some room around it. No Qt, no Pillow."""

from desktop_app.catalog.values.suggestions import Box

# Of the longer side of the box, on each side: ears and tails that the finder cut off, and a little of where the dog is.
MARGIN = 0.12
# A dog that fills nearly all of the photo is no reason to cut anything off.
NEARLY_ALL = 0.9


def around(box: Box, width: int, height: int) -> Box:
    """The part of a photo to show for a dog: as square as the photo allows, inside of it, with the box in it.

    Args:
        box: where the dog is.
        width: of the photo or of any smaller picture of it, pixels.
        height: likewise.

    Returns:
        shares of the photo; all of it where the dog fills nearly all, or where the box holds nothing.
    """
    across, down = (box.right - box.left) * width, (box.bottom - box.top) * height
    if not (across > 0 and down > 0):
        return WHOLE
    side = max(across, down) * (1 + 2 * MARGIN)
    left, right = _placed((box.left + box.right) / 2, side / width)
    top, bottom = _placed((box.top + box.bottom) / 2, side / height)
    if right - left >= NEARLY_ALL and bottom - top >= NEARLY_ALL:
        return WHOLE
    return Box(left, top, right, bottom)


WHOLE = Box(0.0, 0.0, 1.0, 1.0)


def pixels(region: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """A region in pixels of a picture: left, top, right, bottom, the last two behind the last pixel; never empty."""
    left, top = min(width - 1, int(region.left * width)), min(height - 1, int(region.top * height))
    right, bottom = round(region.right * width), round(region.bottom * height)
    return left, top, min(width, max(left + 1, right)), min(height, max(top + 1, bottom))


def enlarged(region: Box, width: int, height: int) -> float:
    """So many times the longer side of the region is the longer side of the whole photo: 1 and more.

    Args:
        region: part of the photo.
        width: of the photo or of any smaller picture of it, pixels.
        height: likewise.
    """
    longer = max((region.right - region.left) * width, (region.bottom - region.top) * height)
    return max(1.0, max(width, height) / longer) if longer > 0 else 1.0


def smallest_side(box: Box, edge: int, most: int) -> int:
    """So many pixels each side of a photo must keep, so that the region around a dog has `edge` on its longer side.

    Args:
        box: where the dog is.
        edge: pixels that are wanted.
        most: never more than this: a dog in the distance does not get sharper by it.
    """
    longer = max(box.right - box.left, box.bottom - box.top) * (1 + 2 * MARGIN)
    return most if longer * most < edge else max(1, round(edge / longer))


def _placed(middle: float, length: float) -> tuple[float, float]:
    """A stretch of a length around a middle, moved so that it lies within 0 to 1."""
    if length >= 1:
        return 0.0, 1.0
    start = min(1 - length, max(0.0, middle - length / 2))
    return start, start + length
