"""Whatever files the app, training and export read, changed at random: nothing but our own errors may come of it.

`kinds/` has one module for each reader; a new one is found by being there. `python -m benchmarks fuzz` runs them.
"""
