"""What is not used any more goes back to the system: told to the C library once, before there is much.

Glibc keeps freed blocks, to be quick with the next ones, and keeps larger ones the larger those are that are freed (up
to 32 MB, `man mallopt`). A session of 100,000 photos makes arrays and rows of such sizes for a moment again and again.
What they leave lies in pieces between small things that stay. With limits that do not move, large blocks are mapped by
themselves, and are gone when they are freed. Other systems have other libraries, which are left as they are.
"""

import ctypes
import sys
from contextlib import suppress

# As <malloc.h> numbers them.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
# A column of 100,000 numbers is quickest where it comes from what is kept; rows and embeddings are beyond this.
LARGE_BLOCK, KEPT_AT_THE_END = 4 << 20, 8 << 20
# Heaps that threads share. More of them wait for each other less, but each keeps what it once needed.
HEAPS = 2


def give_back_what_is_free(system: str = sys.platform) -> bool:
    """Set glibc's limits for this process; nothing to do where another library is used.

    Args:
        system: as `sys.platform` has it.

    Returns:
        whether they are set.
    """
    if system != "linux":
        return False
    with suppress(OSError, AttributeError):
        # Other C libraries for Linux have no `mallopt`, or one that does nothing.
        tell = ctypes.CDLL(None).mallopt
        limits = ((_MMAP_THRESHOLD, LARGE_BLOCK), (_TRIM_THRESHOLD, KEPT_AT_THE_END), (_ARENA_MAX, HEAPS))
        return all(tell(which, limit) == 1 for which, limit in limits)
    return False
