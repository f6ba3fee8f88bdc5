"""What a search may change: the study's spaces for networks from scratch and for heads, and wider ones of ours."""

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
        settings["head"] = _head(hyperparameters, most_layers=MOST["dense_layers"], pooling=True)
    else:
        settings["head"] = _head(hyperparameters, most_layers=MOST["dense_layers"], pooling=False)
    if space == "wide":
        settings |= _training(hyperparameters, cached=recipe.uses_cached_features)
    return settings


def _blocks(hp: Any) -> list[list[int]]:
    count = hp.Int("blocks", 1, MOST["blocks"])
    blocks = []
    for number in range(1, count + 1):
        filters = hp.Choice(f"filters_{number}", FILTERS)
        kernel = hp.Choice(f"kernel_{number}", KERNELS)
        blocks.append([filters, kernel])
    return blocks


def _head(hp: Any, *, most_layers: int, pooling: bool) -> dict[str, Any]:
    head: dict[str, Any] = {"start": "random"}
    if pooling:
        head["pooling"] = hp.Choice("pooling", ["flatten", "average"])
    layers = hp.Int("dense_layers", 0, most_layers)
    least, most, step = UNITS
    head["layers"] = [
        [hp.Int(f"units_{number}", least, most, step=step), hp.Choice(f"dropout_{number}", DROPOUTS)]
        for number in range(1, layers + 1)
    ]
    head["dropout"] = hp.Choice("last_dropout", DROPOUTS)
    return head


def _training(hp: Any, *, cached: bool) -> dict[str, Any]:
    fit = {
        "learning_rate": hp.Float("learning_rate", 1e-4, 1e-2, sampling="log"),
        "batch_size": hp.Choice("batch_size", [8, 16, 32]),
        "label_smoothing": hp.Choice("label_smoothing", [0.0, 0.05, 0.1]),
    }
    if cached:
        # Augmented features are computed once; a search over augmentation would compute them anew for every trial.
        return {"fit": fit}
    augmentation = {
        "zoom": hp.Choice("zoom", [0.0, 0.1, 0.2]),
        "rotation": hp.Choice("rotation", [0.0, 0.05, 0.1]),
        "rand_augment": hp.Choice("rand_augment", [0.0, 0.2, 0.5]),
    }
    return {"fit": fit, "augmentation": augmentation}


def merged(recipe: Recipe, settings: dict[str, Any]) -> Recipe:
    """The recipe with settings drawn from a space.

    Raises:
        pydantic.ValidationError: they do not go together.
    """
    plain = recipe.model_dump(mode="json")
    for table, values in settings.items():
        plain[table] = {**(plain[table] or {}), **values}
    return Recipe.model_validate(plain)
