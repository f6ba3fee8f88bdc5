"""A folder of one's own classes: how good and how honest what `python -m training fit` makes of it is.

    python -m benchmarks own_classes [--draws 4] [--recipe efficientnet_lite0] [--copies 4]

Our head (as `fit` finds it, with the recipe's own settings, by the same functions) stands beside scikit-learn's
logistic regression, whose penalty is cross-validated, on the same features: how often each is right on photos that
neither saw. `fit` keeps a fifth of the photos to check on and does not train on them, so scikit-learn is shown twice:
trained on the same photos, and on all of them. Ours is compared with the better of the two.

Then what the pack says: the mean probability of its first suggestion on such photos, beside how often that is right,
and on photos of none of the classes: dogs of other breeds, dogs of unknown breed, cats, things. Of these, only photos
take part that the head which tells dogs was not trained on (`python -m training species-heads`): few of some kinds.

Of copies of a photo, one takes part. Figures are means over draws of classes and photos.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos import DEFAULT_DATA
from training.networks.quiet import load_tensorflow

A_CLASS, ENOUGH, OF_A_BREED = 10, 40, 24
# Within this of scikit-learn, and of how often it is right; and at most so probable where no class is right.
NEAR, CALIBRATED, STRANGE = 0.02, 0.05, 0.6

Features = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Photos:
    """Of one class.

    Attributes:
        features: of the photos and of their augmented copies, `[N, 1 + copies, D]`.
        unseen: whether the head that tells dogs was not trained on the photo, `[N]`.
    """

    features: Features
    unseen: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.unseen)

    def __getitem__(self, rows: Any) -> "Photos":
        return Photos(self.features[rows], self.unseen[rows])

    @classmethod
    def of(cls, parts: Iterable["Photos"]) -> "Photos":
        """All of them; of the augmented copies as many as each part has."""
        found = list(parts)
        copies = min(part.features.shape[1] for part in found)
        features = np.concatenate([part.features[:, :copies] for part in found])
        return cls(features, np.concatenate([part.unseen for part in found]))


Pool = dict[str, Photos]


@dataclass(frozen=True)
class Outcome:
    """Of one draw: shares right of ours and of scikit-learn's, and mean first probabilities; of none by kind.

    `right` is ours on the photos that `probable` is of: those that the head which tells dogs has not seen.
    """

    ours: float
    theirs: float
    theirs_of_all: float
    right: float
    probable: float
    none: Mapping[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder with the real photos")
    parser.add_argument("--recipe", default="efficientnet_lite0", help="one with a linear head on frozen features")
    parser.add_argument("--copies", type=int, help="augmented copies of each training photo, instead of the recipe's")
    parser.add_argument("--draws", type=int, default=4, help="of classes and photos, where these are few")
    options = parser.parse_args()
    load_tensorflow()
    changes = () if options.copies is None else (f"fit.augmented_copies={options.copies}",)
    bench = Bench(options.data, options.recipe, changes)
    failed = [name for name, draws in tasks(bench, options.draws) if not bench.report(name, draws)]
    print(f"not kept: {', '.join(failed)}" if failed else "all kept")
    raise SystemExit(len(failed))


def tasks(bench: "Bench", draws: int) -> Iterator[tuple[str, list[tuple[Pool, Pool]]]]:
    """Each with its draws: what is learned from, and what judges."""
    random = np.random.default_rng(1337)
    more, others = bench.more, bench.others
    for count in (2, 4, 8, 12):
        yield f"{count} breeds, 10 photos each", [_few(more, count, random) for _ in range(draws)]
    for count in (2, 4, 8):
        name = f"{count} breeds of ImageNet, 10 photos each"
        yield name, [_few(bench.study, count, random) for _ in range(draws)]
    yield "cats against things, 10 photos each", [_few(others, 2, random) for _ in range(draws)]
    one = "bull_terrier"
    against = {one: more[one], "others": Photos.of(each for name, each in more.items() if name != one)}
    yield "one breed against all others, half of the photos", [_shares(against, 0.5, random)]
    yield f"{len(more)} breeds, four of five photos", [_shares(more, 0.8, random)]


def _few(pool: Pool, count: int, random: np.random.Generator) -> tuple[Pool, Pool]:
    names = random.choice(sorted(pool), count, replace=False).tolist()
    return _parted({name: pool[name] for name in names}, dict.fromkeys(names, A_CLASS), random)


def _shares(pool: Pool, share: float, random: np.random.Generator) -> tuple[Pool, Pool]:
    return _parted(pool, {name: int(share * len(photos)) for name, photos in pool.items()}, random)


def _parted(pool: Pool, counts: Mapping[str, int], random: np.random.Generator) -> tuple[Pool, Pool]:
    mixed = {name: photos[random.permutation(len(photos))] for name, photos in pool.items()}
    learned = {name: photos[: counts[name]] for name, photos in mixed.items()}
    return learned, {name: photos[counts[name] :] for name, photos in mixed.items()}


class Bench:
    """The photos' features, and what is tried with them."""

    def __init__(self, data: Path, recipe: str, changes: Sequence[str] = ()) -> None:
        from training.architectures import ARCHITECTURES
        from training.bundled.own_species import read_pictures
        from training.datasets.breeds import STUDY_BREEDS
        from training.fitting.frozen import FrozenBody
        from training.networks.species import head_that_comes_with
        from training.recipes import load_recipe

        self.recipe = load_recipe(recipe, changes)
        self._body = FrozenBody(self.recipe, "imagenet")
        self._species = head_that_comes_with(self.recipe.architecture)
        imagenet = ARCHITECTURES[self.recipe.architecture].imagenet_head
        self._imagenet = None if imagenet is None else imagenet("imagenet")
        self._seen = read_pictures(data).learned_from
        copies = self.recipe.fit.augmented_copies
        more = self._read(data / "more_breeds_train", copies)
        self.more = {name: photos for name, photos in more.items() if len(photos) >= ENOUGH}
        self._few_more = {name: photos for name, photos in more.items() if len(photos) < ENOUGH}
        dogs = self._read(data / "stanford_dogs_train", 0, OF_A_BREED)
        self.study = {name: photos for name, photos in dogs.items() if name.partition("-")[2] in STUDY_BREEDS}
        self._dogs = {name: photos for name, photos in dogs.items() if name not in self.study}
        animals = self._read(data / "other_animals_and_things", copies)
        things = Photos.of(photos for name, photos in animals.items() if name != "cat")
        self.others = {"cat": animals["cat"], "thing": things}
        self._unknown = Photos.of(self._read(data / "dogs_of_unknown_breed", 0).values())

    def report(self, name: str, draws: list[tuple[Pool, Pool]]) -> bool:
        """Print what comes of it; returns whether all is kept that is promised."""
        found = [self._outcome(*draw) for draw in draws]
        ours, theirs, of_all, right, probable = (
            float(np.mean([getattr(each, what) for each in found]))
            for what in ("ours", "theirs", "theirs_of_all", "right", "probable")
        )
        none = {kind: float(np.mean([each.none[kind] for each in found])) for kind in found[0].none}
        strange = float(np.mean(list(none.values())))
        kept = ours >= max(theirs, of_all) - NEAR and abs(probable - right) <= CALIBRATED and strange <= STRANGE
        beside = f"scikit-learn {theirs:.3f}, with those to check on {of_all:.3f}"
        print(f"{name}: right {ours:.3f} ({beside})", flush=True)
        print(f"  on photos that no part has seen {right:.3f}, first probability {probable:.3f}", flush=True)
        kinds = ", ".join(f"{kind} {value:.3f}" for kind, value in none.items())
        print(f"  on photos of no class {strange:.3f} ({kinds}){'' if kept else '  NOT KEPT'}", flush=True)
        return kept

    def _outcome(self, learned: Pool, judging: Pool) -> Outcome:
        names = list(learned)
        photos, labels = _joined(learned, names)
        others, right = _joined(judging, names)
        kept = _trained_on(labels)
        same, every = (_of_scikit(photos.features[rows, 0], labels[rows]) for rows in (kept, np.ones_like(kept)))
        says = self._fitted(photos.features, labels, names)
        judged = others.features[:, 0]
        probabilities = says(judged)
        first = probabilities.argmax(axis=1) == right
        none = {}
        for kind, each in self._of_none(names).items():
            none[kind] = float(says(each.features[each.unseen, 0]).max(axis=1).mean())
        return Outcome(
            float(first.mean()),
            float(same.score(judged, right)),
            float(every.score(judged, right)),
            float(first[others.unseen].mean()),
            float(probabilities[others.unseen].max(axis=1).mean()),
            none,
        )

    def _fitted(self, photos: Features, labels: NDArray[np.int64], names: list[str]) -> Any:
        """What `fit` does with these photos, one of five to check on: features → probabilities of the pack."""
        from training.fitting.crossing import all_features, crossed_logits
        from training.fitting.engine import Task, best_epoch, train
        from training.fitting.examples import FeatureExamples, Predictor
        from training.fitting.knowing import judged_by, what_is_known
        from training.fitting.optimum import head_of, start_from
        from training.networks.building import head_model
        from training.networks.likeness import mixed, similarities

        kept = _trained_on(labels)
        training = FeatureExamples(list(np.moveaxis(photos[kept], 1, 0))), labels[kept]
        checked = FeatureExamples([photos[~kept][:, 0]]), labels[~kept]
        model = head_model(self.recipe, photos.shape[2], len(names))
        start_from(model, self._start(model, names))
        every = np.concatenate([training[1], checked[1]])
        crossed = crossed_logits(training[0], checked[0], every, head_of(model), self.recipe)
        with tempfile.TemporaryDirectory() as folder:
            history = train(Task(model, self.recipe, training, checked, {}, crossed.losses), Path(folder))
        judgement = judged_by(crossed, best_epoch(history) - 1)
        foreign = self._foreign(all_features(training[0], checked[0]), every)
        known = what_is_known(
            judgement,
            training,
            checked,
            len(names),
            temperature=1.0,
            seed=self.recipe.fit.seed,
            foreign=foreign(all_features(training[0], checked[0])),
        )
        predict = Predictor(model)

        def says(features: Features) -> NDArray[np.float64]:
            logits = np.log(np.maximum(predict(FeatureExamples([features])), 1e-12))
            none = np.zeros(len(features))
            if known.likeness is not None:
                none = known.likeness.none(similarities(features, known.likeness.means), foreign(features))
            return mixed(logits, none, known.temperature)

        return says

    def _foreign(self, own: Features, labels: NDArray[np.int64]) -> Callable[[Features], NDArray[np.float64]]:
        """How probably photos do not show what the pack's own `[N, D]` show, as far as that can be told."""
        from training.networks.species import own_species

        imagenet = self._imagenet
        shown = None
        if self._species is not None and imagenet is not None:
            shown = own_species(self._species, own, labels, imagenet)
        if shown is None or imagenet is None:
            return lambda features: np.zeros(len(features))
        return lambda features: shown.foreign(features, imagenet)

    def _start(self, model: Any, names: list[str]) -> Any:
        """The columns of ImageNet's classifier for the breeds that have one; the others start from nothing."""
        from training.architectures import ARCHITECTURES
        from training.datasets.imagenet import imagenet_columns
        from training.fitting.optimum import head_of
        from training.networks.heads import LinearHead

        head, columns = head_of(model), imagenet_columns()
        imagenet = ARCHITECTURES[self.recipe.architecture].imagenet_head
        start = LinearHead(np.zeros_like(head.kernel), np.zeros_like(head.bias))
        if imagenet is not None:
            kernel, bias = imagenet("imagenet")
            for number, name in enumerate(names):
                if (column := columns.get(name.partition("-")[0])) is not None:
                    start.kernel[:, number], start.bias[number] = kernel[:, column], bias[column]
        return start

    def _of_none(self, names: list[str]) -> dict[str, Photos]:
        breeds = {name.partition("-")[2].lower() or name.lower() for name in names}
        pools = (self.more, self._few_more, self.study, self._dogs)
        dogs = [
            photos[:OF_A_BREED]
            for pool in pools
            for name, photos in pool.items()
            if (name.partition("-")[2].lower() or name.lower()) not in breeds
        ]
        kinds = {"other breeds": Photos.of(dogs), "dogs of unknown breed": self._unknown, **self.others}
        if "others" in names:  # the class of all breeds but one
            kinds = self.others
        return {kind: photos for kind, photos in kinds.items() if kind not in names}

    def _read(self, folder: Path, copies: int, most: int = 10_000) -> Pool:
        """Of groups of copies one photo, of each class `most` at most."""
        from desktop_app.catalog.scan import find_photos
        from training.datasets.duplicates import duplicate_groups, find_duplicates
        from training.datasets.fingerprints import fingerprints

        paths = sorted(find_photos([folder]))
        count: dict[str, int] = {}
        for path in paths:
            count[path.parent.name] = count.get(path.parent.name, 0) + 1
        paths = [path for name in count for path in [each for each in paths if each.parent.name == name][:most]]
        groups = duplicate_groups(len(paths), find_duplicates(paths, fingerprints(paths), None))
        paths = [paths[row] for row in np.unique(groups, return_index=True)[1]]
        print(f"features of {len(paths)} photos of {folder.name}", flush=True)
        features = np.stack(self._body.examples(paths, copies).features, axis=1)
        photos = Photos(features, np.array([path not in self._seen for path in paths]))
        names = np.array([path.parent.name for path in paths])
        return {str(name): photos[names == name] for name in np.unique(names)}


def _trained_on(labels: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Four of five photos of each class; the others are for checking on."""
    kept = np.zeros(len(labels), np.bool_)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        kept[rows[: max(1, round(0.8 * len(rows)))]] = True
    return kept


def _of_scikit(features: NDArray[np.float32], labels: NDArray[np.int64]) -> Any:
    from sklearn.linear_model import LogisticRegressionCV

    found = LogisticRegressionCV(cv=3, max_iter=2000, use_legacy_attributes=False, l1_ratios=(0,), scoring="accuracy")
    return found.fit(features, labels)


def _joined(pool: Pool, names: list[str]) -> tuple[Photos, NDArray[np.int64]]:
    labels = np.repeat(np.arange(len(names)), [len(pool[name]) for name in names])
    return Photos.of(pool[name] for name in names), labels


if __name__ == "__main__":
    main()
