"""Millions of photos on several machines, by Ray: the app's own inference, and Parquet in and out.

Beside the app, never in it: nothing imports this package, and what volunteers install knows neither it nor Ray.
"""
