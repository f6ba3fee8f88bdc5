"""How a network is refined, and by which answers."""

import hashlib
from dataclasses import dataclass

import numpy as np

from training.architectures.base import Architecture, ImageNetHead, WeightSource
from training.networks.heads import LinearHead


@dataclass(frozen=True, slots=True)
class Plan:
    """How to refine.

    Attributes:
        epochs: times that all pictures are seen.
        arrivals: bad photos that are made of each good one: the teachers look at the good one only once.
        learning_rate: the highest, of the last block; it rises over the warm-up and falls along half a cosine to 0.
        depth_decay: each block learns at this share of the rate of the block after it.
        warmup_steps: while the rate rises.
        batch: bad photos a step.
        classes: weight of ImageNet's 1000 classes beside the breeds.
        memory: momentum of the average of the weights (Polyak and Juditsky 1992).
        way: how far to go from the weights it began with to this average; what lies between often does better on photos
            from elsewhere than either end (Wortsman et al. 2022, arXiv:2109.01903).
        seed: of the order and of all changes.
    """

    epochs: int = 2
    arrivals: int = 2
    learning_rate: float = 1e-4
    depth_decay: float = 0.93
    warmup_steps: int = 150
    batch: int = 32
    classes: float = 0.5
    memory: float = 0.998
    way: float = 0.5
    seed: int = 1337


@dataclass(frozen=True, eq=False)
class Heads:
    """What says whether two answers are the same; none of it is trained.

    Attributes:
        breeds: the breed head.
        temperature: at which its answers are probabilities.
        classes: the ImageNet classifier.
    """

    breeds: LinearHead
    temperature: float
    classes: ImageNetHead

    def digest(self) -> str:
        """Stands for all of them, so that a run is not gone on with under other heads."""
        parts = (self.breeds.kernel, self.breeds.bias, np.float64(self.temperature), *self.classes)
        return hashlib.sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in parts)).hexdigest()[:16]


@dataclass(frozen=True, eq=False)
class Teacher:
    """A frozen network to learn from. Several are right more often than each of them.

    Attributes:
        architecture: the network.
        heads: what it answers with.
        weights: what it knows.
    """

    architecture: Architecture
    heads: Heads
    weights: WeightSource = "imagenet"
