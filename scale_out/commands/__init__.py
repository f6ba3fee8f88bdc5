"""One file per command of `python -m scale_out`."""
