"""The photos of the trial: real ones of every kind that is read, under names as people and cameras give them."""

import shutil
from pathlib import Path

from PIL import Image, ImageOps

from trials.steps import StepError

COUNT = 100
# Of these kinds the data has few or none of dogs: real photos are saved again as such.
SAVED_AS = {"PNG": ".png", "WEBP": ".webp", "TIFF": ".tif"}
SAVED = 12
HEIC = {".heic", ".heif", ".hif"}
MOST_HEIC = 18
LONGEST = 1600


def gather(data: Path, folder: Path) -> list[Path]:
    """Copy and save photos into a folder that is made anew; the same ones each time.

    Raises:
        StepError: there are too few in the data.
    """
    dogs = sorted((data / "other_sources_dev").rglob("*.jpg"))
    others = sorted(file for file in data.rglob("*") if file.suffix.lower() in HEIC)[:MOST_HEIC]
    others += sorted(file for file in (data / "decoder_files").rglob("*") if file.suffix.lower() in {".tif", ".webp"})
    wanted = COUNT - len(others) - SAVED * len(SAVED_AS)
    if len(dogs) < COUNT or not others:
        raise StepError(f"{data} has too few photos for this trial: {len(dogs)} of other sources, {len(others)} others")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spread = [dogs[place * len(dogs) // (wanted + SAVED * len(SAVED_AS))] for place in range(COUNT - len(others))]
    for place, photo in enumerate([*others, *spread[:wanted]]):
        shutil.copyfile(photo, folder / f"{place:03} été {photo.name}")
    rest = spread[wanted:]
    for number, (kind, ending) in enumerate(SAVED_AS.items()):
        for photo in rest[number * SAVED : (number + 1) * SAVED]:
            with Image.open(photo) as opened:
                picture = ImageOps.exif_transpose(opened).convert("RGB")
            picture.thumbnail((LONGEST, LONGEST))
            picture.save(folder / f"Zoë {photo.stem}{ending}", kind, **({"quality": 90} if kind == "WEBP" else {}))
    found = sorted(folder.iterdir())
    if len(found) != COUNT:
        raise StepError(f"{len(found)} photos were gathered instead of {COUNT}: names must have met")
    return found
