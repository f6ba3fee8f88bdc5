"""Which photos a run has seen: known by their contents, wherever they lie and whatever they are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from training.datasets.photos import DataError, LabelledPhoto, PhotoSet, content_sha256
from training.datasets.readers import read_data
from training.datasets.splits import Side, Split, read_split
from training.files import is_file, read_json_file, write_json
from training.runs.run import REQUEST, SPLIT, RunError

# The contents of the photos that a temperature was fitted to, where these are no validation photos of the run itself.
FITTED = "temperature_photos.json"


@dataclass(frozen=True)
class SeenPhotos:
    """What a run knows of its photos.

    Attributes:
        breeds: for the key of each photo, the breed that it had. A key is the SHA-256 of a file, or its name in the
            data where the contents are not known.
        sides: for each key what the photo was for; of a run on all data all but the test photos of its split are for
            training.
        by_content: whether keys are contents.
        fitted: keys of the photos that the run's temperature was fitted to.
    """

    breeds: Mapping[str, str]
    sides: Mapping[str, Side]
    by_content: bool
    fitted: frozenset[str]

    def keys_of(self, photos: PhotoSet) -> list[str]:
        """The key of each photo of a set; empty for one that cannot be read."""
        return [_content(photo) if self.by_content else photos.name_of(photo) for photo in photos.photos]

    def not_trained_on(self, photos: PhotoSet, keys: Mapping[Path, str] | None = None) -> PhotoSet:
        """Those of a set that the run was not trained on; `keys` where they are known already, by path."""
        if keys is None:
            keys = dict(zip((photo.path for photo in photos.photos), self.keys_of(photos), strict=True))
        return photos.chosen(photo for photo in photos.photos if self.sides.get(keys[photo.path]) is not Side.TRAINING)


def seen_photos(run: Path) -> SeenPhotos:
    """The photos of a run; none of one that has no split, as one of `bundle` by an earlier version.

    Runs of earlier versions did not keep contents: these are taken from the photos that still lie where they did.

    Raises:
        DataError, RunError: a file of the run is damaged.
    """
    if not is_file(run / SPLIT):
        return SeenPhotos({}, {}, True, frozenset())
    split = read_split(run / SPLIT)
    asked = _request_of(run)
    contents = split.contents or _contents_now(split, asked)
    all_data = asked.get("all_data") is True
    sides: dict[str, Side] = {}
    breeds: dict[str, str] = {}
    for name, (breed, side) in split.sides.items():
        key = contents.get(name, "") if contents else name
        if key:
            seen = Side.TRAINING if all_data and side is Side.VALIDATION else side
            # Of two copies on different sides, one was trained on, and that is what counts.
            if sides.get(key) is not Side.TRAINING:
                sides[key], breeds[key] = seen, breed
    fitted = frozenset(key for key, side in sides.items() if side is Side.VALIDATION)
    return SeenPhotos(breeds, sides, bool(contents), fitted | _fitted_elsewhere(run))


def fitted_photos(run: Path) -> list[str]:
    """The contents of the photos that a run's temperature was fitted to, for a run that takes it over.

    Raises:
        DataError, RunError: a file of the run is damaged.
    """
    seen = seen_photos(run)
    return sorted(seen.fitted) if seen.by_content else []


def write_fitted(run: Path, contents: list[str]) -> None:
    """Keep the contents of the photos that a temperature which was taken over was fitted to.

    Raises:
        OSError: the folder cannot be written.
    """
    write_json(run / FITTED, {"sha256": contents})


def _fitted_elsewhere(run: Path) -> frozenset[str]:
    if not is_file(run / FITTED):
        return frozenset()
    try:
        contents = read_json_file(run / FITTED)["sha256"]
        if not isinstance(contents, list) or not all(isinstance(each, str) for each in contents):
            raise ValueError("it holds no list of contents")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(f"{run / FITTED}: damaged ({error}). Run the recipe again.") from error
    return frozenset(contents)


def _request_of(run: Path) -> dict[str, object]:
    try:
        asked = read_json_file(run / REQUEST)
    except (OSError, ValueError):
        return {}
    return asked if isinstance(asked, dict) else {}


def _contents_now(split: Split, asked: Mapping[str, object]) -> dict[str, str]:
    named = asked.get("data")
    if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
        return {}
    try:
        photos = read_data(*(Path(each) for each in named))
    except (DataError, OSError):
        return {}
    names = {photos.name_of(photo): photo for photo in photos.photos}
    return {name: content for name in split.sides if name in names and (content := _content(names[name]))}


def _content(photo: LabelledPhoto) -> str:
    try:
        return content_sha256(photo.path)
    except DataError:
        return ""
