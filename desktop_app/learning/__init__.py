"""The memory: what people decided makes the next suggestion better. Numpy only."""
