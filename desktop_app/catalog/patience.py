"""Asking a disk without waiting for it: a network drive that is gone may keep whoever asks for minutes."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def answers(questions: Sequence[Callable[[], T]], seconds: float) -> list[T | None]:
    """The answers to questions that are asked at the same time.

    Args:
        questions: none may raise. One that is not answered in time goes on by itself, and nobody hears of it.
        seconds: to wait for all of them together.

    Returns:
        as many answers, None for what was not answered.
    """
    found: list[T | None] = [None] * len(questions)

    def ask(place: int, question: Callable[[], T]) -> None:
        found[place] = question()

    asked = [
        threading.Thread(target=ask, args=(place, question), name="asking a disk", daemon=True)
        for place, question in enumerate(questions)
    ]
    for thread in asked:
        thread.start()
    deadline = time.monotonic() + seconds
    for thread in asked:
        thread.join(max(0.0, deadline - time.monotonic()))
    return list(found)
