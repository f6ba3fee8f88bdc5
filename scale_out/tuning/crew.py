"""Who trains the trials of a search, and whether the machines have room for them."""

from dataclasses import dataclass
from typing import Any

from scale_out.errors import ScaleError


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


def require_room(ray: Any, crew: Crew) -> None:
    """Make sure that all workers have a place at the same time.

    Raises:
        ScaleError: they have not; it says how many have.
    """
    machines = [each["Resources"] for each in ray.nodes() if each["Alive"]]
    room = sum(_room_on(each, crew) for each in machines)
    if room >= crew.workers:
        return
    gpus = f" and {crew.gpus:g} GPUs" if crew.gpus else ""
    way_out = f"Ask for fewer: --workers {room}" if room else "Ask for less: --cpus-per-worker, --gpus-per-worker"
    raise ScaleError(
        f"{crew.workers} workers with {crew.cpus} cores{gpus} each do not fit on the machines of Ray "
        f"({len(machines)} of them): there is room for {room}. {way_out}."
    )


def _room_on(resources: dict[str, float], crew: Crew) -> int:
    room = int(resources.get("CPU", 0) // crew.cpus)
    return min(room, int(resources.get("GPU", 0) // crew.gpus)) if crew.gpus else room
