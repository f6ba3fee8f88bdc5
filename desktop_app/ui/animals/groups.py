"""What the Animals screen asks of whoever makes the groups."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

from desktop_app.photos.group_summary import GroupFacts, GroupSummary
from desktop_app.photos.groups import Group, Grouping


class Groups(Protocol):
    """Keeps the groups in step with the photos.

    Attributes:
        regrouped: they are other ones.
        changed: places of groups that say something else.
    """

    regrouped: SignalInstance
    changed: SignalInstance

    @property
    def grouping(self) -> Grouping:
        """The groups now."""

    @property
    def facts(self) -> GroupFacts | None:
        """Where all groups stand, as columns by their places; None where nobody has worked that out."""

    @property
    def is_grouping(self) -> bool:
        """Whether groups are being worked out."""

    def summary(self, group: Group) -> GroupSummary:
        """What a group says now."""
