"""The folder of a run that several processes train: made before they start, as `training fit` makes it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

import numpy as np

from scale_out.networks.job import Job, Labelled
from scale_out.networks.photos import packed_paths
from training.datasets.photos import PhotoSet, content_sha256, data_sha256
from training.datasets.preparing import Say
from training.datasets.splits import write_split
from training.files import write_json
from training.fitting.progress import Counting
from training.fitting.requests import FitRequest
from training.fitting.run_fit import Sides, sides_of
from training.runs.run import ENVIRONMENT, PREPARING, REQUEST, SPLIT, RunError, create_run, environment, open_run

_PACKAGES = ("jax", "jaxlib", "ray")


@dataclass(frozen=True, eq=False)
class Photographed:
    """The photos of a training, and what is in them.

    Attributes:
        sides: to train on and to check on.
        contents: SHA-256 of each photo's file, by its name; empty where nobody asked.
    """

    sides: Sides
    contents: dict[str, str]

    @property
    def photos(self) -> PhotoSet:
        """All of them, training first."""
        return _all_of(self.sides)

    @property
    def sha256(self) -> str:
        """One hash for all of them, as `training fit` makes it."""
        photos = self.photos
        return data_sha256((photo.breed, self.contents[photos.name_of(photo)]) for photo in photos.photos)


def photographed(request: FitRequest, say: Say, counting: Counting, *, contents: bool = True) -> Photographed:
    """Read which photos there are, and their contents.

    Args:
        request: as `training fit` takes it.
        say: told in plain words what is going on.
        counting: told how many photos have been looked at.
        contents: whether these are wanted: by them `evaluate` knows photos that were trained on.

    Raises:
        DataError: photos or split cannot be used.
    """
    sides = sides_of(request, say, counting)
    if not contents:
        return Photographed(sides, {})
    photos, told = _all_of(sides), counting("reading photos")
    hashes: dict[str, str] = {}
    with ThreadPoolExecutor() as pool:
        found = pool.map(lambda photo: content_sha256(photo.path), photos.photos)
        for number, (photo, content) in enumerate(zip(photos.photos, found, strict=True), start=1):
            hashes[photos.name_of(photo)] = content
            told(number, len(photos))
    return Photographed(sides, hashes)


def job_of(request: FitRequest, sides: Sides) -> Job:
    """What the processes are told."""
    breeds, wnids = sides.training.breeds, sides.training.wnids()
    weights = request.weights
    return Job(
        request.recipe,
        weights.absolute() if isinstance(weights, Path) and str(weights) != "random" else weights,
        breeds,
        tuple(wnids[breed] for breed in breeds),
        _labelled(sides.training, breeds),
        None if sides.validation is None else _labelled(sides.validation, breeds),
        request.folder.absolute(),
        request.resume,
        request.temperature,
    )


def start_run(request: FitRequest, found: Photographed) -> None:
    """Make the folder.

    Raises:
        RunError: there is something in it, or it cannot be written.
    """
    breeds, wnids = found.sides.training.breeds, found.sides.training.wnids()
    recipe, weights = request.recipe, request.weights
    name = recipe.weights if weights is None else str(weights)
    if weights is not None and str(weights) != "random":
        name = f"{Path(weights).name} (sha256 {content_sha256(Path(weights))})"
    facts = environment(seed=recipe.fit.seed, data_sha256=found.sha256, weights=name)
    facts["versions"] |= {package: metadata.version(package) for package in _PACKAGES}
    # Photos are decoded as they are needed, and nothing is prepared.
    facts |= {"backend": "jax", PREPARING: 0.0}
    run = create_run(request.folder, recipe, {breed: wnids[breed] for breed in breeds}, facts)
    contents = {**found.sides.split.contents, **found.contents}
    write_split(replace(found.sides.split, contents=contents), run.folder / SPLIT)
    asked = {
        "data": [str(path.absolute()) for path in request.data],
        "weights": str(request.weights) if request.weights is not None else None,
        "all_data": request.all_data,
        "devices": 1,
        "temperature": request.temperature,
        "tensorboard": None,
        "mlflow": None,
    }
    write_json(run.folder / REQUEST, asked)


def require_same(request: FitRequest, found: Photographed) -> None:
    """Make sure that a run goes on with what it began with.

    Raises:
        RunError: it had another recipe or other photos, or was not made here.
    """
    run = open_run(request.folder, finished=False)
    facts = run.read(ENVIRONMENT)
    if facts.get("backend") != "jax":
        raise RunError(f"{request.folder}: `python -m training fit` began this run. Go on with it there.")
    same = run.recipe == request.recipe and run.breeds == found.sides.training.breeds
    if not same or facts["data_sha256"] != found.sha256:
        raise RunError(f"{request.folder}: this run had another recipe or other photos. Start a new run instead.")


def _all_of(sides: Sides) -> PhotoSet:
    return sides.training.chosen([*sides.training.photos, *(sides.validation.photos if sides.validation else ())])


def _labelled(photos: PhotoSet, breeds: Sequence[str]) -> Labelled:
    paths = packed_paths([photo.path.absolute() for photo in photos.photos])
    return Labelled(paths, np.array(photos.breed_numbers(breeds), np.int32))
