"""Searching for better settings of a recipe, with keras_tuner."""
