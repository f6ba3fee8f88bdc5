"""What the embeddings of a pack's training photos are like: what a breed has to stand out from.

It lies beside the pack's graphs as a NumPy archive that anybody may have written, so nothing in it is believed: no more
is unpacked than belongs there, no array made before its size is known to be bearable, and nothing is unpickled.
"""

import io
import tokenize
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.faults import FaultError
from desktop_app.own_files import OwnFileError, read_bytes

PARTS: dict[str, type[np.generic]] = {
    "means": np.float16,
    "middle": np.float32,
    "axes": np.float16,
    "variances": np.float32,
    "rest": np.float32,
    "photos": np.int32,
}
"""The arrays of the file, in their order in it, and what they are made of."""
KEY = "background.file"
"""Where the manifest of a pack names the file."""

# Sixty times what the pack that ships has.
MOST_BYTES = 64 * 1024 * 1024
MOST_AXES = 1024
# Embeddings are kept in 16 bits: beyond their largest number there are none.
LARGEST = float(np.finfo(np.float16).max)
# What 16 bits round off a direction of length 1, and more.
_NEARLY_ONE = 0.01
# NumPy writes 128 bytes before the numbers of such arrays.
_MOST_HEADER = 1024
# The archive's list of six parts has some 400 bytes.
_LONGEST_LIST = 4096
# What NumPy, zipfile and zlib raise for bytes that are none of theirs.
_NO_ARCHIVE = (
    *(EOFError, KeyError, MemoryError, NotImplementedError, OverflowError, RecursionError, RuntimeError),
    *(SyntaxError, TypeError, ValueError, tokenize.TokenError, zipfile.BadZipFile, zlib.error),
)

Floats = NDArray[np.float32]
_Arrays = dict[str, NDArray[Any]]


class BackgroundError(FaultError):
    """A background that cannot be used: `pack.*`, with the file and what is wrong with it."""


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """Statistics of a pack's training photos: C breeds in the order of its manifest, embeddings of D numbers.

    Attributes:
        means: float32 `[C, D]`, the mean embedding of each breed.
        middle: float32 `[D]`, the mean of all.
        axes: float32 `[D, r]`, the directions of length 1 in which photos of one breed differ most: the leading
            eigenvectors of their pooled covariance.
        variances: float32 `[r]`, how much along these.
        rest: the mean variance along all other directions.
        photos: int32 `[C]`, how many photos of each breed were counted; 0 for a breed that had too few, whose mean is
            then the middle and says nothing.
    """

    means: Floats
    middle: Floats
    axes: Floats
    variances: Floats
    rest: float
    photos: NDArray[np.int32]


def load_background(file: Path, breeds: int | None = None, dimension: int | None = None) -> Background:
    """Read what the pack has, and check that it fits it.

    Args:
        file: `background.npz`.
        breeds: C, where it is known.
        dimension: D, where it is known.

    Raises:
        BackgroundError: it is missing, damaged, too large, or does not fit the pack.
    """
    return background_of(content_of(file), file, breeds, dimension)


def content_of(file: Path) -> bytes:
    """The bytes of the file, for those who know its hash.

    Raises:
        BackgroundError: it is missing, no file, or too large.
    """
    try:
        return read_bytes(file, MOST_BYTES)
    except OwnFileError as error:
        if error.fault.code == "own.too_large":
            raise _too_large(file) from error
        if error.fault.code == "own.no_file":
            raise BackgroundError("pack.background_damaged", file=str(file)) from error
        detail = str(error.fault.facts["detail"])
        raise BackgroundError("pack.background_unreadable", file=str(file), key=KEY, detail=detail) from error
    except FileNotFoundError as error:
        detail = "system.not_there"
        raise BackgroundError("pack.background_unreadable", file=str(file), key=KEY, detail=detail) from error


def background_of(content: bytes, file: Path, breeds: int | None = None, dimension: int | None = None) -> Background:
    """The same of what was read already; `file` is only named in errors.

    Raises:
        BackgroundError: as `load_background`.
    """
    try:
        arrays = _unpacked(content, file)
    except _NO_ARCHIVE as error:
        raise BackgroundError("pack.background_damaged", file=str(file)) from error
    _check_shapes(arrays, file, breeds, dimension)
    _check_numbers(arrays, file)
    return Background(
        arrays["means"].astype(np.float32),
        arrays["middle"].astype(np.float32),
        arrays["axes"].astype(np.float32),
        arrays["variances"].astype(np.float32),
        float(arrays["rest"]),
        arrays["photos"].astype(np.int32),
    )


def _unpacked(content: bytes, file: Path) -> _Arrays:
    """The arrays by name. What the archive says of itself bounds what is read of it: `zipfile` reads no more."""
    if not _ends_in_a_short_list(content):
        raise ValueError("it ends in something else than a list of a few arrays")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        missing = [part for part in PARTS if f"{part}.npy" not in names]
        if missing:
            raise BackgroundError("pack.background_part_missing", file=str(file), part=missing[0])
        if len(names) != len(PARTS):
            raise ValueError("there is more in it than belongs there")
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise _too_large(file)
        if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
            raise ValueError("it is packed in a way that NumPy does not know")
        found = {}
        for part, kind in PARTS.items():
            with archive.open(f"{part}.npy") as stream:
                found[part] = _array(stream, np.dtype(kind))
        return found


def _ends_in_a_short_list(content: bytes) -> bool:
    """Whether the archive's list of its parts is one of a few. `zipfile` makes an object of each before it is asked."""
    plain, large = content[-22:], content[-42:-38]
    return plain[:4] == b"PK\5\6" and large != b"PK\6\7" and int.from_bytes(plain[12:16], "little") <= _LONGEST_LIST


def _array(stream: IO[bytes], kind: "np.dtype[np.generic]") -> NDArray[Any]:
    """One array. NumPy's own reader makes the array that the header asks for before it looks whether it is there.

    Raises:
        ValueError: it is made of something else, or not as long as its header says; and what NumPy raises.
    """
    if np.lib.format.read_magic(stream) != (1, 0):
        raise ValueError("it is of a version that is not written for plain arrays")
    shape, by_columns, stored = np.lib.format.read_array_header_1_0(stream, max_header_size=_MOST_HEADER)
    numbers = stream.read()
    # Also in the other order of bytes it would be another type.
    if stored != kind or by_columns or any(size < 0 for size in shape):
        raise ValueError("it is no array of the type that belongs there")
    return np.frombuffer(numbers, kind).reshape(shape)


def _check_shapes(arrays: _Arrays, file: Path, breeds: int | None, dimension: int | None) -> None:
    """Each array has the shape that follows from the pack, or from the one that stands before it."""
    width = dimension if dimension is not None else arrays["middle"].size
    count = breeds if breeds is not None else arrays["photos"].size
    axes = arrays["variances"].size
    wanted = {
        "middle": (width,),
        "photos": (count,),
        "means": (count, width),
        "variances": (axes,),
        "axes": (width, axes),
        "rest": (),
    }
    for part, shape in wanted.items():
        if arrays[part].shape != shape:
            found = str(list(arrays[part].shape))
            raise BackgroundError(
                "pack.background_shape", file=str(file), part=part, found=found, wanted=str(list(shape))
            )
    if not 0 < axes <= min(width, MOST_AXES):
        found, some = str([axes]), f"[1 … {min(width, MOST_AXES)}]"
        raise BackgroundError("pack.background_shape", file=str(file), part="variances", found=found, wanted=some)


def _check_numbers(arrays: _Arrays, file: Path) -> None:
    """They can be what they are called: finite, no larger than embeddings are, variances that are none below zero."""
    for part, values in arrays.items():
        largest = {"variances": LARGEST**2, "rest": LARGEST**2, "photos": np.inf}.get(part, LARGEST)
        smallest = 0.0 if part in ("variances", "rest", "photos") else -largest
        # What is not a number fails both comparisons.
        if not ((values >= smallest) & (values <= largest)).all():
            raise BackgroundError("pack.background_numbers", file=str(file), part=part)
    lengths = np.sqrt(np.square(arrays["axes"], dtype=np.float32).sum(axis=0))
    if not (np.abs(lengths - 1) <= _NEARLY_ONE).all():
        raise BackgroundError("pack.background_numbers", file=str(file), part="axes")
    # Photos that are all alike leave nothing to compare by.
    if not arrays["variances"].min() > 0:
        raise BackgroundError("pack.background_numbers", file=str(file), part="variances")


def _too_large(file: Path) -> BackgroundError:
    return BackgroundError("pack.background_too_large", file=str(file), megabytes=MOST_BYTES // 1024**2)
