"""Pawsort: sorts the photos of animal shelters by what breed the dog looks like."""

__version__ = "0.2.0"
