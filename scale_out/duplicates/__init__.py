"""The same photos among all that were labelled, found in less than quadratic time."""
