"""Recipes: one small file a network. `load_recipe` reads one by its name, from a file, or from a run folder."""

from training.recipes.loading import RecipeError, load_recipe, named_recipes, recipe_text
from training.recipes.schema import Recipe

__all__ = ["Recipe", "RecipeError", "load_recipe", "named_recipes", "recipe_text"]
