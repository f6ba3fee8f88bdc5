"""What a photo's picture tells of the photo, once it is decoded: kept with the facts of its file."""

from dataclasses import replace

from desktop_app.catalog.values.photos import FileFacts
from desktop_app.imaging.decode import DecodedPhoto
from desktop_app.imaging.fingerprints import fingerprint
from desktop_app.imaging.measures import measured


def with_what_is_seen(facts: FileFacts, decoded: DecodedPhoto, *, measures: bool = True) -> FileFacts:
    """The facts of a file, and what decoding it told: size, orientation, time, fingerprint and measures.

    Args:
        facts: as `read_photo` gave them; the time that it found counts where decoding found none.
        decoded: of the same file; its picture may be a reduced one.
        measures: whether the picture is looked at: without, fingerprint and measures stay as they are.
    """
    facts = replace(
        facts,
        width=decoded.width,
        height=decoded.height,
        orientation=decoded.orientation,
        taken_at=decoded.taken_at or facts.taken_at,
    )
    if not measures:
        return facts
    # Once for both: colours matter to neither.
    luma = decoded.image.convert("L")
    seen = measured(luma)
    return replace(
        facts,
        fingerprint=fingerprint(luma),
        sharpness=seen.sharpness,
        lightness=seen.lightness,
        contrast=seen.contrast,
    )
