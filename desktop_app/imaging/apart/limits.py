"""How long a decoder may take and how much memory it may have, held by the system and not by the decoder itself."""

from desktop_app.own_processes.limits import allow_bytes, ring_in

# A photo of a phone takes a second on a slow computer.
SECONDS = 20.0
# The largest photos need about 900 MB and so get 38 seconds.
BYTES_A_SECOND = 50_000_000
# Beside what a photo is known to need: stacks, tables, buffers of the decoder, and what estimates leave out.
SPARE_BYTES = 512 * 1024 * 1024
# Estimates are of what stands in memory for long.
OVER_ESTIMATE = 2
# The decoder's own alarm: the app, which knows better, comes first.
_LATER_SECONDS = 5.0


def seconds_for(amount: int) -> float:
    """How long a photo may take that needs this many bytes."""
    return SECONDS + amount / BYTES_A_SECOND


def memory_for(amount: int) -> int:
    """How many bytes, beside what it has, a decoder may take for a photo that is known to need `amount`."""
    return SPARE_BYTES + amount * OVER_ESTIMATE


def ring_after(amount: int | None) -> None:
    """Let the system end this process once a photo that needs `amount` bytes has taken far too long (None: never)."""
    ring_in(None if amount is None else seconds_for(amount) + _LATER_SECONDS)


def allow_memory(amount: int) -> None:
    """Let this process take `memory_for(amount)` more than it has now; see `allow_bytes`."""
    allow_bytes(memory_for(amount))
