"""Keywords in XMP: packets that are merged and never written anew, in sidecars and in copies of photos."""
