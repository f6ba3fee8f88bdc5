"""Reports to look at: plots, and pages that hold everything in one file."""
