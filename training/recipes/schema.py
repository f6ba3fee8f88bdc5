"""What a recipe may say. Frozen, validated, and without TensorFlow, so that a wrong recipe is told at once."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from desktop_app.inference.manifest import ResizePolicy
from training.architectures import ARCHITECTURES, FROM_SCRATCH
from training.architectures.body import CnnBody

Share = Annotated[float, Field(ge=0, lt=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Data(_Part):
    """Which photos, and how they become squares.

    Attributes:
        breeds: "all" of the data, the "study"'s 15, or their names. All of them where a recipe says nothing.
        resize: as in a model pack.
        validation: share of the photos to check on, when no split file is given.
    """

    breeds: Literal["all", "study"] | tuple[str, ...] = "all"
    resize: ResizePolicy = "squash"
    validation: float = Field(default=0.2, gt=0, lt=0.9)


class Head(_Part):
    """What stands between the body and the softmax.

    Attributes:
        pooling: global average, or flatten.
        layers: units and dropout of each dense layer (ReLU), first to last.
        dropout: before the softmax layer.
        start: "imagenet" copies the columns of the breeds from the ImageNet classifier (a head without layers); breeds
            that have no column there start from nothing. With "random" all of them do.
    """

    pooling: Literal["average", "flatten"] = "average"
    layers: tuple[tuple[Annotated[int, Field(gt=0)], Share], ...] = ()
    dropout: Share = 0.0
    start: Literal["random", "imagenet"] = "random"


class Augmentation(_Part):
    """Random changes to training photos; 0 or false switches one off. Shares are of the photo's side or range.

    Attributes:
        flip: mirror left and right.
        rotation: up to this share of a full turn, both ways.
        zoom: in or out by up to this share.
        contrast: up or down by up to this share.
        translation: in both directions by up to this share.
        crop: cut out a square smaller by this share, at a random place.
        zoom_out: shrink the photo by up to this share (at most half) and pad: whole photos show more than the dog.
        erasing: probability of blanking a random rectangle (Zhong et al. 2017, arXiv:1708.04896).
        rand_augment: strength from 0 to 1 of RandAugment (Cubuk et al. 2019, arXiv:1909.13719).
        mixup: alpha of mixup, which blends two photos and their labels (Zhang et al. 2017, arXiv:1710.09412).
    """

    flip: bool = False
    rotation: Share = 0.0
    zoom: Share = 0.0
    contrast: Share = 0.0
    translation: Share = 0.0
    crop: Share = 0.0
    zoom_out: float = Field(default=0.0, ge=0, le=0.5)
    erasing: Share = 0.0
    rand_augment: float = Field(default=0.0, ge=0, le=1)
    mixup: float = Field(default=0.0, ge=0, le=2)


class Fit(_Part):
    """How the network is trained.

    Attributes:
        epochs: at most.
        batch_size: photos a step.
        steps_per_epoch: fewer steps than the photos make, for trying out; None for all.
        optimizer: Adam (Kingma and Ba 2014), AdamW (Loshchilov and Hutter 2017), or SGD with Nesterov momentum 0.9.
        learning_rate: at its highest.
        weight_decay: of AdamW.
        schedule: of the learning rate: "constant", "cosine" down to zero (Loshchilov and Hutter 2016), "step" (a tenth
            after two thirds of the epochs) or "plateau" (a third when validation has not improved for two epochs).
        warmup_epochs: over which the rate rises from zero.
        early_stopping: stop after this many epochs without better validation accuracy; None never stops.
        label_smoothing: share of each label that is spread over all breeds (Szegedy et al. 2015, arXiv:1512.00567).
        class_weights: "balanced" makes every breed count the same, however many photos it has.
        mixed_precision: 16-bit arithmetic where there is a GPU ("auto"), or "never".
        seed: of everything random.
        cached_features: compute a frozen body's features once.
        augmented_copies: of every training photo, with cached features.
        linear_head: how a head without layers is trained on cached features: "optimum" finds the one minimum of its
            loss, for one strength of the pull towards its start after another, an epoch each; "steps" goes downhill
            with the optimizer, as all other networks do. The optimum knows no dropout, rates or batches. "untrained"
            leaves it as it starts: what the columns of ImageNet's classifier say by themselves, to compare with.
    """

    epochs: int = Field(default=10, ge=1)
    batch_size: int = Field(default=8, ge=1)
    steps_per_epoch: int | None = Field(default=None, ge=1)
    optimizer: Literal["adam", "adamw", "sgd"] = "adam"
    learning_rate: float = Field(default=1e-3, gt=0)
    weight_decay: float = Field(default=0.0, ge=0)
    schedule: Literal["constant", "cosine", "step", "plateau"] = "constant"
    warmup_epochs: int = Field(default=0, ge=0)
    early_stopping: int | None = Field(default=None, ge=1)
    label_smoothing: Share = 0.0
    class_weights: Literal["none", "balanced"] = "none"
    mixed_precision: Literal["auto", "never"] = "auto"
    seed: int = Field(default=1337, ge=0, lt=2**31)
    cached_features: bool = True
    augmented_copies: int = Field(default=0, ge=0, le=64)
    linear_head: Literal["optimum", "steps", "untrained"] = "optimum"


class Unfreeze(_Part):
    """Which part of a pre-trained body is trained too; its batch normalisation stays as it is, in inference mode.

    Attributes:
        layers: "none", "all", or a number: the last n blocks.
        rate: the body's learning rate as a share of the head's.
        decay: each block further from the head has this share of the rate of the next (discriminative learning rates:
            Howard and Ruder 2018, arXiv:1801.06146).
    """

    layers: Literal["none", "all"] | Annotated[int, Field(ge=1)] = "none"
    rate: float = Field(default=0.1, gt=0, le=1)
    decay: float = Field(default=1.0, gt=0, le=1)


class Recipe(_Part):
    """One training, from the photos to the network.

    Attributes:
        name: of the recipe; run folders are called after it.
        about: one sentence for a person.
        architecture: a key of `training.architectures.ARCHITECTURES`.
        weights: "imagenet" or "random".
        body: of a network from scratch; None takes the architecture's own.
    """

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")
    about: str = ""
    architecture: str
    weights: Literal["imagenet", "random"] = "imagenet"
    body: CnnBody | None = None
    head: Head = Head()
    data: Data = Data()
    augmentation: Augmentation = Augmentation()
    fit: Fit = Fit()
    unfreeze: Unfreeze = Unfreeze()

    @field_validator("architecture")
    @classmethod
    def _is_there(cls, name: str) -> str:
        if name not in ARCHITECTURES:
            raise ValueError(f"there is no network of this name; there are {', '.join(sorted(ARCHITECTURES))}")
        return name

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Recipe":
        scratch = self.from_scratch
        if scratch and self.weights != "random":
            raise ValueError(f'{self.architecture} is a network from scratch: set weights = "random"')
        if not scratch and self.body is not None:
            raise ValueError(f"the body of {self.architecture} is fixed: remove [body]")
        if scratch and self.head.start == "imagenet":
            raise ValueError(f'{self.architecture} has no ImageNet classifier: set head.start = "random"')
        if scratch and self.unfreeze.layers != "none":
            raise ValueError("a network from scratch is trained as a whole: remove [unfreeze]")
        if self.head.start == "imagenet" and (self.head.layers or self.head.pooling != "average"):
            raise ValueError('head.start = "imagenet" needs a head without layers, on the global average')
        if self.fit.linear_head == "untrained" and (self.head.start != "imagenet" or not self.uses_cached_features):
            raise ValueError('fit.linear_head = "untrained" needs head.start = "imagenet", and a frozen body')
        if self.fit.warmup_epochs >= self.fit.epochs and self.fit.warmup_epochs:
            raise ValueError("fit.warmup_epochs must be fewer than fit.epochs")
        return self

    @property
    def from_scratch(self) -> bool:
        """Whether the network begins with random weights, and is trained as a whole."""
        return self.architecture in FROM_SCRATCH

    @property
    def frozen(self) -> bool:
        """Whether the body is not trained at all."""
        return not self.from_scratch and self.unfreeze.layers == "none"

    @property
    def uses_cached_features(self) -> bool:
        """Whether the body's features are computed once, and only the head is trained on them."""
        pooled = self.head.pooling == "average"
        return self.frozen and self.fit.cached_features and pooled and not self.augmentation.mixup

    @property
    def finds_the_optimum(self) -> bool:
        """Whether the head's loss has one minimum, and that is what the training finds."""
        return self.uses_cached_features and not self.head.layers and self.fit.linear_head == "optimum"

    @property
    def leaves_the_head(self) -> bool:
        """Whether nothing is trained: the head stays what it starts from."""
        return self.fit.linear_head == "untrained"
