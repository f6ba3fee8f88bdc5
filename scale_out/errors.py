"""What can go wrong before and between the photos, in words for whoever started it."""


class ScaleError(Exception):
    """Something cannot be done; the text says what, of which file or machine, and the way out."""
