"""What a session tells of what is in it; `catalog.session` says how a session is opened and changed."""

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog import columns as photo_columns
from desktop_app.catalog import evidence, history, seen
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.history import HistoryEntry
from desktop_app.catalog.rows import SELECT_ROWS, PhotoRow, row_from
from desktop_app.catalog.seen import SeenDecisions
from desktop_app.catalog.tables import animals as animal_table
from desktop_app.catalog.tables import breeds as breed_table
from desktop_app.catalog.tables import dog_labels as dog_label_table
from desktop_app.catalog.tables import history as history_table
from desktop_app.catalog.tables import photos as photo_table
from desktop_app.catalog.tables import suggestions as suggestion_table
from desktop_app.catalog.values.animals import Animal, SameDog
from desktop_app.catalog.values.dog_labels import DogLabel
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.photos import FileFacts, KnownFile
from desktop_app.catalog.values.stored_paths import restored_path
from desktop_app.catalog.values.suggestions import Box, FurtherDog, Suggestion


class SessionContent(ABC):
    """The reading half of a `Session`."""

    path: Path

    @abstractmethod
    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """The connection, for as long as it is read."""

    def rows(self) -> list[PhotoRow]:
        """All photos, in the order in which they were added."""
        with self._reading() as connection:
            return self._rows(connection, "ORDER BY photo.photo_id")

    def row(self, photo_id: int) -> PhotoRow:
        """One photo.

        Raises:
            SessionError: there is none with this id.
        """
        found = self.rows_of([photo_id])
        if not found:
            raise self._unknown(photo_id)
        return found[0]

    def rows_of(self, photo_ids: Sequence[int]) -> list[PhotoRow]:
        """These photos, in the order of their ids; those that are not in the session are left out."""
        with self._reading() as connection:
            return self._rows_of(connection, photo_ids)

    def waiting(self, pack_hash: str) -> list[tuple[int, Path]]:
        """Photos (id, path) without a suggestion of this pack, known unreadable ones left out."""
        with self._reading() as connection:
            return photo_table.waiting(connection, suggestion_table.pack_id(connection, pack_hash))

    @property
    def current_pack(self) -> str | None:
        """The hash of the model pack whose suggestions the rows show; None before the first."""
        with self._reading() as connection:
            return suggestion_table.current_pack(connection)

    def suggestion(self, photo_id: int, pack_hash: str | None = None) -> Suggestion | None:
        """The suggestion of a pack (the current one unless told): ten breeds, all dogs, embedding and logits."""
        with self._reading() as connection:
            wanted = pack_hash or suggestion_table.current_pack(connection)
            return suggestion_table.read(connection, suggestion_table.pack_id(connection, wanted), photo_id)

    def further_dogs(self, photo_id: int, pack_hash: str | None = None) -> tuple[FurtherDog, ...]:
        """The dogs that a pack (the current one unless told) found beside the first one, the largest first."""
        with self._reading() as connection:
            wanted = pack_hash or suggestion_table.current_pack(connection)
            return suggestion_table.further_dogs(connection, suggestion_table.pack_id(connection, wanted), photo_id)

    def dog_labels(self, photo_ids: Iterable[int] | None = None) -> dict[int, dict[Box, Label]]:
        """Photo → box → label, of the further dogs of these photos, or of all; photos without any are left out.

        Each box is the one to which the label was given: `values.boxes.labels_of_dogs` says to which dog it belongs.
        Labels that were given to what a file held before are left out.
        """
        with self._reading() as connection:
            return dog_label_table.read(connection, photo_ids)

    def further_dogs_of(self, photo_ids: Iterable[int] | None = None) -> dict[int, tuple[FurtherDog, ...]]:
        """The same of these photos, or of all, at once; photos without any are left out."""
        with self._reading() as connection:
            pack = suggestion_table.pack_id(connection, suggestion_table.current_pack(connection))
            return suggestion_table.all_further_dogs(connection, pack, photo_ids)

    def first_boxes(self, photo_ids: Iterable[int]) -> dict[int, Box]:
        """Where the current pack found the first dog of each of these photos; photos without it are left out."""
        with self._reading() as connection:
            pack = suggestion_table.pack_id(connection, suggestion_table.current_pack(connection))
            return suggestion_table.first_boxes(connection, pack, photo_ids)

    def dog_decisions(self, photo_ids: Iterable[int] | None = None) -> dict[int, dict[Box, DogLabel]]:
        """As `dog_labels`, with how each label came about."""
        with self._reading() as connection:
            labels = dog_label_table.read(connection, photo_ids)
            kept = dog_label_table.kept(connection, labels)
            return {photo_id: {box: kept[photo_id, box] for box in of_photo} for photo_id, of_photo in labels.items()}

    def embeddings(
        self, pack_hash: str | None = None, photo_ids: Iterable[int] | None = None
    ) -> tuple[list[int], NDArray[np.float16]]:
        """Photo ids and their embeddings `[photos, D]` by a pack (the current one unless told): of these, or of all."""
        return self._vectors("embeddings", pack_hash, photo_ids)

    def embeddings_of(self, photo_ids: Sequence[int]) -> tuple[list[int], NDArray[np.float16]]:
        """Of these photos, the ids of those that have one, rising, and their embeddings `[photos, D]`, all as above."""
        with self._reading() as connection:
            pack = suggestion_table.pack_id(connection, suggestion_table.current_pack(connection))
            return suggestion_table.vectors_of(connection, pack, "embeddings", photo_ids)

    def logits(self, pack_hash: str | None = None) -> tuple[list[int], NDArray[np.float16]]:
        """Photo ids and their logits `[photos, C]` by a pack (the current one unless told); see `Suggestion.logits`."""
        return self._vectors("logits", pack_hash)

    def animals(self) -> dict[int, Animal]:
        """All animals by id, those without a photo too."""
        with self._reading() as connection:
            return animal_table.read(connection)

    def answers(self) -> dict[animal_table.Pair, SameDog]:
        """What is known of pairs of photos: answers to "Same dog?", and what was put together or apart by hand."""
        with self._reading() as connection:
            return animal_table.answers(connection)

    def evidence(self, photo_ids: Sequence[int] | None = None) -> evidence.PhotoEvidence:
        """What decoding told of these photos, or of all."""
        with self._reading() as connection:
            return evidence.read(connection, photo_ids)

    def unmeasured(self) -> list[tuple[int, Path]]:
        """Photos (id, path) that were read before decoding told what `evidence` holds."""
        with self._reading() as connection:
            return photo_table.unmeasured(connection)

    def without_dog_share(self, pack_hash: str) -> list[tuple[int, Path]]:
        """Photos (id, path) with a dog of which this pack has not said yet how much of the photo it takes."""
        with self._reading() as connection:
            rows = suggestion_table.without_share(connection, suggestion_table.pack_id(connection, pack_hash))
            return [(photo_id, restored_path(path)) for photo_id, path in rows]

    def facts(self, photo_id: int) -> FileFacts | None:
        """What is known of a photo's file; None before it was read."""
        with self._reading() as connection:
            return photo_table.facts(connection, photo_id)

    def files(self, photo_ids: Sequence[int] | None = None) -> list[KnownFile]:
        """What is known of the files of these photos, or of all, in the order of their ids."""
        with self._reading() as connection:
            return photo_table.files(connection, photo_ids)

    def sizes(self, photo_ids: Sequence[int] | None = None) -> dict[int, int]:
        """How long the files of these photos, or of all, were when they were read, by id; others are left out."""
        with self._reading() as connection:
            return photo_table.sizes(connection, photo_ids)

    def known(self, paths: Sequence[Path]) -> list[int]:
        """The ids of those of these photos that are in the session."""
        with self._reading() as connection:
            return photo_table.known(connection, paths)

    def history(self) -> list[HistoryEntry]:
        """All that was done, oldest first."""
        with self._reading() as connection:
            return history.read(connection)

    def began_ns(self) -> int | None:
        """When the first thing was done in it, nanoseconds since the epoch; None before that.

        The history only grows, so that this tells a session from all others, wherever its file goes.
        """
        with self._reading() as connection:
            return history_table.began_ns(connection)

    def seen_decisions(self) -> SeenDecisions:
        """What was decided, and what was seen when it was: for counting how far people and suggestions agree."""
        with self._reading() as connection:
            return seen.read(connection)

    def columns(self) -> PhotoColumns:
        """What is known of all photos, as arrays: made for a hundred thousand."""
        with self._reading() as connection:
            return photo_columns.read(connection)

    def _rows(self, connection: sqlite3.Connection, rest: str, **values: str) -> list[PhotoRow]:
        pack = suggestion_table.pack_id(connection, suggestion_table.current_pack(connection))
        breeds = breed_table.names(connection)
        found = connection.execute(SELECT_ROWS + rest, {"pack": pack, **values})
        return [row_from(columns, breeds) for columns in found]

    def _rows_of(self, connection: sqlite3.Connection, photo_ids: Sequence[int]) -> list[PhotoRow]:
        rest = "WHERE photo.photo_id IN (SELECT value FROM json_each(:ids)) ORDER BY photo.photo_id"
        return self._rows(connection, rest, ids=json.dumps(list(photo_ids)))

    def _vectors(
        self, table: str, pack_hash: str | None, photo_ids: Iterable[int] | None = None
    ) -> tuple[list[int], NDArray[np.float16]]:
        with self._reading() as connection:
            wanted = pack_hash or suggestion_table.current_pack(connection)
            pack = suggestion_table.pack_id(connection, wanted)
            return suggestion_table.vectors(connection, pack, table, photo_ids)

    def _unknown(self, photo_id: int) -> SessionError:
        return SessionError("session.no_such_photo", path=str(self.path), photo=photo_id)
