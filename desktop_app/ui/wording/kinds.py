"""How the interface says what kind of dog it looks like: "a spaniel", in the language that is spoken."""

from PySide6.QtCore import QLocale

from desktop_app.breeds.kinds import bundled_kinds


def kind_like(kind_id: str) -> str:
    """A dog of a kind, as it stands behind "looks like": "a spaniel"; its name, or the id, where nobody has said."""
    return bundled_kinds().looks_like(kind_id, QLocale().name()[:2])
