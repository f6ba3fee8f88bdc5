"""Labelled photos: reading them from what people have, finding duplicates, splitting."""
