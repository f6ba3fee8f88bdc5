"""When is a real retraining worth it? The same labelled photos go to the memory, and to a training of the breed head.

The training is what `python -m training fit` does on the pack's frozen features (`training.networks.heads`): softmax
regression on the photos that the pack was trained on and on the labelled ones together, each breed with the same weight
(`fit.class_weights = "balanced"`), pulled towards ImageNet's classes where there are such and towards nothing for new
breeds. A fifth of the photos chooses how strongly, once; those of each lesson choose the temperature; then all photos
train. Features are those of the first look alone, so the same training without any labels stands beside the pack, which
looks twice at what it is not sure of.

What takes long: the pack looks at the 10,000 photos of the training side (some minutes), and each training of a head
a quarter of a minute or more. Of the seeds, only so many are used as `MOST_SEEDS` says.
"""

import time
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from benchmarks.group_photos import look, opened
from benchmarks.held_out import of_side
from benchmarks.learning.lessons import Answers, drawn, learned_from, with_memory, without_memory
from benchmarks.learning.protocol import Floats, Report
from benchmarks.learning.world import Rows, World, breed_of
from training.architectures import ARCHITECTURES
from training.bundled.heads import most_likely
from training.datasets.imagenet import imagenet_columns
from training.datasets.splits import Side
from training.evaluation.calibration import expected_calibration_error, log_probabilities
from training.fitting.examples import class_weights
from training.networks.heads import LinearHead, columns_head, fit_linear_head

ARCHITECTURE = "efficientnet_lite1"
"""Whose features the pack has; its ImageNet classes fit them."""
AT_ONCE, ALONE, MANY = (5, 10, 20, 30), (5, 30), (20, 60)
MANY_PHOTOS = 80
"""Of the breeds with so many photos, `MANY` are labelled too."""
BREEDS_ALONE = 2
PENALTIES = (0.03, 0.01, 0.003, 0.001)
CHOSEN_WITH, CHOSEN_BY = 20, 10_000
"""Labels a breed, and the seed, of the lesson that chooses a penalty."""
RAISED = np.linspace(0, 6, 121)
LOST = "lost on the pack's breeds"
IN_CHECK = 5
"""One in so many of its photos checks and is not trained on."""
MOST_SEEDS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """m photos that the pack was trained on.

    Attributes:
        features: float32 `[m, D]`.
        breeds: ids, `[m]`.
        penalty: of the squared distance from the start, as the photos chose it.
        head: that was trained on them alone, columns in the order of the pack's breeds.
        temperature: of all heads.
    """

    features: NDArray[np.float32]
    breeds: NDArray[np.str_]
    penalty: float
    head: LinearHead
    temperature: float


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A breed head.

    Attributes:
        head: its columns are `breeds`.
        breeds: ids.
        temperature: of its logits.
        seconds: that the training took, features excepted.
    """

    head: LinearHead
    breeds: tuple[str, ...]
    temperature: float
    seconds: float

    def says(self, world: World, rows: Rows) -> tuple[NDArray[np.str_], Floats]:
        """First breed and its probability of photos."""
        shares = np.exp(log_probabilities(self.head.logits(features_of(world, rows)), self.temperature))
        return np.array(self.breeds)[shares.argmax(axis=1)], shares.max(axis=1).astype(np.float64)


def features_of(world: World, rows: Rows) -> NDArray[np.float32]:
    """float32 `[n, D]`."""
    return world.looked.embeddings[rows].astype(np.float32)


def start_of(breeds: tuple[str, ...], size: int) -> LinearHead:
    """What ImageNet knows of breeds, and nothing of the others."""
    columns = imagenet_columns()
    start = LinearHead(np.zeros((size, len(breeds)), np.float32), np.zeros(len(breeds), np.float32))
    known = [place for place, breed in enumerate(breeds) if breed in columns]
    if known:
        imagenet = ARCHITECTURES[ARCHITECTURE].imagenet_head
        assert imagenet is not None
        found = columns_head(imagenet("imagenet"), np.array([columns[breeds[place]] for place in known]))
        start.kernel[:, known], start.bias[known] = found.kernel, found.bias
    return start


def widened(head: LinearHead, more: int) -> LinearHead:
    """With columns for more breeds, of which nothing is known."""
    return LinearHead(np.pad(head.kernel, ((0, 0), (0, more))), np.pad(head.bias, (0, more)))


def in_check(breeds: NDArray[np.str_]) -> NDArray[np.bool_]:
    """Which photos check: each fifth of a breed, in their order."""
    chosen = np.zeros(len(breeds), np.bool_)
    for breed in np.unique(breeds):
        chosen[np.flatnonzero(breeds == breed)[IN_CHECK - 1 :: IN_CHECK]] = True
    return chosen


def gathered(world: World) -> Material:
    """Look at the photos that the pack was trained on, choose what has to be chosen, and train without labels."""
    folders = ("stanford_dogs_train/", "whole_photos/")
    paths = [path for folder in folders for path in of_side(world.data, folder, {Side.TRAINING})]
    features = look([partial(opened, path) for path in paths]).embeddings.astype(np.float32)
    return material(world, features, np.array([breed_of(path) for path in paths]))


def material(world: World, features: NDArray[np.float32], breeds: NDArray[np.str_]) -> Material:
    """What all trainings share.

    Args:
        world: of the labels with which the penalty and the temperature are chosen: all new breeds, by a seed of its
            own. Some of these photos judge other lessons, which is in favour of the training.
        features: of the pack's training photos, `[m, D]`.
        breeds: of these, `[m]`.
    """
    lesson = Lesson.of(world, world.new_breeds(), CHOSEN_WITH, CHOSEN_BY)
    given = _Given.of(world, features, breeds, lesson.taught)
    checks = in_check(given.names)
    head, heads = given.start, []
    for penalty in PENALTIES:
        # Each begins where the one before ended: a path, as `training.fitting.optimum` follows it.
        head = given.fitted(~checks, penalty, head)
        heads.append(head)
    columns = given.columns[checks]
    weights = class_weights(columns, len(given.breeds))[columns].astype(np.float64)
    logits = [each.logits(given.features[checks]) for each in heads]
    chosen, tried = most_likely(logits, PENALTIES, columns, lambda _line: None, weights)
    own = _Given.of(world, features, breeds, lesson.taught[:0])
    narrow = LinearHead(
        heads[chosen].kernel[:, : len(world.pack_breeds)].copy(), heads[chosen].bias[: len(world.pack_breeds)].copy()
    )
    alone = own.fitted(np.ones(len(breeds), np.bool_), PENALTIES[chosen], narrow)
    return Material(features, breeds, PENALTIES[chosen], alone, tried[chosen]["temperature"])


@dataclass(frozen=True, slots=True, eq=False)
class _Given:
    """What a training is given: features, the ids of their breeds, the columns of the head, and where it starts."""

    features: NDArray[np.float32]
    names: NDArray[np.str_]
    breeds: tuple[str, ...]
    columns: NDArray[np.int64]
    start: LinearHead

    @classmethod
    def of(cls, world: World, features: NDArray[np.float32], names: NDArray[np.str_], rows: Rows) -> "_Given":
        """The pack's photos, and those with labels."""
        labels = world.breeds[rows]
        breeds = (*world.pack_breeds, *sorted(set(labels.tolist()) - set(world.pack_breeds)))
        place = {breed: number for number, breed in enumerate(breeds)}
        together = np.concatenate([names, labels])
        columns = np.array([place[breed] for breed in together.tolist()], np.int64)
        start = start_of(breeds, features.shape[1])
        return cls(np.concatenate([features, features_of(world, rows)]), together, breeds, columns, start)

    def fitted(self, of: NDArray[np.bool_], penalty: float, begin: LinearHead) -> LinearHead:
        """The head for some of the photos, all breeds alike; where the search begins makes it shorter, no other."""
        columns = self.columns[of]
        weights = class_weights(columns, len(self.breeds))[columns]
        return fit_linear_head(
            self.features[of], columns, self.start, penalty=penalty, photo_weights=weights, begin=begin
        )  # fmt: skip


def trained_with(world: World, known: Material, rows: Rows) -> Trained:
    """The training with these labelled photos."""
    began = time.perf_counter()
    given = _Given.of(world, known.features, known.breeds, rows)
    begin = widened(known.head, len(given.breeds) - len(world.pack_breeds))
    head = given.fitted(np.ones(len(given.columns), np.bool_), known.penalty, begin)
    return Trained(head, given.breeds, known.temperature, time.perf_counter() - began)


def as_ready(world: World, known: Material, trained: Trained, lesson: "Lesson", lost: float) -> NDArray[np.str_]:
    """What the training says when it names new breeds as readily as the memory does.

    The logits of the new breeds are raised until the training has lost as much on the pack's breeds, against itself
    without labels, as the memory has against the pack. Those that judge choose it: the training cannot do better.

    Args:
        world: of the lesson.
        known: the training without labels.
        trained: the training with them.
        lesson: which photos are asked.
        lost: by the memory, a share.
    """
    features, breeds = features_of(world, lesson.asked), world.breeds[lesson.asked]
    logits, columns = trained.head.logits(features), np.array(trained.breeds)
    own = known.head.logits(features[~lesson.is_new]).argmax(axis=1)
    right_before = float((columns[own] == breeds[~lesson.is_new]).mean())
    new = np.isin(columns, lesson.new_breeds)
    said: NDArray[np.str_] = columns[logits.argmax(axis=1)]
    for raised in RAISED:
        more = columns[(logits + raised * new).argmax(axis=1)]
        if right_before - float((more == breeds)[~lesson.is_new].mean()) > lost:
            break
        said = more
    return said


class Figures:
    """Of one way to learn, over lessons."""

    def __init__(self) -> None:
        self.values: dict[str, list[float]] = {}

    def add(self, world: World, lesson: "Lesson", first: NDArray[np.str_], probability: Floats, seconds: float) -> None:
        """What was said of the photos of a lesson."""
        right = first == world.breeds[lesson.asked]
        shown = {
            "first on the new breeds": first_on_new(world, lesson, first),
            LOST: float(lesson.before.right(world).mean() - right[~lesson.is_new].mean()),
            "calibration error": calibration_error(probability, right),
            "seconds": seconds,
        }
        for name, value in shown.items():
            self.values.setdefault(name, []).append(value)

    def report(self, report: Report, who: str) -> None:
        """Print them."""
        for name, values in self.values.items():
            if not np.isnan(values).all():
                report.line(f"{who}: {name}", values)


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Photos with labels, and the others.

    Attributes:
        taught: photos with labels.
        asked: photos that judge: others of the new breeds, and of the pack's breeds those without labels.
        is_new: which of `asked` are of new breeds.
        new_breeds: ids.
        before: what the pack says of those of `asked` that it knows.
    """

    taught: Rows
    asked: Rows
    is_new: NDArray[np.bool_]
    new_breeds: list[str]
    before: Answers

    @classmethod
    def of(cls, world: World, breeds: list[str], count: int, seed: int) -> "Lesson":
        """So many labels of each of some new breeds."""
        drawings = [drawn(world, np.flatnonzero(world.breeds == breed), count, seed) for breed in breeds]
        known = world.known_rows()
        others = np.concatenate([others for _, others in drawings])
        return cls(
            np.concatenate([taught for taught, _ in drawings]),
            np.concatenate([others, known]),
            np.arange(len(others) + len(known)) < len(others),
            breeds,
            without_memory(world, known),
        )

    @classmethod
    def of_known(cls, world: World, seed: int) -> "Lesson":
        """Half of the photos from other sources of the breeds that the pack knows; the other half judges."""
        known = np.flatnonzero(np.isin(world.breeds, world.pack_breeds) & ~np.char.startswith(world.sources, "crops"))
        # Twins stay on one side.
        side = np.random.default_rng((5, seed)).random(len(world.twins)) < 0.5
        asked = known[~side[world.twins[known]]]
        taught = known[side[world.twins[known]]]
        return cls(taught, asked, np.zeros(len(asked), np.bool_), [], without_memory(world, asked))


def first_on_new(world: World, lesson: Lesson, first: NDArray[np.str_]) -> float:
    """How often the new breeds come first on their photos, all breeds alike; not a number where there are none."""
    of = world.breeds[lesson.asked]
    return float(np.mean([(first[of == breed] == breed).mean() for breed in lesson.new_breeds] or [np.nan]))


def calibration_error(probability: Floats, right: NDArray[np.bool_]) -> float:
    """Expected calibration error of first suggestions."""
    shown = np.stack([probability, np.minimum(1 - probability, probability - 1e-9)], axis=1)
    return expected_calibration_error(shown, np.where(right, 0, 1))


def retraining(world: World, report: Report, seeds: range) -> None:
    """The memory and a real training beside each other, with the same labels."""
    compare(world, report, seeds[:MOST_SEEDS], gathered(world))


def compare(world: World, report: Report, seeds: range, known: Material) -> None:
    """Print what both make of the same lessons."""
    print(
        f"the memory against a training of the head, with {len(known.breeds)} photos of the pack's; {len(seeds)} seeds"
    )
    rows = world.known_rows()
    alone = Trained(known.head, world.pack_breeds, known.temperature, 0.0)
    first, _ = alone.says(world, rows)
    right = without_memory(world, rows).right(world)
    report.figure("the pack, which looks twice: right on its breeds", float(right.mean()))
    report.figure("the training without labels: right on them", float((first == world.breeds[rows]).mean()))
    breeds, of_many = world.new_breeds(), world.new_breeds(MANY_PHOTOS)
    for some, count in [(breeds, count) for count in AT_ONCE] + [(of_many, count) for count in MANY]:
        print(f" {len(some)} new breeds at once, {count} labels each")
        _both(world, report, known, [Lesson.of(world, some, count, seed) for seed in seeds])
    for count in ALONE:
        print(f" one new breed alone, {count} labels; {BREEDS_ALONE} breeds a seed")
        chosen = [np.random.default_rng((6, seed)).permutation(breeds)[:BREEDS_ALONE].tolist() for seed in seeds]
        pairs = [(seed, breed) for seed, some in zip(seeds, chosen, strict=True) for breed in some]
        lessons = [Lesson.of(world, [breed], count, seed) for seed, breed in pairs]
        _both(world, report, known, lessons)
    lessons = [Lesson.of_known(world, seed) for seed in seeds]
    print(f" the pack's breeds, some {len(lessons[0].taught)} labels of photos from other sources")
    _both(world, report, known, lessons)


def _both(world: World, report: Report, known: Material, lessons: list[Lesson]) -> None:
    memory, training = Figures(), Figures()
    ready: list[float] = []
    for lesson in lessons:
        began = time.perf_counter()
        said = with_memory(world, learned_from(world, lesson.taught, world.breeds[lesson.taught]), lesson.asked)
        memory.add(world, lesson, said.first, said.probability, time.perf_counter() - began)
        trained = trained_with(world, known, lesson.taught)
        training.add(world, lesson, *trained.says(world, lesson.asked), trained.seconds)
        if lesson.new_breeds:
            first = as_ready(world, known, trained, lesson, memory.values[LOST][-1])
            ready.append(first_on_new(world, lesson, first))
    memory.report(report, "memory")
    training.report(report, "training")
    if ready:
        report.line("training, as ready as the memory: first on the new breeds", ready)
