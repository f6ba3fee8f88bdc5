"""What the study trains: one row of its tables after another, as a recipe with changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from training.datasets.splits import STUDY_SEED

SEEDS = (STUDY_SEED, 1, 2)
# Their ImageNet weights come from Keras or from a file; those of the others come with packages.
FROM_KERAS = ("vgg16", "efficientnet_v2s")
SEARCH = "search"
_UNTRAINED = "fit.linear_head=untrained"
_EPOCHS_OF_FILTERS = 10
# Of each training photo: the seed draws them. Without, a head's only optimum is the same whatever the seed.
_COPIES = "fit.augmented_copies=4"
_LITE = ("efficientnet_lite0", "efficientnet_lite1", "efficientnet_lite2")


class Part(StrEnum):
    """The tables of the study."""

    NETWORKS = "networks"
    UNFREEZING = "unfreezing"
    FILTERS = "filters"
    ALL_DATA = "all-data"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table.

    Attributes:
        name: of its runs' folders, with the seed behind it.
        title: in the table.
        part: the table.
        recipe: by name.
        settings: changes to the recipe, as `--set` takes them.
        seeds: one training each.
        baseline: the row with which it is compared photo by photo; empty for none.
        weights: a file with ImageNet weights; None as the recipe says.
    """

    name: str
    title: str
    part: Part
    recipe: str
    settings: tuple[str, ...] = ()
    seeds: tuple[int, ...] = SEEDS
    baseline: str = ""
    weights: Path | None = None

    def run_name(self, seed: int) -> str:
        """The folder of one training."""
        return f"{self.name}-seed{seed}"

    @property
    def is_untrained(self) -> bool:
        """Whether the head is left as it starts."""
        return _UNTRAINED in self.settings


def rows(weights: Mapping[str, Path], runs: Path) -> list[Row]:
    """All rows, in the order of the tables.

    Args:
        weights: files with the ImageNet weights of networks in `FROM_KERAS`; the others of these have no row.
        runs: folder of the study's runs. What `tune` found in `SEARCH` there has a row; without a search there is none.
    """
    found = runs / SEARCH / "best.toml"
    searched = [_searched(found)] if found.is_file() else []
    return [*_networks(weights), *_unfreezing(), *_filters(), *searched]


def every_name() -> set[str]:
    """The names of all rows, also of those whose weights or search are not at hand."""
    found = [*_networks({name: Path() for name in FROM_KERAS}), *_unfreezing(), *_filters(), _searched(Path())]
    return {row.name for row in found}


def _networks(weights: Mapping[str, Path]) -> list[Row]:
    found = []
    for name in FROM_KERAS:
        if name in weights:
            title = {"vgg16": "VGG16", "efficientnet_v2s": "EfficientNetV2S"}[name]
            found.append(Row(name, f"{title}, the study's head", Part.NETWORKS, name, weights=weights[name]))
    for name in _LITE:
        title, ours = f"EfficientNet-Lite{name[-1]}", ("data.breeds=study",)
        untrained, plain = f"{name}-untrained", f"{name}-plain"
        found += [
            Row(name, f"{title}, linear head", Part.NETWORKS, name, (*ours, _COPIES), baseline=untrained),
            Row(plain, f"{title}, no augmentation", Part.NETWORKS, name, ours, SEEDS[:1], baseline=untrained),
            Row(
                untrained,
                f"{title}, ImageNet's columns, untrained",
                Part.NETWORKS,
                name,
                (*ours, _UNTRAINED),
                seeds=SEEDS[:1],
            ),
        ]
    found.append(Row("cnn_small", "CNN-S, from scratch", Part.NETWORKS, "cnn_small", ("fit.epochs=60",)))
    found.append(Row("cnn_large", "CNN-L, from scratch", Part.NETWORKS, "cnn_large", ("fit.epochs=20",), SEEDS[:1]))
    return found


def _unfreezing() -> list[Row]:
    """How many blocks of EfficientNet-Lite0 learn too, and how fast; all start from ImageNet's columns."""
    common = ("data.breeds=study", "fit.epochs=8", _COPIES)
    frozen = "unfreeze-0"
    found = [Row(frozen, "none", Part.UNFREEZING, _LITE[0], (*common, "fit.linear_head=steps"), SEEDS[:1])]
    for layers, title in (("1", "the last block"), ("3", "the last three blocks"), ("all", "all")):
        for rate in ("0.1", "0.01"):
            settings = (*common, f"unfreeze.layers={layers}", f"unfreeze.rate={rate}")
            name = f"unfreeze-{layers}-{rate}"
            found.append(
                Row(name, f"{title}, rate {rate}", Part.UNFREEZING, _LITE[0], settings, SEEDS[:1], baseline=frozen)
            )
    return found


def _filters() -> list[Row]:
    """CNN-S with other filters than the search of the study found: their number and their size, one at a time."""
    found = []
    for blocks, title in (
        ("[[16,10],[16,1]]", "16 of 10 x 10, 16 of 1 x 1 (CNN-S)"),
        ("[[16,3],[16,3]]", "16 of 3 x 3, 16 of 3 x 3"),
        ("[[32,3],[32,3]]", "32 of 3 x 3, 32 of 3 x 3"),
        ("[[64,3],[64,3]]", "64 of 3 x 3, 64 of 3 x 3"),
        ("[[32,10],[32,10]]", "32 of 10 x 10, 32 of 10 x 10"),
        ("[[16,3],[32,3],[64,3],[64,3]]", "16, 32, 64, 64 of 3 x 3"),
    ):
        name = "filters-" + blocks.strip("[]").replace("],[", "-").replace(",", "x")
        settings = (f"fit.epochs={_EPOCHS_OF_FILTERS}", f"body.blocks={blocks}")
        found.append(Row(name, title, Part.FILTERS, "cnn_small", settings, SEEDS[:1]))
    return found


def _searched(best: Path) -> Row:
    """The network from scratch that a search over the study's space came to."""
    settings = (f"fit.epochs={_EPOCHS_OF_FILTERS}",)
    return Row("filters-searched", "found by the search", Part.FILTERS, str(best), settings, SEEDS[:1])
