"""What a person sees of the photos, to be put back after the window was made again in another language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.photos.filters import Filters
    from desktop_app.ui.window.parts import WindowParts
    from desktop_app.ui.window.taught_photos import Before


@dataclass(frozen=True, slots=True)
class ViewState:
    """Filters, selection and place of the gallery.

    Attributes:
        filters: what the gallery is narrowed to, the text to find among it.
        selected: ids of the selected photos.
        current: id of the photo in focus.
        offset: how far the gallery is scrolled, in pixels.
        why: whether heat maps are shown.
        screen: name of the screen that is shown.
        before: what was shown before the photos that taught a breed; None where these are not shown.
    """

    filters: Filters
    selected: tuple[int, ...]
    current: int | None
    offset: int
    why: bool
    screen: str
    before: Before | None


def view_state(window: WindowParts) -> ViewState:
    """What is seen now."""
    gallery = window.gallery
    return ViewState(
        filters=window.sidebar.filters(),
        selected=tuple(gallery.selected_ids()),
        current=gallery.current_id(),
        offset=gallery.verticalScrollBar().value(),
        why=window.actions_by_name["why"].isChecked(),
        screen=window.screens.current.name,
        before=window.taught.before,
    )


def put_back(window: WindowParts, seen: ViewState) -> None:
    """Show the same again."""
    window.header.find_box.setText(seen.filters.value("text"))
    window.sidebar.show_filters(seen.filters)
    window.taught.remember(seen.before)
    window.gallery.select(seen.selected, seen.current)
    window.gallery.lay_out()
    window.gallery.verticalScrollBar().setValue(seen.offset)
    window.alike.go_on()
    if seen.why:
        window.actions_by_name["why"].trigger()
    if len(window.collection):
        window.screens.show(seen.screen)
