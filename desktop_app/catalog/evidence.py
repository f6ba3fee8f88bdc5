"""What decoding told of photos, as arrays: by this they are put together, and picks are proposed."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.tables import suggestions as suggestion_table


@dataclass(frozen=True, slots=True, eq=False)
class PhotoEvidence:
    """Of `n` photos that are in the session, in the order of their ids.

    Attributes:
        photo_ids: int64 `[n]`, rising.
        fingerprints: uint8 `[n, B]`, as `imaging.fingerprints` makes them; zeros where there is none.
        has_fingerprint: bool `[n]`.
        taken_at: int64 `[n]`, what the camera's clock showed, nanoseconds since 1970 as if it stood in UTC; 0 unknown.
        sharpness: float32 `[n]`; nan unknown, like the three below. All four are what `FileFacts` and `Suggestion` say.
        lightness: float32 `[n]`.
        contrast: float32 `[n]`.
        dog_share: float32 `[n]`, by the current pack.
    """

    photo_ids: NDArray[np.int64]
    fingerprints: NDArray[np.uint8]
    has_fingerprint: NDArray[np.bool_]
    taken_at: NDArray[np.int64]
    sharpness: NDArray[np.float32]
    lightness: NDArray[np.float32]
    contrast: NDArray[np.float32]
    dog_share: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.photo_ids)


def read(connection: sqlite3.Connection, photo_ids: Iterable[int] | None = None) -> PhotoEvidence:
    """The evidence of these photos, or of all."""
    which = "" if photo_ids is None else "WHERE photo_id IN (SELECT value FROM json_each(:ids)) "
    pack = suggestion_table.pack_id(connection, suggestion_table.current_pack(connection))
    values: dict[str, int | str] = {"pack": pack}
    if photo_ids is not None:
        values["ids"] = json.dumps([int(each) for each in photo_ids])
    rows = connection.execute(
        "SELECT photo_id, fingerprint, taken_at, sharpness, lightness, contrast, "  # noqa: S608 - one of two texts
        "(SELECT dog_share FROM suggestions AS s WHERE s.pack_id = :pack AND s.photo_id = photo.photo_id) "
        f"FROM present_photos AS photo {which}ORDER BY photo_id",
        values,
    ).fetchall()
    return _evidence(rows)


def _evidence(rows: list[tuple[object, ...]]) -> PhotoEvidence:
    stored = [row[1] if isinstance(row[1], bytes) else b"" for row in rows]
    # All are of one length; what another program left there is no fingerprint.
    lengths = [len(each) for each in stored if each]
    width = max(set(lengths), key=lengths.count) if lengths else 0
    has = np.array([len(each) == width and width > 0 for each in stored], np.bool_)
    joined = b"".join([each if there else bytes(width) for each, there in zip(stored, has.tolist(), strict=True)])
    measured = np.array([[np.nan if each is None else each for each in row[3:7]] for row in rows], np.float32)
    measured = measured.reshape(len(rows), 4)
    return PhotoEvidence(
        photo_ids=np.array([row[0] for row in rows], np.int64),
        fingerprints=np.frombuffer(joined, np.uint8).reshape(len(rows), width),
        has_fingerprint=has,
        taken_at=np.array([row[2] or 0 for row in rows], np.int64),
        sharpness=measured[:, 0],
        lightness=measured[:, 1],
        contrast=measured[:, 2],
        dog_share=measured[:, 3],
    )
