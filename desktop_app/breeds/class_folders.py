"""What the folder of a breed is called where networks are trained: one folder a breed, as Stanford Dogs has them.

`python -m training` reads the breed from the folder's name. What it makes of ids (`training.datasets.breeds`) and what
stands here must be one breed.
"""

import re
from collections.abc import Mapping
from functools import cache

from desktop_app import paths
from desktop_app.breeds.book import BreedFileError
from desktop_app.own_files import OwnFileError, read_json

_FILE = "breeds.json"
_WNID = re.compile(r"^n\d{8}-")
_NO_LETTERS = re.compile(r"[\W_]+")


def class_folder(breed_id: str) -> str:
    """The name of the folder; for a breed that a person typed, what they typed: it need not be the name of a file yet.

    Raises:
        BreedFileError: Pawsort is not installed completely.
    """
    folders = _folders()
    if breed_id in folders:
        return folders[breed_id]
    name = breed_id.partition(":")[2] or breed_id
    return _by_name().get(one_spelling(name), name)


def one_spelling(name: str) -> str:
    """What two spellings of a breed's name have in common: training takes "Shih-Tzu" and "shih tzu" for one."""
    return " ".join(_NO_LETTERS.sub(" ", name.casefold()).split())


@cache
def _folders() -> Mapping[str, str]:
    file = paths.assets_folder() / "breeds" / _FILE
    try:
        return {str(entry["id"]): str(entry["folder"]) for entry in read_json(file) if "folder" in entry}
    except (OSError, OwnFileError, ValueError, KeyError, TypeError) as error:
        raise BreedFileError("breeds.damaged", file=str(file), detail=repr(error)[:200]) from error


@cache
def _by_name() -> Mapping[str, str]:
    return {one_spelling(_WNID.sub("", folder)): folder for folder in _folders().values()}
