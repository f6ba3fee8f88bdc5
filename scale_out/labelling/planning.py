"""From photos to partitions: each photo is planned once, by a file that says which photos a partition has.

What is planned stays so. Whoever lists again, after the end of a run or because new photos came, plans only what is not
planned yet (an anti-join on the paths, by 16 bytes of their hashes), so no photo is in two partitions.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from scale_out.labelling.listing import Found, Share, Unlisted, photos_of
from scale_out.places import Place, is_address
from scale_out.results import PARQUET, PLAN, batches_of, parquet_bytes, partitions_in

# A source in a store is listed by so many tasks, each with its part of the folders: one waits for the network mostly.
SHARES = 16
_COLUMNS = pa.schema(
    [
        # Names of files need not be Unicode.
        pa.field("path", pa.binary(), nullable=False),
        pa.field("source", pa.int32(), nullable=False),
        ("inside", pa.string()),
        ("size", pa.int64()),
        ("modified_ns", pa.int64()),
    ]
)
_HASH_BYTES = 16
_AS_THEY_ARE = "surrogatepass"
_Hashes = NDArray[np.bytes_]


def shares_of(sources: Sequence[str]) -> list[Share]:
    """Who lists what.

    All paths of this machine are one share: the app's own search follows links and yields nothing twice. Sources in a
    store are divided, but where one lies within another: these are one share, which knows what it has found.
    """
    local = [place for place, text in enumerate(sources) if not is_address(text)]
    shares = [Share("here", tuple(local), tuple(sources[each] for each in local))] if local else []
    addresses = [place for place, text in enumerate(sources) if is_address(text)]
    for family in _families(sources, addresses):
        texts = tuple(sources[each] for each in family)
        names = tuple(f"{zlib.crc32(text.encode('utf-8')):08x}" for text in texts)
        if len(family) > 1:
            # Before another source came that overlaps, each had shares of its own.
            shares.append(Share(names[0], tuple(family), texts, known_as=names))
        else:
            parts = [f"{names[0]}-{part:02d}" for part in range(SHARES)]
            shares += [Share(name, tuple(family), texts, part, SHARES) for part, name in enumerate(parts)]
    return shares


def partitions_to_do(
    share: Share,
    out: Place,
    finished: frozenset[str],
    size: int,
    unlisted: Unlisted = lambda _folder, _fault: None,
) -> Iterator[tuple[str, int]]:
    """Plan a share, and say which of its partitions are to be labelled.

    Args:
        share: what to list.
        out: folder of the results.
        finished: names of partitions that are labelled.
        size: photos in a partition, at most.
        unlisted: told of each folder that could not be listed, and why.

    Yields:
        name and number of photos of each partition that is not finished: those that were planned before, then new ones,
        each as soon as it is planned.

    Raises:
        OSError: a plan cannot be written.
        ScaleError: a plan cannot be read.
    """
    plan = out / PLAN
    begins = tuple(f"{name}-" for name in share.known_as or (share.name,))
    planned = [each for each in partitions_in(plan) if each.path.rpartition("/")[2].startswith(begins)]
    hashes: list[_Hashes] = []
    for each in planned:
        paths = _paths(each)
        hashes.append(_hashed(paths))
        name = each.path.rpartition("/")[2]
        if name not in finished:
            yield name, len(paths)
    known: _Hashes = np.sort(np.concatenate(hashes)) if hashes else np.empty(0, f"S{_HASH_BYTES}")
    number = len(planned)
    for found in _batched(_new(photos_of(share, unlisted), known, several=len(share.sources) > 1), size):
        name = f"{share.name}-{number:06d}-{len(found)}{PARQUET}"
        (plan / name).write(_plan_bytes(found))
        number += 1
        yield name, len(found)


def photos_in(out: Place, partition: str) -> list[Found]:
    """The photos of a partition.

    Raises:
        ScaleError: its plan cannot be read.
    """
    return [
        Found(**{**row, "path": _text(row["path"])})
        for batch in batches_of(out / PLAN / partition, _COLUMNS.names)
        for row in batch.to_pylist()
    ]


def photos_of_partitions(names: Iterable[str]) -> int:
    """How many photos partitions have: their names say it, since a store takes long to open thousands of files."""
    return sum(int(name.removesuffix(PARQUET).rpartition("-")[2]) for name in names)


def _families(sources: Sequence[str], places: Sequence[int]) -> list[list[int]]:
    """Sources that lie within one another, together."""
    families: list[list[int]] = []
    for place in places:
        begins = _begin(sources[place])
        family = [place]
        apart = []
        for each in families:
            if any(_overlap(begins, _begin(sources[other])) for other in each):
                family += each
            else:
                apart.append(each)
        families = [*apart, family]
    return [sorted(each) for each in families]


def _begin(text: str) -> str:
    """The folder, or the photo, in which a source lies: of a pattern, what stands before the first wild card."""
    address = text.partition("?")[0]
    for wild in "*[":
        before, found, _ = address.partition(wild)
        address = before.rpartition("/")[0] if found else address
    return f"{address.rstrip('/')}/"


def _overlap(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)


def _new(photos: Iterator[Found], known: _Hashes, *, several: bool) -> Iterator[Found]:
    """Those that are not planned; where sources overlap, each of them once."""
    seen: set[bytes] = set()
    for some in _batched(photos, 4_096):
        hashes = _hashed([each.path for each in some])
        places = np.searchsorted(known, hashes)
        old = np.zeros(len(some), np.bool_)
        inside = places < len(known)
        old[inside] = known[places[inside]] == hashes[inside]
        for each, own, is_old in zip(some, hashes.tolist(), old.tolist(), strict=True):
            if is_old or own in seen:
                continue
            if several:
                seen.add(own)
            yield each


def _batched(photos: Iterator[Found], size: int) -> Iterator[list[Found]]:
    some: list[Found] = []
    for each in photos:
        some.append(each)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def _hashed(paths: Sequence[str]) -> _Hashes:
    names = (each.encode("utf-8", _AS_THEY_ARE) for each in paths)
    digests = [hashlib.blake2b(each, digest_size=_HASH_BYTES).digest() for each in names]
    return np.array(digests, f"S{_HASH_BYTES}")


def _paths(plan: Place) -> list[str]:
    return [_text(path) for batch in batches_of(plan, ["path"]) for path in batch.column("path").to_pylist()]


def _text(path: bytes) -> str:
    return path.decode("utf-8", _AS_THEY_ARE)


def _plan_bytes(found: Sequence[Found]) -> pa.Buffer:
    rows = {name: [getattr(each, name) for each in found] for name in _COLUMNS.names}
    rows["path"] = [path.encode("utf-8", _AS_THEY_ARE) for path in rows["path"]]
    return parquet_bytes(pa.table(rows, schema=_COLUMNS))
