"""The pictures that the bundled model's network is refined on: the training side, every folder of it."""

import numpy as np
from PIL import Image

from desktop_app.imaging.decode import decode_photo
from training.bundled.photos import BOXES, CROPS, NO_DOGS, SOMETHING_ELSE, BundledPhotos
from training.datasets.duplicates import read_boxes
from training.datasets.splits import Side, Split
from training.refining.changes import Backgrounds, Picture, Pictures

LARGEST_PICTURE = 448


def read_pictures(bundled: BundledPhotos, split: Split) -> Pictures:
    """All photos of the training side, none of them larger than `LARGEST_PICTURE`."""
    photos = [
        photo for photo in bundled.photos.photos if split.sides[bundled.photos.name_of(photo)][1] is Side.TRAINING
    ]
    table = bundled.photos.root / BOXES
    boxes = read_boxes(table) if table.is_file() else {}
    pictures = []
    for photo in photos:
        image = decode_photo(photo.path.read_bytes(), LARGEST_PICTURE).image
        image.thumbnail((LARGEST_PICTURE, LARGEST_PICTURE), Image.Resampling.LANCZOS)
        crop = bundled.folder_of(photo) == CROPS
        # The crop shows the first of the photo's boxes.
        box = boxes.get(photo.path.stem, [None])[0] if crop else None
        pictures.append(Picture(np.asarray(image.convert("RGB")), crop, box[2] / box[3] if box else None))
    scenes = [
        picture.pixels
        for picture, photo in zip(pictures, photos, strict=True)
        if bundled.folder_of(photo) == NO_DOGS and photo.breed == SOMETHING_ELSE
    ]
    return Pictures(pictures, Backgrounds(scenes, [picture.pixels for picture in pictures]))
