"""One run of labelling: Ray Data lists, plans and labels as a stream, and this process only counts.

Rows of the stream are names of partitions. Photos never travel through Ray: workers read them where they lie, so a
slow worker holds nobody up and memory does not depend on how many photos there are.
"""

import json
import logging
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pyarrow as pa

from desktop_app import stopping
from desktop_app.commands.fault_sentences import sentence
from desktop_app.commands.terminal import Terminal
from desktop_app.faults import Fault
from scale_out import engine
from scale_out.errors import ScaleError
from scale_out.labelling.claiming import claimed
from scale_out.labelling.listing import Share, check
from scale_out.labelling.planning import partitions_to_do, photos_of_partitions, shares_of
from scale_out.labelling.request import LabelRequest, begun, gone_on_with, photos_a_partition
from scale_out.labelling.worker import Done, Job, Labeller
from scale_out.places import Place
from scale_out.results import PHOTOS, Results

ALL_READABLE, NOT_ALL_DONE = 0, 1
# Shares that are listed at the same time; it costs hardly any processor.
_LISTED_AT_ONCE = 8
_NAMED = 10


@dataclass(slots=True)
class Tally:
    """What is done, in numbers: it is as long for a million photos as for one."""

    asked: float = field(default_factory=time.monotonic)
    # When the first worker was ready to label.
    began: float | None = None
    photos: int = 0
    no_dog: int = 0
    unreadable: int = 0
    deaths: int = 0
    working: float = 0.0
    starting: float = 0.0
    waiting: float = 0.0
    writing: float = 0.0
    machines: Counter[str] = field(default_factory=Counter)
    faults: Counter[Fault] = field(default_factory=Counter)
    set_aside: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """Since the first worker was ready: as `pawsort label` counts, without the time to start."""
        return time.monotonic() - (self.began or self.asked)

    def count(self, done: Done) -> None:
        """A partition came back."""
        if done.failure:
            self.failures[done.partition] = done.failure
            return
        ready = time.monotonic() - (done.seconds - done.starting)
        self.began = ready if self.began is None else min(self.began, ready)
        self.photos += done.photos
        self.no_dog += done.no_dog
        self.unreadable += done.unreadable
        self.deaths += done.deaths
        self.working += done.seconds
        self.starting += done.starting
        self.waiting += done.waiting
        self.writing += done.writing
        self.machines[done.machine] += done.photos
        for fault, photos in json.loads(done.faults).items():
            self.faults[Fault.from_json(fault)] += photos
        self.set_aside += json.loads(done.set_aside)


class Planned:
    """An actor that counts what was planned, so that progress can say how much is left."""

    def __init__(self, shares: int) -> None:
        self._shares, self._photos = shares, 0
        self._unlisted: list[str] = []

    def add(self, photos: int) -> None:
        """So many more."""
        self._photos += photos

    def listed(self) -> None:
        """A share is listed to its end."""
        self._shares -= 1

    def unlisted(self, said: str) -> None:
        """A folder could not be listed."""
        self._unlisted.append(said)

    def all_unlisted(self) -> list[str]:
        """The folders that could not be listed, in words."""
        return self._unlisted

    def total(self) -> tuple[int, bool]:
        """How many are planned, and whether that is all."""
        return self._photos, self._shares <= 0


def label(request: LabelRequest, terminal: Terminal) -> int:
    """Label what is not labelled yet.

    Returns:
        The exit code: 0 where every photo was readable, 1 where some were not, or some partitions are left.

    Raises:
        ScaleError: what was asked for cannot be done; nothing was begun.
        FaultError: the pack or a memory cannot be used.
    """
    check(request.sources)
    results = gone_on_with(request) or begun(request, terminal.say)

    def stop() -> None:
        terminal.say("Stopped. What is finished is kept: the same command goes on from there.")

    terminal.say("Starting Ray." if request.address is None else f"Joining the Ray cluster at {request.address}.")
    with (
        stopping.orderly(stop),
        claimed(results.folder),
        engine.running(request.address, dashboard=request.dashboard, workers_speak=False) as ray,
    ):
        tally = _run(ray, request, results, terminal)
    return _summarise(tally, results, terminal)


def _run(ray: Any, request: LabelRequest, results: Results, terminal: Terminal) -> Tally:
    finished = frozenset((results.folder / PHOTOS).names())
    if finished:
        done_before = photos_of_partitions(finished)
        terminal.say(f"{done_before:,} photos are labelled already; going on with the others.")
    workers, resources, threads = _workers(ray, request)
    on = "GPUs" if request.gpus else "cores"
    terminal.say(f"Model {results.run['pack']}, {workers} workers on {on} of {len(ray.nodes())} machines.")
    if page := engine.page_of(ray):
        terminal.say(f"Ray's page about this run: {page}")
    shares = shares_of(results.run["sources"])
    planned = ray.remote(num_cpus=0)(Planned).remote(len(shares))
    job = Job(
        results.folder.text,
        "cuda" if request.gpus else "cpu",
        threads,
        request.careful,
    )
    tally, told = Tally(), 0
    work = Work(shares, results.folder, finished, request.partition or photos_a_partition(workers))
    for row in partitions_done(ray, work, planned, job, workers, resources):
        tally.count(Done(**row))
        for path in tally.set_aside[told:]:
            terminal.say(f"{path} was set aside: two processes died of it.")
        told = len(tally.set_aside)
        total, is_all = ray.get(planned.total.remote())
        terminal.progress(tally.photos, total if is_all else None, tally.seconds)
    tally.unlisted = ray.get(planned.all_unlisted.remote())
    return tally


def _workers(ray: Any, request: LabelRequest) -> tuple[int, dict[str, float], int]:
    """How many workers, what each needs of Ray, and how many threads it has.

    Raises:
        ScaleError: the machines have less than was asked for.
    """
    have = ray.cluster_resources()
    cores = max(1, int(have.get("CPU", 1)))
    if request.gpus:
        if have.get("GPU", 0) < request.gpus:
            raise ScaleError(f"{request.gpus} GPUs were asked for, and Ray knows of {have.get('GPU', 0):g} here.")
        threads = max(1, cores // request.gpus)
        return request.gpus, {"num_gpus": 1, "num_cpus": threads}, threads
    workers = request.workers or cores
    # More workers than cores share these.
    return workers, {"num_cpus": min(1.0, cores / workers)}, 1


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done.

    Attributes:
        shares: of the sources.
        out: folder of the results.
        finished: names of partitions that are done.
        size: photos in a partition, at most.
    """

    shares: list[Share]
    out: Place
    finished: frozenset[str]
    size: int


def partitions_done(
    ray: Any, work: Work, planned: Any, job: Job, workers: int, resources: dict[str, float]
) -> Iterator[dict[str, Any]]:
    """What comes of the partitions, as they are done."""
    from ray.data import ActorPoolStrategy, DataContext, Datasource, ReadTask, read_datasource
    from ray.data.block import BlockMetadata
    from ray.exceptions import RayError

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    # Of few photos it warns that workers will have nothing to do.
    warnings.filterwarnings("ignore", category=UserWarning, module="ray.data")
    context = DataContext.get_current()
    context.enable_progress_bars = False
    # A row is minutes of work, so each is a block of its own: it is handed out as soon as it is planned.
    context.target_max_block_size = 1
    context.target_min_block_size = 0
    known = ray.put(work.finished)

    class Partitions(Datasource):
        """The partitions to do, a task a share."""

        def get_name(self) -> str:
            return "Listing"

        def estimate_inmemory_data_size(self) -> int | None:
            return None

        def get_read_tasks(self, parallelism: int, *args: Any, **options: Any) -> list[Any]:
            del parallelism, args, options
            nothing = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
            return [
                ReadTask(partial(_listed, share, work.out.text, known, work.size, planned), nothing)
                for share in work.shares
            ]

    stream = read_datasource(
        Partitions(),  # type: ignore[no-untyped-call]
        override_num_blocks=len(work.shares),
        concurrency=min(len(work.shares), _LISTED_AT_ONCE),
        num_cpus=0,
    ).map_batches(
        Labeller,
        fn_constructor_args=(job,),
        batch_size=1,
        compute=ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=1),
        **resources,
    )
    try:
        yield from stream.iter_rows()
    except RayError as error:
        why = str(getattr(error, "cause", None) or error).strip().splitlines()
        raise ScaleError(f"Ray gave up: {why[-1] if why else error}. What is finished is kept.") from error


def _listed(share: Share, out: str, known: Any, size: int, planned: Any) -> Iterator[pa.Table]:
    """The partitions of a share, each as a table of one row; runs in a task of Ray."""
    import ray

    def unlisted(folder: str, fault: Fault) -> None:
        planned.unlisted.remote(f"{folder} was left out: {sentence(fault)}")

    for name, photos in partitions_to_do(share, Place.of(out), ray.get(known), size, unlisted):
        planned.add.remote(photos)
        yield pa.table({"partition": [name]})
    planned.listed.remote()


def _summarise(tally: Tally, results: Results, terminal: Terminal) -> int:
    rate = tally.photos / max(tally.seconds, 1e-9)
    with_dog = tally.photos - tally.no_dog - tally.unreadable
    if tally.photos:
        terminal.say(
            f"{tally.photos:,} photos in {tally.seconds:.1f} s ({rate:.1f} photos a second): {with_dog:,} with a dog, "
            f"{tally.no_dog:,} without, {tally.unreadable:,} unreadable."
        )
        for fault, photos in tally.faults.most_common(_NAMED):
            terminal.say(f"  {photos:,} unreadable: {sentence(fault)}")
        parts = {"starting": tally.starting, "waiting for photos": tally.waiting, "writing": tally.writing}
        shares = {name: part / max(tally.working, 1e-9) for name, part in parts.items()}
        others = ", ".join(f"{share:.0%} {name}" for name, share in shares.items())
        terminal.say(f"  Workers spent {1 - sum(shares.values()):.0%} of their time labelling, {others}.")
        if len(tally.machines) > 1:
            for machine, photos in tally.machines.most_common(_NAMED):
                terminal.say(f"  {machine}: {photos:,} photos")
    elif not tally.failures:
        terminal.say("Nothing is left to label.")
    if tally.deaths:
        terminal.say(f"  {tally.deaths} processes died of photos, {len(tally.set_aside)} photos were set aside.")
    for line in tally.unlisted:
        terminal.say(line)
    for partition, why in list(tally.failures.items())[:_NAMED]:
        terminal.say(f"{partition} is left for another time: {why}")
    if tally.failures:
        terminal.say(f"{len(tally.failures)} partitions are left: the same command goes on with them.")
    terminal.say(f"The results are in {results.folder}.")
    return NOT_ALL_DONE if tally.failures or tally.unreadable or tally.unlisted else ALL_READABLE
