"""Which photos are decoded apart: told by the same looks at the first bytes by which Pillow chooses a reader."""

from typing import Final

from PIL import Image

# Pillow's names of the formats whose decoders were seen to crash, or to hang, on damaged photos.
APART: Final = ("HEIF", "AVIF", "TIFF", "WEBP", "JPEG2000")
# As many as Pillow shows its readers.
_LOOKED_AT: Final = 16


def goes_apart(content: bytes) -> bool:
    """Whether a photo is decoded in a process of its own. Its reader must have been imported.

    Args:
        content: the whole file, or its first 16 bytes.
    """
    beginning = content[:_LOOKED_AT]
    return any(_would_take(name, beginning) for name in APART)


def _would_take(name: str, beginning: bytes) -> bool:
    _, accept = Image.OPEN[name]
    # A reader may answer with a sentence that says why it does not.
    return accept is None or accept(beginning) is True
