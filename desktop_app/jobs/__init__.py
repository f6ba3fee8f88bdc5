"""Background work with progress and cancel. Of Qt, QtCore only."""
