"""The photos of a session as they are when a table is compared with them: what somebody has decided of each."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app.catalog.columns import NONE, PhotoColumns
from desktop_app.catalog.importing.further_dogs import KnownDogs, known_dogs
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import Label


@dataclass(frozen=True, slots=True)
class SessionPhotos:
    """Lists with one entry a photo, in the order in which they were added.

    Attributes:
        ids: of the photos.
        paths: of their files.
        labels: that they have; None for none.
        stale: whether the label was given to what the file held before.
        animals: id of the animal; None for none.
        picks: place among the picks of the animal, from 1; 0 for none.
        several_dogs: whether a person said so.
        known_animals: all animals of the session, by id.
        breed_ids: all breeds that labels and suggestions of the session name.
        dogs: of photos with more than one dog, by id, where these are and what was decided about them.
    """

    ids: Sequence[int]
    paths: Sequence[str]
    labels: Sequence[Label | None]
    stale: Sequence[bool]
    animals: Sequence[int | None]
    picks: Sequence[int]
    several_dogs: Sequence[bool]
    known_animals: Mapping[int, Animal]
    breed_ids: frozenset[str]
    dogs: Mapping[int, KnownDogs] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def none(cls) -> "SessionPhotos":
        """Those of a session that does not exist yet."""
        return cls([], [], [], [], [], [], [], {}, frozenset())

    @classmethod
    def of(cls, session: Session) -> "SessionPhotos":
        """What a session has at this moment.

        Raises:
            SessionError: it cannot be read.
        """
        dogs = known_dogs(session)
        read = cls.of_columns(session.columns(), session.animals())
        named = {breed_id for each in dogs.values() for label in each.labels.values() for breed_id in label.breed_ids}
        return replace(read, dogs=dogs, breed_ids=read.breed_ids | named)

    @classmethod
    def of_columns(cls, columns: PhotoColumns, known: Mapping[int, Animal]) -> "SessionPhotos":
        """The same of what was read already."""
        # -1, for none, leads to the last entry.
        labels: list[Label | None] = [*columns.label_table, None]
        animals = [*(animal.animal_id for animal in columns.animal_table), None]
        named = {breed_id for label in columns.label_table for breed_id in label.breed_ids}
        assert NONE == -1  # noqa: S101 - as above
        return cls(
            columns.photo_ids.tolist(),
            columns.paths,
            [labels[place] for place in columns.labels.tolist()],
            columns.of_another_file.tolist(),
            [animals[place] for place in columns.animals.tolist()],
            columns.pick.tolist(),
            columns.several_dogs.tolist(),
            known,
            frozenset(named.union(columns.breed_table)),
        )

    def below(self, folders: Sequence[Path]) -> list[int]:
        """The places of the photos that lie in these folders, or below them; of all where none is named."""
        if not folders:
            return list(range(len(self)))
        wanted = tuple(os.path.join(os.path.abspath(folder), "") for folder in folders)  # noqa: PTH100, PTH118 - texts
        return [place for place, path in enumerate(self.paths) if path.startswith(wanted)]

    def with_new(self, paths: Sequence[Path]) -> "SessionPhotos":
        """The same with photos that are not there yet, as if they had been added; their ids are below zero."""
        count = len(paths)
        return replace(
            self,
            ids=[*self.ids, *range(-count, 0)],
            paths=[*self.paths, *map(str, paths)],
            labels=[*self.labels, *[None] * count],
            stale=[*self.stale, *[False] * count],
            animals=[*self.animals, *[None] * count],
            picks=[*self.picks, *[0] * count],
            several_dogs=[*self.several_dogs, *[False] * count],
        )
