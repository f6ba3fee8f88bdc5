"""Names as Qt shows them and does nothing else with them: no markup, no keys of menus, no marks of titles."""

import re

from desktop_app.plain_text import escaped

# What Qt takes for the beginning of markup, and a sign that is invisible and of no width: behind it, it finds none.
_BEGINS_MARKUP = re.compile(r"<(?=[\sA-Za-z!?/])|&(?=lt;)", re.IGNORECASE)
_JOINER = "\u2060"


def tip(text: str) -> str:
    """A text for a tool tip, which would be taken for markup where it looks like some."""
    return _BEGINS_MARKUP.sub(lambda found: found[0] + _JOINER, text)


def on_button(text: str) -> str:
    """A text for a button or an entry of a menu, where & would underline the next letter and make it a key."""
    return text.replace("&", "&&")


def window_title(name: str) -> str:
    """A name for a window's title, where [*] stands for "changed"."""
    return escaped(name).replace("[*]", "[*][*]")
