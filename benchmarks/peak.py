"""The most memory that a process has had."""

from pathlib import Path


def most_megabytes() -> float:
    """The most that this process has had."""
    status = Path("/proc/self/status")
    if status.exists():  # what `getrusage` says on Linux is also that of whoever started the process
        said = status.read_text(encoding="ascii", errors="replace")
        return int(said.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
