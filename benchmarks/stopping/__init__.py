"""What is lost when Pawsort is stopped at a random moment, or its disk is full: `python -m benchmarks stopping`."""
