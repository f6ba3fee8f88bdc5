"""Searches whose trials are trained by workers on all machines."""
