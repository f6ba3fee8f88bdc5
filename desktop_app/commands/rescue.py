"""`pawsort rescue`: what can be read of a damaged session, in a new one."""

from pathlib import Path

from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.opening import SESSION_SUFFIX
from desktop_app.catalog.rescue import rescue
from desktop_app.commands.fault_sentences import sentence
from desktop_app.commands.session_fault_sentences import PARTS
from desktop_app.commands.terminal import Terminal

ALL, NOT_ALL, REFUSED = 0, 1, 2


def rescued_path(damaged: Path) -> Path:
    """A free name beside a damaged session for what can be rescued of it."""
    stem = damaged.name.removesuffix(SESSION_SUFFIX)
    path, count = damaged.with_name(f"{stem} (rescued){SESSION_SUFFIX}"), 1
    while path.exists():
        count += 1
        path = damaged.with_name(f"{stem} (rescued {count}){SESSION_SUFFIX}")
    return path


def rescue_session(damaged: Path, out: Path | None, terminal: Terminal) -> int:
    """Rescue a session and say what came of it.

    Args:
        damaged: the session; it is not changed.
        out: the new one; None for a name beside it.
        terminal: what is said goes there.

    Returns:
        0 when everything was taken over, 1 when something had to be left out, 2 when nothing could be done.
    """
    target = rescued_path(damaged) if out is None else out
    try:
        rescued = rescue(damaged, target)
    except SessionError as error:
        terminal.say(f"pawsort: {sentence(error.fault)}")
        return REFUSED
    terminal.say(f"{rescued.photos:,} photos, {rescued.labels:,} of them with a label, are in {rescued.target}.")
    for part, count in rescued.lost.items():
        terminal.say(f"Left out, because it could not be read: {count:,} of {PARTS[f'session_{part}']}.")
    terminal.say(f"{damaged} was left as it is.")
    return NOT_ALL if rescued.lost else ALL
