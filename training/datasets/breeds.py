"""Names of breeds as folders, tables and other data sets write them."""

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from desktop_app.tables import TableError, read_table
from training.datasets.photos import WNID_AND_BREED, DataError, plain_name, said

# A kind of dog, which is no breed: as the app's ids begin (`desktop_app.breeds.book.KIND_PREFIX`), and what becomes of
# that in names of folders.
_KIND = re.compile(r"^kind[:_]", re.IGNORECASE)

# The breeds that the study classified (April 2023), as Stanford Dogs names them.
STUDY_BREEDS = (
    "Chihuahua",
    "papillon",
    "beagle",
    "Yorkshire_terrier",
    "Australian_terrier",
    "Scotch_terrier",
    "golden_retriever",
    "malinois",
    "kelpie",
    "Doberman",
    "miniature_pinscher",
    "Great_Dane",
    "Pomeranian",
    "standard_poodle",
    "Mexican_hairless",
)


@cache
def stanford_breeds() -> Mapping[str, str]:
    """The 120 breeds of Stanford Dogs (Khosla et al. 2011): WordNet id → name."""
    table = read_table(Path(__file__).with_name("stanford_breeds.csv"), ("wnid", "breed"))
    return {row["wnid"]: row["breed"] for _, row in table.rows}


@cache
def _wnid_of_name() -> Mapping[str, str]:
    return {plain_name(breed): wnid for wnid, breed in stanford_breeds().items()}


def breed_of_label(label: str) -> tuple[str, str | None]:
    """Breed and WordNet id of a folder's name or a table's label.

    `n02086240-Shih-Tzu` is the breed `Shih-Tzu`: the name is all that stands behind the first hyphen after a WordNet
    id. A name without an id gets the id when it is one of the 120, whatever its spelling of case and hyphens, and an id
    without a name (as folders of ImageNet are called) its name.
    """
    match = WNID_AND_BREED.match(label)
    if match:
        return match[2], match[1]
    if label in stanford_breeds():
        return stanford_breeds()[label], label
    return label, _wnid_of_name().get(plain_name(label))


def breed_of_id(breed_id: str) -> tuple[str, str | None]:
    """Breed and WordNet id of an id as the app keeps it.

    That is a WordNet id, `breed:american_pit_bull_terrier`, or `own:` and what a person typed.
    """
    name = stanford_breeds().get(breed_id)
    return (name, breed_id) if name is not None else (breed_id.partition(":")[2] or breed_id, None)


def is_kind(label: str) -> bool:
    """Whether an id, a label or a folder's name is a kind of dog as the app has it, `kind:spaniel`, and no breed."""
    return _KIND.match(label.strip()) is not None


def kinds_left_out(what: object, photos: int) -> tuple[str, ...]:
    """What whoever uses the photos is told where some have a kind of dog as their label; nothing where none has."""
    are = "photo is" if photos == 1 else "photos are"
    return (f"{what}: {photos:,} {are} left out: labelled with a kind of dog, which is no breed",) if photos else ()


def read_mapping(file: Path) -> dict[str, str]:
    """A vocabulary mapping: a CSV file with the columns `theirs` and `ours`, one breed a line.

    An empty `ours` says that the breed has no equivalent; its photos are then left out.

    Raises:
        DataError: the file cannot be read or lacks a column.
    """
    try:
        rows = read_table(file, ("theirs", "ours")).rows
    except TableError as error:
        raise DataError(
            f"{file}: cannot be read as a vocabulary mapping with the columns 'theirs' and 'ours' ({said(error)})."
        ) from error
    return {plain_name(breed_of_label(row["theirs"])[0]): row["ours"].strip() for _, row in rows}


def match_vocabulary(
    theirs: Iterable[str], ours: Iterable[str], mapping: Mapping[str, str] | None = None
) -> dict[str, str | None]:
    """For each breed of another data set, the breed of ours that it is; None where we have none.

    The mapping decides first (keys as `plain_name` gives them), then the WordNet id, then the name without regard to
    case, hyphens and underscores. Nothing is guessed: a similar name is not the same breed.

    Raises:
        DataError: the mapping names a breed that is not among ours.
    """
    mapping = mapping or {}
    known = list(ours)
    by_name = {plain_name(breed): breed for breed in known}
    by_wnid = {wnid: breed for breed in known if (wnid := breed_of_label(breed)[1])}
    matched: dict[str, str | None] = {}
    for label in theirs:
        name, wnid = breed_of_label(label)
        if plain_name(name) in mapping:
            target = mapping[plain_name(name)]
            if target and plain_name(target) not in by_name:
                near = difflib.get_close_matches(target, known, n=1)
                hint = f" Did you mean {near[0]!r}?" if near else ""
                raise DataError(f"the mapping sends {label!r} to {target!r}, which the model does not know.{hint}")
            matched[label] = by_name.get(plain_name(target)) if target else None
        else:
            matched[label] = by_wnid.get(wnid or "") or by_name.get(plain_name(name))
    return matched
