"""How the interface says what kind of dog it looks like: "a spaniel", in the language that is spoken."""

from desktop_app.breeds.kinds import bundled_kinds
from desktop_app.plain_text import escaped
from desktop_app.ui.wording.numbers import language


def kind_like(kind_id: str) -> str:
    """A dog of a kind, as it stands behind "looks like": "a spaniel"; the id where nobody has said."""
    return escaped(bundled_kinds().looks_like(kind_id, language()))
