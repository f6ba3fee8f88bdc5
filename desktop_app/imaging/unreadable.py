"""What is raised for a photo that cannot be read. By itself: whoever only waits for it needs no decoder for that."""

from desktop_app.faults import FaultError


class UnreadablePhotoError(FaultError):
    """A file that is no photo we can show: `file.*` or `photo.*`."""
