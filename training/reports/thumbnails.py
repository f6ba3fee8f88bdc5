"""Small pictures of photos, for reports."""

from pathlib import Path

from PIL import Image

from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo


def thumbnail(path: Path, edge: int = 240) -> Image.Image | None:
    """A small upright picture of a photo; None when it cannot be read."""
    try:
        image = decode_photo(path.read_bytes(), edge).image
    except (OSError, UnreadablePhotoError):
        return None
    image.thumbnail((edge, edge))
    return image
