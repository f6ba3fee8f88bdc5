"""Processes that train together, as Ray's actors: one each, on as many machines as there are."""

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scale_out.errors import ScaleError
from scale_out.networks.job import Refusal
from scale_out.networks.process import VARIABLES, TrainingProcess

# A cluster may have to start machines first.
ROOM_SECONDS = 120.0
# From the first process that fails on: so long the others may tell why. Those that live on only say that one is gone.
REASON_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Room:
    """What each process has for itself.

    Attributes:
        cpus: processors.
        gpus: GPUs.
    """

    cpus: int
    gpus: int


class Processes:
    """Processes that have met.

    Attributes:
        devices: that they compute on, together.
        machines: where each of them is.
    """

    def __init__(self, ray: Any, actors: Sequence[Any], machines: Sequence[str], devices: int) -> None:
        self._ray, self._actors = ray, actors
        self.machines, self.devices = tuple(machines), devices

    def run(self, method: str, arguments: Sequence[Any], way_out: str) -> Iterator[Any]:
        """Let all of them do something.

        Args:
            method: of `TrainingProcess`, which yields.
            arguments: of it, the same for all.
            way_out: what a person can do when a process ends before it is done, a sentence.

        Yields:
            What process 0 yields, as it comes.

        Raises:
            ScaleError: a process refused, or ended.
        """
        running = {
            getattr(actor, method).options(num_returns="streaming").remote(*arguments): number
            for number, actor in enumerate(self._actors)
        }
        while running:
            ready, _ = self._ray.wait(list(running), num_returns=1, timeout=1.0)
            for each in ready:
                number = running[each]
                try:
                    told = self._ray.get(next(each))
                except StopIteration:
                    del running[each]
                    continue
                except self._ray.exceptions.RayError as error:
                    raise self._ended(running, number, error, way_out) from error
                if isinstance(told, Refusal):
                    raise ScaleError(told.text)
                if number == 0:
                    yield told

    def end(self, number: int) -> None:
        """End one of them, as a machine that fails does."""
        self._ray.kill(self._actors[number])

    def _ended(self, running: dict[Any, int], number: int, error: Exception, way_out: str) -> ScaleError:
        """Why all of them stop: the one that is gone, rather than one that misses it."""
        gone = self._ray.exceptions.RayActorError
        until = time.monotonic() + REASON_SECONDS
        others = {each: other for each, other in running.items() if other != number}
        while others and not isinstance(error, gone) and time.monotonic() < until:
            ready, _ = self._ray.wait(list(others), num_returns=1, timeout=0.5)
            for each in ready:
                try:
                    self._ray.get(next(each))
                except StopIteration:
                    del others[each]
                except gone as later:
                    error, number = later, others.pop(each)
                except self._ray.exceptions.RayError:
                    del others[each]
        why = "it is gone" if isinstance(error, gone) else _in_short(error)
        return ScaleError(
            f"Process {number + 1} of {len(self._actors)}, on {self.machines[number]}, ended before the training did "
            f"({why}), and so the others stopped. {way_out}"
        )


@contextlib.contextmanager
def together(ray: Any, count: int, *, one_machine: bool, cpus: int | None = None) -> Iterator[Processes]:
    """Processes that have met, as long as the block runs.

    Args:
        ray: as `engine.running` yields it.
        count: of processes.
        one_machine: whether Ray runs on this machine alone.
        cpus: of each process; None for an even part of its machine.

    Raises:
        ScaleError: there is no room for them, or they do not meet.
    """
    room = _room(ray, count, cpus)
    bundle = {"CPU": room.cpus, **({"GPU": room.gpus} if room.gpus else {})}
    group = ray.util.placement_group([bundle] * count, strategy="SPREAD")
    actors: list[Any] = []
    try:
        if not group.wait(ROOM_SECONDS):
            raise ScaleError(
                f"The machines of this cluster have no room for {count} processes with {room.cpus} CPUs"
                + (f" and {room.gpus} GPUs" if room.gpus else "")
                + " each: others may be at work on it. Wait, or ask for less with --cpus or --processes."
            )
        actors = [_actor(ray, group, number, count, room) for number in range(count)]
        yield _met(ray, actors, one_machine)
    finally:
        for actor in actors:
            ray.kill(actor)
        ray.util.remove_placement_group(group)


def _actor(ray: Any, group: Any, number: int, count: int, room: Room) -> Any:
    place = ray.util.scheduling_strategies.PlacementGroupSchedulingStrategy(group, placement_group_bundle_index=number)
    options = {
        "num_cpus": room.cpus,
        "num_gpus": room.gpus,
        "scheduling_strategy": place,
        "runtime_env": {"env_vars": VARIABLES},
        # It could not join the others again.
        "max_restarts": 0,
    }
    return ray.remote(TrainingProcess).options(**options).remote(number, count)


def _met(ray: Any, actors: Sequence[Any], one_machine: bool) -> Processes:
    try:
        machines = ray.get([actor.machine.remote() for actor in actors])
        place = ray.get(actors[0].meeting_place.remote(one_machine))
        devices = ray.get([actor.join.remote(place) for actor in actors])
    except ray.exceptions.RayError as error:
        raise ScaleError(
            f"The processes did not meet ({_in_short(error)}). Each machine needs Pawsort with "
            '"pawsort[scale,training]", of the same version, and a way to the others through its firewall.'
        ) from error
    return Processes(ray, actors, machines, devices[0])


def _room(ray: Any, count: int, cpus: int | None) -> Room:
    """An even part of the machines; of those with GPUs alone, where there are such."""
    alive = [node["Resources"] for node in ray.nodes() if node["Alive"] and node["Resources"].get("CPU", 0) >= 1]
    with_gpu = [each for each in alive if each.get("GPU", 0) >= 1]
    chosen = with_gpu or alive
    if not chosen:
        raise ScaleError("No machine of this cluster has a CPU for Ray.")
    on_each = -(-count // len(chosen))
    # The machine that all others wait for is the smallest of those that are used.
    largest = sorted((int(each["CPU"]) for each in chosen), reverse=True)[: min(count, len(chosen))]
    gpus = sorted((int(each.get("GPU", 0)) for each in chosen), reverse=True)[: min(count, len(chosen))]
    return Room(cpus or max(1, largest[-1] // on_each), gpus[-1] // on_each)


def _in_short(error: Exception) -> str:
    """What went wrong, without the traceback that Ray carries with it."""
    cause = getattr(error, "cause", None) or error
    lines = [line.strip() for line in str(cause).splitlines() if line.strip()]
    return f"{type(cause).__name__}: {lines[0][:200]}" if lines else type(cause).__name__
