"""From a name, a file and `--set key=value` to a checked recipe; and back to a file."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import tomli_w
from pydantic import BaseModel, ValidationError

from desktop_app.own_files import MOST_DEPTH, OwnFileError, depth_of, json_of, read_bytes
from training.recipes.schema import Recipe

FOLDER = Path(__file__).parent
# What the study, papers and other libraries call the networks, beside our own names; as `_plain` writes them.
_ALSO_CALLED = {
    "cnns": "cnn_small",
    "cnnl": "cnn_large",
    "v2s": "efficientnet_v2s",
    **{f"{short}{size}": f"efficientnet_lite{size}" for short in ("lite", "effnetlite") for size in (0, 1, 2)},
}
_MOST_BYTES = 1024 * 1024


class RecipeError(Exception):
    """A recipe that cannot be used; the message names the file, the key, and the way out."""


def named_recipes() -> dict[str, Path]:
    """The recipes that come with Pawsort: name → file."""
    return {file.stem: file for file in sorted(FOLDER.glob("*.toml"))}


def load_recipe(source: str | Path, overrides: Sequence[str] = ()) -> Recipe:
    """Read a recipe and change single settings of it.

    Args:
        source: the name of a recipe that comes with Pawsort (in any spelling: "cnn_s", "EfficientNet-Lite0"), a `.toml`
            or `.json` file, or a run folder.
        overrides: like "fit.epochs=20" or "data.breeds=['beagle','kelpie']".

    Raises:
        RecipeError: no such recipe, a key that does not exist (the nearest is suggested), a value that cannot be.
    """
    file = _file_of(str(source))
    settings = _read(file)
    settings.setdefault("name", file.stem)
    for override in overrides:
        _override(settings, override)
    known = sorted(_keys(Recipe))
    for key in _dotted(settings):
        if key not in known:
            raise RecipeError(f"{file}: unknown key {key!r}.{_nearest(key, known)}")
    try:
        return Recipe.model_validate(settings)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if not first["loc"]:
            raise RecipeError(f"{file}: {first['msg'].removeprefix('Value error, ')}.") from error
        key = ".".join(str(part) for part in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        raise RecipeError(f"{file}: {key}: {what} (it is {first['input']!r}).") from error


def recipe_text(recipe: Recipe) -> str:
    """A recipe as the text of a TOML file that `load_recipe` reads; only what differs from the defaults."""
    return tomli_w.dumps(recipe.model_dump(mode="json", exclude_defaults=True, exclude_none=True))


def _file_of(source: str) -> Path:
    recipes = named_recipes()
    if source in recipes:
        return recipes[source]
    path = Path(source)
    if path.is_dir() and (path / "recipe.json").is_file():
        return path / "recipe.json"
    if path.is_file():
        return path
    called = {_plain(name): name for name in recipes} | _ALSO_CALLED
    if _plain(source) in called:
        return recipes[called[_plain(source)]]
    if path.is_dir():
        raise RecipeError(f"{source}: neither a recipe nor a run of `fit`: there is no recipe.json in this folder.")
    near = difflib.get_close_matches(_plain(source), list(called), n=1, cutoff=0.5)
    hint = f" Did you mean {called[near[0]]!r}?" if near else ""
    raise RecipeError(
        f"{source}: no such recipe.{hint} There are {', '.join(recipes)}; or name a .toml file or a run folder."
    )


def _plain(name: str) -> str:
    """A name without what spellings differ in: "EfficientNet-Lite0" and "efficientnet_lite0" are one."""
    return re.sub(r"[\W_]+", "", name.casefold())


def _read(file: Path) -> dict[str, Any]:
    try:
        content = read_bytes(file, _MOST_BYTES)
        settings = json_of(content) if file.suffix == ".json" else _toml_of(content.decode("utf-8"))
    except (OSError, OwnFileError, ValueError) as error:
        raise RecipeError(f"{file}: cannot be read as a recipe ({error}).") from error
    if not isinstance(settings, dict):
        raise RecipeError(f"{file}: not a recipe; a recipe is a table of settings.")
    return settings


def _toml_of(text: str) -> dict[str, Any]:
    """TOML as data.

    Raises:
        ValueError: it is none, or nested without end.
    """
    try:
        read = tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if depth_of(read) > MOST_DEPTH:
        raise ValueError("it is nested too deeply")
    return read


def _override(settings: dict[str, Any], override: str) -> None:
    key, equals, text = override.partition("=")
    if not equals or not key.strip():
        raise RecipeError(f"--set {override}: write it as key=value, like fit.epochs=20.")
    try:
        value = _toml_of(f"value = {text}")["value"]
    except ValueError:
        value = None if text == "none" and key.strip() in _may_be_none() else text
    *tables, last = key.strip().split(".")
    for table in tables:
        settings = settings.setdefault(table, {})
        if not isinstance(settings, dict):
            raise RecipeError(f"--set {override}: {table!r} is a setting, not a group of settings.")
    settings[last] = value


def _may_be_none() -> set[str]:
    return {key for key, annotation in _keys(Recipe).items() if type(None) in get_args(annotation)}


def _keys(model: type[BaseModel], prefix: str = "") -> dict[str, Any]:
    """Every setting as "table.key", with its type; tables themselves too."""
    keys: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        keys[prefix + name] = field.annotation
        for inner in (field.annotation, *get_args(field.annotation)):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                keys |= _keys(inner, f"{prefix}{name}.")
    return keys


def _dotted(settings: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in settings.items():
        yield prefix + key
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{key}.")


def _nearest(key: str, known: Sequence[str]) -> str:
    """A hint at the setting that was meant: by its whole name, or by its last part ("epoch" → "fit.epochs")."""
    near = difflib.get_close_matches(key, known, n=1)
    if not near:
        by_last = {each.rpartition(".")[2]: each for each in known}
        near = [by_last[last] for last in difflib.get_close_matches(key.rpartition(".")[2], list(by_last), n=1)]
    return f" Did you mean {near[0]!r}?" if near else ""
