"""One spelling for each breed: "beagle", "Beagle" and "n02088364-beagle" are one."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from training.datasets.breeds import breed_of_label
from training.datasets.photos import LabelledPhoto, counted, plain_name


def in_one_spelling(
    photos: Sequence[LabelledPhoto], empty_breeds: Sequence[str] = ()
) -> tuple[list[LabelledPhoto], tuple[str, ...], tuple[str, ...]]:
    """Give the photos of each breed one name, the one that most of them have.

    Names are one breed where they have one WordNet id, or differ in nothing but case, hyphens, underscores, spaces and
    how accents are stored (`photos.plain_name`). Nothing is guessed: a similar name is another breed.

    Args:
        photos: of any data sets.
        empty_breeds: breeds without photos there.

    Returns:
        The photos in their order; the breeds that have none in any spelling, by name; a sentence for each breed that
        was written in several ways.
    """
    wnids = {plain_name(photo.breed): photo.wnid for photo in photos if photo.wnid}

    def key_of(breed: str, wnid: str | None) -> str:
        return wnid or wnids.get(plain_name(breed)) or breed_of_label(breed)[1] or plain_name(breed)

    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    known: dict[str, str] = {}
    for photo in photos:
        key = key_of(photo.breed, photo.wnid)
        spellings[key][photo.breed] += 1
        if photo.wnid:
            known[key] = photo.wnid
    chosen = {key: min(found, key=lambda name: (-found[name], name)) for key, found in spellings.items()}
    written = []
    for photo in photos:
        key = key_of(photo.breed, photo.wnid)
        same = photo.breed == chosen[key] and photo.wnid == known.get(key)
        written.append(photo if same else replace(photo, breed=chosen[key], wnid=known.get(key)))
    empty = {breed for breed in empty_breeds if key_of(breed, None) not in spellings}
    joined = tuple(_in_words(chosen[key], found) for key, found in spellings.items() if len(found) > 1)
    return written, tuple(sorted(empty)), joined


def _in_words(name: str, found: Counter[str]) -> str:
    ways = [f"{spelling!r} ({counted(count, 'photo')})" for spelling, count in sorted(found.items())]
    return f"{', '.join(ways[:-1])} and {ways[-1]} are one breed, and called {name!r}"
