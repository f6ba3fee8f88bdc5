"""Refines a network, so that it says of a bad photo what it said of the good one. No label takes part."""
