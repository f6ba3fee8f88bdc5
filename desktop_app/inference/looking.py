"""Looking at photos: for their dogs, then at these; again where a photo does not stand upright; the second look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Box
from desktop_app.inference.decisions import Floats, Outputs, calibrated
from desktop_app.inference.finding import FoundDogs
from desktop_app.inference.manifest import Finder, InputSpec, Orientation, Species
from desktop_app.inference.preprocess import Picture, dog_part, part_tensor
from desktop_app.inference.searching import Run, find_dogs
from desktop_app.inference.turning import Turns, set_upright, turned, turned_each

_HINT = "finder_hint"
# From which probability of a dog on, by the species output, a box shows one.
_EVEN = 0.5


class HowToLook(Protocol):
    """What a manifest, or one that is still made, says of looking."""

    @property
    def input(self) -> InputSpec:
        """Size and views."""

    @property
    def temperature(self) -> float:
        """Of the breeds after one look."""

    @property
    def orientation(self) -> Orientation | None:
        """Which way up photos lie."""

    @property
    def species(self) -> Species | None:
        """What tells dogs from the rest."""

    @property
    def finder(self) -> Finder | None:
        """What finds the dogs."""


@dataclass(frozen=True, slots=True, eq=False)
class FirstLook:
    """What the first look at N photos gave.

    Attributes:
        outputs: of the graph, each `[N, V, …]`, as if all photos had arrived upright.
        turns: how they had to be turned to stand upright.
        tensors: all views as they lie, that of the second look last, uint8 `[N, V, H, W, 3]`.
        found: their dogs; None for photos of which the finder was not asked.
        parts: what the view "dog" shows of each; None where it is the square in the middle.
    """

    outputs: Outputs
    turns: Turns
    tensors: NDArray[np.uint8]
    found: tuple[FoundDogs | None, ...]
    parts: tuple[Box | None, ...]

    def greatest(self, classes: int) -> Floats:
        """The finder's greatest score of each class, `[N, K]`; NaN where it was not asked."""
        nothing = np.full(classes, np.nan)
        rows = [nothing if found is None else found.greatest for found in self.found]
        return np.stack(rows) if rows else np.zeros((0, classes))


class Looking:
    """How a pack looks at photos. The app and the side that chooses a pack's rules both look with it.

    Tensors are those of photos with all their views, uint8 `[N, V, H, W, 3]`, as `preprocess.photo_tensors` makes them.
    """

    def __init__(
        self,
        run: Run,
        pack: HowToLook,
        *,
        run_again: Run | None = None,
        find: Run | None = None,
        careful: bool = False,
    ) -> None:
        """Keep what is needed to look.

        Args:
            run: the network.
            pack: how to look; where its input has a second look, the last view is that.
            run_again: the network of the second look, where that is another one.
            find: the finder's network; without it no dog is found, whatever the pack says.
            careful: whether the finder is asked of every photo, also where the pack would save that time.
        """
        self._run, self._run_again, self._find = run, run_again, find
        self._pack, self._spec = pack, pack.input
        self._finder = None if find is None else pack.finder
        self._asks_always = careful or self._finder is None or self._finder.asked == "always"

    def look(self, pictures: Sequence[Picture], names: list[str]) -> FirstLook:
        """Find the dogs of photos, and look at them.

        Args:
            pictures: of N photos, as their files say that they stand. Boxes are always of these, never of turned ones.
            names: of the outputs that are wanted, `logits` among them.
        """
        count = len(pictures)
        if self._asks_always:
            found = self.dogs_of(pictures)
            tensors, parts = self._cut(pictures, found)
            outputs, turns = self.first(tensors, names)
            return self._settled(pictures, FirstLook(outputs, turns, tensors, found, parts), names)
        nowhere: tuple[None, ...] = (None,) * count
        tensors, parts = self._cut(pictures, nowhere)
        asked_for = names if self._finder is None or self._finder.hint is None else [*names, _HINT]
        outputs, turns = self.first(tensors, asked_for)
        rows = self._left_open(outputs)
        outputs.pop(_HINT, None)
        asked = dict(zip(rows.tolist(), self.dogs_of([pictures[row] for row in rows]), strict=True))
        found = tuple(asked.get(row) for row in range(count))
        seen = [row for row, dogs in asked.items() if dogs is not None and dogs.boxes]
        if seen:
            nearer, near = self._cut([pictures[row] for row in seen], [found[row] for row in seen])
            tensors[seen] = nearer
            parts = tuple(dict(zip(seen, near, strict=True)).get(row) for row in range(count))
            if "dog" in self._spec.views:
                outputs = {name: values.copy() for name, values in outputs.items()}
                again, turns[seen] = self.first(nearer, names)
                for name, values in again.items():
                    outputs[name][seen] = values
        return self._settled(pictures, FirstLook(outputs, turns, tensors, found, parts), names)

    def _settled(self, pictures: Sequence[Picture], look: FirstLook, names: list[str]) -> FirstLook:
        """The look, at other boxes where the finder is told more: which way up the photo is, and what shows no dog."""
        if "dog" not in self._spec.views:
            return look
        return self._rather_others(pictures, self._searched_upright(pictures, look, names), names)

    def _searched_upright(self, pictures: Sequence[Picture], look: FirstLook, names: list[str]) -> FirstLook:
        """Search photos that do not stand upright once more, turned: the finder knows dogs that stand on their legs."""
        rows = [row for row in np.flatnonzero(look.turns).tolist() if look.found[row] is not None]
        quarters = look.turns[rows].tolist()
        standing = [pictures[row].turned(turn) for row, turn in zip(rows, quarters, strict=True)]
        found = [
            None if dogs is None else dogs.turned(-turn)
            for dogs, turn in zip(self.dogs_of(standing), quarters, strict=True)
        ]
        better = {row: dogs for row, dogs in zip(rows, found, strict=True) if dogs is not None and dogs.boxes}
        if not better:
            return look
        cut, parts = self._cut([pictures[row] for row in better], list(better.values()))
        outputs, turns = self.first(cut, names)
        agreed = np.flatnonzero(turns == look.turns[list(better)]).tolist()
        return _with(look, {list(better)[place]: place for place in agreed}, list(better.values()), parts, cut, outputs)

    def _rather_others(self, pictures: Sequence[Picture], look: FirstLook, names: list[str]) -> FirstLook:
        """The look, at other boxes where the first one shows no dog after all and another does."""
        if self._pack.species is None or "species_logits" not in look.outputs:
            return look
        warmth = self._pack.species.temperature
        dog = calibrated(look.outputs["species_logits"], warmth)[:, 0]
        tried = [
            (row, dogs.rather(other))
            for row, dogs in enumerate(look.found)
            if dogs is not None and dog[row] < _EVEN
            for other in range(len(dogs.others))
        ]
        if not tried:
            return look
        others = [dogs for _, dogs in tried]
        cut, parts = self._cut([pictures[row] for row, _ in tried], others)
        outputs, turns = self.first(cut, names)
        better = calibrated(outputs["species_logits"], warmth)[:, 0]
        best: dict[int, int] = {}
        for place, (row, _) in enumerate(tried):
            if better[place] >= _EVEN and (row not in best or better[place] > better[best[row]]):
                best[row] = place
        look.turns[list(best)] = turns[list(best.values())]
        return _with(look, best, others, parts, cut, outputs)

    def look_at(self, tensors: NDArray[np.uint8], names: list[str]) -> FirstLook:
        """Look at what was made of photos before, without looking for their dogs."""
        outputs, turns = self.first(tensors, names)
        nowhere: tuple[None, ...] = (None,) * len(tensors)
        return FirstLook(outputs, turns, tensors, nowhere, nowhere)

    def dogs_of(self, pictures: Sequence[Picture]) -> tuple[FoundDogs | None, ...]:
        """The dogs of photos; None everywhere in packs without a finder."""
        finder = self._finder
        if finder is None or self._find is None or not len(pictures):
            return (None,) * len(pictures)
        return tuple(find_dogs(self._find, pictures, finder))

    def first(self, tensors: NDArray[np.uint8], names: list[str]) -> tuple[Outputs, Turns]:
        """The outputs of the first look, each `[N, V, …]`, and how the photos had to be turned to stand upright."""
        views = tensors[:, :-1] if self._spec.second_look else tensors
        outputs = _looked_at(self._run, views, names)
        if self._pack.orientation is None:
            return outputs, np.zeros(len(tensors), np.int64)

        def again(photos: NDArray[np.intp], quarters: int) -> Outputs:
            return _looked_at(self._run, turned(views[photos], quarters), names)

        return set_upright(outputs, again, self._pack.orientation, self._pack.species)

    def second(self, tensors: NDArray[np.uint8], turns: Turns, names: list[str]) -> Outputs:
        """The outputs of the second look at photos that were turned like this, each `[N, 1, …]`."""
        view = turned_each(tensors[:, -1:], turns)
        rule = self._spec.second_look
        return _looked_at(self._run_again or self._run, mirrored(view) if rule and rule.mirrored else view, names)

    def all_looks(self, first: FirstLook, names: list[str]) -> Outputs:
        """Every look that somebody with time can take: each network at each different view, plain and mirrored.

        Args:
            first: the first look, which is one of them, with these outputs.
            names: of outputs that all of the pack's networks have.

        Returns:
            the outputs, each `[N, L, …]`.
        """
        views = self._spec.all_views
        places = [place for place, view in enumerate(views) if view not in views[:place]]
        upright = turned_each(first.tensors[:, places], first.turns)
        looks = [{name: first.outputs[name] for name in names}]
        if (more := [place for place in places if place >= len(self._spec.views)]) != []:
            looks.append(_looked_at(self._run, turned_each(first.tensors[:, more], first.turns), names))
        looks.append(_looked_at(self._run, mirrored(upright), names))
        if self._run_again is not None:
            looks += [_looked_at(self._run_again, view, names) for view in (upright, mirrored(upright))]
        return {name: np.concatenate([look[name] for look in looks], axis=1) for name in names}

    def further(
        self, picture: Picture, boxes: Sequence[Box], quarters: int, names: list[str], *, careful: bool = False
    ) -> Outputs:
        """The outputs of looks at further dogs of one photo, each `[D, L, …]`: one look, or several where `careful`.

        Args:
            picture: of the photo, as it lies.
            boxes: of its D further dogs.
            quarters: how the photo had to be turned.
            names: of outputs that all of the pack's networks have.
            careful: whether both networks look, plain and mirrored.
        """
        tensors = turned(self.tensors_of(picture, boxes), quarters)[:, None]
        looks = [_looked_at(self._run, tensors, names)]
        if careful:
            looks.append(_looked_at(self._run, mirrored(tensors), names))
            if self._run_again is not None:
                looks += [_looked_at(self._run_again, view, names) for view in (tensors, mirrored(tensors))]
        return {name: np.concatenate([look[name] for look in looks], axis=1) for name in names}

    def tensors_of(self, picture: Picture, boxes: Sequence[Box]) -> NDArray[np.uint8]:
        """What is looked at of dogs of one photo, as it lies, uint8 `[D, H, W, 3]`."""
        parts = [part for box in boxes if (part := self.part_of(picture, box)) is not None]
        image = picture.sharp(self._spec, parts)
        return np.stack([part_tensor(image, self._spec, part) for part in parts])

    def _cut(
        self, pictures: Sequence[Picture], found: Sequence[FoundDogs | None]
    ) -> tuple[NDArray[np.uint8], tuple[Box | None, ...]]:
        """All views of photos whose dogs are here, and what the view "dog" shows."""
        firsts = [None if dogs is None else dogs.first for dogs in found]
        parts = tuple(self.part_of(*each) for each in zip(pictures, firsts, strict=True))
        cut = [picture.tensors(self._spec, part) for picture, part in zip(pictures, parts, strict=True)]
        return np.stack(cut), parts

    def part_of(self, picture: Picture, box: Box | None) -> Box | None:
        """What is looked at of a dog with this box; None where there is no box, or no finder whose margin is known."""
        if box is None or self._finder is None:
            return None
        return dog_part(box, *picture.image.size, self._finder)

    def _left_open(self, outputs: Outputs) -> NDArray[np.intp]:
        """Of which photos the finder is asked, by a first look without it."""
        if self._finder is None:
            return np.zeros(0, np.intp)
        is_open = calibrated(outputs["logits"], self._pack.temperature).max(axis=1) < self._finder.below
        if self._finder.hint is not None:
            is_open |= outputs[_HINT].mean(axis=(1, 2)) >= self._finder.hint
        return np.flatnonzero(is_open)


def _with(
    look: FirstLook,
    places: dict[int, int],
    found: Sequence[FoundDogs],
    parts: Sequence[Box | None],
    tensors: NDArray[np.uint8],
    outputs: Outputs,
) -> FirstLook:
    """A look with another one at some photos: row → place of what was found and seen there."""
    all_found, all_parts = list(look.found), list(look.parts)
    for row, place in places.items():
        all_found[row], all_parts[row] = found[place], parts[place]
        look.tensors[row] = tensors[place]
        for name, values in outputs.items():
            look.outputs[name][row] = values[place]
    return replace(look, found=tuple(all_found), parts=tuple(all_parts))


def mirrored(pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Pictures `[…, H, W, 3]` with left and right exchanged."""
    return pictures[..., ::-1, :]


def _looked_at(run: Run, views: NDArray[np.uint8], names: list[str]) -> Outputs:
    photos, count = views.shape[:2]
    outputs = run(views.reshape(photos * count, *views.shape[2:]), names)
    return {name: values.reshape(photos, count, *values.shape[1:]) for name, values in outputs.items()}
