"""What goes wrong with weights."""


class WeightsError(Exception):
    """Weights that are missing or cannot be used; the message names the file and the way out."""
