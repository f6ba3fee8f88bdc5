"""Whose photos a group has."""

from desktop_app.catalog.values.animals import Animal
from desktop_app.photos.groups import Group
from desktop_app.photos.store import PhotoStore


def animal_of(store: PhotoStore, group: Group) -> Animal | None:
    """The animal of a group; None where nobody has said."""
    del store
    return group.animal
