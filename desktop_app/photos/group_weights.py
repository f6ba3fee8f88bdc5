"""Where all groups of a session stand, where nearly all of them stood there before.

To weigh twenty thousand groups takes longer than a person should wait for what follows an edit; to see which photos say
something else than before does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desktop_app.photos.codes import NONE
from desktop_app.photos.group_summary import GroupFacts, Votes, weigh

if TYPE_CHECKING:
    from desktop_app.photos.groups import Grouping


class GroupWeights:
    """Keeps what groups were weighed by, and what came of it."""

    def __init__(self) -> None:
        self._grouping: Grouping | None = None
        self._votes: Votes | None = None
        self._facts: GroupFacts | None = None

    def weigh(self, grouping: Grouping, before: Grouping | None, votes: Votes) -> GroupFacts:
        """Where groups stand: what `group_summary.weigh` gives.

        Args:
            grouping: the groups.
            before: the groups of which `regroup` made these; None where they were made from the beginning.
            votes: of all photos, as they are now.

        Returns:
            facts of which nobody else has a part: whoever gets them may write into them.
        """
        came_from, known = grouping.came_from, self._facts
        same = before is not None and before is self._grouping and len(came_from) == len(grouping.groups) > 0
        if known is None or self._votes is None or not same or self._votes.breeds != votes.breeds:
            facts = weigh(votes.among(grouping))
        else:
            new = came_from == NONE
            others = grouping.group_of[votes.differing(self._votes)]
            new[others[others != NONE]] = True
            places = np.flatnonzero(new).astype(np.int32)
            facts = known.at(came_from)
            if len(places):
                facts.take_over(places, weigh(votes.among(grouping, places)))
        self._grouping, self._votes, self._facts = grouping, votes, facts
        return facts.at(np.arange(len(grouping.groups), dtype=np.int32))
