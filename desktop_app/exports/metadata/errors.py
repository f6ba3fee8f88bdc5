"""Why keywords were not written somewhere; whoever knows the file makes a fault of it."""


class PacketError(Exception):
    """What is there is left as it is.

    Attributes:
        reason: `not_xmp`, `bomb`, `too_large`, `strange` for packets; `damaged`, `no_room` for files that hold one.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        super().__init__(reason, detail)
