"""Translations and their loader."""
