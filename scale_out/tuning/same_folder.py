"""Whether all machines see the folder of a search and its photos, shown before anything is trained.

The chief writes what is tried, workers write checkpoints and go on from those of others, and one of them reads all of
it for the report: a folder that every machine has for itself would end in a search that lost most of its trials.
"""

import hashlib
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scale_out.errors import ScaleError
from training.architectures.weights.errors import WeightsError
from training.datasets.photos import DataError
from training.files import write_text
from training.fitting.requests import FitRequest, require_paths, require_weights
from training.fitting.run_fit import Sides, sides_of

# In the folder of a search, as long as workers start.
WORDS = "words"
_SHARE = (
    "All machines share the folder of a search: with --out, name one on a drive that all of them have, under the same "
    "path."
)


@contextmanager
def word_left(folder: Path) -> Iterator[str]:
    """Leave a word in the folder, which every worker has to find there and to answer, as long as the block runs.

    Yields:
        The word.
    """
    word = uuid.uuid4().hex
    try:
        write_text(folder / WORDS / word, word)
        yield word
    finally:
        shutil.rmtree(folder / WORDS, ignore_errors=True)


def answer(folder: Path, word: str, worker: str, host: str) -> None:
    """Find the word, and leave an answer beside it.

    Raises:
        ScaleError: it is not there, or nothing can be written there.
    """
    try:
        found = (folder / WORDS / word).read_text()
        write_text(folder / WORDS / f"{word}-{worker}", host)
    except OSError as error:
        raise ScaleError(f"{host} cannot use {folder} ({error.strerror or error}). {_SHARE}") from error
    if found != word:
        raise ScaleError(f"{host} has another {folder}. {_SHARE}")


def require_answers(folder: Path, word: str, hosts: dict[str, str]) -> None:
    """Make sure that what workers wrote arrived.

    Args:
        folder: of the search.
        word: that was left there.
        hosts: worker → its machine.

    Raises:
        ScaleError: an answer is not there.
    """
    for worker, host in hosts.items():
        if not (folder / WORDS / f"{word}-{worker}").is_file():
            raise ScaleError(f"What {host} writes into {folder} does not arrive here. {_SHARE}")


def same_photos(photos: FitRequest, expected: str, host: str) -> Sides:
    """The photos of a search as this machine has them.

    Raises:
        ScaleError: it has not those that the search was started with.
    """
    try:
        require_paths(*photos.data, photos.split)
        require_weights(photos.recipe, photos.weights)
        sides = sides_of(photos, _nobody)
    except (DataError, WeightsError, OSError) as error:
        raise ScaleError(f"{host} does not see what this machine sees: {error} {_where()}") from error
    if digest_of(sides) != expected:
        raise ScaleError(f"{host} has other photos in {_names(photos.data)} than this machine. {_where()}")
    return sides


def digest_of(sides: Sides) -> str:
    """A hash of which photos are on which side, and of their contents where the split knows these."""
    digest = hashlib.sha256(sides.split.data_sha256.encode())
    for side in (sides.training, sides.validation):
        if side is not None:
            for line in sorted(f"{photo.breed}\0{side.name_of(photo)}" for photo in side.photos):
                digest.update(f"{line}\n".encode("utf-8", "surrogateescape"))
        digest.update(b"\n")
    return digest.hexdigest()


def _where() -> str:
    return "All machines need the same photos, split and weights under the same path, on a shared drive or as a copy."


def _names(paths: Iterable[Path]) -> str:
    return ", ".join(map(str, paths))


def _nobody(_line: str) -> None:
    """What is left out of photos was said once, where the search was started."""
