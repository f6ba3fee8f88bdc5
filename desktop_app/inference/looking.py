"""Looking at photos: the first look, again where a photo does not stand upright, and the second look."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.decisions import Outputs
from desktop_app.inference.manifest import InputSpec, Orientation, Species
from desktop_app.inference.turning import Turns, set_upright, turned, turned_each

Run = Callable[[NDArray[np.uint8], list[str]], Outputs]
"""A network: pictures uint8 `[N, H, W, 3]` and names of outputs to these outputs, each `[N, …]`."""


class Looking:
    """How a pack looks at photos. The app and the side that chooses a pack's rules both look with it.

    Tensors are those of photos with all their views, uint8 `[N, V, H, W, 3]`, as `preprocess.photo_tensors` makes them.
    """

    def __init__(
        self,
        run: Run,
        spec: InputSpec,
        orientation: Orientation | None,
        species: Species | None = None,
        *,
        run_again: Run | None = None,
    ) -> None:
        """Keep what is needed to look.

        Args:
            run: the network.
            spec: of the pack; where it has a second look, the last view is that.
            orientation: of the pack; None for one that cannot tell.
            species: the same.
            run_again: the network of the second look, where that is another one.
        """
        self._run, self._run_again = run, run_again or run
        self._spec, self._orientation, self._species = spec, orientation, species

    def first(self, tensors: NDArray[np.uint8], names: list[str]) -> tuple[Outputs, Turns]:
        """The outputs of the first look, each `[N, V, …]`, and how the photos had to be turned to stand upright."""
        views = tensors[:, :-1] if self._spec.second_look else tensors
        outputs = _looked_at(self._run, views, names)
        if self._orientation is None:
            return outputs, np.zeros(len(tensors), np.int64)

        def again(photos: NDArray[np.intp], quarters: int) -> Outputs:
            return _looked_at(self._run, turned(views[photos], quarters), names)

        return set_upright(outputs, again, self._orientation, self._species)

    def second(self, tensors: NDArray[np.uint8], turns: Turns, names: list[str]) -> Outputs:
        """The outputs of the second look at photos that were turned like this, each `[N, 1, …]`."""
        view = turned_each(tensors[:, -1:], turns)
        rule = self._spec.second_look
        return _looked_at(self._run_again, mirrored(view) if rule and rule.mirrored else view, names)


def mirrored(pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Pictures `[…, H, W, 3]` with left and right exchanged."""
    return pictures[..., ::-1, :]


def _looked_at(run: Run, views: NDArray[np.uint8], names: list[str]) -> Outputs:
    photos, count = views.shape[:2]
    outputs = run(views.reshape(photos * count, *views.shape[2:]), names)
    return {name: values.reshape(photos, count, *values.shape[1:]) for name, values in outputs.items()}
