"""Small pictures of photos, for reports."""

import base64
from io import BytesIO
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


def thumbnail_uri(path: Path, edge: int = 128) -> str:
    """A small picture of a photo as the address that a page holds it under: JPEG, some four kilobytes.

    Empty when the photo cannot be read.
    """
    image = thumbnail(path, edge)
    if image is None:
        return ""
    stream = BytesIO()
    image.convert("RGB").save(stream, "JPEG", quality=80, optimize=True)
    return "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode()
