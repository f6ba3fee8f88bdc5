"""What the Animals screen asks of whoever makes the groups."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

from desktop_app.photos.group_summary import GroupSummary
from desktop_app.photos.groups import Group, Grouping


class Groups(Protocol):
    """Keeps the groups in step with the photos.

    Attributes:
        grouping: the groups now.
        regrouped: they are other ones.
        changed: places of groups that say something else.
    """

    grouping: Grouping
    regrouped: SignalInstance
    changed: SignalInstance

    def summary(self, group: Group) -> GroupSummary:
        """What a group says now."""
