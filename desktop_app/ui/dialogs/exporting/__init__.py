"""The parts of the export dialog: what can be chosen, where to, and what is going to be written."""
