"""What a search may change: the study's spaces for networks from scratch and for heads, and wider ones of ours.

A setting that plays no part (the filters of a block that is not there) is not drawn: keras_tuner's conditional scopes
keep such settings out of a trial's values, so that two trials with the same values would be the same network.
"""

from typing import Any, Literal

from training.recipes.schema import Recipe

SpaceName = Literal["study", "wide"]
FILTERS = [16, 32, 64]
KERNELS = [1, 3, 5, 10]
UNITS = (64, 1024, 64)
MOST = {"blocks": 5, "dense_layers": 3}
DROPOUTS = [0.0, 0.2, 0.3, 0.4, 0.5]


def settings_from(hyperparameters: Any, recipe: Recipe, space: SpaceName) -> dict[str, Any]:
    """Draw settings.

    Args:
        hyperparameters: keras_tuner's `HyperParameters`.
        recipe: what is being tuned.
        space: "study" (number of blocks, filters, kernel sizes, pooling, units, dropout) or "wide" (those, and learning
            rate, batch size, label smoothing, augmentation).

    Returns:
        Settings as a recipe has them, nested, to be merged into it.
    """
    settings: dict[str, Any] = {}
    if recipe.from_scratch:
        settings["body"] = {"blocks": _blocks(hyperparameters)}
    settings["head"] = _head(hyperparameters, recipe)
    if space == "wide":
        settings |= _training(hyperparameters, recipe)
    return settings


def values_of(recipe: Recipe) -> dict[str, Any]:
    """What a search would have to draw to get the recipe's own settings, by the names of `settings_from`."""
    blocks = recipe.body.blocks if recipe.body else ()
    head, fit, augmentation = recipe.head, recipe.fit, recipe.augmentation
    values: dict[str, Any] = {
        "blocks": len(blocks),
        "pooling": head.pooling,
        "dense_layers": len(head.layers),
        "last_dropout": head.dropout,
        "learning_rate": fit.learning_rate,
        "batch_size": fit.batch_size,
        "label_smoothing": fit.label_smoothing,
        "zoom": augmentation.zoom,
        "rotation": augmentation.rotation,
        "rand_augment": augmentation.rand_augment,
    }
    for number, (filters, kernel) in enumerate(blocks, start=1):
        values |= {f"filters_{number}": filters, f"kernel_{number}": kernel}
    for number, (units, dropout) in enumerate(head.layers, start=1):
        values |= {f"units_{number}": units, f"dropout_{number}": dropout}
    return values


def _from(number: int, most: int) -> list[int]:
    return list(range(number, most + 1))


def _blocks(hp: Any) -> list[list[int]]:
    count = hp.Int("blocks", 1, MOST["blocks"])
    blocks = []
    for number in range(1, MOST["blocks"] + 1):
        with hp.conditional_scope("blocks", _from(number, MOST["blocks"])):
            block = [hp.Choice(f"filters_{number}", FILTERS), hp.Choice(f"kernel_{number}", KERNELS)]
        if number <= count:
            blocks.append(block)
    return blocks


def _head(hp: Any, recipe: Recipe) -> dict[str, Any]:
    head: dict[str, Any] = {}
    if recipe.from_scratch:
        head["pooling"] = hp.Choice("pooling", ["flatten", "average"])
    count = hp.Int("dense_layers", 0, MOST["dense_layers"])
    # Columns of ImageNet's classifier have no place behind other layers.
    head["start"] = "random" if count else recipe.head.start
    least, most, step = UNITS
    layers = []
    for number in range(1, MOST["dense_layers"] + 1):
        with hp.conditional_scope("dense_layers", _from(number, MOST["dense_layers"])):
            layer = [hp.Int(f"units_{number}", least, most, step=step), hp.Choice(f"dropout_{number}", DROPOUTS)]
        if number <= count:
            layers.append([layer[0], plain(layer[1])])
    head["layers"] = layers
    with hp.conditional_scope("dense_layers", _where_steps_are_taken(recipe)):
        dropout = hp.Choice("last_dropout", DROPOUTS)
    head["dropout"] = recipe.head.dropout if dropout is None else plain(dropout)
    return head


def _training(hp: Any, recipe: Recipe) -> dict[str, Any]:
    with hp.conditional_scope("dense_layers", _where_steps_are_taken(recipe)):
        rate = hp.Float("learning_rate", 1e-4, 1e-2, sampling="log")
        batch = hp.Choice("batch_size", [8, 16, 32])
    fit = {"label_smoothing": plain(hp.Choice("label_smoothing", [0.0, 0.05, 0.1]))}
    if rate is not None:
        fit |= {"learning_rate": plain(rate), "batch_size": batch}
    if recipe.uses_cached_features:
        # Augmented features are computed once; a search over augmentation would compute them anew for every trial.
        return {"fit": fit}
    augmentation = {
        "zoom": plain(hp.Choice("zoom", [0.0, 0.1, 0.2])),
        "rotation": plain(hp.Choice("rotation", [0.0, 0.05, 0.1])),
        "rand_augment": plain(hp.Choice("rand_augment", [0.0, 0.2, 0.5])),
    }
    return {"fit": fit, "augmentation": augmentation}


def _where_steps_are_taken(recipe: Recipe) -> list[int]:
    """Numbers of dense layers with which the optimizer works: a head at its optimum knows no rate and no dropout."""
    optimum = recipe.uses_cached_features and recipe.fit.linear_head == "optimum"
    return _from(1 if optimum else 0, MOST["dense_layers"])


def plain(value: float) -> float:
    """A number as it was before a chief sent it to a worker, which takes it through 32 bits."""
    return float(f"{value:.6g}")


def merged(recipe: Recipe, settings: dict[str, Any]) -> Recipe:
    """The recipe with settings drawn from a space.

    Raises:
        pydantic.ValidationError: they do not go together.
    """
    plain_recipe = recipe.model_dump(mode="json")
    for table, values in settings.items():
        plain_recipe[table] = {**(plain_recipe[table] or {}), **values}
    return Recipe.model_validate(plain_recipe)
