"""Linear heads on a frozen backbone, and the whole classifier that goes into a model pack.

The breed head starts from the ImageNet columns and is held near them; the species head joins the embedding with what
the ImageNet classes say of dogs, cats and other things, because neither is good enough alone.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp
from threadpoolctl import threadpool_limits

from training.architectures.base import Architecture, ImageNetHead, WeightSource
from training.datasets.imagenet import species_columns

Floats = NDArray[np.float32]

# Of the path along which a head is chosen (`training.fitting.optimum`), from the strongest pull to the weakest.
PENALTIES = (0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001)


@dataclass(frozen=True, eq=False)
class LinearHead:
    """Logits are `features @ kernel + bias`.

    Attributes:
        kernel: float32 `[D, C]`.
        bias: float32 `[C]`.
    """

    kernel: Floats
    bias: Floats

    def logits(self, features: NDArray[np.floating]) -> Floats:
        """Logits float32 `[..., C]` of features `[..., D]`."""
        return np.asarray(features @ self.kernel + self.bias, dtype=np.float32)

    def scaled(self, factor: float) -> "LinearHead":
        """The head whose logits are this head's times the factor."""
        return LinearHead(self.kernel * np.float32(factor), self.bias * np.float32(factor))


@dataclass(frozen=True, eq=False)
class Familiarity:
    """How much a photo is like those that were trained on: `known` times its greatest logit, and a linear head.

    Attributes:
        known: what the greatest logit (Hendrycks et al. 2022, arXiv:1911.11132) counts.
        head: of the embedding, with one column: dogs of other breeds get less.
    """

    known: float
    head: LinearHead

    def of_scaled(self, factor: float) -> "Familiarity":
        """The same score for a network whose logits were multiplied by the factor."""
        return Familiarity(self.known / factor, self.head)


def columns_head(imagenet: ImageNetHead, columns: NDArray[np.int64]) -> LinearHead:
    """The ImageNet classifier cut down to these columns: where the breed head starts."""
    kernel, bias = imagenet
    return LinearHead(np.ascontiguousarray(kernel[:, columns]), bias[columns])


def fit_linear_head(
    features: Floats,
    labels: NDArray[np.integer],
    start: LinearHead,
    *,
    penalty: float | NDArray[np.floating],
    photo_weights: NDArray[np.floating] | None = None,
    label_smoothing: float = 0.0,
    iterations: int = 200,
    begin: LinearHead | None = None,
) -> LinearHead:
    """Softmax regression that is pulled towards its start (L2-SP: Li et al. 2018, arXiv:1802.01483).

    The loss is convex and has one minimum, so neither a seed nor an order of photos plays a part.

    Args:
        features: float32 `[N, D]`.
        labels: column numbers `[N]`.
        start: where the penalty is zero, and where the search begins.
        penalty: of squared distance from the start; one number, one a feature `[D]`, or one a weight `[D or 1, C]`.
        photo_weights: `[N]`, how much each photo counts; all the same by default.
        label_smoothing: share of the probability that is spread over all columns (Szegedy et al. 2016).
        iterations: of L-BFGS, at most.
        begin: where the search begins instead, to be there sooner.
    """
    count, columns = len(labels), start.kernel.shape[1]
    weights = np.ones(count) if photo_weights is None else np.asarray(photo_weights, np.float64)
    share = (weights / weights.sum()).astype(np.float32)[:, None]
    targets = np.full((count, columns), label_smoothing / columns, np.float32)
    targets[np.arange(count), labels] += 1 - label_smoothing
    given = np.asarray(penalty, np.float64)
    given = given if given.ndim == 2 else given.reshape(-1, 1)
    pull = np.broadcast_to(given, (features.shape[1], given.shape[1]))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        parameters = flat.reshape(-1, columns)
        distance = parameters[:-1] - start.kernel
        logits = features @ parameters[:-1].astype(np.float32) + parameters[-1].astype(np.float32)
        logs = logits - logsumexp(logits, axis=1, keepdims=True)
        error = (np.exp(logs) - targets) * share
        gradient = np.vstack([features.T @ error + pull * distance, error.sum(axis=0, keepdims=True)])
        value = -(targets * logs * share).sum(dtype=np.float64) + 0.5 * float((pull * distance**2).sum())
        return value, gradient.astype(np.float64).ravel()

    first = np.vstack([(begin or start).kernel, (begin or start).bias]).astype(np.float64).ravel()
    # One thread: the sums then come in one order on every machine, and on a busy one threads wait for each other.
    with threadpool_limits(1):
        found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 20})
    parameters = found.x.reshape(-1, columns).astype(np.float32)
    return LinearHead(parameters[:-1], parameters[-1])


def species_features(embeddings: NDArray[np.floating], imagenet: ImageNetHead) -> Floats:
    """Embedding, and how strongly ImageNet's classes speak for dog, cat and other things: float32 `[..., D + 3]`."""
    kernel, bias = imagenet
    logits = embeddings @ kernel + bias
    groups = [logsumexp(logits[..., columns], axis=-1, keepdims=True) for columns in species_columns()]
    return np.concatenate([embeddings, *groups], axis=-1).astype(np.float32)


def species_start(embedding_size: int) -> LinearHead:
    """Where the species head starts: the ImageNet groups alone, the embedding not yet used."""
    kernel = np.zeros((embedding_size + 3, 3), np.float32)
    kernel[-3:] = np.eye(3, dtype=np.float32)
    return LinearHead(kernel, np.zeros(3, np.float32))


def build_classifier(
    architecture: Architecture,
    breeds: LinearHead,
    species: LinearHead | None = None,
    weights: WeightSource = "imagenet",
    *,
    orientation: LinearHead | None = None,
    familiarity: Familiarity | None = None,
    edge: int | None = None,
) -> Any:
    """The whole network as it goes into a model pack.

    Args:
        architecture: of the network.
        breeds: the breed head.
        species: the species head, for networks with an ImageNet classifier.
        weights: of the network.
        orientation: the orientation head.
        familiarity: how the score of familiar photos is made.
        edge: side of the pictures that it is given, in pixels, where that is not the network's own: it resizes them.

    Returns:
        A Keras model: input `photo` uint8 `[N, H, W, 3]`; a dict of outputs `logits` `[N, C]`, `species_logits` and
        `orientation_logits` `[N, 3]`, `familiarity` `[N, 1]` (where there are such heads), `embedding` `[N, D]`,
        `feature_map` `[N, h, w, D]`.

    Raises:
        ValueError: a species head for a network that has no ImageNet classifier.
    """
    import keras

    photo, body = _body(architecture, weights, edge)
    embedding = body["embedding"]
    outputs = {"logits": linear_layer(breeds, "breed_head")(embedding)}
    if species is not None:
        if architecture.imagenet_head is None:
            raise ValueError(f"{architecture.title} has no ImageNet classifier, which the species head needs.")
        groups = group_scores(embedding, architecture.imagenet_head(weights))
        joined = keras.layers.Concatenate(name="species_features")([embedding, *groups])
        outputs["species_logits"] = linear_layer(species, "species_head")(joined)
    if orientation is not None:
        outputs["orientation_logits"] = linear_layer(orientation, "orientation_head")(embedding)
    if familiarity is not None:
        known = keras.ops.max(outputs["logits"], axis=1, keepdims=True) * familiarity.known
        outputs["familiarity"] = known + linear_layer(familiarity.head, "familiarity_head")(embedding)
    outputs |= {"embedding": embedding, "feature_map": body["feature_map"]}
    return keras.Model(photo, outputs, name=f"{architecture.name}_classifier")


def body_for(architecture: Architecture, weights: WeightSource, edge: int | None = None) -> Any:
    """The body as a Keras model, for pictures of its own size or of another (`edge`, in pixels): it resizes them."""
    import keras

    photo, outputs = _body(architecture, weights, edge)
    return keras.Model(photo, outputs)


def _body(architecture: Architecture, weights: WeightSource, edge: int | None) -> tuple[Any, dict[str, Any]]:
    """Input and outputs of the body."""
    import keras

    size = architecture.image_size
    if edge in (None, size):
        body = architecture.build(weights, "uint8")
        return body.input, body.output
    photo = keras.Input((edge, edge, 3), dtype="uint8", name="photo")
    pixels = keras.layers.Rescaling(1.0, name="whole_numbers")(photo)
    resized = keras.layers.Resizing(size, size, interpolation="bilinear", name="resized")(pixels)
    return photo, architecture.build(weights, "float32")(resized)


def group_scores(embedding: Any, imagenet: ImageNetHead) -> list[Any]:
    """The log-sum-exp of each group's columns; the columns are put in order first, so that a group is one slice."""
    import keras

    groups = species_columns()
    order = np.concatenate(groups)
    logits = linear_layer(columns_head(imagenet, order), "imagenet_head")(embedding)
    ends = np.cumsum([len(group) for group in groups]).tolist()
    scores = []
    for group, end in zip(groups, ends, strict=True):
        part = logits[:, end - len(group) : end]
        # Written out: keras.ops.logsumexp also looks for infinities, which would be 27 further nodes in the graph.
        top = keras.ops.max(part, axis=1, keepdims=True)
        scores.append(top + keras.ops.log(keras.ops.sum(keras.ops.exp(part - top), axis=1, keepdims=True)))
    return scores


def linear_layer(head: LinearHead, name: str) -> Any:
    """A Keras layer with the weights of a head."""
    import keras

    layer = keras.layers.Dense(head.kernel.shape[1], name=name)
    layer.build((None, head.kernel.shape[0]))
    layer.set_weights([head.kernel, head.bias])
    return layer
