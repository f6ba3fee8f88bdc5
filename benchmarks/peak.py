"""The most memory that a process has had."""

from pathlib import Path


def most_of(process_id: int) -> float:
    """The most megabytes that another process has had so far; 0 where nobody can tell (it ended, or no Linux)."""
    try:
        said = Path(f"/proc/{process_id}/status").read_text(encoding="ascii", errors="replace")
        return int(said.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
    except (OSError, IndexError):
        return 0.0


def most_megabytes() -> float:
    """The most that this process has had."""
    status = Path("/proc/self/status")
    if status.exists():  # what `getrusage` says on Linux is also that of whoever started the process
        said = status.read_text(encoding="ascii", errors="replace")
        return int(said.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
