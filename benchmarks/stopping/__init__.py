"""What is lost when Pawsort is stopped at a random moment, or when the disk is full: `python -m benchmarks stopping`."""
