"""What is said to a person when a job fails."""

import logging

from desktop_app.breeds.book import BreedFileError
from desktop_app.catalog.errors import SessionError
from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.inference.network import ClassifierError
from desktop_app.inference.packs import ModelPackError
from desktop_app.inference.providers import ProviderError

# These carry messages for people.
_SPEAKS_PLAINLY = (
    SessionError,
    BreedFileError,
    ModelPackError,
    ClassifierError,
    ProviderError,
    UnreadablePhotoError,
)
_log = logging.getLogger(__name__)


def plain_words(error: BaseException) -> str:
    """The message for a person; what nobody foresaw goes to the log with its traceback."""
    if isinstance(error, _SPEAKS_PLAINLY):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}. Check that the folder exists, may be written to and has free space."
    if isinstance(error, MemoryError):
        return "There is not enough memory. Close other programs and try again."
    _log.error("a job failed", exc_info=error)
    return f"Pawsort could not finish this ({type(error).__name__}: {error}). Try again; what was done before is saved."
