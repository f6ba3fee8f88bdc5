"""A search on many machines, seen from where it was started: its chief, its workers, and those that die."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from scale_out.errors import ScaleError
from scale_out.tuning.chief import ChiefProcess, Standing
from scale_out.tuning.crew import Crew
from scale_out.tuning.same_folder import digest_of, require_answers, word_left
from scale_out.tuning.worker import TrialWorker
from training.fitting.requests import FitRequest
from training.fitting.run_fit import Sides
from training.tuning.requests import SearchRequest, claim

Say = Callable[[str], None]
Show = Callable[[Standing], None]
# So many that die one after the other, with no trial of theirs ended and none begun, do not get any further.
MOST_IN_VAIN = 3
LOOK_SECONDS = 0.5


def search_with(
    ray: Any, crew: Crew, request: SearchRequest, photos: FitRequest, sides: Sides, say: Say, show: Show
) -> list[str]:
    """Run the trials that are not done yet, and write the report.

    Args:
        ray: the module, connected; with room for the crew (`require_room`).
        crew: who trains.
        request: what to search; its paths are absolute, for workers start elsewhere.
        photos: of the trials; absolute too.
        sides: these photos as this machine has them.
        say: told what happens.
        show: told how far the search is, twice a second.

    Returns:
        What a person should believe of the best trial, a sentence each.

    Raises:
        ScaleError: a machine does not see what this one sees, or the search cannot go on.
        RunError: the folder belongs to another search.
    """
    claim(request)
    with word_left(request.folder) as word:
        return _Search(ray, crew, request, photos, say, show, word, digest_of(sides)).run()


@dataclass(eq=False)
class _Member:
    """A worker: how it is called, its actor, and once these are known, its machine and process."""

    name: str
    actor: Any
    host: str = ""
    process: int = 0


@dataclass(eq=False)
class _Search:
    ray: Any
    crew: Crew
    request: SearchRequest
    photos: FitRequest
    say: Say
    show: Show
    word: str
    digest: str
    # What each worker that is called does, by Ray's reference to what comes of it.
    looking: dict[Any, _Member] = field(default_factory=dict)
    working: dict[Any, _Member] = field(default_factory=dict)
    # Who has seen all before all have, and who has no more trials to do.
    ready: list[_Member] = field(default_factory=list)
    idle: list[_Member] = field(default_factory=list)
    begun: bool = False
    started: int = 0
    in_vain: int = 0
    done: int = 0
    chief: Any = None

    def run(self) -> list[str]:
        """See `search_with`."""
        self.chief = self._start_chief()
        for _ in range(self.crew.workers):
            self._start()
        while not (standing := self._look()).over:
            self._wait()
        if standing.broken is not None:
            raise ScaleError(
                f"Three trials in a row failed, the last one with: {standing.broken}. When that is mended, the same "
                "command goes on with the search."
            )
        return self._finish(standing.planned)

    def _start_chief(self) -> Any:
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        # Here the folder of the search is known to be.
        here = NodeAffinitySchedulingStrategy(self.ray.get_runtime_context().get_node_id(), soft=False)
        chief = self.ray.remote(ChiefProcess).options(num_cpus=0, scheduling_strategy=here)
        return chief.remote(self.request)

    def _start(self) -> None:
        self.started += 1
        name = f"worker {self.started}"
        worker = self.ray.remote(TrialWorker).options(
            num_cpus=self.crew.cpus, num_gpus=self.crew.gpus, scheduling_strategy="SPREAD"
        )
        actor = worker.remote(name, self.request, self.photos, self.crew, self.chief)
        self.looking[actor.see.remote(self.word, self.digest)] = _Member(name, actor)

    def _look(self) -> Standing:
        """How far the search is; what was said is told."""
        standing: Standing = self._ask_chief("standing")
        for line in standing.said:
            self.say(line)
        if standing.done > self.done:
            self.in_vain = 0
        self.done = standing.done
        self.show(standing)
        return standing

    def _wait(self) -> None:
        """Until a worker has something for us, or it is time to look again."""
        ended, _ = self.ray.wait([*self.looking, *self.working], timeout=LOOK_SECONDS)
        for reference in ended:
            looked = reference in self.looking
            member = self.looking.pop(reference) if looked else self.working.pop(reference)
            try:
                result = self._result(reference)
            except self.ray.exceptions.RayActorError as error:
                self._lost(member, error)
                continue
            if looked:
                member.host, member.process = result
                self._has_looked(member)
            else:
                self.idle.append(member)

    def _has_looked(self, member: _Member) -> None:
        self.ready.append(member)
        if not self.begun and len(self.ready) < self.crew.workers:
            return
        require_answers(self.request.folder, self.word, {each.name: each.host for each in self.ready})
        self.begun = True
        while self.ready:
            each = self.ready.pop(0)
            self.say(f"{each.name} is on {each.host}, process {each.process}")
            self.working[each.actor.work.remote()] = each

    def _lost(self, member: _Member, error: Exception) -> None:
        """A worker died; another one takes its place.

        Raises:
            ScaleError: they die as soon as they are started.
        """
        trial = self._ask_chief("lost", member.name)
        self.in_vain = 0 if trial else self.in_vain + 1
        if self.in_vain >= MOST_IN_VAIN:
            raise ScaleError(
                f"{self.in_vain} workers died before they had a trial. The photos may take more memory than there is "
                f"for {self.crew.workers} workers: try fewer. Ray says: {_shortly(error)}"
            ) from error
        where = f" on {member.host}" if member.host else ""
        self.say(f"{member.name}{where} died; {trial or 'it had no trial'}, and another worker takes its place")
        self._start()

    def _finish(self, planned: int) -> list[str]:
        """Let a worker that lives write the report; the others end."""
        while True:
            for member in self._living()[1:]:
                self._end(member)
            if not self._living():
                self._start()
            while not (self.idle or self.ready):
                self._wait()
                self._look()
            member = (self.idle or self.ready).pop()
            reference = member.actor.finish.remote(planned)
            while not self.ray.wait([reference], timeout=LOOK_SECONDS)[0]:
                self._look()
            try:
                sentences: list[str] = self._result(reference)
            except self.ray.exceptions.RayActorError as error:
                self._lost(member, error)
                continue
            self._look()
            return sentences

    def _living(self) -> list[_Member]:
        return [*self.idle, *self.ready, *self.working.values(), *self.looking.values()]

    def _end(self, member: _Member) -> None:
        self.ray.kill(member.actor)
        for held in (self.idle, self.ready):
            if member in held:
                held.remove(member)
        for called in (self.working, self.looking):
            for reference in [each for each, who in called.items() if who is member]:
                del called[reference]

    def _result(self, reference: Any) -> Any:
        """What a call gave.

        Raises:
            ScaleError: as the worker raised it, or because the chief is gone.
            RayActorError: the worker is gone.
        """
        try:
            return self.ray.get(reference)
        except self.ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, ScaleError):
                raise ScaleError(str(error.cause)) from error
            if isinstance(error.cause, self.ray.exceptions.RayActorError):
                # The worker asked a chief that is gone.
                self._ask_chief("standing")
            raise

    def _ask_chief(self, method: str, *arguments: Any) -> Any:
        try:
            return self.ray.get(getattr(self.chief, method).remote(*arguments))
        except self.ray.exceptions.RayActorError as error:
            raise ScaleError(
                f"The process that hands out trials is gone ({_shortly(error)}). What was done is kept: the same "
                "command goes on from there."
            ) from error


def _shortly(error: Exception) -> str:
    """What Ray says first of all that it has to say of a process that is gone."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1].partition(". ")[0] if lines else type(error).__name__
