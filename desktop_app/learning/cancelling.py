"""How long work ends that nobody wants any more."""

from collections.abc import Callable


class CancelledError(Exception):
    """Nobody wants the result any more."""


def never() -> bool:
    """What is asked where nobody cancels."""
    return False


def give_up(is_cancelled: Callable[[], bool]) -> None:
    """End, where nobody wants the result any more.

    Raises:
        CancelledError: so it is.
    """
    if is_cancelled():
        raise CancelledError
