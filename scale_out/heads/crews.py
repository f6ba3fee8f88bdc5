"""Shards that work at the same time: threads of this process, or actors of Ray on the machines of a cluster.

Whoever answers first, answers are taken in the order of the shards, so that sums do not depend on it.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from scale_out.errors import ScaleError
from scale_out.heads.labels import Labels
from scale_out.heads.shards import ROWS, Gathered, Shard
from scale_out.places import Place
from training.networks.exact_heads import Doubles

Done = Callable[[int, int], object]
"""Called with partitions read, and partitions in all."""

# So many photos show how features vary; to look at all would take as long as some steps of the search.
_MOMENTS_OF = 50_000


class Crew(Protocol):
    """Some shards."""

    @property
    def count(self) -> int:
        """How many they are."""
        ...

    def gather(self, shares: Sequence[Sequence[Place]], labels: Labels) -> Iterator[tuple[int, Gathered]]:
        """Let each shard read its partitions; gives the number of a shard and what a partition held, as they come."""
        ...

    def ask(self, method: str, *arguments: Sequence[Any]) -> list[Any]:
        """Call a method of all shards; each argument has a value a shard."""
        ...


class Threads:
    """Shards in this process, each in a thread of its own."""

    def __init__(self, count: int, size: int, work: Path | None) -> None:
        self._shards = [Shard(size, work) for _ in range(count)]
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="shard")

    @property
    def count(self) -> int:
        """As `Crew.count`."""
        return len(self._shards)

    def gather(self, shares: Sequence[Sequence[Place]], labels: Labels) -> Iterator[tuple[int, Gathered]]:
        """As `Crew.gather`; no shard is further ahead of the others than one partition."""
        for turn in range(max(map(len, shares))):
            at_work = [number for number, share in enumerate(shares) if turn < len(share)]
            partitions = [shares[number][turn] for number in at_work]
            read = self._pool.map(lambda number, each: self._shards[number].gather(each, labels), at_work, partitions)
            yield from zip(at_work, read, strict=True)

    def ask(self, method: str, *arguments: Sequence[Any]) -> list[Any]:
        """As `Crew.ask`."""
        given = list(zip(*arguments, strict=True)) or [()] * self.count
        return list(self._pool.map(lambda shard, each: getattr(shard, method)(*each), self._shards, given))


class Actors:
    """Shards in processes of a Ray cluster, each on the machine where Ray has put it."""

    def __init__(self, ray: Any, count: int, size: int) -> None:
        self._ray = ray
        # One core each: sums of a shard are computed by one thread.
        remote = ray.remote(num_cpus=1)(_OneThreadedShard)
        self._shards = [remote.remote(size) for _ in range(count)]

    @property
    def count(self) -> int:
        """As `Crew.count`."""
        return len(self._shards)

    def gather(self, shares: Sequence[Sequence[Place]], labels: Labels) -> Iterator[tuple[int, Gathered]]:
        """As `Crew.gather`."""
        kept = self._ray.put(labels)
        turns = [
            (number, shares[number][turn])
            for turn in range(max(map(len, shares)))
            for number in range(self.count)
            if turn < len(shares[number])
        ]
        asked = [(number, self._shards[number].gather.remote(partition, kept)) for number, partition in turns]
        for number, answer in asked:
            yield number, self._answered(answer)

    def ask(self, method: str, *arguments: Sequence[Any]) -> list[Any]:
        """As `Crew.ask`."""
        given = list(zip(*arguments, strict=True)) or [()] * self.count
        asked = [
            getattr(shard, method).remote(*each) for shard, each in zip(self._shards, self._shared(given), strict=True)
        ]
        found: list[Any] = self._answered(asked)
        return found

    def _shared(self, given: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """What all shards are given alike is sent to each machine once."""
        kept = {id(each): self._ray.put(each) for each in given[0] if isinstance(each, np.ndarray)} if given else {}
        return [tuple(kept.get(id(each), each) for each in values) for values in given]

    def _answered(self, asked: Any) -> Any:
        try:
            return self._ray.get(asked)
        except self._ray.exceptions.RayTaskError as error:
            raise ScaleError(f"A process of the cluster could not go on: {error.cause}.") from error
        except self._ray.exceptions.RayError as error:
            raise ScaleError(
                f"A process of the cluster ended, and the features that it held with it ({type(error).__name__}). "
                "Nothing was written: start the same command again."
            ) from error


class _OneThreadedShard(Shard):
    """A shard in a process of its own."""

    def __init__(self, size: int) -> None:
        from threadpoolctl import threadpool_limits

        threadpool_limits(1)
        super().__init__(size)


@dataclass(frozen=True, eq=False)
class PhotosOfCrew:
    """The training photos of all shards, as `training.networks.exact_heads.Photos` has them.

    Attributes:
        crew: which holds them.
        photos: how many there are.
        weight: what they count together.
    """

    crew: Crew
    photos: int
    weight: float

    def sums(self, parameters: Doubles, smoothing: float) -> tuple[float, Doubles]:
        """As `Photos.sums`."""
        value, gradient = 0.0, np.zeros_like(parameters)
        for loss, steepness in self.crew.ask("sums", *_alike(self.crew, parameters, smoothing)):
            value += loss
            gradient += steepness
        return value / self.weight, gradient / self.weight

    def moments(self) -> Doubles:
        """As `Photos.moments`, of some of the photos."""
        every = max(1, self.photos // max(_MOMENTS_OF, ROWS))
        found = self.crew.ask("moments", *_alike(self.crew, every))
        return np.asarray(sum(total for total, _ in found) / sum(weight for _, weight in found))


def _alike(crew: Crew, *values: Any) -> list[list[Any]]:
    return [[value] * crew.count for value in values]


def shared_out(partitions: Sequence[Place], count: int) -> list[list[Place]]:
    """Partitions in as many shares, whose order is that of the partitions however many they are."""
    ends = [round(len(partitions) * number / count) for number in range(count + 1)]
    return [list(partitions[first:end]) for first, end in pairwise(ends)]


def gathered(crew: Crew, shares: Sequence[Sequence[Place]], labels: Labels, done: Done) -> list[Gathered]:
    """What each shard read, all partitions together."""
    found: list[list[Gathered]] = [[] for _ in shares]
    total = sum(map(len, shares))
    for number, (shard, held) in enumerate(crew.gather(shares, labels), start=1):
        found[shard].append(held)
        done(number, total)
    # One after the other, so that only one shard's photos are there twice.
    return [_together(found.pop(0)) for _ in shares]


def _together(held: Sequence[Gathered]) -> Gathered:
    return Gathered(
        np.concatenate([np.zeros(0, np.uint64), *(each.keys for each in held)]),
        np.concatenate([np.zeros(0, np.int32), *(each.codes for each in held)]),
        sum(each.without_label for each in held),
        sum(each.without_features for each in held),
    )
