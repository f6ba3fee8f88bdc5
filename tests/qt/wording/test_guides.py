"""The user guides name menus and their entries as the window does, in both languages."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from desktop_app.ui.wording.actions import MENUS

PLACE = re.compile(r"\*\*([^*▸]+?)\s*▸\s*([^*▸]+?)\s*(?:▸[^*]*)?\*\*")


def as_written(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("&", "").rstrip("….").strip()


def french(repository: Path) -> dict[str, str]:
    tree = ElementTree.parse(repository / "desktop_app" / "i18n" / "pawsort_fr.ts")  # noqa: S314 - our own file
    actions = next(context for context in tree.iter("context") if context.findtext("name") == "Actions")
    return {each.findtext("source", ""): each.findtext("translation", "") for each in actions.iter("message")}


@pytest.mark.parametrize("guide", ["user_guide.md", "user_guide.fr.md"])
def test_every_menu_entry_that_a_guide_names_is_there(repository: Path, guide: str) -> None:
    words = french(repository) if ".fr." in guide else {}
    entries = {
        (as_written(words.get(menu.title, menu.title)), as_written(words.get(action.text, action.text)))
        for menu in MENUS
        for group in menu.groups
        for action in group
    }
    text = (repository / "docs" / guide).read_text(encoding="utf-8")
    named = {(as_written(menu), as_written(entry)) for menu, entry in PLACE.findall(text)}
    assert len(named) >= 8
    assert named - entries == set()
