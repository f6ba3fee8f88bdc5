"""How fast a person decides, and how long the rest will take at that pace."""

from collections import deque

# Over the last decisions only: people get faster, and tired.
REMEMBERED = 40
LEAST = 5
# Whoever needs longer for one decision has done something else meanwhile.
PAUSE_SECONDS = 60.0
# A decision that takes longer than so many typical ones counts as so many: one hard photo is no change of pace.
MOST_TYPICAL = 5.0


class Pace:
    """Learns from the times of decisions. Times are seconds of any steady clock."""

    def __init__(self) -> None:
        self._last: float | None = None
        # Seconds of each decision, and for how many photos it was.
        self._decisions: deque[tuple[float, int]] = deque(maxlen=REMEMBERED)

    def begin(self, now: float) -> None:
        """A person begins to look: the time until the first decision counts."""
        self._last = now

    def decided(self, photos: int, now: float) -> None:
        """A person decided about so many photos at once."""
        if self._last is not None and photos:
            seconds = now - self._last
            if 0 <= seconds <= PAUSE_SECONDS:
                self._decisions.append((seconds, photos))
        self._last = now

    def seconds_left(self, photos: int) -> float | None:
        """Seconds for so many photos more; None while too little is known.

        The mean of the last decisions by the number of their photos, each taken for at most `MOST_TYPICAL` times the
        median (a winsorised mean): the plain one follows every distraction, and the median alone forgets that some
        photos are hard.
        """
        if len(self._decisions) < LEAST:
            return None
        by_length = sorted(seconds for seconds, _ in self._decisions)
        most = MOST_TYPICAL * by_length[len(by_length) // 2]
        spent = sum(min(seconds, most) for seconds, _ in self._decisions)
        return photos * spent / sum(count for _, count in self._decisions)
