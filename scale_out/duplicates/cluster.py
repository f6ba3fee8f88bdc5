"""Functions on all machines, and shuffles between them: what belongs together comes together, in parts of bounded size.

Ray Data has a shuffle too, by actors that stay and hold what they were sent until the last row came. Here each part is
an object of Ray's store, which moves to the disk what does not fit, and is gone as soon as it was used.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from scale_out.errors import ScaleError


class Cluster:
    """A running Ray."""

    def __init__(self, ray: Any) -> None:
        """Over the module `ray`, as `engine.running` gives it."""
        # What a worker raised is said once, in words; Ray would say it again for all that waited for it.
        os.environ["RAY_IGNORE_UNHANDLED_ERRORS"] = "1"
        self._ray = ray

    @property
    def processors(self) -> int:
        """How many there are, at least one."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def shared(self, value: Any) -> Any:
        """Something that many calls are given, sent to each machine once."""
        return self._ray.put(value)

    def started(self, function: Callable[..., Any], *arguments: Any, returns: int = 1) -> list[Any]:
        """Call a function somewhere.

        Args:
            function: of a module that workers can import.
            arguments: what it is given; of what is still to be worked out, what came of it.
            returns: how many things it returns: of several each has its own name, of one it is what it returns.

        Returns:
            that many names of what will come of it.
        """
        names = self._ray.remote(function).options(num_returns=returns).remote(*arguments)
        return [names] if returns == 1 else list(names)

    def shuffled(
        self,
        split: Callable[..., list[Any]],
        given: Sequence[tuple[Any, ...]],
        parts: int,
        join: Callable[..., Any],
        *,
        first: tuple[Any, ...] = (),
        returns: int = 1,
    ) -> list[list[Any]]:
        """Split many things into the same parts, and join what is of one part.

        Args:
            split: gives, of one of the given and the number of parts, a list of that many.
            given: arguments of `split`, without the last.
            parts: how many.
            join: is given what is of one part, after `first`.
            first: what `join` is given before.
            returns: how many things `join` returns.

        Returns:
            for each part the names of what comes of it.
        """
        split_up = [self.started(split, *each, parts, returns=parts) for each in given]
        if parts == 1:
            split_up = [self.started(_only, *each) for each in split_up]
        return [
            self.started(join, *first, *(each[part] for each in split_up), returns=returns) for part in range(parts)
        ]

    def done(self, names: Sequence[Any]) -> Iterator[Any]:
        """What came, one after the other as it is ready.

        Raises:
            ScaleError: a call failed.
        """
        waiting = list(names)
        while waiting:
            with _plain(self._ray):
                ready, waiting = self._ray.wait(waiting)
                value = self._ray.get(ready[0])
            yield value

    def in_order(self, names: Sequence[Any]) -> Iterator[Any]:
        """What came, in the order of the names; only one of it is here at a time.

        Raises:
            ScaleError: a call failed.
        """
        for name in names:
            with _plain(self._ray):
                value = self._ray.get(name)
            yield value


def _only(parts: list[Any]) -> Any:
    """Ray gives the list itself where one thing is asked for."""
    return parts[0]


@contextmanager
def _plain(ray: Any) -> Iterator[None]:
    """What a worker raised, in words."""
    try:
        yield
    except ray.exceptions.RayTaskError as error:
        if isinstance(error.cause, ScaleError):
            raise ScaleError(str(error.cause)) from error
        raise
    except ray.exceptions.RayError as error:
        raise ScaleError(
            f"Ray lost a part of the work: {str(error).splitlines()[0]} Nothing was written. Start again, with fewer "
            "--cpus or on machines with more memory if that was what is missing."
        ) from error
