"""The network that takes the bundled model's second look: another one, frozen, with heads of its own.

Two networks that were trained apart err more independently than one that looks twice, so where the first is unsure, the
other helps most (a cascade: Wang et al. 2022, arXiv:2012.01988).
"""

from dataclasses import dataclass
from typing import Any

from training.architectures.base import Architecture, ImageNetHead
from training.bundled.familiar import fit_familiarity
from training.bundled.heads import FittedBreeds, FittedSpecies, fit_breeds, fit_species
from training.bundled.table import Say, Table
from training.networks.heads import build_classifier


@dataclass(frozen=True, eq=False)
class OtherNetwork:
    """A frozen network beside the one that ships, with a breed head of its own.

    Attributes:
        architecture: of the network, with ImageNet weights.
        imagenet: their ImageNet classes.
        table: what it makes of the photos.
        breeds: the head.
    """

    architecture: Architecture
    imagenet: ImageNetHead
    table: Table
    breeds: FittedBreeds


def fit_other(architecture: Architecture, imagenet: ImageNetHead, table: Table, say: Say) -> OtherNetwork:
    """Fit the breed head of another network."""
    return OtherNetwork(architecture, imagenet, table, fit_breeds(table, imagenet, say))


def second_classifier(other: OtherNetwork, breeds: FittedBreeds, species: FittedSpecies, edge: int, say: Say) -> Any:
    """Put the network of the second look together.

    Args:
        other: the network.
        breeds: of the first network: the second one's logits are brought to the scale of the first one's, so that one
            temperature serves both.
        species: the same.
        edge: side of the first one's pictures, in pixels: the second is given pictures of that size.
        say: told what is going on.

    Returns:
        A Keras model as `networks.heads.build_classifier` makes it, without orientations.
    """
    say(f"{other.architecture.title}, to look a second time")
    own = fit_species(other.table, other.imagenet, say)
    familiarity = fit_familiarity(other.table, other.breeds, say)
    return build_classifier(
        other.architecture,
        other.breeds.head.scaled(breeds.temperature / other.breeds.temperature),
        own.head.scaled(species.temperature / own.temperature),
        familiarity=familiarity.of_scaled(breeds.temperature / other.breeds.temperature),
        edge=edge,
    )
