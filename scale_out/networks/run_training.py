"""From a request to a finished run, by several processes; and the proof that they train as one does."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scale_out.engine import running
from scale_out.networks.job import Course, require_trainable_here
from scale_out.networks.run_folder import job_of, photographed, require_same, start_run
from scale_out.networks.together import Processes, together
from training.datasets.preparing import Say
from training.fitting.progress import Counting, Moment, Watcher, too_few_steps
from training.fitting.requests import FitRequest, require_ready, require_weights
from training.recipes.schema import Augmentation, Recipe
from training.runs.run import Run, open_run


@dataclass(frozen=True, slots=True)
class Machines:
    """Who trains.

    Attributes:
        processes: how many.
        address: of a Ray cluster that runs; None for this machine alone.
        cpus: of each process, as Ray shares them out; None for an even part of its machine.
    """

    processes: int
    address: str | None = None
    cpus: int | None = None

    def running(self) -> Any:
        """Ray, as `engine.running` gives it; on this machine with room for the processes, however few its CPUs."""
        return running(self.address, cpus=self.processes * (self.cpus or 1) if self.address is None else None)

    def together(self, ray: Any, count: int) -> AbstractContextManager[Processes]:
        """So many processes, as `together.together` gives them."""
        return together(ray, count, one_machine=self.address is None, cpus=self.cpus)


def train_together(request: FitRequest, machines: Machines, say: Say, watch: Watcher, counting: Counting) -> Run:
    """Train as asked, and write the run.

    Args:
        request: what to train, as `training fit` takes it.
        machines: who trains.
        say: told in plain words what is going on.
        watch: told how far the training is.
        counting: told how many photos have been looked at.

    Raises:
        ScaleError: the recipe cannot be trained so, there is no room for the processes, or one of them ended; after the
            last, `resume` goes on.
        DataError, RunError, WeightsError: what is wrong with the photos, the folder or the weights.
    """
    recipe = request.recipe
    require_trainable_here(recipe, machines.processes)
    require_ready(request)
    found = photographed(request, say, counting)
    if request.resume:
        require_same(request, found)
    job = job_of(request, found.sides)
    say(f"starting {_processes(machines.processes)}")
    with machines.running() as ray, machines.together(ray, machines.processes) as team:
        if not request.resume:
            start_run(request, found)
        say(f"training {recipe.name} on {len(job.training)} photos of {len(job.breeds)} breeds, with {_where(team)}")
        if few := too_few_steps(len(job.training), recipe):
            say(few)
        given = ray.put(job)
        way_out = f"Go on from the last epoch that was done: python -m scale_out train --resume {request.folder}"
        for told in team.run("train", (given,), way_out):
            if isinstance(told, Moment):
                watch(told)
            else:
                say(told)
    return open_run(request.folder)


@dataclass(frozen=True, eq=False)
class Check:
    """What several processes did, and one.

    Attributes:
        one: the course of one process.
        several: that of all of them together.
    """

    one: Course
    several: Course

    @property
    def loss_gap(self) -> float:
        """The largest difference of a step's loss, relative to it."""
        first, second = np.array(self.one.losses), np.array(self.several.losses)
        return float((np.abs(first - second) / np.maximum(np.abs(first), 1e-9)).max())

    @property
    def weight_gap(self) -> float:
        """The largest difference of a weight."""
        pairs = ((self.one.weights[name], self.several.weights[name]) for name in self.one.weights)
        return float(max(np.abs(first - second).max() for first, second in pairs))


def check(
    request: FitRequest, machines: Machines, steps: int, say: Say, counting: Counting, *, chance: bool = False
) -> Check:
    """Train for some steps with several processes and with one; nothing is written.

    Args:
        request: what to train.
        machines: who trains.
        steps: so many.
        say: told in plain words what is going on.
        counting: told how many photos have been looked at.
        chance: with the recipe's random changes and dropout.

    Raises:
        ScaleError, DataError, WeightsError: as `train_together`.
    """
    recipe = request.recipe if chance else without_chance(request.recipe)
    request = replace(request, recipe=recipe)
    require_trainable_here(recipe, machines.processes)
    require_weights(recipe, request.weights)
    job = job_of(request, photographed(request, say, counting, contents=False).sides)
    courses: list[Course] = []
    with machines.running() as ray:
        given = ray.put(job)
        for count in (machines.processes, 1):
            say(f"{steps} steps with {_processes(count)}")
            with machines.together(ray, count) as team:
                courses += team.run("steps", (given, steps), "Try again.")
    several, one = courses
    return Check(one, several)


def without_chance(recipe: Recipe) -> Recipe:
    """The recipe without augmentation and dropout; as `training.fitting.devices` has it, which imports Keras."""
    layers = tuple((units, 0.0) for units, _ in recipe.head.layers)
    head = recipe.head.model_copy(update={"layers": layers, "dropout": 0.0})
    return recipe.model_copy(update={"head": head, "augmentation": Augmentation()})


def _processes(count: int) -> str:
    return "1 process" if count == 1 else f"{count} processes"


def _where(team: Processes) -> str:
    machines = len(set(team.machines))
    return f"{_processes(len(team.machines))} on {machines} machine{'s' if machines > 1 else ''}"
