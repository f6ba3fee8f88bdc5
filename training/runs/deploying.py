"""From a run's network to the classifier that is exported: whole numbers in, logits out, nothing of training left."""

from typing import Any

import keras

from training.architectures import ARCHITECTURES
from training.networks.building import LOGITS, add_head, build_body, copy_head
from training.networks.likeness import mixed_logits, read_likeness
from training.networks.species import read_own_species
from training.runs.run import Run, RunError


def classifier_of_run(run: Run) -> Any:
    """The classifier of a finished run.

    Returns:
        A Keras model: input `photo` uint8 `[N, S, S, 3]`, RGB as decoded; a dict of outputs `logits` `[N, C]`,
        `embedding` `[N, D]`, `feature_map` `[N, h, w, D]`, and `species_logits` `[N, 3]` where the run's photos show
        dogs and it can tell them (see `networks.species`). Augmentation is not in it, all arithmetic on pixels is. So
        is what makes all classes alike for photos of none, where the run knows it (see `networks.likeness`).

    Raises:
        RunError: the run's network, or what it knows of none of its classes, is missing or damaged.
    """
    trained = run.network()
    body = build_body(run.recipe, "random", "uint8")
    body.set_weights(trained.get_layer(body.name).get_weights())
    features = body.output["embedding"]
    if run.recipe.head.pooling == "flatten":
        features = keras.layers.Flatten(name="flatten")(body.output["feature_map"])
    whole = keras.Model(body.input, add_head(features, run.recipe.head, len(run.breeds)))
    copy_head(trained, whole)
    logits = whole.get_layer(LOGITS).output
    try:
        likeness = read_likeness(run.folder, len(run.breeds))
        species = read_own_species(run.folder)
    except ValueError as error:
        raise RunError(str(error)) from error
    embedding = body.output["embedding"]
    imagenet, told, own = ARCHITECTURES[run.recipe.architecture].imagenet_head, {}, 1.0
    if species is not None and imagenet is not None:
        species_logits = species.told_by.output(embedding, imagenet("imagenet"))
        own = species.probability(species_logits)
        told = {"species_logits": species_logits} if species.dogs else {}
    if likeness is not None:
        logits = mixed_logits(logits, embedding, likeness, own)
    outputs = {"logits": logits, "embedding": embedding, "feature_map": body.output["feature_map"], **told}
    return keras.Model(body.input, outputs, name=f"{run.recipe.architecture}_classifier")
