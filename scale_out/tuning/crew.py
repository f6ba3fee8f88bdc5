"""Who trains the trials of a search, and whether the machines have room for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scale_out.errors import ScaleError

Resources = Mapping[str, float]
"""What a machine has, as Ray calls it: "CPU", "GPU" and others, and how many of each."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who trains the trials.

    Attributes:
        workers: processes, each of which trains one trial at a time and holds all photos of the search.
        cpus: cores of each.
        gpus: of each; a share where several workers have one.
    """

    workers: int = 2
    cpus: int = 1
    gpus: float = 0.0

    def of_at_most(self, trials: int) -> "Crew":
        """No more workers than there are trials."""
        return Crew(min(self.workers, trials), self.cpus, self.gpus)


def machines_of(ray: Any) -> list[Resources]:
    """What each machine of the cluster has."""
    return [each["Resources"] for each in ray.nodes() if each["Alive"]]


def require_room(machines: Sequence[Resources], crew: Crew) -> None:
    """Make sure that all workers have a place at the same time.

    Args:
        machines: as `machines_of` gives them.
        crew: the workers.

    Raises:
        ScaleError: they have not; it says how many have.
    """
    room = sum(_room_on(each, crew) for each in machines)
    if room >= crew.workers:
        return
    gpus = f" and {crew.gpus:g} GPUs" if crew.gpus else ""
    way_out = f"Ask for fewer: --workers {room}" if room else "Ask for less: --cpus-per-worker, --gpus-per-worker"
    raise ScaleError(
        f"{crew.workers} workers with {crew.cpus} cores{gpus} each do not fit into Ray's machines "
        f"({len(machines)}): there is room for {room}. {way_out}."
    )


def _room_on(resources: Resources, crew: Crew) -> int:
    room = int(resources.get("CPU", 0) // crew.cpus)
    return min(room, int(resources.get("GPU", 0) // crew.gpus)) if crew.gpus else room
