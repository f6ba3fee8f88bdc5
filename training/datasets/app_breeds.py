"""By which id the app knows a breed that data name: a WordNet id, `breed:…`, or `own:` and the name."""

from collections.abc import Mapping
from functools import cache

from desktop_app.breeds.book import KIND_PREFIX, OWN_PREFIX, BreedBook
from desktop_app.paths import assets_folder
from training.datasets.photos import plain_name


def app_breed_id(breed: str, wnid: str | None) -> str:
    """The id of a breed, as in `LabelledPhoto`; `own:` and its name for one that the app does not know.

    A folder "Spaniel" is a breed to whoever trains on it, and no kind of dog: labels with kinds do not come back.
    """
    # What a name of a folder holds that is no text cannot stand in a session.
    return wnid or _ids_by_name().get(plain_name(breed)) or OWN_PREFIX + breed.encode("utf-8", "replace").decode()


@cache
def _ids_by_name() -> Mapping[str, str]:
    """Ids of the book of breeds by names in all languages and by what stands in the ids; aliases are too vague."""
    ids: dict[str, str] = {}
    for breed in BreedBook.load_folder(assets_folder() / "breeds"):
        if not breed.breed_id.startswith(KIND_PREFIX):
            for name in (breed.breed_id.partition(":")[2], *breed.names.values()):
                ids.setdefault(plain_name(name), breed.breed_id)
    ids.pop("", None)
    return ids
