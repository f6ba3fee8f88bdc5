"""Whatever colours a picture comes in, 8-bit sRGB comes out."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageCms

# What shows through where a picture is transparent: what viewers and paper show, and what cut-out dogs are drawn for.
BEHIND_TRANSPARENCY = (255, 255, 255, 255)

_TRANSPARENT_MODES = frozenset({"RGBA", "LA", "PA", "RGBa", "La"})
_AS_THEY_ARE = frozenset({"L", "RGB", "RGBA", "LA", "CMYK", "YCbCr", "LAB"})


def reducible(image: Image.Image) -> Image.Image:
    """The same picture in a mode whose pixels can be averaged: no palette, no colour that stands for "transparent".

    Args:
        image: of any mode that Pillow's readers give.

    Returns:
        8 bits a channel: mode L, RGB, RGBA, LA, CMYK, YCbCr or LAB.
    """
    if image.mode.startswith("I;16"):
        import numpy as np

        values = np.asarray(image, dtype=np.uint16)
        return Image.fromarray((values >> 8).astype(np.uint8))
    if image.mode in ("I", "F"):
        return _stretched(image)
    if image.mode == "1":
        return image.convert("L")
    if image.mode in _TRANSPARENT_MODES or image.has_transparency_data:
        return image if image.mode in ("RGBA", "LA") else image.convert("RGBA")
    return image if image.mode in _AS_THEY_ARE else image.convert("RGB")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert to sRGB, through the embedded colour profile where there is one, and put it on white.

    A profile that cannot be used (damaged, or of another kind than the picture) is ignored: colours that are a little
    off are better than no photo.

    Args:
        image: as `reducible` gives it.
        profile: the ICC profile that the photo carries.

    Returns:
        Mode RGB.
    """
    if image.mode == "LA":
        image = image.convert("RGBA")
    if image.mode == "RGBA":
        behind = Image.new("RGBA", image.size, BEHIND_TRANSPARENCY)
        behind.alpha_composite(image)
        image = behind.convert("RGB")
    if image.mode == "LAB":
        return _through(_from_lab(), image) or image.getchannel(0).convert("RGB")
    if profile and image.mode in ("RGB", "CMYK"):
        transform = _from_profile(profile, image.mode)
        if transform is not None:
            return _through(transform, image) or image.convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def _stretched(image: Image.Image) -> Image.Image:
    """32-bit whole or floating numbers to 8 bits: by the range they were meant for where that shows, else by their own.

    Meant for 0 to 1, 0 to 255 and 0 to 65,535 are told apart by the largest value.
    """
    # Here and above: a decoder (`apart`) is ready in half the time without it.
    import numpy as np

    values = np.nan_to_num(np.asarray(image, dtype=np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(values.min()), float(values.max())
    if low >= 0 and high <= 1 and image.mode == "F":
        low, high = 0.0, 1.0
    elif low >= 0 and high <= 255:
        low, high = 0.0, 255.0
    elif low >= 0 and high <= 65535:
        low, high = 0.0, 65535.0
    scaled = (values - low) * (255.0 / max(high - low, 1e-12))
    return Image.fromarray(np.clip(np.rint(scaled), 0, 255).astype(np.uint8))


@lru_cache(maxsize=32)
def _from_profile(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The way from a profile to sRGB; None where there is nothing to do or no way."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if (source.profile.xcolor_space or "").strip() != mode or "sRGB" in (source.profile.profile_description or ""):
            return None
        return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


@lru_cache(maxsize=1)
def _from_lab() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")


def _through(transform: ImageCms.ImageCmsTransform, image: Image.Image) -> Image.Image | None:
    try:
        return ImageCms.applyTransform(image, transform)
    except (ImageCms.PyCMSError, ValueError):
        return None
